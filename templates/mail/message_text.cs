<?cs var:t("About your order {order.code}") ?>

<?cs var:message ?>

<?cs var:t("Answer us") ?>: <?cs var:order.link ?>
<?cs var:t("Please answer on this page: mails to this address are not read.") ?>

-- 
<?cs var:shop.name ?>
<?cs var:shop.link ?>
