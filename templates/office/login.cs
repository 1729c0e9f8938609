<?cs include:"layout/head.cs" ?>
<div class="door">
<p class="door-shop"><?cs var:shop.name ?></p>
<h1><?cs var:t("Log in to the office") ?></h1>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<form class="fields" action="/office/login" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<?cs if:to ?><input type="hidden" name="to" value="<?cs var:to ?>"><?cs /if ?>
<p class="field"><label for="login"><?cs var:t("Login") ?></label>
<input id="login" name="login" value="<?cs var:typed.login ?>" required maxlength="64" autocomplete="username" autocapitalize="none" spellcheck="false" dir="ltr"<?cs if:errors.field.login ?> aria-invalid="true" aria-describedby="login-error"<?cs /if ?>>
<?cs if:errors.field.login ?><span class="field-error" id="login-error"><?cs var:errors.field.login ?></span><?cs /if ?></p>
<p class="field"><label for="password"><?cs var:t("Password") ?></label>
<input id="password" type="password" name="password" required maxlength="250" autocomplete="current-password" dir="ltr"<?cs if:errors.field.password ?> aria-invalid="true" aria-describedby="password-error"<?cs /if ?>>
<?cs if:errors.field.password ?><span class="field-error" id="password-error"><?cs var:errors.field.password ?></span><?cs /if ?></p>
<button class="button-wide"><?cs var:t("Log in") ?></button>
</form>
</div>
<?cs include:"layout/foot.cs" ?>
