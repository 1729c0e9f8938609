<?cs include:"layout/head.cs" ?>
<h1><?cs var:t("Tills") ?></h1>
<p class="lead"><?cs var:t("To add a till, open /till in the browser of its machine and enrol it there.") ?></p>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<?cs if:tills.0.id ?><ul class="cards"><?cs each:x = tills ?>
<li class="card">
<div class="title"><h2><bdi><?cs var:x.name ?></bdi></h2><?cs if:x.revoked_at ?><span class="stage stage-lapsed"><?cs var:t("Revoked") ?></span><?cs elif:x.shift.since ?><span class="stage stage-ready"><?cs var:t("Shift open") ?></span><?cs else ?><span class="stage stage-done"><?cs var:t("Closed") ?></span><?cs /if ?></div>
<dl class="facts">
<div><dt><?cs var:t("Branch") ?></dt><dd><?cs var:x.branch ?></dd></div>
<div><dt><?cs var:t("Enrolled") ?></dt><dd><?cs var:x.enrolled_at ?></dd></div><?cs if:x.revoked_at ?>
<div><dt><?cs var:t("Revoked") ?></dt><dd><?cs var:x.revoked_at ?></dd></div><?cs /if ?><?cs if:x.shift.since ?>
<div><dt><?cs var:t("Shift open") ?></dt><dd><?cs var:x.shift.since ?> · <bdi><?cs var:x.shift.by ?></bdi> · <?cs var:x.shift.sales ?></dd></div><?cs /if ?>
</dl>
<?cs if:x.shift.since ?><details<?cs if:x.counting ?> open<?cs /if ?>>
<summary><?cs var:t("Close the shift with a count …") ?></summary>
<form class="fields" action="/office/tills/<?cs var:url_validate(x.id) ?>/close" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="per"><?cs var:t("For a till that is lost or cannot close its shift itself.") ?> <?cs var:t("Count the whole drawer, the float too. What should be in it is told after the count.") ?></p>
<p class="field"><label for="counted-<?cs var:x.id ?>"><?cs var:t("Cash in the drawer") ?> <span dir="ltr"><?cs var:currency ?></span></label>
<input id="counted-<?cs var:x.id ?>" name="counted"<?cs if:x.counting ?> value="<?cs var:typed.counted ?>"<?cs /if ?> inputmode="decimal" required maxlength="20" autocomplete="off" dir="ltr"<?cs if:x.counting ?><?cs if:errors.field.counted ?> aria-invalid="true" aria-describedby="counted-error"<?cs /if ?><?cs /if ?>>
<?cs if:x.counting ?><?cs if:errors.field.counted ?><span class="field-error" id="counted-error"><?cs var:errors.field.counted ?></span><?cs /if ?><?cs /if ?></p>
<p><button><?cs var:t("Close the shift") ?></button></p>
</form>
</details><?cs /if ?>
<?cs if:!x.revoked_at ?><details>
<summary><?cs var:t("Revoke this till …") ?></summary>
<form action="/office/tills/<?cs var:url_validate(x.id) ?>/revoke" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="per"><?cs var:t("It sells nothing more at once. A machine that is to go on must be enrolled again.") ?></p>
<button class="button-bad"><?cs var:t("Revoke the till") ?></button>
</form>
</details><?cs /if ?>
</li><?cs /each ?>
</ul>
<?cs else ?><div class="empty"><h2><?cs var:t("No till is enrolled yet") ?></h2></div><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
