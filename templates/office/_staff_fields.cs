<?cs # Name, role, language, branches. Data: form.*, errors. ?>
<p class="field"><label for="name"><?cs var:t("Name") ?></label>
<input id="name" name="name" value="<?cs var:form.name ?>" required maxlength="190" autocomplete="off" dir="auto"<?cs if:errors.field.name ?> aria-invalid="true" aria-describedby="name-error"<?cs /if ?>>
<?cs if:errors.field.name ?><span class="field-error" id="name-error"><?cs var:errors.field.name ?></span><?cs /if ?></p>
<p class="field"><label for="role"><?cs var:t("Role") ?></label>
<select id="role" name="role"<?cs if:errors.field.role ?> aria-invalid="true" aria-describedby="role-error"<?cs /if ?>><?cs each:x = form.roles ?>
<option value="<?cs var:x.value ?>"<?cs if:x.chosen ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?>
</select>
<?cs if:errors.field.role ?><span class="field-error" id="role-error"><?cs var:errors.field.role ?></span><?cs /if ?></p>
<p class="field"><label for="lang"><?cs var:t("Language") ?></label>
<select id="lang" name="lang"><?cs each:x = form.langs ?>
<option value="<?cs var:x.value ?>" lang="<?cs var:x.value ?>"<?cs if:x.chosen ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?>
</select></p>
<fieldset class="field"<?cs if:errors.field.branches ?> aria-describedby="branches-error"<?cs /if ?>><legend><?cs var:t("Works at") ?></legend>
<?cs if:form.may_all ?><label class="tick"><input type="checkbox" name="all" value="1"<?cs if:form.all ?> checked<?cs /if ?>> <?cs var:t("All branches") ?></label><?cs /if ?><?cs each:x = form.branches ?>
<label class="tick"><input type="checkbox" name="<?cs var:x.field ?>" value="<?cs var:x.id ?>"<?cs if:x.chosen ?> checked<?cs /if ?>> <bdi><?cs var:x.name ?></bdi></label><?cs /each ?>
<?cs if:errors.field.branches ?><span class="field-error" id="branches-error"><?cs var:errors.field.branches ?></span><?cs /if ?>
</fieldset>
