<?cs # Rows of orders. Data: orders (id, code, placed_at, customer, channel, branch, stage, stage_name, total), several_branches. ?>
<table class="list list-orders">
<thead><tr><th scope="col"><?cs var:t("Order") ?></th><th scope="col"><?cs var:t("Placed") ?></th><th scope="col"><?cs var:t("Customer") ?></th><th scope="col"><?cs var:t("Door") ?></th><?cs if:several_branches ?><th scope="col"><?cs var:t("Branch") ?></th><?cs /if ?><th scope="col"><?cs var:t("Stage") ?></th><th scope="col" class="number"><?cs var:t("Total") ?></th></tr></thead>
<tbody><?cs each:o = orders ?>
<tr><th scope="row" class="code-cell"><a class="row-link" href="/office/orders/<?cs var:url_validate(o.id) ?>"><bdi class="code" dir="ltr"><?cs var:o.code ?></bdi></a></th><td class="soft when-cell"><?cs var:o.placed_at ?></td><td class="who-cell"><?cs if:o.customer ?><bdi><?cs var:o.customer ?></bdi><?cs else ?><span class="soft">–</span><?cs /if ?></td><td class="soft door-cell"><?cs var:o.channel ?></td><?cs if:several_branches ?><td class="soft branch-cell"><?cs var:o.branch ?></td><?cs /if ?><td class="stage-cell"><span class="stage stage-<?cs var:o.stage ?>"><?cs var:o.stage_name ?></span></td><td class="number strong total-cell"><?cs var:o.total ?></td></tr><?cs /each ?>
</tbody>
</table>
