<?cs # Messages about an order and the form to write one. Data: thread, canned, reader, message_uuid. ?>
<section class="card" aria-labelledby="messages">
<h2 id="messages"><?cs var:t("Messages") ?></h2>
<?cs include:"layout/_thread.cs" ?>
<?cs if:!thread.0.kind ?><p class="soft"><?cs var:t("Nothing has been written yet.") ?></p><?cs /if ?>
<?cs if:may.order.pick ?><form class="fields" id="write" action="/office/orders/<?cs var:url_validate(order.id) ?>/message" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="uuid" value="<?cs var:message_uuid ?>">
<p class="canned"><span class="per"><?cs var:t("Begin with:") ?></span><?cs each:k = canned ?> <a href="<?cs var:url_validate(k.href) ?>"<?cs if:k.chosen ?> aria-current="true"<?cs /if ?>><?cs var:k.name ?></a><?cs /each ?></p>
<p class="field"><label for="body"><?cs var:t("Message") ?> <span class="per">(<?cs var:t("the customer reads {reader.lang}") ?>)</span></label>
<textarea id="body" name="body" rows="4" maxlength="1500" required dir="auto"<?cs if:errors.field.body ?> aria-invalid="true" aria-describedby="body-error"<?cs /if ?>><?cs var:typed.body ?></textarea>
<?cs if:errors.field.body ?><span class="field-error" id="body-error"><?cs var:errors.field.body ?></span><?cs /if ?></p>
<p class="buttons"><button name="kind" value="to_customer"><?cs var:t("Send to the customer") ?></button> <button class="button-quiet" name="kind" value="internal"><?cs var:t("Keep as a note for staff") ?></button></p>
<?cs if:!order.email ?><p class="per"><?cs var:t("The customer gave no e-mail address: the message stands on the order's page alone. Better call.") ?></p><?cs /if ?>
</form><?cs /if ?>
</section>
