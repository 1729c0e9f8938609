<footer class="shop-foot">
<div class="shop-foot-in">
<h2><?cs var:t("Where we are") ?></h2>
<ul class="branches"><?cs each:b = shop.branches ?>
<li><strong><bdi><?cs var:b.name ?></bdi></strong><span class="said"><?cs call:icon("pin") ?><bdi><?cs var:b.address ?></bdi></span><?cs if:b.phone ?><span class="said"><?cs call:icon("phone") ?><bdi dir="ltr"><?cs var:b.phone ?></bdi></span><?cs /if ?><?cs if:b.hours ?><span class="said"><?cs call:icon("clock") ?><span><?cs var:b.hours ?><?cs if:b.hours_note ?> (<bdi><?cs var:b.hours_note ?></bdi>)<?cs /if ?></span></span><?cs /if ?></li><?cs /each ?>
</ul>
<p class="small"><a href="/<?cs var:lang ?>/terms"><?cs var:t("Terms of sale") ?></a> ·<?cs if:shop.demo ?> <a href="/<?cs var:lang ?>/try"><?cs var:t("Try it") ?></a> ·<?cs /if ?> <?cs var:shop.legal_name ?> · <?cs var:shop.tax_label ?> <bdi dir="ltr"><?cs var:shop.tax_number ?></bdi></p>
</div>
</footer>
