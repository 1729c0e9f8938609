<?cs # A delivery that was booked or dropped; prints. Data: delivery, lines.N, asides.N, sum, mending, errors, other, csrf, may. ?><?cs include:"layout/head.cs" ?>
<div id="receiving" class="receiving receiving-closed" data-id="<?cs var:delivery.id ?>" data-closed>
<?cs include:"office/_delivery_head.cs" ?>
<?cs if:delivery.booked_at ?><p class="soft"><?cs if:delivery.booked_by ?><?cs var:t("Booked {delivery.booked_at} by {delivery.booked_by}") ?><?cs else ?><?cs var:t("Booked {delivery.booked_at}") ?><?cs /if ?></p><?cs else ?><p class="notice"><?cs var:t("This delivery was dropped: it moved no stock.") ?></p><?cs /if ?>
<div id="said" role="alert"><?cs if:other ?><p class="notice notice-bad"><?cs var:other ?></p><?cs /if ?></div>
<section class="waiting notice" id="waiting" aria-labelledby="waiting-title" hidden>
<p id="waiting-title" role="status"></p>
<ul id="waiting-lines"></ul>
</section>
<?cs if:lines.0.uuid ?><div class="wide" tabindex="0" role="region" aria-label="<?cs var:t("Lines") ?>"><table class="booked">
<thead><tr><th scope="col"><?cs var:t("Goods") ?></th><th scope="col" class="number"><?cs var:t("Quantity") ?></th><th scope="col" class="number"><?cs var:t("Cost") ?></th><th scope="col" class="number"><?cs var:t("Amount") ?></th><th scope="col"><?cs var:t("Best before") ?></th><?cs if:delivery.booked_at ?><?cs if:may.stock.adjust ?><th scope="col" class="no-print"><span class="aside-only"><?cs var:t("Correct") ?></span></th><?cs /if ?><?cs /if ?></tr></thead>
<tbody><?cs each:l = lines ?>
<tr><th scope="row" class="name"><?cs if:may.goods.view ?><a href="/office/goods/<?cs var:url_validate(l.variant) ?>"><bdi><?cs var:l.name ?></bdi></a><?cs else ?><bdi><?cs var:l.name ?></bdi><?cs /if ?><?cs if:l.note ?><span class="per fact"><bdi><?cs var:l.note ?></bdi></span><?cs /if ?></th>
<td class="number count"><bdi><?cs var:l.count ?></bdi><?cs if:l.stands ?><span class="per fact"><?cs var:l.stands ?></span><?cs /if ?></td>
<td class="number cost"><?cs if:l.cost ?><?cs var:l.cost ?><?cs if:l.dearer ?> <strong class="jump" dir="ltr">+<?cs var:l.jump ?></strong><?cs elif:l.cheaper ?> <strong class="jump" dir="ltr">−<?cs var:l.jump ?></strong><?cs /if ?><?cs else ?><span class="soft">–</span><?cs /if ?></td>
<td class="number strong amount"><?cs var:l.amount ?></td><td class="soft date"><?cs var:l.expires ?></td>
<?cs if:delivery.booked_at ?><?cs if:may.stock.adjust ?><td class="no-print mend"><details<?cs if:mending == l.id ?> open<?cs /if ?>>
<summary><?cs var:t("Correct …") ?></summary>
<form class="fields" action="/office/receiving/<?cs var:url_validate(delivery.id) ?>/mend" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="row" value="<?cs var:l.id ?>">
<p class="field"><label for="came-<?cs var:l.id ?>"><?cs var:t("In truth came") ?></label>
<input id="came-<?cs var:l.id ?>" name="came" value="<?cs if:mending == l.id ?><?cs var:typed.came ?><?cs else ?><?cs var:l.came ?><?cs /if ?>" inputmode="decimal" required maxlength="14" autocomplete="off" dir="ltr"<?cs if:mending == l.id ?><?cs if:errors.field.came ?> aria-invalid="true" aria-describedby="came-error"<?cs /if ?><?cs /if ?>>
<?cs if:mending == l.id ?><?cs if:errors.field.came ?><span class="field-error" id="came-error"><?cs var:errors.field.came ?></span><?cs /if ?><?cs /if ?></p>
<p class="field"><label for="why-<?cs var:l.id ?>"><?cs var:t("Why") ?> <span class="per">(<?cs var:t("optional") ?>)</span></label>
<input id="why-<?cs var:l.id ?>" name="note" maxlength="200" autocomplete="off"></p>
<button class="button-quiet"><?cs var:t("Correct the stock") ?></button>
</form></details></td><?cs /if ?><?cs /if ?></tr><?cs /each ?>
</tbody>
<tfoot><tr><th scope="row"><?cs var:sum.lines ?></th><td class="number count"><?cs var:sum.pieces ?></td><td></td><td class="number strong amount"><?cs var:sum.amount ?></td><td></td><?cs if:delivery.booked_at ?><?cs if:may.stock.adjust ?><td class="no-print"></td><?cs /if ?><?cs /if ?></tr></tfoot>
</table></div>
<p class="per"><?cs var:t("Costs are without VAT, of one piece or unit.") ?><?cs if:sum.uncosted ?> <?cs var:sum.uncosted ?><?cs /if ?></p><?cs else ?><p class="empty-line"><?cs var:t("Nothing was scanned.") ?></p><?cs /if ?>
<?cs if:asides.0.uuid ?><h2><?cs var:t("Set aside") ?></h2>
<ul class="scanned"><?cs each:x = asides ?>
<li><div class="scanned-what"><bdi class="code" dir="ltr"><?cs var:x.code ?></bdi><?cs if:x.note ?><p class="per"><bdi><?cs var:x.note ?></bdi></p><?cs /if ?></div><p class="scanned-count"><?cs var:x.packs ?></p></li><?cs /each ?>
</ul><?cs /if ?>
<?cs if:lines.0.uuid ?><p class="no-print"><button type="button" class="button-quiet" id="print" hidden><?cs var:t("Print") ?></button></p><?cs /if ?>
</div>
<?cs include:"layout/foot.cs" ?>
