<?cs set:page.style = "office_staff" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/staff"><?cs var:t("Staff") ?></a></p>
<h1><bdi><?cs var:person.name ?></bdi></h1>
<p class="soft"><bdi class="code" dir="ltr"><?cs var:person.login ?></bdi> · <?cs var:person.role ?> · <bdi><?cs var:person.branches ?></bdi></p>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<?cs if:may_change ?><div class="columns">
<form class="card fields" action="/office/staff/<?cs var:url_validate(person.id) ?>/edit" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<h2><?cs var:t("Role and branches") ?></h2>
<?cs include:"office/_staff_fields.cs" ?>
<p><button><?cs var:t("Save") ?></button></p>
</form>
<div class="column">
<section class="card" aria-labelledby="ways-in">
<h2 id="ways-in"><?cs var:t("Logging in") ?></h2>
<dl class="facts">
<div><dt><?cs var:t("Last seen") ?></dt><dd><?cs if:person.seen_at ?><?cs var:person.seen_at ?><?cs else ?>–<?cs /if ?></dd></div>
<div><dt><?cs var:t("Password") ?></dt><dd><?cs if:person.password ?><?cs var:t("set") ?><?cs else ?><?cs var:t("none") ?><?cs /if ?></dd></div>
<div><dt><?cs var:t("PIN") ?></dt><dd><?cs if:person.pin ?><?cs var:t("set") ?><?cs else ?><?cs var:t("none") ?><?cs /if ?></dd></div>
</dl>
<p class="per"><?cs var:t("A new password or PIN logs the person out everywhere.") ?></p>
<details<?cs if:errors.field.password ?> open<?cs /if ?>>
<summary><?cs var:t("New password …") ?></summary>
<form class="fields" action="/office/staff/<?cs var:url_validate(person.id) ?>/password" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="field"><label for="password"><?cs var:t("Password for the office") ?></label>
<input id="password" type="password" name="password" required maxlength="200" autocomplete="new-password" dir="ltr"<?cs if:errors.field.password ?> aria-invalid="true" aria-describedby="password-error"<?cs /if ?>>
<?cs if:errors.field.password ?><span class="field-error" id="password-error"><?cs var:errors.field.password ?></span><?cs /if ?></p>
<p><button><?cs var:t("Set the password") ?></button></p>
</form>
</details>
<details<?cs if:errors.field.pin ?> open<?cs /if ?>>
<summary><?cs var:t("New PIN …") ?></summary>
<form class="fields" action="/office/staff/<?cs var:url_validate(person.id) ?>/pin" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="field"><label for="pin"><?cs var:t("PIN for the till") ?></label>
<input id="pin" type="password" name="pin" required inputmode="numeric" maxlength="8" autocomplete="off" dir="ltr"<?cs if:errors.field.pin ?> aria-invalid="true" aria-describedby="pin-error"<?cs /if ?>>
<?cs if:errors.field.pin ?><span class="field-error" id="pin-error"><?cs var:errors.field.pin ?></span><?cs /if ?></p>
<p><button><?cs var:t("Set the PIN") ?></button></p>
</form>
</details>
<?cs if:person.sessions ?><form action="/office/staff/<?cs var:url_validate(person.id) ?>/sessions/revoke" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p><?cs var:person.sessions ?></p>
<button class="button-quiet"><?cs var:t("Log out everywhere") ?></button>
</form><?cs /if ?>
</section>
<?cs if:!person.self ?><section class="card" aria-labelledby="leaves">
<h2 id="leaves"><?cs var:t("Works here no longer") ?></h2>
<details>
<summary><?cs var:t("Archive …") ?></summary>
<form action="/office/staff/<?cs var:url_validate(person.id) ?>/archive" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="per"><?cs var:t("Logs the person out and opens no door any more. What was done under the name stays.") ?></p>
<button class="button-bad"><?cs var:t("Archive") ?></button>
</form>
</details>
</section><?cs /if ?>
</div>
</div><?cs else ?><p class="empty-line"><?cs var:t("Owners are added and changed by an owner alone.") ?></p><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
