/* item_find.c: a page of goods for the office, in two steps: the items that
 * pass the filters, walked in the order of an index from where the last page
 * ended; then what is shown of them. */
#include "shop/item_find.h"

#include "base/bytes.h"
#include "base/json.h"
#include "base/num.h"
#include "base/str.h"
#include "base/utf8.h"
#include "price/gtin.h"
#include "shop/item_sql.h"
#include "shop/scope_sql.h"
#include "shop/search.h"
#include "shop/stock.h"

#define PAGE_MAX 100
/* Pages of hits of a search that one page of a list looks through. */
#define ROUNDS 40
/* So many in a state, and no more, are looked up before the list is walked: few
 * are not found by walking past all the others. */
#define FEW 2000
#define LISTS 4				/* as many generations as ASKED_SQL knows */

struct hit {
	struct item_id item;
	struct variant_id variant;
	int64_t price;			/* in the order of prices */
	const char *sort;		/* in the order of names */
};
static const struct db_column hit_columns[] = {
	DB_COL(struct hit, item, INT), DB_COL(struct hit, variant, INT), DB_COL(struct hit, price, INT), DB_COL(struct hit, sort, TEXT),
};
static const struct db_row hit_row = DB_ROW(struct hit, hit_columns);

/* Where a page begins: behind this row. */
struct place {
	const char *sort;
	int64_t price, id;
};

struct finding {
	struct ctx *c;
	const char *lang;
	struct price_list_id list;
	const struct item_filter *f;
	const char *categories;		/* "3,17"; NULL: all */
	const char *like, *code, *gtin;	/* of what is archived, which no search finds */
};

/* ---- the filters ---- */

#define LIVE_VARIANT_SQL "SELECT 1 FROM variant v WHERE v.item_id = i.id AND v.archived_at IS NULL AND "

#define COUNTED_SQL(level) \
	"EXISTS (SELECT 1 FROM variant v JOIN stock_level s ON s.variant_id = v.id AND s.policy <> 'uncounted' AND s.on_hand " level \
	" JOIN location l ON l.id = s.location_id AND (? = 0 OR l.branch_id = ?) AND " IN_SCOPE_SQL("l.branch_id") \
	" WHERE v.item_id = i.id AND v.archived_at IS NULL)"

/* Beside `asked` and an item i. Arguments: FILTER(x). */
#define FILTER_SQL \
	" (i.archived_at IS NOT NULL) = ? AND (? IS NULL OR FIND_IN_SET(i.category_id, ?)) AND (? IS NULL OR i.type = ?)" \
	" AND (? = 0 OR i.tax_class_id = ?)" \
	" AND (? IS NULL OR EXISTS (SELECT 1 FROM item_text x WHERE x.item_id = i.id AND x.name_folded LIKE ?)" \
	" OR EXISTS (SELECT 1 FROM variant v LEFT JOIN barcode b ON b.variant_id = v.id WHERE v.item_id = i.id AND (v.sku = ? OR b.code IN (?, ?))))" \
	" AND (? = 0 OR EXISTS (SELECT 1 FROM variant v JOIN stock_level s ON s.variant_id = v.id" \
	" JOIN location l ON l.id = s.location_id AND l.branch_id = ? WHERE v.item_id = i.id))" \
	" AND CASE ?" \
	" WHEN 1 THEN EXISTS (" LIVE_VARIANT_SQL PRICE_SQL " >= 0)" \
	" WHEN 3 THEN EXISTS (" LIVE_VARIANT_SQL PRICE_SQL " < 0)" \
	" WHEN 4 THEN NOT EXISTS (SELECT 1 FROM item_picture q WHERE q.item_id = i.id)" \
	" WHEN 5 THEN EXISTS (" LIVE_VARIANT_SQL "NOT EXISTS (SELECT 1 FROM barcode b WHERE b.variant_id = v.id))" \
	" WHEN 6 THEN (SELECT COUNT(*) FROM item_text x WHERE x.item_id = i.id) < ?" \
	" WHEN 7 THEN EXISTS (SELECT 1 FROM variant v JOIN import_review w ON w.variant_id = v.id AND w.settled_at IS NULL" \
	" WHERE v.item_id = i.id AND v.archived_at IS NULL)" \
	" WHEN 8 THEN " COUNTED_SQL("<= 0") \
	" WHEN 9 THEN " COUNTED_SQL("< 0") \
	" ELSE TRUE END"
_Static_assert(ITEM_ON_SALE == 1 && ITEM_NO_PRICE == 3 && ITEM_NO_PICTURE == 4 && ITEM_NO_BARCODE == 5 && ITEM_NO_TEXT == 6 &&
	ITEM_TO_REVIEW == 7 && ITEM_AT_ZERO == 8 && ITEM_BELOW_ZERO == 9, "the numbers of FILTER_SQL");

#define FILTER(x) \
	I((x)->f->state == ITEM_ARCHIVED), T((x)->categories), T((x)->categories), T((x)->f->type), T((x)->f->type), \
	ID((x)->f->tax_class), ID((x)->f->tax_class), T((x)->like), T((x)->like), T((x)->code), T((x)->code), T((x)->gtin), \
	ID((x)->f->branch), ID((x)->f->branch), I((x)->f->state), I((x)->f->languages), \
	ID((x)->f->branch), ID((x)->f->branch), IN_SCOPE((x)->c), ID((x)->f->branch), ID((x)->f->branch), IN_SCOPE((x)->c)
#define ASKED(x) AT((x)->c->now), T((x)->lang), ID((x)->list)

static bool plain(const struct item_filter *f)
{
	return !f->type && !f->tax_class.v && !f->branch.v && f->state == ITEM_ANY;
}

/* ---- walking ---- */

/* What is archived whole still has a variant to show. */
#define FIRST_VARIANT_SQL \
	"(SELECT f.id FROM variant f WHERE f.item_id = i.id ORDER BY f.archived_at IS NOT NULL, f.position, f.id LIMIT 1)"

static struct error *walk_names(struct finding *x, const struct place *from, size_t want, struct hit **out, size_t *n)
{
	return db_all(x->c->db, &hit_row, out, n,
		"SELECT STRAIGHT_JOIN i.id, " FIRST_VARIANT_SQL ", 0, i.sort_key FROM item i FORCE INDEX (sorted) JOIN " ASKED_SQL
		" WHERE i.sort_key >= ? AND (i.sort_key > ? OR i.id > ?) AND" FILTER_SQL " ORDER BY i.sort_key, i.id LIMIT ?",
		ARGS(ASKED(x), T(from->sort), T(from->sort), I(from->id), FILTER(x), I((int64_t)want)));
}

static struct error *walk_newest(struct finding *x, const struct place *from, size_t want, struct hit **out, size_t *n)
{
	return db_all(x->c->db, &hit_row, out, n,
		"SELECT STRAIGHT_JOIN i.id, " FIRST_VARIANT_SQL ", 0, '' FROM item i FORCE INDEX (PRIMARY) JOIN " ASKED_SQL
		" WHERE i.id < ? AND" FILTER_SQL " ORDER BY i.id DESC LIMIT ?",
		ARGS(ASKED(x), I(from->id), FILTER(x), I((int64_t)want)));
}

/* Rows of one list's prices in their order: each counts where it is the one
 * that PRICE_SQL finds, and its variant the one that the item is shown by. */
#define WALK_PRICES_SQL(beyond, way) \
	"SELECT STRAIGHT_JOIN i.id, v.id, p.price, '' FROM price p FORCE INDEX (ordered) JOIN " ASKED_SQL \
	" JOIN variant v ON v.id = p.variant_id JOIN item i ON i.id = v.item_id" \
	" WHERE p.price_list_id = ? AND p.price " beyond "= ? AND (p.price " beyond " ? OR v.id " beyond " ?) AND p.valid_from <= asked.at" \
	" AND p.valid_from = (SELECT MAX(z.valid_from) FROM price z WHERE z.variant_id = p.variant_id" \
	" AND z.price_list_id = p.price_list_id AND z.valid_from <= asked.at)" \
	" AND (? < 1 OR " PRICE_IN_SQL("list0") " IS NULL) AND (? < 2 OR " PRICE_IN_SQL("list1") " IS NULL)" \
	" AND (? < 3 OR " PRICE_IN_SQL("list2") " IS NULL) AND v.id = " FIRST_VARIANT_SQL " AND" FILTER_SQL \
	" ORDER BY p.price " way ", p.variant_id " way " LIMIT ?"

struct chain {
	int64_t lists[LISTS];		/* the list and its parents; 0: none */
};
static const struct db_column chain_columns[] = {
	DB_COL(struct chain, lists[0], INT), DB_COL(struct chain, lists[1], INT), DB_COL(struct chain, lists[2], INT), DB_COL(struct chain, lists[3], INT),
};
static const struct db_row chain_row = DB_ROW(struct chain, chain_columns);

static int cheaper(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	if (x->price != y->price)
		return x->price < y->price ? -1 : 1;
	return (x->variant.v > y->variant.v) - (x->variant.v < y->variant.v);
}

static int dearer(const void *a, const void *b)
{
	return cheaper(b, a);
}

/* A page of each list's own prices, and the first of all of them. */
static struct error *walk_prices(struct finding *x, const struct place *from, size_t want, struct hit **out, size_t *n)
{
	struct hit *all = ARENA_ARRAY(x->c->arena, LISTS * want, struct hit), *rows;
	bool down = x->f->order == ORDER_DEAREST;
	size_t count = 0, found;
	struct chain chain;

	TRY(db_one(x->c->db, &chain_row, &chain, "SELECT list0, list1, list2, list3 FROM " ASKED_SQL, ARGS(ASKED(x))));
	for (int64_t k = 0; k < LISTS && chain.lists[k]; k++) {
		const struct db_value args[] = { ASKED(x), I(chain.lists[k]), I(from->price), I(from->price), I(from->id),
			I(k), I(k), I(k), FILTER(x), I((int64_t)want) };
		size_t n_args = sizeof(args) / sizeof(args[0]);

		if (down)
			TRY(db_all(x->c->db, &hit_row, &rows, &found, WALK_PRICES_SQL("<", "DESC"), args, n_args));
		else
			TRY(db_all(x->c->db, &hit_row, &rows, &found, WALK_PRICES_SQL(">", "ASC"), args, n_args));
		for (size_t i = 0; i < found; i++)
			all[count++] = rows[i];
	}
	if (count)
		qsort(all, count, sizeof(*all), down ? dearer : cheaper);
	*out = all;
	*n = count < want ? count : want;
	return NULL;
}

/* ---- pages ---- */

static int by_name(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	int order = strcmp(x->sort, y->sort);

	return order ? order : (x->item.v > y->item.v) - (x->item.v < y->item.v);
}

static int newer(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	return (x->item.v < y->item.v) - (x->item.v > y->item.v);
}

static const struct {
	char letter;			/* of its pages' keys */
	bool by_price;
	struct place start;
	struct error *(*walk)(struct finding *x, const struct place *from, size_t want, struct hit **out, size_t *n);
	int (*compare)(const void *a, const void *b);
} orders[ITEM_ORDERS] = {
	[ORDER_NAME] = { 'a', false, { "", 0, 0 }, walk_names, by_name },
	[ORDER_NEWEST] = { 'n', false, { "", 0, INT64_MAX }, walk_newest, newer },
	[ORDER_CHEAPEST] = { 'c', true, { "", -1, 0 }, walk_prices, cheaper },
	[ORDER_DEAREST] = { 'd', true, { "", INT64_MAX, INT64_MAX }, walk_prices, dearer },
};

static const char *place_write(struct finding *x, const struct hit *last)
{
	const char *plain = arena_printf(x->c->arena, "%c%lld:%lld:%s", orders[x->f->order].letter,
		(long long)(orders[x->f->order].by_price ? last->variant.v : last->item.v), (long long)last->price, last->sort);

	return base64url_encode(x->c->arena, plain, strlen(plain));
}

static struct error *place_read(struct finding *x, const char *key, struct place *out)
{
	struct arena *a = x->c->arena;
	char *rest, *id, *price;
	uint8_t *bytes;
	size_t n;

	if (!base64url_decode(a, key, &bytes, &n) || n < 4 || bytes[0] != (uint8_t)orders[x->f->order].letter || !utf8_valid((char *)bytes, n))
		return search_page_none(a);
	rest = arena_strndup(a, (char *)bytes + 1, n - 1);
	id = strsep(&rest, ":");
	price = strsep(&rest, ":");
	if (!rest || !num_parse_int(id, &out->id) || !num_parse_int(price, &out->price))
		return search_page_none(a);
	out->sort = rest;
	return NULL;
}

struct hits {
	struct hit *rows;
	size_t count;
	const char *next;
};

static struct error *cut(struct finding *x, size_t limit, struct hits *out)
{
	if (out->count <= limit)
		return NULL;
	out->count = limit;
	out->next = place_write(x, &out->rows[limit - 1]);
	return NULL;
}

static struct error *walk(struct finding *x, const struct place *from, size_t limit, struct hits *out)
{
	TRY(orders[x->f->order].walk(x, from, limit + 1, &out->rows, &out->count));
	return cut(x, limit, out);
}

/* ---- few ---- */

static const struct db_column id_columns[] = { { DB_INT, 0 } };
static const struct db_row id_row = { sizeof(struct item_id), id_columns, 1 };

#define LIVE_SQL "JOIN item i ON i.id = v.item_id AND i.archived_at IS NULL WHERE v.archived_at IS NULL LIMIT ?"

static struct error *few_counted(struct finding *x, int64_t most, struct item_id **out, size_t *n)
{
	return db_all(x->c->db, &id_row, out, n,
		"SELECT DISTINCT v.item_id FROM stock_level s JOIN location l ON l.id = s.location_id AND (? = 0 OR l.branch_id = ?) AND "
		IN_SCOPE_SQL("l.branch_id") " JOIN variant v ON v.id = s.variant_id AND s.policy <> 'uncounted' AND s.on_hand <= ? " LIVE_SQL,
		ARGS(ID(x->f->branch), ID(x->f->branch), IN_SCOPE(x->c), I(most), I(FEW + 1)));
}

/* Those in the state asked for, all of them or FEW and one more. */
static struct error *few_ids(struct finding *x, struct item_id **out, size_t *n)
{
	switch (x->f->state) {
	case ITEM_AT_ZERO: return few_counted(x, 0, out, n);
	case ITEM_BELOW_ZERO: return few_counted(x, -1, out, n);
	case ITEM_TO_REVIEW:
		return db_all(x->c->db, &id_row, out, n,
			"SELECT DISTINCT v.item_id FROM import_review w JOIN variant v ON v.id = w.variant_id AND w.settled_at IS NULL " LIVE_SQL,
			ARGS(I(FEW + 1)));
	case ITEM_NO_BARCODE:
		return db_all(x->c->db, &id_row, out, n,
			"SELECT DISTINCT v.item_id FROM variant v LEFT JOIN barcode b ON b.variant_id = v.id "
			"JOIN item i ON i.id = v.item_id AND i.archived_at IS NULL WHERE v.archived_at IS NULL AND b.variant_id IS NULL LIMIT ?",
			ARGS(I(FEW + 1)));
	case ITEM_NO_TEXT:
		return db_all(x->c->db, &id_row, out, n,
			"SELECT x.item_id FROM item_text x GROUP BY x.item_id HAVING COUNT(*) < ? LIMIT ?", ARGS(I(x->f->languages), I(FEW + 1)));
	default:
		*n = FEW + 1;
		return NULL;
	}
}

static const char *ids_json(struct finding *x, const struct item_id *ids, size_t n)
{
	json_t *all = json_keep(x->c->arena, json_array());

	for (size_t i = 0; i < n; i++)
		json_array_append_new(all, json_integer(ids[i].v));
	return json_write(x->c->arena, all);
}

static bool behind(const struct finding *x, const struct place *from, const struct hit *row)
{
	const struct hit last = { .item = { from->id }, .variant = { from->id }, .price = from->price, .sort = from->sort };

	return orders[x->f->order].compare(row, &last) > 0;
}

/* Read whole and put in order here; *all counts those of every page. */
static struct error *few(struct finding *x, const struct item_id *ids, size_t n, const struct place *from, size_t limit,
	struct hits *out, int64_t *all)
{
	struct hit *rows;
	size_t found;

	TRY(db_all(x->c->db, &hit_row, &rows, &found,
		"SELECT STRAIGHT_JOIN i.id, v.id, " PRICE_SQL ", i.sort_key FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS j JOIN " ASKED_SQL
		" JOIN item i ON i.id = j.id JOIN variant v ON v.id = " FIRST_VARIANT_SQL " WHERE" FILTER_SQL,
		ARGS(T(ids_json(x, ids, n)), ASKED(x), FILTER(x))));
	*all = 0;
	for (size_t i = 0; i < found; i++) {
		if (orders[x->f->order].by_price && rows[i].price == PRICE_NONE)
			continue;
		++*all;
		if (behind(x, from, &rows[i]))
			rows[out->count++] = rows[i];
	}
	if (out->count)
		qsort(rows, out->count, sizeof(*rows), orders[x->f->order].compare);
	out->rows = rows;
	return cut(x, limit, out);
}

/* ---- with words ---- */

static const char *hits_json(struct finding *x, const struct hit *rows, size_t n)
{
	json_t *all = json_keep(x->c->arena, json_array());

	for (size_t i = 0; i < n; i++)
		json_array_append_new(all, json_pack("[I, I]", (json_int_t)rows[i].item.v, (json_int_t)rows[i].variant.v));
	return json_write(x->c->arena, all);
}

#define HITS_SQL "JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY, item BIGINT PATH '$[0]', variant BIGINT PATH '$[1]')) AS j"

/* Those of the hits that pass the filters. */
static struct error *sieve(struct finding *x, const struct search_hits *in, struct hit **out, size_t *n)
{
	struct hit *rows = ARENA_ARRAY(x->c->arena, in->count, struct hit);

	for (size_t i = 0; i < in->count; i++)
		rows[i] = (struct hit){ .item = in->hits[i].item, .variant = in->hits[i].variant };
	return db_all(x->c->db, &hit_row, out, n,
		"SELECT STRAIGHT_JOIN i.id, COALESCE(NULLIF(j.variant, 0), " FIRST_VARIANT_SQL "), 0, '' FROM " HITS_SQL " JOIN " ASKED_SQL
		" JOIN item i ON i.id = j.item WHERE" FILTER_SQL " ORDER BY j.n",
		ARGS(T(hits_json(x, rows, in->count)), ASKED(x), FILTER(x)));
}

/* Pages of hits until enough of them have passed. */
static struct error *search(struct finding *x, const char *after, size_t limit, struct hits *out)
{
	struct hit *rows;
	size_t n;

	out->rows = ARENA_ARRAY(x->c->arena, 2 * limit, struct hit);
	for (int round = 0; round < ROUNDS && out->count < (plain(x->f) ? 1 : limit); round++) {
		struct search_hits hits;

		TRY(search_find(x->c, x->f->find, x->categories, after, limit, &hits));
		if (hits.count) {
			TRY(sieve(x, &hits, &rows, &n));
			for (size_t i = 0; i < n; i++)
				out->rows[out->count++] = rows[i];
		}
		out->next = after = hits.next;
		if (!after)
			break;
	}
	return NULL;
}

static const char *like_text(struct arena *a, const char *folded)
{
	struct str out;

	str_init(&out, a);
	str_addc(&out, '%');
	for (; *folded; folded++) {
		if (strchr("%_\\", *folded))
			str_addc(&out, '\\');
		str_addc(&out, *folded);
	}
	str_addc(&out, '%');
	return out.p;
}

/* No word of what is archived is kept: its names are looked through. */
static void find_archived(struct finding *x)
{
	char gtin[GTIN_SIZE] = "";

	gtin_repair(x->f->find, gtin);
	x->like = like_text(x->c->arena, utf8_fold(x->c->arena, x->f->find));
	x->code = x->f->find;
	x->gtin = arena_strdup(x->c->arena, gtin);
}

/* ---- what is shown ---- */

static const struct db_column found_columns[] = {
	CARD_COLUMNS(struct item_found, card), DB_COL(struct item_found, archived, BOOL), DB_COL(struct item_found, free, INT),
	DB_COL(struct item_found, languages, INT),
};
static const struct db_row found_row = DB_ROW(struct item_found, found_columns);

_Static_assert(STOCK_PLENTY == INT64_C(9223372036854775807), "as the statement below says it");

static struct error *show(struct finding *x, const struct hits *hits, struct item_found_page *out)
{
	struct item_found *rows;

	out->next = hits->next;
	if (!hits->count)
		return NULL;
	TRY(db_all(x->c->db, &found_row, &rows, &out->count,
		"SELECT STRAIGHT_JOIN " CARD_SQL ", i.archived_at IS NOT NULL, "
		"COALESCE((SELECT SUM(s.on_hand - s.reserved) FROM variant w JOIN stock_level s ON s.variant_id = w.id AND s.policy <> 'uncounted' "
		"JOIN location l ON l.id = s.location_id JOIN branch b ON b.id = l.branch_id AND b.archived_at IS NULL "
		"WHERE w.item_id = i.id AND w.archived_at IS NULL AND (? = 0 OR l.branch_id = ?) AND " IN_SCOPE_SQL("l.branch_id") "), "
		"9223372036854775807), (SELECT COUNT(*) FROM item_text x WHERE x.item_id = i.id) "
		"FROM (SELECT j.variant AS variant_id, j.n AS sort, 1000 AS pack FROM " HITS_SQL ") AS page JOIN " ASKED_SQL
		" JOIN variant v ON v.id = page.variant_id JOIN item i ON i.id = v.item_id" TEXT_JOIN_SQL PICTURE_JOIN_SQL " ORDER BY page.sort",
		ARGS(ID(x->f->branch), ID(x->f->branch), IN_SCOPE(x->c), T(hits_json(x, hits->rows, hits->count)), ASKED(x))));
	out->rows = rows;
	return NULL;
}

static struct error *count(struct finding *x, int64_t *total)
{
	return db_whole(x->c->db, total, 0,
		"SELECT COUNT(*) FROM (SELECT STRAIGHT_JOIN 1 FROM item i FORCE INDEX (sorted) JOIN " ASKED_SQL " WHERE" FILTER_SQL " LIMIT ?) AS some",
		ARGS(ASKED(x), FILTER(x), I(ITEM_TOTAL_MAX + 1)));
}

static struct error *in_order(struct finding *x, const char *after, size_t limit, struct hits *out, int64_t *total)
{
	struct place from = orders[x->f->order].start;
	struct item_id *ids;
	size_t n;

	if (after)
		TRY(place_read(x, after, &from));
	TRY(few_ids(x, &ids, &n));
	if (n <= FEW)
		return few(x, ids, n, &from, limit, out, total);
	TRY(walk(x, &from, limit, out));
	*total = (int64_t)out->count;
	return !after && out->next ? count(x, total) : NULL;
}

static struct error *category_ids(struct finding *x)
{
	const struct category_id *ids;
	struct str out;
	size_t n;

	TRY(category_below(x->c, x->f->category, &ids, &n));
	str_init(&out, x->c->arena);
	for (size_t i = 0; i < n; i++)
		str_addf(&out, "%s%lld", i ? "," : "", (long long)ids[i].v);
	x->categories = out.p;
	return NULL;
}

struct error *item_find(struct ctx *c, const char *lang, struct price_list_id list, const struct item_filter *filter,
	const char *after, size_t limit, struct item_found_page *out)
{
	struct finding x = { .c = c, .lang = lang, .list = list, .f = filter };
	bool by_words = filter->find && filter->state != ITEM_ARCHIVED;
	struct hits hits = { 0 };

	*out = (struct item_found_page){ .total = -1 };
	if (limit < 1 || limit > PAGE_MAX)
		limit = PAGE_MAX;
	if (filter->category.v)
		TRY(category_ids(&x));
	if (filter->find && !by_words)
		find_archived(&x);
	if (by_words)
		TRY(search(&x, after, limit, &hits));
	else
		TRY(in_order(&x, after, limit, &hits, &out->total));
	if (after)
		out->total = -1;
	return show(&x, &hits, out);
}
