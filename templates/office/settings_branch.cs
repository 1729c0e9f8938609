<?cs # One branch. Data: branch.*, form.*, ties.*, refusals.N. ?><?cs set:page.style = "settings" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/settings/branches"><?cs var:t("Branches and hours") ?></a></p>
<div class="title"><h1><bdi><?cs var:branch.name ?></bdi></h1> <bdi class="code soft" dir="ltr"><?cs var:branch.code ?></bdi></div>
<?cs if:refusals.0.text ?><div class="notice notice-bad" role="alert"><ul><?cs each:x = refusals ?><li><?cs var:x.text ?></li><?cs /each ?></ul></div><?cs /if ?>
<div class="columns">
<form class="card fields" action="/office/settings/branches/<?cs var:url_validate(branch.id) ?>/edit" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<h2><?cs var:t("What it is") ?></h2>
<?cs include:"office/_branch_fields.cs" ?>
<p><button><?cs var:t("Save") ?></button></p>
</form>
<div class="column">
<section class="card" aria-labelledby="when">
<h2 id="when"><?cs var:t("Opening hours") ?></h2>
<p><?cs if:branch.hours ?><?cs var:branch.hours ?><?cs if:branch.hours_note ?> (<bdi><?cs var:branch.hours_note ?></bdi>)<?cs /if ?><?cs else ?><span class="settings-missing"><?cs var:t("No opening hours yet") ?></span><?cs /if ?></p>
<p><a class="button button-quiet" href="/office/settings/branches/<?cs var:url_validate(branch.id) ?>/hours"><?cs var:t("Change the hours") ?></a></p>
</section>
<section class="card" aria-labelledby="own-rules">
<h2 id="own-rules"><?cs var:t("Rules of the shop") ?></h2>
<p class="per"><?cs var:t("What is set for the shop counts everywhere. A branch or a till may differ.") ?></p>
<p><a class="button button-quiet" href="/office/settings/rules?branch=<?cs var:url_validate(branch.id) ?>"><?cs var:t("Rules of this branch") ?></a></p>
</section>
<section class="card" aria-labelledby="closes-down">
<h2 id="closes-down"><?cs var:t("Closed for good") ?></h2>
<?cs if:ties.tied ?><p><?cs var:t("This branch cannot be archived yet:") ?></p>
<ul class="settings-ties"><?cs if:ties.last ?><li><?cs var:t("It is the only branch.") ?></li><?cs /if ?><?cs if:ties.stock ?>
<li><?cs if:may.goods.view ?><a href="/office/goods"><?cs var:ties.stock ?></a><?cs else ?><?cs var:ties.stock ?><?cs /if ?></li><?cs /if ?><?cs if:ties.orders ?>
<li><a href="/office/orders"><?cs var:ties.orders ?></a></li><?cs /if ?><?cs if:ties.tills ?>
<li><a href="/office/tills"><?cs var:ties.tills ?></a></li><?cs /if ?><?cs if:ties.deliveries ?>
<li><?cs if:may.stock.receive ?><a href="/office/receiving?state=open"><?cs var:ties.deliveries ?></a><?cs else ?><?cs var:ties.deliveries ?><?cs /if ?></li><?cs /if ?>
</ul><?cs else ?><details>
<summary><?cs var:t("Archive …") ?></summary>
<form action="/office/settings/branches/<?cs var:url_validate(branch.id) ?>/archive" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="per"><?cs var:t("It leaves every list and sells nothing any more. Its orders and receipts stay.") ?></p>
<button class="button-bad"><?cs var:t("Archive") ?></button>
</form>
</details><?cs /if ?>
</section>
</div>
</div>
<?cs include:"layout/foot.cs" ?>
