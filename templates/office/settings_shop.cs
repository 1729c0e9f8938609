<?cs # The shop itself. Data: form.*, shop.logo. ?><?cs set:page.style = "settings" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/settings"><?cs var:t("Settings") ?></a></p>
<h1><?cs var:t("The shop") ?></h1>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<div class="columns">
<form class="card fields" action="/office/settings/shop" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<h2><?cs var:t("Names and number") ?></h2>
<p class="field"><label for="name"><?cs var:t("Name of the shop") ?></label>
<input id="name" name="name" value="<?cs var:form.name ?>" required maxlength="190" autocomplete="off" dir="auto"<?cs if:errors.field.name ?> aria-invalid="true" aria-describedby="name-error"<?cs /if ?>>
<?cs if:errors.field.name ?><span class="field-error" id="name-error"><?cs var:errors.field.name ?></span><?cs /if ?></p>
<p class="field"><label for="legal_name"><?cs var:t("Name of the company") ?></label>
<input id="legal_name" name="legal_name" value="<?cs var:form.legal_name ?>" maxlength="190" autocomplete="off" dir="auto" aria-describedby="legal-hint<?cs if:errors.field.legal_name ?> legal-error<?cs /if ?>"<?cs if:errors.field.legal_name ?> aria-invalid="true"<?cs /if ?>>
<span class="hint" id="legal-hint"><?cs var:t("As it is registered; it stands on receipts. Empty: the name of the shop.") ?></span>
<?cs if:errors.field.legal_name ?><span class="field-error" id="legal-error"><?cs var:errors.field.legal_name ?></span><?cs /if ?></p>
<p class="field"><label for="tax_number"><?cs var:form.tax_label ?></label>
<input id="tax_number" name="tax_number" value="<?cs var:form.tax_number ?>" required maxlength="32" autocomplete="off" dir="ltr" aria-describedby="tax-hint<?cs if:errors.field.tax_number ?> tax-error<?cs /if ?>"<?cs if:errors.field.tax_number ?> aria-invalid="true"<?cs /if ?>>
<span class="hint" id="tax-hint"><?cs var:t("{form.country}; prices in {form.currency}. Country and currency stay as the shop began.") ?></span>
<?cs if:errors.field.tax_number ?><span class="field-error" id="tax-error"><?cs var:errors.field.tax_number ?></span><?cs /if ?></p>
<h2><?cs var:t("Languages") ?></h2>
<p class="field"><label for="main"><?cs var:t("Main language") ?></label>
<select id="main" name="main" aria-describedby="main-hint"><?cs each:x = form.langs ?>
<option value="<?cs var:x.code ?>" lang="<?cs var:x.code ?>"<?cs if:x.main ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?>
</select>
<span class="hint" id="main-hint"><?cs var:t("New goods are written in it, and alerts to the branches.") ?></span></p>
<fieldset class="field"><legend><?cs var:t("The web shop offers") ?></legend><?cs each:x = form.langs ?>
<label class="tick"><input type="checkbox" name="<?cs var:x.code ?>" value="1"<?cs if:x.chosen ?> checked<?cs /if ?>> <span lang="<?cs var:x.code ?>"><?cs var:x.name ?></span></label><?cs /each ?>
</fieldset>
<p><button><?cs var:t("Save") ?></button></p>
</form>
<section class="card" aria-labelledby="logo-title">
<h2 id="logo-title"><?cs var:t("Logo") ?></h2>
<p class="per"><?cs var:t("On top of the web shop, at the till, on receipts and mails.") ?></p>
<?cs if:shop.logo.src ?><p class="settings-logo"><img src="<?cs var:url_validate(shop.logo.src) ?>" width="<?cs var:shop.logo.width ?>" height="<?cs var:shop.logo.height ?>" alt="<?cs var:t("Logo of {shop.name}") ?>"></p>
<?cs else ?><p class="settings-logo settings-logo-none"><?cs var:t("No logo yet: the name stands alone.") ?></p>
<?cs /if ?><form class="fields" action="/office/settings/logo" method="post" enctype="multipart/form-data" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="field"><label for="logo"><?cs if:shop.logo.src ?><?cs var:t("Another picture") ?><?cs else ?><?cs var:t("A picture") ?><?cs /if ?></label>
<input id="logo" type="file" name="logo" accept="image/png,image/jpeg,image/webp,image/gif" required aria-describedby="logo-hint<?cs if:errors.field.logo ?> logo-error<?cs /if ?>"<?cs if:errors.field.logo ?> aria-invalid="true"<?cs /if ?>>
<span class="hint" id="logo-hint"><?cs var:t("PNG, JPEG, WebP or GIF, at most 4 MB. Best with a transparent ground.") ?></span>
<?cs if:errors.field.logo ?><span class="field-error" id="logo-error"><?cs var:errors.field.logo ?></span><?cs /if ?></p>
<p><button><?cs var:t("Use it") ?></button></p>
</form>
<?cs if:shop.logo.src ?><form action="/office/settings/logo/remove" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<button class="button-quiet"><?cs var:t("Remove the logo") ?></button>
</form><?cs /if ?>
</section>
</div>
<?cs include:"layout/foot.cs" ?>
