-- By each rate, an order's tax table says what its lines say.
SELECT order_id, rate, SUM(line_gross) AS line_gross, SUM(gross) AS gross, SUM(line_tax) AS line_tax, SUM(tax) AS tax FROM (
  SELECT order_id, tax_rate AS rate, amount AS line_gross, 0 AS gross, tax AS line_tax, 0 AS tax FROM order_line
  UNION ALL
  SELECT order_id, rate, 0, gross, 0, tax FROM order_tax
) AS both_sides
GROUP BY order_id, rate
HAVING SUM(line_gross) <> SUM(gross) OR SUM(line_tax) <> SUM(tax)
