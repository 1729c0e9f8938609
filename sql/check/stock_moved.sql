-- Every line of a done order moved its stock once, at the order's place; no other line moved any.
SELECT o.id AS order_id, o.stage, l.line_no, l.quantity, COUNT(m.id) AS moves, SUM(m.quantity) AS moved
FROM orders o
JOIN order_line l ON l.order_id = o.id
LEFT JOIN ledger.stock_move m ON m.order_line_id = l.id
GROUP BY o.id, o.stage, o.location_id, l.id, l.line_no, l.variant_id, l.quantity
HAVING COUNT(m.id) <> (o.stage = 'done')
  OR SUM(m.quantity) <> -l.quantity
  OR SUM(m.variant_id <> l.variant_id OR m.location_id <> o.location_id) > 0
