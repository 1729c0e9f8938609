-- The numbers of a series go from 1 to its counter without a gap.
SELECT COALESCE(s.chain_id, d.chain_id) AS chain_id, COALESCE(s.kind, d.kind) AS kind, s.code, s.number,
  d.documents, d.least, d.most
FROM series s
LEFT JOIN (
  SELECT chain_id, kind, COUNT(*) AS documents, MIN(number) AS least, MAX(number) AS most,
    MIN(series_code) AS code_least, MAX(series_code) AS code_most
  FROM ledger.document GROUP BY chain_id, kind
) AS d ON d.chain_id = s.chain_id AND d.kind = s.kind
WHERE s.number <> COALESCE(d.documents, 0) OR s.number <> COALESCE(d.most, 0) OR d.least <> 1
   OR d.code_least <> s.code OR d.code_most <> s.code
UNION ALL
SELECT d.chain_id, d.kind, d.series_code, NULL, 1, d.number, d.number
FROM ledger.document d
LEFT JOIN series s ON s.chain_id = d.chain_id AND s.kind = d.kind
WHERE s.chain_id IS NULL
