-- What a shift's drawer should hold is the sum of its cash movements, the float among them.
SELECT s.id AS shift_id, s.cash_expected, SUM(m.amount) AS movements, s.float_amount,
  SUM(CASE WHEN m.kind = 'float' THEN m.amount ELSE 0 END) AS float_movements
FROM shift s
LEFT JOIN ledger.cash_movement m ON m.shift_id = s.id
GROUP BY s.id, s.cash_expected, s.float_amount
HAVING s.cash_expected <> COALESCE(SUM(m.amount), 0)
  OR s.float_amount <> COALESCE(SUM(CASE WHEN m.kind = 'float' THEN m.amount ELSE 0 END), 0)
