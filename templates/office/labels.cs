<?cs # Shelf labels of a branch that are wrong, or all. Data: branches.N, categories.N,
  sets.N, branch, branch_name, date, time, when, twice, when_error, all, filtered, variant,
  prices, category, count, in_parts, at_once, labels.N (id, name, category, unit, price,
  was_price, was_name, printed_at, right), obsolete.N, obsolete_marks, said, said_outdated,
  uuid, page_number, previous_page, next_page, other. ?><?cs set:page.style = "office_labels" ?><?cs include:"layout/head.cs" ?>
<?cs def:select(id, label, none, list) ?><p class="field"><label for="<?cs var:id ?>"><?cs var:label ?></label>
<select id="<?cs var:id ?>" name="<?cs var:id ?>"><?cs if:none ?><option value=""><?cs var:none ?></option><?cs /if ?><?cs each:x = list ?>
<option value="<?cs var:x.value ?>"<?cs if:x.chosen ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?>
</select></p><?cs /def ?>
<?cs include:"office/_goods_tabs.cs" ?>
<h1><?cs var:t("Shelf labels") ?></h1>
<p class="lead"><?cs var:t("Goods whose price or name is not what the label on the shelf says. Print, put them up, and say that it is done.") ?></p>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<?cs if:said ?><p class="notice notice-good" role="status"><?cs var:said ?> <?cs var:said_outdated ?></p><?cs /if ?>
<form class="card labels-filter" action="/office/labels" method="get">
<?cs if:several_branches ?><?cs call:select("branch", t("Branch"), "", branches) ?><?cs else ?><input type="hidden" name="branch" value="<?cs var:branch ?>"><?cs /if ?>
<p class="field"><label for="show"><?cs var:t("Which labels") ?></label>
<select id="show" name="show"><option value="wrong"><?cs var:t("Those that are wrong") ?></option><option value="all"<?cs if:all ?> selected<?cs /if ?>><?cs var:t("All that the branch carries") ?></option></select></p>
<p class="field"><label for="date"><?cs var:t("As it will be on") ?> <span class="per">(<?cs var:t("empty: now") ?>)</span></label>
<input id="date" name="date" type="date" value="<?cs var:date ?>"<?cs if:when_error ?> aria-invalid="true" aria-describedby="when-error"<?cs /if ?>></p>
<p class="field"><label for="time"><?cs var:t("Time") ?></label>
<input id="time" name="time" type="time" value="<?cs var:time ?>"<?cs if:when_error ?> aria-invalid="true" aria-describedby="when-error"<?cs /if ?>></p>
<?cs call:select("category", t("Category"), t("All categories"), categories) ?>
<?cs if:sets.0.value ?><?cs call:select("prices", t("Prices prepared"), t("Any"), sets) ?><?cs /if ?>
<?cs if:when_error ?><p class="field-error labels-error" id="when-error"><?cs var:when_error ?></p><?cs /if ?>
<p class="field labels-show"><button class="button-quiet"><?cs var:t("Show") ?></button></p>
</form>
<?cs if:twice ?><p class="notice notice-warn"><?cs var:t("The clocks go back that night, and this hour comes twice. The labels are those of the first.") ?></p><?cs /if ?>
<section aria-labelledby="labels-title">
<div class="title"><h2 id="labels-title"><?cs if:all ?><?cs var:t("All labels") ?><?cs else ?><?cs var:t("Labels to print") ?><?cs /if ?></h2>
<span class="soft"><?cs var:count ?> · <bdi><?cs var:branch_name ?></bdi><?cs if:when ?> · <?cs var:t("as of") ?> <bdi><?cs var:when ?></bdi><?cs /if ?></span>
<?cs if:variant ?><a class="title-end" href="/office/labels?branch=<?cs var:url_validate(branch) ?>"><?cs var:t("See all labels") ?></a><?cs elif:filtered ?><a class="title-end" href="/office/labels?branch=<?cs var:url_validate(branch) ?>"><?cs var:t("See all labels") ?></a><?cs /if ?></div>
<?cs if:labels.0.id ?><form class="card labels-print" action="/office/labels/print" method="get">
<input type="hidden" name="branch" value="<?cs var:branch ?>">
<?cs if:all ?><input type="hidden" name="show" value="all"><?cs /if ?>
<?cs if:date ?><?cs if:!when_error ?><input type="hidden" name="date" value="<?cs var:date ?>"><input type="hidden" name="time" value="<?cs var:time ?>"><?cs /if ?><?cs /if ?>
<?cs if:category ?><input type="hidden" name="category" value="<?cs var:category ?>"><?cs /if ?>
<?cs if:prices ?><input type="hidden" name="prices" value="<?cs var:prices ?>"><?cs /if ?>
<?cs if:variant ?><input type="hidden" name="variant" value="<?cs var:variant ?>"><?cs /if ?>
<fieldset class="sizes"><legend><?cs var:t("Paper") ?></legend>
<label class="choice"><input type="radio" name="size" value="sheet" checked> <span><?cs var:t("A4 sheet of 3 × 8 labels") ?><br><span class="per"><?cs var:t("70 × 37 mm, as they are sold") ?></span></span></label>
<label class="choice"><input type="radio" name="size" value="strip"> <span><?cs var:t("A4 strips for the shelf rail") ?><br><span class="per"><?cs var:t("39 mm high, to be cut") ?></span></span></label>
<label class="choice"><input type="radio" name="size" value="roll"> <span><?cs var:t("Roll of 58 mm") ?><br><span class="per"><?cs var:t("58 × 40 mm, one by one") ?></span></span></label>
</fieldset>
<div class="inline-form">
<p class="field"><label for="used"><?cs var:t("Used up on the first sheet") ?></label>
<input id="used" name="used" type="number" min="0" max="23" value="0" dir="ltr"></p>
<button><?cs var:t("To the print") ?></button>
</div>
<?cs if:in_parts ?><p class="hint"><?cs var:t("A print has {at_once} labels at most, in the order of the shelves. The rest follows when these are noted.") ?></p><?cs /if ?>
</form>
<table class="list list-labels">
<thead><tr><th scope="col"><?cs var:t("Goods") ?></th><th scope="col"><?cs var:t("Category") ?></th><th scope="col"><?cs var:t("On the shelf") ?></th><th scope="col" class="number"><?cs var:t("Price") ?></th></tr></thead>
<tbody><?cs each:l = labels ?>
<tr><th scope="row" class="name"><a href="/office/goods/<?cs var:url_validate(l.id) ?>"><bdi><?cs var:l.name ?></bdi></a></th><td class="soft category-cell"><bdi><?cs var:l.category ?></bdi></td><td class="shelf-cell"><?cs if:l.right ?><span class="soft"><?cs var:t("is right, since") ?> <bdi><?cs var:l.printed_at ?></bdi></span><?cs elif:l.printed_at ?><?cs if:l.was_price ?><del><bdi><?cs var:l.was_price ?></bdi></del> <?cs /if ?><?cs if:l.was_name ?><del><bdi><?cs var:l.was_name ?></bdi></del> <?cs /if ?><span class="per"><bdi><?cs var:l.printed_at ?></bdi></span><?cs else ?><span class="soft"><?cs var:t("no label yet") ?></span><?cs /if ?></td><td class="number strong price-cell"><?cs var:l.price ?><?cs if:l.unit ?> <span class="per">/ <?cs var:l.unit ?></span><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table>
<?cs if:previous_page ?><?cs set:paging = "1" ?><?cs /if ?><?cs if:next_page ?><?cs set:paging = "1" ?><?cs /if ?>
<?cs if:paging ?><nav class="pager" aria-label="<?cs var:t("Pages") ?>">
<?cs if:previous_page ?><a class="button button-quiet" rel="prev" href="<?cs var:url_validate(previous_page) ?>"><?cs var:t("Previous page") ?></a><?cs /if ?>
<?cs if:next_page ?><a class="button button-quiet" rel="next" href="<?cs var:url_validate(next_page) ?>"><?cs var:t("Next page") ?></a><?cs /if ?>
</nav><?cs /if ?>
<?cs else ?><div class="empty"><h2><?cs if:all ?><?cs var:t("Nothing here") ?><?cs else ?><?cs var:t("Every label is right") ?><?cs /if ?></h2>
<p><?cs if:all ?><?cs var:t("The branch carries nothing like that.") ?><?cs else ?><?cs var:t("As soon as a price or a name changes, its label stands here.") ?><?cs /if ?></p></div><?cs /if ?>
</section>
<?cs if:obsolete.0.id ?><section class="card" aria-labelledby="obsolete-title">
<h2 id="obsolete-title"><?cs var:t("To take off the shelf") ?></h2>
<p class="soft"><?cs var:t("These labels hang there, and the goods are sold no more.") ?></p>
<ul class="obsolete"><?cs each:l = obsolete ?><li><bdi><?cs var:l.name ?></bdi> <span class="per"><bdi><?cs var:l.price ?></bdi></span></li><?cs /each ?></ul>
<form action="/office/labels/removed" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="uuid" value="<?cs var:uuid ?>">
<input type="hidden" name="branch" value="<?cs var:branch ?>">
<input type="hidden" name="marks" value="<?cs var:obsolete_marks ?>">
<button class="button-quiet"><?cs var:t("They are taken off") ?></button>
</form>
</section><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
