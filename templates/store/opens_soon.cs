<?cs # Ordering before the shop has opened. ?><?cs include:"layout/head.cs" ?>
<section class="empty">
<h1><?cs var:t("We open soon") ?></h1>
<p><?cs var:t("You can look around already. Ordering begins when the shop opens; your cart stays as it is until then.") ?></p>
<p><a class="button" href="/<?cs var:lang ?>/goods"><?cs var:t("See all goods") ?></a> <a class="button button-quiet" href="/<?cs var:lang ?>/cart"><?cs var:t("Back to the cart") ?></a></p>
</section>
<?cs include:"layout/foot.cs" ?>
