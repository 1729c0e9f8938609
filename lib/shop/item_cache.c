/* item_cache.c: goods kept in two generations: new answers join the young one
 * until it is full, then it becomes the old one and the old one goes. */
#include "shop/item_cache.h"

#define GENERATION_ENTRIES 2048
#define GENERATION_BYTES ((size_t)1 << 20)
#define BUCKETS 1024

struct entry {
	struct entry *next;		/* of its bucket */
	const char *key;
	struct item_page page;		/* of an item: its variants */
	const char *description;
	const struct category *categories;
	size_t category_count;
	const struct picture *pictures;
	size_t picture_count;
};

/* Requests that still read from it keep it alive. */
struct generation {
	struct arena *arena;
	struct entry *buckets[BUCKETS];
	size_t count;
	int users;
	bool dropped;
};

/* Invariant: every entry was read at this version and before this instant. */
static struct {
	struct generation *young, *old;
	int64_t version;
	instant until;
} cache;

/* ---- generations ---- */

static void generation_free_unused(struct generation *g)
{
	if (g->dropped && g->users == 0)
		arena_free(g->arena);
}

static void generation_drop(struct generation *g)
{
	if (!g)
		return;
	g->dropped = true;
	generation_free_unused(g);
}

static void generation_leave(void *data)
{
	struct generation *g = data;

	g->users--;
	generation_free_unused(g);
}

static void generation_next(void)
{
	struct arena *a = arena_new();

	generation_drop(cache.old);
	cache.old = cache.young;
	cache.young = ARENA_NEW(a, struct generation);
	cache.young->arena = a;
}

void item_cache_forget(void)
{
	generation_drop(cache.young);
	generation_drop(cache.old);
	cache.young = cache.old = NULL;
}

size_t item_cache_count(void)
{
	return (cache.young ? cache.young->count : 0) + (cache.old ? cache.old->count : 0);
}

/* ---- entries ---- */

/* FNV-1a. */
static size_t bucket_of(const char *key)
{
	uint32_t hash = 2166136261u;

	for (; *key; key++)
		hash = (hash ^ (unsigned char)*key) * 16777619u;
	return hash % BUCKETS;
}

static const struct entry *entry_find(struct ctx *c, const char *key)
{
	struct generation *generations[] = { cache.young, cache.old };
	size_t bucket = bucket_of(key);

	for (size_t i = 0; i < 2 && generations[i]; i++) {
		for (const struct entry *e = generations[i]->buckets[bucket]; e; e = e->next) {
			if (strcmp(e->key, key) != 0)
				continue;
			generations[i]->users++;
			arena_on_release(c->arena, generation_leave, generations[i]);
			return e;
		}
	}
	return NULL;
}

/* The arena is where the caller copies to. */
static struct entry *entry_add(const char *key, struct arena **arena)
{
	struct generation *g = cache.young;
	size_t bucket = bucket_of(key);
	struct entry *e;

	if (!g || g->count == GENERATION_ENTRIES || arena_used(g->arena) > GENERATION_BYTES) {
		generation_next();
		g = cache.young;
	}
	*arena = g->arena;
	e = ARENA_NEW(g->arena, struct entry);
	e->key = arena_strdup(g->arena, key);
	e->next = g->buckets[bucket];
	g->buckets[bucket] = e;
	g->count++;
	return e;
}

/* False in a transaction, which sees what it has written itself, and for the
 * moment between the beginning of a price and the next reading of the shop. */
static struct error *may_use(struct ctx *c, bool *may)
{
	const struct shop *shop;

	*may = false;
	if (db_in_tx(c->db))
		return NULL;
	TRY(shop_get(c, &shop));
	if (shop->goods_until != INSTANT_NONE && c->now >= shop->goods_until)
		return NULL;
	if (shop->goods_version != cache.version || shop->goods_until != cache.until) {
		item_cache_forget();
		cache.version = shop->goods_version;
		cache.until = shop->goods_until;
	}
	*may = true;
	return NULL;
}

static struct error *look(struct ctx *c, const char *key, bool *may, const struct entry **kept)
{
	TRY(may_use(c, may));
	*kept = *may ? entry_find(c, key) : NULL;
	return NULL;
}

/* ---- what is asked ---- */

struct error *item_kept_by_slug(struct ctx *c, const char *lang, struct price_list_id list, const char *slug,
	const struct item_card **variants, size_t *n, const char **description)
{
	const char *key = arena_printf(c->arena, "item %s %lld %s", lang, (long long)list.v, slug);
	const struct entry *kept;
	struct item_card *cards;
	struct arena *to;
	struct entry *e;
	bool may;

	TRY(look(c, key, &may, &kept));
	if (kept) {
		*variants = kept->page.cards;
		*n = kept->page.count;
		*description = kept->description;
		return NULL;
	}
	TRY(item_by_slug(c, lang, list, slug, &cards, n, description));
	*variants = cards;
	if (!may)
		return NULL;
	e = entry_add(key, &to);
	e->page = (struct item_page){ .cards = item_cards_copy(to, cards, *n), .count = *n };
	e->description = arena_strdup(to, *description);
	return NULL;
}

struct error *item_kept_list(struct ctx *c, const char *lang, struct price_list_id list, struct category_id category,
	const char *after, size_t limit, struct item_page *out)
{
	const char *key = arena_printf(c->arena, "list %s %lld %lld %zu %s", lang, (long long)list.v,
		(long long)category.v, limit, after ? after : "");
	const struct entry *kept;
	struct arena *to;
	struct entry *e;
	bool may;

	TRY(look(c, key, &may, &kept));
	if (kept) {
		*out = kept->page;
		return NULL;
	}
	TRY(item_list(c, lang, list, category, NULL, after, limit, out));
	if (!may)
		return NULL;
	e = entry_add(key, &to);
	e->page = *out;
	e->page.cards = item_cards_copy(to, out->cards, out->count);
	e->page.next = arena_strdup(to, out->next);
	return NULL;
}

struct error *item_kept_pictures(struct ctx *c, const char *lang, struct item_id item, const struct picture **out, size_t *n)
{
	const char *key = arena_printf(c->arena, "pictures %s %lld", lang, (long long)item.v);
	const struct entry *kept;
	struct picture *all;
	struct arena *to;
	struct entry *e;
	bool may;

	TRY(look(c, key, &may, &kept));
	if (kept) {
		*out = kept->pictures;
		*n = kept->picture_count;
		return NULL;
	}
	TRY(pictures_of_item(c, lang, item, &all, n));
	*out = all;
	if (!may)
		return NULL;
	e = entry_add(key, &to);
	e->pictures = pictures_copy(to, all, *n);
	e->picture_count = *n;
	return NULL;
}

struct error *category_kept_all(struct ctx *c, const char *lang, const struct category **out, size_t *n)
{
	const char *key = arena_printf(c->arena, "categories %s", lang);
	const struct entry *kept;
	struct category *all;
	struct arena *to;
	struct entry *e;
	bool may;

	TRY(look(c, key, &may, &kept));
	if (kept) {
		*out = kept->categories;
		*n = kept->category_count;
		return NULL;
	}
	TRY(category_all(c, lang, &all, n));
	*out = all;
	if (!may)
		return NULL;
	e = entry_add(key, &to);
	e->categories = categories_copy(to, all, *n);
	e->category_count = *n;
	return NULL;
}
