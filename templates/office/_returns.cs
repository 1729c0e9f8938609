<?cs # What came back of an order, or what a return came back from. Data: may_refund, order.id, returns (number, address, order, issued_at, amount), was (order, code, number, address, note_number, note_address, amount). ?>
<?cs if:was.order ?><section class="card" aria-labelledby="back-of">
<h2 id="back-of"><?cs var:t("Goods that came back") ?></h2>
<p><?cs var:t("Given back in cash") ?>: <strong class="number"><?cs var:was.amount ?></strong></p>
<dl class="facts">
<div><dt><?cs var:t("Order") ?></dt><dd><a href="/office/orders/<?cs var:url_validate(was.order) ?>"><bdi class="code" dir="ltr"><?cs var:was.code ?></bdi></a></dd></div>
<div><dt><?cs var:t("Receipt") ?></dt><dd><a href="<?cs var:url_validate(was.address) ?>"><bdi dir="ltr"><?cs var:was.number ?></bdi></a></dd></div>
</dl>
<p><a class="button button-quiet button-wide" href="<?cs var:url_validate(was.note_address) ?>"><?cs var:t("The credit note, to print") ?></a></p>
</section><?cs /if ?>
<?cs if:returns.0.order ?><section class="card" aria-labelledby="returns-of">
<h2 id="returns-of"><?cs var:t("Taken back") ?></h2>
<ul class="events"><?cs each:x = returns ?>
<li><span><a href="/office/orders/<?cs var:url_validate(x.order) ?>"><?cs var:t("Return of") ?> <?cs var:x.issued_at ?></a> <span class="per"><a href="<?cs var:url_validate(x.address) ?>"><bdi dir="ltr"><?cs var:x.number ?></bdi></a></span></span> <strong class="number"><?cs var:x.amount ?></strong></li><?cs /each ?>
</ul>
</section><?cs /if ?>
<?cs if:may_refund ?><section class="card actions" aria-label="<?cs var:t("Take back and refund") ?>">
<a class="button button-quiet button-wide" href="/office/orders/<?cs var:url_validate(order.id) ?>/refund"><?cs var:t("Take back and refund") ?></a>
</section><?cs /if ?>
