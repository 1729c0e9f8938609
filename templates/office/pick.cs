<?cs include:"layout/head.cs" ?>
<div class="picking">
<p class="back"><a href="/office/orders/<?cs var:url_validate(order.id) ?>"><?cs var:t("Order") ?> <bdi class="code" dir="ltr"><?cs var:order.code ?></bdi></a></p>
<div class="title">
<h1><?cs var:t("Pick") ?> <bdi><?cs var:order.customer ?></bdi></h1>
<?cs if:promise.when ?><p><?cs var:t("Promised for:") ?> <strong><?cs var:promise.when ?></strong><?cs if:promise.says ?> <span class="mark <?cs if:promise.late ?>mark-bad<?cs else ?>mark-warn<?cs /if ?>"><?cs var:promise.says ?></span><?cs /if ?></p><?cs /if ?>
</div>
<?cs if:order.note ?><p class="notice"><strong><?cs var:t("The customer's note") ?></strong> <span class="note" dir="auto"><?cs var:order.note ?></span></p><?cs /if ?>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<form class="scan" action="/office/orders/<?cs var:url_validate(order.id) ?>/scan" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="uuid" value="<?cs var:scan_uuid ?>">
<p class="field"><label for="code"><?cs var:t("Scan a barcode") ?></label>
<input id="code" name="code" maxlength="64" required autocomplete="off" inputmode="numeric" dir="ltr"<?cs if:!typed.line ?> autofocus<?cs /if ?><?cs if:errors.field.code ?> aria-invalid="true" aria-describedby="code-error"<?cs /if ?>></p>
<button><?cs var:t("Put in") ?></button>
</form>
<?cs if:errors.field.code ?><p class="scan-said scan-bad" id="code-error" role="alert"><?cs var:errors.field.code ?><?cs if:typed.code ?> <bdi class="code" dir="ltr"><?cs var:typed.code ?></bdi><?cs /if ?></p>
<?cs elif:scanned ?><p class="scan-said scan-good" role="status"><?cs var:scanned ?></p><?cs /if ?>
<p class="pick-progress"><progress max="<?cs var:progress.lines ?>" value="<?cs var:progress.picked ?>" aria-label="<?cs var:progress.says ?>"></progress> <strong aria-hidden="true"><?cs var:progress.says ?></strong></p>
<ul class="pick-lines"><?cs each:l = lines ?>
<li class="pick-line pick-<?cs var:l.state ?>" id="line-<?cs var:l.id ?>">
<?cs if:l.picture.src ?><span class="pick-picture"><?cs with:picture = l.picture ?><?cs include:"store/_picture.cs" ?><?cs /with ?></span><?cs else ?><span class="pick-picture tint-<?cs var:l.tint ?>" aria-hidden="true"><?cs var:l.letter ?></span><?cs /if ?>
<div class="pick-what">
<p class="pick-name"><bdi><?cs var:l.name ?></bdi></p>
<p class="pick-quantity<?cs if:l.several ?> pick-several<?cs /if ?>"><?cs var:l.quantity ?><?cs if:!l.weighed ?> <span class="per">×</span><?cs /if ?></p>
<?cs if:l.whole ?><p class="mark mark-good"><?cs var:t("In the box") ?></p><?cs /if ?><?cs if:l.part ?><p class="mark"><?cs var:l.part ?></p><?cs /if ?><?cs if:l.missing ?> <p class="mark mark-bad"><?cs var:l.missing ?></p><?cs /if ?>
</div>
<form class="pick-do" action="/office/orders/<?cs var:url_validate(order.id) ?>/pick" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="line" value="<?cs var:l.id ?>">
<?cs if:l.whole ?><button class="button-quiet" name="what" value="none"><?cs var:t("Take out") ?><span class="aside-only"> <?cs var:l.name ?></span></button><?cs else ?><button name="what" value="all"><?cs var:t("Picked") ?><span class="aside-only"> <?cs var:l.name ?></span></button><?cs /if ?>
</form>
<?cs if:!l.whole ?><details class="pick-more"<?cs if:l.refused ?> open<?cs /if ?>>
<summary><?cs if:l.weighed ?><?cs var:t("Weighed, or not found …") ?><?cs else ?><?cs var:t("Only some, or not found …") ?><?cs /if ?><span class="aside-only"> <?cs var:l.name ?></span></summary>
<form class="inline-form" action="/office/orders/<?cs var:url_validate(order.id) ?>/pick" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="line" value="<?cs var:l.id ?>">
<input type="hidden" name="what" value="some">
<p class="field"><label for="quantity-<?cs var:l.id ?>"><?cs if:l.weighed ?><?cs var:t("Weight in the box") ?> (<?cs var:l.unit ?>)<?cs else ?><?cs var:t("In the box") ?><?cs /if ?></label>
<input id="quantity-<?cs var:l.id ?>" name="quantity" value="<?cs var:l.typed ?>" inputmode="decimal" required maxlength="20" autocomplete="off" dir="ltr"<?cs if:l.refused ?><?cs if:errors.field.quantity ?> aria-invalid="true" aria-describedby="quantity-error" autofocus<?cs /if ?><?cs /if ?>></p>
<button class="button-quiet"><?cs var:t("Save") ?></button>
<?cs if:l.refused ?><?cs if:errors.field.quantity ?><span class="field-error" id="quantity-error"><?cs var:errors.field.quantity ?></span><?cs /if ?><?cs /if ?>
</form>
<form class="buttons" action="/office/orders/<?cs var:url_validate(order.id) ?>/pick" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="line" value="<?cs var:l.id ?>">
<?cs if:!l.missing ?><button class="button-bad button-small" name="what" value="missing"><?cs var:t("Not found") ?><span class="aside-only"> <?cs var:l.name ?></span></button><?cs /if ?>
<?cs if:l.begun ?><button class="button-quiet button-small" name="what" value="none"><?cs var:t("Take all out") ?><span class="aside-only"> <?cs var:l.name ?></span></button><?cs /if ?>
</form>
</details><?cs /if ?>
</li><?cs /each ?>
</ul>
<div class="pick-end">
<?cs if:progress.missing ?><div class="notice notice-bad notice-row"><p><strong><?cs var:progress.missing ?>.</strong> <?cs var:t("Ask the customer what to do; without it the order cannot be handed over.") ?></p>
<p class="buttons"><a class="button" href="/office/orders/<?cs var:url_validate(order.id) ?>?start=missing#write"><?cs var:t("Write to the customer") ?></a></p></div>
<?cs else ?><form action="/office/orders/<?cs var:url_validate(order.id) ?>/ready" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<button class="button-wide<?cs if:!progress.whole ?> button-quiet<?cs /if ?>"><?cs if:progress.whole ?><?cs var:t("All picked: it is ready") ?><?cs else ?><?cs var:t("All of it is in the box: it is ready") ?><?cs /if ?></button>
</form>
<p class="per"><?cs var:t("The customer gets a mail that it can be collected.") ?></p><?cs /if ?>
</div>
</div>
<?cs include:"layout/foot.cs" ?>
