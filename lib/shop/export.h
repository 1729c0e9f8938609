/* export.h: what the shop holds as CSV (shop/csv_write.h), row by row.
 *
 * Goods come out as sql/profiles/makolet.profile reads them: taken in again, or
 * into an empty shop, they are the same (stock and policy as the branch has
 * them; pictures and price history stay).
 */
#ifndef MAKOLET_SHOP_EXPORT_H
#define MAKOLET_SHOP_EXPORT_H

#include <stdio.h>

#include "shop/shop.h"

struct export_range {
	const struct branch *branch;	/* goods: whose prices and stock; others NULL: all in scope */
	int32_t from, to;		/* dates, both included; of orders and documents */
};

struct export_kind {
	const char *name;		/* goods, customers, orders, documents */
	enum permission may;
	bool dated;
	struct error *(*write)(struct ctx *c, const struct export_range *range, FILE *to);
};

/* NULL for an unknown name. */
const struct export_kind *export_find(const char *name);
/* Writes the mark, a heading and all rows. Whoever is logged in needs kind->may; rows of
 * branches out of scope are left out. UNAVAILABLE "export.write" when the
 * file cannot take them. */
struct error *export_write(struct ctx *c, const struct export_kind *kind, const struct export_range *range, FILE *to);

#endif
