<?cs include:"layout/head.cs" ?>
<h1 class="list-title"><?cs var:page.title ?></h1>
<?cs if:categories.0.slug ?><nav class="categories" aria-label="<?cs var:t("Categories") ?>">
<ul>
<li><a href="/<?cs var:lang ?>/goods"<?cs if:!category ?><?cs if:!find ?> aria-current="page"<?cs /if ?><?cs /if ?>><?cs var:t("All") ?></a></li><?cs each:c = categories ?>
<li><a class="tint-<?cs var:c.tint ?>" href="/<?cs var:lang ?>/goods?category=<?cs var:url_validate(c.href) ?>"<?cs if:c.current ?> aria-current="page"<?cs /if ?>><?cs var:c.name ?></a></li><?cs /each ?>
</ul>
</nav><?cs /if ?>
<?cs if:goods.0.slug ?><ul class="goods"><?cs each:good = goods ?><?cs include:"store/_card.cs" ?><?cs /each ?></ul>
<?cs else ?><div class="empty">
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
