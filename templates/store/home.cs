<?cs include:"layout/head.cs" ?>
<section class="hero">
<h1><?cs var:t("Your corner shop, packed and waiting for you") ?></h1>
<p class="lead"><?cs var:t("Order here, collect in the shop, pay when you have the bag in your hand.") ?></p>
<a class="button" href="/<?cs var:lang ?>/goods"><?cs var:t("See all goods") ?></a>
</section>
<?cs include:"store/_categories.cs" ?><?cs if:goods.0.slug ?><section class="shelf" aria-labelledby="shelf">
<div class="shelf-head"><h2 id="shelf"><?cs var:t("From our shelves") ?></h2> <a href="/<?cs var:lang ?>/goods"><?cs var:t("See all goods") ?></a></div>
<ul class="goods"><?cs each:good = goods ?><?cs include:"store/_card.cs" ?><?cs /each ?></ul>
</section><?cs else ?><p class="empty"><?cs var:t("The shelves are being filled. Please come back soon.") ?></p><?cs /if ?>
<section class="steps" aria-labelledby="steps">
<h2 id="steps"><?cs var:t("How it works") ?></h2>
<ol>
<li><h3><?cs var:t("Choose") ?></h3><p><?cs var:t("Put what you need into the cart. No account, no card.") ?></p></li>
<li><h3><?cs var:t("We pack") ?></h3><p><?cs var:t("Your goods are put aside at the branch that you choose.") ?></p></li>
<li><h3><?cs var:t("Collect and pay") ?></h3><p><?cs var:t("Show your code at the counter and pay there, in cash or by card.") ?></p></li>
</ol>
</section>
<?cs include:"layout/foot.cs" ?>
