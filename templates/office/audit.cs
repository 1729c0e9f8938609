<?cs set:page.style = "office_audit" ?><?cs include:"layout/head.cs" ?>
<h1><?cs var:t("Audit log") ?></h1>
<p class="lead"><?cs var:t("Who changed what, kept for good. A person, an action or an object is a link to all there is of it.") ?></p>
<?cs if:filtered ?><p><a href="/office/audit"><?cs var:t("Show everything") ?></a></p><?cs /if ?>
<?cs if:entries.0.id ?><table class="list list-audit">
<thead><tr><th scope="col"><?cs var:t("When") ?></th><th scope="col"><?cs var:t("Who") ?></th><th scope="col"><?cs var:t("Action") ?></th><th scope="col"><?cs var:t("Object") ?></th><th scope="col"><?cs var:t("Detail") ?></th></tr></thead>
<tbody><?cs each:x = entries ?>
<tr><td class="when-cell soft"><?cs var:x.at ?></td><td class="name"><?cs if:x.person ?><a href="<?cs var:url_validate(x.by_person) ?>"><bdi><?cs var:x.person ?></bdi></a><?cs else ?><span class="soft"><?cs var:t("by itself") ?></span><?cs /if ?></td><td class="action-cell"><a class="code" dir="ltr" href="<?cs var:url_validate(x.by_action) ?>"><?cs var:x.action ?></a></td><td class="object-cell"><a class="code" dir="ltr" href="<?cs var:url_validate(x.by_object) ?>"><?cs var:x.object ?></a></td><td class="detail-cell"><?cs each:f = x.facts ?><span class="fact" dir="ltr"><span class="soft"><?cs var:f.name ?></span> <?cs if:f.change ?><del><bdi><?cs var:f.before ?></bdi></del> → <?cs /if ?><bdi><?cs var:f.after ?></bdi></span><?cs /each ?></td></tr><?cs /each ?>
</tbody>
</table>
<?cs else ?><div class="empty"><h2><?cs var:t("Nothing here") ?></h2></div><?cs /if ?>
<?cs if:deep ?><?cs set:paging = "1" ?><?cs /if ?><?cs if:next_page ?><?cs set:paging = "1" ?><?cs /if ?>
<?cs if:paging ?><nav class="pager" aria-label="<?cs var:t("Pages") ?>">
<?cs if:deep ?><a class="button button-quiet" href="<?cs var:url_validate(first_page) ?>"><?cs var:t("Newest") ?></a><?cs /if ?>
<?cs if:next_page ?><a class="button button-quiet" rel="next" href="<?cs var:url_validate(next_page) ?>"><?cs var:t("Older") ?></a><?cs /if ?>
</nav><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
