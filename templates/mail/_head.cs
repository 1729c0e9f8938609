<?cs # The top of every mail as HTML. Data: lang, dir, mail.subject, shop (name, link, logo.src). Mail programs load no
  style sheet: what is needed stands here. ?><!doctype html>
<html lang="<?cs var:lang ?>" dir="<?cs var:dir ?>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title><?cs var:mail.subject ?></title>
<style>
body { margin: 0; padding: 24px 16px; font: 16px/1.5 system-ui, sans-serif; color: #1c2430; background: #ffffff; }
main { max-width: 36em; margin: 0 auto; }
h1 { font-size: 24px; line-height: 1.3; }
h2 { font-size: 18px; margin: 28px 0 8px; }
.code { margin: 0; font-size: 28px; font-weight: 700; letter-spacing: 2px; }
.said { padding: 12px 16px; border-inline-start: 4px solid #14532d; background: #f1f5f2; white-space: pre-line; }
.quiet { color: #5b6675; font-size: 14px; }
.button { display: inline-block; padding: 12px 20px; border-radius: 8px; background: #14532d; color: #ffffff; text-decoration: none; }
table { width: 100%; border-collapse: collapse; }
td, th { padding: 8px 0; border-bottom: 1px solid #d8dde4; text-align: start; font-weight: 400; vertical-align: top; }
td.amount { text-align: end; white-space: nowrap; }
tr.total th, tr.total td { font-weight: 700; border-bottom: 0; }
@media (prefers-color-scheme: dark) { body { color: #e8ebef; background: #14181d; } .quiet { color: #a3adba; } td, th { border-color: #39424d; } .said { background: #1f2a24; } }
</style>
</head>
<body>
<main>
<?cs if:shop.logo.src ?><p><img src="<?cs var:url_validate(shop.logo.src) ?>" height="48" alt="<?cs var:shop.name ?>"></p>
<?cs else ?><p class="quiet"><?cs var:shop.name ?></p>
<?cs /if ?>
