<?cs # The top of every page, up to the main element. Every page has lang, dir,
  door, csrf (private pages), shop.name; the store also shop.branches, langs
  (code, name, href, current). A handler sets page.title, and may set
  page.description, page.noindex, page.script (a module), find, cart.count; it
  or the template, page.style (the sheet of this screen alone), page.scheme
  ("light" or "dark" whatever the browser prefers). ?><?cs include:"layout/_icon.cs" ?><!doctype html>
<html lang="<?cs var:lang ?>" dir="<?cs var:dir ?>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title><?cs if:page.title ?><?cs var:page.title ?> · <?cs /if ?><?cs var:shop.name ?></title>
<?cs if:page.description ?><meta name="description" content="<?cs var:page.description ?>">
<?cs elif:door == "store" ?><meta name="description" content="<?cs var:t("Order here, collect in the shop, pay when you have the bag in your hand.") ?>">
<?cs /if ?><?cs if:page.noindex ?><meta name="robots" content="noindex">
<?cs else ?><?cs each:l = langs ?><link rel="alternate" hreflang="<?cs var:l.code ?>" href="<?cs var:url_validate(shop_url) ?><?cs var:url_validate(l.href) ?>">
<?cs /each ?><?cs /if ?><link rel="icon" href="<?cs var:url_validate(static) ?>/img/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="<?cs var:url_validate(static) ?>/css/tokens.css">
<?cs if:page.scheme != "light" ?><link rel="stylesheet" href="<?cs var:url_validate(static) ?>/css/dark.css"<?cs if:page.scheme != "dark" ?> media="(prefers-color-scheme: dark)"<?cs /if ?>>
<?cs /if ?><link rel="stylesheet" href="<?cs var:url_validate(static) ?>/css/elements.css">
<link rel="stylesheet" href="<?cs var:url_validate(static) ?>/css/components.css">
<?cs if:door != "store" ?><link rel="stylesheet" href="<?cs var:url_validate(static) ?>/css/lists.css">
<?cs /if ?><link rel="stylesheet" href="<?cs var:url_validate(static) ?>/css/<?cs var:door ?>.css">
<?cs if:page.style ?><link rel="stylesheet" href="<?cs var:url_validate(static) ?>/css/<?cs var:page.style ?>.css">
<?cs /if ?><?cs if:page.script ?><script type="module" src="<?cs var:url_validate(static) ?>/js/<?cs var:page.script ?>.js"></script>
<?cs /if ?></head>
<body class="door-<?cs var:door ?>">
<a class="skip" href="#main"><?cs var:t("Skip to content") ?></a>
<?cs if:door == "store" ?><?cs include:"layout/_store_head.cs" ?><?cs /if ?>
<?cs if:door == "office" ?><?cs if:staff.name ?><?cs include:"layout/_office_head.cs" ?><?cs /if ?><?cs /if ?>
<main id="main">
