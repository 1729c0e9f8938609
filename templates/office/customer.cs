<?cs # One customer's card. Data: customer (id, name, email, phone, tel, since, orders), orders, more. ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/customers"><?cs var:t("Customers") ?></a></p>
<h1><bdi><?cs var:customer.name ?></bdi></h1>
<section class="card" aria-label="<?cs var:t("Customer") ?>">
<dl class="facts"><?cs if:customer.phone ?>
<div><dt><?cs var:t("Phone") ?></dt><dd><a href="tel:<?cs var:url_validate(customer.tel) ?>"><bdi dir="ltr"><?cs var:customer.phone ?></bdi></a></dd></div><?cs /if ?><?cs if:customer.email ?>
<div><dt><?cs var:t("E-mail") ?></dt><dd><a href="mailto:<?cs var:url_validate(customer.email) ?>"><bdi dir="ltr"><?cs var:customer.email ?></bdi></a></dd></div><?cs /if ?>
<div><dt><?cs var:t("Since") ?></dt><dd><?cs var:customer.since ?></dd></div>
<div><dt><?cs var:t("Orders") ?></dt><dd><?cs var:customer.orders ?></dd></div>
</dl>
</section>
<?cs if:may.order.view ?><section aria-labelledby="orders-of">
<h2 id="orders-of"><?cs var:t("Orders") ?></h2>
<?cs if:orders.0.id ?><?cs include:"office/_orders.cs" ?><?cs if:more ?>
<p class="per"><?cs var:t("Older orders are not shown.") ?></p><?cs /if ?>
<?cs else ?><p class="empty-line"><?cs var:t("No orders yet") ?></p><?cs /if ?>
</section><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
