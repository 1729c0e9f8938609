-- A shift's totals are those of the documents issued in it.
SELECT s.id AS shift_id, s.sales_count, COUNT(d.id) AS documents, s.sales_amount, SUM(d.total) AS total,
  s.rounding_amount, SUM(d.rounding) AS rounding
FROM shift s
LEFT JOIN ledger.document d ON d.shift_id = s.id
GROUP BY s.id, s.sales_count, s.sales_amount, s.rounding_amount
HAVING s.sales_count <> COUNT(d.id)
  OR s.sales_amount <> COALESCE(SUM(d.total), 0)
  OR s.rounding_amount <> COALESCE(SUM(d.rounding), 0)
