<?cs set:page.style = "office_staff" ?><?cs include:"layout/head.cs" ?>
<div class="title">
<h1><?cs var:t("Staff") ?></h1>
<a class="button" href="/office/staff/new"><?cs var:t("Add somebody") ?></a>
</div>
<table class="list list-staff">
<thead><tr><th scope="col"><?cs var:t("Name") ?></th><th scope="col"><?cs var:t("Login") ?></th><th scope="col"><?cs var:t("Role") ?></th><th scope="col"><?cs var:t("Works at") ?></th><th scope="col"><?cs var:t("Last seen") ?></th></tr></thead>
<tbody><?cs each:x = people ?>
<tr><th scope="row" class="name"><a class="row-link" href="/office/staff/<?cs var:url_validate(x.id) ?>"><bdi><?cs var:x.name ?></bdi></a></th><td class="login-cell"><bdi class="code" dir="ltr"><?cs var:x.login ?></bdi></td><td class="role-cell"><?cs var:x.role ?></td><td class="branch-cell soft"><bdi><?cs var:x.branches ?></bdi></td><td class="when-cell soft"><?cs if:x.seen_at ?><?cs var:x.seen_at ?><?cs else ?>–<?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table>
<section>
<h2 id="rights"><?cs var:t("What each role may do") ?></h2>
<div class="wide" tabindex="0" role="region" aria-labelledby="rights">
<table class="rights">
<thead><tr><th scope="col"><?cs var:t("Right") ?></th><?cs each:x = roles ?><th scope="col"><?cs var:x.name ?></th><?cs /each ?></tr></thead>
<tbody><?cs each:x = rights ?>
<tr><th scope="row"><?cs var:x.help ?></th><?cs each:y = x.cells ?><td><?cs if:y.has ?><span aria-hidden="true">✓</span><span class="aside-only"><?cs var:t("yes") ?></span><?cs else ?><span class="aside-only"><?cs var:t("no") ?></span><?cs /if ?></td><?cs /each ?></tr><?cs /each ?>
</tbody>
</table>
</div>
</section>
<?cs include:"layout/foot.cs" ?>
