/* search.c: goods by what people type: codes, then words, from exact to loose. */
#include "base/bytes.h"
#include "base/num.h"
#include "base/str.h"
#include "base/utf8.h"
#include "price/gtin.h"
#include "shop/audit.h"
#include "shop/search_internal.h"

#define MISS_KEPT (90 * DAY)
#define MISSES_MOST 10000

/* What the words of a query may stand for: themselves; what begins with them or
 * holds them (a slip where nothing does); a slip in any. */
enum level { LEVEL_EXACT, LEVEL_LOOSE, LEVEL_SLIPS, LEVELS };

/* The last item of a page: where the next one goes on. */
struct place {
	int64_t level, word, place, item;
};

struct posting {
	int64_t place, item;
};
static const struct db_column posting_columns[] = { DB_COL(struct posting, place, INT), DB_COL(struct posting, item, INT) };
static const struct db_row posting_row = DB_ROW(struct posting, posting_columns);

struct search {
	struct ctx *c;
	const char *categories;
	const char *seen;		/* "5,9": items that the code found; NULL */
	struct query_word *words;
	size_t n;
	struct place from;		/* from.word 0: the level's beginning */
	struct search_hit *hits;
	struct place *places;		/* of each hit */
	size_t count, want;		/* want: the page and one more */
};

/* ---- pages ---- */

struct error *search_page_none(struct arena *a)
{
	return error_field(error_text(ERR(a, INVALID, "item.page"),
		N_("This page of the list does not exist."), NULL), "after");
}

static const char *place_write(struct arena *a, const struct place *p)
{
	const char *plain = arena_printf(a, "s%lld:%lld:%lld:%lld", (long long)p->level, (long long)p->word,
		(long long)p->place, (long long)p->item);

	return base64url_encode(a, plain, strlen(plain));
}

static struct error *place_read(struct arena *a, const char *key, struct place *out)
{
	int64_t *const members[] = { &out->level, &out->word, &out->place, &out->item };
	uint8_t *bytes;
	char *part, *rest;
	size_t n;

	if (!base64url_decode(a, key, &bytes, &n) || n < 2 || bytes[0] != 's')
		return search_page_none(a);
	rest = arena_strndup(a, (char *)bytes + 1, n - 1);
	for (size_t i = 0; i < 4; i++) {
		part = strsep(&rest, ":");
		if (!part || !num_parse_int(part, members[i]) || *members[i] < 0)
			return search_page_none(a);
	}
	return rest || out->level >= LEVELS ? search_page_none(a) : NULL;
}

static bool full(const struct search *s)
{
	return s->count == s->want;
}

/* ---- codes ---- */

static const struct db_column hit_columns[] = { DB_COL(struct search_hit, item, INT), DB_COL(struct search_hit, variant, INT) };
static const struct db_row hit_row = DB_ROW(struct search_hit, hit_columns);

static bool looks_like_code(const char *find)
{
	size_t n = 0;

	while (find[n] > ' ' && find[n] <= '~')
		n++;
	return n > 0 && n <= 64 && !find[n];
}

static const char *in_capitals(struct arena *a, const char *s)
{
	char *copy = arena_strdup(a, s);

	for (char *p = copy; *p; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	return copy;
}

/* A code names few things: all of them stand on the first page, and on no other. */
static struct error *find_code(struct search *s, const char *code, bool first, bool *digits)
{
	char gtin[GTIN_SIZE] = "";
	struct search_hit *rows;
	struct str seen;
	size_t n;

	gtin_repair(code, gtin);
	TRY(db_all(s->c->db, &hit_row, &rows, &n,
		"SELECT v.item_id, MIN(v.id) FROM (SELECT b.variant_id AS id FROM barcode b WHERE b.code IN (?, ?) "
		"UNION SELECT k.id FROM variant k WHERE k.sku IN (?, ?)) AS f STRAIGHT_JOIN variant v ON v.id = f.id AND v.archived_at IS NULL "
		"STRAIGHT_JOIN item i ON i.id = v.item_id AND i.archived_at IS NULL "
		"WHERE ? IS NULL OR FIND_IN_SET(i.category_id, ?) GROUP BY v.item_id ORDER BY v.item_id LIMIT ?",
		ARGS(T(code), T(gtin), T(code), T(in_capitals(s->c->arena, code)), T(s->categories), T(s->categories),
		     I((int64_t)s->want - 1))));
	if (!n)
		return NULL;
	str_init(&seen, s->c->arena);
	for (size_t i = 0; i < n; i++) {
		str_addf(&seen, "%s%lld", i ? "," : "", (long long)rows[i].item.v);
		if (first)
			s->hits[s->count++] = rows[i];
	}
	s->seen = seen.p;
	*digits = !code[strspn(code, "0123456789")];
	return NULL;
}

/* ---- words ---- */

static size_t forms_at(const struct query_word *w, enum level level)
{
	return level == LEVEL_EXACT ? w->exact : level == LEVEL_LOOSE ? w->loose : w->count;
}

/* "3,17" of the first n; NULL for none. */
static const char *ids(struct arena *a, const struct query_word *w, size_t n)
{
	struct str out;

	str_init(&out, a);
	for (size_t i = 0; i < n; i++)
		str_addf(&out, "%s%lld", i ? "," : "", (long long)w->found[i].id);
	return n ? out.p : NULL;
}

/* The word that fewest items hold: every other is looked for in those. NULL
 * when one stands for nothing. */
static const struct query_word *rarest(const struct search *s, enum level level)
{
	const struct query_word *best = NULL;
	int64_t least = INT64_MAX;

	for (size_t i = 0; i < s->n; i++) {
		int64_t items = 0;

		if (!forms_at(&s->words[i], level))
			return NULL;
		for (size_t j = 0; j < forms_at(&s->words[i], level); j++)
			items += s->words[i].found[j].items;
		if (items < least) {
			least = items;
			best = &s->words[i];
		}
	}
	return best;
}

#define OTHERS (SEARCH_WORDS - 1)

/* Sets of words of which an item must hold one each; unused ones are NULL. */
struct others {
	const char *sets[OTHERS];
};

static struct others others_of(const struct search *s, const struct query_word *driver, enum level level)
{
	struct others out = { { NULL } };
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		if (&s->words[i] != driver)
			out.sets[n++] = ids(s->c->arena, &s->words[i], forms_at(&s->words[i], level));
	return out;
}

#define HOLDS_SQL "EXISTS (SELECT 1 FROM search_posting q WHERE q.item_id = p.item_id AND FIND_IN_SET(q.word_id, ?))"
#define MUST_SQL "(? IS NULL OR " HOLDS_SQL ")"
#define ALL_SQL MUST_SQL " AND " MUST_SQL " AND " MUST_SQL " AND " MUST_SQL " AND " MUST_SQL
#define ALL_ARGS(o) T((o)->sets[0]), T((o)->sets[0]), T((o)->sets[1]), T((o)->sets[1]), T((o)->sets[2]), T((o)->sets[2]), \
	T((o)->sets[3]), T((o)->sets[3]), T((o)->sets[4]), T((o)->sets[4])

/* One word's items in rank order that hold the others, and that neither an
 * earlier form of the word nor the level before has given. The index yields
 * them in order: what is read ends with the page. */
static struct error *take_form(struct search *s, enum level level, const struct query_word *driver, size_t form)
{
	struct others others = others_of(s, driver, level), exact = { { NULL } };
	const char *earlier = ids(s->c->arena, driver, form);
	int64_t word = driver->found[form].id;
	bool given = level == LEVEL_LOOSE && form < driver->exact && rarest(s, LEVEL_EXACT);
	struct posting *rows;
	size_t n;

	if (given && s->n == 1)
		return NULL;
	if (given)
		exact = others_of(s, driver, LEVEL_EXACT);
	TRY(db_all(s->c->db, &posting_row, &rows, &n,
		"SELECT p.place, p.item_id FROM search_posting p FORCE INDEX (PRIMARY) STRAIGHT_JOIN item i ON i.id = p.item_id "
		"WHERE p.word_id = ? AND (p.place > ? OR (p.place = ? AND p.item_id > ?)) AND i.archived_at IS NULL "
		"AND (? IS NULL OR FIND_IN_SET(i.category_id, ?)) AND (? IS NULL OR NOT FIND_IN_SET(p.item_id, ?)) "
		"AND " ALL_SQL " AND (? IS NULL OR NOT " HOLDS_SQL ") AND (? = 0 OR NOT (" ALL_SQL ")) "
		"ORDER BY p.word_id, p.place, p.item_id LIMIT ?",
		ARGS(I(word), I(s->from.place), I(s->from.place), I(s->from.item), T(s->categories), T(s->categories),
		     T(s->seen), T(s->seen), ALL_ARGS(&others), T(earlier), T(earlier), I(given), ALL_ARGS(&exact),
		     I((int64_t)(s->want - s->count)))));
	for (size_t i = 0; i < n; i++) {
		s->places[s->count] = (struct place){ level, word, rows[i].place, rows[i].item };
		s->hits[s->count++].item.v = rows[i].item;
	}
	return NULL;
}

/* A form that has gone out of use since the page before: the level from its beginning. */
static size_t form_at(const struct query_word *w, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (w->found[i].id == id)
			return i;
	return 0;
}

/* Whether some word stands for more than it did on the level before. */
static bool gains(const struct search *s, enum level level)
{
	for (size_t i = 0; i < s->n; i++)
		if (forms_at(&s->words[i], level) > (level == LEVEL_EXACT ? 0 : forms_at(&s->words[i], level - 1)))
			return true;
	return false;
}

static struct error *take_level(struct search *s, enum level level)
{
	const struct query_word *driver = gains(s, level) ? rarest(s, level) : NULL;
	size_t n = driver ? forms_at(driver, level) : 0;

	for (size_t i = s->from.word && driver ? form_at(driver, n, s->from.word) : 0; i < n && !full(s); i++) {
		TRY(take_form(s, level, driver, i));
		s->from = (struct place){ 0 };
	}
	s->from = (struct place){ 0 };
	return NULL;
}

/* Slips are guessed at when all else found nothing: a page that goes on among
 * them says so. */
static struct error *find_words(struct search *s)
{
	enum level from = (enum level)s->from.level;
	bool first = !s->from.word;

	TRY(search_exact(s->c, s->words, s->n));
	if (from == LEVEL_EXACT)
		TRY(take_level(s, LEVEL_EXACT));
	if (full(s))
		return NULL;
	TRY(search_loose(s->c, s->words, s->n));
	if (from <= LEVEL_LOOSE)
		TRY(take_level(s, LEVEL_LOOSE));
	if (from < LEVEL_SLIPS && (!first || s->count))
		return NULL;
	TRY(search_slips(s->c, s->words, s->n));
	return take_level(s, LEVEL_SLIPS);
}

static void page(struct search *s, size_t limit, struct search_hits *out)
{
	*out = (struct search_hits){ .hits = s->hits, .count = s->count < limit ? s->count : limit };
	if (s->count > limit)
		out->next = place_write(s->c->arena, &s->places[limit - 1]);
}

struct error *search_find(struct ctx *c, const char *find, const char *categories, const char *after, size_t limit,
	struct search_hits *out)
{
	struct search s = { .c = c, .categories = categories, .want = limit + 1 };
	bool first = !after || !*after, digits = false;

	s.hits = ARENA_ARRAY(c->arena, s.want, struct search_hit);
	s.places = ARENA_ARRAY(c->arena, s.want, struct place);
	if (!first)
		TRY(place_read(c->arena, after, &s.from));
	if (looks_like_code(find))
		TRY(find_code(&s, find, first, &digits));
	s.words = search_split(c, find, &s.n);
	if (s.n && !digits)
		TRY(find_words(&s));
	page(&s, limit, out);
	return NULL;
}

/* ---- what is missed ---- */

struct miss {
	struct ctx *c;
	const char *query;
};

static struct error *write_miss(struct db *db, void *arg)
{
	struct miss *m = arg;
	int64_t changed, all;

	TRY(db_exec(db, &changed, "UPDATE search_miss SET times = times + 1, last_at = ? WHERE query = ?",
		ARGS(AT(m->c->now), T(m->query))));
	if (changed)
		return NULL;
	TRY(db_whole(db, &all, 0, "SELECT COUNT(*) FROM search_miss", NULL, 0));
	if (all >= MISSES_MOST)
		return NULL;
	return db_exec(db, NULL,
		"INSERT INTO search_miss (query, times, last_at) VALUES (?, 1, ?) ON DUPLICATE KEY UPDATE times = times + 1",
		ARGS(T(m->query), AT(m->c->now)));
}

struct error *search_missed(struct ctx *c, const char *find)
{
	struct miss m = { c, utf8_cut(c->arena, utf8_fold(c->arena, find), SEARCH_QUERY_MAX) };

	return *m.query ? db_tx(c->db, write_miss, &m) : NULL;
}

static const struct db_column miss_columns[] = {
	DB_COL(struct search_miss, query, TEXT), DB_COL(struct search_miss, times, INT), DB_COL(struct search_miss, last_at, TIME),
};
static const struct db_row miss_row = DB_ROW(struct search_miss, miss_columns);

struct error *search_misses(struct ctx *c, bool newest, size_t skip, size_t limit, struct search_miss **out, size_t *n)
{
	TRY(ctx_need(c, MAY_GOODS_VIEW));
	return db_all(c->db, &miss_row, out, n,
		"SELECT query, times, last_at FROM search_miss ORDER BY IF(?, 0, times) DESC, last_at DESC, query LIMIT ? OFFSET ?",
		ARGS(I(newest), I((int64_t)limit), I((int64_t)skip)));
}

/* Not by what: words that somebody typed are no business of the log. */
static struct error *forget(struct db *db, void *arg)
{
	const struct miss *m = arg;
	int64_t gone;

	TRY(db_exec(db, &gone, "DELETE FROM search_miss WHERE query = ?", ARGS(T(m->query))));
	return gone ? audit_add(m->c, "search.forget", "search_miss", 0, NULL) : NULL;
}

struct error *search_forget(struct ctx *c, const char *query)
{
	struct miss m = { c, query };

	TRY(ctx_need(c, MAY_GOODS_EDIT));
	return db_tx(c->db, forget, &m);
}

static struct error *sweep(struct db *db, void *arg)
{
	const struct ctx *c = arg;

	return db_exec(db, NULL, "DELETE FROM search_miss WHERE last_at < ? ORDER BY last_at LIMIT 1000", ARGS(AT(c->now - MISS_KEPT)));
}

struct error *search_sweep(struct ctx *c)
{
	return db_tx(c->db, sweep, c);
}
