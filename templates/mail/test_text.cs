<?cs var:mail.subject ?>

<?cs var:t("If you read this, the shop's mails arrive. Answer it to see where answers go.") ?>

<?cs var:shop.name ?>
<?cs var:shop.link ?>
