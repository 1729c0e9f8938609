<?cs include:"layout/head.cs" ?>
<h1><?cs var:t("Checkout") ?></h1>
<?cs if:changed ?><p class="notice notice-warn" role="alert"><?cs var:changed ?></p><?cs /if ?>
<?cs if:shortages.0.text ?><div class="notice notice-bad" role="alert">
<p><strong><?cs var:t("Not everything is there in that quantity:") ?></strong></p>
<ul><?cs each:short = shortages ?><li><?cs var:short.text ?></li><?cs /each ?></ul>
<p><a href="/<?cs var:lang ?>/cart"><?cs var:t("Change the quantities in your cart") ?></a></p>
</div><?cs /if ?>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<?cs if:marked ?><p class="notice notice-bad" role="alert"><?cs var:t("Please look at the marked fields.") ?></p><?cs /if ?>
<form class="checkout" action="/<?cs var:lang ?>/checkout" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="uuid" value="<?cs var:uuid ?>">
<input type="hidden" name="total" value="<?cs var:total_seen ?>">
<input type="hidden" name="promised" value="<?cs var:promised_seen ?>">
<div class="checkout-fields">
<fieldset class="choice-list"<?cs if:errors.field.branch ?> aria-describedby="branch-error"<?cs /if ?>>
<legend><?cs var:t("Where will you collect it?") ?></legend>
<?cs each:b = branches ?><label class="choice"><input type="radio" name="branch" value="<?cs var:b.id ?>" required<?cs if:b.chosen ?> checked<?cs /if ?>><span><strong><bdi><?cs var:b.name ?></bdi></strong><br><span class="per"><bdi><?cs var:b.address ?></bdi></span><?cs if:b.promised ?><br><span><?cs var:t("Ready to collect:") ?> <strong><?cs var:b.promised ?></strong></span><?cs /if ?></span></label>
<?cs /each ?><?cs if:errors.field.branch ?><span class="field-error" id="branch-error"><?cs var:errors.field.branch ?></span><?cs /if ?>
</fieldset>
<fieldset class="fields">
<legend><?cs var:t("Who is it for?") ?></legend>
<p class="field"><label for="name"><?cs var:t("Name") ?></label>
<input id="name" name="name" value="<?cs var:typed.name ?>" autocomplete="name" required maxlength="100"<?cs if:errors.field.name ?> aria-invalid="true" aria-describedby="name-error"<?cs /if ?>>
<?cs if:errors.field.name ?><span class="field-error" id="name-error"><?cs var:errors.field.name ?></span><?cs /if ?></p>
<p class="field"><label for="email"><?cs var:t("E-mail") ?></label>
<input id="email" type="email" name="email" value="<?cs var:typed.email ?>" autocomplete="email" maxlength="254" dir="ltr" aria-describedby="reach<?cs if:errors.field.email ?> email-error<?cs /if ?>"<?cs if:errors.field.email ?> aria-invalid="true"<?cs /if ?>>
<?cs if:errors.field.email ?><span class="field-error" id="email-error"><?cs var:errors.field.email ?></span><?cs /if ?></p>
<p class="field"><label for="phone"><?cs var:t("Phone") ?></label>
<input id="phone" type="tel" name="phone" value="<?cs var:typed.phone ?>" autocomplete="tel" maxlength="40" dir="ltr" aria-describedby="reach<?cs if:errors.field.phone ?> phone-error<?cs /if ?>"<?cs if:errors.field.phone ?> aria-invalid="true"<?cs /if ?>>
<?cs if:errors.field.phone ?><span class="field-error" id="phone-error"><?cs var:errors.field.phone ?></span><?cs /if ?></p>
<p class="hint" id="reach"><?cs var:t("One of the two is enough. We write only about this order.") ?></p>
<p class="field"><label for="note"><?cs var:t("A note for the shop") ?> <span class="per">(<?cs var:t("optional") ?>)</span></label>
<textarea id="note" name="note" rows="3" maxlength="500"<?cs if:errors.field.note ?> aria-invalid="true" aria-describedby="note-error"<?cs /if ?>><?cs var:typed.note ?></textarea>
<?cs if:errors.field.note ?><span class="field-error" id="note-error"><?cs var:errors.field.note ?></span><?cs /if ?></p>
</fieldset>
</div>
<aside class="sum" aria-label="<?cs var:t("Your order") ?>">
<h2><?cs var:t("Your order") ?></h2>
<ul class="sum-lines"><?cs each:line = lines ?>
<li><span><bdi><?cs var:line.name ?></bdi> <span class="per"><?cs var:line.count ?></span></span> <span class="price"><?cs var:line.amount ?></span></li><?cs /each ?>
</ul>
<?cs include:"store/_totals.cs" ?>
<p class="said per"><?cs call:icon("card") ?><span><?cs var:t("You pay at the counter when you collect, in cash or by card.") ?></span></p>
<label class="choice choice-plain"><input type="checkbox" name="terms" value="1" required<?cs if:typed.terms ?> checked<?cs /if ?><?cs if:errors.field.terms ?> aria-invalid="true" aria-describedby="terms-error"<?cs /if ?>><span><?cs var:t("I agree to the terms of sale.") ?> <a href="/<?cs var:lang ?>/terms"><?cs var:t("Read them") ?></a></span></label>
<?cs if:errors.field.terms ?><span class="field-error" id="terms-error"><?cs var:errors.field.terms ?></span><?cs /if ?>
<button class="button-wide button-order"><?cs var:t("Order with obligation to pay") ?></button>
<p><a href="/<?cs var:lang ?>/cart"><?cs var:t("Back to the cart") ?></a></p>
</aside>
</form>
<?cs include:"layout/foot.cs" ?>
