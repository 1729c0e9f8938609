<?cs set:page.style = "office_good" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/goods"><?cs var:t("Goods") ?></a></p>
<div class="title">
<h1><bdi><?cs var:page.title ?></bdi></h1>
</div>
<p class="soft"><?cs if:good.maker ?><bdi><?cs var:good.maker ?></bdi> · <?cs /if ?><?cs if:good.content ?><?cs var:good.content ?> · <?cs /if ?><?cs var:t("VAT") ?> <?cs var:good.tax_rate ?> · <a href="<?cs var:url_validate(good.address) ?>"><?cs var:t("See it in the shop") ?></a></p>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<?cs if:variants.0.id ?><nav class="tabs" aria-label="<?cs var:t("Variants") ?>"><?cs each:v = variants ?>
<a href="/office/goods/<?cs var:url_validate(v.id) ?>"<?cs if:v.current ?> aria-current="page"<?cs /if ?>><bdi><?cs var:v.label ?></bdi></a><?cs /each ?>
</nav><?cs /if ?>
<div class="columns">
<section class="card column" aria-labelledby="prices">
<h2 id="prices"><?cs var:t("Price") ?></h2>
<?cs each:l = prices ?><form class="price-form" action="/office/goods/<?cs var:url_validate(good.id) ?>/price" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="list" value="<?cs var:l.id ?>">
<p class="per"><?cs var:t("Sold by this price at:") ?> <?cs each:u = l.users ?><?cs if:name(u) != "0" ?>, <?cs /if ?><bdi><?cs var:u.name ?></bdi><?cs /each ?></p>
<p class="price-now"><?cs if:l.price ?><?cs var:l.price ?><?cs if:good.unit ?> <span class="per">/ <?cs var:good.unit ?></span><?cs /if ?><?cs else ?><?cs var:t("Not for sale now") ?><?cs /if ?></p>
<?cs if:may.goods.price ?><div class="inline-form">
<p class="field"><label for="price-<?cs var:l.id ?>"><?cs var:t("New price") ?></label>
<input id="price-<?cs var:l.id ?>" name="price" value="<?cs var:l.typed ?>" inputmode="decimal" required maxlength="20" autocomplete="off" dir="ltr"<?cs if:l.refused ?><?cs if:errors.field.price ?> aria-invalid="true" aria-describedby="price-error"<?cs /if ?><?cs /if ?>></p>
<button><?cs var:t("Set the price") ?></button>
</div>
<?cs if:l.refused ?><?cs if:errors.field.price ?><span class="field-error" id="price-error"><?cs var:errors.field.price ?></span><?cs /if ?><?cs /if ?>
<p class="per"><?cs var:t("It counts from now on. What was sold before keeps its price.") ?></p><?cs /if ?>
</form><?cs /each ?>
<?cs if:codes.0.code ?><h3><?cs var:t("Barcodes") ?></h3>
<ul class="codes"><?cs each:b = codes ?><li><bdi class="code" dir="ltr"><?cs var:b.code ?></bdi></li><?cs /each ?></ul><?cs /if ?>
</section>
<section class="card column" aria-labelledby="stock">
<h2 id="stock"><?cs var:t("Stock") ?></h2>
<?cs each:s = places ?><div class="place">
<h3><bdi><?cs var:s.branch ?></bdi> · <bdi><?cs var:s.name ?></bdi></h3>
<?cs if:s.counted ?><dl class="levels">
<div><dt><?cs var:t("On hand") ?></dt><dd><?cs var:s.on_hand ?></dd></div>
<div><dt><?cs var:t("Promised") ?></dt><dd><?cs var:s.reserved ?></dd></div>
<div<?cs if:s.out ?> class="out"<?cs /if ?>><dt><?cs var:t("Free") ?></dt><dd><?cs var:s.left ?></dd></div>
</dl><?cs elif:s.carried ?><p class="soft"><?cs var:t("Not counted: the shop sells it without looking.") ?></p><?cs else ?><p class="soft"><?cs var:t("Not carried here: the web does not promise it from this place.") ?></p><?cs /if ?>
<?cs if:may.stock.adjust ?><details<?cs if:s.refused ?> open<?cs /if ?>>
<summary><?cs var:t("Correct …") ?></summary>
<form class="fields" action="/office/goods/<?cs var:url_validate(good.id) ?>/stock" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="location" value="<?cs var:s.id ?>">
<p class="field"><label for="counted-<?cs var:s.id ?>"><?cs var:t("Counted there now") ?> <span class="per">(<?cs var:t("empty: leave as it is") ?>)</span></label>
<input id="counted-<?cs var:s.id ?>" name="counted" value="<?cs var:s.typed ?>" inputmode="decimal" maxlength="20" autocomplete="off" dir="ltr"<?cs if:s.refused ?><?cs if:errors.field.counted ?> aria-invalid="true" aria-describedby="counted-error"<?cs /if ?><?cs /if ?>>
<?cs if:s.refused ?><?cs if:errors.field.counted ?><span class="field-error" id="counted-error"><?cs var:errors.field.counted ?></span><?cs /if ?><?cs /if ?></p>
<p class="field"><label for="policy-<?cs var:s.id ?>"><?cs var:t("When it runs out") ?></label>
<select id="policy-<?cs var:s.id ?>" name="policy"><?cs each:x = s.policies ?>
<option value="<?cs var:x.value ?>"<?cs if:x.chosen ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?>
</select></p>
<p class="field"><label for="note-<?cs var:s.id ?>"><?cs var:t("Why") ?> <span class="per">(<?cs var:t("optional") ?>)</span></label>
<input id="note-<?cs var:s.id ?>" name="note" value="<?cs var:s.note ?>" maxlength="200"<?cs if:s.refused ?><?cs if:errors.field.note ?> aria-invalid="true" aria-describedby="note-error"<?cs /if ?><?cs /if ?>>
<?cs if:s.refused ?><?cs if:errors.field.note ?><span class="field-error" id="note-error"><?cs var:errors.field.note ?></span><?cs /if ?><?cs /if ?></p>
<button><?cs var:t("Save") ?></button>
</form>
</details><?cs /if ?>
</div><?cs /each ?>
</section>
</div>
<?cs include:"office/_pictures.cs" ?>
<?cs include:"layout/foot.cs" ?>
