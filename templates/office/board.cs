<?cs include:"layout/head.cs" ?>
<?cs include:"office/_orders_head.cs" ?>
<div id="board" data-as-of="<?cs var:as_of ?>">
<nav class="board-jump" aria-label="<?cs var:t("Stages") ?>"><?cs each:c = board ?>
<a href="#col-<?cs var:url_validate(c.key) ?>"><?cs var:c.name ?> <strong><?cs var:c.all ?></strong></a><?cs /each ?>
</nav>
<div class="board"><?cs each:c = board ?>
<section class="board-column" id="col-<?cs var:c.key ?>" aria-labelledby="name-<?cs var:c.key ?>">
<h2 id="name-<?cs var:c.key ?>"><?cs var:c.name ?> <span class="board-count"><?cs var:c.all ?></span><?cs if:c.late ?> <span class="mark mark-bad"><?cs var:c.late ?></span><?cs /if ?></h2>
<?cs if:c.cards.0.id ?><ul class="board-cards"><?cs each:o = c.cards ?>
<li class="order-card<?cs if:o.promise.late ?> order-late<?cs elif:o.promise.soon ?> order-soon<?cs /if ?>">
<p class="order-when"><?cs if:o.promise.when ?><strong><?cs var:o.promise.when ?></strong><?cs else ?><span class="soft"><?cs var:t("no time promised") ?></span><?cs /if ?><?cs if:o.promise.says ?> <span class="mark <?cs if:o.promise.late ?>mark-bad<?cs else ?>mark-warn<?cs /if ?>"><?cs var:o.promise.says ?></span><?cs /if ?></p>
<p class="order-who"><a class="row-link" href="/office/orders/<?cs var:url_validate(o.id) ?>"><bdi><?cs if:o.customer ?><?cs var:o.customer ?><?cs else ?><?cs var:o.code ?><?cs /if ?></bdi></a></p>
<p class="per"><bdi class="code" dir="ltr"><?cs var:o.code ?></bdi> · <?cs var:o.goods ?> · <?cs var:o.total ?><?cs if:branches.0.name ?><?cs if:o.branch ?> · <bdi><?cs var:o.branch ?></bdi><?cs /if ?><?cs /if ?></p>
<?cs if:o.progress ?><p class="order-progress"><progress max="<?cs var:o.lines ?>" value="<?cs var:o.picked ?>" aria-label="<?cs var:o.progress ?>"></progress> <span class="per" aria-hidden="true"><?cs var:o.progress ?></span></p><?cs /if ?>
<?cs if:o.missing ?><p><span class="mark mark-bad"><?cs var:o.missing ?></span></p><?cs /if ?>
<?cs if:o.unread ?><p><span class="mark mark-warn"><?cs var:o.unread ?></span></p><?cs /if ?>
<?cs if:o.may_pick ?><p class="order-do"><a class="button button-quiet button-small" href="/office/orders/<?cs var:url_validate(o.id) ?>/pick"><?cs if:o.progress ?><?cs var:t("Go on picking") ?><?cs else ?><?cs var:t("Pick") ?><?cs /if ?><span class="aside-only"> <?cs var:o.code ?></span></a></p><?cs /if ?>
</li><?cs /each ?>
</ul><?cs else ?><p class="board-empty"><?cs var:c.empty ?></p><?cs /if ?>
<?cs if:c.more ?><p class="per"><a href="<?cs var:url_validate(c.more) ?>"><?cs var:t("Show the others") ?></a></p><?cs /if ?>
</section><?cs /each ?>
</div>
<p class="per board-foot"><?cs var:t("As of {as_of}.") ?> <a href="<?cs var:url_validate(board_href) ?>"><?cs var:t("Look again") ?></a></p>
</div>
<p class="aside-only" id="board-news" role="status" data-come="<?cs var:t("A new order is on the board.") ?>"></p>
<?cs include:"layout/foot.cs" ?>
