-- Every line of a done order moved its stock once, what was sold from the order's place, what came back to one of its branch; no other line moved any.
SELECT o.id AS order_id, o.stage, l.line_no, l.quantity, COUNT(m.id) AS moves, SUM(m.quantity) AS moved
FROM orders o
JOIN order_line l ON l.order_id = o.id
LEFT JOIN ledger.stock_move m ON m.order_line_id = l.id
LEFT JOIN location p ON p.id = m.location_id
GROUP BY o.id, o.stage, o.branch_id, o.location_id, l.id, l.line_no, l.variant_id, l.quantity, l.returns_line_id
HAVING COUNT(m.id) <> (o.stage = 'done')
  OR SUM(m.quantity) <> -l.quantity
  OR SUM(m.variant_id <> l.variant_id) > 0
  OR SUM(m.reason <> CASE WHEN l.returns_line_id IS NULL THEN 'sale' ELSE 'return' END) > 0
  OR SUM(CASE WHEN l.returns_line_id IS NULL THEN m.location_id <> o.location_id ELSE p.branch_id <> o.branch_id END) > 0
