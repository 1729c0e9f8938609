-- What lies at a place is the sum of the moves there.
SELECT location_id, variant_id, SUM(on_hand) AS on_hand, SUM(moved) AS moved FROM (
  SELECT location_id, variant_id, on_hand, 0 AS moved FROM stock_level
  UNION ALL
  SELECT location_id, variant_id, 0, quantity FROM ledger.stock_move
) AS both_sides
GROUP BY location_id, variant_id
HAVING SUM(on_hand) <> SUM(moved)
