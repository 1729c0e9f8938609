-- No order hangs on a card that was merged into another, which is none that was merged itself.
SELECT p.id AS customer_id, p.merged_into, o.id AS order_id
FROM customer p
LEFT JOIN customer kept ON kept.id = p.merged_into
LEFT JOIN orders o ON o.customer_id = p.id
WHERE p.merged_into IS NOT NULL AND (o.id IS NOT NULL OR kept.id IS NULL OR kept.merged_into IS NOT NULL)
