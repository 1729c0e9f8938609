<?cs # What shoppers looked for in vain. Data: misses.N (query, find, times, last_at),
  newest, first_page, next_page. ?><?cs set:page.style = "office_prices" ?><?cs include:"layout/head.cs" ?>
<?cs include:"office/_goods_tabs.cs" ?>
<h1><?cs var:t("Not found") ?></h1>
<p class="lead"><?cs var:t("What shoppers searched for on the web and did not find: goods to order, or words that a name lacks. Nobody's name is kept with it.") ?></p>
<nav class="tabs filters" aria-label="<?cs var:t("Order") ?>">
<a href="/office/searches"<?cs if:!newest ?> aria-current="page"<?cs /if ?>><?cs var:t("Most often first") ?></a>
<a href="/office/searches?sort=newest"<?cs if:newest ?> aria-current="page"<?cs /if ?>><?cs var:t("Newest first") ?></a>
</nav>
<?cs if:misses.0.query ?><table class="list list-misses">
<thead><tr><th scope="col"><?cs var:t("Searched for") ?></th><th scope="col" class="number"><?cs var:t("Times") ?></th><th scope="col"><?cs var:t("Last") ?></th><th scope="col"><span class="aside-only"><?cs var:t("Forget") ?></span></th></tr></thead>
<tbody><?cs each:m = misses ?>
<tr><th scope="row" class="name"><a href="<?cs var:url_validate(m.find) ?>"><bdi><?cs var:m.query ?></bdi></a> <span class="per"><?cs var:t("search again") ?></span></th><td class="number times-cell"><?cs var:m.times ?><span class="narrow-label"> ×</span></td><td class="soft last-cell"><bdi><?cs var:m.last_at ?></bdi></td><td class="forget-cell"><?cs if:may.goods.edit ?><form action="/office/searches/forget" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="query" value="<?cs var:m.query ?>"><button class="button-text"><?cs var:t("Forget") ?><span class="aside-only">: <?cs var:m.query ?></span></button></form><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table>
<?cs else ?><div class="empty"><h2><?cs var:t("Everybody found something") ?></h2>
<p><?cs var:t("Searches without a result are listed here for 90 days.") ?></p></div><?cs /if ?>
<?cs if:first_page ?><?cs set:paging = "1" ?><?cs /if ?><?cs if:next_page ?><?cs set:paging = "1" ?><?cs /if ?>
<?cs if:paging ?><nav class="pager" aria-label="<?cs var:t("Pages") ?>">
<?cs if:first_page ?><a class="button button-quiet" href="<?cs var:url_validate(first_page) ?>"><?cs var:t("Back to the start") ?></a><?cs /if ?>
<?cs if:next_page ?><a class="button button-quiet" rel="next" href="<?cs var:url_validate(next_page) ?>"><?cs var:t("Next page") ?></a><?cs /if ?>
</nav><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
