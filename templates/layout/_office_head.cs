<?cs # The office's bar, shown to who is logged in: beside the page, or above it with a menu where that is narrow. Data: section, staff.name, may.*, csrf. ?>
<header class="bar">
<a class="bar-name" href="/office"><?cs var:shop.name ?></a>
<button class="bar-menu button-quiet" type="button" popovertarget="bar-nav"><?cs call:icon("menu") ?><?cs var:t("Menu") ?></button>
<nav class="bar-nav" id="bar-nav" popover aria-label="<?cs var:t("Office") ?>">
<a href="/office"<?cs if:section == "home" ?> aria-current="page"<?cs /if ?>><?cs call:icon("home") ?><?cs var:t("Today") ?></a>
<?cs if:may.order.view ?><a href="/office/orders"<?cs if:section == "orders" ?> aria-current="page"<?cs /if ?>><?cs call:icon("order") ?><?cs var:t("Orders") ?></a><?cs /if ?>
<?cs if:may.goods.view ?><a href="/office/goods"<?cs if:section == "goods" ?> aria-current="page"<?cs /if ?>><?cs call:icon("box") ?><?cs var:t("Goods") ?></a><?cs /if ?>
<?cs if:may.stock.receive ?><a href="/office/receiving"<?cs if:section == "receiving" ?> aria-current="page"<?cs /if ?>><?cs call:icon("stock") ?><?cs var:t("Receiving") ?></a><?cs /if ?>
<?cs if:may.goods.import ?><a href="/office/import"<?cs if:section == "import" ?> aria-current="page"<?cs /if ?>><?cs call:icon("swap") ?><?cs var:t("Import and export") ?></a><?cs /if ?>
<?cs if:may.customer.view ?><a href="/office/customers"<?cs if:section == "customers" ?> aria-current="page"<?cs /if ?>><?cs call:icon("people") ?><?cs var:t("Customers") ?></a><?cs /if ?>
<?cs if:may.order.view ?><a href="/office/shortfalls"<?cs if:section == "shortfalls" ?> aria-current="page"<?cs /if ?>><?cs call:icon("alert") ?><?cs var:t("Shortfalls") ?></a><?cs /if ?>
<?cs if:may.till.enrol ?><a href="/office/tills"<?cs if:section == "tills" ?> aria-current="page"<?cs /if ?>><?cs call:icon("till") ?><?cs var:t("Tills") ?></a><?cs /if ?>
<?cs if:may.staff.manage ?><a href="/office/staff"<?cs if:section == "staff" ?> aria-current="page"<?cs /if ?>><?cs call:icon("staff") ?><?cs var:t("Staff") ?></a><?cs /if ?>
<?cs if:may.audit.view ?><a href="/office/audit"<?cs if:section == "audit" ?> aria-current="page"<?cs /if ?>><?cs call:icon("audit") ?><?cs var:t("Audit log") ?></a><?cs /if ?>
<?cs if:may.branch.edit ?><a href="/office/settings"<?cs if:section == "settings" ?> aria-current="page"<?cs /if ?>><?cs call:icon("gear") ?><?cs var:t("Settings") ?></a><?cs /if ?>
<a href="/office/help"<?cs if:section == "help" ?> aria-current="page"<?cs /if ?>><?cs call:icon("help") ?><?cs var:t("Help") ?></a>
</nav>
<form class="bar-who" action="/office/logout" method="post">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<bdi><?cs var:staff.name ?></bdi> <button class="button-text"><?cs call:icon("leave") ?><span><?cs var:t("Log out") ?></span></button>
</form>
</header>
