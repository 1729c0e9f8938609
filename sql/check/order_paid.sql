-- What an order counts as paid is the sum of its payments, and a done order is paid in full.
SELECT o.id AS order_id, o.stage, o.total, o.paid, SUM(p.amount) AS payments
FROM orders o
LEFT JOIN payment p ON p.order_id = o.id
GROUP BY o.id, o.stage, o.total, o.paid
HAVING o.paid <> COALESCE(SUM(p.amount), 0) OR (o.stage = 'done' AND o.paid <> o.total)
