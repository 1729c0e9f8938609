/* search_index.c: keeps vocabulary, trigrams and postings in step with the
 * texts of the goods. Items travel in batches as JSON, like those of an import. */
#include "base/json.h"
#include "base/utf8.h"
#include "shop/search_internal.h"

#define BATCH 500
/* Of one text: nobody looks for the end of a very long description. */
#define TEXT_WORDS 200

enum source { FROM_NAME, FROM_MAKER, FROM_LABEL, FROM_CATEGORY, FROM_PARENT, FROM_DESCRIPTION };

/* Smaller is better; a name's words weigh by where they stand and how few they are. */
static const int64_t places[] = {
	[FROM_NAME] = 0, [FROM_MAKER] = 100, [FROM_LABEL] = 110, [FROM_CATEGORY] = 120, [FROM_PARENT] = 130,
	[FROM_DESCRIPTION] = 200,
};

struct posting {
	int64_t item, word, place;
};
static const struct db_column posting_columns[] = {
	DB_COL(struct posting, item, INT), DB_COL(struct posting, word, INT), DB_COL(struct posting, place, INT),
};
static const struct db_row posting_row = DB_ROW(struct posting, posting_columns);

/* A word in an item; `posting.word` is set once the vocabulary has it. */
struct holding {
	struct posting posting;
	const char *text;
};

struct index {
	struct ctx *c;
	const char *items;		/* JSON */
	struct holding *held;
	size_t count, room;
	const char **words;		/* the distinct ones, sorted */
	int64_t *ids;
	size_t word_count;
};

/* ---- words of the texts ---- */

struct source_text {
	int64_t item, source;
	const char *text;
};
static const struct db_column source_columns[] = {
	DB_COL(struct source_text, item, INT), DB_COL(struct source_text, source, INT), DB_COL(struct source_text, text, TEXT),
};
static const struct db_row source_row = DB_ROW(struct source_text, source_columns);

#define ITEMS_SQL "JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS j"
#define LIVE_SQL ITEMS_SQL " JOIN item i ON i.id = j.id AND i.archived_at IS NULL "

static struct error *texts_read(struct index *x, struct source_text **out, size_t *n)
{
	struct db_value items = T(x->items);

	return db_all(x->c->db, &source_row, out, n,
		"SELECT STRAIGHT_JOIN i.id, 0, t.name_folded FROM " LIVE_SQL "JOIN item_text t ON t.item_id = i.id "
		"UNION ALL SELECT STRAIGHT_JOIN i.id, 1, i.maker FROM " LIVE_SQL "AND i.maker IS NOT NULL "
		"UNION ALL SELECT STRAIGHT_JOIN i.id, 2, v.label FROM " LIVE_SQL
		"JOIN variant v ON v.item_id = i.id AND v.archived_at IS NULL AND v.label <> '' "
		"UNION ALL SELECT STRAIGHT_JOIN i.id, 3, c.name FROM " LIVE_SQL "JOIN category_text c ON c.category_id = i.category_id "
		"UNION ALL SELECT STRAIGHT_JOIN i.id, 4, p.name FROM " LIVE_SQL "JOIN category k ON k.id = i.category_id "
		"JOIN category_text p ON p.category_id = k.parent_id "
		"UNION ALL SELECT STRAIGHT_JOIN i.id, 5, d.description FROM " LIVE_SQL
		"JOIN item_text d ON d.item_id = i.id AND d.description IS NOT NULL",
		ARGS(items, items, items, items, items, items));
}

static void hold(struct index *x, int64_t item, const char *word, int64_t place)
{
	if (x->count == x->room) {
		struct holding *more;

		x->room = x->room ? 2 * x->room : 1024;
		more = ARENA_ARRAY(x->c->arena, x->room, struct holding);
		if (x->count)
			memcpy(more, x->held, x->count * sizeof(*more));
		x->held = more;
	}
	x->held[x->count++] = (struct holding){ { item, 0, place }, word };
}

static int64_t few(size_t n)
{
	return n < 9 ? (int64_t)n : 9;
}

static void hold_text(struct index *x, const struct source_text *t)
{
	struct arena *a = x->c->arena;
	const char *folded = t->source == FROM_NAME ? t->text : utf8_fold(a, t->text);
	size_t words = 1, at = 0;

	for (const char *p = folded; *p; p++)
		words += *p == ' ';
	while (*folded && at < TEXT_WORDS) {
		size_t length = strcspn(folded, " ");
		const char *word = utf8_cut(a, arena_strndup(a, folded, length), SEARCH_WORD_MAX);
		int64_t place = places[t->source];

		if (t->source == FROM_NAME)
			place += 10 * few(at) + few(words);
		hold(x, t->item, word, place);
		at++;
		folded += length;
		folded += strspn(folded, " ");
	}
}

static int by_item_and_text(const void *a, const void *b)
{
	const struct holding *x = a, *y = b;
	int order = (x->posting.item > y->posting.item) - (x->posting.item < y->posting.item);

	if (!order)
		order = strcmp(x->text, y->text);
	return order ? order : (x->posting.place > y->posting.place) - (x->posting.place < y->posting.place);
}

/* Each word of an item once, at its best place. */
static void hold_once(struct index *x)
{
	size_t kept = 0;

	if (x->count)
		qsort(x->held, x->count, sizeof(*x->held), by_item_and_text);
	for (size_t i = 0; i < x->count; i++)
		if (!kept || x->held[kept - 1].posting.item != x->held[i].posting.item ||
		    strcmp(x->held[kept - 1].text, x->held[i].text) != 0)
			x->held[kept++] = x->held[i];
	x->count = kept;
}

/* ---- vocabulary ---- */

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void words_collect(struct index *x)
{
	size_t kept = 0;

	x->words = ARENA_ARRAY(x->c->arena, x->count, const char *);
	x->ids = ARENA_ARRAY(x->c->arena, x->count, int64_t);
	for (size_t i = 0; i < x->count; i++)
		x->words[i] = x->held[i].text;
	if (x->count)
		qsort(x->words, x->count, sizeof(*x->words), by_text);
	for (size_t i = 0; i < x->count; i++)
		if (!kept || strcmp(x->words[kept - 1], x->words[i]) != 0)
			x->words[kept++] = x->words[i];
	x->word_count = kept;
}

struct known_word {
	int64_t n, id;
};
static const struct db_column known_columns[] = { DB_COL(struct known_word, n, INT), DB_COL(struct known_word, id, INT) };
static const struct db_row known_row = DB_ROW(struct known_word, known_columns);

/* Those that have no id yet, as JSON [place, word]; NULL for none. */
static const char *words_unknown(struct index *x)
{
	json_t *all = json_keep(x->c->arena, json_array());

	for (size_t i = 0; i < x->word_count; i++)
		if (!x->ids[i])
			json_array_append_new(all, json_pack("[I, s]", (json_int_t)i, x->words[i]));
	return json_array_size(all) ? json_write(x->c->arena, all) : NULL;
}

#define WORDS_SQL "JSON_TABLE(?, '$[*]' COLUMNS (n BIGINT PATH '$[0]', word VARCHAR(64) CHARACTER SET utf8mb4 PATH '$[1]')) AS j"

static struct error *words_find(struct index *x, const char *unknown)
{
	struct known_word *rows;
	size_t n;

	TRY(db_all(x->c->db, &known_row, &rows, &n,
		"SELECT STRAIGHT_JOIN j.n, w.id FROM " WORDS_SQL " JOIN search_word w ON w.word = j.word", ARGS(T(unknown))));
	for (size_t i = 0; i < n; i++)
		x->ids[rows[i].n] = rows[i].id;
	return NULL;
}

json_t *search_trigrams(struct arena *a, const char *word, bool marks)
{
	json_t *all = json_keep(a, json_array());
	const char *text = marks ? arena_printf(a, "_%s_", word) : word;
	size_t length = utf8_length(text);

	for (size_t i = 0; i + 3 <= length; i++) {
		json_array_append_new(all, json_string(utf8_cut(a, text, 3)));
		do
			text++;
		while (((unsigned char)*text & 0xc0) == 0x80);
	}
	return all;
}

/* [[id, word], ...]: trigrams that are there stay. */
static struct error *trigrams_add(struct ctx *c, const struct known_word *words, const char *const *texts, size_t n)
{
	json_t *all = json_keep(c->arena, json_array()), *one;
	size_t at;

	for (size_t i = 0; i < n; i++)
		json_array_foreach(search_trigrams(c->arena, texts[words[i].n], true), at, one)
			json_array_append_new(all, json_pack("[s, I]", json_string_value(one), (json_int_t)words[i].id));
	return db_exec(c->db, NULL,
		"INSERT INTO search_trigram (trigram, word_id) SELECT j.trigram, j.id FROM JSON_TABLE(?, '$[*]' COLUMNS "
		"(trigram VARCHAR(3) CHARACTER SET utf8mb4 PATH '$[0]', id BIGINT PATH '$[1]')) AS j "
		"ON DUPLICATE KEY UPDATE word_id = VALUES(word_id)",
		ARGS(T(json_write(c->arena, all))));
}

/* Another transaction may add the same word at the same time: the later one
 * waits for its row and takes it. */
static struct error *words_add(struct index *x, const char *unknown)
{
	struct known_word *added = ARENA_ARRAY(x->c->arena, x->word_count, struct known_word);
	size_t n = 0;

	for (size_t i = 0; i < x->word_count; i++)
		if (!x->ids[i])
			added[n++].n = (int64_t)i;
	TRY(db_exec(x->c->db, NULL,
		"INSERT INTO search_word (word, items) SELECT j.word, 0 FROM " WORDS_SQL
		" ON DUPLICATE KEY UPDATE items = search_word.items",
		ARGS(T(unknown))));
	TRY(words_find(x, unknown));
	for (size_t i = 0; i < n; i++)
		added[i].id = x->ids[added[i].n];
	return trigrams_add(x->c, added, x->words, n);
}

static struct error *words_known(struct index *x)
{
	const char *unknown;

	words_collect(x);
	unknown = words_unknown(x);
	if (unknown)
		TRY(words_find(x, unknown));
	unknown = words_unknown(x);
	if (unknown)
		TRY(words_add(x, unknown));
	for (size_t i = 0; i < x->count; i++) {
		const char **word = bsearch(&x->held[i].text, x->words, x->word_count, sizeof(*x->words), by_text);

		x->held[i].posting.word = x->ids[word - x->words];
	}
	return NULL;
}

/* ---- postings ---- */

static int by_item_and_word(const void *a, const void *b)
{
	const struct posting *x = a, *y = b;

	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	return (x->word > y->word) - (x->word < y->word);
}

static int by_word(const void *a, const void *b)
{
	const struct posting *x = a, *y = b;

	if (x->word != y->word)
		return x->word < y->word ? -1 : 1;
	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return (x->item > y->item) - (x->item < y->item);
}

struct change {
	struct posting *added, *gone;
	size_t added_count, gone_count;
};

/* Both are sorted by item and word. Another place is one gone and one added. */
static struct change compare(struct arena *a, const struct posting *old, size_t n_old, const struct posting *new, size_t n_new)
{
	struct change d = { ARENA_ARRAY(a, n_new, struct posting), ARENA_ARRAY(a, n_old, struct posting), 0, 0 };
	size_t i = 0, j = 0;

	while (i < n_old || j < n_new) {
		int order = i == n_old ? 1 : j == n_new ? -1 : by_item_and_word(&old[i], &new[j]);

		if (order == 0 && old[i].place == new[j].place) {
			i++, j++;
			continue;
		}
		if (order <= 0)
			d.gone[d.gone_count++] = old[i++];
		if (order >= 0)
			d.added[d.added_count++] = new[j++];
	}
	return d;
}

static const char *postings_json(struct arena *a, struct posting *rows, size_t n)
{
	json_t *all = json_keep(a, json_array());

	qsort(rows, n, sizeof(*rows), by_word);
	for (size_t i = 0; i < n; i++)
		json_array_append_new(all, json_pack("[I, I, I]",
			(json_int_t)rows[i].word, (json_int_t)rows[i].place, (json_int_t)rows[i].item));
	return json_write(a, all);
}

/* Rows in the order of ids, as every other that counts them. */
static struct error *words_count(struct ctx *c, const struct change *d)
{
	json_t *all = json_keep(c->arena, json_array());
	size_t i = 0, j = 0;

	while (i < d->added_count || j < d->gone_count) {
		int64_t word = i == d->added_count || (j < d->gone_count && d->gone[j].word < d->added[i].word) ?
			d->gone[j].word : d->added[i].word;
		json_int_t more = 0;

		for (; i < d->added_count && d->added[i].word == word; i++)
			more++;
		for (; j < d->gone_count && d->gone[j].word == word; j++)
			more--;
		if (more)
			json_array_append_new(all, json_pack("[I, I]", (json_int_t)word, more));
	}
	if (!json_array_size(all))
		return NULL;
	return db_exec(c->db, NULL,
		"UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]', more BIGINT PATH '$[1]')) AS j "
		"STRAIGHT_JOIN search_word w ON w.id = j.id SET w.items = w.items + j.more",
		ARGS(T(json_write(c->arena, all))));
}

static struct error *postings_change(struct index *x, struct change *d)
{
	struct ctx *c = x->c;

	if (d->gone_count)
		qsort(d->gone, d->gone_count, sizeof(*d->gone), by_word);
	for (size_t i = 0; i < d->gone_count; i++)
		TRY(db_exec(c->db, NULL, "DELETE FROM search_posting WHERE word_id = ? AND place = ? AND item_id = ?",
			ARGS(I(d->gone[i].word), I(d->gone[i].place), I(d->gone[i].item))));
	if (d->added_count)
		TRY(db_exec(c->db, NULL,
			"INSERT INTO search_posting (word_id, place, item_id) SELECT j.word, j.place, j.item FROM JSON_TABLE(?, '$[*]' "
			"COLUMNS (word BIGINT PATH '$[0]', place SMALLINT PATH '$[1]', item BIGINT PATH '$[2]')) AS j",
			ARGS(T(postings_json(c->arena, d->added, d->added_count)))));
	return words_count(c, d);
}

static struct error *postings_write(struct index *x)
{
	struct posting *old, *new = ARENA_ARRAY(x->c->arena, x->count, struct posting);
	struct change d;
	size_t n;

	TRY(db_all(x->c->db, &posting_row, &old, &n,
		"SELECT STRAIGHT_JOIN p.item_id, p.word_id, p.place FROM " ITEMS_SQL " JOIN search_posting p ON p.item_id = j.id",
		ARGS(T(x->items))));
	for (size_t i = 0; i < x->count; i++)
		new[i] = x->held[i].posting;
	if (n)
		qsort(old, n, sizeof(*old), by_item_and_word);
	if (x->count)
		qsort(new, x->count, sizeof(*new), by_item_and_word);
	d = compare(x->c->arena, old, n, new, x->count);
	return postings_change(x, &d);
}

static struct error *index_batch(struct ctx *c, const struct item_id *items, size_t n)
{
	struct index x = { .c = c };
	json_t *all = json_keep(c->arena, json_array());
	struct source_text *texts;
	size_t n_texts;

	for (size_t i = 0; i < n; i++)
		json_array_append_new(all, json_integer(items[i].v));
	x.items = json_write(c->arena, all);
	TRY(texts_read(&x, &texts, &n_texts));
	for (size_t i = 0; i < n_texts; i++)
		hold_text(&x, &texts[i]);
	hold_once(&x);
	TRY(words_known(&x));
	return postings_write(&x);
}

struct error *search_index(struct ctx *c, const struct item_id *items, size_t n)
{
	for (size_t i = 0; i < n; i += BATCH)
		TRY(index_batch(c, items + i, n - i < BATCH ? n - i : BATCH));
	return NULL;
}

/* ---- many ---- */

static const struct db_column item_columns[] = { { DB_INT, 0 } };
static const struct db_row item_row = { sizeof(struct item_id), item_columns, 1 };

struct error *search_index_category(struct ctx *c, struct category_id category)
{
	struct item_id *items;
	size_t n;

	TRY(db_all(c->db, &item_row, &items, &n,
		"SELECT i.id FROM item i WHERE i.category_id = ? "
		"UNION ALL SELECT b.id FROM category k JOIN item b ON b.category_id = k.id WHERE k.parent_id = ?",
		ARGS(ID(category), ID(category))));
	return search_index(c, items, n);
}

struct rebuild {
	struct ctx c;			/* the caller's, with an arena of a batch */
	int64_t last;			/* done up to this id */
	size_t n;			/* of the batch just done */
	int64_t reached;
};

static struct error *rebuild_batch(struct db *db, void *arg)
{
	struct rebuild *r = arg;
	struct item_id *items;

	TRY(db_all(db, &item_row, &items, &r->n, "SELECT id FROM item WHERE id > ? ORDER BY id LIMIT ?", ARGS(I(r->last), I(BATCH))));
	if (!r->n)
		return NULL;
	r->reached = items[r->n - 1].v;
	return search_index(&r->c, items, r->n);
}

struct word_text {
	int64_t id;
	const char *text;
};
static const struct db_column word_columns[] = { DB_COL(struct word_text, id, INT), DB_COL(struct word_text, text, TEXT) };
static const struct db_row word_row = DB_ROW(struct word_text, word_columns);

/* Counts and trigrams of the words behind r->last. */
static struct error *recount_batch(struct db *db, void *arg)
{
	struct rebuild *r = arg;
	struct known_word *known;
	struct word_text *words;
	const char **texts;

	TRY(db_all(db, &word_row, &words, &r->n, "SELECT id, word FROM search_word WHERE id > ? ORDER BY id LIMIT ? FOR UPDATE",
		ARGS(I(r->last), I(BATCH))));
	if (!r->n)
		return NULL;
	known = ARENA_ARRAY(r->c.arena, r->n, struct known_word);
	texts = ARENA_ARRAY(r->c.arena, r->n, const char *);
	for (size_t i = 0; i < r->n; i++) {
		known[i] = (struct known_word){ (int64_t)i, words[i].id };
		texts[i] = words[i].text;
	}
	r->reached = words[r->n - 1].id;
	TRY(db_exec(db, NULL, "UPDATE search_word SET items = (SELECT COUNT(*) FROM search_posting p WHERE p.word_id = search_word.id) "
		"WHERE id > ? AND id <= ?", ARGS(I(r->last), I(r->reached))));
	return trigrams_add(&r->c, known, texts, r->n);
}

static void free_arena(void *arena)
{
	arena_free(arena);
}

/* An error lives in the batches' arena, which stays until the caller's goes. */
static struct error *in_batches(struct ctx *c, struct error *(*batch)(struct db *db, void *arg),
	void (*progress)(void *arg, int64_t items), void *arg, int64_t *items)
{
	struct rebuild r = { .c = *c };
	struct error *e;

	r.c.arena = arena_new();
	arena_on_release(c->arena, free_arena, r.c.arena);
	*items = 0;
	db_arena(c->db, r.c.arena);
	while (!(e = db_tx(c->db, batch, &r)) && r.n) {
		r.last = r.reached;
		*items += (int64_t)r.n;
		arena_reset(r.c.arena);
		if (progress)
			progress(arg, *items);
	}
	db_arena(c->db, c->arena);
	return e;
}

struct error *search_rebuild(struct ctx *c, void (*progress)(void *arg, int64_t items), void *arg, int64_t *items)
{
	int64_t words;

	TRY(in_batches(c, rebuild_batch, progress, arg, items));
	return in_batches(c, recount_batch, NULL, NULL, &words);
}
