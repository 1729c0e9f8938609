<?cs # The bar on top of a till's screen. Data: till (name, branch, staff), staff.name, csrf. ?><header class="till-bar">
<p class="till-where"><?cs if:shop.logo.src ?><img class="logo" src="<?cs var:url_validate(shop.logo.src) ?>" width="<?cs var:shop.logo.width ?>" height="<?cs var:shop.logo.height ?>" alt="<?cs var:shop.name ?>"><?cs /if ?><strong><?cs var:till.name ?></strong> <span><?cs var:till.branch ?></span></p>
<?cs if:till.staff ?><div class="till-who">
<p><?cs var:staff.name ?></p>
<form action="/till/logout" method="post" id="lock"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><button class="button-quiet"><?cs var:t("Lock") ?></button></form>
</div><?cs /if ?>
</header>
