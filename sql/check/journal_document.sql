-- Every document has its journal entry, at the place that it names, and every entry of a document its document.
SELECT d.id AS document_id, d.chain_id, d.seq, j.kind, j.document_id AS entry_says
FROM ledger.document d
LEFT JOIN ledger.journal j ON j.chain_id = d.chain_id AND j.seq = d.seq
WHERE j.document_id IS NULL OR j.document_id <> d.id OR j.kind <> 'document'
UNION ALL
SELECT j.document_id, j.chain_id, j.seq, j.kind, NULL
FROM ledger.journal j
LEFT JOIN ledger.document d ON d.id = j.document_id AND d.chain_id = j.chain_id AND d.seq = j.seq
WHERE d.id IS NULL AND (j.document_id IS NOT NULL OR j.kind = 'document')
