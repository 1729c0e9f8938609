<?cs # One customer's card. Data: customer (id, name, email, phone, tel, lang, since, orders), form (name, email, phone, langs, again), alike (as customer, merging), orders, more, other. ?><?cs set:page.style = "office_customer" ?><?cs include:"layout/head.cs" ?>
<p class="back"><a href="/office/customers"><?cs var:t("Customers") ?></a></p>
<h1><bdi><?cs var:customer.name ?></bdi></h1>
<?cs if:other ?><p class="notice notice-bad" role="alert"><?cs var:other ?></p><?cs /if ?>
<div class="customer-top">
<section class="card" aria-label="<?cs var:t("Customer") ?>">
<dl class="facts"><?cs if:customer.phone ?>
<div><dt><?cs var:t("Phone") ?></dt><dd><a href="tel:<?cs var:url_validate(customer.tel) ?>"><bdi dir="ltr"><?cs var:customer.phone ?></bdi></a></dd></div><?cs /if ?><?cs if:customer.email ?>
<div><dt><?cs var:t("E-mail") ?></dt><dd><a href="mailto:<?cs var:url_validate(customer.email) ?>"><bdi dir="ltr"><?cs var:customer.email ?></bdi></a></dd></div><?cs /if ?><?cs if:customer.lang ?>
<div><dt><?cs var:t("Language") ?></dt><dd><?cs var:customer.lang ?></dd></div><?cs /if ?>
<div><dt><?cs var:t("Since") ?></dt><dd><?cs var:customer.since ?></dd></div>
<div><dt><?cs var:t("Orders") ?></dt><dd><?cs var:customer.orders ?></dd></div>
</dl>
<?cs if:may.customer.edit ?><details<?cs if:form.again ?> open<?cs /if ?>>
<summary><?cs var:t("Change the card …") ?></summary>
<form class="fields" action="/office/customers/<?cs var:url_validate(customer.id) ?>/edit" method="post" novalidate>
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<p class="field"><label for="name"><?cs var:t("Name") ?></label>
<input id="name" name="name" value="<?cs var:form.name ?>" required maxlength="100" autocomplete="off" dir="auto"<?cs if:errors.field.name ?> aria-invalid="true" aria-describedby="name-error"<?cs /if ?>>
<?cs if:errors.field.name ?><span class="field-error" id="name-error"><?cs var:errors.field.name ?></span><?cs /if ?></p>
<p class="field"><label for="phone"><?cs var:t("Phone") ?></label>
<input id="phone" type="tel" name="phone" value="<?cs var:form.phone ?>" maxlength="40" autocomplete="off" dir="ltr"<?cs if:errors.field.phone ?> aria-invalid="true" aria-describedby="phone-error"<?cs /if ?>>
<?cs if:errors.field.phone ?><span class="field-error" id="phone-error"><?cs var:errors.field.phone ?></span><?cs /if ?></p>
<p class="field"><label for="email"><?cs var:t("E-mail") ?></label>
<input id="email" type="email" name="email" value="<?cs var:form.email ?>" maxlength="254" autocomplete="off" dir="ltr"<?cs if:errors.field.email ?> aria-invalid="true" aria-describedby="email-error"<?cs /if ?>>
<?cs if:errors.field.email ?><span class="field-error" id="email-error"><?cs var:errors.field.email ?></span><?cs /if ?></p>
<p class="field"><label for="lang"><?cs var:t("Language") ?></label>
<select id="lang" name="lang"><?cs each:x = form.langs ?>
<option value="<?cs var:x.value ?>" lang="<?cs var:x.value ?>"<?cs if:x.chosen ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?>
</select></p>
<p><button><?cs var:t("Save") ?></button></p>
</form>
</details><?cs /if ?>
</section>
<?cs if:alike.0.id ?><section class="card" aria-labelledby="alike">
<h2 id="alike"><?cs var:t("Possibly the same person") ?></h2>
<p class="per"><?cs var:t("These cards have the same phone number or e-mail address. Two members of a family may share one: look before you make one card of two.") ?></p>
<ul class="alike"><?cs each:x = alike ?>
<li>
<p><a class="strong" href="/office/customers/<?cs var:url_validate(x.id) ?>"><bdi><?cs var:x.name ?></bdi></a><br>
<span class="per"><?cs if:x.phone ?><bdi dir="ltr"><?cs var:x.phone ?></bdi><?cs if:x.email ?> · <?cs /if ?><?cs /if ?><?cs if:x.email ?><bdi dir="ltr"><?cs var:x.email ?></bdi><?cs /if ?></span><br>
<span class="per"><?cs var:t("Orders") ?>: <?cs var:x.orders ?> · <?cs var:t("Since") ?>: <?cs var:x.since ?></span></p>
<details>
<summary><?cs var:t("Make one card of both …") ?></summary>
<form action="/office/customers/<?cs var:url_validate(customer.id) ?>/merge" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<input type="hidden" name="other" value="<?cs var:x.id ?>">
<p class="per"><?cs var:x.merging ?></p>
<p><button class="button-bad"><?cs var:t("Make one card of both") ?></button></p>
</form>
</details>
</li><?cs /each ?>
</ul>
</section><?cs /if ?>
</div>
<?cs if:may.order.view ?><section aria-labelledby="orders-of">
<h2 id="orders-of"><?cs var:t("Orders") ?></h2>
<?cs if:orders.0.id ?><?cs include:"office/_orders.cs" ?><?cs if:more ?>
<p class="per"><?cs var:t("Older orders are not shown.") ?></p><?cs /if ?>
<?cs else ?><p class="empty-line"><?cs var:t("No orders yet") ?></p><?cs /if ?>
</section><?cs /if ?>
<?cs include:"layout/foot.cs" ?>
