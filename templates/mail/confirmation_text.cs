<?cs var:t("Thank you for your order, {customer.name}.") ?>

<?cs var:t("Your code at the counter") ?>: <?cs var:order.code ?>
<?cs if:order.promised_at ?><?cs var:t("Ready to collect:") ?> <?cs var:order.promised_at ?>
<?cs /if ?><?cs var:t("You pay when you collect it.") ?>
<?cs if:order.held_until ?><?cs var:t("We keep your goods until the end of {order.held_until}.") ?>
<?cs /if ?>
<?cs var:t("Follow your order") ?>: <?cs var:order.link ?>

<?cs var:t("Where to collect") ?>
<?cs var:branch.name ?>
<?cs var:branch.address ?>
<?cs if:branch.phone ?><?cs var:branch.phone ?>
<?cs /if ?>
<?cs var:t("What you ordered") ?>
<?cs include:"mail/_lines_text.cs" ?><?cs if:order.note ?>
<?cs var:t("Your note") ?>: <?cs var:order.note ?>
<?cs /if ?>
-- 
<?cs var:shop.name ?>
<?cs var:shop.link ?>
