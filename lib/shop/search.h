/* search.h: goods by what people type.
 *
 * Three tables: the vocabulary of all words of the goods (names in every
 * language, labels, maker, category, description), trigrams of the vocabulary,
 * and for each word its items, best place first (in a name before anything
 * else, the beginning of a short name best). Whoever writes a text of goods
 * calls search_index() in the same transaction; item_write.c, import_goods.c.
 *
 * Invariant: search_word.items counts the postings of the word.
 */
#ifndef MAKOLET_SHOP_SEARCH_H
#define MAKOLET_SHOP_SEARCH_H

#include "shop/ctx.h"

/* Words of a query beyond these do not narrow it further. */
#define SEARCH_WORDS 6
#define SEARCH_QUERY_MAX 100

struct search_hit {
	struct item_id item;
	struct variant_id variant;	/* that the code names; 0: found by words */
};

struct search_hits {
	const struct search_hit *hits;
	size_t count;
	const char *next;		/* NULL: no more */
};

/* A page of what `find` means, best first: goods whose barcode or SKU it is (a
 * UPC-A that lost its zero as well), then goods that hold all its words, each
 * exactly; then those that hold them at a word's beginning or inside one, in
 * Hebrew without a particle before it; one slip in a word where nothing else
 * fits. categories: "3,17", NULL for all. after: NULL, or next of the page
 * before; INVALID "item.page" for what is none. */
struct error *search_find(struct ctx *c, const char *find, const char *categories, const char *after, size_t limit,
	struct search_hits *out);
/* INVALID "item.page": the address of a page that no list gave. */
struct error *search_page_none(struct arena *a);

/* Counts a query that found nothing; outside db_tx(). What is not asked again
 * is forgotten after a while, and a flood of nonsense is not taken. */
struct error *search_missed(struct ctx *c, const char *find);
struct search_miss {
	const char *query;		/* folded */
	int64_t times;
	instant last_at;
};
/* What was counted: newest first, else most often. Needs goods.view. */
struct error *search_misses(struct ctx *c, bool newest, size_t skip, size_t limit, struct search_miss **out, size_t *n);
/* One of them, as listed; one that is not there is forgotten already. Needs goods.edit. */
struct error *search_forget(struct ctx *c, const char *query);
/* Forgets old ones; outside db_tx(). */
struct error *search_sweep(struct ctx *c);

/* Inside db_tx(): the words of these items as their texts are now. */
struct error *search_index(struct ctx *c, const struct item_id *items, size_t n);
/* Inside db_tx(): of all items of a category and of those below it. */
struct error *search_index_category(struct ctx *c, struct category_id category);
/* Every item anew, in many transactions, while the shop is open. progress may be NULL. */
struct error *search_rebuild(struct ctx *c, void (*progress)(void *arg, int64_t items), void *arg, int64_t *items);

#endif
