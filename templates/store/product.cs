<?cs def:promises(list) ?><ul class="promises"><?cs each:b = list ?>
<li class="promise-<?cs var:b.level ?>"><span><?cs var:b.promise ?></span> <bdi class="promise-branch"><?cs var:b.name ?></bdi></li><?cs /each ?>
</ul><?cs /def ?><?cs include:"layout/head.cs" ?>
<?cs include:"store/_categories.cs" ?><?cs include:"store/_crumbs.cs" ?><article class="product">
<?cs if:pictures.0.src ?><div class="product-pictures"><?cs each:picture = pictures ?>
<div class="tile tile-large tile-picture"><?cs include:"store/_picture.cs" ?></div><?cs /each ?>
</div><?cs else ?><div class="tile tile-large tint-<?cs var:good.tint ?>" aria-hidden="true"><?cs var:good.letter ?></div><?cs /if ?>
<div class="product-about">
<h1><bdi><?cs var:good.name ?></bdi></h1>
<?cs if:good.maker ?><p class="good-maker"><bdi><?cs var:good.maker ?></bdi></p><?cs /if ?>
<form class="buy" action="/<?cs var:lang ?>/cart/add" method="post">
<?cs if:csrf ?><input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<?cs /if ?><input type="hidden" name="slug" value="<?cs var:good.slug ?>">
<?cs if:choices ?><fieldset class="variants">
<legend><?cs var:t("Which one?") ?></legend>
<?cs each:v = variants ?><label class="variant"><input type="radio" name="variant" value="<?cs var:v.id ?>"<?cs if:v.chosen ?> checked<?cs /if ?><?cs if:!v.price ?> disabled<?cs /if ?>>
<span class="variant-about"><span class="variant-name"><bdi><?cs var:v.label ?></bdi></span>
<?cs if:v.price ?><span><strong class="price"><?cs var:v.price ?></strong><?cs if:v.unit ?> <span class="per">/ <?cs var:v.unit ?></span><?cs /if ?><?cs if:v.unit_price ?> <span class="per"><?cs var:v.unit_price ?></span><?cs /if ?></span><?cs else ?><span class="per"><?cs var:t("Not for sale now") ?></span><?cs /if ?></span>
<?cs call:promises(v.branches) ?></label>
<?cs /each ?></fieldset>
<?cs else ?><?cs with:v = variants.0 ?><input type="hidden" name="variant" value="<?cs var:v.id ?>">
<?cs if:v.price ?><p class="product-price"><strong class="price price-large"><?cs var:v.price ?></strong><?cs if:v.unit ?> <span class="per">/ <?cs var:v.unit ?></span><?cs /if ?></p>
<p class="per"><?cs var:v.content ?><?cs if:v.unit_price ?><?cs if:v.content ?> · <?cs /if ?><?cs var:v.unit_price ?><?cs /if ?></p>
<?cs else ?><p class="notice"><?cs var:t("Not for sale now") ?></p><?cs /if ?>
<?cs call:promises(v.branches) ?><?cs /with ?><?cs /if ?>
<?cs if:good.buyable ?><div class="buy-row">
<p class="field field-quantity"><label for="quantity"><?cs var:good.quantity_label ?></label>
<input id="quantity" type="number" name="quantity" value="<?cs var:good.quantity ?>" min="<?cs var:good.least ?>" max="9999" step="<?cs var:good.step ?>" inputmode="decimal" required<?cs if:errors.field.quantity ?> aria-invalid="true" aria-describedby="quantity-error"<?cs /if ?>>
<?cs if:errors.field.quantity ?><span class="field-error" id="quantity-error"><?cs var:errors.field.quantity ?></span><?cs /if ?></p>
<button><?cs call:icon("cart") ?><?cs var:t("Add to cart") ?></button>
</div>
<?cs if:other ?><p class="field-error" role="alert"><?cs var:other ?></p><?cs /if ?>
<p class="said per"><?cs call:icon("card") ?><span><?cs var:t("Prices include VAT. You pay when you collect.") ?></span></p><?cs /if ?>
</form>
<?cs if:good.description ?><p class="description"><?cs var:good.description ?></p><?cs /if ?>
</div>
</article>
<?cs include:"layout/foot.cs" ?>
