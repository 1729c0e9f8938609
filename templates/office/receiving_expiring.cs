<?cs # What expires soon and still lies there. Data: tab, spans.N and branches.N (name, href, current), goods.N (variant, delivery, name, supplier, place, on, in, left, counted, over, today). ?><?cs include:"layout/head.cs" ?>
<div class="title"><h1><?cs var:t("Receiving") ?></h1>
<a class="button receiving-begin" href="/office/receiving/new"><?cs var:t("New delivery") ?></a></div>
<?cs include:"office/_receiving_tabs.cs" ?>
<p class="lead"><?cs var:t("From the dates that were typed at receiving. The oldest are taken to be sold first, so what is left is of the latest deliveries.") ?></p>
<div class="filters">
<nav class="tabs" aria-label="<?cs var:t("Within") ?>"><?cs each:s = spans ?>
<a href="<?cs var:url_validate(s.href) ?>"<?cs if:s.current ?> aria-current="true"<?cs /if ?>><?cs var:s.name ?></a><?cs /each ?>
</nav>
<?cs if:branches.0.name ?><nav class="tabs" aria-label="<?cs var:t("Branch") ?>"><?cs each:b = branches ?>
<a href="<?cs var:url_validate(b.href) ?>"<?cs if:b.current ?> aria-current="true"<?cs /if ?>><bdi><?cs var:b.name ?></bdi></a><?cs /each ?>
</nav><?cs /if ?>
</div>
<?cs if:goods.0.name ?><table class="list list-expiring">
<thead><tr><th scope="col"><?cs var:t("Goods") ?></th><th scope="col"><?cs var:t("Best before") ?></th><th scope="col" class="number"><?cs var:t("Left") ?></th><th scope="col"><?cs var:t("Place") ?></th><th scope="col"><?cs var:t("Delivery") ?></th></tr></thead>
<tbody><?cs each:g = goods ?>
<tr><th scope="row" class="name"><?cs if:may.goods.view ?><a class="row-link" href="/office/goods/<?cs var:url_validate(g.variant) ?>"><bdi><?cs var:g.name ?></bdi></a><?cs else ?><bdi><?cs var:g.name ?></bdi><?cs /if ?></th><td class="date-cell<?cs if:g.over ?> out<?cs elif:g.today ?> out<?cs /if ?>"><?cs var:g.on ?> <span class="per"><?cs if:g.today ?><?cs var:t("today") ?><?cs else ?><?cs var:g.in ?><?cs /if ?></span></td><td class="number strong rest-cell"><?cs var:g.left ?><?cs if:!g.counted ?> <span class="per"><?cs var:t("came, not counted") ?></span><?cs /if ?></td><td class="soft place-cell"><bdi><?cs var:g.place ?></bdi></td><td class="soft from-cell"><a class="over-row" href="/office/receiving/<?cs var:url_validate(g.delivery) ?>"><bdi><?cs var:g.supplier ?></bdi></a></td></tr><?cs /each ?>
</tbody>
</table>
<?cs else ?><div class="empty">
<h2><?cs var:t("Nothing expires in these days") ?></h2>
<p><?cs var:t("Goods appear here when their date was typed at receiving and they still lie there.") ?></p>
</div><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
