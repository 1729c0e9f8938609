<?cs set:page.style = "office_good" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/goods"><?cs var:t("Goods") ?></a></p>
<h1><?cs var:page.title ?></h1>
<?cs if:copy ?><p class="soft"><?cs var:t("Pictures, prices and the other variants come along when it is saved; article numbers and barcodes do not.") ?></p><?cs /if ?>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs elif:focus ?><p class="notice notice-bad" role="alert"><?cs var:t("Nothing is saved yet: look at the marked fields.") ?></p><?cs /if ?>
<form class="card fields good-form" id="edit" action="/office/goods/new" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="uuid" value="<?cs var:uuid ?>">
<?cs if:copy ?><input type="hidden" name="copy" value="<?cs var:copy ?>"><?cs /if ?>
<?cs include:"office/_good_fields.cs" ?>
<div class="good-facts">
<?cs call:line(f.code, t("Barcode"), t("(scan it or type it)"), "64", "ltr") ?>
<?cs if:may.goods.price ?><p class="field"><label for="price"><?cs var:t("Price") ?> <span class="per"><?cs var:t("(from now on)") ?></span></label>
<input id="price" name="price" value="<?cs var:f.price.value ?>" inputmode="decimal" maxlength="20" dir="ltr" autocomplete="off"<?cs if:f.price.error ?> aria-invalid="true" aria-describedby="<?cs var:f.price.id ?>-error"<?cs /if ?><?cs if:f.price.focus ?> autofocus<?cs /if ?>><?cs call:error(f.price) ?></p><?cs /if ?>
</div>
<?cs if:owner.id ?><p><a href="/office/goods/<?cs var:url_validate(owner.id) ?>"><bdi><?cs var:owner.name ?></bdi></a></p><?cs /if ?>
<p class="save-bar"><button><?cs var:t("Save the new good") ?></button> <a href="/office/goods"><?cs var:t("Cancel") ?></a></p>
</form>
<?cs include:"layout/foot.cs" ?>
