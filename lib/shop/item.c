/* item.c: goods as they are listed, shown and scanned. */
#include "shop/item.h"

#include "base/bytes.h"
#include "base/num.h"
#include "base/str.h"
#include "base/utf8.h"
#include "price/gtin.h"
#include "shop/item_sql.h"

#define LIST_MAX 100
/* Words of a search beyond these do not narrow it further. */
#define FIND_WORDS 4

/* `tail` is what one query needs beside the card: a sort key, a description. */
struct card_row {
	struct item_card card;
	const char *tail;
};

static const struct db_column card_columns[] = {
	DB_COL(struct card_row, card.item, INT), DB_COL(struct card_row, card.variant, INT),
	DB_COL(struct card_row, card.slug, TEXT), DB_COL(struct card_row, card.name, TEXT),
	DB_COL(struct card_row, card.label, TEXT), DB_COL(struct card_row, card.type, TEXT),
	DB_COL(struct card_row, card.unit, TEXT), DB_COL(struct card_row, card.maker, TEXT),
	DB_COL(struct card_row, card.price, INT), DB_COL(struct card_row, card.content, INT),
	DB_COL(struct card_row, card.content_unit, TEXT), DB_COL(struct card_row, card.tax_class, INT),
	DB_COL(struct card_row, card.tax_rate, INT), DB_COL(struct card_row, card.pack_quantity, INT),
	DB_COL(struct card_row, card.variants, INT), DB_COL(struct card_row, tail, TEXT),
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
	"SELECT STRAIGHT_JOIN i.id, v.id, i.slug, COALESCE(t.name, o.name), v.label, i.type, i.unit, i.maker, " \
	PRICE_SQL ", v.content, v.content_unit, i.tax_class_id, " \
	"COALESCE((SELECT r.rate FROM tax_rate r WHERE r.tax_class_id = i.tax_class_id " \
	"AND r.valid_from <= asked.at ORDER BY r.valid_from DESC LIMIT 1), 0), page.pack, " \
	"(SELECT COUNT(*) FROM variant w WHERE w.item_id = i.id AND w.archived_at IS NULL), " tail \
	" FROM (" page ") AS page JOIN " ASKED_SQL \
	" JOIN variant v ON v.id = page.variant_id AND v.archived_at IS NULL" \
	" JOIN item i ON i.id = v.item_id AND i.archived_at IS NULL" \
	" JOIN item_text o ON o.item_id = i.id AND o.lang = i.lang" \
	" LEFT JOIN item_text t ON t.item_id = i.id AND t.lang = asked.lang" \
	" ORDER BY " order

#define FIRST_VARIANT_SQL(item) \
	"(SELECT f.id FROM variant f WHERE f.item_id = " item " AND f.archived_at IS NULL " \
	"ORDER BY f.position, f.id LIMIT 1) AS variant_id"

/* ---- pages of a list ---- */

/* Where a list goes on: a phase of the search, and the sort key and id of the
 * last card shown. A page's key is these, spelled so that nobody builds on it. */
enum phase { PHASE_ALL = 'a', PHASE_BEGINS = 'b', PHASE_WITHIN = 'w' };

struct place {
	enum phase phase;
	const char *sort;
	int64_t id;
};

struct list {
	struct ctx *c;
	const char *lang;
	struct price_list_id price_list;
	struct category_id category;
	struct place from;
	size_t want;			/* rows still to fetch: the page and one more */
	struct card_row *rows;
	enum phase *phases;
	size_t count;
};

static struct error *place_bad(struct arena *a)
{
	return error_field(error_text(ERR(a, INVALID, "item.page"),
		N_("This page of the list does not exist."), NULL), "after");
}

static const char *place_write(struct arena *a, enum phase phase, const struct card_row *last)
{
	const char *plain = arena_printf(a, "%c%lld:%s", phase, (long long)last->card.item.v, last->tail);

	return base64url_encode(a, plain, strlen(plain));
}

static struct error *place_read(struct arena *a, const char *key, struct place *out)
{
	uint8_t *bytes;
	char *text, *colon;
	size_t n;

	if (!base64url_decode(a, key, &bytes, &n) || n < 3 || !utf8_valid((char *)bytes, n))
		return place_bad(a);
	text = arena_strndup(a, (char *)bytes, n);
	colon = strchr(text, ':');
	if (!colon || !strchr("abw", text[0]))
		return place_bad(a);
	*colon = '\0';
	out->phase = (enum phase)text[0];
	out->sort = colon + 1;
	return num_parse_int(text + 1, &out->id) ? NULL : place_bad(a);
}

static void list_take(struct list *l, enum phase phase, const struct card_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		l->rows[l->count] = rows[i];
		l->phases[l->count++] = phase;
	}
	l->want -= n;
}

#define LIST_PAGE_SQL(where) \
	"SELECT i.id, " FIRST_VARIANT_SQL("i.id") ", i.sort_key AS sort, 1000 AS pack FROM item i " \
	"WHERE " where " i.archived_at IS NULL AND i.sort_key >= ? AND (i.sort_key > ? OR i.id > ?) " \
	"HAVING variant_id IS NOT NULL ORDER BY i.sort_key, i.id LIMIT ?"

static struct error *list_all(struct list *l)
{
	struct card_row *rows;
	size_t n;

	if (l->category.v)
		TRY(db_all(l->c->db, &card_row, &rows, &n,
			CARDS_SQL(LIST_PAGE_SQL("i.category_id = ? AND"), "page.sort", "page.sort, i.id"),
			ARGS(ID(l->category), T(l->from.sort), T(l->from.sort), I(l->from.id), I((int64_t)l->want),
			     AT(l->c->now), T(l->lang), ID(l->price_list))));
	else
		TRY(db_all(l->c->db, &card_row, &rows, &n,
			CARDS_SQL(LIST_PAGE_SQL(""), "page.sort", "page.sort, i.id"),
			ARGS(T(l->from.sort), T(l->from.sort), I(l->from.id), I((int64_t)l->want),
			     AT(l->c->now), T(l->lang), ID(l->price_list))));
	list_take(l, PHASE_ALL, rows, n);
	return NULL;
}

/* ---- finding: a plain look-up for now; the search tables (vocabulary,
 * trigrams, postings) take its place later ---- */

/* Only the name that is shown counts: the one of the language asked for, else
 * the item's own. So nothing is found twice. */
#define FIND_PAGE_SQL(where) \
	"SELECT i.id, " FIRST_VARIANT_SQL("i.id") ", n.name_folded AS sort, 1000 AS pack " \
	"FROM item_text n STRAIGHT_JOIN item i ON i.id = n.item_id " \
	"WHERE " where " AND n.name_folded >= ? AND (n.name_folded > ? OR n.item_id > ?) " \
	"AND i.archived_at IS NULL AND (? = 0 OR i.category_id = ?) " \
	"AND n.lang = COALESCE((SELECT s.lang FROM item_text s WHERE s.item_id = i.id AND s.lang = ?), i.lang) " \
	"HAVING variant_id IS NOT NULL ORDER BY n.name_folded, n.item_id LIMIT ?"

#define FIND_ARGS(l) \
	T((l)->from.sort), T((l)->from.sort), I((l)->from.id), ID((l)->category), ID((l)->category), \
	T((l)->lang), I((int64_t)(l)->want), AT((l)->c->now), T((l)->lang), ID((l)->price_list)

/* Names that begin with the whole phrase: a range of the index. */
static struct error *find_begins(struct list *l, const char *phrase)
{
	struct card_row *rows;
	size_t n;

	TRY(db_all(l->c->db, &card_row, &rows, &n,
		CARDS_SQL(FIND_PAGE_SQL("n.name_folded LIKE ?"), "page.sort", "page.sort, i.id"),
		ARGS(T(arena_printf(l->c->arena, "%s%%", phrase)), FIND_ARGS(l))));
	list_take(l, PHASE_BEGINS, rows, n);
	return NULL;
}

/* Names in which every word begins some word: the index is read in order until
 * the page is full, at the worst to its end. */
static struct error *find_within(struct list *l, const char *phrase)
{
	const char *words[FIND_WORDS] = { "%", "%", "%", "%" };
	struct arena *a = l->c->arena;
	const char *at = phrase;
	struct card_row *rows;
	size_t n;

	for (size_t i = 0; i < FIND_WORDS && *at; i++) {
		size_t length = strcspn(at, " ");

		words[i] = arena_printf(a, "%% %.*s%%", (int)length, at);
		at += length;
		at += strspn(at, " ");
	}
	TRY(db_all(l->c->db, &card_row, &rows, &n,
		CARDS_SQL(FIND_PAGE_SQL("n.name_folded NOT LIKE ? "
			"AND CONCAT(' ', n.name_folded) LIKE ? AND CONCAT(' ', n.name_folded) LIKE ? "
			"AND CONCAT(' ', n.name_folded) LIKE ? AND CONCAT(' ', n.name_folded) LIKE ?"),
			"page.sort", "page.sort, i.id"),
		ARGS(T(arena_printf(a, "%s%%", phrase)), T(words[0]), T(words[1]), T(words[2]), T(words[3]), FIND_ARGS(l))));
	list_take(l, PHASE_WITHIN, rows, n);
	return NULL;
}

static bool looks_like_code(const char *find)
{
	size_t n = strspn(find, "0123456789");

	return n > 0 && !find[n];
}

static struct error *find_code(struct list *l, const char *code)
{
	char gtin[GTIN_SIZE] = "";
	struct card_row *rows;
	size_t n;

	gtin_repair(code, gtin);
	TRY(db_all(l->c->db, &card_row, &rows, &n,
		CARDS_SQL("SELECT MIN(b.variant_id) AS variant_id, '' AS sort, 1000 AS pack FROM barcode b "
			"JOIN variant x ON x.id = b.variant_id WHERE b.code IN (?, ?) GROUP BY x.item_id LIMIT ?",
			"page.sort", "i.id"),
		ARGS(T(code), T(gtin), I((int64_t)l->want), AT(l->c->now), T(l->lang), ID(l->price_list))));
	/* A code names few things: all of them are the one page. */
	list_take(l, PHASE_ALL, rows, n < l->want ? n : l->want - 1);
	return NULL;
}

/* Neither LIKE's wildcards nor its escape belong in a pattern; folding has
 * made blanks of % and _, and a backslash is punctuation too. */
static struct error *list_found(struct list *l, const char *find, bool first)
{
	const char *phrase = utf8_fold(l->c->arena, find);

	if (first && looks_like_code(find)) {
		TRY(find_code(l, find));
		if (l->count)
			return NULL;
	}
	if (!*phrase)
		return NULL;
	if (l->from.phase != PHASE_WITHIN) {
		TRY(find_begins(l, phrase));
		l->from = (struct place){ PHASE_WITHIN, "", 0 };
	}
	return l->want ? find_within(l, phrase) : NULL;
}

static void list_page(struct list *l, size_t limit, struct item_page *out)
{
	struct item_card *cards = ARENA_ARRAY(l->c->arena, limit, struct item_card);

	*out = (struct item_page){ .cards = cards, .count = l->count < limit ? l->count : limit, .more = l->count > limit };
	for (size_t i = 0; i < out->count; i++)
		cards[i] = l->rows[i].card;
	if (out->more)
		out->next = place_write(l->c->arena, l->phases[limit - 1], &l->rows[limit - 1]);
}

struct error *item_list(struct ctx *c, const char *lang, struct price_list_id list, struct category_id category,
	const char *find, const char *after, size_t limit, struct item_page *out)
{
	struct list l = { c, lang, list, category, .from = { PHASE_ALL, "", 0 } };

	if (limit < 1 || limit > LIST_MAX)
		limit = LIST_MAX;
	l.want = limit + 1;
	l.rows = ARENA_ARRAY(c->arena, l.want, struct card_row);
	l.phases = ARENA_ARRAY(c->arena, l.want, enum phase);
	if (after && *after)
		TRY(place_read(c->arena, after, &l.from));
	if (find && *find)
		TRY(list_found(&l, find, !after || !*after));
	else
		TRY(list_all(&l));
	list_page(&l, limit, out);
	return NULL;
}

/* ---- one item, some variants ---- */

static struct error *item_none(struct arena *a)
{
	return error_text(ERR(a, NOT_FOUND, "item.none"), N_("We do not have this item."), NULL);
}

static struct item_card *cards_of(struct arena *a, const struct card_row *rows, size_t n)
{
	struct item_card *cards = ARENA_ARRAY(a, n, struct item_card);

	for (size_t i = 0; i < n; i++)
		cards[i] = rows[i].card;
	return cards;
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

/* Exact before mended, a branch's own before everybody's, a SKU last. */
struct error *item_scan(struct ctx *c, const char *lang, const struct branch *branch, const char *code, struct item_card *out)
{
	char gtin[GTIN_SIZE] = "";
	struct card_row *rows;
	size_t n;

	gtin_repair(code, gtin);
	TRY(db_all(c->db, &card_row, &rows, &n,
		CARDS_SQL("SELECT b.variant_id, (b.code <> ?) * 2 + (b.branch_id = 0) AS sort, b.pack_quantity AS pack "
			"FROM barcode b WHERE b.code IN (?, ?) AND b.branch_id IN (?, 0) "
			"UNION ALL SELECT s.id, 4, 1000 FROM variant s WHERE s.sku = ?",
			"NULL", "page.sort LIMIT 1"),
		ARGS(T(code), T(code), T(gtin), ID(branch->id), T(code), AT(c->now), T(lang), ID(branch->price_list))));
	if (!n)
		return error_text(ERR(c->arena, NOT_FOUND, "item.unknown_code"), N_("No item has this code."), NULL);
	*out = rows[0].card;
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
		"ORDER BY c.position, c.id",
		ARGS(T(lang)));
}
