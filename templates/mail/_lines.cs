<?cs # What an order holds. Data: lines (name, count, amount), order.total. ?>
<table>
<tbody><?cs each:line = lines ?>
<tr><td><bdi><?cs var:line.name ?></bdi><br><span class="quiet"><?cs var:line.count ?></span></td><td class="amount"><?cs var:line.amount ?></td></tr><?cs /each ?>
</tbody>
<tfoot><tr class="total"><th scope="row"><?cs var:t("Total") ?></th><td class="amount"><?cs var:order.total ?></td></tr></tfoot>
</table>
