<?cs # The drawer is counted blind. Data: notes, coins (each name, value, shown, typed, error), shift (by, at), currency, exponent, other. ?><?cs include:"layout/head.cs" ?>
<?cs include:"till/_bar.cs" ?>
<div class="till-narrow till-wide">
<form class="till-panel" action="/till/shift/close" method="post" id="count" data-currency="<?cs var:currency ?>" data-exponent="<?cs var:exponent ?>" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<h1><?cs var:t("Close the shift") ?></h1>
<p class="till-lead"><?cs var:t("Opened by {shift.by}, {shift.at}.") ?> <?cs var:t("Count the whole drawer, the float too. What should be in it is told after the count.") ?></p>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<?cs if:errors.field.counted ?><p class="notice notice-bad" role="alert"><?cs var:errors.field.counted ?></p><?cs /if ?>
<div class="till-counts">
<?cs if:notes.0.name ?><fieldset>
<legend><?cs var:t("Notes") ?></legend><?cs each:value = notes ?>
<?cs include:"till/_values.cs" ?><?cs /each ?>
</fieldset>
<fieldset>
<legend><?cs var:t("Coins") ?></legend><?cs each:value = coins ?>
<?cs include:"till/_values.cs" ?><?cs /each ?>
</fieldset><?cs /if ?>
</div>
<div class="field">
<label for="other"><?cs var:t("Other cash, as a sum") ?> <span class="till-small" dir="ltr"><?cs var:currency ?></span></label>
<input id="other" name="other" value="<?cs var:typed.other ?>" inputmode="decimal" maxlength="14" autocomplete="off" dir="ltr" placeholder="0.00"<?cs if:errors.field.other ?> aria-invalid="true" aria-describedby="other-error"<?cs /if ?>>
<?cs if:errors.field.other ?><p class="field-error" id="other-error"><?cs var:errors.field.other ?></p><?cs /if ?>
</div>
<p class="till-counted" id="counted" hidden><span><?cs var:t("Counted") ?></span> <output></output></p>
<p class="till-actions"><button class="button-large"><?cs var:t("Close the shift") ?></button> <a class="button button-quiet button-large" href="/till"><?cs var:t("Back to the till") ?></a></p>
</form>
</div>
<?cs include:"layout/foot.cs" ?>
