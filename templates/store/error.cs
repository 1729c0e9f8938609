<?cs # Data: error (title, text, status), request_id. Nothing else is sure to be there. ?><?cs set:page.noindex = "1" ?><?cs include:"layout/head.cs" ?>
<div class="empty">
<?cs call:icon("bag") ?>
<h1><?cs var:error.title ?></h1>
<?cs if:error.text ?><p class="lead"><?cs var:error.text ?></p><?cs /if ?>
<p><a class="button" href="/<?cs var:lang ?>/"><?cs var:t("To the front page") ?></a></p>
<?cs if:request_id ?><p class="per"><?cs var:t("If you tell us about it, name this number:") ?> <code dir="ltr"><?cs var:request_id ?></code></p><?cs /if ?>
</div>
<?cs include:"layout/foot.cs" ?>
