-- A credit note takes back, line by line, from the receipt that it names, at its tax and price, and all of a receipt's never more than it.
SELECT d.id AS document_id, d.credits_document_id AS receipt_id, 'receipt' AS what, d.total AS credit, w.total AS receipt
FROM ledger.document d
LEFT JOIN ledger.document w ON w.id = d.credits_document_id
WHERE (d.kind = 'credit_note') <> (d.credits_document_id IS NOT NULL)
   OR (d.kind = 'credit_note' AND (w.id IS NULL OR w.kind <> 'receipt' OR w.branch_id <> d.branch_id OR w.currency <> d.currency OR d.total > 0))
UNION ALL
SELECT d.id, d.credits_document_id, 'line', l.quantity, was.quantity
FROM ledger.document d
JOIN ledger.document w ON w.id = d.credits_document_id
JOIN order_line l ON l.order_id = d.order_id
LEFT JOIN order_line was ON was.id = l.returns_line_id AND was.order_id = w.order_id
WHERE was.id IS NULL OR l.quantity >= 0 OR was.variant_id <> l.variant_id OR was.unit_price <> l.unit_price OR was.tax_rate <> l.tax_rate
UNION ALL
SELECT d.id, NULL, 'stray line', l.quantity, NULL
FROM order_line l JOIN ledger.document d ON d.order_id = l.order_id
WHERE l.returns_line_id IS NOT NULL AND d.credits_document_id IS NULL
UNION ALL
SELECT NULL, w.id, 'sum', SUM(d.total), w.total
FROM ledger.document d JOIN ledger.document w ON w.id = d.credits_document_id
GROUP BY w.id, w.total, w.tax, w.rounding
HAVING w.total + SUM(d.total) < 0 OR w.tax + SUM(d.tax) < 0
UNION ALL
SELECT NULL, w.id, 'whole line', SUM(l.amount), was.amount
FROM ledger.document d
JOIN ledger.document w ON w.id = d.credits_document_id
JOIN order_line l ON l.order_id = d.order_id
JOIN order_line was ON was.id = l.returns_line_id
GROUP BY w.id, was.id, was.amount, was.tax, was.quantity
HAVING was.amount + SUM(l.amount) < 0 OR was.tax + SUM(l.tax) < 0
  OR (was.quantity + SUM(l.quantity) = 0 AND (was.amount + SUM(l.amount) <> 0 OR was.tax + SUM(l.tax) <> 0))
