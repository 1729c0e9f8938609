<?cs include:"mail/_head.cs" ?><h1><?cs var:mail.subject ?></h1>
<p><?cs var:t("To be collected at {branch.name}, paid there.") ?><?cs if:order.held_until ?> <?cs var:t("Kept until the end of {order.held_until}.") ?><?cs /if ?></p>
<?cs if:order.promised_at ?><p><?cs var:t("Promised for:") ?> <strong><?cs var:order.promised_at ?></strong></p>
<?cs /if ?><h2><?cs var:t("Customer") ?></h2>
<p><bdi><?cs var:customer.name ?></bdi><?cs if:customer.phone ?><br><bdi dir="ltr"><?cs var:customer.phone ?></bdi><?cs /if ?><?cs if:customer.email ?><br><bdi dir="ltr"><?cs var:customer.email ?></bdi><?cs /if ?></p>
<?cs include:"mail/_lines.cs" ?><?cs if:order.note ?>
<p><strong><?cs var:t("Note") ?></strong><br><?cs var:order.note ?></p><?cs /if ?>
<?cs include:"mail/_foot.cs" ?>
