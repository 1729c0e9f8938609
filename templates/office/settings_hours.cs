<?cs # When a branch is open. Data: branch, week.N (day, name, spans.N, error), days.N, new.*, today. ?><?cs set:page.style = "settings" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/settings/branches/<?cs var:url_validate(branch.id) ?>"><bdi><?cs var:branch.name ?></bdi></a></p>
<h1><?cs var:t("Opening hours") ?></h1>
<p class="lead"><?cs var:t("Shoppers see them on every page of the web shop. An order waits for as many open days as its rule says.") ?><?cs if:branch.hours ?> <strong><?cs var:branch.hours ?></strong><?cs /if ?></p>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<div class="settings-hours">
<form class="card" action="/office/settings/branches/<?cs var:url_validate(branch.id) ?>/hours" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<h2><?cs var:t("The week") ?></h2>
<p class="per"><?cs var:t("A day without times is closed. 00:00 as the end is midnight.") ?></p>
<?cs each:d = week ?><fieldset class="settings-day"<?cs if:d.error ?> aria-describedby="day-error-<?cs var:d.day ?>"<?cs /if ?>>
<legend><?cs var:d.name ?></legend>
<div class="settings-spans"><?cs each:s = d.spans ?><?cs if:s.first_further ?><details<?cs if:d.unfolded ?> open<?cs /if ?>><summary><?cs var:t("More times") ?><span class="aside-only">: <?cs var:d.name ?></span></summary><?cs /if ?>
<span class="settings-span"><input type="time" name="<?cs var:s.from ?>" value="<?cs var:s.opens ?>" aria-label="<?cs var:s.from_label ?>"<?cs if:s.wrong ?> aria-invalid="true"<?cs /if ?>><span aria-hidden="true">–</span><input type="time" name="<?cs var:s.to ?>" value="<?cs var:s.closes ?>" aria-label="<?cs var:s.to_label ?>"<?cs if:s.wrong ?> aria-invalid="true"<?cs /if ?>></span><?cs /each ?></details>
</div>
<?cs if:d.error ?><p class="field-error" id="day-error-<?cs var:d.day ?>"><?cs var:d.error ?></p><?cs /if ?>
</fieldset>
<?cs /each ?><p><button><?cs var:t("Save the week") ?></button></p>
</form>
<section class="card" id="days" aria-labelledby="days-title">
<h2 id="days-title"><?cs var:t("Days that differ") ?></h2>
<p class="per"><?cs var:t("Holidays, their eves, a stocktake: closed, or open at other times.") ?></p>
<?cs if:days.0.day ?><ul class="settings-days"><?cs each:x = days ?>
<li><p><strong><?cs var:x.date ?></strong> · <?cs var:x.weekday ?><br><span<?cs if:x.closed ?> class="settings-closed"<?cs /if ?>><?cs var:x.hours ?></span><?cs if:x.note ?> · <bdi><?cs var:x.note ?></bdi><?cs /if ?></p>
<form action="/office/settings/branches/<?cs var:url_validate(branch.id) ?>/days/remove" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="day" value="<?cs var:x.day ?>">
<button class="button-text"><?cs var:t("Remove") ?><span class="aside-only">: <?cs var:x.date ?></span></button>
</form></li><?cs /each ?>
</ul>
<?cs else ?><p class="empty-line"><?cs var:t("None is set. Every day is as its weekday.") ?></p>
<?cs /if ?><form class="fields" action="/office/settings/branches/<?cs var:url_validate(branch.id) ?>/days" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<h3><?cs var:t("Add a day") ?></h3>
<p class="field"><label for="day"><?cs var:t("Date") ?></label>
<input id="day" type="date" name="day" value="<?cs var:new.day ?>" min="<?cs var:today ?>" required<?cs if:errors.field.day ?> aria-invalid="true" aria-describedby="day-error"<?cs /if ?>>
<?cs if:errors.field.day ?><span class="field-error" id="day-error"><?cs var:errors.field.day ?></span><?cs /if ?></p>
<div class="settings-pair">
<p class="field"><label for="opens"><?cs var:t("Opens") ?></label>
<input id="opens" type="time" name="opens" value="<?cs var:new.opens ?>" aria-describedby="closed-hint<?cs if:errors.field.opens ?> opens-error<?cs /if ?>"<?cs if:errors.field.opens ?> aria-invalid="true"<?cs /if ?>>
<?cs if:errors.field.opens ?><span class="field-error" id="opens-error"><?cs var:errors.field.opens ?></span><?cs /if ?></p>
<p class="field"><label for="closes"><?cs var:t("Closes") ?></label>
<input id="closes" type="time" name="closes" value="<?cs var:new.closes ?>" aria-describedby="closed-hint<?cs if:errors.field.closes ?> closes-error<?cs /if ?>"<?cs if:errors.field.closes ?> aria-invalid="true"<?cs /if ?>>
<?cs if:errors.field.closes ?><span class="field-error" id="closes-error"><?cs var:errors.field.closes ?></span><?cs /if ?></p>
</div>
<p class="hint" id="closed-hint"><?cs var:t("Without times it is closed all day.") ?></p>
<p class="field"><label for="note"><?cs var:t("Why") ?></label>
<input id="note" name="note" value="<?cs var:new.note ?>" maxlength="100" autocomplete="off" dir="auto" placeholder="<?cs var:t("Rosh Hashanah, stocktake …") ?>"<?cs if:errors.field.note ?> aria-invalid="true" aria-describedby="note-error"<?cs /if ?>>
<?cs if:errors.field.note ?><span class="field-error" id="note-error"><?cs var:errors.field.note ?></span><?cs /if ?></p>
<p><button><?cs var:t("Add the day") ?></button></p>
</form>
</section>
</div>
<?cs include:"layout/foot.cs" ?>
