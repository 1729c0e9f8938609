<?cs var:t("We had to cancel your order {order.code}.") ?>

<?cs if:message ?><?cs var:message ?>

<?cs /if ?><?cs var:t("You owe nothing.") ?>

<?cs var:t("Answer us") ?>: <?cs var:order.link ?>

<?cs var:t("What you ordered") ?>
<?cs include:"mail/_lines_text.cs" ?>
-- 
<?cs var:shop.name ?>
<?cs var:shop.link ?>
