<?cs include:"layout/head.cs" ?>
<h1><?cs var:t("Today") ?></h1>
<?cs if:may.order.view ?><ul class="tallies">
<li><a href="/office/orders?stage=placed"><span class="tally"><?cs var:count.placed ?></span> <span><?cs var:t("To pack") ?></span></a></li>
<li><a href="/office/orders?stage=ready"><span class="tally"><?cs var:count.ready ?></span> <span><?cs var:t("Ready to collect") ?></span></a></li>
<li><a href="/office/shortfalls"<?cs if:count.short ?> class="tally-bad"<?cs /if ?>><span class="tally"><?cs var:count.shortfalls ?></span> <span><?cs var:t("Shortfalls") ?></span></a></li>
</ul>
<section aria-labelledby="waiting">
<h2 id="waiting"><?cs var:t("Waiting to be packed") ?></h2>
<?cs if:orders.0.id ?><?cs include:"office/_orders.cs" ?>
<?cs if:count.more ?><p class="pager"><a href="/office/orders?stage=placed"><?cs var:t("All that wait to be packed") ?></a></p><?cs /if ?>
<?cs else ?><p class="empty-line"><?cs var:t("Nothing is waiting. New orders from the web appear here.") ?></p><?cs /if ?>
</section><?cs /if ?>
<?cs if:may.goods.view ?><section aria-labelledby="find-goods">
<h2 id="find-goods"><?cs var:t("Find goods") ?></h2>
<form class="finder" role="search" action="/office/goods" method="get">
<label class="aside-only" for="find"><?cs var:t("Name or barcode") ?></label>
<input id="find" type="search" name="find" maxlength="100" placeholder="<?cs var:t("Name or barcode") ?>" autocomplete="off">
<button><?cs var:t("Search") ?></button>
</form>
</section><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
