<?cs # Labels as they come out of the printer. Data: size (sheet, strip, roll), label_lang,
  label_dir, sheets.N.labels.N (blank; name, maker, price, unit, unit_price, content, date,
  bars, code), count, branch, branch_name, when, date, time, marks, uuid, back. ?><?cs set:page.style = "office_labels" ?><?cs include:"layout/head.cs" ?>
<div class="print-bar">
<p class="back"><a href="<?cs var:url_validate(back) ?>"><?cs var:t("Shelf labels") ?></a></p>
<h1><?cs var:t("Print labels") ?></h1>
<?cs if:sheets.0.labels.0.date ?><?cs set:some = "1" ?><?cs elif:sheets.0.labels.0.blank ?><?cs set:some = "1" ?><?cs /if ?>
<?cs if:some ?><p class="soft"><?cs var:count ?> · <bdi><?cs var:branch_name ?></bdi><?cs if:when ?> · <?cs var:t("as of") ?> <bdi><?cs var:when ?></bdi><?cs /if ?></p>
<div class="card print-steps">
<ol>
<li><?cs var:t("Print this page at its real size, without margins: 100%, no scaling.") ?> <button id="print" type="button" class="button-quiet button-small" hidden><?cs var:t("Print") ?></button></li>
<li><?cs var:t("Put the labels up, in this order: it follows the shelves.") ?></li>
<li><form action="/office/labels/printed" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="uuid" value="<?cs var:uuid ?>">
<input type="hidden" name="branch" value="<?cs var:branch ?>">
<?cs if:date ?><input type="hidden" name="date" value="<?cs var:date ?>"><input type="hidden" name="time" value="<?cs var:time ?>"><?cs /if ?>
<input type="hidden" name="marks" value="<?cs var:marks ?>">
<?cs var:t("Only then:") ?> <button class="button-small"><?cs var:t("They are printed") ?></button>
</form></li>
</ol>
</div>
<?cs else ?><div class="empty"><h2><?cs var:t("Every label is right") ?></h2></div><?cs /if ?>
</div>
<?cs if:some ?><div class="sheets sheets-<?cs var:size ?>" lang="<?cs var:label_lang ?>" dir="<?cs var:label_dir ?>" tabindex="0" role="region" aria-label="<?cs var:t("Labels") ?>"><?cs each:s = sheets ?>
<div class="sheet"><?cs each:l = s.labels ?>
<?cs if:l.blank ?><div class="label"></div><?cs else ?><div class="label">
<p class="label-name"><?cs var:l.name ?></p>
<p class="label-price"><bdi><?cs var:l.price ?></bdi><?cs if:l.unit ?> <span class="label-unit">/ <?cs var:l.unit ?></span><?cs /if ?></p>
<p class="label-facts"><?cs if:l.unit_price ?><span class="label-per"><bdi><?cs var:l.unit_price ?></bdi></span><?cs /if ?><?cs if:l.content ?><span><bdi><?cs var:l.content ?></bdi></span><?cs /if ?><?cs if:l.maker ?><span class="label-maker"><bdi><?cs var:l.maker ?></bdi></span><?cs /if ?></p>
<div class="label-foot"><span class="label-date"><?cs var:l.date ?></span><?cs if:l.bars ?><span class="label-code" dir="ltr"><svg viewBox="7 0 103 60" preserveAspectRatio="none" aria-hidden="true"><path d="<?cs var:l.bars ?>"/></svg><span><?cs var:l.code ?></span></span><?cs elif:l.code ?><span class="label-code" dir="ltr"><span><?cs var:l.code ?></span></span><?cs /if ?></div>
</div><?cs /if ?><?cs /each ?>
</div><?cs /each ?>
</div><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
