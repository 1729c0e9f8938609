/* item_sql.h: pieces of SQL that the files of item share with those who compare
 * prices (price_change.c, price_rule.c, shelf_label.c). Nobody else includes it. */
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

/* MySQL, whose figures of a fresh table are old, would walk the key of valid_from. */
#define PRICE_IN_SQL(list) \
	"(SELECT p.price FROM price p FORCE INDEX (PRIMARY) WHERE p.variant_id = v.id AND p.price_list_id = asked." list \
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

/* The columns of a struct item_card, a member of a row, and what fills them,
 * beside `asked`, PICTURE_JOIN_SQL and a `page` that says the pack. */
#define CARD_COLUMNS(row, card) \
	DB_COL(row, card.item, INT), DB_COL(row, card.variant, INT), DB_COL(row, card.slug, TEXT), \
	DB_COL(row, card.name, TEXT), DB_COL(row, card.label, TEXT), DB_COL(row, card.type, TEXT), \
	DB_COL(row, card.unit, TEXT), DB_COL(row, card.maker, TEXT), DB_COL(row, card.category, INT), \
	DB_COL(row, card.price, INT), DB_COL(row, card.content, INT), DB_COL(row, card.content_unit, TEXT), \
	DB_COL(row, card.tax_class, INT), DB_COL(row, card.tax_rate, INT), DB_COL(row, card.pack_quantity, INT), \
	DB_COL(row, card.variants, INT), DB_COL(row, card.picture.hash, TEXT), DB_COL(row, card.picture.type, TEXT), \
	DB_COL(row, card.picture.width, INT), DB_COL(row, card.picture.height, INT), DB_COL(row, card.picture.alt, TEXT)
#define CARD_SQL \
	"i.id, v.id, i.slug, COALESCE(t.name, o.name), v.label, i.type, i.unit, i.maker, i.category_id, " \
	PRICE_SQL ", v.content, v.content_unit, i.tax_class_id, " \
	"COALESCE((SELECT r.rate FROM tax_rate r WHERE r.tax_class_id = i.tax_class_id " \
	"AND r.valid_from <= asked.at ORDER BY r.valid_from DESC LIMIT 1), 0), page.pack, " \
	"(SELECT COUNT(*) FROM variant w WHERE w.item_id = i.id AND w.archived_at IS NULL), " PICTURE_SQL

/* Beside `asked` and an item i: its texts, in the language asked for and its own. */
#define TEXT_JOIN_SQL \
	" JOIN item_text o ON o.item_id = i.id AND o.lang = i.lang" \
	" LEFT JOIN item_text t ON t.item_id = i.id AND t.lang = asked.lang"

#endif
