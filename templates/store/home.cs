<?cs include:"layout/head.cs" ?>
<section class="hero<?cs if:composed ?> hero-composed<?cs /if ?>">
<div class="hero-say">
<h1><?cs var:t("Your corner shop, packed and waiting for you") ?></h1>
<p class="lead"><?cs var:t("Order here, collect in the shop, pay when you have the bag in your hand.") ?></p>
<a class="button button-large" href="/<?cs var:lang ?>/goods"><?cs var:t("See all goods") ?></a>
</div>
<?cs if:composed ?><div class="still-life"><?cs each:good = still_life ?>
<span class="tile tile-picture"><?cs with:picture = good.picture ?><?cs include:"store/_picture.cs" ?><?cs /with ?></span><?cs /each ?>
</div><?cs /if ?>
</section>
<?cs if:aisles.0.href ?><nav class="aisles" aria-label="<?cs var:t("Categories") ?>">
<ul><?cs each:c = aisles ?>
<li><a class="aisle" href="/<?cs var:lang ?>/goods?category=<?cs var:url_validate(c.href) ?>">
<?cs if:c.picture.src ?><span class="tile tile-picture"><?cs with:picture = c.picture ?><?cs include:"store/_picture.cs" ?><?cs /with ?></span><?cs else ?><span class="tile tint-<?cs var:c.tint ?>" aria-hidden="true"><?cs call:icon("bag") ?></span><?cs /if ?>
<span class="aisle-name"><?cs var:c.name ?></span></a></li><?cs /each ?>
</ul>
</nav><?cs /if ?>
<?cs if:goods.0.slug ?><section class="shelf" aria-labelledby="shelf">
<div class="shelf-head"><h2 id="shelf"><?cs var:t("From our shelves") ?></h2> <a href="/<?cs var:lang ?>/goods"><?cs var:t("See all goods") ?></a></div>
<ul class="goods"><?cs each:good = goods ?><?cs include:"store/_card.cs" ?><?cs /each ?></ul>
</section><?cs else ?><p class="empty"><?cs var:t("The shelves are being filled. Please come back soon.") ?></p><?cs /if ?>
<section class="steps" aria-labelledby="steps">
<h2 id="steps"><?cs var:t("How it works") ?></h2>
<ol>
<li><?cs call:icon("cart") ?><h3><?cs var:t("Choose") ?></h3><p><?cs var:t("Put what you need into the cart. No account, no card.") ?></p></li>
<li><?cs call:icon("bag") ?><h3><?cs var:t("We pack") ?></h3><p><?cs var:t("Your goods are put aside at the branch that you choose.") ?></p></li>
<li><?cs call:icon("card") ?><h3><?cs var:t("Collect and pay") ?></h3><p><?cs var:t("Show your code at the counter and pay there, in cash or by card.") ?></p></li>
</ol>
</section>
<?cs include:"layout/foot.cs" ?>
