<?cs # Where settings begin. Data: branch_count, may.*. ?><?cs set:page.style = "settings" ?><?cs include:"layout/head.cs" ?>
<h1><?cs var:t("Settings") ?></h1>
<ul class="settings-tiles">
<?cs if:may.settings.edit ?><li><a href="/office/settings/shop"><strong><?cs var:t("The shop") ?></strong><span><?cs var:t("Name, tax number, languages, logo") ?></span></a></li>
<?cs /if ?><li><a href="/office/settings/branches"><strong><?cs var:t("Branches and hours") ?></strong><span><?cs var:branch_count ?> · <?cs var:t("Address, phone, opening hours, holidays") ?></span></a></li>
<li><a href="/office/settings/rules"><strong><?cs var:t("Rules of the shop") ?></strong><span><?cs var:t("Rounding, holding times; the shop's, a branch's, a till's") ?></span></a></li>
<?cs if:may.settings.edit ?><li><a href="/office/settings/mail"><strong><?cs var:t("Mail") ?></strong><span><?cs var:t("Sender, answers, alerts, a test mail") ?></span></a></li>
<?cs /if ?><?cs if:may.till.enrol ?><li><a href="/office/tills"><strong><?cs var:t("Tills") ?></strong><span><?cs var:t("Which machines may sell, who has a shift open") ?></span></a></li>
<?cs /if ?><?cs if:may.staff.manage ?><li><a href="/office/staff"><strong><?cs var:t("Staff") ?></strong><span><?cs var:t("Who works here, roles, passwords and PINs") ?></span></a></li>
<?cs /if ?><?cs if:may.settings.edit ?><li><a href="/office/checklist"><strong><?cs var:t("Opening the shop") ?></strong><span><?cs if:shop.opens_soon ?><?cs var:t("What is still missing") ?><?cs else ?><?cs var:t("The shop is open") ?><?cs /if ?></span></a></li>
<?cs /if ?></ul>
<?cs include:"layout/foot.cs" ?>
