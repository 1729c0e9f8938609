<?cs # The foot of a cart or order. Data: sum (total, label), taxes (label, amount). ?>
<dl class="totals">
<div class="totals-total"><dt><?cs if:sum.label ?><?cs var:sum.label ?><?cs else ?><?cs var:t("To pay") ?><?cs /if ?></dt><dd class="price"><?cs var:sum.total ?></dd></div><?cs each:tax = taxes ?>
<div class="per"><dt><?cs var:tax.label ?></dt><dd><?cs var:tax.amount ?></dd></div><?cs /each ?>
</dl>
