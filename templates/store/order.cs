<?cs include:"layout/head.cs" ?>
<section class="order-top order-<?cs var:order.stage ?>">
<div class="order-say">
<h1><?cs var:order.headline ?></h1>
<p class="lead"><?cs var:order.sentence ?></p>
<?cs if:order.promised ?><p class="order-promise"><?cs var:t("Ready to collect:") ?> <strong><?cs var:order.promised ?></strong></p><?cs /if ?>
</div>
<?cs if:order.open ?><div class="ticket">
<p class="ticket-label"><?cs var:t("Your code at the counter") ?></p>
<p class="ticket-code" dir="ltr"><?cs var:order.code ?></p>
<img class="qr" src="<?cs var:url_validate(order.qr) ?>" width="180" height="180" alt="<?cs var:t("QR code of this page") ?>">
<p class="per"><?cs var:t("Keep this page's address: here you see how your order is doing.") ?></p>
</div><?cs /if ?>
</section>
<ol class="timeline" aria-label="<?cs var:t("How your order is doing") ?>"><?cs each:e = timeline ?>
<li class="timeline-<?cs var:e.state ?>"<?cs if:e.current ?> aria-current="step"<?cs /if ?>><span class="timeline-name"><?cs var:e.name ?></span> <span class="per"><?cs var:e.at ?></span></li><?cs /each ?>
</ol>
<div class="order-body">
<section aria-labelledby="order-lines">
<h2 id="order-lines"><?cs var:t("What you ordered") ?></h2>
<ul class="sum-lines"><?cs each:line = lines ?>
<li><span><bdi><?cs var:line.name ?></bdi> <span class="per"><?cs var:line.count ?></span></span> <span class="price"><?cs var:line.amount ?></span></li><?cs /each ?>
</ul>
<?cs include:"store/_totals.cs" ?>
<?cs if:order.note ?><p><strong><?cs var:t("Your note") ?></strong><br><?cs var:order.note ?></p><?cs /if ?>
<?cs if:order.receipt ?><p><a class="button" href="<?cs var:url_validate(order.receipt) ?>"><?cs var:t("See the receipt") ?></a></p><?cs /if ?>
</section>
<section aria-labelledby="order-where">
<h2 id="order-where"><?cs if:order.open ?><?cs var:t("Where to collect") ?><?cs else ?><?cs var:t("Branch") ?><?cs /if ?></h2>
<address><strong><bdi><?cs var:branch.name ?></bdi></strong><span class="said"><?cs call:icon("pin") ?><bdi><?cs var:branch.address ?></bdi></span><?cs if:branch.phone ?><span class="said"><?cs call:icon("phone") ?><bdi dir="ltr"><?cs var:branch.phone ?></bdi></span><?cs /if ?></address>
<?cs if:branch.hours ?><p class="said"><?cs call:icon("clock") ?><span><?cs var:branch.hours ?><?cs if:branch.hours_note ?> (<bdi><?cs var:branch.hours_note ?></bdi>)<?cs /if ?></span></p><?cs /if ?>
<?cs if:order.open ?><?cs if:order.held_until ?><p><?cs var:t("We keep your goods until the end of {order.held_until}.") ?></p><?cs /if ?><?cs /if ?>
</section>
</div>
<section class="order-talk" aria-labelledby="messages">
<h2 id="messages"><?cs var:t("Messages") ?></h2>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<?cs include:"layout/_thread.cs" ?>
<form class="fields" action="/<?cs var:lang ?>/order/<?cs var:url_validate(order.token) ?>/message#messages" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="uuid" value="<?cs var:message_uuid ?>">
<p class="field"><label for="body"><?cs if:thread.0.kind ?><?cs var:t("Your answer") ?><?cs else ?><?cs var:t("A question about your order?") ?><?cs /if ?></label>
<textarea id="body" name="body" rows="3" maxlength="1500" required dir="auto"<?cs if:errors.field.body ?> aria-invalid="true" aria-describedby="body-error"<?cs /if ?>><?cs var:typed.body ?></textarea>
<?cs if:errors.field.body ?><span class="field-error" id="body-error"><?cs var:errors.field.body ?></span><?cs /if ?></p>
<p><button><?cs var:t("Send") ?></button></p>
</form>
</section>
<?cs include:"layout/foot.cs" ?>
