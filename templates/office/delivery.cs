<?cs # An open delivery, scanned on a phone: static/js/receiving.js. Data: delivery, uuid, last, lines.N, asides.N, sum, asked, found, csrf, errors, other. ?><?cs include:"layout/head.cs" ?>
<div id="receiving" class="receiving" data-id="<?cs var:delivery.id ?>">
<?cs include:"office/_delivery_head.cs" ?>
<form class="scan" id="scan-form" action="/office/receiving/<?cs var:url_validate(delivery.id) ?>/scan" method="post" autocomplete="off">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="uuid" value="<?cs var:uuid ?>">
<label class="aside-only" for="scan"><?cs var:t("Scan or type a barcode or a name") ?></label>
<input id="scan" name="code" maxlength="200" required<?cs if:!last.uuid ?> autofocus<?cs elif:last.scanned ?> autofocus<?cs /if ?> autocapitalize="none" spellcheck="false" enterkeyhint="go" placeholder="<?cs var:t("Barcode or name") ?>"<?cs if:errors.field.code ?> aria-invalid="true" aria-describedby="code-error"<?cs /if ?>>
<button><?cs var:t("Add") ?></button>
<div class="scan-tools">
<button type="button" class="button-quiet" id="camera" hidden><?cs var:t("Scan with the camera") ?></button>
<button type="button" class="button-quiet" id="sound" aria-pressed="true" hidden><?cs var:t("Sound") ?></button>
</div>
</form>
<div class="camera-view" id="camera-view" hidden>
<video id="camera-video" muted playsinline aria-label="<?cs var:t("What the camera sees") ?>"></video>
<button type="button" class="button-quiet" id="camera-stop"><?cs var:t("Close the camera") ?></button>
</div>
<div id="said" role="alert"><?cs if:other ?><p class="notice notice-bad"><?cs var:other ?></p><?cs /if ?><?cs if:errors.field.code ?><p class="notice notice-bad" id="code-error"><?cs var:errors.field.code ?></p><?cs /if ?><?cs if:errors.field.learn ?><p class="notice notice-bad"><?cs var:errors.field.learn ?></p><?cs /if ?></div>
<section class="waiting notice" id="waiting" aria-labelledby="waiting-title" hidden>
<p id="waiting-title" role="status"></p>
<ul id="waiting-lines"></ul>
<button type="button" class="button-quiet button-small" id="waiting-send"><?cs var:t("Send now") ?></button>
</section>
<div class="receiving-work">
<div class="receiving-now">
<div id="answers"><?cs if:asked.any ?><?cs include:"office/_delivery_answers.cs" ?><?cs /if ?></div>
<div id="last"><?cs if:last.uuid ?><?cs include:"office/_delivery_last.cs" ?><?cs /if ?></div>
<div id="begin"><?cs if:!last.uuid ?><?cs if:!asked.any ?><p class="empty-line"><?cs if:lines.0.uuid ?><?cs var:t("Scan the next, or touch a line to change it.") ?><?cs else ?><?cs var:t("Scan the first of the goods. A scan is one; the code of a box brings the whole box.") ?><?cs /if ?></p><?cs /if ?><?cs /if ?></div>
</div>
<div class="receiving-all">
<div id="lines">
<?cs if:lines.0.uuid ?><h2><?cs var:t("Scanned so far") ?></h2>
<ul class="scanned"><?cs each:l = lines ?>
<li data-uuid="<?cs var:l.uuid ?>" data-packs="<?cs var:l.packs ?>" data-codes="<?cs var:l.codes ?>"<?cs if:l.current ?> class="scanned-current"<?cs /if ?>>
<?cs if:l.picture.src ?><span class="tile tile-picture"><?cs with:picture = l.picture ?><?cs include:"store/_picture.cs" ?><?cs /with ?></span><?cs else ?><span class="tile tint-<?cs var:l.tint ?>" aria-hidden="true"><?cs var:l.letter ?></span><?cs /if ?>
<div class="scanned-what"><a href="?at=<?cs var:url_validate(l.uuid) ?>#last" data-at<?cs if:l.current ?> aria-current="true"<?cs /if ?>><bdi><?cs var:l.name ?></bdi></a>
<p class="per"><?cs if:l.cost ?><?cs var:l.cost ?><?cs else ?><?cs var:t("no cost yet") ?><?cs /if ?><?cs if:l.expires ?> · <?cs if:l.expired ?><strong class="jump"><?cs var:l.expires ?></strong><?cs else ?><?cs var:l.expires ?><?cs /if ?><?cs /if ?><?cs if:l.dearer ?> · <strong class="jump" dir="ltr">+<?cs var:l.jump ?></strong><?cs elif:l.cheaper ?> · <strong class="jump" dir="ltr">−<?cs var:l.jump ?></strong><?cs /if ?><?cs if:l.note ?> · <bdi><?cs var:l.note ?></bdi><?cs /if ?></p></div>
<p class="scanned-count"><bdi><?cs var:l.count ?></bdi></p>
</li><?cs /each ?>
</ul><?cs /if ?>
<?cs if:asides.0.uuid ?><h2><?cs var:t("Set aside") ?></h2>
<ul class="scanned"><?cs each:x = asides ?>
<li><div class="scanned-what"><a href="<?cs var:url_validate(x.href) ?>" data-at><bdi class="code" dir="ltr"><?cs var:x.code ?></bdi></a><?cs if:x.note ?><p class="per"><bdi><?cs var:x.note ?></bdi></p><?cs /if ?></div>
<p class="scanned-count"><bdi><?cs var:x.packs ?></bdi></p>
<form action="/office/receiving/<?cs var:url_validate(delivery.id) ?>/aside" method="post" data-send>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="uuid" value="<?cs var:x.uuid ?>"><input type="hidden" name="aside" value="<?cs var:x.code ?>"><input type="hidden" name="packs" value="0">
<button class="button-text"><?cs var:t("Remove") ?></button></form></li><?cs /each ?>
</ul><?cs /if ?>
</div>
<div id="sums">
<?cs if:lines.0.uuid ?><section class="card" aria-labelledby="sums-title">
<h2 id="sums-title"><?cs var:t("The whole delivery") ?></h2>
<dl class="facts">
<div><dt><?cs var:t("Lines") ?></dt><dd><?cs var:sum.count ?></dd></div><?cs if:sum.pieces ?>
<div><dt><?cs var:t("Pieces") ?></dt><dd><?cs var:sum.pieces ?></dd></div><?cs /if ?>
<div><dt><?cs var:t("Cost without VAT") ?></dt><dd class="strong"><?cs var:sum.amount ?></dd></div>
</dl>
<?cs if:sum.uncosted ?><p class="per"><?cs var:sum.uncosted ?></p><?cs /if ?>
<?cs if:asides.0.uuid ?><p class="per"><?cs var:t("What is set aside is not booked: it moves no stock.") ?></p><?cs /if ?>
<form id="book-form" action="/office/receiving/<?cs var:url_validate(delivery.id) ?>/book" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<button class="button-wide"><?cs var:t("Book the delivery") ?></button>
<p class="per"><?cs var:t("Its goods are in stock from then on, and the delivery changes no more.") ?></p>
</form>
</section><?cs /if ?>
<details class="drop">
<summary><?cs var:t("Drop this delivery …") ?></summary>
<form action="/office/receiving/<?cs var:url_validate(delivery.id) ?>/drop" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="per"><?cs var:t("It stays in the list, moves no stock and cannot be opened again.") ?></p>
<button class="button-bad"><?cs var:t("Drop the delivery") ?></button>
</form>
</details>
</div>
</div>
</div>
</div>
<?cs include:"layout/foot.cs" ?>
