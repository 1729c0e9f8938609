<?cs # Pictures of one of the goods. Data: good.id, pictures.N (id, picture, first, last, refused, texts.N), new_alt (value, lang, error), refusals.N. ?>
<section class="card pictures" id="pictures" aria-labelledby="pictures-title">
<h2 id="pictures-title"><?cs var:t("Pictures") ?></h2>
<?cs if:pictures.0.id ?><ol class="picture-list"><?cs each:p = pictures ?>
<li class="picture">
<?cs with:picture = p.picture ?><?cs include:"store/_picture.cs" ?><?cs /with ?>
<?cs if:may.goods.edit ?><div class="picture-about">
<form class="fields" action="/office/goods/<?cs var:url_validate(good.id) ?>/picture" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="picture" value="<?cs var:p.id ?>">
<fieldset><legend><?cs var:t("What it shows, for who does not see it") ?></legend>
<?cs each:x = p.texts ?><p class="field"><label for="<?cs var:x.field ?>-<?cs var:p.id ?>"><bdi lang="<?cs var:x.lang ?>"><?cs var:x.name ?></bdi><?cs if:!x.required ?> <span class="per">(<?cs var:t("optional") ?>)</span><?cs /if ?></label>
<input id="<?cs var:x.field ?>-<?cs var:p.id ?>" name="<?cs var:x.field ?>" value="<?cs var:x.value ?>" lang="<?cs var:x.lang ?>" dir="<?cs var:x.dir ?>" maxlength="250"<?cs if:x.required ?> required<?cs /if ?><?cs if:x.error ?> aria-invalid="true" aria-describedby="<?cs var:x.field ?>-error"<?cs /if ?>>
<?cs if:x.error ?><span class="field-error" id="<?cs var:x.field ?>-error"><?cs var:x.error ?></span><?cs /if ?></p>
<?cs /each ?></fieldset>
<button><?cs var:t("Save") ?></button>
</form>
<div class="picture-order">
<?cs if:!p.first ?><form action="/office/goods/<?cs var:url_validate(good.id) ?>/picture/move" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="picture" value="<?cs var:p.id ?>"><input type="hidden" name="to" value="front">
<button class="button-quiet"><?cs var:t("To the front") ?></button>
</form><?cs /if ?>
<?cs if:!p.last ?><form action="/office/goods/<?cs var:url_validate(good.id) ?>/picture/move" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="picture" value="<?cs var:p.id ?>"><input type="hidden" name="to" value="back">
<button class="button-quiet"><?cs var:t("To the back") ?></button>
</form><?cs /if ?>
<form action="/office/goods/<?cs var:url_validate(good.id) ?>/picture/remove" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="picture" value="<?cs var:p.id ?>">
<button class="button-quiet"><?cs var:t("Take away") ?></button>
</form>
</div>
</div><?cs /if ?>
</li><?cs /each ?>
</ol><?cs else ?><p class="soft"><?cs var:t("No picture yet: the shop shows a tile with the first letter.") ?></p><?cs /if ?>
<?cs if:may.goods.edit ?><form class="fields picture-new" action="/office/goods/<?cs var:url_validate(good.id) ?>/pictures" method="post" enctype="multipart/form-data">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="field"><label for="new-pictures"><?cs var:t("Add pictures") ?> <span class="per">(<?cs var:t("JPEG, PNG, WebP or GIF, 12 MB each at most") ?>)</span></label>
<input id="new-pictures" type="file" name="pictures" accept="image/jpeg,image/png,image/webp,image/gif" multiple required<?cs if:refusals.0.text ?> aria-invalid="true" aria-describedby="new-pictures-error"<?cs /if ?>>
<?cs if:refusals.0.text ?><span class="field-error" id="new-pictures-error"><?cs each:x = refusals ?><bdi><?cs var:x.text ?></bdi> <?cs /each ?></span><?cs /if ?></p>
<p class="field"><label for="new-alt"><?cs var:t("What they show, for who does not see it") ?></label>
<input id="new-alt" name="alt" value="<?cs var:new_alt.value ?>" lang="<?cs var:new_alt.lang ?>" maxlength="250" required<?cs if:new_alt.error ?> aria-invalid="true" aria-describedby="new-alt-error"<?cs /if ?>>
<?cs if:new_alt.error ?><span class="field-error" id="new-alt-error"><?cs var:new_alt.error ?></span><?cs /if ?></p>
<button><?cs var:t("Add") ?></button>
</form><?cs /if ?>
</section>
