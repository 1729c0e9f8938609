<?cs set:page.style = "office_staff" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/staff"><?cs var:t("Staff") ?></a></p>
<h1><?cs var:t("Add somebody") ?></h1>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<form class="card fields narrow-form" action="/office/staff/new" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="field"><label for="login"><?cs var:t("Login") ?></label>
<input id="login" name="login" value="<?cs var:typed.login ?>" required maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false" dir="ltr"<?cs if:errors.field.login ?> aria-invalid="true" aria-describedby="login-error"<?cs /if ?>>
<?cs if:errors.field.login ?><span class="field-error" id="login-error"><?cs var:errors.field.login ?></span><?cs /if ?></p>
<?cs include:"office/_staff_fields.cs" ?>
<p class="field"><label for="password"><?cs var:t("Password for the office") ?> <span class="per">(<?cs var:t("optional") ?>)</span></label>
<input id="password" type="password" name="password" maxlength="200" autocomplete="new-password" dir="ltr"<?cs if:errors.field.password ?> aria-invalid="true" aria-describedby="password-error"<?cs /if ?>>
<?cs if:errors.field.password ?><span class="field-error" id="password-error"><?cs var:errors.field.password ?></span><?cs /if ?></p>
<p class="field"><label for="pin"><?cs var:t("PIN for the till") ?> <span class="per">(<?cs var:t("optional") ?>)</span></label>
<input id="pin" type="password" name="pin" inputmode="numeric" maxlength="8" autocomplete="off" dir="ltr"<?cs if:errors.field.pin ?> aria-invalid="true" aria-describedby="pin-error"<?cs /if ?>>
<?cs if:errors.field.pin ?><span class="field-error" id="pin-error"><?cs var:errors.field.pin ?></span><?cs /if ?></p>
<p><button><?cs var:t("Add") ?></button></p>
</form>
<?cs include:"layout/foot.cs" ?>
