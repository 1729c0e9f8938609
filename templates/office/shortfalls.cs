<?cs include:"layout/head.cs" ?>
<h1><?cs var:t("Shortfalls") ?></h1>
<p class="lead"><?cs var:t("A till sells what is in the customer's hand, even when it was promised to somebody else. Find a replacement or call, then settle the row.") ?></p>
<?cs if:shortfalls.0.id ?><table class="list list-short">
<thead><tr><th scope="col"><?cs var:t("Goods") ?></th><th scope="col" class="number"><?cs var:t("Missing") ?></th><th scope="col"><?cs var:t("Missing from") ?></th><th scope="col"><?cs var:t("Sold in") ?></th><th scope="col"><?cs var:t("Since") ?></th><th scope="col"><span class="aside-only"><?cs var:t("Settle") ?></span></th></tr></thead>
<tbody><?cs each:s = shortfalls ?>
<tr><th scope="row" class="name"><bdi><?cs var:s.name ?></bdi></th><td class="number out missing-cell"><?cs var:s.quantity ?></td><td class="from-cell"><?cs if:s.short ?><a href="/office/orders/<?cs var:url_validate(s.short) ?>"><?cs var:t("Order") ?> <bdi class="code" dir="ltr"><?cs var:s.short_code ?></bdi></a><?cs else ?><span class="soft"><?cs var:t("the shelf (sold below zero)") ?></span><?cs /if ?></td><td class="sale-cell"><span class="narrow-label"><?cs var:t("Sold in") ?>: </span><?cs if:s.sale_code ?><a href="/office/orders/<?cs var:url_validate(s.sale) ?>"><bdi class="code" dir="ltr"><?cs var:s.sale_code ?></bdi></a><?cs else ?><span class="soft"><?cs var:t("a stock count") ?></span><?cs /if ?></td><td class="soft when-cell"><?cs var:s.at ?></td><td class="end"><?cs if:may.shortfall.settle ?><form action="/office/shortfalls/<?cs var:url_validate(s.id) ?>/settle" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><button class="button-quiet button-small"><?cs var:t("Settled") ?></button></form><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table>
<?cs else ?><div class="empty"><h2><?cs var:t("Nothing is short") ?></h2>
<p><?cs var:t("Every order can be packed from what is there.") ?></p></div><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
