<?cs # A device becomes a till. Data: known (a manager is logged in at the office), staff.name, branches.N (id, name, chosen), till.name, other. ?><?cs include:"layout/head.cs" ?>
<div class="till-narrow">
<form class="till-panel" action="/till/enrol" method="post" novalidate>
<?cs if:csrf ?><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><?cs /if ?>
<h1><?cs var:t("Set up a till") ?></h1>
<p class="till-lead"><?cs var:t("From now on this device sells for one branch. It takes a manager once.") ?></p>
<?cs if:till.name ?><p class="notice notice-warn"><?cs var:t("This device is the till {till.name} already. If you go on, that till is revoked and the device becomes a new one with a new series of numbers.") ?></p><?cs /if ?>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<fieldset>
<legend><?cs var:t("Branch") ?></legend>
<div class="choice-list"><?cs each:b = branches ?>
<label class="choice"><input type="radio" name="branch" value="<?cs var:b.id ?>"<?cs if:b.chosen ?> checked<?cs /if ?> required> <span><?cs var:b.name ?></span></label><?cs /each ?>
</div>
<?cs if:errors.field.branch ?><p class="field-error"><?cs var:errors.field.branch ?></p><?cs /if ?>
</fieldset>
<div class="field">
<label for="name"><?cs var:t("Name of the till") ?></label>
<input id="name" name="name" value="<?cs var:typed.name ?>" maxlength="100" required autocomplete="off" placeholder="<?cs var:t("Front counter") ?>"<?cs if:errors.field.name ?> aria-invalid="true" aria-describedby="name-error"<?cs /if ?>>
<?cs if:errors.field.name ?><p class="field-error" id="name-error"><?cs var:errors.field.name ?></p><?cs /if ?>
</div>
<?cs if:known ?><p class="till-lead"><?cs var:t("You are logged in at the office as {staff.name}.") ?></p>
<?cs else ?><div class="field">
<label for="login"><?cs var:t("Manager's login") ?></label>
<input id="login" name="login" value="<?cs var:typed.login ?>" maxlength="64" required autocomplete="username" autocapitalize="none" spellcheck="false" dir="ltr"<?cs if:errors.field.login ?> aria-invalid="true" aria-describedby="login-error"<?cs /if ?>>
<?cs if:errors.field.login ?><p class="field-error" id="login-error"><?cs var:errors.field.login ?></p><?cs /if ?>
</div>
<div class="field">
<label for="password"><?cs var:t("Password") ?></label>
<input id="password" name="password" type="password" required autocomplete="current-password" dir="ltr"<?cs if:errors.field.password ?> aria-invalid="true" aria-describedby="password-error"<?cs /if ?>>
<?cs if:errors.field.password ?><p class="field-error" id="password-error"><?cs var:errors.field.password ?></p><?cs /if ?>
</div><?cs /if ?>
<p class="till-actions"><button class="button-large"><?cs var:t("Set up this till") ?></button></p>
</form>
</div>
<?cs include:"layout/foot.cs" ?>
