<?cs include:"mail/_head.cs" ?><h1><?cs var:mail.subject ?></h1>
<p><?cs var:t("If you read this, the shop's mails arrive. Answer it to see where answers go.") ?></p>
<?cs include:"mail/_foot.cs" ?>
