<?cs # Messages about an order, oldest first. Data: thread (kind, body, by, at, fresh, internal). ?>
<?cs if:thread.0.kind ?><ol class="thread"><?cs each:m = thread ?>
<li class="message message-<?cs var:m.kind ?><?cs if:m.fresh ?> message-fresh<?cs /if ?>"><p class="message-head"><strong><bdi><?cs var:m.by ?></bdi></strong><?cs if:m.internal ?> <span class="mark"><?cs var:t("Staff only") ?></span><?cs /if ?><?cs if:m.fresh ?> <span class="mark mark-warn"><?cs var:t("New") ?></span><?cs /if ?> <span class="per"><?cs var:m.at ?></span></p>
<p class="note" dir="auto"><?cs var:m.body ?></p></li><?cs /each ?>
</ol><?cs /if ?>
