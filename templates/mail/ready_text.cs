<?cs var:t("Your order is ready, {customer.name}.") ?>

<?cs var:t("Your code at the counter") ?>: <?cs var:order.code ?>
<?cs if:order.paid ?><?cs var:t("It is paid.") ?><?cs else ?><?cs var:t("You pay when you collect it.") ?><?cs /if ?>
<?cs if:order.held_until ?><?cs var:t("We keep your goods until the end of {order.held_until}.") ?>
<?cs /if ?>
<?cs var:t("See your order") ?>: <?cs var:order.link ?>

<?cs var:t("Where to collect") ?>
<?cs var:branch.name ?>
<?cs var:branch.address ?>
<?cs if:branch.phone ?><?cs var:branch.phone ?>
<?cs /if ?>
<?cs var:t("What you ordered") ?>
<?cs include:"mail/_lines_text.cs" ?>
-- 
<?cs var:shop.name ?>
<?cs var:shop.link ?>
