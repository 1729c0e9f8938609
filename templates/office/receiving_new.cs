<?cs # A new delivery. Data: uuid, places.N (id, name, chosen), several_places, suppliers.N.name, here_already, typed, errors, other. ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/receiving"><?cs var:t("Receiving") ?></a></p>
<h1><?cs var:t("New delivery") ?></h1>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<?cs if:!places.0.id ?><p class="notice"><?cs var:t("There is no shelf or store room in your branches.") ?></p><?cs else ?>
<form class="fields narrow-form" action="/office/receiving/new" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="uuid" value="<?cs var:uuid ?>">
<p class="field"><label for="supplier"><?cs var:t("Supplier") ?></label>
<input id="supplier" name="supplier" value="<?cs var:typed.supplier ?>" list="suppliers" required maxlength="190" autocomplete="off" autofocus<?cs if:errors.field.supplier ?> aria-invalid="true" aria-describedby="supplier-error"<?cs /if ?>>
<?cs if:errors.field.supplier ?><span class="field-error" id="supplier-error"><?cs var:errors.field.supplier ?></span><?cs /if ?></p>
<datalist id="suppliers"><?cs each:s = suppliers ?><option value="<?cs var:s.name ?>"></option><?cs /each ?></datalist>
<p class="field"><label for="reference"><?cs var:t("Number of the delivery note") ?> <span class="per">(<?cs var:t("optional") ?>)</span></label>
<input id="reference" name="reference" value="<?cs var:typed.reference ?>" maxlength="64" autocomplete="off" autocapitalize="characters" dir="ltr"<?cs if:errors.field.reference ?> aria-invalid="true" aria-describedby="reference-error"<?cs /if ?>>
<?cs if:errors.field.reference ?><span class="field-error" id="reference-error"><?cs var:errors.field.reference ?></span><?cs /if ?></p>
<?cs if:here_already ?><p class="tick"><input type="checkbox" id="again" name="again" value="1"> <label for="again"><?cs var:t("It is another delivery: open it all the same") ?></label></p><?cs /if ?>
<?cs if:several_places ?><p class="field"><label for="location"><?cs var:t("Where the goods go") ?></label>
<select id="location" name="location"><?cs each:x = places ?>
<option value="<?cs var:x.id ?>"<?cs if:x.chosen ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?>
</select></p><?cs else ?><input type="hidden" name="location" value="<?cs var:places.0.id ?>">
<p class="soft"><bdi><?cs var:places.0.name ?></bdi></p><?cs /if ?>
<p class="field"><label for="note"><?cs var:t("Note") ?> <span class="per">(<?cs var:t("optional") ?>)</span></label>
<textarea id="note" name="note" rows="2" maxlength="500"><?cs var:typed.note ?></textarea></p>
<button class="button-wide"><?cs var:t("Start scanning") ?></button>
</form><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
