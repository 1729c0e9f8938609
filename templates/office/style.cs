<?cs # Every component in every state; what is shown here is what the real screens are made of. Data: see office_style.c. ?><?cs include:"layout/head.cs" ?>
<link rel="stylesheet" href="<?cs var:url_validate(static) ?>/css/store.css">
<link rel="stylesheet" href="<?cs var:url_validate(static) ?>/css/till.css">
<link rel="stylesheet" href="<?cs var:url_validate(static) ?>/css/receipt.css">
<h1><?cs var:t("Style") ?></h1>
<p class="lead"><?cs var:t("What every screen is made of, in every state, from the sheets and fragments of the screens themselves.") ?></p>
<div class="filters">
<nav class="tabs" aria-label="<?cs var:t("Language") ?>"><?cs each:l = tongues ?><a href="?lang=<?cs var:url_validate(l.code) ?><?cs if:page.scheme ?>&amp;scheme=<?cs var:url_validate(page.scheme) ?><?cs /if ?>" lang="<?cs var:l.code ?>"<?cs if:l.code == lang ?> aria-current="true"<?cs /if ?>><?cs var:l.name ?></a><?cs /each ?></nav>
<nav class="tabs" aria-label="<?cs var:t("Light or dark") ?>"><a href="?lang=<?cs var:lang ?>"<?cs if:!page.scheme ?> aria-current="true"<?cs /if ?>><?cs var:t("As the browser") ?></a><a href="?lang=<?cs var:lang ?>&amp;scheme=light"<?cs if:page.scheme == "light" ?> aria-current="true"<?cs /if ?>><?cs var:t("Light") ?></a><a href="?lang=<?cs var:lang ?>&amp;scheme=dark"<?cs if:page.scheme == "dark" ?> aria-current="true"<?cs /if ?>><?cs var:t("Dark") ?></a></nav>
</div>

<section aria-labelledby="type">
<h2 id="type"><?cs var:t("Type and spacing") ?></h2>
<div class="card"><?cs each:s = sizes ?>
<p class="style-text style-<?cs var:s.name ?>"><bdi class="code style-name" dir="ltr"><?cs var:s.name ?></bdi> <span><?cs var:t("Your corner shop, packed and waiting for you") ?></span></p><?cs /each ?>
<p class="lead"><?cs var:t("Order here, collect in the shop, pay when you have the bag in your hand.") ?></p>
<p><span class="soft"><?cs var:t("optional") ?></span> <span class="strong"><?cs var:t("Total") ?></span> <span class="code" dir="ltr">7290000000000</span> <kbd>F4</kbd> <a href="#type"><?cs var:t("Read them") ?></a></p>
</div>
<ul class="card style-spaces"><?cs each:s = spaces ?>
<li><bdi class="code style-name" dir="ltr"><?cs var:s.name ?></bdi><span class="style-space style-<?cs var:s.name ?>"></span></li><?cs /each ?>
</ul>
</section>

<section aria-labelledby="colours">
<h2 id="colours"><?cs var:t("Colours") ?></h2>
<p class="per"><?cs var:t("The number is the contrast; text needs 4.5 at least.") ?></p>
<ul class="style-pairs"><?cs each:x = pairs ?>
<li class="style-pair style-on-<?cs var:x.ground ?> style-ink-<?cs var:x.ink ?>"><span><?cs var:t("Total") ?></span> <strong class="style-ratio"></strong> <bdi class="style-what" dir="ltr"><?cs var:x.ink ?> / <?cs var:x.ground ?></bdi></li><?cs /each ?>
</ul>
<ul class="style-tints" aria-hidden="true"><li class="tint-0"></li><li class="tint-1"></li><li class="tint-2"></li><li class="tint-3"></li><li class="tint-4"></li><li class="tint-5"></li><li class="tint-6"></li><li class="tint-7"></li></ul>
</section>

<section aria-labelledby="icons">
<h2 id="icons"><?cs var:t("Icons") ?></h2>
<ul class="card style-icons"><?cs each:i = icons ?>
<li><?cs call:icon(i.name) ?><bdi class="per" dir="ltr"><?cs var:i.name ?></bdi></li><?cs /each ?>
</ul>
</section>

<section aria-labelledby="buttons">
<h2 id="buttons"><?cs var:t("Buttons") ?></h2>
<div class="card style-row">
<button type="button"><?cs var:t("Save") ?></button>
<button type="button" class="shows-focus"><?cs var:t("Save") ?></button>
<button type="button" disabled><?cs var:t("Save") ?></button>
<button type="button" class="button-quiet"><?cs var:t("Update") ?></button>
<button type="button" class="button-quiet shows-focus"><?cs var:t("Update") ?></button>
<button type="button" class="button-quiet" disabled><?cs var:t("Update") ?></button>
<button type="button" class="button-bad"><?cs call:icon("trash") ?><?cs var:t("Remove") ?></button>
<button type="button" class="button-bad" disabled><?cs var:t("Remove") ?></button>
<button type="button" class="button-text"><?cs var:t("Log out") ?></button>
<button type="button" class="button-small"><?cs var:t("Save") ?></button>
<button type="button" class="button-large"><?cs call:icon("cart") ?><?cs var:t("Add to cart") ?></button>
<a class="button" href="#buttons"><?cs var:t("To checkout") ?></a>
<button type="button" class="button-wide"><?cs var:t("To checkout") ?></button>
</div>
</section>

<section aria-labelledby="style-fields">
<h2 id="style-fields"><?cs var:t("Fields") ?></h2>
<form class="card" action="#style-fields" method="get">
<div class="fields style-columns">
<p class="field"><label for="s-plain"><?cs var:t("Name") ?></label><input id="s-plain" value="<?cs var:shop.name ?>"></p>
<p class="field"><label for="s-hint"><?cs var:t("Phone") ?> <span class="per">(<?cs var:t("optional") ?>)</span></label><input id="s-hint" type="tel" dir="ltr" placeholder="050-555-0100" aria-describedby="s-hint-text"><span class="hint" id="s-hint-text"><?cs var:t("One of the two is enough. We write only about this order.") ?></span></p>
<p class="field"><label for="s-focus"><?cs var:t("Name") ?></label><input id="s-focus" class="shows-focus"></p>
<p class="field"><label for="s-error"><?cs var:t("Price") ?></label><input id="s-error" value="12,5O" dir="ltr" aria-invalid="true" aria-describedby="s-error-text"><span class="field-error" id="s-error-text"><?cs var:t("Please look at the marked fields.") ?></span></p>
<p class="field"><label for="s-disabled"><?cs var:t("Name") ?></label><input id="s-disabled" value="<?cs var:shop.name ?>" disabled></p>
<p class="field"><label for="s-select"><?cs var:t("Branch") ?></label><select id="s-select"><?cs each:b = shop.branches ?><option><?cs var:b.name ?></option><?cs /each ?></select></p>
<p class="field"><label for="s-date"><?cs var:t("Day") ?></label><input id="s-date" type="date"></p>
<p class="field"><label for="s-file"><?cs var:t("File") ?></label><input id="s-file" type="file"></p>
<p class="field"><label for="s-area"><?cs var:t("A note for the shop") ?></label><textarea id="s-area" rows="3"></textarea></p>
<fieldset class="choice-list"><legend><?cs var:t("Branch") ?></legend>
<label class="choice"><input type="radio" name="s-choice" checked><span><strong><?cs var:t("Web") ?></strong></span></label>
<label class="choice"><input type="radio" name="s-choice"><span><strong><?cs var:t("Till") ?></strong></span></label>
</fieldset>
<div><label class="tick"><input type="checkbox" checked> <?cs var:t("I agree to the terms of sale.") ?></label>
<label class="tick"><input type="checkbox"> <?cs var:t("I agree to the terms of sale.") ?></label>
<label class="tick"><input type="checkbox" disabled> <?cs var:t("I agree to the terms of sale.") ?></label></div>
</div>
<div class="inline-form"><p class="field"><label for="s-inline"><?cs var:t("New price") ?></label><input id="s-inline" dir="ltr" inputmode="decimal"></p> <button><?cs var:t("Set the price") ?></button></div>
<div class="finder"><label class="aside-only" for="s-find"><?cs var:t("Name or barcode") ?></label><input id="s-find" type="search" placeholder="<?cs var:t("Name or barcode") ?>"><button type="button"><?cs var:t("Search") ?></button></div>
</form>
</section>

<section aria-labelledby="notices">
<h2 id="notices"><?cs var:t("Notices") ?></h2>
<p class="notice"><?cs var:t("Not for sale now") ?></p>
<p class="notice notice-good"><?cs var:t("The drawer is right to the coin.") ?></p>
<div class="notice notice-warn notice-row"><p><strong><?cs var:t("Something has changed since you filled this cart.") ?></strong> <?cs var:t("The lines below say what.") ?></p> <button type="button"><?cs var:t("Accept the changes") ?></button></div>
<div class="notice notice-bad"><p><strong><?cs var:t("Not everything is there in that quantity:") ?></strong></p><ul><li><?cs var:t("Goods") ?></li></ul></div>
<p class="notice notice-bad style-offline"><?cs call:icon("offline") ?><?cs var:t("The server did not answer. The basket is kept; please try again.") ?></p>
</section>

<section aria-labelledby="states">
<h2 id="states"><?cs var:t("Empty and loading") ?></h2>
<div class="style-columns">
<div class="card"><div class="empty"><?cs call:icon("cart") ?><h3><?cs var:t("Your cart is empty") ?></h3><p><?cs var:t("Good things are on the shelves.") ?></p><p><a class="button" href="#states"><?cs var:t("See all goods") ?></a></p></div></div>
<div class="card"><p class="empty-line"><?cs var:t("Nothing is waiting. New orders from the web appear here.") ?></p>
<p class="loading"><?cs var:t("Search") ?></p>
<p><label for="s-progress"><?cs var:t("Rows read") ?></label> <progress id="s-progress" max="100" value="64"></progress></p>
<p><label for="s-busy"><?cs var:t("Rows read") ?></label> <progress id="s-busy"></progress></p></div>
</div>
</section>

<section aria-labelledby="style-lists">
<h2 id="style-lists"><?cs var:t("Lists") ?></h2>
<nav class="tabs" aria-label="<?cs var:t("Stage") ?>"><a href="#style-lists" aria-current="true"><?cs var:t("All") ?></a><a href="#style-lists"><?cs var:t("Web") ?></a><a href="#style-lists"><?cs var:t("Till") ?></a></nav>
<?cs include:"office/_orders.cs" ?>
<nav class="pager" aria-label="<?cs var:t("Pages") ?>"><a class="button button-quiet" href="#style-lists"><?cs var:t("Newest") ?></a><a class="button button-quiet" href="#style-lists"><?cs var:t("Older") ?></a></nav>
<ul class="tallies"><li><a href="#style-lists"><span class="tally">12</span> <span><?cs var:t("To pack") ?></span></a></li><li><a href="#style-lists"><span class="tally">3</span> <span><?cs var:t("Ready to collect") ?></span></a></li><li><a href="#style-lists" class="tally-bad"><span class="tally">1</span> <span><?cs var:t("Shortfalls") ?></span></a></li></ul>
<div class="columns">
<div class="card"><dl class="sums"><div><dt><?cs var:t("of which VAT") ?></dt><dd><?cs var:taxes.0.tax ?></dd></div><div class="sums-total"><dt><?cs var:t("Total") ?></dt><dd><?cs var:document.total ?></dd></div></dl></div>
<div class="card"><dl class="facts"><div><dt><?cs var:t("Branch") ?></dt><dd><?cs var:branch.name ?></dd></div><div><dt><?cs var:t("Door") ?></dt><dd><?cs var:t("Web") ?></dd></div></dl>
<ol class="events"><li><span class="stage stage-done"><?cs var:t("Done") ?></span> <span class="per"><?cs var:document.issued_at ?></span></li></ol></div>
</div>
</section>

<section aria-labelledby="month">
<h2 id="month"><?cs var:t("The last 30 days") ?></h2>
<?cs include:"office/_chart.cs" ?>
</section>

<section aria-labelledby="style-goods">
<h2 id="style-goods"><?cs var:t("In the shop") ?></h2>
<ul class="goods"><?cs each:good = goods ?><?cs include:"store/_card.cs" ?><?cs /each ?></ul>
<ol class="timeline"><li class="timeline-past"><span class="timeline-name"><?cs var:t("Ordered") ?></span> <span class="per"><?cs var:document.issued_at ?></span></li><li class="timeline-past" aria-current="step"><span class="timeline-name"><?cs var:t("Ready to collect") ?></span></li><li><span class="timeline-name"><?cs var:t("Collected and paid") ?></span></li></ol>
<ul class="promises"><li class="promise-good"><span><?cs var:t("In stock") ?></span> <bdi class="promise-branch"><?cs var:branch.name ?></bdi></li><li class="promise-none"><span><?cs var:t("Not for sale now") ?></span> <bdi class="promise-branch"><?cs var:branch.name ?></bdi></li></ul>
</section>

<section aria-labelledby="style-till">
<h2 id="style-till"><?cs var:t("At the till") ?></h2>
<div class="style-columns">
<dialog class="dialog style-dialog" open aria-labelledby="s-dialog"><header><h3 id="s-dialog"><?cs var:t("Pay") ?></h3><button type="button" class="button-quiet"><?cs var:t("Back") ?><kbd aria-hidden="true">Esc</kbd></button></header>
<p class="notice notice-warn"><?cs var:t("Not for sale now") ?></p>
<div class="till-keys"><button type="button" class="till-key till-key-pay"><?cs var:t("Cash") ?></button><button type="button" class="till-key"><?cs var:t("Undo") ?></button><button type="button" class="till-key" disabled><?cs var:t("Collect an order") ?></button></div></dialog>
<ol class="till-lines"><li class="till-line till-line-last" aria-current="true"><span class="till-line-about"><span class="till-line-name"><?cs var:t("Goods") ?></span><span class="till-line-count"><?cs var:lines.0.count ?></span></span> <span class="till-line-keys"><button type="button" class="till-line-key" aria-label="<?cs var:t("Remove") ?>">×</button></span> <span class="till-line-amount"><?cs var:lines.0.amount ?></span></li>
<li class="till-line till-line-bad"><span class="till-line-about"><span class="till-line-name"><?cs var:t("Goods") ?></span></span> <span></span> <span class="till-line-amount"><?cs var:lines.0.amount ?></span><p class="till-line-fault"><?cs var:t("Not for sale now") ?></p></li></ol>
</div>
</section>

<section aria-labelledby="paper">
<h2 id="paper"><?cs var:t("On paper") ?></h2>
<?cs include:"receipt/_slip.cs" ?>
</section>
<?cs include:"layout/foot.cs" ?>
