<?cs # Data: error (title, text, status), request_id, perhaps till (name, branch, staff). Nothing else is sure to be there. ?><?cs set:page.noindex = "1" ?><?cs include:"layout/head.cs" ?>
<?cs if:till.name ?><?cs include:"till/_bar.cs" ?><?cs /if ?>
<div class="till-narrow">
<div class="till-panel">
<h1><?cs var:error.title ?></h1>
<?cs if:error.text ?><p class="till-lead"><?cs var:error.text ?></p><?cs /if ?>
<p class="till-actions"><a class="button" href="/till"><?cs var:t("Back to the till") ?></a></p>
<?cs if:request_id ?><p class="till-small"><?cs var:t("If you tell us about it, name this number:") ?> <code dir="ltr"><?cs var:request_id ?></code></p><?cs /if ?>
</div>
</div>
<?cs include:"layout/foot.cs" ?>
