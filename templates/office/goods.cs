<?cs include:"layout/head.cs" ?>
<h1><?cs var:t("Goods") ?></h1>
<form class="finder" role="search" action="/office/goods" method="get">
<label class="aside-only" for="find"><?cs var:t("Name or barcode") ?></label>
<input id="find" type="search" name="find" value="<?cs var:find ?>" maxlength="100" placeholder="<?cs var:t("Name or barcode") ?>" autocomplete="off" enterkeyhint="search">
<button><?cs var:t("Search") ?></button>
<?cs if:find ?><a href="/office/goods"><?cs var:t("See all goods") ?></a><?cs /if ?>
</form>
<?cs if:goods.0.id ?><table class="list list-goods">
<thead><tr><th scope="col"><?cs var:t("Goods") ?></th><th scope="col"><?cs var:t("Maker") ?></th><th scope="col" class="number"><?cs var:t("Content") ?></th><th scope="col" class="number"><?cs var:t("In stock") ?></th><th scope="col" class="number"><?cs var:t("Price") ?></th></tr></thead>
<tbody><?cs each:g = goods ?>
<tr><th scope="row" class="name"><a class="row-link" href="/office/goods/<?cs var:url_validate(g.id) ?>"><bdi><?cs var:g.name ?></bdi></a><?cs if:g.variants ?> <span class="per"><?cs var:g.variants ?></span><?cs /if ?></th><td class="soft maker-cell"><bdi><?cs var:g.maker ?></bdi></td><td class="number soft content-cell"><?cs var:g.content ?></td><td class="number stock-cell<?cs if:g.out ?> out<?cs /if ?>"><?cs if:g.on_hand ?><span class="narrow-label"><?cs var:t("In stock") ?>: </span><?cs var:g.on_hand ?><?cs else ?><span class="soft">–</span><?cs /if ?></td><td class="number strong price-cell"><?cs if:g.price ?><?cs var:g.price ?><?cs if:g.unit ?> <span class="per">/ <?cs var:g.unit ?></span><?cs /if ?><?cs else ?><span class="soft">–</span><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table>
<?cs else ?><div class="empty">
<?cs if:find ?><h2><?cs var:t("Nothing found for “{find}”") ?></h2>
<p><?cs var:t("Try a shorter word, or the number under the barcode.") ?></p>
<?cs else ?><h2><?cs var:t("No goods yet") ?></h2>
<p><?cs var:t("Load them from a file with the command makolet import.") ?></p><?cs /if ?>
</div><?cs /if ?>
<?cs if:first_page ?><?cs set:paging = "1" ?><?cs /if ?><?cs if:next_page ?><?cs set:paging = "1" ?><?cs /if ?>
<?cs if:paging ?><nav class="pager" aria-label="<?cs var:t("Pages") ?>">
<?cs if:first_page ?><a class="button button-quiet" href="<?cs var:url_validate(first_page) ?>"><?cs var:t("Back to the start") ?></a><?cs /if ?>
<?cs if:next_page ?><a class="button button-quiet" rel="next" href="<?cs var:url_validate(next_page) ?>"><?cs var:t("More goods") ?></a><?cs /if ?>
</nav><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
