<?cs # What the count came to. Data: result (sales, amount, returns, refunded, rounding, expected, counted, difference, off: that without its sign, state right, short or over). ?><?cs include:"layout/head.cs" ?>
<?cs include:"till/_bar.cs" ?>
<div class="till-narrow">
<div class="till-panel">
<h1><?cs var:t("The shift is closed") ?></h1>
<div class="till-result till-result-<?cs var:result.state ?>">
<p><?cs if:result.state == "right" ?><?cs var:t("The drawer is right to the coin.") ?><?cs elif:result.state == "short" ?><?cs var:t("The drawer is short by") ?><?cs else ?><?cs var:t("The drawer is over by") ?><?cs /if ?></p>
<?cs if:result.state != "right" ?><p class="till-result-sum"><?cs var:result.off ?></p><?cs /if ?>
</div>
<dl class="till-facts">
<div><dt><?cs var:t("Expected in the drawer") ?></dt><dd><?cs var:result.expected ?></dd></div>
<div><dt><?cs var:t("Counted") ?></dt><dd><?cs var:result.counted ?></dd></div>
<div><dt><?cs var:t("Difference") ?></dt><dd><?cs var:result.difference ?></dd></div>
<div><dt><?cs var:t("Sold in this shift") ?></dt><dd><?cs var:result.amount ?><br><span class="till-small"><?cs var:result.sales ?></span></dd></div>
<?cs if:result.returns ?><div><dt><?cs var:t("Given back in this shift") ?></dt><dd><?cs var:result.refunded ?><br><span class="till-small"><?cs var:result.returns ?></span></dd></div><?cs /if ?>
<?cs if:result.rounding ?><div><dt><?cs var:t("Cash rounding") ?></dt><dd><?cs var:result.rounding ?></dd></div><?cs /if ?>
</dl>
<p class="till-actions"><a class="button button-large" href="/till/shift/open"><?cs var:t("Open the next shift") ?></a></p>
</div>
</div>
<?cs include:"layout/foot.cs" ?>
