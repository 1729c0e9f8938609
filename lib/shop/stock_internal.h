/* stock_internal.h: what stock.c, stock_sell.c and stock_count.c share. Nobody else includes it. */
#ifndef MAKOLET_SHOP_STOCK_INTERNAL_H
#define MAKOLET_SHOP_STOCK_INTERNAL_H

#include "shop/stock.h"

/* The needs of one variant together, in the order in which rows are locked. */
struct stock_take {
	struct variant_id variant;
	int64_t quantity;
	int64_t held;			/* thereof promised to this sale already */
	const char *name;
	size_t index;			/* of its first need */
};

/* For whom and how something is held. */
struct stock_hold_for {
	struct location_id location;
	struct order_id order;		/* a web order's, or */
	const char *uuid;		/* a till's basket */
	instant until;
	struct error *(*reserve)(struct ctx *c, const struct stock_hold_for *f, const struct stock_take *take, bool *held);
};

/* Holds are looked for by the index of their basket or order, by force: while
 * there are few the database would rather walk through all live ones, and lock
 * those of others. */
struct stock_held {
	struct location_id location;
	struct variant_id variant;
	int64_t quantity;
};
extern const struct db_row stock_held_row;

/* Locks nothing. */
struct error *stock_level_get(struct ctx *c, struct location_id location, struct variant_id variant, struct stock_level *out);
/* Leaves the newest holds short by so much, and says it in shortfall. sale 0: a
 * count took it, and what no hold bears is nobody's. */
struct error *stock_leave_short(struct ctx *c, struct order_id sale, struct location_id location, struct variant_id variant, int64_t quantity);
/* More lies there than before: what it covers of the shortages of holds, the
 * oldest first, they are short of no more, and their shortfalls say so. */
struct error *stock_fill_short(struct ctx *c, struct location_id location, struct variant_id variant);
/* What is promised beyond what lies there and not known to be short yet leaves the newest holds short. */
struct error *stock_promises_short(struct ctx *c, struct location_id location, struct variant_id variant);
/* Sorted by variant, each once. */
struct error *stock_takes(struct ctx *c, const struct stock_need *needs, size_t n, struct stock_take **out, size_t *count);

#endif
