<?cs include:"mail/_head.cs" ?><h1><?cs var:t("Your order {order.code} was not collected in time.") ?></h1>
<p><?cs var:t("We kept your goods until {order.held_until} and have put them back on the shelf. You owe nothing.") ?></p>
<p><a class="button" href="<?cs var:url_validate(shop.link) ?>"><?cs var:t("Order again") ?></a></p>
<h2><?cs var:t("What you ordered") ?></h2>
<?cs include:"mail/_lines.cs" ?>
<?cs include:"mail/_foot.cs" ?>
