<?cs # The cashier's chapter of the help, at the office and at the till. ?>
<h3 id="enrol"><a href="#enrol"><?cs var:t("Set up a till") ?></a></h3>
<p><?cs var:t("A manager opens /till in the browser of the device, chooses the branch, names the till and logs in. Once for each browser.") ?></p>

<h3 id="shift"><a href="#shift"><?cs var:t("Log in and open the shift") ?></a></h3>
<p><?cs var:t("Touch your name and type your PIN. Count the cash that is in the drawer and type it as the float: the shift is open.") ?></p>
<p><?cs var:t("“Lock” leaves the till to the next person. The shift stays open and the basket is kept.") ?></p>

<h3 id="scan-goods"><a href="#scan-goods"><?cs var:t("Scan and search") ?></a></h3>
<p><?cs var:t("Scan, or type the number under the barcode and press Enter. A few letters find goods by their name: choose one with the arrow keys and Enter, or touch it.") ?></p>
<dl>
<div><dt><kbd>3*</kbd></dt><dd><?cs var:t("Before a code: three of it. Alone: makes it three of the chosen line.") ?></dd></div>
<div><dt><kbd>0.456*</kbd></dt><dd><?cs var:t("Before the code of weighed goods: 456 grams. Without it the till asks for the weight.") ?></dd></div>
</dl>

<h3 id="key-list"><a href="#key-list"><?cs var:t("Keys") ?></a></h3>
<?cs include:"till/_keys.cs" ?>

<h3 id="tenders"><a href="#tenders"><?cs var:t("Cash and card") ?></a></h3>
<p><?cs var:t("“Pay” shows what is due. “Cash” with nothing typed is the exact amount; type what was handed over, or touch a sum, and the change is shown.") ?></p>
<p><?cs var:t("Charge a card on its own terminal first, then press “Card”: the till notes the payment and does not speak with the terminal.") ?></p>
<p><?cs var:t("To split a payment, type the first part and choose how it was paid; the rest follows.") ?></p>

<h3 id="collect"><a href="#collect"><?cs var:t("Collect an order") ?></a></h3>
<p><?cs var:t("Scan the QR code of the customer's order, or press “Collect an order” and type its code. Compare the goods, then take the payment as for any sale.") ?></p>
<p><?cs var:t("The basket must be empty before. An open order is paid as it stands; “Empty the basket” leaves it as it was.") ?></p>

<h3 id="refusals"><a href="#refusals"><?cs var:t("When the till says no") ?></a></h3>
<p><?cs var:t("A low sound and a sentence say why. Nothing was sold, and the basket is kept.") ?></p>
<dl>
<div><dt><?cs var:t("Code unknown, or no price") ?></dt><dd><?cs var:t("Try the name. If that fails, the office has to enter the goods or their price.") ?></dd></div>
<div><dt><?cs var:t("The price has changed") ?></dt><dd><?cs var:t("Scan the goods once more: the line takes the new price.") ?></dd></div>
<div><dt><?cs var:t("Not enough is left") ?></dt><dd><?cs var:t("The line is marked. Sell fewer, or have the office count the stock.") ?></dd></div>
<div><dt><?cs var:t("The order cannot be paid here") ?></dt><dd><?cs var:t("It waits in another branch, was paid already, was cancelled or has lapsed.") ?></dd></div>
<div><dt><?cs var:t("No longer logged in") ?></dt><dd><?cs var:t("Press “Log in” and go on with the same basket.") ?></dd></div>
</dl>

<h3 id="connection"><a href="#connection"><?cs var:t("When the connection is away") ?></a></h3>
<p><?cs var:t("Without the server nothing can be sold. The basket is kept, even when the page is loaded again; repeat a scan that got no answer.") ?></p>
<p><?cs var:t("“No answer from the server” after a payment: do not start anew and take no money twice. Press “Send again” when the connection is back. However often it is sent, it is one sale.") ?></p>

<h3 id="closing"><a href="#closing"><?cs var:t("Close the shift") ?></a></h3>
<p><?cs var:t("Count every kind of note and coin, the float too. What should be in the drawer is told only after the count, and a difference stays written down.") ?></p>
