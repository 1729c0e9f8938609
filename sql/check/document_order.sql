-- A receipt, and a credit note, says what its order says: its sums, its lines, its tax table, its payments.
SELECT d.id AS document_id, d.order_id, 'sums' AS what, d.total AS document_says, o.total AS order_says
FROM ledger.document d JOIN orders o ON o.id = d.order_id
WHERE (d.total <> o.total OR d.tax <> o.tax OR d.currency <> o.currency
  OR d.currency_exponent <> o.currency_exponent OR d.tax_included <> o.tax_included OR d.branch_id <> o.branch_id)
UNION ALL
SELECT d.id, d.order_id, 'line', x.amount, l.amount
FROM ledger.document d
JOIN order_line l ON l.order_id = d.order_id
LEFT JOIN ledger.document_line x ON x.document_id = d.id AND x.order_line_id = l.id
WHERE (x.document_id IS NULL OR x.quantity <> l.quantity OR x.unit_price <> l.unit_price
  OR x.amount <> l.amount OR x.tax_rate <> l.tax_rate OR x.tax <> l.tax OR x.name <> l.name OR x.unit <> l.unit)
UNION ALL
SELECT d.id, d.order_id, 'tax', x.tax, t.tax
FROM ledger.document d
JOIN order_tax t ON t.order_id = d.order_id
LEFT JOIN ledger.document_tax x ON x.document_id = d.id AND x.rate = t.rate
WHERE (x.document_id IS NULL OR x.gross <> t.gross OR x.tax <> t.tax)
UNION ALL
SELECT d.id, d.order_id, 'payment', x.amount, p.amount
FROM ledger.document d
JOIN ledger.document_payment x ON x.document_id = d.id
LEFT JOIN payment p ON p.id = x.payment_id AND p.order_id = d.order_id
WHERE p.id IS NULL OR x.tender <> p.tender OR x.amount <> p.amount OR x.rounding <> p.rounding OR x.tendered <> p.tendered
