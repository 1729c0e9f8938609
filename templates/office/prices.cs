<?cs # Sets of prices that begin together. Data: sets.N (id, name, stage, state_name,
  sellers, goods, starts_at, twice, made_by, created_at), states.N, lists.N, several_lists,
  state, uuid, other, first_page, next_page; typed.* of a form that was refused. ?><?cs set:page.style = "office_prices" ?><?cs include:"layout/head.cs" ?>
<?cs include:"office/_goods_tabs.cs" ?>
<h1><?cs var:t("Prices prepared") ?></h1>
<p class="lead"><?cs var:t("New prices of many goods, prepared in peace and begun together at an hour that you choose. Until then they change nothing and can be taken back.") ?></p>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<form class="card inline-form new-set" action="/office/prices" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="uuid" value="<?cs var:uuid ?>">
<p class="field wide-field"><label for="name"><?cs var:t("What is it for?") ?></label>
<input id="name" name="name" value="<?cs var:typed.name ?>" maxlength="100" required autocomplete="off" placeholder="<?cs var:t("Before the holidays, new supplier …") ?>"<?cs if:errors.field.name ?> aria-invalid="true" aria-describedby="name-error"<?cs /if ?>>
<?cs if:errors.field.name ?><span class="field-error" id="name-error"><?cs var:errors.field.name ?></span><?cs /if ?></p>
<?cs if:several_lists ?><p class="field"><label for="list"><?cs var:t("Sold by these prices at") ?></label>
<select id="list" name="list"><?cs each:x = lists ?><option value="<?cs var:x.value ?>"<?cs if:x.chosen ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?></select></p>
<?cs else ?><input type="hidden" name="list" value="<?cs var:lists.0.value ?>">
<?cs /if ?><button><?cs var:t("Prepare new prices") ?></button>
</form>
<nav class="tabs filters" aria-label="<?cs var:t("State") ?>">
<a href="/office/prices"<?cs if:!state ?> aria-current="page"<?cs /if ?>><?cs var:t("All") ?></a><?cs each:x = states ?>
<a href="/office/prices?state=<?cs var:url_validate(x.value) ?>"<?cs if:x.chosen ?> aria-current="page"<?cs /if ?>><?cs var:x.name ?></a><?cs /each ?>
</nav>
<?cs if:sets.0.id ?><table class="list list-sets">
<thead><tr><th scope="col"><?cs var:t("Name") ?></th><th scope="col"><?cs var:t("State") ?></th><th scope="col"><?cs var:t("Begins") ?></th><?cs if:several_lists ?><th scope="col"><?cs var:t("Sold by it at") ?></th><?cs /if ?><th scope="col"><?cs var:t("Prepared") ?></th><th scope="col" class="number"><?cs var:t("Goods") ?></th></tr></thead>
<tbody><?cs each:x = sets ?>
<tr><th scope="row" class="name"><a class="row-link" href="/office/prices/<?cs var:url_validate(x.id) ?>"><bdi><?cs var:x.name ?></bdi></a></th><td class="stage-cell"><span class="stage stage-<?cs var:x.stage ?>"><?cs var:x.state_name ?></span></td><td class="begins-cell"><?cs if:x.starts_at ?><bdi><?cs var:x.starts_at ?></bdi><?cs else ?><span class="soft">–</span><?cs /if ?></td><?cs if:several_lists ?><td class="soft seller-cell"><bdi><?cs var:x.sellers ?></bdi></td><?cs /if ?><td class="soft made-cell"><bdi><?cs var:x.created_at ?></bdi><?cs if:x.made_by ?> · <bdi><?cs var:x.made_by ?></bdi><?cs /if ?></td><td class="number goods-cell"><?cs var:x.goods ?></td></tr><?cs /each ?>
</tbody>
</table>
<?cs else ?><div class="empty"><h2><?cs if:state ?><?cs var:t("Nothing here") ?><?cs else ?><?cs var:t("No prices are prepared yet") ?><?cs /if ?></h2>
<?cs if:!state ?><p><?cs var:t("Give the first set a name above, take goods in by scanner or by a rule, and choose the hour.") ?></p><?cs /if ?>
</div><?cs /if ?>
<?cs if:first_page ?><?cs set:paging = "1" ?><?cs /if ?><?cs if:next_page ?><?cs set:paging = "1" ?><?cs /if ?>
<?cs if:paging ?><nav class="pager" aria-label="<?cs var:t("Pages") ?>">
<?cs if:first_page ?><a class="button button-quiet" href="<?cs var:url_validate(first_page) ?>"><?cs var:t("Newest") ?></a><?cs /if ?>
<?cs if:next_page ?><a class="button button-quiet" rel="next" href="<?cs var:url_validate(next_page) ?>"><?cs var:t("Older") ?></a><?cs /if ?>
</nav><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
