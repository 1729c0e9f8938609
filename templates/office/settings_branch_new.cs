<?cs # A new branch. ?><?cs set:page.style = "settings" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/settings/branches"><?cs var:t("Branches and hours") ?></a></p>
<h1><?cs var:t("Add a branch") ?></h1>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<form class="card fields narrow-form" action="/office/settings/branches/new" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<?cs include:"office/_branch_fields.cs" ?>
<p><button><?cs var:t("Add the branch") ?></button></p>
</form>
<?cs include:"layout/foot.cs" ?>
