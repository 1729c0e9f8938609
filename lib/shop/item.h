/* item.h: goods as they are shown and scanned.
 *
 * item -> variant (sold, priced, stocked) -> barcodes. Owns category,
 * category_text, item, item_text, variant, barcode, price, slug_moved. What is
 * archived is left out of every answer. The office's own way to them: item_find.h,
 * item_edit.h, category.h.
 */
#ifndef MAKOLET_SHOP_ITEM_H
#define MAKOLET_SHOP_ITEM_H

#include "shop/shop.h"

/* The picture that stands for a variant, see shop/media.h. */
struct item_picture {
	const char *hash;		/* NULL: there is none */
	const char *type;
	int64_t width, height;
	const char *alt;		/* in the language asked for, else the item's own; "" */
};

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
	struct category_id category;	/* 0: none */
	int64_t price;			/* 1/10,000 minor; PRICE_NONE: not for sale */
	int64_t content;		/* net content, thousandths of content_unit; 0: unknown */
	const char *content_unit;
	struct tax_class_id tax_class;
	int64_t tax_rate;		/* in force now */
	int64_t pack_quantity;		/* of the barcode scanned, thousandths; else 1000 */
	bool measured;			/* pack_quantity is what a scale's label tells */
	int64_t variants;		/* of the item */
	struct item_picture picture;	/* its own first, else that of all variants */
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

/* A page of items of a category and all below it (0: all), after the key that
 * item_page.next gave (NULL: from the start). In alphabetical order; with
 * `find` (NULL or "": without) what search_find() finds, in its order. At most
 * `limit`, 100 at most. Archived ones are left out. INVALID "item.page". */
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
/* The card of a variant among those that item_variants() gave; NULL. */
const struct item_card *item_card_of(const struct item_card *cards, size_t n, struct variant_id variant);
/* What a scanner or a cashier sends: GTIN in any length, the branch's in-store
 * code, a SKU, or a scale's label (price/label.h) whose item is one of these
 * and is sold by measure. NOT_FOUND "item.unknown_code". */
struct error *item_scan(struct ctx *c, const char *lang, const struct branch *branch, const char *code, struct item_card *out);
/* The codes of a variant as they are stored, in-store codes of any branch too. */
struct error *item_barcodes(struct ctx *c, struct variant_id variant, const char *const **out, size_t *n);
struct error *category_all(struct ctx *c, const char *lang, struct category **out, size_t *n);
/* Where a former address of goods ("item") or of a category ("category") leads
 * now; NULL: it was none, or what it led to is gone. */
struct error *address_now(struct ctx *c, const char *kind, const char *slug, const char **out);
/* A category, first, and all below it. */
struct error *category_below(struct ctx *c, struct category_id category, const struct category_id **out, size_t *n);

/* With all their texts, in another arena. */
struct item_card *item_cards_copy(struct arena *a, const struct item_card *cards, size_t n);
struct category *categories_copy(struct arena *a, const struct category *categories, size_t n);

/* ---- writing, inside db_tx() ---- */

/* Every function below that writes says so by this; who writes goods in another
 * way does too, once a transaction: see struct shop, goods_version. Texts are
 * found from then on: search_index(). */
struct error *item_changed(struct ctx *c);

struct item_new {
	const char *type, *slug, *lang, *name, *description, *maker, *origin, *unit;
	struct category_id category;
	struct tax_class_id tax_class;
	bool no_discount;
	int64_t content;		/* of the first variant, as its label and SKU; 0: unknown */
	const char *content_unit;
	const char *label, *sku;	/* NULL: "" and none */
};
/* An item with one variant. slug NULL: made from the name; it gets a suffix where it is taken. */
struct error *item_add(struct ctx *c, const struct item_new *in, struct item_id *item, struct variant_id *variant);
/* One more variant, behind the others. label as "L / blue"; sku and content_unit may be NULL. */
struct error *item_add_variant(struct ctx *c, struct item_id item, const char *label, const char *sku,
	int64_t content, const char *content_unit, struct variant_id *variant);
struct error *item_set_text(struct ctx *c, struct item_id item, const char *lang, const char *name, const char *description);
/* Letters and digits of a name, folded, words joined by '-': an address people
 * can read in any script. Never empty. At most `max` characters. */
char *item_slug(struct arena *a, const char *name, size_t max);
/* branch 0: everywhere. A GTIN is stored as its 14 digits. CONFLICT "barcode.taken" when it names another variant. */
struct error *item_add_barcode(struct ctx *c, struct variant_id variant, const char *code, struct branch_id branch, int64_t pack_quantity);

/* CONFLICT "db.duplicate" where the slug is taken. parent 0: none. */
struct error *category_add(struct ctx *c, struct category_id parent, const char *slug, int64_t position, struct category_id *out);
struct error *category_set_text(struct ctx *c, struct category_id category, const char *lang, const char *name);

/* ---- prices: append-only, effective-dated (item_price.c) ---- */

/* The list's price, else that of its parents, three at most; PRICE_NONE. */
struct error *price_at(struct ctx *c, struct price_list_id list, struct variant_id variant, instant at, int64_t *out);
/* Whether price_at() gave `price` at some instant from `since` to now: what
 * somebody may still be looking at. */
struct error *price_was(struct ctx *c, struct price_list_id list, struct variant_id variant, int64_t price, instant since, bool *out);
/* Inside db_tx(); price PRICE_NONE ends the list's own. Does nothing, and says so, when that
 * is the list's own price at `from` already. CONFLICT "db.duplicate" for two prices of one
 * instant. Audited when a staff member acts. */
struct error *price_set(struct ctx *c, struct price_list_id list, struct variant_id variant, int64_t price, instant from, bool *changed);
/* A class of tax and what it takes. */
struct tax_class {
	struct tax_class_id id;
	const char *code, *name;	/* as the country's pack calls it */
	int64_t rate;			/* in force now */
	int64_t next_rate;		/* from next_from on */
	instant next_from;		/* INSTANT_NONE: no change is set */
};
struct error *tax_classes(struct ctx *c, struct tax_class **out, size_t *n);

/* What a price list asks for a variant. */
struct list_price {
	struct price_list_id list;
	const char *code;
	int64_t price;			/* PRICE_NONE: neither its own nor its parents' */
};
/* The lists that the actor may see: all of them, or those of the branches in scope. */
struct error *price_lists(struct ctx *c, struct variant_id variant, struct list_price **out, size_t *n);
/* price_set(), its own transaction; from INSTANT_NONE: now. Needs goods.price;
 * NOT_FOUND "price_list.none" for a list out of scope; INVALID "price.past" and
 * CONFLICT "db.duplicate", field from. */
struct error *price_put(struct ctx *c, struct price_list_id list, struct variant_id variant, int64_t price, instant from);
/* NOT_FOUND "price_list.none" unless the actor may see the list. */
struct error *price_list_need(struct ctx *c, struct price_list_id list);

/* ---- prices that were ---- */

struct past_price {
	instant from;
	int64_t price;			/* PRICE_NONE: from then on that of the list's parents */
	const char *staff_name;		/* who set it; NULL: a file or a command */
};
/* A list's own, that which counts now first. The actor's scope is the caller's word. */
struct error *price_past(struct ctx *c, struct price_list_id list, struct variant_id variant, size_t limit, struct past_price **out, size_t *n);
/* The lowest price asked in the 30 days before that of now began (EU 98/6/EC,
 * article 6a), PRICE_NONE: there was none; and when it began. */
#define PRICE_LOWEST_SPAN (30 * DAY)
struct error *price_lowest_before(struct ctx *c, struct price_list_id list, struct variant_id variant, int64_t *lowest, instant *begun);

/* ---- prices whose time has not come ---- */

struct coming_price {
	struct price_list_id list;
	instant from;
	int64_t price;			/* PRICE_NONE: from then on that of the list's parents */
	struct price_change_id change;	/* that prepared it, see price_change.h; 0: none */
	const char *change_name;	/* NULL: none */
};
/* Of one variant in the lists that the actor may see, the soonest first. */
struct error *price_coming(struct ctx *c, struct variant_id variant, struct coming_price **out, size_t *n);
/* Takes one back, its own transaction. Needs goods.price. NOT_FOUND "price.begun"
 * where none begins at `from` or it is too late: what a price was is never changed.
 * Audited. */
struct error *price_withdraw(struct ctx *c, struct price_list_id list, struct variant_id variant, instant from);
/* From when on a price may still be withdrawn: no transaction that begins now
 * ends later. */
instant price_still_coming(const struct ctx *c);

/* ---- inside db_tx(), for price_change.c: all lines of one, a statement each ---- */

/* Locks the goods of a change, as price_set() does its own: what comes for them stands still. */
struct error *price_lock_change(struct ctx *c, struct price_change_id change);
/* Writes a row for each line whose price is not the list's own at `from` already. */
struct error *price_set_change(struct ctx *c, struct price_list_id list, struct price_change_id change, instant from, int64_t *written);
/* Takes back the rows of a change that have not begun. */
struct error *price_withdraw_change(struct ctx *c, struct price_change_id change, int64_t *taken);
/* Takes back what else comes in the list for the goods of a change. */
struct error *price_withdraw_others(struct ctx *c, struct price_list_id list, struct price_change_id change, int64_t *taken);

#endif
