/* item_find.h: goods as the office lists them: filters that combine, three
 * orders, pages that do not grow with depth.
 *
 * A row is an item, by its first variant (or the one that a code named).
 * Prices are those of one price list; stock is what the branches in the
 * actor's scope have free.
 */
#ifndef MAKOLET_SHOP_ITEM_FIND_H
#define MAKOLET_SHOP_ITEM_FIND_H

#include "shop/item.h"

/* What is wrong with them, or right. An item with several variants is in a
 * state when one of its live variants is. */
enum item_state {
	ITEM_ANY,			/* all but what is archived */
	ITEM_ON_SALE,			/* has a price */
	ITEM_ARCHIVED,
	ITEM_NO_PRICE,
	ITEM_NO_PICTURE,
	ITEM_NO_BARCODE,
	ITEM_NO_TEXT,			/* in one of the shop's languages */
	ITEM_TO_REVIEW,			/* an import asks something about it */
	ITEM_AT_ZERO,			/* counted somewhere, and nothing is there */
	ITEM_BELOW_ZERO,
	ITEM_STATES
};

enum item_order { ORDER_NAME, ORDER_NEWEST, ORDER_CHEAPEST, ORDER_DEAREST, ITEM_ORDERS };

struct item_filter {
	const char *find;		/* name, barcode or SKU; NULL. What fits best comes first, whatever the order */
	struct category_id category;	/* and all below it; 0: all */
	const char *type;		/* NULL: all */
	struct tax_class_id tax_class;	/* 0: all */
	struct branch_id branch;	/* carried there, and its stock alone; 0: all */
	enum item_state state;
	enum item_order order;		/* by price: what has none in the list is left out */
	int64_t languages;		/* that the shop speaks, for ITEM_NO_TEXT */
};

struct item_found {
	struct item_card card;
	bool archived;
	int64_t free;			/* of all variants, thousandths; STOCK_PLENTY: counted nowhere */
	int64_t languages;		/* in which it has a name */
};

struct item_found_page {
	const struct item_found *rows;
	size_t count;
	const char *next;		/* value for `after`; NULL: no more */
	int64_t total;			/* ITEM_TOTAL_MAX + 1: more than that; -1: not counted */
};
#define ITEM_TOTAL_MAX 20000

/* A page after the key that `next` gave (NULL: from the start), `limit` rows,
 * 100 at most; about so many with `find` and filters together. Counted on the
 * first page of a list without `find`. INVALID "item.page". */
struct error *item_find(struct ctx *c, const char *lang, struct price_list_id list, const struct item_filter *filter,
	const char *after, size_t limit, struct item_found_page *out);

#endif
