<?cs include:"layout/head.cs" ?>
<article class="prose try">
<h1><?cs var:t("Try it") ?></h1>
<p class="lead"><?cs var:t("This is a demo shop with ninety days of trade behind it. Nothing here costs anything and nothing can break: ten minutes show you both of its doors.") ?></p>
<h2><?cs var:t("A tour of ten minutes") ?></h2>
<ol class="tour">
<li><p><?cs var:t("Be a shopper: put some bread, fruit and a T-shirt into the cart.") ?> <a href="/<?cs var:lang ?>/goods"><?cs var:t("All goods") ?></a></p></li>
<li><p><?cs var:t("Order, with any name and phone number, to collect in Herzl Street. You get a code and a page that follows your order.") ?> <a href="/<?cs var:lang ?>/cart"><?cs var:t("Cart") ?></a></p></li>
<li><p><?cs var:t("Be the manager: in another window log in to the office. Your order stands on top of those that wait.") ?> <a href="/office"><?cs var:t("Office") ?></a></p></li>
<li><p><?cs var:t("Open your order and say that it is ready. The shopper's page says so too.") ?> <a href="/office/orders"><?cs var:t("Orders") ?></a></p></li>
<li><p><?cs var:t("Make this browser a till: still as manager, enrol it for a branch. Then log in as cashier with the PIN and open a shift with some cash.") ?> <a href="/till/enrol"><?cs var:t("Till") ?></a></p></li>
<li><p><?cs var:t("Scan the bars below with a scanner, or type the numbers. Apples and tomatoes carry a label from the scale, with their weight in its number.") ?></p></li>
<li><p><?cs var:t("Take cash: the till tells the change. The receipt has a code that opens it on a phone.") ?></p></li>
<li><p><?cs var:t("At the till, scan or type the code of your web order, take its payment and hand it over.") ?></p></li>
<li><p><?cs var:t("Look at a product in the store: there is less of it now, whichever door it left by.") ?> <a href="/<?cs var:lang ?>/goods/challah"><?cs var:t("Product") ?></a></p></li>
<li><p><?cs var:t("Count the drawer and close the shift. Only then does the till tell what should have been in it.") ?></p></li>
</ol>
<h2><?cs var:t("Codes to scan") ?></h2>
<ul class="bars"><?cs each:code = codes ?>
<li><img src="<?cs var:url_validate(code.bars) ?>" width="226" height="144" alt="<?cs var:code.gtin ?>"><a href="/<?cs var:lang ?>/goods/<?cs var:url_validate(code.href) ?>"><bdi><?cs var:code.name ?></bdi></a> <span class="price"><?cs var:code.price ?></span><?cs if:code.weight ?> <span class="per"><?cs var:code.weight ?></span><?cs /if ?></li><?cs /each ?>
</ul>
<h2><?cs var:t("Who may log in") ?></h2>
<div class="table-wide"><table>
<thead><tr><th scope="col"><?cs var:t("Login") ?></th><th scope="col"><?cs var:t("Password") ?></th><th scope="col"><?cs var:t("PIN") ?></th></tr></thead>
<tbody><?cs each:l = people ?>
<tr><td dir="ltr"><?cs var:l.login ?></td><td dir="ltr"><?cs var:l.password ?></td><td dir="ltr"><?cs if:l.pin ?><?cs var:l.pin ?><?cs else ?>–<?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table></div>
<p class="per"><?cs var:t("Everybody knows these. Never sell with them.") ?></p>
</article>
<?cs include:"layout/foot.cs" ?>
