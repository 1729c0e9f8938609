<?cs var:t("Your order {order.code} will be ready at another time.") ?>

<?cs var:t("Ready to collect:") ?> <?cs var:order.promised_at ?>

<?cs if:message ?><?cs var:message ?>

<?cs /if ?><?cs var:t("Answer us") ?>: <?cs var:order.link ?>

<?cs var:t("Where to collect") ?>
<?cs var:branch.name ?>
<?cs var:branch.address ?>
<?cs if:branch.phone ?><?cs var:branch.phone ?>
<?cs /if ?>-- 
<?cs var:shop.name ?>
<?cs var:shop.link ?>
