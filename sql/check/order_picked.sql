-- A web order that is ready or done was picked whole; of no line lies more in the box than was ordered; a box is begun only while it is placed.
SELECT o.id AS order_id, o.stage, o.picking, l.line_no, l.quantity, l.picked, l.missing
FROM orders o
JOIN sales_channel ch ON ch.id = o.channel_id AND ch.kind = 'web'
JOIN order_line l ON l.order_id = o.id
WHERE (o.stage IN ('ready', 'done') AND l.quantity > 0 AND l.picked <> l.quantity)
  OR (l.quantity > 0 AND l.picked + l.missing > l.quantity)
  OR (o.picking = 1 AND o.stage <> 'placed')
