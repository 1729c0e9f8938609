<?cs # Goods come back: what, where it goes, why, out of which drawer. Data: order (id, code), lines (i, name, price, sold, pieces, left, of_left, left_plain, quantity, returned, amount, typed, damaged, error), some_left, first, first_page, next_page, all_page, by_card, no_cash, left (shown, amount, cash), cash_step, currency, exponent, drawers (id, name, chosen), uuid, reason, other, errors.field. ?><?cs set:page.style = "office_refund" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/orders/<?cs var:url_validate(order.id) ?>"><?cs var:t("Order") ?> <bdi class="code" dir="ltr"><?cs var:order.code ?></bdi></a></p>
<h1><?cs var:t("Take back and refund") ?></h1>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<?cs if:no_cash ?><p class="notice notice-warn"><?cs var:t("This was paid by card, and no cash is left of it to give back. Money goes back to cards at the card terminal alone.") ?></p>
<?cs elif:!some_left ?><p class="notice"><?cs var:t("All of it has come back already.") ?></p>
<?cs elif:!drawers.0.id ?><p class="notice notice-warn"><?cs var:t("No drawer is in use in this branch. Open a shift at one of its tills, then the money can come out of it.") ?></p>
<?cs else ?><form class="columns" id="refund" action="/office/orders/<?cs var:url_validate(order.id) ?>/refund" method="post" data-currency="<?cs var:currency ?>" data-exponent="<?cs var:exponent ?>" data-step="<?cs var:cash_step ?>" data-left="<?cs var:left.amount ?>" data-cash="<?cs var:left.cash ?>">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="uuid" value="<?cs var:uuid ?>">
<input type="hidden" name="first" value="<?cs var:first ?>">
<section class="card column" aria-labelledby="what">
<div class="title">
<h2 id="what"><?cs var:t("What comes back") ?></h2>
<a class="title-end" id="all" href="<?cs var:url_validate(all_page) ?>"><?cs var:t("Everything that is left") ?></a>
</div>
<?cs if:errors.field.lines ?><p class="field-error" id="lines-error" role="alert"><?cs var:errors.field.lines ?></p><?cs /if ?>
<ul class="back-lines"><?cs each:l = lines ?>
<li class="back-line<?cs if:!l.left ?> back-line-none<?cs /if ?>">
<p class="back-name"><bdi class="strong"><?cs var:l.name ?></bdi><br><span class="per"><?cs var:l.sold ?> · <?cs var:l.price ?></span></p>
<?cs if:l.left ?><p class="field back-quantity"><label for="q<?cs var:l.i ?>"><?cs var:t("Comes back") ?><span class="aside-only"> · <?cs var:l.name ?></span></label>
<span class="back-of"><input id="q<?cs var:l.i ?>" name="q<?cs var:l.i ?>" value="<?cs var:l.typed ?>" placeholder="0" inputmode="<?cs if:l.pieces ?>numeric<?cs else ?>decimal<?cs /if ?>" maxlength="12" autocomplete="off" dir="ltr" data-amount="<?cs var:l.amount ?>" data-quantity="<?cs var:l.quantity ?>" data-returned="<?cs var:l.returned ?>" data-left="<?cs var:l.left_plain ?>"<?cs if:l.error ?> aria-invalid="true" aria-describedby="q<?cs var:l.i ?>-error"<?cs /if ?>> <span class="per"><?cs var:l.of_left ?></span></span></p>
<p class="field back-place"><label for="w<?cs var:l.i ?>"><?cs var:t("Goes") ?><span class="aside-only"> · <?cs var:l.name ?></span></label>
<select id="w<?cs var:l.i ?>" name="w<?cs var:l.i ?>"><option value="shelf"><?cs var:t("Back on the shelf") ?></option><option value="damaged"<?cs if:l.damaged ?> selected<?cs /if ?>><?cs var:t("Damaged goods") ?></option></select></p><?cs if:l.error ?>
<p class="field-error back-error" id="q<?cs var:l.i ?>-error"><?cs var:l.error ?></p><?cs /if ?>
<?cs else ?><p class="soft back-gone"><?cs var:t("All of it has come back.") ?></p><?cs /if ?>
</li><?cs /each ?>
</ul>
<?cs if:first_page ?><?cs set:paging = "1" ?><?cs /if ?><?cs if:next_page ?><?cs set:paging = "1" ?><?cs /if ?>
<?cs if:paging ?><nav class="pager" aria-label="<?cs var:t("Pages") ?>">
<?cs if:first_page ?><a class="button button-quiet" href="<?cs var:url_validate(first_page) ?>"><?cs var:t("First lines") ?></a><?cs /if ?>
<?cs if:next_page ?><a class="button button-quiet" rel="next" href="<?cs var:url_validate(next_page) ?>"><?cs var:t("Further lines") ?></a><?cs /if ?>
</nav><?cs /if ?>
</section>
<section class="card column back-money" aria-labelledby="money">
<h2 id="money"><?cs var:t("The money") ?></h2>
<p class="field"><label for="reason"><?cs var:t("Why it comes back") ?></label>
<input id="reason" name="reason" value="<?cs var:reason ?>" maxlength="200" required autocomplete="off"<?cs if:errors.field.reason ?> aria-invalid="true" aria-describedby="reason-error"<?cs /if ?>>
<?cs if:errors.field.reason ?><span class="field-error" id="reason-error"><?cs var:errors.field.reason ?></span><?cs /if ?></p>
<p class="field"><label for="drawer"><?cs var:t("Out of the drawer of") ?></label>
<select id="drawer" name="drawer" required<?cs if:errors.field.drawer ?> aria-invalid="true" aria-describedby="drawer-error"<?cs /if ?>><?cs if:drawers.1.id ?><option value=""><?cs var:t("Please choose") ?></option><?cs /if ?><?cs each:x = drawers ?><option value="<?cs var:x.id ?>"<?cs if:x.chosen ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?></select>
<?cs if:errors.field.drawer ?><span class="field-error" id="drawer-error"><?cs var:errors.field.drawer ?></span><?cs /if ?></p>
<?cs if:by_card ?><p class="per"><?cs var:t("Part of this was paid by card. In cash, {left.shown} at most goes back.") ?></p><?cs /if ?>
<p class="back-total" id="sum" hidden><span><?cs var:t("Given back in cash") ?></span> <output class="number" for="refund"></output></p>
<p class="field-error" id="beyond" hidden><?cs var:t("That is more than was paid in cash.") ?></p>
<button class="button-wide" name="step" value="review"><?cs var:t("Look at it before paying") ?></button>
<p class="per"><?cs var:t("Nothing happens yet. The next page shows what it comes to.") ?></p>
</section>
</form><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
