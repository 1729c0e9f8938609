<?cs # One set of prices. Data: set (see prices.cs), draft, back_possible, refused (the form),
  sums.*, conflicts, only_conflicts, lines.N (id, name, unit, before, price, typed, refused,
  direction, difference, percent, coming, coming_from, coming_set, archived, unwritten), good
  (a line), found.N, find, found_none, ruled.*, hour.*, scope, how, endings, roundings,
  categories, uuid, copy_name, new_name, page_number, previous_page, next_page, other. ?><?cs set:page.style = "office_prices" ?><?cs include:"layout/head.cs" ?>
<?cs def:select(id, field, label, list) ?><p class="field"><label for="<?cs var:id ?>"><?cs var:label ?></label>
<select id="<?cs var:id ?>" name="<?cs var:field ?>"><?cs each:x = list ?>
<option value="<?cs var:x.value ?>"<?cs if:x.chosen ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?>
</select></p><?cs /def ?>
<?cs def:difference(l) ?><?cs if:l.direction == "up" ?><span class="change change-up"><span class="aside-only"><?cs var:t("rises by") ?> </span><?cs var:l.difference ?><?cs if:l.percent ?> <span class="per">(<?cs var:l.percent ?>)</span><?cs /if ?></span><?cs elif:l.direction == "down" ?><span class="change change-down"><span class="aside-only"><?cs var:t("falls by") ?> </span><?cs var:l.difference ?><?cs if:l.percent ?> <span class="per">(<?cs var:l.percent ?>)</span><?cs /if ?></span><?cs elif:l.direction == "same" ?><span class="soft"><?cs var:t("as it is") ?></span><?cs else ?><span class="soft"><?cs var:t("first price") ?></span><?cs /if ?><?cs /def ?>
<p class="back"><a href="/office/prices"><?cs var:t("Prices prepared") ?></a></p>
<div class="title">
<h1><bdi><?cs var:set.name ?></bdi></h1>
<span class="stage stage-<?cs var:set.stage ?>"><?cs var:set.state_name ?></span>
</div>
<p class="soft"><?cs if:set.starts_at ?><?cs var:t("Begins") ?>: <strong><bdi><?cs var:set.starts_at ?></bdi></strong> · <?cs /if ?><?cs var:set.goods ?> · <?cs var:t("Sold by it at") ?>: <bdi><?cs var:set.sellers ?></bdi><?cs if:set.made_by ?> · <?cs var:t("Prepared") ?>: <bdi><?cs var:set.made_by ?></bdi>, <bdi><?cs var:set.created_at ?></bdi><?cs /if ?></p>
<?cs if:set.twice ?><p class="notice notice-warn"><?cs var:t("The clocks go back that night, and this hour comes twice. The prices begin at the first.") ?></p><?cs /if ?>
<?cs if:sums.up ?><?cs set:summed = "1" ?><?cs elif:sums.down ?><?cs set:summed = "1" ?><?cs elif:sums.same ?><?cs set:summed = "1" ?><?cs elif:sums.first ?><?cs set:summed = "1" ?><?cs /if ?>
<?cs if:summed ?><ul class="set-sums"><?cs if:sums.up ?><li class="change change-up"><?cs var:sums.up ?></li><?cs /if ?><?cs if:sums.down ?><li class="change change-down"><?cs var:sums.down ?></li><?cs /if ?><?cs if:sums.first ?><li><?cs var:sums.first ?></li><?cs /if ?><?cs if:sums.same ?><li class="soft"><?cs var:sums.same ?></li><?cs /if ?></ul><?cs /if ?>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<?cs if:ruled.changed ?><p class="notice notice-good" role="status"><?cs var:ruled.changed ?> <?cs var:ruled.same ?> <?cs var:ruled.unpriced ?></p><?cs /if ?>
<?cs if:draft ?><div class="columns">
<section class="card column" id="goods" aria-labelledby="goods-title">
<h2 id="goods-title"><?cs var:t("Take goods in") ?></h2>
<form class="finder" action="/office/prices/<?cs var:url_validate(set.id) ?>/take" method="post" role="search">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<label class="aside-only" for="find"><?cs var:t("Scan, or type a name or barcode") ?></label>
<input id="find" type="search" name="find" value="<?cs var:find ?>" maxlength="100" placeholder="<?cs var:t("Scan, or type a name or barcode") ?>" autocomplete="off" enterkeyhint="search"<?cs if:!good.id ?><?cs if:!refused ?> autofocus<?cs /if ?><?cs /if ?>>
<button><?cs var:t("Find") ?></button>
</form>
<?cs if:good.id ?><form class="good-now" action="/office/prices/<?cs var:url_validate(set.id) ?>/line" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="variant" value="<?cs var:good.id ?>">
<p><strong><bdi><?cs var:good.name ?></bdi></strong><br><span class="soft"><?cs var:t("Now") ?>: <?cs if:good.before ?><bdi><?cs var:good.before ?></bdi><?cs if:good.unit ?> / <?cs var:good.unit ?><?cs /if ?><?cs else ?><?cs var:t("no price") ?><?cs /if ?></span></p>
<div class="inline-form">
<p class="field"><label for="good-price"><?cs var:t("New price") ?></label>
<input id="good-price" name="price" value="<?cs var:good.typed ?>" inputmode="decimal" required maxlength="20" autocomplete="off" dir="ltr" autofocus<?cs if:errors.field.price ?> aria-invalid="true" aria-describedby="good-price-error"<?cs /if ?>></p>
<button><?cs var:t("Note it") ?></button>
</div>
<?cs if:errors.field.price ?><span class="field-error" id="good-price-error"><?cs var:errors.field.price ?></span><?cs /if ?>
</form><?cs /if ?>
<?cs if:found.0.id ?><ul class="found"><?cs each:f = found ?>
<li><form action="/office/prices/<?cs var:url_validate(set.id) ?>/take" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="variant" value="<?cs var:f.id ?>">
<span class="name"><bdi><?cs var:f.name ?></bdi> <span class="per"><?cs var:f.price ?></span></span>
<button class="button-quiet button-small"><?cs var:t("Take in") ?><span class="aside-only">: <?cs var:f.name ?></span></button>
</form></li><?cs /each ?>
</ul><?cs elif:found_none ?><p class="empty-line"><?cs var:t("Nothing found for “{find}”") ?></p><?cs /if ?>
<details<?cs if:refused == "rule" ?> open<?cs /if ?>>
<summary><?cs var:t("Many at once, by a rule …") ?></summary>
<form class="fields" action="/office/prices/<?cs var:url_validate(set.id) ?>/rule" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<fieldset class="rule-part"><legend><?cs var:t("Which goods") ?></legend>
<div class="rule-fields">
<?cs call:select("rule-goods", "goods", t("From"), scope) ?>
<p class="field"><label for="rule-category"><?cs var:t("Category") ?></label>
<select id="rule-category" name="category"><option value=""><?cs var:t("All categories") ?></option><?cs each:x = categories ?>
<option value="<?cs var:x.value ?>"<?cs if:x.chosen ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?>
</select></p>
<p class="field"><label for="rule-find"><?cs var:t("With these words") ?></label>
<input id="rule-find" name="find" value="<?cs if:refused == "rule" ?><?cs var:typed.find ?><?cs /if ?>" maxlength="100" autocomplete="off"></p>
<p class="field"><label for="rule-least"><?cs var:t("Price from") ?></label>
<input id="rule-least" name="least" value="<?cs var:typed.least ?>" inputmode="decimal" maxlength="20" autocomplete="off" dir="ltr"<?cs if:errors.field.least ?> aria-invalid="true" aria-describedby="least-error"<?cs /if ?>>
<?cs if:errors.field.least ?><span class="field-error" id="least-error"><?cs var:errors.field.least ?></span><?cs /if ?></p>
<p class="field"><label for="rule-most"><?cs var:t("Price up to") ?></label>
<input id="rule-most" name="most" value="<?cs var:typed.most ?>" inputmode="decimal" maxlength="20" autocomplete="off" dir="ltr"<?cs if:errors.field.most ?> aria-invalid="true" aria-describedby="most-error"<?cs /if ?>>
<?cs if:errors.field.most ?><span class="field-error" id="most-error"><?cs var:errors.field.most ?></span><?cs /if ?></p>
</div>
</fieldset>
<fieldset class="rule-part"><legend><?cs var:t("What happens to their price") ?></legend>
<div class="rule-fields">
<?cs call:select("rule-how", "how", t("Change"), how) ?>
<p class="field"><label for="rule-by"><?cs var:t("By how much") ?></label>
<input id="rule-by" name="by" value="<?cs var:typed.by ?>" inputmode="decimal" maxlength="20" autocomplete="off" dir="ltr"<?cs if:errors.field.by ?> aria-invalid="true" aria-describedby="by-error"<?cs /if ?>>
<?cs if:errors.field.by ?><span class="field-error" id="by-error"><?cs var:errors.field.by ?></span><?cs /if ?></p>
<?cs call:select("rule-ending", "ending", t("Round"), endings) ?>
<?cs call:select("rule-rounding", "rounding", t("Direction"), roundings) ?>
</div>
</fieldset>
<p class="hint"><?cs var:t("The rule begins from the price in force. Goods that it leaves as they are stay out; nothing is ever rounded down to nothing.") ?></p>
<button class="button-quiet"><?cs var:t("Work it out") ?></button>
</form>
</details>
</section>
<section class="card column" id="hour" aria-labelledby="hour-title">
<h2 id="hour-title"><?cs var:t("When they begin") ?></h2>
<form class="fields" action="/office/prices/<?cs var:url_validate(set.id) ?>/set" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<fieldset class="choice-list"><legend class="aside-only"><?cs var:t("When they begin") ?></legend>
<label class="choice"><input type="radio" name="when" value="at"<?cs if:!hour.now ?> checked<?cs /if ?>> <span><?cs var:t("At an hour") ?></span></label>
<div class="hour-fields">
<p class="field"><label for="date"><?cs var:t("Date") ?></label>
<input id="date" name="date" type="date" value="<?cs var:hour.date ?>" min="<?cs var:hour.least ?>"<?cs if:errors.field.date ?> aria-invalid="true" aria-describedby="date-error"<?cs /if ?>>
<?cs if:errors.field.date ?><span class="field-error" id="date-error"><?cs var:errors.field.date ?></span><?cs /if ?></p>
<p class="field"><label for="time"><?cs var:t("Time") ?></label>
<input id="time" name="time" type="time" value="<?cs var:hour.time ?>"<?cs if:errors.field.time ?> aria-invalid="true" aria-describedby="time-error"<?cs /if ?>>
<?cs if:errors.field.time ?><span class="field-error" id="time-error"><?cs var:errors.field.time ?></span><?cs /if ?></p>
</div>
<p class="hint"><?cs var:t("By the clock of {hour.clock}.") ?></p>
<label class="choice"><input type="radio" name="when" value="now"<?cs if:hour.now ?> checked<?cs /if ?>> <span><?cs var:t("At once") ?></span></label>
</fieldset>
<?cs if:conflicts ?><div class="notice notice-warn">
<p><?cs var:conflicts ?> <a href="/office/prices/<?cs var:url_validate(set.id) ?>?only=conflicts#lines"><?cs var:t("See which") ?></a></p>
<label class="tick"><input type="checkbox" name="replace" value="1"<?cs if:errors.field.replace ?> aria-invalid="true" aria-describedby="replace-error"<?cs /if ?>> <?cs var:t("Replace what comes by the prices of this set") ?></label>
<?cs if:errors.field.replace ?><span class="field-error" id="replace-error"><?cs var:errors.field.replace ?></span><?cs /if ?>
</div><?cs /if ?>
<button class="button-wide"<?cs if:!any ?> disabled<?cs /if ?>><?cs var:t("Set these prices") ?></button>
<p class="hint"><?cs var:t("At that minute the web, the tills and the labels follow by themselves.") ?></p>
</form>
</section>
</div><?cs /if ?>
<section id="lines" aria-labelledby="lines-title">
<div class="title"><h2 id="lines-title"><?cs if:only_conflicts ?><?cs var:t("Goods with another price coming") ?><?cs else ?><?cs var:t("Goods and prices") ?><?cs /if ?></h2>
<?cs if:only_conflicts ?><a class="title-end" href="/office/prices/<?cs var:url_validate(set.id) ?>#lines"><?cs var:t("See all goods") ?></a><?cs elif:set.stage == "ready" ?><?cs if:may.goods.label ?><a class="title-end" href="/office/labels?show=all&amp;prices=<?cs var:url_validate(set.id) ?>"><?cs var:t("Labels of these goods") ?></a><?cs /if ?><?cs elif:set.stage == "done" ?><?cs if:may.goods.label ?><a class="title-end" href="/office/labels?prices=<?cs var:url_validate(set.id) ?>"><?cs var:t("Labels of these goods") ?></a><?cs /if ?><?cs /if ?></div>
<?cs if:lines.0.id ?><table class="list list-prices">
<thead><tr><th scope="col"><?cs var:t("Goods") ?></th><th scope="col" class="number"><?cs if:draft ?><?cs var:t("Now") ?><?cs else ?><?cs var:t("Before") ?><?cs /if ?></th><th scope="col" class="number"><?cs var:t("New price") ?></th><th scope="col"><?cs var:t("Difference") ?></th><?cs if:draft ?><th scope="col"><span class="aside-only"><?cs var:t("Take out") ?></span></th><?cs /if ?></tr></thead>
<tbody><?cs each:l = lines ?>
<tr id="line-<?cs var:l.id ?>"><th scope="row" class="name"><a href="/office/goods/<?cs var:url_validate(l.id) ?>"><bdi><?cs var:l.name ?></bdi></a><?cs if:l.archived ?> <span class="per"><?cs var:t("Archived") ?></span><?cs /if ?><?cs if:l.unwritten ?> <span class="per"><?cs var:l.unwritten ?></span><?cs /if ?><?cs if:l.coming_from ?><br><span class="coming"><?cs var:t("Another price comes") ?>: <bdi><?cs var:l.coming_from ?></bdi><?cs if:l.coming ?> · <bdi><?cs var:l.coming ?></bdi><?cs /if ?><?cs if:l.coming_set.id ?> · <a href="/office/prices/<?cs var:url_validate(l.coming_set.id) ?>"><bdi><?cs var:l.coming_set.name ?></bdi></a><?cs /if ?></span><?cs /if ?></th><td class="number soft before-cell"><?cs if:l.before ?><span class="narrow-label"><?cs if:draft ?><?cs var:t("Now") ?><?cs else ?><?cs var:t("Before") ?><?cs /if ?>: </span><?cs var:l.before ?><?cs if:l.unit ?> <span class="per">/ <?cs var:l.unit ?></span><?cs /if ?><?cs else ?>–<?cs /if ?></td><?cs if:draft ?><td class="number new-cell"><form class="line-form" action="/office/prices/<?cs var:url_validate(set.id) ?>/line" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="variant" value="<?cs var:l.id ?>"><input type="hidden" name="page" value="<?cs var:page_number ?>"><input name="price" value="<?cs var:l.typed ?>" inputmode="decimal" required maxlength="20" autocomplete="off" dir="ltr" aria-label="<?cs var:t("New price") ?>: <?cs var:l.name ?>"> <button class="button-quiet button-small"><?cs var:t("Save") ?></button></form></td><?cs else ?><td class="number strong new-cell"><?cs var:l.price ?><?cs if:l.unit ?> <span class="per">/ <?cs var:l.unit ?></span><?cs /if ?></td><?cs /if ?><td class="difference-cell"><?cs call:difference(l) ?></td><?cs if:draft ?><td class="out-cell"><form action="/office/prices/<?cs var:url_validate(set.id) ?>/line" method="post"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="variant" value="<?cs var:l.id ?>"><input type="hidden" name="page" value="<?cs var:page_number ?>"><input type="hidden" name="remove" value="1"><button class="button-text"><?cs var:t("Take out") ?><span class="aside-only">: <?cs var:l.name ?></span></button></form></td><?cs /if ?></tr><?cs /each ?>
</tbody>
</table>
<?cs else ?><p class="empty-line"><?cs if:draft ?><?cs var:t("Nothing is in this set yet: scan the first good above, or let a rule take a whole category in.") ?><?cs else ?><?cs var:t("Nothing here") ?><?cs /if ?></p><?cs /if ?>
<?cs if:previous_page ?><?cs set:paging = "1" ?><?cs /if ?><?cs if:next_page ?><?cs set:paging = "1" ?><?cs /if ?>
<?cs if:paging ?><nav class="pager" aria-label="<?cs var:t("Pages") ?>">
<?cs if:previous_page ?><a class="button button-quiet" rel="prev" href="<?cs var:url_validate(previous_page) ?>"><?cs var:t("Previous page") ?></a><?cs /if ?>
<?cs if:next_page ?><a class="button button-quiet" rel="next" href="<?cs var:url_validate(next_page) ?>"><?cs var:t("Next page") ?></a><?cs /if ?>
</nav><?cs /if ?>
</section>
<section class="set-more" aria-label="<?cs var:t("More about this set") ?>">
<?cs if:draft ?><details<?cs if:refused == "name" ?> open<?cs /if ?>><summary><?cs var:t("Another name …") ?></summary>
<form class="inline-form" action="/office/prices/<?cs var:url_validate(set.id) ?>/name" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="field wide-field"><label for="new-name"><?cs var:t("Name") ?></label>
<input id="new-name" name="name" value="<?cs var:new_name ?>" maxlength="100" required autocomplete="off"<?cs if:refused == "name" ?><?cs if:errors.field.name ?> aria-invalid="true" aria-describedby="new-name-error"<?cs /if ?><?cs /if ?>>
<?cs if:refused == "name" ?><?cs if:errors.field.name ?><span class="field-error" id="new-name-error"><?cs var:errors.field.name ?></span><?cs /if ?><?cs /if ?></p>
<button class="button-quiet"><?cs var:t("Save") ?></button>
</form></details><?cs /if ?>
<details<?cs if:refused == "copy" ?> open<?cs /if ?>><summary><?cs var:t("Copy to a new draft …") ?></summary>
<form class="inline-form" action="/office/prices/<?cs var:url_validate(set.id) ?>/copy" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="uuid" value="<?cs var:uuid ?>">
<p class="field wide-field"><label for="copy-name"><?cs var:t("Name of the copy") ?></label>
<input id="copy-name" name="name" value="<?cs var:copy_name ?>" maxlength="100" required autocomplete="off"<?cs if:refused == "copy" ?><?cs if:errors.field.name ?> aria-invalid="true" aria-describedby="copy-name-error"<?cs /if ?><?cs /if ?>>
<?cs if:refused == "copy" ?><?cs if:errors.field.name ?><span class="field-error" id="copy-name-error"><?cs var:errors.field.name ?></span><?cs /if ?><?cs /if ?></p>
<button class="button-quiet"><?cs var:t("Copy") ?></button>
</form></details>
<?cs if:draft ?><details><summary><?cs var:t("Put this draft aside …") ?></summary>
<form action="/office/prices/<?cs var:url_validate(set.id) ?>/cancel" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="soft"><?cs var:t("It changes nothing then. Its goods and prices can still be copied.") ?></p>
<button class="button-bad"><?cs var:t("Put it aside") ?></button>
</form></details><?cs elif:back_possible ?><details><summary><?cs var:t("Take these prices back …") ?></summary>
<form action="/office/prices/<?cs var:url_validate(set.id) ?>/cancel" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="soft"><?cs var:t("The prices of now go on. What was prepared can still be copied to a new draft.") ?></p>
<button class="button-bad"><?cs var:t("Take these prices back") ?></button>
</form></details><?cs /if ?>
</section>
<?cs include:"layout/foot.cs" ?>
