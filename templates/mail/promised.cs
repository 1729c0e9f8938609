<?cs include:"mail/_head.cs" ?><h1><?cs var:t("Your order {order.code} will be ready at another time.") ?></h1>
<p><?cs var:t("Ready to collect:") ?> <strong><?cs var:order.promised_at ?></strong></p>
<?cs if:message ?><p class="said"><?cs var:message ?></p>
<?cs /if ?><p><a class="button" href="<?cs var:url_validate(order.link) ?>"><?cs var:t("Answer us") ?></a></p>
<h2><?cs var:t("Where to collect") ?></h2>
<p><strong><?cs var:branch.name ?></strong><br><?cs var:branch.address ?><?cs if:branch.phone ?><br><bdi dir="ltr"><?cs var:branch.phone ?></bdi><?cs /if ?></p>
<?cs include:"mail/_foot.cs" ?>
