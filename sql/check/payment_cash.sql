-- A cash payment put into its shift's drawer what it took, or took out what it gave back, once; no other payment did.
SELECT p.id AS payment_id, p.tender, p.shift_id, p.amount + p.rounding AS taken, m.shift_id AS moved_in, m.kind, m.amount AS moved
FROM payment p
LEFT JOIN ledger.cash_movement m ON m.payment_id = p.id
WHERE (p.tender = 'cash' AND p.shift_id IS NOT NULL
       AND (m.id IS NULL OR m.amount <> p.amount + p.rounding OR m.shift_id <> p.shift_id
         OR m.kind <> CASE WHEN p.refunds_payment_id IS NULL THEN 'sale' ELSE 'refund' END))
   OR ((p.tender <> 'cash' OR p.shift_id IS NULL) AND m.id IS NOT NULL)
   OR (p.amount < 0) <> (p.refunds_payment_id IS NOT NULL)
