<?cs include:"mail/_head.cs" ?><h1><?cs var:t("About your order {order.code}") ?></h1>
<p class="said"><?cs var:message ?></p>
<p><a class="button" href="<?cs var:url_validate(order.link) ?>"><?cs var:t("Answer us") ?></a></p>
<p class="quiet"><?cs var:t("Your answer on this page reaches those who pack your order.") ?></p>
<?cs include:"mail/_foot.cs" ?>
