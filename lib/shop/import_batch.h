/* import_batch.h: a batch of rows on its way: what import_goods.c finds and
 * import_write.c writes. Nobody else includes it. */
#ifndef MAKOLET_SHOP_IMPORT_BATCH_H
#define MAKOLET_SHOP_IMPORT_BATCH_H

#include "base/json.h"
#include "shop/import.h"
#include "shop/item.h"

/* What is known of a row's goods. */
struct known {
	int64_t n;			/* place among the rows */
	struct item_id item;		/* 0: nothing */
	struct variant_id variant;	/* 0: the item at the most */
	const char *slug, *unit, *type, *maker, *origin;
	bool no_discount;
	struct tax_class_id tax_class;
	struct category_id category;
	const char *sku, *label, *content_unit;
	int64_t content;
	int64_t price;			/* of the branch's list itself; PRICE_NONE */
	int64_t price_shown;		/* or of its parents */
	bool stocked;			/* there is a level at the branch's shelf */
	bool listed;			/* another list prices it */
	int64_t ours, other, other_here;	/* the runs that first brought it: of this source, of
						   others, of others into this branch; 0: none */
	bool retired;			/* by this source */
	struct import_text texts[IMPORT_TEXTS];	/* in the row's languages; name NULL: none */
};

struct planned {
	bool makes_item, makes_variant;
	bool sets_item, sets_variant;	/* writes what differs */
	bool revives;			/* came back */
	const char *slug;		/* of the item, new or not */
	struct variant_id code_of[IMPORT_CODES];	/* whose the codes are; 0: nobody's */
	int64_t pack_of[IMPORT_CODES];
};

struct batch {
	struct ctx *c;
	const struct import_target *t;
	struct import_goods *rows;
	size_t n;
	struct known *known;		/* one a row, as all below */
	struct planned *plan;
	struct import_outcome *out;
};

/* Writes all of it; inside db_tx(). */
struct error *import_write(struct db *db, void *batch);

#endif
