<footer class="shop-foot">
<div class="shop-foot-in">
<h2><?cs var:t("Where we are") ?></h2>
<ul class="branches"><?cs each:b = shop.branches ?>
<li><strong><bdi><?cs var:b.name ?></bdi></strong><br><bdi><?cs var:b.address ?></bdi><?cs if:b.phone ?><br><bdi dir="ltr"><?cs var:b.phone ?></bdi><?cs /if ?><?cs if:b.hours ?><br><?cs var:b.hours ?><?cs if:b.hours_note ?> (<bdi><?cs var:b.hours_note ?></bdi>)<?cs /if ?><?cs /if ?></li><?cs /each ?>
</ul>
<p class="small"><a href="/<?cs var:lang ?>/terms"><?cs var:t("Terms of sale") ?></a> ·<?cs if:shop.demo ?> <a href="/<?cs var:lang ?>/try"><?cs var:t("Try it") ?></a> ·<?cs /if ?> <?cs var:shop.legal_name ?> · <?cs var:shop.tax_label ?> <bdi dir="ltr"><?cs var:shop.tax_number ?></bdi></p>
</div>
</footer>
