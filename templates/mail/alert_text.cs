<?cs var:mail.subject ?>
<?cs var:t("To be collected at {branch.name}, paid there.") ?>
<?cs if:order.promised_at ?><?cs var:t("Promised for:") ?> <?cs var:order.promised_at ?>
<?cs /if ?><?cs if:order.held_until ?><?cs var:t("Kept until the end of {order.held_until}.") ?>
<?cs /if ?>
<?cs var:t("Customer") ?>: <?cs var:customer.name ?>
<?cs if:customer.phone ?><?cs var:customer.phone ?>
<?cs /if ?><?cs if:customer.email ?><?cs var:customer.email ?>
<?cs /if ?>
<?cs include:"mail/_lines_text.cs" ?><?cs if:order.note ?>
<?cs var:t("Note") ?>: <?cs var:order.note ?>
<?cs /if ?>
