-- An order's total and tax are the sums of its lines.
SELECT o.id AS order_id, o.total, SUM(l.amount) AS amounts, o.tax, SUM(l.tax) AS line_taxes
FROM orders o
LEFT JOIN order_line l ON l.order_id = o.id
GROUP BY o.id, o.total, o.tax
HAVING o.total <> COALESCE(SUM(l.amount), 0) OR o.tax <> COALESCE(SUM(l.tax), 0)
