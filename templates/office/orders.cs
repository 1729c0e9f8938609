<?cs include:"layout/head.cs" ?>
<?cs set:listed = "1" ?><?cs include:"office/_orders_head.cs" ?>
<div class="filters">
<nav class="tabs" aria-label="<?cs var:t("Stage") ?>"><?cs each:s = stages ?>
<a href="<?cs var:url_validate(s.href) ?>"<?cs if:s.current ?> aria-current="true"<?cs /if ?>><?cs var:s.name ?></a><?cs /each ?>
</nav>
<nav class="tabs" aria-label="<?cs var:t("Door") ?>"><?cs each:c = channels ?>
<a href="<?cs var:url_validate(c.href) ?>"<?cs if:c.current ?> aria-current="true"<?cs /if ?>><?cs var:c.name ?></a><?cs /each ?>
</nav>
</div>
<?cs if:orders.0.id ?><?cs include:"office/_orders.cs" ?>
<?cs else ?><div class="empty">
<h2><?cs if:filtered ?><?cs var:t("No order is like that") ?><?cs else ?><?cs var:t("No orders yet") ?><?cs /if ?></h2>
<?cs if:filtered ?><p><a href="/office/orders?view=list"><?cs var:t("Show all orders") ?></a></p><?cs else ?><p><?cs var:t("Orders from the web and sales of the tills appear here.") ?></p><?cs /if ?>
</div><?cs /if ?>
<?cs if:first_page ?><?cs set:paging = "1" ?><?cs /if ?><?cs if:next_page ?><?cs set:paging = "1" ?><?cs /if ?>
<?cs if:paging ?><nav class="pager" aria-label="<?cs var:t("Pages") ?>">
<?cs if:first_page ?><a class="button button-quiet" href="<?cs var:url_validate(first_page) ?>"><?cs var:t("Newest") ?></a><?cs /if ?>
<?cs if:next_page ?><a class="button button-quiet" rel="next" href="<?cs var:url_validate(next_page) ?>"><?cs var:t("Older") ?></a><?cs /if ?>
</nav><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
