<?cs # The headings of till/_help.cs. ?><ul>
<li><a href="#enrol"><?cs var:t("Set up a till") ?></a></li>
<li><a href="#shift"><?cs var:t("Log in and open the shift") ?></a></li>
<li><a href="#scan-goods"><?cs var:t("Scan and search") ?></a></li>
<li><a href="#key-list"><?cs var:t("Keys") ?></a></li>
<li><a href="#tenders"><?cs var:t("Cash and card") ?></a></li>
<li><a href="#collect"><?cs var:t("Collect an order") ?></a></li>
<li><a href="#refusals"><?cs var:t("When the till says no") ?></a></li>
<li><a href="#connection"><?cs var:t("When the connection is away") ?></a></li>
<li><a href="#closing"><?cs var:t("Close the shift") ?></a></li>
</ul>
