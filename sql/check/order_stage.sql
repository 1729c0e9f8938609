-- An order's stage is that of its last event.
SELECT o.id AS order_id, o.stage, e.stage AS last_event
FROM orders o
LEFT JOIN (SELECT order_id, MAX(id) AS id FROM ledger.order_event GROUP BY order_id) AS newest ON newest.order_id = o.id
LEFT JOIN ledger.order_event e ON e.id = newest.id
WHERE e.stage IS NULL OR e.stage <> o.stage
