-- A payment counts as refunded what other payments give back of it: never more than was paid, and all of it to the coin that was taken.
SELECT p.id AS payment_id, p.order_id, p.amount, p.refunded, -SUM(back.amount) AS given_back, p.amount + p.rounding AS taken,
  -SUM(back.amount + back.rounding) AS handed_back
FROM payment p
LEFT JOIN payment back ON back.refunds_payment_id = p.id
GROUP BY p.id, p.order_id, p.tender, p.amount, p.rounding, p.refunded
HAVING p.refunded <> -COALESCE(SUM(back.amount), 0) OR p.refunded < 0 OR (p.refunded > 0 AND p.refunded > p.amount)
  OR -SUM(back.amount + back.rounding) > p.amount + p.rounding OR MAX(back.amount) > 0 OR MAX(back.amount + back.rounding) > 0
  OR (p.refunded > 0 AND p.refunded = p.amount AND -SUM(back.amount + back.rounding) <> p.amount + p.rounding)
  OR SUM(back.tender <> p.tender) > 0
