/* item_internal.h: between the files of item and category. Nobody else includes it. */
#ifndef MAKOLET_SHOP_ITEM_INTERNAL_H
#define MAKOLET_SHOP_ITEM_INTERNAL_H

#include "shop/item_edit.h"

/* NOT_FOUND "item.none" */
struct error *item_none(struct arena *a);

/* ---- inside db_tx() ---- */

/* item_set_text() for who calls search_index() and item_changed() himself. */
struct error *item_write_text(struct ctx *c, struct item_id item, const char *lang, const char *name, const char *description);
/* An address made of a name: its own, or with a number where another item has
 * it or had it. */
struct error *item_free_slug(struct ctx *c, const char *name, struct item_id item, const char **out);
/* kind "item" or "category": the old address leads on from now on. */
struct error *address_move(struct ctx *c, const char *kind, int64_t target, const char *from, const char *to);
/* Locks the item of a variant, so that changes of its parts come one after another. */
struct error *item_lock(struct ctx *c, struct variant_id variant, struct item_id *out);

/* What a list itself says, whatever its parents do: PRICE_NONE for nothing. */
struct error *price_own(struct ctx *c, struct price_list_id list, struct variant_id variant, instant at, int64_t *out);

/* What is wrong with a sheet; now NULL: it is a new one. own: its language. */
struct error *item_sheet_check(struct ctx *c, const struct item_sheet *in, const struct item_sheet *now, const char *own);
/* Add to *bad; a failure of the database comes back. variant 0: a new one. */
struct error *sku_check(struct ctx *c, struct variant_id variant, const char *sku, struct error **bad);
struct error *label_check(struct ctx *c, struct item_id item, struct variant_id variant, const char *label, struct error **bad);

#endif
