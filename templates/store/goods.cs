<?cs include:"layout/head.cs" ?>
<?cs if:crumbs.1.slug ?><?cs include:"store/_crumbs.cs" ?><?cs /if ?><h1 class="list-title"><?cs var:page.title ?></h1>
<?cs include:"store/_categories.cs" ?><?cs if:goods.0.slug ?><ul class="goods"><?cs each:good = goods ?><?cs include:"store/_card.cs" ?><?cs /each ?></ul>
<?cs else ?><div class="empty">
<?cs call:icon("search") ?>
<?cs if:find ?><h2><?cs var:t("Nothing found for “{find}”") ?></h2>
<p><?cs var:t("Try a shorter word, or the number under the barcode.") ?></p>
<?cs else ?><h2><?cs var:t("Nothing on this shelf yet") ?></h2><?cs /if ?>
<p><a class="button button-quiet" href="/<?cs var:lang ?>/goods"><?cs var:t("See all goods") ?></a></p>
</div><?cs /if ?>
<?cs if:paging ?><nav class="pager" aria-label="<?cs var:t("Pages") ?>">
<?cs if:first_page ?><a class="button button-quiet" href="<?cs var:url_validate(first_page) ?>"><?cs var:t("Back to the start") ?></a><?cs /if ?>
<?cs if:next_page ?><a class="button" rel="next" href="<?cs var:url_validate(next_page) ?>"><?cs var:t("More goods") ?></a><?cs /if ?>
</nav><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
