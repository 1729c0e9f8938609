<?cs set:page.style = "office_good" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/goods"><?cs var:t("Goods") ?></a></p>
<div class="title">
<h1><bdi><?cs var:page.title ?></bdi></h1>
<?cs if:good.archived ?><span class="badge"><?cs var:t("Archived") ?></span><?cs elif:good.variant_archived ?><span class="badge"><?cs var:t("This variant is archived") ?></span><?cs /if ?>
<div class="title-end buttons">
<?cs if:good.address ?><a href="<?cs var:url_validate(good.address) ?>"><?cs var:t("See it in the shop") ?></a><?cs /if ?>
<?cs if:may.goods.edit ?><a href="/office/goods/new?copy=<?cs var:url_validate(good.id) ?>"><?cs var:t("Copy this good") ?></a><?cs /if ?>
</div>
</div>
<p class="soft"><?cs if:good.maker ?><bdi><?cs var:good.maker ?></bdi> · <?cs /if ?><?cs if:good.content ?><?cs var:good.content ?> · <?cs /if ?><?cs if:good.tax_rate ?><?cs var:t("VAT") ?> <?cs var:good.tax_rate ?><?cs /if ?><?cs if:good.unit_price ?> · <?cs var:good.unit_price ?><?cs /if ?></p>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p>
<?cs elif:late ?><p class="notice notice-warn" role="alert"><?cs var:t("Somebody else has changed this good while you were typing. Nothing of yours is lost: look at the marked fields and save again.") ?></p>
<?cs elif:wrong ?><p class="notice notice-bad" role="alert"><?cs var:t("Nothing is saved yet: look at the marked fields.") ?></p>
<?cs elif:saved ?><p class="notice notice-good" role="status"><?cs var:t("Saved. The shop and the tills show it so in a moment.") ?></p><?cs /if ?>
<?cs if:good.archived ?><form class="notice notice-warn notice-row" action="/office/goods/<?cs var:url_validate(good.id) ?>/archive" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="to" value="restore">
<p><?cs var:t("It is on no list and cannot be sold. What was sold of it stays as it was.") ?></p>
<?cs if:may.goods.edit ?><button class="button-quiet"><?cs var:t("Bring it back") ?></button><?cs /if ?>
</form><?cs /if ?>
<nav class="tabs sections" aria-label="<?cs var:t("On this page") ?>"><a href="#prices"><?cs var:t("Price") ?></a><a href="#stock"><?cs var:t("Stock") ?></a><a href="#edit"><?cs var:t("Texts and facts") ?></a><a href="#codes"><?cs var:t("Barcodes") ?></a><a href="#variants"><?cs var:t("Variants") ?></a><a href="#pictures"><?cs var:t("Pictures") ?></a></nav>
<?cs if:several_variants ?><nav class="tabs" aria-label="<?cs var:t("Variants") ?>"><?cs each:v = variants ?>
<a href="/office/goods/<?cs var:url_validate(v.id) ?>"<?cs if:v.current ?> aria-current="page"<?cs /if ?>><bdi<?cs if:v.archived ?> class="gone"<?cs /if ?>><?cs var:v.label ?></bdi></a><?cs /each ?>
</nav><?cs /if ?>
<div class="columns">
<section class="card column" aria-labelledby="prices">
<h2 id="prices"><?cs var:t("Price") ?></h2>
<?cs each:l = prices ?><form class="price-form" action="/office/goods/<?cs var:url_validate(good.id) ?>/price" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="list" value="<?cs var:l.id ?>">
<p class="per"><?cs var:t("Sold by this price at:") ?> <?cs each:u = l.users ?><?cs if:name(u) != "0" ?>, <?cs /if ?><bdi><?cs var:u.name ?></bdi><?cs /each ?></p>
<p class="price-now"><?cs if:l.price ?><?cs var:l.price ?><?cs if:good.sold_by ?> <span class="per">/ <?cs var:good.sold_by ?></span><?cs /if ?><?cs else ?><?cs var:t("Not for sale now") ?><?cs /if ?></p>
<?cs if:l.lowest ?><p class="per"><?cs var:t("Lowest price in the 30 days before it began:") ?> <?cs var:l.lowest ?> <span class="nowrap">(<?cs var:l.begun ?>)</span></p><?cs /if ?>
<?cs if:may.goods.price ?><div class="inline-form">
<p class="field"><label for="price-<?cs var:l.id ?>"><?cs var:t("New price") ?></label>
<input id="price-<?cs var:l.id ?>" name="price" value="<?cs var:l.typed ?>" inputmode="decimal" required maxlength="20" autocomplete="off" dir="ltr"<?cs if:l.refused ?><?cs if:errors.field.price ?> aria-invalid="true" aria-describedby="price-error"<?cs /if ?><?cs /if ?>></p>
<p class="field starts"><label for="starts-<?cs var:l.id ?>"><?cs var:t("Begins") ?> <span class="per"><?cs var:t("(empty: now)") ?></span></label>
<input id="starts-<?cs var:l.id ?>" type="datetime-local" name="starts" value="<?cs var:l.starts ?>"<?cs if:l.refused ?><?cs if:errors.field.from ?> aria-invalid="true" aria-describedby="starts-error"<?cs /if ?><?cs /if ?>></p>
<button><?cs var:t("Set the price") ?></button>
</div>
<?cs if:l.refused ?><?cs if:errors.field.price ?><span class="field-error" id="price-error"><?cs var:errors.field.price ?></span><?cs /if ?><?cs if:errors.field.from ?><span class="field-error" id="starts-error"><?cs var:errors.field.from ?></span><?cs /if ?><?cs /if ?>
<p class="per"><?cs var:t("What was sold before keeps its price.") ?></p><?cs /if ?>
</form>
<?cs if:l.coming.0.at ?><ul class="price-rows" aria-label="<?cs var:t("Prices that come") ?>"><?cs each:x = l.coming ?>
<li><strong class="price"><?cs var:x.price ?></strong> <span><?cs var:t("from") ?> <?cs var:x.from ?><?cs if:x.change ?> · <bdi><?cs var:x.change ?></bdi><?cs /if ?></span><?cs if:may.goods.price ?>
<form action="/office/goods/<?cs var:url_validate(good.id) ?>/price/withdraw" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="list" value="<?cs var:l.id ?>"><input type="hidden" name="at" value="<?cs var:x.at ?>"><button class="button-text"><?cs var:t("Take back") ?></button></form><?cs /if ?></li><?cs /each ?>
</ul><?cs /if ?>
<?cs if:l.past.0.from ?><details class="past">
<summary><?cs var:t("Prices until now") ?></summary>
<ul class="price-rows"><?cs each:x = l.past ?>
<li><span class="price"><?cs var:x.price ?></span> <span><?cs var:t("from") ?> <?cs var:x.from ?><?cs if:x.staff ?> · <bdi><?cs var:x.staff ?></bdi><?cs /if ?></span></li><?cs /each ?>
</ul>
</details><?cs /if ?><?cs /each ?>
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
<form class="card fields good-form" id="edit" aria-labelledby="edit-title" action="/office/goods/<?cs var:url_validate(good.id) ?>/save" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="seen" value="<?cs var:seen ?>">
<h2 id="edit-title"><?cs var:t("Texts and facts") ?></h2>
<fieldset class="fields good-fields"<?cs if:!may.goods.edit ?> disabled<?cs /if ?>><legend class="aside-only"><?cs var:t("Texts and facts") ?></legend>
<?cs include:"office/_good_fields.cs" ?>
</fieldset>
<?cs if:may.goods.edit ?><p class="save-bar"><button><?cs var:t("Save texts and facts") ?></button></p><?cs /if ?>
</form>
<div class="columns">
<section class="card" id="codes" aria-labelledby="codes-title">
<h2 id="codes-title"><?cs var:t("Barcodes") ?></h2>
<?cs if:codes.0.code ?><ul class="codes"><?cs each:b = codes ?><li><bdi class="code" dir="ltr"><?cs var:b.code ?></bdi><?cs if:b.pack ?> <span class="badge"><?cs var:b.pack ?></span><?cs /if ?><?cs if:b.branch ?> <span class="per"><?cs var:t("only at") ?> <bdi><?cs var:b.branch_name ?></bdi></span><?cs /if ?><?cs if:may.goods.edit ?>
<form action="/office/goods/<?cs var:url_validate(good.id) ?>/barcode/remove" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="code" value="<?cs var:b.stored ?>"><?cs if:b.branch ?><input type="hidden" name="branch" value="<?cs var:b.branch ?>"><?cs /if ?><button class="button-text" aria-label="<?cs var:t("Take away") ?> <?cs var:b.code ?>"><?cs var:t("Take away") ?></button></form><?cs /if ?></li><?cs /each ?></ul>
<?cs else ?><p class="soft"><?cs var:t("No barcode yet: it is found by name alone.") ?></p><?cs /if ?>
<?cs if:may.goods.edit ?><form class="inline-form" action="/office/goods/<?cs var:url_validate(good.id) ?>/barcode" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="field code-field"><label for="code"><?cs var:t("Another barcode") ?></label>
<input id="code" name="code" value="<?cs var:new_code.value ?>" required maxlength="64" dir="ltr" autocomplete="off"<?cs if:new_code.refused ?><?cs if:errors.field.code ?> aria-invalid="true" aria-describedby="code-error" autofocus<?cs /if ?><?cs /if ?>></p>
<p class="field pack-field"><label for="pack"><?cs var:t("In the pack") ?></label>
<input id="pack" name="pack" value="<?cs var:new_code.pack ?>" inputmode="decimal" placeholder="1" maxlength="12" dir="ltr" autocomplete="off"<?cs if:new_code.refused ?><?cs if:errors.field.pack ?> aria-invalid="true" aria-describedby="pack-error"<?cs /if ?><?cs /if ?>></p>
<button><?cs var:t("Add") ?></button>
</form>
<?cs if:new_code.refused ?><?cs if:errors.field.code ?><span class="field-error" id="code-error"><?cs var:errors.field.code ?></span><?cs /if ?><?cs if:errors.field.pack ?><span class="field-error" id="pack-error"><?cs var:errors.field.pack ?></span><?cs /if ?>
<?cs if:owner.id ?><p><a href="/office/goods/<?cs var:url_validate(owner.id) ?>"><bdi><?cs var:owner.name ?></bdi></a></p><?cs /if ?><?cs /if ?>
<p class="per"><?cs var:t("A box of 12 has a code of its own: type 12, and one scan sells twelve.") ?></p><?cs /if ?>
</section>
<section class="card" id="variants" aria-labelledby="variants-title">
<h2 id="variants-title"><?cs var:t("Variants") ?></h2>
<?cs if:several_variants ?><ol class="variant-list"><?cs each:v = variants ?>
<li><a href="/office/goods/<?cs var:url_validate(v.id) ?>"<?cs if:v.current ?> aria-current="page"<?cs /if ?>><bdi<?cs if:v.archived ?> class="gone"<?cs /if ?>><?cs var:v.label ?></bdi></a><?cs if:v.sku ?> <bdi class="code soft" dir="ltr"><?cs var:v.sku ?></bdi><?cs /if ?><?cs if:may.goods.edit ?><?cs if:!v.archived ?>
<span class="variant-does"><?cs if:!v.first ?><form action="/office/goods/<?cs var:url_validate(good.id) ?>/variant/move" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="variant" value="<?cs var:v.id ?>"><input type="hidden" name="to" value="front"><button class="button-text" aria-label="<?cs var:t("To the front") ?>: <?cs var:v.label ?>">↑</button></form><?cs /if ?><?cs if:!v.last ?><form action="/office/goods/<?cs var:url_validate(good.id) ?>/variant/move" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="variant" value="<?cs var:v.id ?>"><input type="hidden" name="to" value="back"><button class="button-text" aria-label="<?cs var:t("To the back") ?>: <?cs var:v.label ?>">↓</button></form><?cs /if ?></span><?cs else ?> <span class="badge"><?cs var:t("Archived") ?></span><?cs /if ?><?cs /if ?></li><?cs /each ?>
</ol><?cs else ?><p class="soft"><?cs var:t("It comes in one kind. Sizes or colours are variants: each has its own price, stock and barcodes.") ?></p><?cs /if ?>
<?cs if:may.goods.edit ?><details<?cs if:new_variant ?> open<?cs /if ?>>
<summary><?cs var:t("Add a variant …") ?></summary>
<form class="fields" action="/office/goods/<?cs var:url_validate(good.id) ?>/variant" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="field"><label for="new-label"><?cs var:t("What it is called") ?> <span class="per"><?cs var:t("(such as “L / blue”)") ?></span></label>
<input id="new-label" name="label" value="<?cs if:new_variant ?><?cs var:typed.label ?><?cs /if ?>" required maxlength="100" dir="auto" autocomplete="off"<?cs if:new_variant ?><?cs if:errors.field.label ?> aria-invalid="true" aria-describedby="new-label-error" autofocus<?cs /if ?><?cs /if ?>><?cs if:new_variant ?><?cs if:errors.field.label ?>
<span class="field-error" id="new-label-error"><?cs var:errors.field.label ?></span><?cs /if ?><?cs /if ?></p>
<p class="field"><label for="new-sku"><?cs var:t("Article number") ?> <span class="per"><?cs var:t("(optional)") ?></span></label>
<input id="new-sku" name="sku" value="<?cs if:new_variant ?><?cs var:typed.sku ?><?cs /if ?>" maxlength="64" dir="ltr" autocomplete="off"<?cs if:new_variant ?><?cs if:errors.field.sku ?> aria-invalid="true" aria-describedby="new-sku-error"<?cs /if ?><?cs /if ?>><?cs if:new_variant ?><?cs if:errors.field.sku ?>
<span class="field-error" id="new-sku-error"><?cs var:errors.field.sku ?></span><?cs /if ?><?cs /if ?></p>
<p><button><?cs var:t("Add") ?></button></p>
</form>
</details>
<?cs if:!good.archived ?><details>
<summary><?cs var:t("Archive …") ?></summary>
<p class="per"><?cs var:t("What is archived is on no list and cannot be sold. What was sold stays, and it can be brought back.") ?></p>
<div class="buttons">
<form action="/office/goods/<?cs var:url_validate(good.id) ?>/archive" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="to" value="archive"><button class="button-bad"><?cs var:t("Archive the good") ?></button></form>
<?cs if:several_variants ?><form action="/office/goods/<?cs var:url_validate(good.id) ?>/variant/archive" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><?cs if:good.variant_archived ?><input type="hidden" name="to" value="restore"><button class="button-quiet"><?cs var:t("Bring this variant back") ?></button><?cs else ?><input type="hidden" name="to" value="archive"><button class="button-quiet"><?cs var:t("Archive this variant alone") ?></button><?cs /if ?></form><?cs /if ?>
</div>
</details><?cs /if ?><?cs /if ?>
</section>
</div>
<?cs include:"office/_pictures.cs" ?>
<?cs include:"layout/foot.cs" ?>
