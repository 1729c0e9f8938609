<?cs # Texts in every language and facts of one of the goods. Data: words.N, f.NAME (id, value, error, focus), categories, types, taxes, units, contents, no_discount, several. ?>
<?cs def:error(f) ?><?cs if:f.error ?>
<span class="field-error" id="<?cs var:f.id ?>-error"><?cs var:f.error ?></span><?cs /if ?><?cs /def ?>
<?cs def:line(f, label, hint, max, dir) ?><p class="field"><label for="<?cs var:f.id ?>"><?cs var:label ?><?cs if:hint ?> <span class="per"><?cs var:hint ?></span><?cs /if ?></label>
<input id="<?cs var:f.id ?>" name="<?cs var:f.id ?>" value="<?cs var:f.value ?>" maxlength="<?cs var:max ?>" dir="<?cs var:dir ?>" autocomplete="off"<?cs if:f.error ?> aria-invalid="true" aria-describedby="<?cs var:f.id ?>-error"<?cs /if ?><?cs if:f.focus ?> autofocus<?cs /if ?>><?cs call:error(f) ?></p><?cs /def ?>
<?cs def:select(f, label, none, list) ?><p class="field"><label for="<?cs var:f.id ?>"><?cs var:label ?></label>
<select id="<?cs var:f.id ?>" name="<?cs var:f.id ?>"<?cs if:f.error ?> aria-invalid="true" aria-describedby="<?cs var:f.id ?>-error"<?cs /if ?><?cs if:f.focus ?> autofocus<?cs /if ?>><?cs if:none ?>
<option value=""><?cs var:none ?></option><?cs /if ?><?cs each:x = list ?>
<option value="<?cs var:x.value ?>"<?cs if:x.chosen ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?>
</select><?cs call:error(f) ?></p><?cs /def ?>
<div class="words"><?cs each:w = words ?>
<fieldset class="fields" lang="<?cs var:w.code ?>"><legend><?cs var:w.language ?><?cs if:w.missing ?> <span class="missing" lang="<?cs var:lang ?>"><?cs var:t("missing") ?></span><?cs /if ?></legend>
<p class="field"><label for="<?cs var:w.name.id ?>" lang="<?cs var:lang ?>"><?cs var:t("Name") ?></label>
<input id="<?cs var:w.name.id ?>" name="<?cs var:w.name.id ?>" value="<?cs var:w.name.value ?>" dir="<?cs var:w.dir ?>" maxlength="250" autocomplete="off"<?cs if:w.own ?> required<?cs /if ?><?cs if:w.name.error ?> aria-invalid="true" aria-describedby="<?cs var:w.name.id ?>-error"<?cs /if ?><?cs if:w.name.focus ?> autofocus<?cs /if ?>><?cs call:error(w.name) ?></p>
<p class="field"><label for="<?cs var:w.description.id ?>" lang="<?cs var:lang ?>"><?cs var:t("Description") ?></label>
<textarea id="<?cs var:w.description.id ?>" name="<?cs var:w.description.id ?>" rows="4" dir="<?cs var:w.dir ?>" maxlength="8000"<?cs if:w.description.error ?> aria-invalid="true" aria-describedby="<?cs var:w.description.id ?>-error"<?cs /if ?><?cs if:w.description.focus ?> autofocus<?cs /if ?>>
<?cs var:w.description.value ?></textarea><?cs call:error(w.description) ?></p>
</fieldset><?cs /each ?>
</div>
<div class="good-facts">
<?cs call:select(f.category, t("Category"), t("None"), categories) ?>
<?cs call:select(f.type, t("Type"), "", types) ?>
<?cs call:select(f.unit, t("Sold by"), "", units) ?>
<?cs call:select(f.tax, t("Tax class"), "", taxes) ?>
<?cs call:line(f.maker, t("Maker"), "", "190", "auto") ?>
<?cs call:line(f.origin, t("Country of origin"), t("(two letters, such as IL)"), "2", "ltr") ?>
<div class="content-field">
<p class="field"><label for="content"><?cs var:t("Content") ?> <span class="per"><?cs var:t("(for the unit price)") ?></span></label>
<input id="content" name="content" value="<?cs var:f.content.value ?>" inputmode="decimal" maxlength="20" dir="ltr" autocomplete="off"<?cs if:f.content.error ?> aria-invalid="true" aria-describedby="<?cs var:f.content.id ?>-error"<?cs /if ?><?cs if:f.content.focus ?> autofocus<?cs /if ?>><?cs call:error(f.content) ?></p>
<?cs call:select(f.content_unit, t("Unit"), "", contents) ?>
</div>
<?cs call:line(f.sku, t("Article number"), t("(SKU)"), "64", "ltr") ?>
<?cs if:several ?><?cs call:line(f.label, t("Name of this variant"), "", "100", "auto") ?><?cs else ?><input type="hidden" name="label" value="<?cs var:f.label.value ?>"><?cs /if ?>
<?cs call:line(f.address, t("Address in the shop"), t("(empty: made from the name)"), "120", "auto") ?>
<p class="field"><label class="tick"><input type="checkbox" name="no_discount" value="1"<?cs if:no_discount ?> checked<?cs /if ?>> <?cs var:t("Never discounted") ?></label></p>
</div>
