/* category.h: the tree of categories as the office changes it.
 *
 * Each function that changes is its own transaction, needs goods.edit and is
 * audited. NOT_FOUND "category.none". Goods are found by the names of their
 * category and of the one above it: after a new name their words follow in
 * small transactions (category_catch_up), at once for a small category.
 */
#ifndef MAKOLET_SHOP_CATEGORY_H
#define MAKOLET_SHOP_CATEGORY_H

#include "shop/item.h"

#define CATEGORY_DEPTH 8

struct category_row {
	struct category_id id, parent;
	const char *slug;
	const char *name;		/* in the language asked for, else the shop's, else the slug */
	bool archived;
	int64_t goods;			/* on the lists, in it itself */
	int64_t below;			/* categories right below it that are not archived */
};
/* All, archived ones too, each level in its order. */
struct error *category_rows(struct ctx *c, const char *lang, struct category_row **out, size_t *n);

/* In one language; NULL or "": there is none. */
struct category_name {
	const char *lang, *name;
};
/* Fills the names of the languages that stand in `names`. */
struct error *category_names(struct ctx *c, struct category_id category, struct category_name *names, size_t n);

struct category_sheet {
	struct category_id parent;	/* 0: none; the field parent */
	const char *slug;		/* NULL: made from the name; the field address */
	const struct category_name *names;	/* name_LANG; the first must be there */
	size_t count;
};
/* Behind the others of its parent; INVALID and CONFLICT with fields. */
struct error *category_make(struct ctx *c, const struct category_sheet *in, struct category_id *out);
/* An address that changes leads on from the old one for good. */
struct error *category_save(struct ctx *c, struct category_id category, const struct category_sheet *in);
/* One place to the front or to the back among its like. */
struct error *category_move(struct ctx *c, struct category_id category, bool front);
/* CONFLICT "category.full" while goods or categories are in it. */
struct error *category_archive(struct ctx *c, struct category_id category, bool archived);

/* Lets the words of goods follow names that changed, for about a second, batch
 * by batch; whoever goes on, goes on where this ended. Outside db_tx(). */
struct error *category_catch_up(struct ctx *c);

#endif
