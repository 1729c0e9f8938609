-- A live hold belongs to an order that waits, or to a till's basket, never to both.
SELECT h.id AS hold_id, h.order_id, h.uuid, o.stage
FROM stock_hold h
LEFT JOIN orders o ON o.id = h.order_id
WHERE h.state = 'live'
  AND ((h.order_id IS NULL) = (h.uuid IS NULL) OR o.stage NOT IN ('placed', 'ready'))
