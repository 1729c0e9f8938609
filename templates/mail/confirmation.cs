<?cs include:"mail/_head.cs" ?><h1><?cs var:t("Thank you for your order, {customer.name}.") ?></h1>
<p><?cs var:t("Your code at the counter") ?></p>
<p class="code"><bdi dir="ltr"><?cs var:order.code ?></bdi></p>
<?cs if:order.promised_at ?><p><?cs var:t("Ready to collect:") ?> <strong><?cs var:order.promised_at ?></strong></p>
<?cs /if ?><p><?cs var:t("You pay when you collect it.") ?><?cs if:order.held_until ?> <?cs var:t("We keep your goods until the end of {order.held_until}.") ?><?cs /if ?></p>
<p><a class="button" href="<?cs var:url_validate(order.link) ?>"><?cs var:t("Follow your order") ?></a></p>
<h2><?cs var:t("Where to collect") ?></h2>
<p><strong><?cs var:branch.name ?></strong><br><?cs var:branch.address ?><?cs if:branch.phone ?><br><bdi dir="ltr"><?cs var:branch.phone ?></bdi><?cs /if ?></p>
<h2><?cs var:t("What you ordered") ?></h2>
<?cs include:"mail/_lines.cs" ?><?cs if:order.note ?>
<p><strong><?cs var:t("Your note") ?></strong><br><?cs var:order.note ?></p><?cs /if ?>
<?cs include:"mail/_foot.cs" ?>
