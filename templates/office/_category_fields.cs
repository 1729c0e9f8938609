<?cs # Names, place and address of a category. Data: names.N, parents.N, address, errors. ?>
<div class="words"><?cs each:x = names ?>
<p class="field"><label for="<?cs var:x.field ?>"><bdi lang="<?cs var:x.lang ?>"><?cs var:x.language ?></bdi><?cs if:!x.own ?> <span class="per"><?cs var:t("(optional)") ?></span><?cs /if ?></label>
<input id="<?cs var:x.field ?>" name="<?cs var:x.field ?>" value="<?cs var:x.value ?>" lang="<?cs var:x.lang ?>" dir="<?cs var:x.dir ?>" maxlength="190" autocomplete="off"<?cs if:x.own ?> required<?cs /if ?><?cs if:x.error ?> aria-invalid="true" aria-describedby="<?cs var:x.field ?>-error" autofocus<?cs /if ?>><?cs if:x.error ?>
<span class="field-error" id="<?cs var:x.field ?>-error"><?cs var:x.error ?></span><?cs /if ?></p><?cs /each ?>
</div>
<div class="words">
<p class="field"><label for="parent"><?cs var:t("Within") ?></label>
<select id="parent" name="parent"<?cs if:errors.field.parent ?> aria-invalid="true" aria-describedby="parent-error"<?cs /if ?>>
<option value=""><?cs var:t("Nothing: it stands at the top") ?></option><?cs each:x = parents ?>
<option value="<?cs var:x.value ?>"<?cs if:x.chosen ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?>
</select><?cs if:errors.field.parent ?>
<span class="field-error" id="parent-error"><?cs var:errors.field.parent ?></span><?cs /if ?></p>
<p class="field"><label for="address"><?cs var:t("Address in the shop") ?> <span class="per"><?cs var:t("(empty: made from the name)") ?></span></label>
<input id="address" name="address" value="<?cs var:address ?>" maxlength="120" dir="auto" autocomplete="off"<?cs if:errors.field.address ?> aria-invalid="true" aria-describedby="address-error"<?cs /if ?>><?cs if:errors.field.address ?>
<span class="field-error" id="address-error"><?cs var:errors.field.address ?></span><?cs /if ?></p>
</div>
