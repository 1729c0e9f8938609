-- What is reserved at a place is the sum of the live holds there.
SELECT location_id, variant_id, SUM(reserved) AS reserved, SUM(held) AS held FROM (
  SELECT location_id, variant_id, reserved, 0 AS held FROM stock_level
  UNION ALL
  SELECT location_id, variant_id, 0, quantity FROM stock_hold WHERE state = 'live'
) AS both_sides
GROUP BY location_id, variant_id
HAVING SUM(reserved) <> SUM(held)
