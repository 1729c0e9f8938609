<?cs # Mails of the shop. Data: form.*, server.*, branches.N, tests.N (to, at, sent, failed, again, reason), uuid, waiting. ?><?cs set:page.style = "settings" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/settings"><?cs var:t("Settings") ?></a></p>
<h1><?cs var:t("Mail") ?></h1>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<div class="columns">
<div class="column">
<form class="card fields" action="/office/settings/mail" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<h2><?cs var:t("Sender and answers") ?></h2>
<p class="field"><label for="sender"><?cs var:t("Sender's name on mails") ?></label>
<input id="sender" name="sender" value="<?cs var:form.sender ?>" maxlength="100" autocomplete="off" dir="auto" aria-describedby="sender-hint<?cs if:errors.field.sender ?> sender-error<?cs /if ?>"<?cs if:errors.field.sender ?> aria-invalid="true"<?cs /if ?>>
<span class="hint" id="sender-hint"><?cs var:t("Empty for the name in the configuration file.") ?> <bdi dir="ltr"><?cs var:server.from ?></bdi></span>
<?cs if:errors.field.sender ?><span class="field-error" id="sender-error"><?cs var:errors.field.sender ?></span><?cs /if ?></p>
<p class="field"><label for="answers"><?cs var:t("Address for answers to mails") ?></label>
<input id="answers" type="email" name="answers" value="<?cs var:form.answers ?>" maxlength="254" autocomplete="off" dir="ltr" aria-describedby="answers-hint<?cs if:errors.field.answers ?> answers-error<?cs /if ?>"<?cs if:errors.field.answers ?> aria-invalid="true"<?cs /if ?>>
<span class="hint" id="answers-hint"><?cs var:t("Where a shopper's answer to a mail goes. Empty for the sender's address.") ?></span>
<?cs if:errors.field.answers ?><span class="field-error" id="answers-error"><?cs var:errors.field.answers ?></span><?cs /if ?></p>
<p><button><?cs var:t("Save") ?></button></p>
</form>
<section class="card" aria-labelledby="alerts">
<h2 id="alerts"><?cs var:t("Who is told of web orders") ?></h2>
<ul class="settings-days"><?cs each:x = branches ?>
<li><p><strong><bdi><?cs var:x.name ?></bdi></strong><br><?cs if:x.email ?><bdi dir="ltr"><?cs var:x.email ?></bdi><?cs else ?><span class="settings-missing"><?cs var:t("Nobody") ?></span><?cs /if ?></p> <a class="button button-quiet button-small" href="/office/settings/branches/<?cs var:url_validate(x.id) ?>#alert_email"><?cs var:t("Change") ?><span class="aside-only">: <?cs var:x.name ?></span></a></li><?cs /each ?>
</ul>
</section>
</div>
<div class="column">
<section class="card" id="test" aria-labelledby="test-title">
<h2 id="test-title"><?cs var:t("A test mail") ?></h2>
<form class="fields" action="/office/settings/mail/test" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="uuid" value="<?cs var:uuid ?>">
<p class="field"><label for="email"><?cs var:t("Your address") ?></label>
<input id="email" type="email" name="email" value="<?cs var:form.email ?>" required maxlength="254" autocomplete="email" dir="ltr"<?cs if:errors.field.email ?> aria-invalid="true" aria-describedby="email-error"<?cs /if ?>>
<?cs if:errors.field.email ?><span class="field-error" id="email-error"><?cs var:errors.field.email ?></span><?cs /if ?></p>
<p><button><?cs var:t("Send me a test mail") ?></button></p>
</form>
<?cs if:tests.0.to ?><ul class="settings-tests" aria-live="polite"><?cs each:x = tests ?>
<li><p><bdi dir="ltr"><?cs var:x.to ?></bdi> <span class="per"><?cs var:x.at ?></span></p>
<p><?cs if:x.sent ?><span class="stage stage-done"><?cs var:t("The mail server took it") ?></span><?cs elif:x.failed ?><span class="stage stage-bad"><?cs var:t("It did not go") ?></span><?cs elif:x.again ?><span class="stage stage-placed"><?cs var:t("Not yet; it will be tried again") ?></span><?cs else ?><span class="stage stage-placed"><?cs var:t("On its way") ?></span><?cs /if ?></p><?cs if:!x.sent ?><?cs if:x.reason ?>
<p class="per"><?cs var:x.reason ?></p><?cs /if ?><?cs /if ?></li><?cs /each ?>
</ul>
<?cs if:waiting ?><p><a class="button button-quiet button-small" href="/office/settings/mail#test"><?cs var:t("Look again") ?></a></p><?cs /if ?><?cs /if ?>
</section>
<section class="card" aria-labelledby="server">
<h2 id="server"><?cs var:t("Mail server") ?></h2>
<p class="per"><?cs var:t("Set in the configuration file on the server; passwords are never shown here.") ?></p>
<dl class="facts">
<div><dt><?cs var:t("Server") ?></dt><dd><bdi dir="ltr"><?cs var:server.host ?></bdi><?cs if:server.tls ?> · <?cs var:server.tls ?><?cs /if ?></dd></div>
<div><dt><?cs var:t("Account") ?></dt><dd><?cs if:server.user ?><?cs var:t("set") ?><?cs else ?><?cs var:t("none") ?><?cs /if ?></dd></div>
<div><dt><?cs var:t("Password") ?></dt><dd><?cs if:server.password ?><?cs var:t("set") ?><?cs else ?><?cs var:t("none") ?><?cs /if ?></dd></div>
<div><dt><?cs var:t("Sender") ?></dt><dd><bdi dir="ltr"><?cs var:server.from ?></bdi></dd></div>
</dl>
</section>
</div>
</div>
<?cs include:"layout/foot.cs" ?>
