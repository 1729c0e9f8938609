<?cs var:t("Your order {order.code} was not collected in time.") ?>
<?cs var:t("We kept your goods until {order.held_until} and have put them back on the shelf. You owe nothing.") ?>

<?cs var:t("Order again") ?>: <?cs var:shop.link ?>

<?cs var:t("What you ordered") ?>
<?cs include:"mail/_lines_text.cs" ?>
-- 
<?cs var:shop.name ?>
