-- An order that waits holds just what its lines ask for, at its place.
SELECT order_id, location_id, variant_id, SUM(asked) AS asked, SUM(held) AS held FROM (
  SELECT o.id AS order_id, o.location_id, l.variant_id, l.quantity AS asked, 0 AS held
  FROM orders o JOIN order_line l ON l.order_id = o.id
  WHERE o.stage IN ('placed', 'ready')
  UNION ALL
  SELECT h.order_id, h.location_id, h.variant_id, 0, h.quantity
  FROM stock_hold h JOIN orders o ON o.id = h.order_id AND o.stage IN ('placed', 'ready')
  WHERE h.state = 'live'
) AS both_sides
GROUP BY order_id, location_id, variant_id
HAVING SUM(asked) <> SUM(held)
