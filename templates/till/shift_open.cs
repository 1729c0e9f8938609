<?cs # A shift begins with a float. Data: till, currency, other. ?><?cs include:"layout/head.cs" ?>
<?cs include:"till/_bar.cs" ?>
<div class="till-narrow">
<form class="till-panel" action="/till/shift/open" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<h1><?cs var:t("Open the shift") ?></h1>
<p class="till-lead"><?cs var:t("Count the cash that is in the drawer before the first sale.") ?></p>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<div class="field">
<label for="float"><?cs var:t("Float in the drawer") ?> <span class="till-small" dir="ltr"><?cs var:currency ?></span></label>
<input id="float" class="till-amount" name="float" value="<?cs var:typed.float ?>" inputmode="decimal" maxlength="14" required autofocus autocomplete="off" dir="ltr" placeholder="0.00"<?cs if:errors.field.float ?> aria-invalid="true" aria-describedby="float-error"<?cs /if ?>>
<?cs if:errors.field.float ?><p class="field-error" id="float-error" role="alert"><?cs var:errors.field.float ?></p><?cs /if ?>
</div>
<p class="till-actions"><button class="button-large"><?cs var:t("Open the shift") ?></button></p>
</form>
</div>
<?cs include:"layout/foot.cs" ?>
