<?cs # Who sells. Data: people.N (login, name, initials, tint, chosen), till, other. ?><?cs include:"layout/head.cs" ?>
<?cs include:"till/_bar.cs" ?>
<form class="till-login" action="/till/login" method="post" id="login" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<div class="till-people-side">
<h1><?cs var:t("Who is selling?") ?></h1>
<?cs if:!people.0.login ?><p class="notice notice-warn"><?cs var:t("Nobody may sell at this branch yet. A manager gives people a PIN in the office.") ?></p><?cs /if ?>
<fieldset>
<legend class="aside-only"><?cs var:t("Name") ?></legend>
<div class="till-people"><?cs each:p = people ?>
<label class="till-person"><input type="radio" name="login" value="<?cs var:p.login ?>"<?cs if:p.chosen ?> checked<?cs /if ?> required><span class="till-initials tint-<?cs var:p.tint ?>" aria-hidden="true"><?cs var:p.initials ?></span><span class="till-person-name"><?cs var:p.name ?></span></label><?cs /each ?>
</div>
</fieldset>
<?cs if:errors.field.login ?><p class="field-error"><?cs var:errors.field.login ?></p><?cs /if ?>
</div>
<div class="till-pin-side">
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<div class="field">
<label for="pin"><?cs var:t("PIN") ?></label>
<input id="pin" class="till-pin" name="pin" type="password" inputmode="numeric" maxlength="8" required autocomplete="off" dir="ltr"<?cs if:errors.field.pin ?> aria-invalid="true" aria-describedby="pin-error"<?cs /if ?>>
<?cs if:errors.field.pin ?><p class="field-error" id="pin-error" role="alert"><?cs var:errors.field.pin ?></p><?cs /if ?>
</div>
<div class="till-pad" id="pad" data-for="pin" hidden></div>
<button class="button-large button-wide"><?cs var:t("Log in") ?></button>
</div>
</form>
<?cs include:"layout/foot.cs" ?>
