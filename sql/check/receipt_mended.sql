-- What is corrected of a delivery was booked before, is of its goods and leaves no less than nothing of it.
SELECT m.goods_receipt_line_id, r.state, l.quantity, SUM(m.quantity) AS corrected
FROM ledger.stock_move m
LEFT JOIN goods_receipt_line l ON l.id = m.goods_receipt_line_id
LEFT JOIN goods_receipt r ON r.id = l.goods_receipt_id
WHERE m.goods_receipt_line_id IS NOT NULL AND m.reason <> 'receipt'
GROUP BY m.goods_receipt_line_id, r.state, r.location_id, l.variant_id, l.quantity
HAVING r.state IS NULL OR r.state <> 'booked' OR l.quantity + SUM(m.quantity) < 0
  OR SUM(m.variant_id <> l.variant_id OR m.location_id <> r.location_id OR m.reason <> 'correction') > 0
