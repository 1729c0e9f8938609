-- Every line of a booked delivery moved its stock once, as much and where it says; no other line moved any.
SELECT r.id AS goods_receipt_id, r.state, l.line_no, l.quantity, COUNT(m.id) AS moves, SUM(m.quantity) AS moved
FROM goods_receipt r
JOIN goods_receipt_line l ON l.goods_receipt_id = r.id
LEFT JOIN ledger.stock_move m ON m.goods_receipt_line_id = l.id AND m.reason = 'receipt'
GROUP BY r.id, r.state, r.location_id, l.id, l.line_no, l.variant_id, l.quantity, l.removed_at
HAVING COUNT(m.id) <> (r.state = 'booked' AND l.removed_at IS NULL)
  OR SUM(m.quantity) <> l.quantity
  OR SUM(m.variant_id <> l.variant_id OR m.location_id <> r.location_id) > 0
