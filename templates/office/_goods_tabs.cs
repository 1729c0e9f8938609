<?cs # What belongs to goods, above its pages. Data: goods_tab (goods, prices, labels,
  searches), may.*. ?><nav class="tabs goods-tabs" aria-label="<?cs var:t("All about goods") ?>">
<a href="/office/goods"<?cs if:goods_tab == "goods" ?> aria-current="page"<?cs /if ?>><?cs var:t("Goods") ?></a>
<?cs if:may.goods.price ?><a href="/office/prices"<?cs if:goods_tab == "prices" ?> aria-current="page"<?cs /if ?>><?cs var:t("Prices prepared") ?></a>
<?cs /if ?><?cs if:may.goods.label ?><a href="/office/labels"<?cs if:goods_tab == "labels" ?> aria-current="page"<?cs /if ?>><?cs var:t("Shelf labels") ?></a>
<?cs /if ?><a href="/office/searches"<?cs if:goods_tab == "searches" ?> aria-current="page"<?cs /if ?>><?cs var:t("Not found") ?></a>
</nav>
