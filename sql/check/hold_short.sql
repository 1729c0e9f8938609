-- What the holds of an order are short of is what its shortfalls say and nothing has filled.
SELECT h.order_id, h.variant_id, h.location_id, h.short, COALESCE(s.quantity, 0) AS shortfall
FROM (SELECT order_id, variant_id, location_id, SUM(short) AS short FROM stock_hold
      WHERE order_id IS NOT NULL GROUP BY order_id, variant_id, location_id) h
LEFT JOIN (SELECT short_order_id, variant_id, location_id, SUM(quantity - filled) AS quantity FROM shortfall
           WHERE short_order_id IS NOT NULL GROUP BY short_order_id, variant_id, location_id) s
  ON s.short_order_id = h.order_id AND s.variant_id = h.variant_id AND s.location_id = h.location_id
WHERE h.short <> COALESCE(s.quantity, 0)
