<?cs include:"mail/_head.cs" ?><h1><?cs var:t("Your order is ready, {customer.name}.") ?></h1>
<p><?cs var:t("Your code at the counter") ?></p>
<p class="code"><bdi dir="ltr"><?cs var:order.code ?></bdi></p>
<p><?cs if:order.paid ?><?cs var:t("It is paid.") ?><?cs else ?><?cs var:t("You pay when you collect it.") ?><?cs /if ?><?cs if:order.held_until ?> <?cs var:t("We keep your goods until the end of {order.held_until}.") ?><?cs /if ?></p>
<p><a class="button" href="<?cs var:url_validate(order.link) ?>"><?cs var:t("See your order") ?></a></p>
<h2><?cs var:t("Where to collect") ?></h2>
<p><strong><?cs var:branch.name ?></strong><br><?cs var:branch.address ?><?cs if:branch.phone ?><br><bdi dir="ltr"><?cs var:branch.phone ?></bdi><?cs /if ?></p>
<h2><?cs var:t("What you ordered") ?></h2>
<?cs include:"mail/_lines.cs" ?>
<?cs include:"mail/_foot.cs" ?>
