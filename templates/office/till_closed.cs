<?cs # What the count of a till's drawer came to. Data: name, branch, result (sales, amount, returns, refunded, rounding, expected, counted, difference, off: that without its sign, state right, short or over). ?><?cs include:"layout/head.cs" ?>
<h1><?cs var:t("The shift is closed") ?></h1>
<p class="lead"><bdi><?cs var:name ?></bdi> · <?cs var:branch ?></p>
<p class="notice <?cs if:result.state == "right" ?>notice-good<?cs else ?>notice-bad<?cs /if ?>"><?cs if:result.state == "right" ?><?cs var:t("The drawer is right to the coin.") ?><?cs elif:result.state == "short" ?><?cs var:t("The drawer is short by") ?><?cs else ?><?cs var:t("The drawer is over by") ?><?cs /if ?><?cs if:result.state != "right" ?> <?cs var:result.off ?><?cs /if ?></p>
<div class="card">
<dl class="facts">
<div><dt><?cs var:t("Expected in the drawer") ?></dt><dd><?cs var:result.expected ?></dd></div>
<div><dt><?cs var:t("Counted") ?></dt><dd><?cs var:result.counted ?></dd></div>
<div><dt><?cs var:t("Difference") ?></dt><dd><?cs var:result.difference ?></dd></div>
<div><dt><?cs var:t("Sold in this shift") ?></dt><dd><?cs var:result.amount ?> · <?cs var:result.sales ?></dd></div><?cs if:result.returns ?>
<div><dt><?cs var:t("Given back in this shift") ?></dt><dd><?cs var:result.refunded ?> · <?cs var:result.returns ?></dd></div><?cs /if ?><?cs if:result.rounding ?>
<div><dt><?cs var:t("Cash rounding") ?></dt><dd><?cs var:result.rounding ?></dd></div><?cs /if ?>
</dl>
<p><a class="button" href="/office/tills"><?cs var:t("Back to the tills") ?></a></p>
</div>
<?cs include:"layout/foot.cs" ?>
