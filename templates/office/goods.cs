<?cs set:page.style = "office_goods" ?><?cs include:"layout/head.cs" ?>
<?cs def:choice(field, label, all, list) ?><p class="field"><label for="<?cs var:field ?>"><?cs var:label ?></label>
<select id="<?cs var:field ?>" name="<?cs var:field ?>"><?cs if:all ?>
<option value=""><?cs var:all ?></option><?cs /if ?><?cs each:x = list ?>
<option value="<?cs var:x.value ?>"<?cs if:x.chosen ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?>
</select></p><?cs /def ?>
<?cs set:goods_tab = "goods" ?><?cs include:"office/_goods_tabs.cs" ?>
<div class="title">
<h1><?cs var:t("Goods") ?></h1>
<?cs if:total ?><span class="soft"><?cs var:total ?></span><?cs /if ?>
<?cs if:may.goods.edit ?><nav class="title-end buttons" aria-label="<?cs var:t("What can be done") ?>"><a href="/office/categories"><?cs var:t("Categories") ?></a><a class="button button-small" href="/office/goods/new"><?cs var:t("New good") ?></a></nav><?cs /if ?>
</div>
<form class="goods-finder" id="finder" role="search" action="/office/goods" method="get">
<div class="finder">
<label class="aside-only" for="find"><?cs var:t("Name or barcode") ?></label>
<input id="find" type="search" name="find" value="<?cs var:find ?>" maxlength="100" placeholder="<?cs var:t("Name or barcode") ?>" autocomplete="off" enterkeyhint="search">
<button><?cs var:t("Search") ?></button>
</div>
<details class="goods-filters" id="filters"<?cs if:set.0.name ?> open<?cs /if ?>>
<summary><?cs var:t("Filters and order") ?></summary>
<div class="goods-choices">
<?cs call:choice("state", t("State"), t("All"), states) ?>
<?cs call:choice("category", t("Category"), t("All categories"), categories) ?>
<?cs call:choice("type", t("Type"), t("All types"), types) ?>
<?cs call:choice("tax", t("Tax class"), t("All tax classes"), taxes) ?>
<?cs if:several_branches ?><?cs call:choice("branch", t("Branch"), t("All branches"), branches) ?><?cs /if ?>
<?cs if:!find ?><?cs call:choice("sort", t("Order"), "", sorts) ?><?cs /if ?>
<p class="field" id="show"><button class="button-quiet"><?cs var:t("Show") ?></button></p>
</div>
</details>
</form>
<?cs if:set.0.name ?><ul class="chips" aria-label="<?cs var:t("Filters that are set") ?>"><?cs each:x = set ?>
<li><a class="chip" href="<?cs var:url_validate(x.without) ?>"><bdi><?cs var:x.name ?></bdi> <span aria-hidden="true">×</span><span class="aside-only"><?cs var:t("take this filter away") ?></span></a></li><?cs /each ?>
<li><a href="/office/goods"><?cs var:t("See all goods") ?></a></li>
</ul><?cs elif:find ?><p><a href="/office/goods"><?cs var:t("See all goods") ?></a></p><?cs /if ?>
<?cs if:goods.0.id ?><table class="list list-goods">
<thead><tr><th scope="col" class="thumb-cell"><span class="aside-only"><?cs var:t("Picture") ?></span></th><th scope="col"><?cs var:t("Goods") ?></th><th scope="col"><?cs var:t("Maker") ?></th><th scope="col" class="number"><?cs var:t("Content") ?></th><th scope="col" class="number"><?cs var:t("In stock") ?></th><th scope="col" class="number"><?cs var:t("Price") ?></th></tr></thead>
<tbody><?cs each:g = goods ?>
<tr<?cs if:g.archived ?> class="archived"<?cs /if ?>><td class="thumb-cell"><?cs if:g.picture.src ?><span class="thumb"><?cs with:picture = g.picture ?><?cs include:"store/_picture.cs" ?><?cs /with ?></span><?cs else ?><span class="thumb tint-<?cs var:g.tint ?>" aria-hidden="true"><?cs var:g.letter ?></span><?cs /if ?></td><th scope="row" class="name"><a class="row-link" href="/office/goods/<?cs var:url_validate(g.id) ?>"><bdi><?cs var:g.name ?></bdi></a><?cs if:g.variants ?> <span class="per"><?cs var:g.variants ?></span><?cs /if ?><?cs if:g.languages ?> <span class="per languages"><?cs var:g.languages ?></span><?cs /if ?></th><td class="soft maker-cell"><bdi><?cs var:g.maker ?></bdi></td><td class="number soft content-cell"><?cs var:g.content ?></td><td class="number stock-cell<?cs if:g.out ?> out<?cs /if ?>"><?cs if:g.on_hand ?><span class="narrow-label"><?cs var:t("In stock") ?>: </span><bdi><?cs var:g.on_hand ?></bdi><?cs else ?><span class="soft">–</span><?cs /if ?></td><td class="number strong price-cell"><?cs if:g.price ?><?cs var:g.price ?><?cs if:g.unit ?> <span class="per">/ <?cs var:g.unit ?></span><?cs /if ?><?cs else ?><span class="soft">–</span><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table>
<?cs else ?><div class="empty">
<?cs if:find ?><h2><?cs var:t("Nothing found for “{find}”") ?></h2>
<p><?cs if:set.0.name ?><?cs var:t("Perhaps it is there, but not with these filters.") ?><?cs else ?><?cs var:t("Try a shorter word, or the number under the barcode.") ?><?cs /if ?></p>
<?cs elif:set.0.name ?><h2><?cs var:t("No goods are like that") ?></h2>
<p><?cs var:t("Take a filter away to see more.") ?></p>
<?cs else ?><h2><?cs var:t("No goods yet") ?></h2>
<p><?cs var:t("Add the first one here, or take all of them from a file under “Import and export”.") ?></p><?cs /if ?>
</div><?cs /if ?>
<?cs if:first_page ?><?cs set:paging = "1" ?><?cs /if ?><?cs if:next_page ?><?cs set:paging = "1" ?><?cs /if ?>
<?cs if:paging ?><nav class="pager" aria-label="<?cs var:t("Pages") ?>">
<?cs if:first_page ?><a class="button button-quiet" href="<?cs var:url_validate(first_page) ?>"><?cs var:t("Back to the start") ?></a><?cs /if ?>
<?cs if:next_page ?><a class="button button-quiet" rel="next" href="<?cs var:url_validate(next_page) ?>"><?cs var:t("More goods") ?></a><?cs /if ?>
</nav><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
