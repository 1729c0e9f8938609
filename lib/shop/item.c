/* item.c: goods as they are listed, shown and scanned. */
#include "shop/item.h"

#include "base/bytes.h"
#include "base/num.h"
#include "base/str.h"
#include "base/utf8.h"
#include "price/gtin.h"
#include "price/label.h"
#include "shop/item_internal.h"
#include "shop/item_sql.h"
#include "shop/search.h"

#define LIST_MAX 100

/* `tail` is what one query needs beside the card: a sort key, a description. */
struct card_row {
	struct item_card card;
	const char *tail;
};

static const struct db_column card_columns[] = {
	CARD_COLUMNS(struct card_row, card), DB_COL(struct card_row, tail, TEXT),
};
static const struct db_row card_row = DB_ROW(struct card_row, card_columns);

/* The columns without the tail are the card's own. */
_Static_assert(offsetof(struct card_row, card) == 0, "a card_row begins with its card");

struct item_card *item_cards_copy(struct arena *a, const struct item_card *cards, size_t n)
{
	static const struct db_row row = { sizeof(struct item_card), card_columns,
		sizeof(card_columns) / sizeof(card_columns[0]) - 1 };

	return db_copy(a, &row, cards, n);
}

/* Cards of what `page` chose: a SELECT of variant_id, pack and sort, whose
 * arguments come before those of ASKED_SQL. One statement for a whole page:
 * the correlated look-ups run on primary keys, once a row that is shown. */
#define CARDS_SQL(page, tail, order) \
	"SELECT STRAIGHT_JOIN " CARD_SQL ", " tail " FROM (" page ") AS page JOIN " ASKED_SQL \
	" JOIN variant v ON v.id = page.variant_id AND v.archived_at IS NULL" \
	" JOIN item i ON i.id = v.item_id AND i.archived_at IS NULL" TEXT_JOIN_SQL \
	PICTURE_JOIN_SQL " ORDER BY " order

#define FIRST_VARIANT_EXPR(item) \
	"(SELECT f.id FROM variant f WHERE f.item_id = " item " AND f.archived_at IS NULL " \
	"ORDER BY f.position, f.id LIMIT 1)"
#define FIRST_VARIANT_SQL(item) FIRST_VARIANT_EXPR(item) " AS variant_id"

static struct item_card *cards_of(struct arena *a, const struct card_row *rows, size_t n)
{
	struct item_card *cards = ARENA_ARRAY(a, n, struct item_card);

	for (size_t i = 0; i < n; i++)
		cards[i] = rows[i].card;
	return cards;
}

/* ---- pages of a list ---- */

/* The sort key and id of the last card shown: where a list goes on. A page's
 * key is these, spelled so that nobody builds on it. */
struct place {
	const char *sort;
	int64_t id;
};

struct list {
	struct ctx *c;
	const char *lang;
	struct price_list_id price_list;
	const struct category_id *categories;	/* NULL: all */
	size_t category_count;
};

static const char *place_write(struct arena *a, const struct card_row *last)
{
	const char *plain = arena_printf(a, "a%lld:%s", (long long)last->card.item.v, last->tail);

	return base64url_encode(a, plain, strlen(plain));
}

static struct error *place_read(struct arena *a, const char *key, struct place *out)
{
	uint8_t *bytes;
	char *text, *colon;
	size_t n;

	if (!base64url_decode(a, key, &bytes, &n) || n < 3 || bytes[0] != 'a' || !utf8_valid((char *)bytes, n))
		return search_page_none(a);
	text = arena_strndup(a, (char *)bytes, n);
	colon = strchr(text, ':');
	if (!colon)
		return search_page_none(a);
	*colon = '\0';
	out->sort = colon + 1;
	return num_parse_int(text + 1, &out->id) ? NULL : search_page_none(a);
}

#define LIST_PAGE_SQL(where) \
	"SELECT i.id, " FIRST_VARIANT_SQL("i.id") ", i.sort_key AS sort, 1000 AS pack FROM item i " \
	"WHERE " where " i.archived_at IS NULL AND i.sort_key >= ? AND (i.sort_key > ? OR i.id > ?) " \
	"HAVING variant_id IS NOT NULL ORDER BY i.sort_key, i.id LIMIT ?"

static int by_sort(const void *a, const void *b)
{
	const struct card_row *x = a, *y = b;
	int order = strcmp(x->tail, y->tail);

	return order ? order : (x->card.item.v > y->card.item.v) - (x->card.item.v < y->card.item.v);
}

/* A page of each category, in the order of its index, and the first of all of
 * them: however deep the page, none is read from its beginning. */
static struct error *list_categories(struct list *l, const struct place *from, size_t want, struct card_row **out, size_t *n)
{
	struct card_row *all = ARENA_ARRAY(l->c->arena, want * l->category_count, struct card_row), *rows;
	size_t count = 0, found;

	for (size_t i = 0; i < l->category_count; i++) {
		TRY(db_all(l->c->db, &card_row, &rows, &found,
			CARDS_SQL(LIST_PAGE_SQL("i.category_id = ? AND"), "page.sort", "page.sort, i.id"),
			ARGS(ID(l->categories[i]), T(from->sort), T(from->sort), I(from->id), I((int64_t)want),
			     AT(l->c->now), T(l->lang), ID(l->price_list))));
		for (size_t j = 0; j < found; j++)
			all[count++] = rows[j];
	}
	if (l->category_count > 1 && count)
		qsort(all, count, sizeof(*all), by_sort);
	*out = all;
	*n = count < want ? count : want;
	return NULL;
}

static struct error *list_page(struct list *l, const char *after, size_t limit, struct item_page *out)
{
	struct place from = { "", 0 };
	struct card_row *rows;
	size_t n;

	if (after && *after)
		TRY(place_read(l->c->arena, after, &from));
	if (l->categories)
		TRY(list_categories(l, &from, limit + 1, &rows, &n));
	else
		TRY(db_all(l->c->db, &card_row, &rows, &n,
			CARDS_SQL(LIST_PAGE_SQL(""), "page.sort", "page.sort, i.id"),
			ARGS(T(from.sort), T(from.sort), I(from.id), I((int64_t)limit + 1),
			     AT(l->c->now), T(l->lang), ID(l->price_list))));
	*out = (struct item_page){ .count = n < limit ? n : limit, .more = n > limit };
	out->cards = cards_of(l->c->arena, rows, out->count);
	if (out->more)
		out->next = place_write(l->c->arena, &rows[limit - 1]);
	return NULL;
}

/* ---- finding ---- */

static const char *hits_json(struct arena *a, const struct search_hits *hits)
{
	struct str out;

	str_init(&out, a);
	for (size_t i = 0; i < hits->count; i++)
		str_addf(&out, "%c[%lld,%lld]", i ? ',' : '[', (long long)hits->hits[i].item.v, (long long)hits->hits[i].variant.v);
	str_add(&out, hits->count ? "]" : "[]");
	return out.p;
}

static const char *ids_text(struct arena *a, const struct category_id *ids, size_t n)
{
	struct str out;

	str_init(&out, a);
	for (size_t i = 0; i < n; i++)
		str_addf(&out, "%s%lld", i ? "," : "", (long long)ids[i].v);
	return out.p;
}

static struct error *list_found(struct list *l, const char *find, const char *after, size_t limit, struct item_page *out)
{
	const char *categories = l->categories ? ids_text(l->c->arena, l->categories, l->category_count) : NULL;
	struct search_hits hits;
	struct card_row *rows;
	size_t n = 0;

	TRY(search_find(l->c, find, categories, after, limit, &hits));
	if (hits.count)
		TRY(db_all(l->c->db, &card_row, &rows, &n,
			CARDS_SQL("SELECT COALESCE(NULLIF(j.variant, 0), " FIRST_VARIANT_EXPR("j.item") ") AS variant_id, j.n AS sort, 1000 AS pack "
				"FROM JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY, item BIGINT PATH '$[0]', variant BIGINT PATH '$[1]')) AS j",
				"NULL", "page.sort"),
			ARGS(T(hits_json(l->c->arena, &hits)), AT(l->c->now), T(l->lang), ID(l->price_list))));
	*out = (struct item_page){ .count = n, .more = hits.next != NULL, .next = hits.next };
	out->cards = n ? cards_of(l->c->arena, rows, n) : NULL;
	return NULL;
}

struct error *item_list(struct ctx *c, const char *lang, struct price_list_id list, struct category_id category,
	const char *find, const char *after, size_t limit, struct item_page *out)
{
	struct list l = { c, lang, list, NULL, 0 };

	if (limit < 1 || limit > LIST_MAX)
		limit = LIST_MAX;
	if (category.v)
		TRY(category_below(c, category, &l.categories, &l.category_count));
	if (find && *find)
		return list_found(&l, find, after, limit, out);
	return list_page(&l, after, limit, out);
}

/* ---- one item, some variants ---- */

struct error *item_none(struct arena *a)
{
	return error_text(ERR(a, NOT_FOUND, "item.none"), N_("We do not have this item."), NULL);
}

struct error *item_by_slug(struct ctx *c, const char *lang, struct price_list_id list, const char *slug,
	struct item_card **variants, size_t *n, const char **description)
{
	struct card_row *rows;

	TRY(db_all(c->db, &card_row, &rows, n,
		CARDS_SQL("SELECT x.id AS variant_id, x.position AS sort, 1000 AS pack FROM item y "
			"JOIN variant x ON x.item_id = y.id WHERE y.slug = ?",
			"COALESCE(t.description, o.description)", "page.sort, v.id"),
		ARGS(T(slug), AT(c->now), T(lang), ID(list))));
	if (!*n)
		return item_none(c->arena);
	*variants = cards_of(c->arena, rows, *n);
	*description = rows[0].tail;
	return NULL;
}

struct error *item_variants(struct ctx *c, const char *lang, struct price_list_id list,
	const struct variant_id *ids, size_t n, struct item_card **out, size_t *found)
{
	struct card_row *rows;
	struct str asked;

	str_init(&asked, c->arena);
	for (size_t i = 0; i < n; i++)
		str_addf(&asked, "%c%lld", i ? ',' : '[', (long long)ids[i].v);
	str_add(&asked, n ? "]" : "[]");
	TRY(db_all(c->db, &card_row, &rows, found,
		CARDS_SQL("SELECT j.id AS variant_id, j.n AS sort, 1000 AS pack FROM JSON_TABLE(?, '$[*]' "
			"COLUMNS (n FOR ORDINALITY, id BIGINT PATH '$')) AS j", "NULL", "page.sort"),
		ARGS(T(asked.p), AT(c->now), T(lang), ID(list))));
	*out = cards_of(c->arena, rows, *found);
	return NULL;
}

struct error *item_variant(struct ctx *c, const char *lang, struct price_list_id list, struct variant_id id, struct item_card *out)
{
	struct item_card *cards;
	size_t n;

	TRY(item_variants(c, lang, list, &id, 1, &cards, &n));
	if (!n)
		return item_none(c->arena);
	*out = cards[0];
	return NULL;
}

const struct item_card *item_card_of(const struct item_card *cards, size_t n, struct variant_id variant)
{
	for (size_t i = 0; i < n; i++)
		if (cards[i].variant.v == variant.v)
			return &cards[i];
	return NULL;
}

/* Exact before the other, a branch's own before everybody's, a SKU last. */
static struct error *scan_one(struct ctx *c, const char *lang, const struct branch *branch, const char *code, const char *other,
	bool *found, struct item_card *out)
{
	struct card_row *rows;
	size_t n;

	TRY(db_all(c->db, &card_row, &rows, &n,
		CARDS_SQL("SELECT b.variant_id, (b.code <> ?) * 2 + (b.branch_id = 0) AS sort, b.pack_quantity AS pack "
			"FROM barcode b WHERE b.code IN (?, ?) AND b.branch_id IN (?, 0) "
			"UNION ALL SELECT s.id, 4, 1000 FROM variant s WHERE s.sku = ?",
			"NULL", "page.sort LIMIT 1"),
		ARGS(T(code), T(code), T(other), ID(branch->id), T(code), AT(c->now), T(lang), ID(branch->price_list))));
	*found = n > 0;
	if (n)
		*out = rows[0].card;
	return NULL;
}

static struct error *scan_label(struct ctx *c, const char *lang, const struct branch *branch, const char *code,
	bool *found, struct item_card *out)
{
	struct label label;

	if (!label_read(branch->scale_labels, code, &label))
		return NULL;
	TRY(scan_one(c, lang, branch, label.item, label.base, found, out));
	*found = *found && strcmp(out->unit, "piece");
	out->measured = true;
	out->pack_quantity = label.quantity;
	return NULL;
}

struct error *item_scan(struct ctx *c, const char *lang, const struct branch *branch, const char *code, struct item_card *out)
{
	char gtin[GTIN_SIZE] = "";
	bool found;

	gtin_repair(code, gtin);
	TRY(scan_one(c, lang, branch, code, gtin, &found, out));
	if (!found)
		TRY(scan_label(c, lang, branch, code, &found, out));
	if (!found)
		return error_text(ERR(c->arena, NOT_FOUND, "item.unknown_code"), N_("No item has this code."), NULL);
	return NULL;
}

/* ---- codes ---- */

struct code_row {
	const char *code;
};
static const struct db_column code_columns[] = { DB_COL(struct code_row, code, TEXT) };
static const struct db_row code_row = DB_ROW(struct code_row, code_columns);

struct error *item_barcodes(struct ctx *c, struct variant_id variant, const char *const **out, size_t *n)
{
	struct code_row *rows;
	const char **codes;

	TRY(db_all(c->db, &code_row, &rows, n,
		"SELECT code FROM barcode WHERE variant_id = ? GROUP BY code ORDER BY code LIMIT 20", ARGS(ID(variant))));
	codes = ARENA_ARRAY(c->arena, *n, const char *);
	for (size_t i = 0; i < *n; i++)
		codes[i] = rows[i].code;
	*out = codes;
	return NULL;
}

/* ---- categories ---- */

static const struct db_column below_columns[] = { { DB_INT, 0 } };
static const struct db_row below_row = { sizeof(struct category_id), below_columns, 1 };

/* UNION without ALL: a circle of parents, which nothing here makes, would end. */
struct error *category_below(struct ctx *c, struct category_id category, const struct category_id **out, size_t *n)
{
	struct category_id *ids;

	TRY(db_all(c->db, &below_row, &ids, n,
		"WITH RECURSIVE below (id) AS (SELECT CAST(? AS SIGNED) UNION SELECT k.id FROM below b "
		"JOIN category k ON k.parent_id = b.id) SELECT id FROM below",
		ARGS(ID(category))));
	*out = ids;
	return NULL;
}

static const struct db_column category_columns[] = {
	DB_COL(struct category, id, INT), DB_COL(struct category, parent, INT),
	DB_COL(struct category, slug, TEXT), DB_COL(struct category, name, TEXT),
};
static const struct db_row category_row = DB_ROW(struct category, category_columns);

struct category *categories_copy(struct arena *a, const struct category *categories, size_t n)
{
	return db_copy(a, &category_row, categories, n);
}

struct error *category_all(struct ctx *c, const char *lang, struct category **out, size_t *n)
{
	return db_all(c->db, &category_row, out, n,
		"SELECT c.id, c.parent_id, c.slug, COALESCE(t.name, o.name, c.slug) FROM category c "
		"LEFT JOIN category_text t ON t.category_id = c.id AND t.lang = ? "
		"LEFT JOIN category_text o ON o.category_id = c.id AND o.lang = (SELECT lang FROM company ORDER BY id LIMIT 1) "
		"WHERE c.archived_at IS NULL ORDER BY c.position, c.id",
		ARGS(T(lang)));
}
