<?cs # The selling page: the frame that static/js/till.js works in. Data: till (id, name, branch), currency, exponent, cash.N.value, csrf, may. ?><?cs include:"layout/head.cs" ?>
<div class="till" id="till" data-till="<?cs var:till.id ?>" data-currency="<?cs var:currency ?>" data-exponent="<?cs var:exponent ?>" data-cash="<?cs each:c = cash ?><?cs var:c.value ?> <?cs /each ?>">
<header class="till-bar">
<p class="till-where"><strong><?cs var:till.name ?></strong> <span><?cs var:till.branch ?></span></p>
<nav class="till-tools" aria-label="<?cs var:t("Till") ?>">
<button type="button" class="button-quiet" id="keys-open"><?cs var:t("Keys") ?><kbd aria-hidden="true">F1</kbd></button>
<button type="button" class="button-quiet" id="sound" aria-pressed="true"><?cs var:t("Sound") ?></button>
<?cs if:may.till.shift ?><a class="button button-quiet" href="/till/shift/close"><?cs var:t("Close the shift") ?></a><?cs /if ?>
</nav>
<div class="till-who">
<p><?cs var:staff.name ?></p>
<form action="/till/logout" method="post" id="lock"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><button class="button-quiet"><?cs var:t("Lock") ?><kbd aria-hidden="true">F6</kbd></button></form>
</div>
</header>
<noscript><p class="notice notice-bad"><?cs var:t("The till needs JavaScript. Please switch it on in this browser.") ?></p></noscript>
<div class="till-work">
<section class="till-left" aria-label="<?cs var:t("Basket") ?>">
<form class="till-scan" id="scan-form" role="search" autocomplete="off">
<label class="aside-only" for="scan"><?cs var:t("Scan or type a barcode or a name") ?></label>
<input id="scan" type="text" maxlength="200" autofocus autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="go" placeholder="<?cs var:t("Scan or type a barcode or a name") ?>" role="combobox" aria-expanded="false" aria-controls="found" aria-autocomplete="list">
<button class="button-quiet" id="scan-go"><?cs var:t("Add") ?></button>
</form>
<ul class="till-found" id="found" role="listbox" aria-label="<?cs var:t("Goods found") ?>" hidden></ul>
<div class="till-say" id="say" role="alert" aria-live="assertive"></div>
<h1 class="aside-only"><?cs var:t("Basket") ?></h1>
<div class="till-empty" id="empty">
<p class="till-empty-title"><?cs var:t("Ready for the next customer") ?></p>
<p><?cs var:t("Scan the first item, or type a name.") ?></p>
</div>
<ol class="till-lines" id="lines"></ol>
</section>
<section class="till-right" aria-label="<?cs var:t("Total") ?>">
<div class="till-order" id="order" hidden></div>
<div class="till-sum">
<p class="till-sum-label"><span><?cs var:t("Total") ?></span> <span id="count"></span></p>
<p class="till-total" id="total" role="status"></p>
<p class="till-rounded" id="rounded" hidden></p>
</div>
<div class="till-keys">
<button type="button" class="till-key till-key-pay" id="pay-open"><?cs var:t("Pay") ?><kbd aria-hidden="true">Enter</kbd></button>
<button type="button" class="till-key" id="undo"><?cs var:t("Undo") ?><kbd aria-hidden="true">F8</kbd></button>
<button type="button" class="till-key" id="order-open"><?cs var:t("Collect an order") ?><kbd aria-hidden="true">F2</kbd></button>
<button type="button" class="till-key till-key-clear" id="clear"><?cs var:t("Empty the basket") ?><kbd aria-hidden="true">F10</kbd></button>
</div>
</section>
</div>

<section class="till-done" id="done" aria-live="polite" hidden>
<p class="till-done-label" id="done-label"></p>
<p class="till-done-sum" id="done-sum"></p>
<p class="till-done-facts" id="done-facts"></p>
<p class="till-actions"><button type="button" class="button-large" id="done-next"><?cs var:t("Next customer") ?><kbd aria-hidden="true">Enter</kbd></button>
<a class="button button-quiet button-large" id="done-receipt" target="receipt" rel="noopener" href="/till"><?cs var:t("Receipt") ?><kbd aria-hidden="true">F7</kbd></a></p>
<p class="till-small"><?cs var:t("The next scan starts the next sale.") ?></p>
</section>

<dialog class="dialog till-pay" id="pay" aria-labelledby="pay-title">
<form method="dialog" id="pay-form" autocomplete="off">
<header><h2 id="pay-title"><?cs var:t("Pay") ?></h2><button type="button" class="button-quiet" data-close><?cs var:t("Back") ?><kbd aria-hidden="true">Esc</kbd></button></header>
<div class="till-pay-body">
<div>
<dl class="till-due" id="pay-due"></dl>
<ul class="till-legs" id="pay-legs"></ul>
<div class="field">
<label for="amount"><?cs var:t("Handed over") ?></label>
<input id="amount" class="till-amount" inputmode="decimal" maxlength="14" autocomplete="off" dir="ltr">
</div>
<div class="till-notes" id="pay-notes"></div>
<p class="till-say-small" id="pay-say" role="alert"></p>
</div>
<div class="till-pad" data-for="amount"></div>
</div>
<div class="till-pay-ways">
<button class="till-key till-key-pay" id="pay-cash"><?cs var:t("Cash") ?><kbd aria-hidden="true">Enter</kbd></button>
<button type="button" class="till-key till-key-card" id="pay-card"><?cs var:t("Card") ?><kbd aria-hidden="true">F9</kbd></button>
</div>
<p class="till-small"><?cs var:t("Nothing typed: the exact amount. Less than the total: a part, the rest follows.") ?></p>
</form>
</dialog>

<dialog class="dialog till-wait" id="wait" aria-labelledby="wait-title">
<h2 id="wait-title"></h2>
<p id="wait-text" role="alert"></p>
<p class="till-actions"><button type="button" class="button-large" id="wait-again"><?cs var:t("Send again") ?><kbd aria-hidden="true">Enter</kbd></button></p>
</dialog>

<dialog class="dialog" id="ask" aria-labelledby="ask-title">
<form method="dialog" id="ask-form" autocomplete="off">
<header><h2 id="ask-title"></h2><button type="button" class="button-quiet" data-close><?cs var:t("Back") ?><kbd aria-hidden="true">Esc</kbd></button></header>
<p class="till-lead" id="ask-text"></p>
<div class="field"><label for="ask-value" id="ask-label"></label><input id="ask-value" class="till-amount" maxlength="120" autocomplete="off" autocapitalize="characters" dir="ltr" aria-describedby="ask-say"></div>
<p class="till-say-small" id="ask-say" role="alert"></p>
<div class="till-pad" data-for="ask-value"></div>
<p class="till-actions"><button class="button-large button-wide" id="ask-ok"></button></p>
</form>
</dialog>

<dialog class="dialog" id="keys" aria-labelledby="keys-title">
<header><h2 id="keys-title"><?cs var:t("Keys") ?></h2><button type="button" class="button-quiet" data-close><?cs var:t("Back") ?><kbd aria-hidden="true">Esc</kbd></button></header>
<?cs include:"till/_keys.cs" ?>
<p class="till-actions"><a href="/till/help"><?cs var:t("Help") ?></a></p>
</dialog>
</div>
<?cs include:"layout/foot.cs" ?>
