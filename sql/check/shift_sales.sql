-- A shift's totals are those of the receipts and the credit notes issued in it.
SELECT s.id AS shift_id, s.sales_count, COUNT(r.id) AS receipts, s.sales_amount, SUM(r.total) AS receipts_total,
  s.refunds_count, COUNT(d.id) - COUNT(r.id) AS credit_notes, s.refunds_amount, SUM(d.total) - SUM(r.total) AS credit_notes_total,
  s.rounding_amount, SUM(d.rounding) AS rounding
FROM shift s
LEFT JOIN ledger.document d ON d.shift_id = s.id
LEFT JOIN ledger.document r ON r.id = d.id AND r.kind = 'receipt'
GROUP BY s.id, s.sales_count, s.sales_amount, s.refunds_count, s.refunds_amount, s.rounding_amount
HAVING s.sales_count <> COUNT(r.id)
  OR s.sales_amount <> COALESCE(SUM(r.total), 0)
  OR s.refunds_count <> COUNT(d.id) - COUNT(r.id)
  OR s.refunds_amount <> COALESCE(SUM(r.total), 0) - COALESCE(SUM(d.total), 0)
  OR s.rounding_amount <> COALESCE(SUM(d.rounding), 0)
