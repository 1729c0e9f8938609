<?cs # The way to the opening. ?><?cs set:page.style = "office_home" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/settings"><?cs var:t("Settings") ?></a></p>
<h1><?cs var:t("Opening the shop") ?></h1>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<?cs if:checklist.open ?><p class="lead"><?cs var:t("The shop is open: the web takes orders.") ?> <a href="/"><?cs var:t("See the shop") ?></a></p><?cs /if ?>
<section class="card checklist-card"><?cs include:"office/_checklist.cs" ?></section>
<?cs include:"layout/foot.cs" ?>
