<?cs # Customers, found by the beginning of what is known. Data: find, customers (id, name, email, phone, since, orders), first_page, next_page. ?><?cs include:"layout/head.cs" ?>
<h1><?cs var:t("Customers") ?></h1>
<form class="finder" role="search" action="/office/customers" method="get">
<label class="aside-only" for="find"><?cs var:t("Name, phone or e-mail") ?></label>
<input id="find" type="search" name="find" maxlength="100" value="<?cs var:find ?>" placeholder="<?cs var:t("Name, phone or e-mail") ?>" autocomplete="off">
<button><?cs var:t("Search") ?></button>
</form>
<?cs if:customers.0.id ?><table class="list list-customers">
<thead><tr><th scope="col"><?cs var:t("Customer") ?></th><th scope="col"><?cs var:t("Phone") ?></th><th scope="col"><?cs var:t("E-mail") ?></th><th scope="col"><?cs var:t("Since") ?></th><th scope="col" class="number"><?cs var:t("Orders") ?></th></tr></thead>
<tbody><?cs each:x = customers ?>
<tr><th scope="row" class="name"><a class="row-link" href="/office/customers/<?cs var:url_validate(x.id) ?>"><bdi><?cs var:x.name ?></bdi></a></th><td><?cs if:x.phone ?><bdi dir="ltr"><?cs var:x.phone ?></bdi><?cs /if ?></td><td class="name"><?cs if:x.email ?><bdi dir="ltr"><?cs var:x.email ?></bdi><?cs /if ?></td><td class="soft"><?cs var:x.since ?></td><td class="number"><?cs var:x.orders ?></td></tr><?cs /each ?>
</tbody>
</table>
<?cs else ?><div class="empty">
<h2><?cs if:find ?><?cs var:t("Nobody is like that") ?><?cs else ?><?cs var:t("No customers yet") ?><?cs /if ?></h2>
<p><?cs if:find ?><?cs var:t("Type the beginning of a name, a phone number or an e-mail address.") ?><?cs else ?><?cs var:t("Whoever orders on the web appears here.") ?><?cs /if ?></p>
</div><?cs /if ?>
<?cs if:first_page ?><?cs set:paging = "1" ?><?cs /if ?><?cs if:next_page ?><?cs set:paging = "1" ?><?cs /if ?>
<?cs if:paging ?><nav class="pager" aria-label="<?cs var:t("Pages") ?>">
<?cs if:first_page ?><a class="button button-quiet" href="<?cs var:url_validate(first_page) ?>"><?cs var:t("Newest") ?></a><?cs /if ?>
<?cs if:next_page ?><a class="button button-quiet" rel="next" href="<?cs var:url_validate(next_page) ?>"><?cs var:t("Older") ?></a><?cs /if ?>
</nav><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
