-- The entries of a chain go from 1 to its counter without a gap, and its head is the hash of the last.
SELECT c.id AS chain_id, c.seq, j.entries, j.least, j.most, HEX(c.head) AS head, HEX(newest.hash) AS newest
FROM chain c
LEFT JOIN (
  SELECT chain_id, COUNT(*) AS entries, MIN(seq) AS least, MAX(seq) AS most FROM ledger.journal GROUP BY chain_id
) AS j ON j.chain_id = c.id
LEFT JOIN ledger.journal newest ON newest.chain_id = c.id AND newest.seq = j.most
WHERE c.seq <> COALESCE(j.entries, 0) OR c.seq <> COALESCE(j.most, 0) OR j.least <> 1
   OR c.head <> COALESCE(newest.hash, UNHEX(REPEAT('00', 32)))
UNION ALL
SELECT j.chain_id, NULL, 1, j.seq, j.seq, NULL, HEX(j.hash)
FROM ledger.journal j LEFT JOIN chain c ON c.id = j.chain_id
WHERE c.id IS NULL
