<?cs var:t("About your order {order.code}") ?>

<?cs var:message ?>

<?cs var:t("Answer us") ?>: <?cs var:order.link ?>
<?cs var:t("Your answer on this page reaches those who pack your order.") ?>

-- 
<?cs var:shop.name ?>
<?cs var:shop.link ?>
