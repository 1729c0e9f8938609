/* item_cache.h: goods for the public pages, kept by the process.
 *
 * The answers of item.h, about a second behind a change of goods at the most,
 * never behind a price or a tax rate whose time has come (struct shop,
 * goods_version and goods_until). They stay valid until the ctx's arena is
 * reset. In a transaction the database is asked all the same. Cart, checkout
 * and till call item.h itself: what is sold is read when it is sold.
 */
#ifndef MAKOLET_SHOP_ITEM_CACHE_H
#define MAKOLET_SHOP_ITEM_CACHE_H

#include "shop/media.h"

/* item_by_slug() */
struct error *item_kept_by_slug(struct ctx *c, const char *lang, struct price_list_id list, const char *slug,
	const struct item_card **variants, size_t *n, const char **description);
/* item_list() without a search. */
struct error *item_kept_list(struct ctx *c, const char *lang, struct price_list_id list, struct category_id category,
	const char *after, size_t limit, struct item_page *out);
/* pictures_of_item() */
struct error *item_kept_pictures(struct ctx *c, const char *lang, struct item_id item, const struct picture **out, size_t *n);
/* category_all() */
struct error *category_kept_all(struct ctx *c, const char *lang, const struct category **out, size_t *n);

/* Forgets all: tests, which change databases under a process. */
void item_cache_forget(void);
/* Answers kept, for tests and metrics. */
size_t item_cache_count(void);

#endif
