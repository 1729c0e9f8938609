-- Nothing is refunded beyond what was paid.
SELECT id AS payment_id, order_id, amount, refunded
FROM payment
WHERE refunded < 0 OR (refunded > 0 AND refunded > amount)
