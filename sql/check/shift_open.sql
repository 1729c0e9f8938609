-- A shift is open on its own till until it is closed and counted.
SELECT id AS shift_id, till_id, open_till_id, closed_at, closed_by, cash_counted
FROM shift
WHERE (closed_at IS NULL) <> (open_till_id IS NOT NULL)
   OR (closed_at IS NULL) <> (cash_counted IS NULL)
   OR open_till_id <> till_id
