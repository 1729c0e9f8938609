<?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/orders"><?cs var:t("Orders") ?></a></p>
<div class="title">
<h1><?cs if:was.order ?><?cs var:t("Return") ?><?cs else ?><?cs var:t("Order") ?><?cs /if ?> <bdi class="code" dir="ltr"><?cs var:order.code ?></bdi></h1>
<span class="stage stage-<?cs var:order.stage ?>"><?cs var:order.stage_name ?></span>
<?cs if:promise.when ?><?cs if:order.open ?><p class="title-end"><?cs var:t("Promised for:") ?> <strong><?cs var:promise.when ?></strong><?cs if:promise.says ?> <span class="mark <?cs if:promise.late ?>mark-bad<?cs else ?>mark-warn<?cs /if ?>"><?cs var:promise.says ?></span><?cs /if ?></p><?cs /if ?><?cs /if ?>
</div>
<?cs if:promise.late ?><?cs if:may.order.pick ?><div class="notice notice-bad notice-row"><p><?cs var:t("The time promised has passed. Tell the customer that it takes longer.") ?></p>
<p class="buttons"><a class="button button-quiet button-small" href="/office/orders/<?cs var:url_validate(order.id) ?>?start=late#write"><?cs var:t("Write to the customer") ?></a><?cs if:may.order.edit ?> <a class="button button-quiet button-small" href="#promise"><?cs var:t("Promise another time") ?></a><?cs /if ?></p></div><?cs /if ?><?cs /if ?>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<?cs if:shorts.0.name ?><div class="notice notice-bad">
<p><strong><?cs var:t("Sold at the till in the meantime, missing from this order:") ?></strong></p>
<ul><?cs each:s = shorts ?><li><bdi><?cs var:s.name ?></bdi> × <?cs var:s.quantity ?></li><?cs /each ?></ul>
<p><a href="/office/shortfalls"><?cs var:t("See the shortfalls") ?></a></p>
</div><?cs /if ?>
<div class="columns order-columns">
<?cs if:order.open ?><?cs include:"office/_order_work.cs" ?><?cs /if ?>
<div class="column">
<section class="card" aria-labelledby="goods-of">
<h2 id="goods-of"><?cs var:t("Goods") ?></h2>
<table class="lines">
<thead><tr><th scope="col"><?cs var:t("Goods") ?></th><th scope="col" class="number"><?cs var:t("Quantity") ?></th><th scope="col" class="number"><?cs var:t("Price") ?></th><th scope="col" class="number"><?cs var:t("VAT") ?></th><th scope="col" class="number"><?cs var:t("Amount") ?></th></tr></thead>
<tbody><?cs each:l = lines ?>
<tr><th scope="row" class="name"><?cs if:may.goods.view ?><a href="/office/goods/<?cs var:url_validate(l.variant) ?>"><bdi><?cs var:l.name ?></bdi></a><?cs else ?><bdi><?cs var:l.name ?></bdi><?cs /if ?><?cs if:l.returned ?> <span class="per"><?cs var:l.returned ?></span><?cs /if ?></th><td class="number quantity"><?cs var:l.quantity ?><?cs if:order.placed ?><?cs if:l.picked ?> <span class="mark mark-good"><?cs var:t("picked") ?></span><?cs /if ?><?cs if:l.part ?> <span class="mark"><?cs var:l.part ?> <?cs var:t("picked") ?></span><?cs /if ?><?cs if:l.missing ?> <span class="mark mark-bad"><?cs var:l.missing ?> <?cs var:t("not found") ?></span><?cs /if ?><?cs /if ?></td><td class="number soft each"><?cs var:l.price ?></td><td class="number soft rate"><?cs var:l.rate ?></td><td class="number strong"><?cs var:l.amount ?></td></tr><?cs /each ?>
</tbody>
</table>
<dl class="sums"><?cs each:x = taxes ?>
<div><dt><?cs var:t("of which VAT") ?> <?cs var:x.rate ?></dt><dd><?cs var:x.tax ?></dd></div><?cs /each ?>
<div class="sums-total"><dt><?cs var:t("Total") ?></dt><dd><?cs var:order.total ?></dd></div><?cs each:p = payments ?>
<div><dt><?cs if:was.order ?><?cs var:t("Given back") ?><?cs else ?><?cs var:t("Paid") ?><?cs /if ?> · <?cs var:p.tender ?></dt><dd><?cs var:p.amount ?></dd></div><?cs /each ?>
</dl>
</section>
<?cs if:order.note ?><section class="card" aria-labelledby="note-of">
<h2 id="note-of"><?cs if:was.order ?><?cs var:t("Why it came back") ?><?cs else ?><?cs var:t("The customer's note") ?><?cs /if ?></h2>
<p class="note" dir="auto"><?cs var:order.note ?></p>
</section><?cs /if ?>
<?cs if:order.from_web ?><?cs include:"office/_order_thread.cs" ?><?cs /if ?>
</div>
<div class="column">
<?cs include:"office/_returns.cs" ?>
<section class="card" aria-labelledby="who">
<h2 id="who"><?cs var:t("Customer") ?></h2>
<?cs if:order.customer ?><p class="strong"><bdi><?cs var:order.customer ?></bdi></p>
<?cs if:order.phone ?><p><a href="tel:<?cs var:url_validate(order.tel) ?>"><bdi dir="ltr"><?cs var:order.phone ?></bdi></a></p><?cs /if ?>
<?cs if:order.email ?><p><a href="mailto:<?cs var:url_validate(order.email) ?>"><bdi dir="ltr"><?cs var:order.email ?></bdi></a></p><?cs /if ?>
<?cs else ?><p class="soft"><?cs var:t("Bought at the till, without a name.") ?></p><?cs /if ?>
<dl class="facts">
<div><dt><?cs var:t("Door") ?></dt><dd><?cs var:order.channel ?></dd></div>
<div><dt><?cs var:t("Branch") ?></dt><dd><?cs var:order.branch ?></dd></div><?cs if:document.number ?>
<div><dt><?cs if:was.order ?><?cs var:t("Credit note") ?><?cs else ?><?cs var:t("Receipt") ?><?cs /if ?></dt><dd><a href="<?cs var:url_validate(document.address) ?>"><bdi dir="ltr"><?cs var:document.number ?></bdi></a></dd></div><?cs if:document.till ?>
<div><dt><?cs var:t("Till") ?></dt><dd><?cs var:document.till ?></dd></div><?cs /if ?><?cs /if ?>
</dl>
<?cs if:!was.order ?><p><a href="<?cs var:url_validate(order.address) ?>"><?cs var:t("The customer's page") ?></a></p><?cs /if ?>
</section>
<section class="card" aria-labelledby="how">
<h2 id="how"><?cs var:t("What happened") ?></h2>
<ol class="events"><?cs each:e = timeline ?>
<li><span class="stage stage-<?cs var:e.stage ?>"><?cs var:e.name ?></span> <span class="per"><?cs var:e.at ?><?cs if:e.staff ?> · <bdi><?cs var:e.staff ?></bdi><?cs /if ?></span></li><?cs /each ?>
</ol>
</section>
</div>
</div>
<?cs include:"layout/foot.cs" ?>
