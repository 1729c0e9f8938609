<?cs # Deliveries, the last first. Data: tab, states.N and branches.N (name, href, current), find, only, only_branch, filtered, deliveries.N (id, supplier, reference, branch, at, by, lines, amount, state, state_name, stage), first_page, next_page. ?><?cs include:"layout/head.cs" ?>
<div class="title">
<h1><?cs var:t("Receiving") ?></h1>
<a class="button receiving-begin" href="/office/receiving/new"><?cs var:t("New delivery") ?></a>
</div>
<?cs include:"office/_receiving_tabs.cs" ?>
<form class="finder" role="search" action="/office/receiving" method="get">
<label class="aside-only" for="find"><?cs var:t("Supplier or delivery note") ?></label>
<input id="find" type="search" name="find" maxlength="100" value="<?cs var:find ?>" placeholder="<?cs var:t("Supplier or delivery note") ?>" autocomplete="off">
<?cs if:only ?><input type="hidden" name="state" value="<?cs var:only ?>"><?cs /if ?><?cs if:only_branch ?><input type="hidden" name="branch" value="<?cs var:only_branch ?>"><?cs /if ?>
<button class="button-quiet"><?cs var:t("Search") ?></button>
</form>
<div class="filters">
<nav class="tabs" aria-label="<?cs var:t("State") ?>"><?cs each:s = states ?>
<a href="<?cs var:url_validate(s.href) ?>"<?cs if:s.current ?> aria-current="true"<?cs /if ?>><?cs var:s.name ?></a><?cs /each ?>
</nav>
<?cs if:branches.0.name ?><nav class="tabs" aria-label="<?cs var:t("Branch") ?>"><?cs each:b = branches ?>
<a href="<?cs var:url_validate(b.href) ?>"<?cs if:b.current ?> aria-current="true"<?cs /if ?>><bdi><?cs var:b.name ?></bdi></a><?cs /each ?>
</nav><?cs /if ?>
</div>
<?cs if:deliveries.0.id ?><table class="list list-deliveries">
<thead><tr><th scope="col"><?cs var:t("Supplier") ?></th><th scope="col"><?cs var:t("State") ?></th><th scope="col"><?cs var:t("Branch") ?></th><th scope="col"><?cs var:t("When") ?></th><th scope="col" class="number"><?cs var:t("Lines") ?></th><th scope="col" class="number"><?cs var:t("Cost") ?></th></tr></thead>
<tbody><?cs each:x = deliveries ?>
<tr><th scope="row" class="name"><a class="row-link" href="/office/receiving/<?cs var:url_validate(x.id) ?>"><bdi><?cs var:x.supplier ?></bdi></a><?cs if:x.reference ?> <bdi class="per code" dir="ltr"><?cs var:x.reference ?></bdi><?cs /if ?></th><td class="state-cell"><span class="stage stage-<?cs var:x.stage ?>"><?cs var:x.state_name ?></span></td><td class="soft branch-cell"><bdi><?cs var:x.branch ?></bdi></td><td class="soft when-cell"><?cs var:x.at ?></td><td class="number soft lines-cell"><?cs var:x.lines ?></td><td class="number strong amount-cell"><?cs var:x.amount ?></td></tr><?cs /each ?>
</tbody>
</table>
<?cs else ?><div class="empty">
<h2><?cs if:filtered ?><?cs var:t("No delivery is like that") ?><?cs else ?><?cs var:t("No deliveries yet") ?><?cs /if ?></h2>
<p><?cs if:filtered ?><a href="/office/receiving"><?cs var:t("Show all deliveries") ?></a><?cs else ?><?cs var:t("Open one when goods arrive, scan them with a phone, and the stock follows.") ?><?cs /if ?></p>
</div><?cs /if ?>
<?cs if:first_page ?><?cs set:paging = "1" ?><?cs /if ?><?cs if:next_page ?><?cs set:paging = "1" ?><?cs /if ?>
<?cs if:paging ?><nav class="pager" aria-label="<?cs var:t("Pages") ?>">
<?cs if:first_page ?><a class="button button-quiet" href="<?cs var:url_validate(first_page) ?>"><?cs var:t("Newest") ?></a><?cs /if ?>
<?cs if:next_page ?><a class="button button-quiet" rel="next" href="<?cs var:url_validate(next_page) ?>"><?cs var:t("Older") ?></a><?cs /if ?>
</nav><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
