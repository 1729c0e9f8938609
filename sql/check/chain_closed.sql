-- A till's chain is closed once the till is revoked and its last shift counted.
SELECT c.id AS chain_id, c.till_id, c.closed_at, t.revoked_at, s.id AS open_shift
FROM chain c
LEFT JOIN till t ON t.id = c.till_id
LEFT JOIN shift s ON s.open_till_id = c.till_id
WHERE (c.closed_at IS NOT NULL) <> (t.revoked_at IS NOT NULL AND s.id IS NULL)
