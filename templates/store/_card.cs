<?cs # One of the goods in a list. Data: good (slug, name, letter, tint, maker, price, from, unit, unit_price, variant, quick). ?>
<li class="good">
<a class="good-link" href="/<?cs var:lang ?>/goods/<?cs var:url_validate(good.href) ?>">
<?cs if:good.picture.src ?><span class="tile tile-picture"><?cs with:picture = good.picture ?><?cs include:"store/_picture.cs" ?><?cs /with ?></span><?cs else ?><span class="tile tint-<?cs var:good.tint ?>" aria-hidden="true"><?cs var:good.letter ?></span><?cs /if ?>
<bdi class="good-name"><?cs var:good.name ?></bdi>
</a>
<?cs if:good.maker ?><p class="good-maker"><bdi><?cs var:good.maker ?></bdi></p><?cs /if ?>
<p class="good-price"><?cs if:good.price ?><strong class="price"><?cs var:good.price ?></strong><?cs if:good.unit ?> <span class="per">/ <?cs var:good.unit ?></span><?cs /if ?><?cs if:good.unit_price ?><span class="unit-price"><?cs var:good.unit_price ?></span><?cs /if ?><?cs else ?><span class="per"><?cs var:t("Not for sale now") ?></span><?cs /if ?></p>
<?cs if:good.quick ?><form action="/<?cs var:lang ?>/cart/add" method="post">
<input type="hidden" name="slug" value="<?cs var:good.slug ?>">
<input type="hidden" name="variant" value="<?cs var:good.variant ?>">
<input type="hidden" name="quantity" value="1">
<button class="add" aria-label="<?cs var:good.add ?>"><?cs call:icon("plus") ?></button>
</form><?cs /if ?>
</li>
