<?cs # The fields of a branch. Data: form.*, errors. ?>
<p class="field"><label for="name"><?cs var:t("Name of the branch") ?></label>
<input id="name" name="name" value="<?cs var:form.name ?>" required maxlength="190" autocomplete="off" dir="auto"<?cs if:errors.field.name ?> aria-invalid="true" aria-describedby="name-error"<?cs /if ?>>
<?cs if:errors.field.name ?><span class="field-error" id="name-error"><?cs var:errors.field.name ?></span><?cs /if ?></p>
<p class="field"><label for="code"><?cs var:t("Code") ?></label>
<input id="code" class="code" name="code" value="<?cs var:form.code ?>" required maxlength="16" autocomplete="off" autocapitalize="characters" dir="ltr" aria-describedby="code-hint<?cs if:errors.field.code ?> code-error<?cs /if ?>"<?cs if:errors.field.code ?> aria-invalid="true"<?cs /if ?>>
<span class="hint" id="code-hint"><?cs var:t("Short, for lists and files: HAIFA. Capital letters, digits, hyphens.") ?></span>
<?cs if:errors.field.code ?><span class="field-error" id="code-error"><?cs var:errors.field.code ?></span><?cs /if ?></p>
<p class="field"><label for="address"><?cs var:t("Address") ?></label>
<input id="address" name="address" value="<?cs var:form.address ?>" maxlength="250" autocomplete="off" dir="auto"<?cs if:errors.field.address ?> aria-invalid="true" aria-describedby="address-error"<?cs /if ?>>
<?cs if:errors.field.address ?><span class="field-error" id="address-error"><?cs var:errors.field.address ?></span><?cs /if ?></p>
<p class="field"><label for="phone"><?cs var:t("Phone") ?></label>
<input id="phone" type="tel" name="phone" value="<?cs var:form.phone ?>" maxlength="40" autocomplete="off" dir="ltr"<?cs if:errors.field.phone ?> aria-invalid="true" aria-describedby="phone-error"<?cs /if ?>>
<?cs if:errors.field.phone ?><span class="field-error" id="phone-error"><?cs var:errors.field.phone ?></span><?cs /if ?></p>
<p class="field"><label for="alert_email"><?cs var:t("Who is told of web orders") ?></label>
<input id="alert_email" type="email" name="alert_email" value="<?cs var:form.alert_email ?>" maxlength="254" autocomplete="off" dir="ltr" aria-describedby="alert-hint<?cs if:errors.field.alert_email ?> alert-error<?cs /if ?>"<?cs if:errors.field.alert_email ?> aria-invalid="true"<?cs /if ?>>
<span class="hint" id="alert-hint"><?cs var:t("An e-mail address. Empty: nobody.") ?></span>
<?cs if:errors.field.alert_email ?><span class="field-error" id="alert-error"><?cs var:errors.field.alert_email ?></span><?cs /if ?></p>
<div class="settings-pair">
<p class="field"><label for="zone"><?cs var:t("Time zone") ?></label>
<input id="zone" name="zone" value="<?cs var:form.zone ?>" list="zones" required maxlength="64" autocomplete="off" dir="ltr"<?cs if:errors.field.zone ?> aria-invalid="true" aria-describedby="zone-error"<?cs /if ?>>
<?cs if:errors.field.zone ?><span class="field-error" id="zone-error"><?cs var:errors.field.zone ?></span><?cs /if ?></p>
<datalist id="zones"><?cs each:x = form.zones ?><option value="<?cs var:x.name ?>"></option><?cs /each ?></datalist>
<p class="field"><label for="day_ends"><?cs var:t("The business day ends") ?></label>
<select id="day_ends" name="day_ends"<?cs if:errors.field.day_ends ?> aria-invalid="true" aria-describedby="ends-error"<?cs /if ?>><?cs each:x = form.ends ?>
<option value="<?cs var:x.value ?>"<?cs if:x.chosen ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?>
</select>
<?cs if:errors.field.day_ends ?><span class="field-error" id="ends-error"><?cs var:errors.field.day_ends ?></span><?cs /if ?></p>
</div>
<label class="tick"><input type="checkbox" name="pickup" value="1"<?cs if:form.pickup ?> checked<?cs /if ?>> <?cs var:t("Shoppers may collect web orders here") ?></label>
<label class="tick"><input type="checkbox" name="own_prices" value="1"<?cs if:form.own_prices ?> checked<?cs /if ?>> <?cs var:t("Prices of its own: what is not priced here costs what it costs everywhere") ?></label>
