/* search_word.c: what the words of a query may stand for in the vocabulary. */
#include "base/json.h"
#include "base/str.h"
#include "base/utf8.h"
#include "shop/search_internal.h"

/* Words of the vocabulary that begin with a word of the query, hold it, or are
 * a slip away: as many of each, those that most items hold. */
#define BEGUN_FORMS 96
#define WITHIN_FORMS 48
#define SLIP_FORMS 12
/* Words that share trigrams with a misspelt one, before they are compared. */
#define SLIP_CANDIDATES 200
#define SLIP_MIN 3		/* letters: shorter words are all alike */
#define WITHIN_MIN 3

/* ---- the query ---- */

static bool said_before(const struct query_word *words, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i].text, word) == 0)
			return true;
	return false;
}

struct query_word *search_split(struct ctx *c, const char *find, size_t *n)
{
	struct query_word *words = ARENA_ARRAY(c->arena, SEARCH_WORDS, struct query_word);
	const char *folded = utf8_fold(c->arena, utf8_cut(c->arena, find, SEARCH_QUERY_MAX));

	for (*n = 0; *folded && *n < SEARCH_WORDS;) {
		size_t length = strcspn(folded, " ");
		const char *word = utf8_cut(c->arena, arena_strndup(c->arena, folded, length), SEARCH_WORD_MAX);

		if (!said_before(words, *n, word))
			words[(*n)++].text = word;
		folded += length;
		folded += strspn(folded, " ");
	}
	return words;
}

static void add(struct arena *a, struct query_word *w, int64_t id, int64_t items)
{
	enum { MOST = 1 + 2 + BEGUN_FORMS + WITHIN_FORMS + 4 * SLIP_FORMS };

	if (!w->found)
		w->found = ARENA_ARRAY(a, MOST, struct candidate);
	for (size_t i = 0; i < w->count; i++)
		if (w->found[i].id == id)
			return;
	if (w->count < MOST)
		w->found[w->count++] = (struct candidate){ id, items };
}

/* ---- the vocabulary ---- */

struct form {
	int64_t n, id, items;		/* n: of the list asked for */
	const char *word;
};
static const struct db_column form_columns[] = {
	DB_COL(struct form, n, INT), DB_COL(struct form, id, INT), DB_COL(struct form, items, INT), DB_COL(struct form, word, TEXT),
};
static const struct db_row form_row = DB_ROW(struct form, form_columns);

/* Those of a list of words that are in use, in the list's order. */
static struct error *forms_of(struct ctx *c, const json_t *words, struct form **out, size_t *n)
{
	return db_all(c->db, &form_row, out, n,
		"SELECT STRAIGHT_JOIN j.n, w.id, w.items, w.word FROM JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY, "
		"word VARCHAR(64) CHARACTER SET utf8mb4 PATH '$')) AS j JOIN search_word w ON w.word = j.word AND w.items > 0 ORDER BY j.n",
		ARGS(T(json_write(c->arena, words))));
}

/* ---- exactly ---- */

struct error *search_exact(struct ctx *c, struct query_word *words, size_t n)
{
	json_t *all = json_keep(c->arena, json_array());
	struct form *found;
	size_t n_found;

	for (size_t i = 0; i < n; i++)
		json_array_append_new(all, json_string(words[i].text));
	TRY(forms_of(c, all, &found, &n_found));
	for (size_t i = 0; i < n_found; i++) {
		struct query_word *w = &words[found[i].n - 1];

		add(c->arena, w, found[i].id, found[i].items);
		w->exact = w->loose = w->count;
	}
	return NULL;
}

/* ---- as a part ---- */

/* Hebrew writes "the", "in", "to", "from", "that", "and" and "as" as a letter
 * before the word: the word behind it; NULL where none stands there. */
static const char *behind_particle(const char *word)
{
	static const char *const particles[] = { "ה", "ב", "ל", "מ", "ש", "ו", "כ" };

	for (size_t i = 0; i < sizeof(particles) / sizeof(particles[0]); i++) {
		size_t length = strlen(particles[i]);

		if (strncmp(word, particles[i], length) == 0 && utf8_length(word + length) >= 2)
			return word + length;
	}
	return NULL;
}

static struct error *without_particles(struct ctx *c, struct query_word *w)
{
	json_t *all = json_keep(c->arena, json_array());
	const char *one = behind_particle(w->text), *two = one ? behind_particle(one) : NULL;
	struct form *found;
	size_t n;

	if (!one)
		return NULL;
	json_array_append_new(all, json_string(one));
	if (two)
		json_array_append_new(all, json_string(two));
	TRY(forms_of(c, all, &found, &n));
	for (size_t i = 0; i < n; i++)
		add(c->arena, w, found[i].id, found[i].items);
	return NULL;
}

/* Folding has made blanks of LIKE's wildcards and of its escape. */
static struct error *beginning(struct ctx *c, struct query_word *w)
{
	struct form *found;
	size_t n;

	TRY(db_all(c->db, &form_row, &found, &n,
		"SELECT 0, id, items, word FROM search_word WHERE word LIKE ? AND items > 0 ORDER BY items DESC, id LIMIT ?",
		ARGS(T(arena_printf(c->arena, "%s%%", w->text)), I(BEGUN_FORMS))));
	for (size_t i = 0; i < n; i++)
		add(c->arena, w, found[i].id, found[i].items);
	return NULL;
}

/* Three of its trigrams, the first, the middle and the last, leave few words to compare. */
static struct error *within(struct ctx *c, struct query_word *w)
{
	json_t *all = search_trigrams(c->arena, w->text, false);
	size_t n = json_array_size(all);
	struct form *found;

	if (utf8_length(w->text) < WITHIN_MIN)
		return NULL;
	TRY(db_all(c->db, &form_row, &found, &n,
		"SELECT 0, w.id, w.items, w.word FROM search_trigram a JOIN search_trigram b ON b.trigram = ? AND b.word_id = a.word_id "
		"JOIN search_trigram d ON d.trigram = ? AND d.word_id = a.word_id JOIN search_word w ON w.id = a.word_id "
		"WHERE a.trigram = ? AND w.word LIKE ? AND w.items > 0 ORDER BY w.items DESC, w.id LIMIT ?",
		ARGS(T(json_string_value(json_array_get(all, n / 2))), T(json_string_value(json_array_get(all, n - 1))),
		     T(json_string_value(json_array_get(all, 0))), T(arena_printf(c->arena, "%%%s%%", w->text)), I(WITHIN_FORMS))));
	for (size_t i = 0; i < n; i++)
		add(c->arena, w, found[i].id, found[i].items);
	return NULL;
}

/* ---- with one slip ---- */

struct letters {
	char *at[SEARCH_WORD_MAX];	/* each a string of its own */
	size_t n;
};

static struct letters letters_of(struct arena *a, const char *word)
{
	struct letters l = { .n = 0 };

	while (*word && l.n < SEARCH_WORD_MAX) {
		l.at[l.n] = utf8_cut(a, word, 1);
		word += strlen(l.at[l.n++]);
	}
	return l;
}

static bool same(const struct letters *a, size_t i, const struct letters *b, size_t j)
{
	return strcmp(a->at[i], b->at[j]) == 0;
}

/* Whether one letter more, less or other, or two neighbours swapped, makes one
 * word of the other (Damerau-Levenshtein distance 1, restricted). */
static bool one_slip(const struct letters *a, const struct letters *b)
{
	size_t begin = 0, end = 0, rest_a, rest_b;

	while (begin < a->n && begin < b->n && same(a, begin, b, begin))
		begin++;
	while (end + begin < a->n && end + begin < b->n && same(a, a->n - 1 - end, b, b->n - 1 - end))
		end++;
	rest_a = a->n - begin - end;
	rest_b = b->n - begin - end;
	if (rest_a <= 1 && rest_b <= 1)
		return rest_a + rest_b > 0;
	return rest_a == 2 && rest_b == 2 && same(a, begin, b, begin + 1) && same(a, begin + 1, b, begin);
}

/* The word without one letter, or with one and its neighbour swapped; l->n for neither. */
static const char *joined(struct arena *a, const struct letters *l, size_t without, size_t swapped)
{
	struct str out;

	str_init(&out, a);
	for (size_t i = 0; i < l->n; i++) {
		size_t from = i == swapped ? i + 1 : i == swapped + 1 ? i - 1 : i;

		if (i != without)
			str_add(&out, l->at[from]);
	}
	return out.p;
}

/* A swap spoils up to four trigrams, all that a short word has: those words, and
 * the ones with a letter too many, are spelt out and looked up. */
static struct error *slips_spelt(struct ctx *c, struct query_word *w, const struct letters *l)
{
	json_t *all = json_keep(c->arena, json_array());
	struct form *found;
	size_t n;

	for (size_t i = 0; i + 1 < l->n; i++)
		json_array_append_new(all, json_string(joined(c->arena, l, l->n, i)));
	for (size_t i = 0; i < l->n; i++)
		json_array_append_new(all, json_string(joined(c->arena, l, i, l->n)));
	TRY(forms_of(c, all, &found, &n));
	for (size_t i = 0; i < n && i < 2 * SLIP_FORMS; i++)
		add(c->arena, w, found[i].id, found[i].items);
	return NULL;
}

/* Another or a missing letter spoils three trigrams at the most. */
static struct error *slips_alike(struct ctx *c, struct query_word *w, const struct letters *l)
{
	const char *trigrams = json_write(c->arena, search_trigrams(c->arena, w->text, true));
	int64_t letters = (int64_t)l->n;
	struct form *found;
	size_t n, taken = 0;

	TRY(db_all(c->db, &form_row, &found, &n,
		"SELECT g.shared, w.id, w.items, w.word FROM (SELECT STRAIGHT_JOIN t.word_id, COUNT(*) AS shared "
		"FROM JSON_TABLE(?, '$[*]' COLUMNS (trigram VARCHAR(3) CHARACTER SET utf8mb4 PATH '$')) AS j "
		"JOIN search_trigram t ON t.trigram = j.trigram GROUP BY t.word_id HAVING COUNT(*) >= ?) AS g "
		"STRAIGHT_JOIN search_word w ON w.id = g.word_id "
		"WHERE w.items > 0 AND CHAR_LENGTH(w.word) IN (?, ?) ORDER BY g.shared DESC, w.items DESC, w.id LIMIT ?",
		ARGS(T(trigrams), I(letters > 4 ? letters - 3 : 1), I(letters), I(letters + 1), I(SLIP_CANDIDATES))));
	for (size_t i = 0; i < n && taken < 2 * SLIP_FORMS; i++) {
		struct letters other = letters_of(c->arena, found[i].word);

		if (!one_slip(l, &other))
			continue;
		add(c->arena, w, found[i].id, found[i].items);
		taken++;
	}
	return NULL;
}

static struct error *slips(struct ctx *c, struct query_word *w)
{
	struct letters l = letters_of(c->arena, w->text);

	w->guessed = true;
	if (l.n < SLIP_MIN)
		return NULL;
	TRY(slips_spelt(c, w, &l));
	return slips_alike(c, w, &l);
}

/* ---- all of them ---- */

/* A number that some item holds means itself. */
static bool is_settled(const struct query_word *w)
{
	return w->exact && !w->text[strspn(w->text, "0123456789")];
}

struct error *search_loose(struct ctx *c, struct query_word *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		words[i].guessed = n > 1 && is_settled(&words[i]);
		if (words[i].guessed)
			continue;
		TRY(without_particles(c, &words[i]));
		TRY(beginning(c, &words[i]));
		TRY(within(c, &words[i]));
		if (!words[i].count)
			TRY(slips(c, &words[i]));
		words[i].loose = words[i].count;
	}
	return NULL;
}

struct error *search_slips(struct ctx *c, struct query_word *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!words[i].guessed)
			TRY(slips(c, &words[i]));
	return NULL;
}
