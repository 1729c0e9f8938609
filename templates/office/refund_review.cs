<?cs # What taking goods back comes to, before it happens. Data: order (id, code), lines (name, quantity, damaged, amount), taxes (rate, tax), sum (amount, rounding, cash), drawers (name, chosen), reason, again (name, value). ?><?cs set:page.style = "office_refund" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/orders/<?cs var:url_validate(order.id) ?>"><?cs var:t("Order") ?> <bdi class="code" dir="ltr"><?cs var:order.code ?></bdi></a></p>
<h1><?cs var:t("Is this right?") ?></h1>
<form class="columns" action="/office/orders/<?cs var:url_validate(order.id) ?>/refund" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>"><?cs each:x = again ?>
<input type="hidden" name="<?cs var:x.name ?>" value="<?cs var:x.value ?>"><?cs /each ?>
<section class="card column" aria-labelledby="what">
<h2 id="what"><?cs var:t("What comes back") ?></h2>
<table class="lines">
<thead><tr><th scope="col"><?cs var:t("Goods") ?></th><th scope="col" class="number"><?cs var:t("Quantity") ?></th><th scope="col"><?cs var:t("Goes") ?></th><th scope="col" class="number"><?cs var:t("Amount") ?></th></tr></thead>
<tbody><?cs each:l = lines ?>
<tr><th scope="row" class="name"><bdi><?cs var:l.name ?></bdi></th><td class="number"><?cs var:l.quantity ?></td><td class="soft"><?cs if:l.damaged ?><?cs var:t("Damaged goods") ?><?cs else ?><?cs var:t("Back on the shelf") ?><?cs /if ?></td><td class="number strong"><?cs var:l.amount ?></td></tr><?cs /each ?>
</tbody>
</table>
<dl class="sums"><?cs each:x = taxes ?>
<div><dt><?cs var:t("of which VAT") ?> <?cs var:x.rate ?></dt><dd><?cs var:x.tax ?></dd></div><?cs /each ?>
<div class="sums-total"><dt><?cs var:t("Total") ?></dt><dd><?cs var:sum.amount ?></dd></div><?cs if:sum.rounding ?>
<div><dt><?cs var:t("Cash rounding") ?></dt><dd><?cs var:sum.rounding ?></dd></div><?cs /if ?>
</dl>
</section>
<section class="card column back-money" aria-labelledby="money">
<h2 id="money"><?cs var:t("The money") ?></h2>
<p class="back-total"><span><?cs var:t("Give in cash") ?></span> <strong class="number"><?cs var:sum.cash ?></strong></p>
<dl class="facts">
<div><dt><?cs var:t("Out of the drawer of") ?></dt><dd><?cs each:x = drawers ?><?cs if:x.chosen ?><bdi><?cs var:x.name ?></bdi><?cs /if ?><?cs /each ?></dd></div>
<div><dt><?cs var:t("Why") ?></dt><dd><bdi><?cs var:reason ?></bdi></dd></div>
</dl>
<button class="button-wide" name="step" value="give"><?cs var:t("Give the money, issue the credit note") ?></button>
<button class="button-quiet button-wide" name="step" value="change"><?cs var:t("Change something") ?></button>
<p class="per"><?cs var:t("A credit note is issued and signed. This cannot be taken back.") ?></p>
</section>
</form>
<?cs include:"layout/foot.cs" ?>
