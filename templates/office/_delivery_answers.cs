<?cs # What was asked for by name, or a code that nobody knows. Data: asked (any, code, find, new_good, uuid), found.N (variant, uuid, name, maker, price, unit, letter, tint, variants.N), delivery.id, csrf, may. ?>
<section class="card answers" aria-labelledby="answers-title" data-sound="<?cs if:found.0.name ?><?cs if:asked.code ?><?cs if:asked.code == asked.find ?>attention<?cs else ?>refused<?cs /if ?><?cs else ?>attention<?cs /if ?><?cs else ?>refused<?cs /if ?>">
<h2 id="answers-title" tabindex="-1"><?cs if:asked.code ?><?cs if:found.0.name ?><?cs if:asked.code == asked.find ?><?cs var:t("Which one is it?") ?><?cs else ?><?cs var:t("Unknown code {asked.code}") ?><?cs /if ?><?cs else ?><?cs var:t("Unknown code {asked.code}") ?><?cs /if ?><?cs else ?><?cs var:t("Which one is it?") ?><?cs /if ?></h2>
<?cs if:asked.find ?><?cs if:!found.0.name ?><p class="soft"><?cs var:t("No goods have “{asked.find}” in their name.") ?></p><?cs /if ?><?cs /if ?>
<ul class="found"><?cs each:f = found ?>
<li><form action="/office/receiving/<?cs var:url_validate(delivery.id) ?>/scan" method="post" data-send>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="uuid" value="<?cs var:f.uuid ?>">
<p class="found-name"><strong><bdi><?cs var:f.name ?></bdi></strong> <span class="per"><?cs if:f.maker ?><bdi><?cs var:f.maker ?></bdi> · <?cs /if ?><?cs if:f.content ?><?cs var:f.content ?> · <?cs /if ?><?cs var:f.price ?></span></p>
<?cs if:f.variants.0.id ?><select name="variant" aria-label="<?cs var:t("Variant") ?>"><?cs each:v = f.variants ?><option value="<?cs var:v.id ?>"><?cs var:v.label ?></option><?cs /each ?></select><?cs else ?><input type="hidden" name="variant" value="<?cs var:f.variant ?>"><?cs /if ?>
<?cs if:asked.code ?><?cs if:asked.code != asked.find ?><?cs if:may.goods.edit ?><input type="hidden" name="learn" value="<?cs var:asked.code ?>">
<label class="found-pack"><?cs var:t("Pieces in it") ?> <input name="pack" value="1" inputmode="decimal" maxlength="8" autocomplete="off" dir="ltr"></label><?cs /if ?><?cs /if ?><?cs /if ?>
<button class="button-quiet"><?cs var:t("This one") ?></button>
</form></li><?cs /each ?>
</ul>
<?cs if:asked.code ?>
<form class="finder" role="search" action="/office/receiving/<?cs var:url_validate(delivery.id) ?>" method="get" data-look>
<input type="hidden" name="code" value="<?cs var:asked.code ?>">
<label class="aside-only" for="look"><?cs var:t("Find the goods by name") ?></label>
<input id="look" name="find" type="search" maxlength="100" required placeholder="<?cs var:t("Find the goods by name") ?>" autocomplete="off"<?cs if:asked.code != asked.find ?> value="<?cs var:asked.find ?>"<?cs /if ?>>
<button class="button-quiet"><?cs var:t("Search") ?></button>
</form>
<p class="per"><?cs if:may.goods.edit ?><?cs var:t("The goods that you choose are found by this code from then on.") ?> <a href="<?cs var:url_validate(asked.new_good) ?>"><?cs var:t("Make new goods with this code") ?></a><?cs else ?><?cs var:t("Whoever may change goods can give them this code.") ?><?cs /if ?></p>
<details class="aside-form">
<summary><?cs var:t("Set it aside for later …") ?></summary>
<form class="fields" action="/office/receiving/<?cs var:url_validate(delivery.id) ?>/aside" method="post" data-send>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="uuid" value="<?cs var:asked.uuid ?>"><input type="hidden" name="aside" value="<?cs var:asked.code ?>">
<p class="field"><label for="aside-packs"><?cs var:t("How many came") ?></label>
<input id="aside-packs" name="packs" value="1" inputmode="decimal" required maxlength="12" autocomplete="off" dir="ltr"></p>
<p class="field"><label for="aside-note"><?cs var:t("What it looks like") ?></label>
<input id="aside-note" name="note" maxlength="200" autocomplete="off"></p>
<button class="button-quiet"><?cs var:t("Set aside") ?></button>
</form>
</details><?cs /if ?>
</section>
