<?cs set:page.style = "office_good" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/categories"><?cs var:t("Categories") ?></a></p>
<div class="title">
<h1><bdi><?cs var:page.title ?></bdi></h1>
<?cs if:category.archived ?><span class="badge"><?cs var:t("Archived") ?></span><?cs /if ?>
<div class="title-end buttons"><?cs if:category.goods ?><a href="/office/goods?category=<?cs var:url_validate(category.href) ?>"><?cs var:category.goods ?></a><?cs /if ?></div>
</div>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<form class="card fields good-form" action="/office/categories/<?cs var:url_validate(category.id) ?>" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<?cs include:"office/_category_fields.cs" ?>
<p class="per"><?cs var:t("Goods are found by the name of their category too. In a large one that takes a moment after a new name.") ?></p>
<p><button><?cs var:t("Save") ?></button></p>
</form>
<section class="card good-form" aria-labelledby="leaves">
<h2 id="leaves"><?cs var:t("Needed no longer") ?></h2>
<?cs if:category.archived ?><form action="/office/categories/<?cs var:url_validate(category.id) ?>/archive" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="to" value="restore"><button class="button-quiet"><?cs var:t("Bring it back") ?></button></form>
<?cs elif:category.empty ?><form action="/office/categories/<?cs var:url_validate(category.id) ?>/archive" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="to" value="archive"><button class="button-bad"><?cs var:t("Archive the category") ?></button></form>
<?cs else ?><p class="soft"><?cs var:t("It can be archived once no goods and no categories are in it.") ?></p><?cs /if ?>
</section>
<?cs include:"layout/foot.cs" ?>
