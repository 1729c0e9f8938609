<?cs # The paper of a document, a receipt or a credit note. Data: document (credit: what is given back), credited (number, address: the receipt), credits (number, address, issued_at, total: what came back), lines, taxes, payments, branch. ?><article class="receipt">
<header>
<?cs if:shop.logo.src ?><img class="logo logo-large" src="<?cs var:url_validate(shop.logo.src) ?>" width="<?cs var:shop.logo.width ?>" height="<?cs var:shop.logo.height ?>" alt="<?cs var:shop.name ?>">
<?cs /if ?><p class="receipt-shop"><?cs var:shop.legal_name ?></p>
<p><bdi><?cs var:branch.name ?></bdi><br><bdi><?cs var:branch.address ?></bdi></p>
<p><?cs var:shop.tax_label ?> <bdi dir="ltr"><?cs var:shop.tax_number ?></bdi></p>
<h1><?cs var:document.title ?> <bdi dir="ltr"><?cs var:document.number ?></bdi></h1>
<p><?cs var:document.issued_at ?></p>
<?cs if:credited.number ?><p><?cs var:t("For goods out of") ?> <a href="<?cs var:url_validate(credited.address) ?>"><?cs var:credited.title ?> <bdi dir="ltr"><?cs var:credited.number ?></bdi></a></p><?cs /if ?>
</header>
<table class="receipt-lines">
<thead class="aside-only"><tr><th><?cs var:t("Goods") ?></th><th><?cs var:t("Amount") ?></th></tr></thead>
<tbody><?cs each:line = lines ?>
<tr><td><bdi><?cs var:line.name ?></bdi><br><span class="per"><?cs var:line.count ?></span></td><td class="price"><?cs var:line.amount ?></td></tr><?cs /each ?>
</tbody>
<tfoot>
<tr class="receipt-total"><th scope="row"><?cs var:t("Total") ?></th><td class="price"><?cs var:document.total ?></td></tr><?cs if:document.rounding ?>
<tr><th scope="row"><?cs var:t("Cash rounding") ?></th><td class="price"><?cs var:document.rounding ?></td></tr>
<tr class="receipt-total"><th scope="row"><?cs if:document.credit ?><?cs var:t("Given back") ?><?cs else ?><?cs var:t("Paid") ?><?cs /if ?></th><td class="price"><?cs var:document.paid ?></td></tr><?cs /if ?>
</tfoot>
</table>
<table class="receipt-taxes">
<thead><tr><th><?cs var:t("VAT") ?></th><th><?cs var:t("Without VAT") ?></th><th><?cs var:t("VAT amount") ?></th></tr></thead>
<tbody><?cs each:tax = taxes ?>
<tr><td><?cs var:tax.rate ?></td><td><?cs var:tax.net ?></td><td><?cs var:tax.tax ?></td></tr><?cs /each ?>
</tbody>
</table>
<dl class="receipt-paid"><?cs each:pay = payments ?>
<div><dt><?cs var:pay.name ?></dt><dd class="price"><?cs var:pay.tendered ?></dd></div><?cs if:pay.change ?>
<div><dt><?cs var:t("Change given") ?></dt><dd class="price"><?cs var:pay.change ?></dd></div><?cs /if ?><?cs /each ?>
</dl>
<?cs if:credits.0.number ?><section class="receipt-credits" aria-labelledby="credits">
<h2 id="credits"><?cs var:t("Taken back") ?></h2><?cs each:x = credits ?>
<p><a href="<?cs var:url_validate(x.address) ?>"><?cs var:x.title ?> <bdi dir="ltr"><?cs var:x.number ?></bdi></a><br><span class="per"><?cs var:x.issued_at ?></span> <span class="price"><?cs var:x.total ?></span></p><?cs /each ?>
</section><?cs /if ?>
<footer>
<?cs if:document.till ?><p class="per"><?cs var:document.till ?><?cs if:document.staff ?> · <?cs var:document.staff ?><?cs /if ?></p><?cs /if ?>
<?cs if:document.qr ?><img class="qr" src="<?cs var:url_validate(document.qr) ?>" width="140" height="140" alt="<?cs var:t("QR code of this page") ?>"><?cs /if ?>
<p><?cs var:t("Thank you, and see you soon.") ?></p>
</footer>
</article>
