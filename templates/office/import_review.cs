<?cs include:"layout/head.cs" ?>
<p><a href="/office/import"><?cs var:t("Import and export") ?></a></p>
<h1><?cs var:t("Questions about imported goods") ?></h1>
<?cs if:questions.0.id ?><table class="list">
<thead><tr><th scope="col"><?cs var:t("Goods") ?></th><th scope="col"><?cs var:t("Question") ?></th><th scope="col"><?cs var:t("Tax class") ?></th><th scope="col"><span class="aside-only"><?cs var:t("Settle") ?></span></th></tr></thead>
<tbody><?cs each:x = questions ?>
<tr><th scope="row"><a href="/office/goods/<?cs var:url_validate(x.good) ?>"><bdi><?cs var:x.name ?></bdi></a></th><td><?cs var:x.reason ?><?cs if:x.detail ?> <bdi dir="ltr"><?cs var:x.detail ?></bdi><?cs /if ?></td><td><?cs var:x.tax_class ?></td><td><form action="/office/import/review/<?cs var:url_validate(x.id) ?>" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><button class="button-quiet"><?cs var:t("Looked at") ?></button></form></td></tr><?cs /each ?>
</tbody>
</table>
<?cs if:next ?><nav class="pager" aria-label="<?cs var:t("Pages") ?>"><a class="button button-quiet" rel="next" href="/office/import/review?after=<?cs var:url_validate(next) ?>"><?cs var:t("More") ?></a></nav><?cs /if ?>
<?cs else ?><div class="empty"><h2><?cs var:t("No questions are open") ?></h2></div><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
