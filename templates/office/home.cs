<?cs set:page.style = "office_home" ?><?cs include:"layout/head.cs" ?>
<h1><?cs var:t("Today") ?></h1>
<?cs if:checklist.all ?><section class="card checklist-card" aria-labelledby="opening">
<h2 id="opening"><a href="/office/checklist"><?cs var:t("Opening the shop") ?></a></h2>
<?cs include:"office/_checklist.cs" ?>
</section>
<?cs /if ?><?cs if:may.order.view ?><ul class="tallies">
<li><a href="/office/orders?stage=placed"><span class="tally"><?cs var:count.placed ?></span> <span><?cs var:t("To pack") ?></span></a></li>
<li><a href="/office/orders?stage=ready"><span class="tally"><?cs var:count.ready ?></span> <span><?cs var:t("Ready to collect") ?></span></a></li>
<li><a href="/office/shortfalls"<?cs if:count.short ?> class="tally-bad"<?cs /if ?>><span class="tally"><?cs var:count.shortfalls ?></span> <span><?cs var:t("Shortfalls") ?></span></a></li>
</ul>
<?cs if:needed ?><section class="notice notice-bad needs" aria-labelledby="needs">
<h2 id="needs"><?cs var:t("Needs somebody") ?></h2>
<ul><?cs each:u = unread ?>
<li><a href="/office/orders/<?cs var:url_validate(u.id) ?>#messages"><bdi><?cs var:u.customer ?></bdi> · <bdi class="code" dir="ltr"><?cs var:u.code ?></bdi></a>: <?cs var:u.says ?></li><?cs /each ?><?cs each:s = shifts ?>
<li><?cs if:may.till.enrol ?><a href="/office/tills"><bdi><?cs var:s.till ?></bdi></a><?cs else ?><bdi><?cs var:s.till ?></bdi><?cs /if ?><?cs if:several_branches ?> · <bdi><?cs var:s.branch ?></bdi><?cs /if ?>: <?cs var:s.open ?></li><?cs /each ?><?cs if:jobs_failed ?>
<li><?cs var:jobs_failed ?></li><?cs /if ?>
</ul>
</section><?cs /if ?>
<?cs /if ?>
<?cs if:may.report.view ?><section aria-labelledby="takings">
<h2 id="takings"><?cs var:t("Takings today") ?></h2>
<div class="takings"><?cs each:b = branches ?>
<section class="card" aria-label="<?cs var:b.name ?>">
<h3><bdi><?cs var:b.name ?></bdi> <span class="per"><?cs var:b.date ?></span></h3>
<?cs if:b.doors.0.name ?><table class="lines takings-lines">
<thead><tr><th scope="col"><?cs var:t("Door") ?></th><th scope="col" class="number"><?cs var:t("Cash") ?></th><th scope="col" class="number"><?cs var:t("Card") ?></th><th scope="col" class="number"><?cs var:t("Total") ?></th></tr></thead>
<tbody><?cs each:x = b.doors ?>
<tr><th scope="row" class="name"><?cs var:x.name ?></th><td class="number"><?cs var:x.cash.amount ?> <span class="times">× <?cs var:x.cash.documents ?></span></td><td class="number"><?cs var:x.card.amount ?> <span class="times">× <?cs var:x.card.documents ?></span></td><td class="number strong"><?cs var:x.all.amount ?> <span class="times">× <?cs var:x.all.documents ?></span></td></tr><?cs /each ?>
</tbody><?cs if:b.several ?>
<tfoot><tr><th scope="row" class="name"><?cs var:t("Both doors") ?></th><td class="number"><?cs var:b.cash.amount ?> <span class="times">× <?cs var:b.cash.documents ?></span></td><td class="number"><?cs var:b.card.amount ?> <span class="times">× <?cs var:b.card.documents ?></span></td><td class="number strong"><?cs var:b.all.amount ?> <span class="times">× <?cs var:b.all.documents ?></span></td></tr></tfoot><?cs /if ?>
</table>
<?cs if:b.back.amount ?><p class="per"><?cs var:t("Goods that came back are taken off:") ?> <span class="number"><?cs var:b.back.amount ?></span> × <?cs var:b.back.documents ?></p>
<?cs /if ?><p class="per"><a href="/office/day.csv?branch=<?cs var:url_validate(b.id) ?>"><?cs var:t("The day's documents (CSV)") ?></a></p>
<?cs else ?><p class="soft"><?cs var:t("Nothing has been sold yet today.") ?></p><?cs /if ?>
</section><?cs /each ?>
</div>
</section><?cs /if ?>
<?cs if:may.order.view ?><section aria-labelledby="waiting">
<h2 id="waiting"><?cs var:t("Waiting to be packed") ?></h2>
<?cs if:orders.0.id ?><?cs include:"office/_orders.cs" ?>
<?cs if:count.more ?><p class="pager"><a href="/office/orders?stage=placed"><?cs var:t("All that wait to be packed") ?></a></p><?cs /if ?>
<?cs else ?><p class="empty-line"><?cs var:t("Nothing is waiting. New orders from the web appear here.") ?></p><?cs /if ?>
</section><?cs /if ?>
<?cs if:may.report.view ?><section aria-labelledby="month">
<h2 id="month"><?cs var:t("The last 30 days") ?></h2>
<?cs include:"office/_chart.cs" ?></section><?cs /if ?>
<?cs if:may.goods.view ?><section aria-labelledby="find-goods">
<h2 id="find-goods"><?cs var:t("Find goods") ?></h2>
<form class="finder" role="search" action="/office/goods" method="get">
<label class="aside-only" for="find"><?cs var:t("Name or barcode") ?></label>
<input id="find" type="search" name="find" maxlength="100" placeholder="<?cs var:t("Name or barcode") ?>" autocomplete="off">
<button><?cs var:t("Search") ?></button>
</form>
</section><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
