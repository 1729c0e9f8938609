/* item.h: goods as they are shown and scanned.
 *
 * item -> variant (sold, priced, stocked) -> barcodes. Owns category,
 * category_text, item, item_text, variant, barcode.
 */
#ifndef MAKOLET_SHOP_ITEM_H
#define MAKOLET_SHOP_ITEM_H

#include "shop/shop.h"

/* One variant as a list or a scan shows it: names in the language asked for,
 * else in the item's own. */
struct item_card {
	struct item_id item;
	struct variant_id variant;
	const char *slug;
	const char *name;		/* of the item */
	const char *label;		/* of the variant; "" for the only one */
	const char *type;		/* item.type */
	const char *unit;		/* piece, kg, l, m */
	const char *maker;		/* may be NULL */
	int64_t price;			/* 1/10,000 minor; PRICE_NONE: not for sale */
	int64_t content;		/* net content, thousandths of content_unit; 0: unknown */
	const char *content_unit;
	struct tax_class_id tax_class;
	int64_t tax_rate;		/* in force now */
	int64_t pack_quantity;		/* of the barcode scanned, thousandths; else 1000 */
	int64_t variants;		/* of the item */
};
#define PRICE_NONE INT64_C(-1)

struct item_page {
	const struct item_card *cards;
	size_t count;
	bool more;			/* there is a next page */
	const char *next;		/* value for `after` */
};

struct category {
	struct category_id id;
	struct category_id parent;
	const char *slug, *name;
};

/* A page of items in alphabetical order: of a category (0: all), beginning
 * with or matching `find` (folded here: words of the name by prefix, or a
 * barcode; NULL or "": all), after the key that item_page.next gave (NULL:
 * from the start). At most `limit`, 100 at most. Archived ones are left out. */
struct error *item_list(struct ctx *c, const char *lang, struct price_list_id list, struct category_id category,
	const char *find, const char *after, size_t limit, struct item_page *out);
/* All variants of an item by its slug, by position. NOT_FOUND "item.none". */
struct error *item_by_slug(struct ctx *c, const char *lang, struct price_list_id list, const char *slug,
	struct item_card **variants, size_t *n, const char **description);
/* One variant. NOT_FOUND "item.none". */
struct error *item_variant(struct ctx *c, const char *lang, struct price_list_id list, struct variant_id id, struct item_card *out);
/* Several at once, in the order of ids; unknown ones are left out. */
struct error *item_variants(struct ctx *c, const char *lang, struct price_list_id list,
	const struct variant_id *ids, size_t n, struct item_card **out, size_t *found);
/* What a scanner or a cashier sends: GTIN in any length, the branch's in-store
 * code, or a SKU. NOT_FOUND "item.unknown_code". */
struct error *item_scan(struct ctx *c, const char *lang, const struct branch *branch, const char *code, struct item_card *out);
struct error *category_all(struct ctx *c, const char *lang, struct category **out, size_t *n);

/* ---- writing, inside db_tx() ---- */

struct item_new {
	const char *type, *slug, *lang, *name, *description, *maker, *origin, *unit;
	struct category_id category;
	struct tax_class_id tax_class;
	bool no_discount;
	int64_t content;
	const char *content_unit;
};
/* An item with one unlabelled variant. slug NULL: made from the name. */
struct error *item_add(struct ctx *c, const struct item_new *in, struct item_id *item, struct variant_id *variant);
struct error *item_set_text(struct ctx *c, struct item_id item, const char *lang, const char *name, const char *description);
/* branch 0: everywhere. CONFLICT "barcode.taken" when it names another variant. */
struct error *item_add_barcode(struct ctx *c, struct variant_id variant, const char *code, struct branch_id branch, int64_t pack_quantity);

/* ---- prices: append-only, effective-dated (item_price.c) ---- */

/* The list's price, else its parents'; PRICE_NONE. */
struct error *price_at(struct ctx *c, struct price_list_id list, struct variant_id variant, instant at, int64_t *out);
/* Inside db_tx(); price PRICE_NONE ends the list's own. Does nothing, and says so, when that
 * is the price in force already. Audited when a staff member acts. */
struct error *price_set(struct ctx *c, struct price_list_id list, struct variant_id variant, int64_t price, instant from, bool *changed);
struct error *tax_rate_at(struct ctx *c, struct tax_class_id tax_class, instant at, int64_t *rate);

#endif
