<?cs include:"layout/head.cs" ?>
<article class="prose">
<h1><?cs var:t("Terms of sale") ?></h1>
<p><?cs var:t("You buy from {shop.legal_name}. With the button “Order with obligation to pay” you make a binding order; we confirm it at once.") ?></p>
<h2><?cs var:t("Prices") ?></h2>
<p><?cs var:t("Prices include VAT. What you pay is the total that you saw when you ordered. Cash totals may be rounded as the law says.") ?></p>
<h2><?cs var:t("Collecting and paying") ?></h2>
<p><?cs var:t("We put your goods aside at the branch that you chose, until the time on your order's page. You pay there. An order that is not collected by then lapses, and costs you nothing.") ?></p>
<h2><?cs var:t("Changing your mind") ?></h2>
<p><?cs var:t("Until you have collected and paid you may cancel by telling the branch. Goods with a fault we replace or refund; bring them with the receipt.") ?></p>
<h2><?cs var:t("Your data") ?></h2>
<p><?cs var:t("We use your name, e-mail and phone for this order alone and keep what the law on accounts requires.") ?></p>
<p class="per"><?cs var:t("Version {terms.version}") ?></p>
</article>
<?cs include:"layout/foot.cs" ?>
