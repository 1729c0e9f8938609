-- A document's total, tax and rounding are those of its lines, its tax table and its payments.
SELECT document_id, SUM(total) AS total, SUM(line_amount) AS line_amount, SUM(gross) AS gross, SUM(paid) AS paid,
  SUM(tax) AS tax, SUM(line_tax) AS line_tax, SUM(rate_tax) AS rate_tax, SUM(rounding) AS rounding, SUM(paid_rounding) AS paid_rounding
FROM (
  SELECT id AS document_id, total, tax, rounding, 0 AS line_amount, 0 AS line_tax, 0 AS gross, 0 AS rate_tax, 0 AS paid, 0 AS paid_rounding
  FROM ledger.document
  UNION ALL
  SELECT document_id, 0, 0, 0, amount, tax, 0, 0, 0, 0 FROM ledger.document_line
  UNION ALL
  SELECT document_id, 0, 0, 0, 0, 0, gross, tax, 0, 0 FROM ledger.document_tax
  UNION ALL
  SELECT document_id, 0, 0, 0, 0, 0, 0, 0, amount, rounding FROM ledger.document_payment
) AS parts
GROUP BY document_id
HAVING SUM(total) <> SUM(line_amount) OR SUM(total) <> SUM(gross) OR SUM(total) <> SUM(paid)
  OR SUM(tax) <> SUM(line_tax) OR SUM(tax) <> SUM(rate_tax) OR SUM(rounding) <> SUM(paid_rounding)
