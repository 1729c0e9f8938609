<?cs set:page.style = "office_good" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/goods"><?cs var:t("Goods") ?></a></p>
<h1><?cs var:t("Categories") ?></h1>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<details class="card good-form" id="new"<?cs if:adding ?> open<?cs /if ?>>
<summary><?cs var:t("Add a category …") ?></summary>
<form class="fields" action="/office/categories" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<?cs include:"office/_category_fields.cs" ?>
<p><button><?cs var:t("Add") ?></button></p>
</form>
</details>
<?cs if:tree.0.id ?><ul class="category-list"><?cs each:x = tree ?>
<li class="depth-<?cs var:x.depth ?>" id="category-<?cs var:x.id ?>"><a class="category-name" href="/office/categories/<?cs var:url_validate(x.id) ?>"><bdi><?cs var:x.name ?></bdi></a><?cs if:x.goods ?> <a class="per" href="/office/goods?category=<?cs var:url_validate(x.href) ?>"><?cs var:x.goods ?></a><?cs /if ?>
<span class="variant-does"><?cs if:!x.first ?><form action="/office/categories/<?cs var:url_validate(x.id) ?>/move" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="to" value="front"><button class="button-text" aria-label="<?cs var:t("To the front") ?>: <?cs var:x.name ?>">↑</button></form><?cs /if ?><?cs if:!x.last ?><form action="/office/categories/<?cs var:url_validate(x.id) ?>/move" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="to" value="back"><button class="button-text" aria-label="<?cs var:t("To the back") ?>: <?cs var:x.name ?>">↓</button></form><?cs /if ?></span></li><?cs /each ?>
</ul><?cs else ?><div class="empty"><h2><?cs var:t("No categories yet") ?></h2>
<p><?cs var:t("Shoppers find their way by them: begin with a few large ones.") ?></p></div><?cs /if ?>
<?cs if:archived.0.id ?><section aria-labelledby="gone">
<h2 id="gone"><?cs var:t("Archived") ?></h2>
<ul class="category-list"><?cs each:x = archived ?>
<li><bdi class="category-name gone"><?cs var:x.name ?></bdi><span class="variant-does"><form action="/office/categories/<?cs var:url_validate(x.id) ?>/archive" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="to" value="restore"><button class="button-text" aria-label="<?cs var:t("Bring it back") ?>: <?cs var:x.name ?>"><?cs var:t("Bring it back") ?></button></form></span></li><?cs /each ?>
</ul>
</section><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
