<?cs # Above board and list. Data: board_href, list_href, branches.N (name, href, current), listed. ?>
<div class="title">
<h1><?cs var:t("Orders") ?></h1>
<nav class="tabs title-end" aria-label="<?cs var:t("View") ?>">
<a href="<?cs var:url_validate(board_href) ?>"<?cs if:!listed ?> aria-current="true"<?cs /if ?>><?cs var:t("Board") ?></a>
<a href="<?cs var:url_validate(list_href) ?>"<?cs if:listed ?> aria-current="true"<?cs /if ?>><?cs var:t("List") ?></a>
</nav>
</div>
<?cs if:branches.0.name ?><nav class="tabs branch-tabs" aria-label="<?cs var:t("Branch") ?>"><?cs each:b = branches ?>
<a href="<?cs var:url_validate(b.href) ?>"<?cs if:b.current ?> aria-current="true"<?cs /if ?>><bdi><?cs var:b.name ?></bdi></a><?cs /each ?>
</nav><?cs /if ?>
