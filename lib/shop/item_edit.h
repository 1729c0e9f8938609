/* item_edit.h: goods as the office changes them: texts, facts, variants,
 * barcodes, what is archived.
 *
 * Each function is its own transaction, needs goods.edit unless it says
 * otherwise, is audited, and puts search and lists right at once. NOT_FOUND
 * "item.none" for an unknown variant. What is wrong with what was typed is
 * INVALID or CONFLICT with the field's name, all of it at once.
 */
#ifndef MAKOLET_SHOP_ITEM_EDIT_H
#define MAKOLET_SHOP_ITEM_EDIT_H

#include "shop/item.h"

#define ITEM_NAME_MAX 250
#define ITEM_DESCRIPTION_MAX 8000
#define ITEM_LANGS_MAX 8

/* In one language. NULL or "": there is none. */
struct item_words {
	const char *lang, *name, *description;
};

/* One variant and its item, whole; archived ones too. */
struct item_sheet {
	struct item_id item;
	struct variant_id variant;
	const char *lang;		/* the item's own: its name must be there */
	bool archived;			/* the item */
	bool variant_archived;
	int64_t live;			/* variants that are not archived */
	int64_t all;			/* variants */

	/* What is typed, with the field's name where it differs. */
	struct item_words words[ITEM_LANGS_MAX];	/* name_LANG, description_LANG */
	size_t word_count;
	const char *slug;		/* address; NULL: made from the name */
	struct category_id category;	/* 0: none */
	const char *type, *unit;
	struct tax_class_id tax_class;	/* tax */
	bool no_discount;
	const char *maker;		/* NULL: unknown */
	const char *origin;		/* ISO 3166-1; NULL */
	const char *label;		/* "" for the only variant */
	const char *sku;		/* NULL */
	int64_t content;		/* thousandths of content_unit; 0: unknown */
	const char *content_unit;
};

/* The languages asked for stand in out->words already, by their codes. */
struct error *item_sheet_read(struct ctx *c, struct variant_id variant, struct item_sheet *out);
/* What a form carries of the sheet it was made from, so that item_save() can
 * tell who has changed what since: a line of hex digits. */
const char *item_sheet_seen(struct arena *a, const struct item_sheet *sheet);

/* Changes what differs. A field that somebody else has changed since `seen` is
 * CONFLICT, and nothing is saved: "item.theirs" where this form left it alone,
 * "item.both" where both changed it. An address that changes leads on from the
 * old one for good. `in` needs no ids. INVALID "item.seen" for what is none. */
struct error *item_save(struct ctx *c, struct variant_id variant, const struct item_sheet *in, const char *seen);

struct item_making {
	const char *uuid;		/* the same again gives the same good */
	const char *barcode;		/* NULL: none */
	struct price_list_id list;	/* of the price */
	int64_t price;			/* PRICE_NONE: none yet; needs goods.price */
	struct variant_id copy_of;	/* its other variants, pictures and, for who may set them, prices come along; 0 */
};
struct error *item_make(struct ctx *c, const struct item_sheet *in, const struct item_making *how, struct variant_id *out);

/* Takes an item off every list, or back: with a variant at least. */
struct error *item_archive(struct ctx *c, struct variant_id variant, bool archived);

/* ---- variants (item_variant.c) ---- */

struct variant_row {
	struct variant_id id;
	const char *label, *sku;
	int64_t content;
	const char *content_unit;
	bool archived;
};
/* All of an item, by position, archived ones last. */
struct error *variants_of(struct ctx *c, struct item_id item, struct variant_row **out, size_t *n);
/* Behind the others of the same item; INVALID or CONFLICT, fields label, sku. */
struct error *variant_make(struct ctx *c, struct variant_id beside, const char *label, const char *sku, struct variant_id *out);
/* One place to the front or to the back; at the end nothing happens. */
struct error *variant_move(struct ctx *c, struct variant_id variant, bool front);
/* CONFLICT "variant.last" for the last one: then the item is archived. */
struct error *variant_archive(struct ctx *c, struct variant_id variant, bool archived);

/* ---- barcodes (item_barcode.c) ---- */

struct barcode {
	const char *code;		/* as stored */
	struct branch_id branch;	/* 0: everywhere */
	int64_t pack_quantity;		/* thousandths of the good's unit */
};
/* Everybody's, and those of the branches in scope. */
struct error *barcodes_of(struct ctx *c, struct variant_id variant, struct barcode **out, size_t *n);
/* Everywhere, or the pack of one that is there. INVALID "barcode.check" names
 * the right check digit, CONFLICT "barcode.taken" the owner; fields code, pack. */
struct error *barcode_put(struct ctx *c, struct variant_id variant, const char *code, int64_t pack_quantity);
struct error *barcode_remove(struct ctx *c, struct variant_id variant, const char *code, struct branch_id branch);
/* Another variant that has the code anywhere, and its name; 0: none. */
struct error *barcode_owner(struct ctx *c, const char *code, struct variant_id but, struct variant_id *owner, const char **name);

/* ---- inside db_tx() ---- */

/* What a code is stored as; refused as barcode_put() does. */
struct error *barcode_check(struct ctx *c, struct variant_id variant, const char *code, const char **stored);

#endif
