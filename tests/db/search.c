/* search.c: what shoppers type brings what they mean: search_queries.txt over
 * search_goods.txt, then real names misspelt by a seed ($SEARCH_SEED, 1); and
 * the words follow the goods. */
#include "goods.h"

#include <ctype.h>

#include "base/str.h"
#include "base/utf8.h"
#include "shop/search.h"

#define FIRST 5			/* places in which a good must be */
#define COLUMNS 8
#define REAL_EACH 800		/* goods of a real file */
#define REAL_QUERIES 75		/* half as many as search_queries.txt has */

/* ---- lines of a file ---- */

static FILE *file_open(const char *path)
{
	return fopen(arena_printf(t->arena, "%s/%s", test_top(), path), "re");
}

/* The next line that is no comment, cut at `|`; the fields up to `most`. */
static int fields_next(FILE *f, char separator, char **fields, int most)
{
	char *line = NULL, *rest;
	size_t size = 0;
	ssize_t length;
	int n = 0;

	do
		length = getline(&line, &size, f);
	while (length > 0 && line[0] == '#');
	if (length > 0) {
		rest = arena_strndup(t->arena, line, (size_t)length);
		rest[strcspn(rest, "\r\n")] = '\0';
		while (rest && n < most)
			fields[n++] = strsep(&rest, (char[]){ separator, '\0' });
	}
	free(line);
	return n;
}

/* ---- the small catalogue ---- */

static const char *const langs[] = { "he", "en", "pl", "fi" };

struct adding {
	char **fields;
	struct item_id item;
};

static struct error *category_of(const char *slug, struct category_id *out)
{
	TRY(db_whole(ctx.db, &out->v, 0, "SELECT id FROM category WHERE slug = ?", ARGS(T(slug))));
	if (out->v)
		return NULL;
	TRY(category_add(&ctx, (struct category_id){ 0 }, slug, 0, out));
	return category_set_text(&ctx, *out, "en", slug);
}

static struct error *add_good(struct db *db, void *arg)
{
	struct adding *a = arg;
	const char *code = a->fields[3];
	bool sku = strncmp(code, "SKU=", 4) == 0;
	struct item_new in = { .type = "good", .unit = "piece", .lang = "he", .slug = a->fields[0], .name = a->fields[4],
		.maker = *a->fields[2] ? a->fields[2] : NULL, .tax_class = standard, .sku = sku ? code + 4 : NULL };
	struct variant_id variant;

	(void)db;
	TRY(category_of(a->fields[1], &in.category));
	TRY(item_add(&ctx, &in, &a->item, &variant));
	for (int i = 1; i < 4; i++)
		TRY(item_set_text(&ctx, a->item, langs[i], a->fields[4 + i], NULL));
	return *code && !sku ? item_add_barcode(&ctx, variant, code, (struct branch_id){ 0 }, 1000) : NULL;
}

static void catalogue_filled(void **state)
{
	char *fields[COLUMNS];
	FILE *f = file_open("tests/db/search_goods.txt");
	int n;

	(void)state;
	assert_non_null(f);
	while ((n = fields_next(f, '|', fields, COLUMNS)) > 0) {
		struct adding a = { .fields = fields };

		assert_int_equal(n, COLUMNS);
		assert_ok(db_tx(t->app, add_good, &a));
	}
	fclose(f);
	assert_true(number("SELECT COUNT(*) FROM item") >= 70);
}

/* ---- the queries ---- */

static const char *first_slugs(const char *lang, const char *find, const char *slug, bool *found)
{
	struct item_page page;
	struct str out;

	*found = false;
	str_init(&out, t->arena);
	assert_ok(item_list(&ctx, lang, haifa->price_list, (struct category_id){ 0 }, find, NULL, FIRST, &page));
	for (size_t i = 0; i < page.count; i++) {
		*found = *found || strcmp(page.cards[i].slug, slug) == 0;
		str_addf(&out, " %s", page.cards[i].slug);
	}
	return out.p;
}

static const char *slug_of(const char *key)
{
	return item_slug(t->arena, key, 100);
}

static void what_is_typed_brings_what_is_meant(void **state)
{
	FILE *f = file_open("tests/db/search_queries.txt");
	int asked = 0, met = 0;
	char *q[4];

	(void)state;
	assert_non_null(f);
	while (fields_next(f, '|', q, 4) == 4) {
		bool found;
		const char *slugs = first_slugs(q[0], q[2], slug_of(q[3]), &found);

		asked++;
		met += found;
		if (!found)
			print_message("# missed: %s %s \"%s\": not %s, but%s\n", q[0], q[1], q[2], q[3], slugs);
	}
	fclose(f);
	print_message("# %d of %d in the first %d\n", met, asked, FIRST);
	assert_true(asked >= 100);
	assert_true(100 * met >= 95 * asked);
}

/* ---- real names, misspelt ---- */

static struct {
	uint64_t state;
} chance;

/* Steele and others: SplitMix64. */
static size_t draw(size_t below)
{
	uint64_t z = (chance.state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (size_t)((z ^ (z >> 31)) % below);
}

struct real {
	const char *lang;
	const char **names;
	size_t n;
};

static struct error *add_real(struct db *db, void *arg)
{
	const struct real *r = arg;
	struct variant_id variant;
	struct item_id item;

	(void)db;
	for (size_t i = 0; i < r->n; i++) {
		struct item_new in = { .type = "good", .unit = "piece", .lang = r->lang, .name = r->names[i], .tax_class = standard };

		TRY(item_add(&ctx, &in, &item, &variant));
	}
	return NULL;
}

/* Of `column` in the file; goods are drawn from all of it. */
static size_t names_of(const char *path, char separator, int column, int heading, const char **names, size_t most)
{
	const char *whole = arena_printf(t->arena, "%s/../shared/data/%s", test_top(), path);
	const char *command = arena_printf(t->arena, "case '%s' in *.gz) zcat '%s';; *) cat '%s';; esac", whole, whole, whole);
	char *fields[16];
	size_t seen = 0;
	FILE *f;

	if (access(whole, R_OK) != 0) {
		print_message("# no %s\n", whole);
		return 0;
	}
	f = popen(command, "re");
	assert_non_null(f);
	for (int n, line = 0; (n = fields_next(f, separator, fields, 16)) > 0; line++) {
		char *name = n > column ? utf8_tidy(t->arena, fields[column], false) : NULL;
		size_t at;

		if (name && *name == '"' && name[strlen(name) - 1] == '"') {
			name[strlen(name) - 1] = '\0';
			name++;
		}
		if (line < heading || !name || utf8_length(name) < 8 || utf8_length(name) > 120 || strchr(name, '"'))
			continue;
		at = seen < most ? seen : draw(seen + 1);
		if (at < most)
			names[at] = name;
		seen++;
	}
	pclose(f);
	return seen < most ? seen : most;
}

/* Letters of a word, each a string. */
static size_t letters_of(const char *word, const char **out)
{
	size_t n = 0;

	while (*word && n < 64) {
		out[n] = utf8_cut(t->arena, word, 1);
		word += strlen(out[n++]);
	}
	return n;
}

/* One letter left out, doubled, swapped with the next or exchanged. */
static const char *misspelt(const char *word)
{
	const char *letters[64];
	size_t n = letters_of(word, letters), at = 1 + draw(n - 2);
	size_t how = draw(4);
	struct str out;

	str_init(&out, t->arena);
	for (size_t i = 0; i < n; i++) {
		if (i == at && how == 0)
			continue;
		if (i == at && how == 1)
			str_add(&out, letters[i]);
		if (i == at && how == 2)
			str_add(&out, letters[i + 1]);
		str_add(&out, i == at + 1 && how == 2 ? letters[i - 1] : i == at && how >= 2 ? "" : letters[i]);
		if (i == at && how == 3)
			str_add(&out, letters[(i + 2) % n]);
	}
	return out.p;
}

static bool all_letters(const char *word)
{
	for (; *word; word++)
		if ((unsigned char)*word < 0x80 && !islower((unsigned char)*word))
			return false;
	return true;
}

/* A long word of the name with a slip, and the name's other words as they are,
 * three at the most; NULL where no word is long enough. */
static const char *query_from(const char *name)
{
	char *rest = utf8_fold(t->arena, name), *word;
	bool slipped = false;
	int others = 0;
	struct str out;

	str_init(&out, t->arena);
	while ((word = strsep(&rest, " "))) {
		if (!slipped && utf8_length(word) >= 5 && all_letters(word)) {
			str_addf(&out, "%s%s", out.len ? " " : "", misspelt(word));
			slipped = true;
		} else if (others < 2) {
			str_addf(&out, "%s%s", out.len ? " " : "", word);
			others++;
		}
	}
	return slipped && others ? out.p : NULL;
}

/* Goods of one name are one for the shopper. */
static bool brings(const char *lang, const char *find, const char *name)
{
	struct item_page page;

	assert_ok(item_list(&ctx, lang, haifa->price_list, (struct category_id){ 0 }, find, NULL, FIRST, &page));
	for (size_t i = 0; i < page.count; i++)
		if (strcmp(page.cards[i].name, name) == 0)
			return true;
	return false;
}

static bool one_misspelt(const struct real *r)
{
	const char *name, *find;

	do {
		name = r->names[draw(r->n)];
		find = query_from(name);
	} while (!find);
	if (brings(r->lang, find, name))
		return true;
	print_message("# missed: %s \"%s\": %s\n", r->lang, find, name);
	return false;
}

static void real_names_misspelt(void **state)
{
	static const struct {
		const char *path, *lang;
		char separator;
		int column, heading;
	} files[] = {
		{ "israeli-supermarkets/israeli_prices_2026-08-10.csv.gz", "he", ',', 4, 1 },
		{ "alko-fi/alkon-hinnasto.csv", "fi", ';', 1, 4 },
		{ "wiko-pl/wiko-stany-ceny.csv", "pl", ',', 2, 1 },
	};
	int asked = 0, met = 0;

	(void)state;
	chance.state = getenv("SEARCH_SEED") ? strtoull(getenv("SEARCH_SEED"), NULL, 10) : 1;
	print_message("# seed %llu\n", (unsigned long long)chance.state);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		const char *names[REAL_EACH];
		struct real r = { files[i].lang, names, 0 };

		r.n = names_of(files[i].path, files[i].separator, files[i].column, files[i].heading, names, REAL_EACH);
		if (!r.n)
			continue;
		assert_ok(db_tx(t->app, add_real, &r));
		asked += REAL_QUERIES / 3;
		for (int j = 0; j < REAL_QUERIES / 3; j++)
			met += one_misspelt(&r);
	}
	if (!asked)
		skip();
	print_message("# %d of %d misspelt real names in the first %d\n", met, asked, FIRST);
	assert_true(100 * met >= 95 * asked);
}

/* ---- the words follow the goods ---- */

static int64_t miscounted(void)
{
	return number("SELECT COUNT(*) FROM search_word w WHERE w.items <> "
		"(SELECT COUNT(*) FROM search_posting p WHERE p.word_id = w.id)");
}

static int found(const char *find)
{
	struct item_page page;

	assert_ok(item_list(&ctx, "he", haifa->price_list, (struct category_id){ 0 }, find, NULL, 50, &page));
	return (int)page.count;
}

struct renaming {
	struct item_id item;
	const char *name, *description;
	struct category_id category;
};

static struct error *rename_item(struct db *db, void *arg)
{
	struct renaming *r = arg;

	(void)db;
	return item_set_text(&ctx, r->item, "he", r->name, r->description);
}

static struct error *rename_category(struct db *db, void *arg)
{
	struct renaming *r = arg;

	(void)db;
	return category_set_text(&ctx, r->category, "en", r->name);
}

static struct error *rename_and_fail(struct db *db, void *arg)
{
	TRY(rename_item(db, arg));
	return ERR(t->arena, CONFLICT, "test");
}

static void words_follow_the_goods(void **state)
{
	struct renaming r = { .name = "Zebracorn", .description = "Striped quixotry" };

	(void)state;
	r.item.v = number("SELECT id FROM item WHERE slug = 'milk'");
	r.category.v = number("SELECT id FROM category WHERE slug = 'deli'");
	assert_fails(db_tx(t->app, rename_and_fail, &r), CONFLICT, "test");
	assert_int_equal(found("zebracorn"), 0);
	assert_ok(db_tx(t->app, rename_item, &r));
	assert_int_equal(found("zebracorn"), 1);
	assert_int_equal(found("quixotry striped"), 1);
	r.name = "Okapi";
	r.description = NULL;
	assert_ok(db_tx(t->app, rename_item, &r));
	assert_int_equal(found("zebracorn"), 0);
	assert_int_equal(found("quixotry"), 0);
	assert_int_equal(found("okapi"), 1);
	r.name = "Gnarlwood";
	assert_ok(db_tx(t->app, rename_category, &r));
	assert_int_equal(found("gnarlwood"), 2);
	assert_int_equal(found("gnarlwood kabanos"), 1);
	assert_int_equal(miscounted(), 0);
}

static void a_rebuild_mends_what_is_lost(void **state)
{
	int64_t items, postings = number("SELECT COUNT(*) FROM search_posting");
	int64_t trigrams = number("SELECT COUNT(*) FROM search_trigram");

	(void)state;
	test_root(t, "DELETE FROM search_posting WHERE item_id %% 3 = 0");
	test_root(t, "DELETE FROM search_trigram WHERE word_id %% 7 = 0");
	test_root(t, "UPDATE search_word SET items = 7 WHERE id %% 5 = 0");
	assert_ok(search_rebuild(&ctx, NULL, NULL, &items));
	assert_int_equal(items, number("SELECT COUNT(*) FROM item"));
	assert_int_equal(number("SELECT COUNT(*) FROM search_posting"), postings);
	assert_int_equal(number("SELECT COUNT(*) FROM search_trigram"), trigrams);
	assert_int_equal(miscounted(), 0);
}

/* ---- pages ---- */

/* All of what is found, page by page; no good twice. */
static int walk(const char *find, size_t limit)
{
	int64_t last = number("SELECT MAX(id) FROM item");
	char *seen = arena_alloc(t->arena, (size_t)last + 1);
	struct item_page page;
	const char *after = NULL;
	int n = 0;

	do {
		assert_ok(item_list(&ctx, "he", haifa->price_list, (struct category_id){ 0 }, find, after, limit, &page));
		assert_true(page.count == limit || !page.more);
		for (size_t i = 0; i < page.count; i++, n++) {
			assert_int_equal(seen[page.cards[i].item.v], 0);
			seen[page.cards[i].item.v] = 1;
		}
		after = page.next;
	} while (page.more);
	return n;
}

static void pages_hold_each_good_once(void **state)
{
	static const char *const queries[] = { "קפה", "leipa", "suklaa", "ch", "1", "sopa", "dark ch", "l" };

	(void)state;
	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
		int whole = walk(queries[i], 100), few = walk(queries[i], 2);

		print_message("# %s: %d\n", queries[i], whole);
		assert_true(whole > 0);
		assert_int_equal(whole, few);
	}
}

static void a_key_of_no_page_is_refused(void **state)
{
	static const char *const keys[] = { "nonsense!", "eDE6YQ", "czk6MTox", "czA6MToxOjE6MQ", "YTE6YQ" };
	struct item_page page;

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		assert_fails(item_list(&ctx, "he", haifa->price_list, (struct category_id){ 0 }, "milk", keys[i], 10, &page), INVALID, "item.page");
}

/* ---- what was missed ---- */

static void misses_are_counted_without_names(void **state)
{
	(void)state;
	assert_ok(search_missed(&ctx, "Żubrówka!"));
	assert_ok(search_missed(&ctx, "zubrowka"));
	assert_ok(search_missed(&ctx, " "));
	assert_int_equal(number("SELECT times FROM search_miss WHERE query = 'zubrowka'"), 2);
	assert_int_equal(number("SELECT COUNT(*) FROM search_miss"), 1);
	ctx.now += 91 * DAY;
	assert_ok(search_sweep(&ctx));
	assert_int_equal(number("SELECT COUNT(*) FROM search_miss"), 0);
	ctx.now -= 91 * DAY;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(catalogue_filled),
		cmocka_unit_test(what_is_typed_brings_what_is_meant),
		cmocka_unit_test(pages_hold_each_good_once),
		cmocka_unit_test(a_key_of_no_page_is_refused),
		cmocka_unit_test(words_follow_the_goods),
		cmocka_unit_test(misses_are_counted_without_names),
		cmocka_unit_test(real_names_misspelt),
		cmocka_unit_test(a_rebuild_mends_what_is_lost),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, goods_open, goods_close);
}
