<?cs include:"layout/head.cs" ?>
<div class="help">
<h1><?cs var:t("Help") ?></h1>
<div class="help-toc">
<nav aria-labelledby="owner">
<p><a href="#owner"><?cs var:t("For the owner") ?></a></p>
<ul>
<li><a href="#orders"><?cs var:t("Orders and stages") ?></a></li>
<li><a href="#picking"><?cs var:t("Picking an order") ?></a></li>
<li><a href="#writing"><?cs var:t("Messages about an order") ?></a></li>
<li><a href="#returns"><?cs var:t("Returns and refunds") ?></a></li>
<li><a href="#customers"><?cs var:t("Customers") ?></a></li>
<li><a href="#goods"><?cs var:t("Goods") ?></a></li>
<li><a href="#prices"><?cs var:t("Price") ?></a></li>
<li><a href="#prepared"><?cs var:t("Prices prepared") ?></a></li>
<li><a href="#labels"><?cs var:t("Shelf labels") ?></a></li>
<li><a href="#stock"><?cs var:t("Stock") ?></a></li>
<?cs if:may.stock.receive ?><li><a href="#receiving"><?cs var:t("Receiving") ?></a></li>
<?cs /if ?><li><a href="#shortfalls"><?cs var:t("Shortfalls") ?></a></li>
<li><a href="#tills"><?cs var:t("Tills and shifts") ?></a></li>
<li><a href="#settings"><?cs var:t("Settings") ?></a></li>
<li><a href="#opening"><?cs var:t("Opening the shop") ?></a></li>
<li><a href="#commands"><?cs var:t("Commands on the server") ?></a></li>
<li><a href="#checks"><?cs var:t("What the checks prove") ?></a></li>
</ul>
</nav>
<nav aria-labelledby="cashier">
<p><a href="#cashier"><?cs var:t("For the cashier") ?></a></p>
<?cs include:"till/_help_contents.cs" ?>
</nav>
</div>

<section aria-labelledby="owner">
<h2 id="owner"><?cs var:t("For the owner") ?></h2>
<h3 id="orders"><a href="#orders"><?cs var:t("Orders and stages") ?></a></h3>
<p><?cs var:t("A web order begins at “To pack”. When its goods are in the bag, open it and press “It is packed and ready”. It is paid and handed over at a till, and is “Done”.") ?></p>
<p><?cs var:t("“Orders” opens as a board: new orders, those being picked, those ready and those of today that were collected, the earliest promise first. What is overdue says so in red. The board looks again by itself.") ?></p>
<p><?cs var:t("At checkout the shopper is told when the order will be ready: the opening hours and the minutes under “Settings” decide it. “Promise another time …” changes it and tells the customer by mail.") ?></p>
<p><?cs var:t("An order that is not collected by the time on its page lapses, and its goods go back on sale. Until it is paid it can be cancelled there; that cannot be taken back.") ?></p>
<p><?cs var:t("The list is the other view: there stand the sales of the tills too. The tabs above it show one stage, or one door.") ?></p>

<h3 id="picking"><a href="#picking"><?cs var:t("Picking an order") ?></a></h3>
<p><?cs var:t("“Pick” shows the goods with their pictures, large enough for a phone. Scan each pack, or press “Picked” at its line. Wrong goods are called out. What is weighed is typed as the scale shows it, or its label is scanned.") ?></p>
<p><?cs var:t("“Not found” marks what is not there. Such an order cannot be made ready or paid until it is found: write to the customer, or cancel it. When all is in the box, one press makes it ready, and the customer gets a mail.") ?></p>

<h3 id="writing"><a href="#writing"><?cs var:t("Messages about an order") ?></a></h3>
<p><?cs var:t("Write on the page of the order: to the customer, who gets it by mail and answers on the page of the order, or as a note that only staff see. Sentences to begin with are in the customer's language. An answer is shown on the board, on the order and on “Today” until somebody has read it.") ?></p>

<h3 id="returns"><a href="#returns"><?cs var:t("Returns and refunds") ?></a></h3>
<p><?cs var:t("Open the order of the receipt and press “Take back and refund”. Type how much of each line comes back, where it goes, why, and out of which drawer the money comes. The next page shows what it comes to; nothing happens before you confirm it there.") ?></p>
<p><?cs var:t("A part is worth its share of what was paid, and the last part the exact rest. All parts together never give back more than was paid. A whole refund gives back the very cash that was taken.") ?></p>
<p><?cs var:t("A credit note is issued, numbered and signed like a receipt; the two name each other, on paper and on the customer's page. The drawer's count expects the money to be gone.") ?></p>
<p><?cs var:t("What was paid by card is not given back in cash. An order that is not paid is cancelled instead.") ?></p>

<h3 id="customers"><a href="#customers"><?cs var:t("Customers") ?></a></h3>
<p><?cs var:t("Whoever orders on the web gets a card. Who orders again with the same name, e-mail address and phone number orders on the same card.") ?></p>
<p><?cs var:t("A card lists others with the same phone number or e-mail address. If they are one person, make one card of both: the orders move, and the old address leads to the card that stays.") ?></p>

<h3 id="goods"><a href="#goods"><?cs var:t("Goods") ?></a></h3>
<p><?cs var:t("The list shows what the filters leave: a category, what has no price, no picture or no barcode, what ran out. The address in the browser holds the filters: keep it as a bookmark.") ?></p>
<p><?cs var:t("“New good” needs a name, a type and a tax class; everything else can follow. “Copy this good” starts from one that is there. Names and descriptions stand side by side in all languages, and a language that is missing is marked: the shop then shows the good's own.") ?></p>
<p><?cs var:t("A good may have many barcodes. One for a box says how many are in it. A code with a wrong last digit is refused, and so is one that another good has.") ?></p>
<p><?cs var:t("An address that you change keeps leading to the good. What is archived is on no list; what was sold stays. Two people may work on the same good: the second is told what the first has changed, and loses nothing.") ?></p>

<h3 id="prices"><a href="#prices"><?cs var:t("Price") ?></a></h3>
<p><?cs var:t("Find the goods by name or barcode, type the new price and press “Set the price”. It counts from now on: on the web a moment later, at the till with the next scan. What was sold before keeps its price.") ?></p>
<p><?cs var:t("With a day and an hour under “Begins” it counts from then on; until then it can be taken back. Below stand the prices until now, who set them, and the lowest of the 30 days before.") ?></p>
<p><?cs var:t("A branch may have prices of its own. Above each price stands who sells by it.") ?></p>

<h3 id="prepared"><a href="#prepared"><?cs var:t("Prices prepared") ?></a></h3>
<p><?cs var:t("Under “Goods”, “Prices prepared”: give the set a name, scan goods or let a rule take them in, and choose the hour. Until then nothing changes, and the whole set can be taken back. At the hour the web, the tills and the labels follow by themselves.") ?></p>

<h3 id="labels"><a href="#labels"><?cs var:t("Shelf labels") ?></a></h3>
<p><?cs var:t("“Shelf labels” lists the goods whose label is wrong now, or will be at an hour that you choose. Print, put the labels up, and press “They are printed”: only then are they right for the office.") ?></p>

<h3 id="stock"><a href="#stock"><?cs var:t("Stock") ?></a></h3>
<p><?cs var:t("“On hand” is what lies there, “Promised” what waits for orders and for baskets that are being paid, “Free” what is left.") ?></p>
<p><?cs var:t("Under “Correct …” type what you counted. The difference is written down with your name and the reason. There you also choose what happens when it runs out:") ?></p>
<dl>
<div><dt><?cs var:t("Not counted") ?></dt><dd><?cs var:t("Web and till sell it without looking.") ?></dd></div>
<div><dt><?cs var:t("Counted, sells below zero") ?></dt><dd><?cs var:t("Web and till go on selling, and the number goes below zero.") ?></dd></div>
<div><dt><?cs var:t("Counted, the web stops at zero") ?></dt><dd><?cs var:t("The web sells only what is free. The till sells what is in the customer's hand, even if it was promised.") ?></dd></div>
<div><dt><?cs var:t("Counted, web and till stop at zero") ?></dt><dd><?cs var:t("The till, too, sells only what is free, and says before the payment what is short.") ?></dd></div>
</dl>

<?cs if:may.stock.receive ?><h3 id="receiving"><a href="#receiving"><?cs var:t("Receiving") ?></a></h3>
<p><?cs var:t("When goods arrive, open a delivery under “Receiving”, say who delivers, and scan. A scan is one; the code of a box brings the whole box; the same code again counts one more. A code that nobody knows is given to goods found by name, or set aside.") ?></p>
<p><?cs var:t("Type the cost as the delivery note gives it, without VAT: for one, for a box or for all of it. It is kept for one, rounded to a ten-thousandth of the smallest coin. A jump of more than a fifth against the last delivery is pointed out.") ?></p>
<p><?cs var:t("A date may be typed short: 31.12 is the next one, 1226 the end of December 2026.") ?></p>
<p><?cs var:t("Without a network what you scan waits in the phone and is sent later, each once. “Book the delivery” puts the goods in stock. After that a mistake is mended by “Correct …” on the page of the delivery.") ?></p>
<p><?cs var:t("Goods that a place never carried are counted there from the delivery on. Goods that are not counted stay so until somebody counts them. What web orders were short of is filled first.") ?></p>

<?cs /if ?><h3 id="shortfalls"><a href="#shortfalls"><?cs var:t("Shortfalls") ?></a></h3>
<p><?cs var:t("A sale or a count may leave too little for what was promised. A row names the goods, how many are missing, and the order that misses them. Find a replacement or call the customer, then press “Settled”.") ?></p>

<h3 id="tills"><a href="#tills"><?cs var:t("Tills and shifts") ?></a></h3>
<p><?cs var:t("Each till numbers its own receipts, without gaps. Under “Tills” you see who has a shift open, since when, and how many sales are in it.") ?></p>
<p><?cs var:t("“Revoke this till …” stops a lost machine at once. The shift that it left open is closed on the same page: count its drawer and type the sum.") ?></p>

<h3 id="settings"><a href="#settings"><?cs var:t("Settings") ?></a></h3>
<p><?cs var:t("Under “Settings” stand the shop's names, tax number, languages and logo, the branches with their hours, the rules and the mails. What is saved counts at every door within a second.") ?></p>
<p><?cs var:t("A rule of the shop counts everywhere. A branch or a till may differ; press “As the shop” to follow it again. Days that differ, such as holidays, are set at the branch under “Opening hours”.") ?></p>

<h3 id="opening"><a href="#opening"><?cs var:t("Opening the shop") ?></a></h3>
<p><?cs var:t("A new shop shows its goods on the web and takes no orders. The list under “Opening the shop” says what is missing and leads there; then the owner opens it.") ?></p>

<h3 id="commands"><a href="#commands"><?cs var:t("Commands on the server") ?></a></h3>
<dl>
<div><dt><code>makolet user</code></dt><dd><?cs var:t("Adds staff, sets passwords and PINs, ends somebody's work here. Who only sells needs a PIN and no password.") ?></dd></div>
<div><dt><code>makolet import</code></dt><dd><?cs var:t("Takes the goods and prices of one store of a price file into a branch:") ?>
<span class="help-line"><code>makolet import</code> <code>--profile israel-prices</code> <code>--chain ID</code> <code>--store ID</code> <code>--branch CODE</code> <code>FILE</code></span>
<?cs var:t("What cannot be taken is named with its reason. The same file again changes nothing.") ?></dd></div>
<div><dt><code>… --dry-run</code></dt><dd><?cs var:t("Changes nothing and says what an import would do.") ?></dd></div>
<div><dt><code>makolet work</code></dt><dd><?cs var:t("Sends the mails about orders, lets orders lapse and gives back what was held. It must always be running.") ?></dd></div>
<div><dt><code>… --help</code></dt><dd><?cs var:t("Explains each of these commands.") ?></dd></div>
</dl>

<h3 id="checks"><a href="#checks"><?cs var:t("What the checks prove") ?></a></h3>
<dl>
<div><dt><code>makolet check</code></dt><dd><?cs var:t("That stock is the sum of its moves, that orders agree with their lines, taxes and payments and drawers with their movements, and that no receipt's number is missing. What really lies on the shelf it cannot know: that takes a count.") ?></dd></div>
<div><dt><code>makolet journal verify</code></dt><dd><?cs var:t("That the signed chain of each till, with every receipt and every shift, is whole. Otherwise it names the first entry that is missing or was changed. A sale that nobody entered it cannot find.") ?></dd></div>
</dl>
</section>

<section aria-labelledby="cashier">
<h2 id="cashier"><?cs var:t("For the cashier") ?></h2>
<?cs include:"till/_help.cs" ?>
</section>
</div>
<?cs include:"layout/foot.cs" ?>
