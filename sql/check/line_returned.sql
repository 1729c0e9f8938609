-- A line counts as returned what other lines return of it, never more than was sold.
SELECT l.id AS order_line_id, l.quantity, l.returned, SUM(r.quantity) AS return_lines
FROM order_line l
LEFT JOIN order_line r ON r.returns_line_id = l.id
GROUP BY l.id, l.quantity, l.returned
HAVING l.returned <> -COALESCE(SUM(r.quantity), 0) OR l.returned < 0 OR (l.returned > 0 AND l.returned > l.quantity)
