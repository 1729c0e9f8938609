-- A word counts as many items as hold it.
SELECT w.id, w.items, COUNT(p.item_id) AS held
FROM search_word w LEFT JOIN search_posting p ON p.word_id = w.id
GROUP BY w.id, w.items
HAVING held <> w.items
