<?cs include:"layout/head.cs" ?>
<h1><?cs var:t("Your cart") ?></h1>
<?cs if:!lines.0.id ?><div class="empty">
<?cs call:icon("cart") ?>
<h2><?cs var:t("Your cart is empty") ?></h2>
<p><?cs var:t("Good things are on the shelves.") ?></p>
<p><a class="button" href="/<?cs var:lang ?>/goods"><?cs var:t("See all goods") ?></a></p>
</div>
<?cs else ?><?cs if:cart.accept ?><form class="notice notice-warn notice-row" action="/<?cs var:lang ?>/cart/accept" method="post" role="status">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p><strong><?cs var:t("Something has changed since you filled this cart.") ?></strong> <?cs var:t("The lines below say what.") ?></p>
<button><?cs var:t("Accept the changes") ?></button>
</form><?cs /if ?>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<div class="cart">
<ul class="cart-lines"><?cs each:line = lines ?>
<li class="cart-line<?cs if:line.gone ?> cart-line-gone<?cs /if ?>">
<?cs if:line.picture.src ?><span class="tile tile-small tile-picture"><?cs with:picture = line.picture ?><?cs include:"store/_picture.cs" ?><?cs /with ?></span><?cs else ?><span class="tile tile-small tint-<?cs var:line.tint ?>" aria-hidden="true"><?cs var:line.letter ?></span><?cs /if ?>
<div class="cart-line-about">
<h2><a href="/<?cs var:lang ?>/goods/<?cs var:url_validate(line.href) ?>"><bdi><?cs var:line.name ?></bdi></a></h2>
<p class="per"><?cs if:line.price ?><?cs var:line.price ?><?cs if:line.unit ?> / <?cs var:line.unit ?><?cs /if ?><?cs /if ?></p>
<?cs each:say = line.notices ?><p class="line-notice"><?cs var:say.text ?></p><?cs /each ?>
</div>
<p class="cart-line-amount"><?cs if:!line.gone ?><strong class="price"><?cs var:line.amount ?></strong><?cs /if ?></p>
<form class="cart-line-form" action="/<?cs var:lang ?>/cart/line" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="line" value="<?cs var:line.id ?>">
<?cs if:!line.gone ?><label class="aside-only" for="quantity-<?cs var:line.id ?>"><?cs var:line.quantity_label ?></label>
<input id="quantity-<?cs var:line.id ?>" type="number" name="quantity" value="<?cs var:line.typed ?>" min="0" max="9999" step="<?cs var:line.step ?>" inputmode="decimal"<?cs if:line.error ?> aria-invalid="true" aria-describedby="error-<?cs var:line.id ?>"<?cs /if ?>>
<button class="button-quiet" aria-label="<?cs var:line.update ?>"><?cs var:t("Update") ?></button><?cs /if ?>
<button class="button-text" name="remove" value="1" aria-label="<?cs var:line.remove ?>"><?cs call:icon("trash") ?><span class="cart-word"><?cs var:t("Remove") ?></span></button>
<?cs if:line.error ?><span class="field-error" id="error-<?cs var:line.id ?>"><?cs var:line.error ?></span><?cs /if ?>
</form>
</li><?cs /each ?>
</ul>
<aside class="sum" aria-label="<?cs var:t("Total") ?>">
<?cs include:"store/_totals.cs" ?>
<?cs if:cart.blocked ?><p class="line-notice"><?cs var:cart.blocked ?></p>
<?cs else ?><p><a class="button button-wide" href="/<?cs var:lang ?>/checkout"><?cs var:t("To checkout") ?></a></p>
<p class="said per"><?cs call:icon("lock") ?><span><?cs var:t("You pay at the counter when you collect, in cash or by card.") ?></span></p><?cs /if ?>
<p><a href="/<?cs var:lang ?>/goods"><?cs var:t("Continue shopping") ?></a></p>
<details class="cart-note"<?cs if:cart.note_open ?> open<?cs /if ?>>
<summary><?cs var:t("A note for the shop") ?></summary>
<form action="/<?cs var:lang ?>/cart/note" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<label class="aside-only" for="note"><?cs var:t("A note for the shop") ?></label>
<textarea id="note" name="note" rows="3" maxlength="500"<?cs if:errors.field.note ?> aria-invalid="true" aria-describedby="note-error"<?cs /if ?>><?cs var:cart.note ?></textarea>
<?cs if:errors.field.note ?><span class="field-error" id="note-error"><?cs var:errors.field.note ?></span><?cs /if ?>
<button class="button-quiet"><?cs var:t("Save note") ?></button>
</form>
</details>
</aside>
</div><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
