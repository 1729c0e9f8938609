-- Every done order has one document, and only done orders have one: a return its credit note, others a receipt.
SELECT o.id AS order_id, o.stage, COUNT(d.id) AS documents, MAX(d.kind) AS kind
FROM orders o
LEFT JOIN order_line l ON l.order_id = o.id AND l.line_no = 1
LEFT JOIN ledger.document d ON d.order_id = o.id
GROUP BY o.id, o.stage, l.returns_line_id
HAVING COUNT(d.id) <> (o.stage = 'done')
  OR MAX(d.kind) <> CASE WHEN l.returns_line_id IS NULL THEN 'receipt' ELSE 'credit_note' END
