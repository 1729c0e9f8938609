<?cs # What each key does at the till. ?><dl class="till-keylist">
<div><dt><kbd>3*</kbd></dt><dd><?cs var:t("Before a code: three of it. Alone: makes it three of the chosen line.") ?></dd></div>
<div><dt><kbd>Enter</kbd></dt><dd><?cs var:t("Adds what is typed; with nothing typed, pays.") ?></dd></div>
<div><dt><kbd>↑</kbd> <kbd>↓</kbd></dt><dd><?cs var:t("Choose a line, or one of the goods found.") ?></dd></div>
<div><dt><kbd>+</kbd> <kbd>−</kbd></dt><dd><?cs var:t("One more or one less of the chosen line.") ?></dd></div>
<div><dt><kbd>Del</kbd></dt><dd><?cs var:t("Removes the chosen line.") ?></dd></div>
<div><dt><kbd>F8</kbd></dt><dd><?cs var:t("Undoes the last change.") ?></dd></div>
<div><dt><kbd>F10</kbd></dt><dd><?cs var:t("Empties the basket.") ?></dd></div>
<div><dt><kbd>F4</kbd></dt><dd><?cs var:t("Pay.") ?></dd></div>
<div><dt><kbd>F9</kbd></dt><dd><?cs var:t("While paying: by card.") ?></dd></div>
<div><dt><kbd>F2</kbd></dt><dd><?cs var:t("Collect an order by its code; its QR code may be scanned at any time.") ?></dd></div>
<div><dt><kbd>F7</kbd></dt><dd><?cs var:t("Receipt of the last sale.") ?></dd></div>
<div><dt><kbd>F6</kbd></dt><dd><?cs var:t("Locks the till; the basket stays.") ?></dd></div>
</dl>
