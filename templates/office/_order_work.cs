<?cs # What to do with an order that waits. Data: order, progress, promise, may. ?>
<section class="card actions" aria-label="<?cs var:t("What to do") ?>">
<?cs if:order.placed ?><?cs if:may.order.pick ?><?cs if:progress.picked ?><p class="pick-progress"><progress max="<?cs var:progress.lines ?>" value="<?cs var:progress.picked ?>" aria-label="<?cs var:progress.says ?>"></progress> <span aria-hidden="true"><?cs var:progress.says ?></span></p><?cs /if ?>
<?cs if:progress.missing ?><p class="notice notice-bad"><?cs var:progress.missing ?>. <a href="/office/orders/<?cs var:url_validate(order.id) ?>?start=missing#write"><?cs var:t("Write to the customer") ?></a></p><?cs /if ?>
<p><a class="button button-wide" href="/office/orders/<?cs var:url_validate(order.id) ?>/pick"><?cs if:progress.picked ?><?cs var:t("Go on picking") ?><?cs else ?><?cs var:t("Pick") ?><?cs /if ?></a></p>
<?cs if:!progress.missing ?><form action="/office/orders/<?cs var:url_validate(order.id) ?>/ready" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<button class="button-wide button-quiet"><?cs var:t("It is packed and ready") ?></button>
</form><?cs /if ?><?cs else ?><p><?cs var:t("It waits to be packed.") ?></p><?cs /if ?><?cs else ?><p><?cs var:t("It is packed. At the till, open it by its code, take the payment and hand it over:") ?></p>
<p class="hand-over"><bdi class="code" dir="ltr"><?cs var:order.code ?></bdi></p><?cs /if ?>
<?cs if:order.held_until ?><p class="per"><?cs var:t("Held until {order.held_until}.") ?></p><?cs /if ?>
<?cs if:may.order.edit ?><?cs if:order.placed ?><details id="promise"<?cs if:errors.field.day ?> open<?cs elif:errors.field.time ?> open<?cs elif:errors.field.message ?> open<?cs /if ?>>
<summary><?cs var:t("Promise another time …") ?></summary>
<form class="fields" action="/office/orders/<?cs var:url_validate(order.id) ?>/promise" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<div class="inline-form">
<p class="field"><label for="day"><?cs var:t("Day") ?></label>
<input id="day" type="date" name="day" value="<?cs var:typed.day ?>" required<?cs if:errors.field.day ?> aria-invalid="true" aria-describedby="day-error"<?cs /if ?>></p>
<p class="field"><label for="time"><?cs var:t("Time") ?></label>
<input id="time" type="time" name="time" value="<?cs var:typed.time ?>" required<?cs if:errors.field.time ?> aria-invalid="true" aria-describedby="time-error"<?cs /if ?>></p>
</div>
<?cs if:errors.field.day ?><span class="field-error" id="day-error"><?cs var:errors.field.day ?></span><?cs /if ?><?cs if:errors.field.time ?><span class="field-error" id="time-error"><?cs var:errors.field.time ?></span><?cs /if ?>
<p class="field"><label for="message"><?cs var:t("The customer gets a mail with the new time, and this:") ?></label>
<textarea id="message" name="message" rows="4" maxlength="1500" lang="<?cs var:reader.code ?>" dir="auto"<?cs if:errors.field.message ?> aria-invalid="true" aria-describedby="message-error"<?cs /if ?>><?cs var:typed.message ?></textarea>
<?cs if:errors.field.message ?><span class="field-error" id="message-error"><?cs var:errors.field.message ?></span><?cs /if ?></p>
<button><?cs var:t("Promise it and tell the customer") ?></button>
</form>
</details><?cs /if ?>
<?cs if:order.may_cancel ?><details<?cs if:errors.field.reason ?> open<?cs /if ?>>
<summary><?cs var:t("Cancel this order …") ?></summary>
<form class="fields" action="/office/orders/<?cs var:url_validate(order.id) ?>/cancel" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="per"><?cs var:t("Its goods go back on sale. This cannot be taken back.") ?></p>
<p class="field"><label for="reason"><?cs var:t("Why? The customer reads this.") ?></label>
<textarea id="reason" name="reason" rows="3" maxlength="1500" required dir="auto"<?cs if:errors.field.reason ?> aria-invalid="true" aria-describedby="reason-error"<?cs /if ?>><?cs var:typed.reason ?></textarea>
<?cs if:errors.field.reason ?><span class="field-error" id="reason-error"><?cs var:errors.field.reason ?></span><?cs /if ?></p>
<button class="button-bad"><?cs var:t("Cancel the order") ?></button>
</form>
</details><?cs /if ?><?cs /if ?>
</section>
