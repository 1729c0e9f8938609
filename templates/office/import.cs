<?cs include:"layout/head.cs" ?>
<h1><?cs var:t("Import and export") ?></h1>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<?cs if:questions ?><p class="notice notice-warn"><a href="/office/import/review"><?cs var:questions ?></a></p><?cs /if ?>
<section class="card" aria-labelledby="import-title">
<h2 id="import-title"><?cs var:t("Take goods and prices from a file") ?></h2>
<form class="fields" action="/office/import" method="post" enctype="multipart/form-data">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="field"><label for="file"><?cs var:t("File") ?></label>
<input id="file" name="file" type="file" accept=".csv,.tsv,.txt,.gz" required<?cs if:errors.field.file ?> aria-invalid="true"<?cs /if ?> aria-describedby="file-help<?cs if:errors.field.file ?> file-error<?cs /if ?>">
<span class="per" id="file-help"><?cs var:t("CSV, plain or gzip, at most 64 MB. Encoding and separator are found out.") ?></span>
<?cs if:errors.field.file ?><span class="field-error" id="file-error"><?cs var:errors.field.file ?></span><?cs /if ?></p>
<p class="field"><label for="profile"><?cs var:t("Kind of file") ?></label>
<select id="profile" name="profile"><?cs each:x = profiles ?><option value="<?cs var:x.name ?>"<?cs if:x.chosen ?> selected<?cs /if ?>><?cs var:x.name ?> – <?cs var:x.about ?></option><?cs /each ?></select></p>
<p class="field"><label for="branch"><?cs var:t("Branch") ?></label>
<select id="branch" name="branch"><?cs each:x = branches ?><option value="<?cs var:x.id ?>"<?cs if:x.chosen ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?></select></p>
<p class="field"><label for="chain"><?cs var:t("Chain in the file") ?> <span class="per">(<?cs var:t("optional") ?>)</span></label>
<input id="chain" name="chain" value="<?cs var:typed.chain ?>" maxlength="64" autocomplete="off" dir="ltr"<?cs if:errors.field.chain ?> aria-invalid="true" aria-describedby="chain-error"<?cs /if ?>>
<?cs if:errors.field.chain ?><span class="field-error" id="chain-error"><?cs var:errors.field.chain ?></span><?cs /if ?></p>
<p class="field"><label for="store"><?cs var:t("Store in the file") ?> <span class="per">(<?cs var:t("optional") ?>)</span></label>
<input id="store" name="store" value="<?cs var:typed.store ?>" maxlength="64" autocomplete="off" dir="ltr"<?cs if:errors.field.store ?> aria-invalid="true" aria-describedby="store-error"<?cs /if ?>>
<?cs if:errors.field.store ?><span class="field-error" id="store-error"><?cs var:errors.field.store ?></span><?cs /if ?></p>
<p class="check"><label><input type="checkbox" name="dry_run" value="1" checked> <?cs var:t("Only show what would change") ?></label></p>
<p class="check"><label><input type="checkbox" name="retire" value="1"> <?cs var:t("Take off goods of this source that are not in the file") ?></label></p>
<button><?cs var:t("Import") ?></button>
</form>
</section>
<?cs if:may.goods.export ?><?cs set:exports = "1" ?><?cs /if ?><?cs if:may.orders.export ?><?cs set:exports = "1" ?><?cs /if ?>
<?cs if:exports ?><section class="card" aria-labelledby="export-title">
<h2 id="export-title"><?cs var:t("Save as a file") ?></h2>
<p><?cs if:may.goods.export ?><a class="button button-quiet" href="/office/export/goods" download><?cs var:t("Goods") ?></a> <?cs /if ?><?cs if:may.customers.export ?><a class="button button-quiet" href="/office/export/customers" download><?cs var:t("Customers") ?></a><?cs /if ?></p>
<?cs if:may.orders.export ?><form class="finder" method="get" action="/office/export/orders">
<label for="from"><?cs var:t("From") ?></label> <input id="from" name="from" type="date">
<label for="to"><?cs var:t("To") ?></label> <input id="to" name="to" type="date">
<button class="button-quiet"><?cs var:t("Orders") ?></button>
<button class="button-quiet" formaction="/office/export/documents"><?cs var:t("Documents") ?></button>
</form><?cs /if ?>
</section><?cs /if ?>
<h2><?cs var:t("Imports so far") ?></h2>
<?cs if:runs.0.id ?><table class="list">
<thead><tr><th scope="col"><?cs var:t("File") ?></th><th scope="col"><?cs var:t("Branch") ?></th><th scope="col"><?cs var:t("When") ?></th><th scope="col"><?cs var:t("State") ?></th><th scope="col" class="number"><?cs var:t("New") ?></th><th scope="col" class="number"><?cs var:t("Price changed") ?></th><th scope="col" class="number"><?cs var:t("Rejected") ?></th></tr></thead>
<tbody><?cs each:x = runs ?>
<tr><th scope="row"><a class="row-link" href="/office/import/<?cs var:url_validate(x.id) ?>"><bdi><?cs var:x.file ?></bdi></a> <span class="per"><?cs var:x.profile ?><?cs if:x.dry_run ?> · <?cs var:t("Trial") ?><?cs /if ?></span></th><td><?cs var:x.branch ?></td><td><?cs var:x.at ?><?cs if:x.staff ?> · <bdi><?cs var:x.staff ?></bdi><?cs /if ?></td><td><span class="stage stage-<?cs var:x.stage ?>"><?cs var:x.state_name ?></span></td><td class="number"><?cs var:x.added ?></td><td class="number"><?cs var:x.repriced ?></td><td class="number"><?cs var:x.rejected ?></td></tr><?cs /each ?>
</tbody>
</table>
<?cs else ?><div class="empty"><h2><?cs var:t("Nothing was imported yet") ?></h2></div><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
