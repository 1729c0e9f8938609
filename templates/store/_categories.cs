<?cs if:categories.0.slug ?><nav class="categories" aria-label="<?cs var:t("Categories") ?>">
<ul>
<li><a href="/<?cs var:lang ?>/goods"<?cs if:everything ?> aria-current="page"<?cs /if ?>><?cs var:t("All") ?></a></li><?cs each:c = categories ?>
<li><a class="tint-<?cs var:c.tint ?>" href="/<?cs var:lang ?>/goods?category=<?cs var:url_validate(c.href) ?>"<?cs if:c.current ?> aria-current="page"<?cs elif:c.open ?> aria-current="true"<?cs /if ?>><?cs var:c.name ?></a></li><?cs /each ?>
</ul>
<?cs if:below.0.slug ?><ul class="categories-below"><?cs each:c = below ?>
<li><a href="/<?cs var:lang ?>/goods?category=<?cs var:url_validate(c.href) ?>"<?cs if:c.current ?> aria-current="page"<?cs /if ?>><?cs var:c.name ?></a></li><?cs /each ?>
</ul><?cs /if ?>
</nav><?cs /if ?>
