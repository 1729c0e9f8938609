<?cs each:line = lines ?><?cs var:line.name ?>
  <?cs var:line.count ?> = <?cs var:line.amount ?>
<?cs /each ?><?cs var:t("Total") ?>: <?cs var:order.total ?>
