<?cs # The line that is worked at. Data: last, delivery.id, csrf, errors. data-part: what a script brings up to date while somebody types. ?>
<section class="card last" aria-labelledby="last-name" data-uuid="<?cs var:last.uuid ?>" data-sound="<?cs var:last.sound ?>">
<div class="last-top">
<?cs if:last.picture.src ?><span class="tile tile-picture"><?cs with:picture = last.picture ?><?cs include:"store/_picture.cs" ?><?cs /with ?></span><?cs else ?><span class="tile tint-<?cs var:last.tint ?>" aria-hidden="true"><?cs var:last.letter ?></span><?cs /if ?>
<div>
<h2 id="last-name"><bdi><?cs var:last.name ?></bdi></h2>
<p class="last-count" data-part="count"><bdi><?cs var:last.count ?></bdi></p>
<p class="soft"><?cs if:last.on_shelf ?><?cs var:t("There now: {last.on_shelf}") ?><?cs else ?><?cs var:t("Not counted there") ?><?cs /if ?></p>
</div>
</div>
<?cs if:last.once_more ?><p class="notice"><?cs var:t("It is in this delivery already. Is this one more? Then save.") ?></p><?cs /if ?>
<form class="last-form" action="/office/receiving/<?cs var:url_validate(delivery.id) ?>/line" method="post" data-send>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="uuid" value="<?cs var:last.uuid ?>">
<button class="aside-only" tabindex="-1"><?cs var:t("Save") ?></button>
<div class="field last-packs"><label for="packs"><?cs if:last.pieces ?><?cs var:t("How many") ?><?cs else ?><?cs var:t("How much") ?> (<?cs var:last.unit ?>)<?cs /if ?></label>
<div class="stepper">
<button class="button-quiet" name="step" value="less" aria-label="<?cs var:t("One less") ?>"><span aria-hidden="true">−</span></button>
<input id="packs" name="packs" value="<?cs var:last.typed_packs ?>" inputmode="decimal" required maxlength="12" autocomplete="off" dir="ltr"<?cs if:errors.field.packs ?> aria-invalid="true" aria-describedby="packs-error"<?cs /if ?>>
<button class="button-quiet" name="step" value="more" aria-label="<?cs var:t("One more") ?>"><span aria-hidden="true">+</span></button>
</div>
<span data-part="packs-error"><?cs if:errors.field.packs ?><span class="field-error" id="packs-error"><?cs var:errors.field.packs ?></span><?cs /if ?></span></div>
<?cs if:last.pieces ?><fieldset class="field last-in"><legend class="aside-only"><?cs var:t("Counted in") ?></legend>
<div class="in-choice"><input type="radio" id="in-pieces" name="in" value="pieces"<?cs if:!last.in_boxes ?> checked<?cs /if ?>><label for="in-pieces"><?cs var:t("Pieces") ?></label></div>
<div class="in-choice"><input type="radio" id="in-boxes" name="in" value="boxes"<?cs if:last.in_boxes ?> checked<?cs /if ?>><label for="in-boxes"><?cs var:t("Boxes of") ?></label>
<input id="pack" name="pack" value="<?cs var:last.typed_pack ?>" inputmode="decimal" maxlength="8" autocomplete="off" dir="ltr" aria-label="<?cs var:t("Pieces in a box") ?>"<?cs if:errors.field.pack ?> aria-invalid="true" aria-describedby="pack-error"<?cs /if ?>></div>
<span data-part="pack-error"><?cs if:errors.field.pack ?><span class="field-error" id="pack-error"><?cs var:errors.field.pack ?></span><?cs /if ?></span></fieldset><?cs /if ?>
<div class="field last-cost"><label for="cost"><?cs var:t("Cost without VAT") ?></label>
<div class="cost-row">
<input id="cost" name="cost" value="<?cs var:last.typed_cost ?>" inputmode="decimal" maxlength="20" autocomplete="off" dir="ltr" aria-describedby="cost-facts<?cs if:errors.field.cost ?> cost-error<?cs /if ?>"<?cs if:errors.field.cost ?> aria-invalid="true"<?cs /if ?>>
<select name="per" aria-label="<?cs var:t("The cost is for") ?>">
<option value="piece"<?cs if:last.per == "piece" ?> selected<?cs /if ?>><?cs if:last.pieces ?><?cs var:t("each") ?><?cs else ?><?cs var:t("per {last.unit}") ?><?cs /if ?></option>
<?cs if:last.pieces ?><option value="box"<?cs if:last.per == "box" ?> selected<?cs /if ?>><?cs var:t("a box") ?></option><?cs /if ?>
<option value="line"<?cs if:last.per == "line" ?> selected<?cs /if ?>><?cs var:t("all of it") ?></option>
</select></div>
<span data-part="cost-error"><?cs if:errors.field.cost ?><span class="field-error" id="cost-error"><?cs var:errors.field.cost ?></span><?cs /if ?></span>
<span class="per" id="cost-facts" data-part="cost-facts"><?cs if:last.cost ?><?cs if:last.pieces ?><?cs var:t("{last.cost} each") ?><?cs else ?><?cs var:t("{last.cost} per {last.unit}") ?><?cs /if ?><?cs if:last.box_cost ?> · <?cs var:t("{last.box_cost} a box") ?><?cs /if ?> · <?cs var:t("{last.amount} in all") ?><?cs /if ?><?cs if:last.previous ?><?cs if:last.cost ?> · <?cs /if ?><?cs var:t("last time {last.previous}") ?><?cs /if ?>
<?cs if:last.dearer ?><strong class="jump"><?cs var:t("{last.jump} dearer than last time") ?></strong><?cs elif:last.cheaper ?><strong class="jump"><?cs var:t("{last.jump} cheaper than last time") ?></strong><?cs /if ?></span></div>
<div class="field last-expires"><label for="expires"><?cs var:t("Best before") ?></label>
<input id="expires" name="expires" value="<?cs var:last.typed_expires ?>" placeholder="<?cs var:t("31.12 or 1226") ?>" inputmode="decimal" maxlength="20" autocomplete="off" dir="ltr" aria-describedby="expires-facts<?cs if:errors.field.expires ?> expires-error<?cs /if ?>"<?cs if:errors.field.expires ?> aria-invalid="true"<?cs /if ?>>
<span data-part="expires-error"><?cs if:errors.field.expires ?><span class="field-error" id="expires-error"><?cs var:errors.field.expires ?></span><?cs /if ?></span>
<span class="per" id="expires-facts" data-part="expires-facts"><?cs if:last.expires ?><?cs if:last.expired ?><strong class="jump"><?cs var:t("{last.expires} is over already") ?></strong><?cs else ?><?cs var:t("Good until {last.expires}") ?><?cs /if ?><?cs /if ?></span></div>
<div class="field last-note"><label for="note"><?cs var:t("Note") ?></label>
<input id="note" name="note" value="<?cs var:last.typed_note ?>" maxlength="200" autocomplete="off"></div>
<p class="last-save"><button><?cs var:t("Save") ?></button></p>
</form>
<div class="last-more">
<?cs if:last.scanned ?><form action="/office/receiving/<?cs var:url_validate(delivery.id) ?>/line" method="post" data-send data-undo>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="uuid" value="<?cs var:last.uuid ?>"><input type="hidden" name="packs" value="<?cs var:last.packs ?>"><input type="hidden" name="in" value="<?cs if:last.boxed ?>boxes<?cs else ?>pieces<?cs /if ?>"><input type="hidden" name="pack" value="<?cs var:last.typed_pack ?>"><input type="hidden" name="cost" value="<?cs var:last.typed_cost ?>"><input type="hidden" name="expires" value="<?cs var:last.typed_expires ?>"><input type="hidden" name="note" value="<?cs var:last.typed_note ?>"><input type="hidden" name="step" value="less">
<button class="button-text"><?cs var:t("Undo the scan") ?></button></form><?cs /if ?>
<form action="/office/receiving/<?cs var:url_validate(delivery.id) ?>/remove" method="post" data-send>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="uuid" value="<?cs var:last.uuid ?>">
<button class="button-text"><?cs var:t("Remove this line") ?></button></form>
</div>
</section>
