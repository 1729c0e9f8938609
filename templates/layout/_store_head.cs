<header class="shop-head">
<div class="awning" aria-hidden="true"></div>
<div class="shop-bar">
<a class="shop-name" href="/<?cs var:lang ?>/"><?cs if:shop.logo.src ?><img class="logo" src="<?cs var:url_validate(shop.logo.src) ?>" width="<?cs var:shop.logo.width ?>" height="<?cs var:shop.logo.height ?>" alt=""><?cs /if ?><?cs var:shop.name ?></a>
<form class="shop-search" role="search" action="/<?cs var:lang ?>/goods" method="get">
<label class="aside-only" for="find"><?cs var:t("Search the shop") ?></label>
<input id="find" type="search" name="find" value="<?cs var:find ?>" maxlength="100" placeholder="<?cs var:t("Milk, bread, a barcode …") ?>" autocomplete="off" enterkeyhint="search">
<button><?cs call:icon("search") ?><span class="shop-search-word"><?cs var:t("Search") ?></span></button>
</form>
<nav class="shop-tools" aria-label="<?cs var:t("Your visit") ?>">
<details class="langs">
<summary><?cs call:icon("globe") ?><span class="aside-only"><?cs var:t("Language") ?>: </span><?cs each:l = langs ?><?cs if:l.current ?><span class="langs-name"><?cs var:l.name ?></span><?cs /if ?><?cs /each ?><?cs call:icon("down") ?></summary>
<ul><?cs each:l = langs ?>
<li><a href="<?cs var:url_validate(l.href) ?>" lang="<?cs var:l.code ?>" hreflang="<?cs var:l.code ?>"<?cs if:l.current ?> aria-current="true"<?cs /if ?>><?cs var:l.name ?></a></li><?cs /each ?>
</ul>
</details>
<a class="cart-link" href="/<?cs var:lang ?>/cart"><?cs call:icon("cart") ?><span class="cart-word"><?cs var:t("Cart") ?></span> <span class="cart-count" id="cart-count"<?cs if:!cart.count ?> hidden<?cs /if ?>><?cs var:cart.count ?></span></a>
</nav>
</div>
</header>
<?cs if:shop.opens_soon ?><p class="opens-soon" role="note"><strong><?cs var:t("We open soon") ?></strong> · <?cs var:t("You can look around already; ordering begins when the shop opens.") ?></p><?cs /if ?>
