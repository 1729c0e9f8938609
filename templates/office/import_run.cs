<?cs include:"layout/head.cs" ?>
<p><a href="/office/import"><?cs var:t("Import and export") ?></a></p>
<h1><bdi><?cs var:run.file ?></bdi></h1>
<p><span class="stage stage-<?cs var:run.stage ?>"><?cs var:run.state_name ?></span><?cs if:run.dry_run ?> <?cs var:t("A trial: nothing is changed.") ?><?cs /if ?></p>
<?cs if:run.why ?><p class="notice notice-bad" role="alert"><?cs var:run.why ?></p><?cs /if ?>
<?cs if:run.going ?><p><label><?cs var:t("Rows read") ?> <progress max="<?cs var:run.lines ?>" value="<?cs var:run.done ?>"></progress></label></p><?cs /if ?>
<dl class="facts">
<div><dt><?cs var:t("Branch") ?></dt><dd><?cs var:run.branch ?></dd></div>
<div><dt><?cs var:t("Kind of file") ?></dt><dd><?cs var:run.profile ?><?cs if:run.source ?> · <bdi><?cs var:run.source ?></bdi><?cs /if ?></dd></div>
<div><dt><?cs var:t("When") ?></dt><dd><?cs var:run.at ?><?cs if:run.ended ?> – <?cs var:run.ended ?><?cs /if ?></dd></div>
<div><dt><?cs var:t("Rows read") ?></dt><dd><?cs var:run.read ?></dd></div><?cs if:run.other ?>
<div><dt><?cs var:t("Of other stores") ?></dt><dd><?cs var:run.other ?></dd></div><?cs /if ?><?cs if:run.added ?>
<div><dt><?cs var:t("New") ?></dt><dd><?cs var:run.added ?></dd></div><?cs /if ?><?cs if:run.repriced ?>
<div><dt><?cs var:t("Price changed") ?></dt><dd><?cs var:run.repriced ?></dd></div><?cs /if ?><?cs if:run.retexted ?>
<div><dt><?cs var:t("Otherwise changed") ?></dt><dd><?cs var:run.retexted ?></dd></div><?cs /if ?><?cs if:run.unchanged ?>
<div><dt><?cs var:t("Unchanged") ?></dt><dd><?cs var:run.unchanged ?></dd></div><?cs /if ?><?cs if:run.kept ?>
<div><dt><?cs var:t("Left as another source has them") ?></dt><dd><?cs var:run.kept ?></dd></div><?cs /if ?><?cs if:run.repeated ?>
<div><dt><?cs var:t("Repeated") ?></dt><dd><?cs var:run.repeated ?></dd></div><?cs /if ?><?cs if:run.retired ?>
<div><dt><?cs var:t("Taken off") ?></dt><dd><?cs var:run.retired ?></dd></div><?cs /if ?><?cs if:run.rejected ?>
<div><dt><?cs var:t("Rejected") ?></dt><dd><?cs var:run.rejected ?></dd></div><?cs /if ?>
</dl>
<p><?cs if:run.changes ?><a class="button button-quiet" href="/office/import/<?cs var:url_validate(run.id) ?>/changes" download><?cs var:t("Save the changes as a file") ?></a> <?cs /if ?><?cs if:run.rejects ?><a class="button button-quiet" href="/office/import/<?cs var:url_validate(run.id) ?>/rejects" download><?cs var:t("Save the rejected rows as a file") ?></a><?cs /if ?></p>
<?cs include:"layout/foot.cs" ?>
