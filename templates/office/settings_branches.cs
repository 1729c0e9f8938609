<?cs # Branches. Data: cards.N, may_add. ?><?cs set:page.style = "settings" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/settings"><?cs var:t("Settings") ?></a></p>
<div class="title settings-title"><h1><?cs var:t("Branches and hours") ?></h1><?cs if:may_add ?> <a class="button" href="/office/settings/branches/new"><?cs var:t("Add a branch") ?></a><?cs /if ?></div>
<ul class="cards"><?cs each:x = cards ?>
<li class="card">
<div class="title"><h2><a href="/office/settings/branches/<?cs var:url_validate(x.id) ?>"><bdi><?cs var:x.name ?></bdi></a></h2> <bdi class="code soft" dir="ltr"><?cs var:x.code ?></bdi></div>
<p><?cs if:x.address ?><bdi><?cs var:x.address ?></bdi><?cs else ?><span class="soft"><?cs var:t("No address yet") ?></span><?cs /if ?><?cs if:x.phone ?><br><bdi dir="ltr"><?cs var:x.phone ?></bdi><?cs /if ?></p>
<p><?cs if:x.hours ?><?cs var:x.hours ?><?cs if:x.hours_note ?> (<bdi><?cs var:x.hours_note ?></bdi>)<?cs /if ?><?cs else ?><span class="settings-missing"><?cs var:t("No opening hours yet") ?></span><?cs /if ?></p>
<p class="per"><?cs var:x.tills ?> · <?cs if:x.pickup ?><?cs var:t("Shoppers collect here") ?><?cs else ?><?cs var:t("No collecting here") ?><?cs /if ?><?cs if:x.own_prices ?> · <?cs var:t("Prices of its own") ?><?cs /if ?></p>
<p class="settings-links"><a class="button button-quiet button-small" href="/office/settings/branches/<?cs var:url_validate(x.id) ?>"><?cs var:t("Change") ?><span class="aside-only">: <?cs var:x.name ?></span></a> <a class="button button-quiet button-small" href="/office/settings/branches/<?cs var:url_validate(x.id) ?>/hours"><?cs var:t("Opening hours") ?><span class="aside-only">: <?cs var:x.name ?></span></a></p>
</li><?cs /each ?>
</ul>
<?cs include:"layout/foot.cs" ?>
