<?cs include:"mail/_head.cs" ?><h1><?cs var:t("We had to cancel your order {order.code}.") ?></h1>
<?cs if:message ?><p class="said"><?cs var:message ?></p>
<?cs /if ?><p><?cs var:t("You owe nothing.") ?></p>
<p><a class="button" href="<?cs var:url_validate(order.link) ?>"><?cs var:t("Answer us") ?></a></p>
<h2><?cs var:t("What you ordered") ?></h2>
<?cs include:"mail/_lines.cs" ?>
<?cs include:"mail/_foot.cs" ?>
