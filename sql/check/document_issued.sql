-- Every done order has one receipt, and only done orders have one.
SELECT o.id AS order_id, o.stage, COUNT(d.id) AS receipts
FROM orders o
LEFT JOIN ledger.document d ON d.order_id = o.id AND d.kind = 'receipt'
GROUP BY o.id, o.stage
HAVING COUNT(d.id) <> (o.stage = 'done')
