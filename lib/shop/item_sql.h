/* item_sql.h: pieces of SQL that item.c and item_price.c share. Nobody else
 * includes it. */
#ifndef MAKOLET_SHOP_ITEM_SQL_H
#define MAKOLET_SHOP_ITEM_SQL_H

/* One row that says when, in which language and by which price lists (the one
 * asked for and three generations of parents). Arguments: AT(now), T(lang), ID(list). */
#define ASKED_SQL \
	"(SELECT CAST(? AS DATETIME(6)) AS at, CAST(? AS CHAR(2)) AS lang, " \
	"l0.id AS list0, l1.id AS list1, l2.id AS list2, l3.id AS list3 FROM price_list l0 " \
	"LEFT JOIN price_list l1 ON l1.id = l0.parent_id " \
	"LEFT JOIN price_list l2 ON l2.id = l1.parent_id " \
	"LEFT JOIN price_list l3 ON l3.id = l2.parent_id WHERE l0.id = ?) AS asked"

#define PRICE_IN_SQL(list) \
	"(SELECT p.price FROM price p WHERE p.variant_id = v.id AND p.price_list_id = asked." list \
	" AND p.valid_from <= asked.at ORDER BY p.valid_from DESC LIMIT 1)"

/* Beside `asked` and a variant v: its price, -1 (PRICE_NONE) without one. */
#define PRICE_SQL \
	"COALESCE(" PRICE_IN_SQL("list0") ", " PRICE_IN_SQL("list1") ", " \
	PRICE_IN_SQL("list2") ", " PRICE_IN_SQL("list3") ", -1)"

/* Beside `asked`, an item i and its variant v: the picture that stands for them. */
#define PICTURE_SQL \
	"LOWER(HEX(m.hash)), m.type, m.width, m.height, COALESCE(ft.alt, fo.alt, '')"
#define PICTURE_JOIN_SQL \
	" LEFT JOIN item_picture f ON f.id = (SELECT q.id FROM item_picture q WHERE q.item_id = i.id" \
	" AND (q.variant_id IS NULL OR q.variant_id = v.id) ORDER BY q.variant_id IS NULL, q.position, q.id LIMIT 1)" \
	" LEFT JOIN media m ON m.id = f.media_id" \
	" LEFT JOIN item_picture_text ft ON ft.picture_id = f.id AND ft.lang = asked.lang" \
	" LEFT JOIN item_picture_text fo ON fo.picture_id = f.id AND fo.lang = i.lang"

#endif
