<?cs # The settings of one place, each its own form. Data: places.N, settings.N, branch, till, currency. ?><?cs set:page.style = "settings" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/settings"><?cs var:t("Settings") ?></a></p>
<h1><?cs var:t("Rules of the shop") ?></h1>
<p class="lead"><?cs var:t("What is set for the shop counts everywhere. A branch or a till may differ.") ?></p>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<?cs if:places.1.name ?><nav class="filters" aria-label="<?cs var:t("Where it counts") ?>"><div class="tabs"><?cs each:x = places ?>
<a href="<?cs var:url_validate(x.href) ?>"<?cs if:x.current ?> aria-current="page"<?cs /if ?>><bdi><?cs var:x.name ?></bdi><?cs if:x.till ?> <span class="per">(<?cs var:t("Till") ?>)</span><?cs /if ?></a><?cs /each ?>
</div></nav><?cs /if ?>
<ul class="settings-rules"><?cs each:x = settings ?>
<li class="card" id="<?cs var:x.name ?>">
<form class="settings-rule" action="/office/settings/rules" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="setting" value="<?cs var:x.name ?>"><?cs if:branch ?><input type="hidden" name="branch" value="<?cs var:branch ?>"><?cs /if ?><?cs if:till ?><input type="hidden" name="till" value="<?cs var:till ?>"><?cs /if ?>
<p class="settings-rule-what"><label for="value-<?cs var:x.name ?>"><?cs var:x.label ?></label><?cs if:x.type == "money" ?> <span class="per" dir="ltr"><?cs var:currency ?></span><?cs /if ?>
<span class="hint" id="hint-<?cs var:x.name ?>"><?cs var:x.help ?></span></p>
<p class="settings-rule-value"><?cs if:x.type == "flag" ?><select id="value-<?cs var:x.name ?>" name="value" aria-describedby="hint-<?cs var:x.name ?>"><option value="1"<?cs if:x.on ?> selected<?cs /if ?>><?cs var:t("Yes") ?></option><option value="0"<?cs if:!x.on ?> selected<?cs /if ?>><?cs var:t("No") ?></option></select>
<?cs else ?><input id="value-<?cs var:x.name ?>" name="value" value="<?cs var:x.value ?>" maxlength="<?cs var:x.size ?>" autocomplete="off"<?cs if:x.type == "number" ?> inputmode="numeric" dir="ltr" class="settings-number"<?cs elif:x.type == "money" ?> inputmode="decimal" dir="ltr" class="settings-number"<?cs elif:x.type == "email" ?> type="email" dir="ltr"<?cs elif:x.type == "code" ?> dir="ltr" class="code"<?cs else ?> dir="auto"<?cs /if ?> aria-describedby="hint-<?cs var:x.name ?><?cs if:x.again ?><?cs if:errors.field.value ?> error-<?cs var:x.name ?><?cs /if ?><?cs /if ?>"<?cs if:x.again ?><?cs if:errors.field.value ?> aria-invalid="true"<?cs /if ?><?cs /if ?>>
<?cs /if ?><button><?cs var:t("Save") ?></button>
<?cs if:x.again ?><?cs if:errors.field.value ?><span class="field-error" id="error-<?cs var:x.name ?>"><?cs var:errors.field.value ?></span><?cs /if ?><?cs /if ?></p>
<p class="settings-rule-from"><?cs if:x.own ?><span class="settings-own"><?cs var:t("Set here") ?></span> <button class="button-text" name="inherit" value="1"><bdi><?cs var:x.above ?></bdi></button><?cs else ?><span class="soft"><bdi><?cs var:x.above ?></bdi></span><?cs /if ?></p>
</form>
</li><?cs /each ?>
</ul>
<?cs include:"layout/foot.cs" ?>
