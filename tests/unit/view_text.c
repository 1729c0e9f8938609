/* view_text.c: translations out of .mo files, good and hostile; plurals; places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "view/plural.h"
#include "view/view.h"

#define HEADER(plural) "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: " plural "\n"
#define HE_FORMS "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);"
#define PL_FORMS "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
#define FI_FORMS "nplurals=2; plural=(n != 1);"

/* A string that may hold NULs. */
struct piece {
	const char *p;
	size_t n;
};
#define PIECE(s) { s, sizeof(s) - 1 }

struct test {
	struct arena *arena;
	const char *dir;
};

static void put_word(struct str *s, uint32_t word)
{
	for (int i = 0; i < 4; i++)
		str_addc(s, (char)(word >> (8 * i)));
}

/* A .mo file of `count` messages whose keys are sorted. */
static struct str mo_make(struct arena *a, const struct piece *keys, const struct piece *values, uint32_t count)
{
	uint32_t at = 28 + 16 * count;
	struct str s;

	str_init(&s, a);
	put_word(&s, 0x950412de);
	put_word(&s, 0);
	put_word(&s, count);
	put_word(&s, 28);
	put_word(&s, 28 + 8 * count);
	put_word(&s, 0);
	put_word(&s, 0);
	for (uint32_t table = 0; table < 2; table++) {
		for (uint32_t i = 0; i < count; i++) {
			const struct piece *p = table ? &values[i] : &keys[i];
			put_word(&s, (uint32_t)p->n);
			put_word(&s, at);
			at += (uint32_t)p->n + 1;
		}
	}
	for (uint32_t i = 0; i < 2 * count; i++) {
		const struct piece *p = i < count ? &keys[i] : &values[i - count];
		str_addn(&s, p->p, p->n);
		str_addc(&s, '\0');
	}
	return s;
}

static void put_file(struct test *t, const char *lang, const struct str *bytes)
{
	FILE *f = fopen(arena_printf(t->arena, "%s/locale/%s.mo", t->dir, lang), "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes->p, 1, bytes->len, f), bytes->len);
	assert_int_equal(fclose(f), 0);
}

static struct str mo_of(struct arena *a, struct piece header, struct piece left)
{
	const struct piece keys[] = { PIECE(""), PIECE("Your cart is empty."), PIECE("{n} jar\0{n} jars") };
	const struct piece values[] = { header, PIECE("TR {x}"), left };
	return mo_make(a, keys, values, 3);
}

static struct str he_file(struct arena *a)
{
	return mo_of(a, (struct piece)PIECE(HEADER(HE_FORMS)), (struct piece)PIECE("צנצנת אחת\0שתי צנצנות\0{n} צנצנות"));
}

static int setup(void **state)
{
	struct arena *a = arena_new();
	struct test *t = ARENA_NEW(a, struct test);
	char template[] = "/tmp/view_text.XXXXXX";

	t->arena = a;
	t->dir = arena_strdup(a, mkdtemp(template));
	mkdir(arena_printf(a, "%s/locale", t->dir), 0700);
	struct str he = he_file(a);
	struct str pl = mo_of(a, (struct piece)PIECE(HEADER(PL_FORMS)), (struct piece)PIECE("{n} słoik\0{n} słoiki\0{n} słoików"));
	struct str fi = mo_of(a, (struct piece)PIECE(HEADER(FI_FORMS)), (struct piece)PIECE("{n} purkki\0{n} purkkia"));
	put_file(t, "he", &he);
	put_file(t, "pl", &pl);
	put_file(t, "fi", &fi);
	*state = t;
	return 0;
}

static int teardown(void **state)
{
	struct test *t = *state;
	const char *const langs[] = { "he", "pl", "fi" };

	for (size_t i = 0; i < 3; i++)
		unlink(arena_printf(t->arena, "%s/locale/%s.mo", t->dir, langs[i]));
	rmdir(arena_printf(t->arena, "%s/locale", t->dir));
	rmdir(t->dir);
	arena_free(t->arena);
	return 0;
}

static void a_sentence_is_translated_or_is_its_key(void **state)
{
	struct test *t = *state;

	assert_null(text_load(t->arena, t->dir));
	assert_string_equal(text(LANG_HE, "Your cart is empty."), "TR {x}");
	assert_string_equal(text(LANG_EN, "Your cart is empty."), "Your cart is empty.");
	assert_string_equal(text(LANG_PL, "Nobody wrote this."), "Nobody wrote this.");
	assert_string_equal(text(LANG_PL, ""), "");
}

static void without_texts_the_key_is_shown(void **state)
{
	(void)state;
	assert_string_equal(text(LANG_HE, "Your cart is empty."), "Your cart is empty.");
	assert_string_equal(text_plural(LANG_PL, "one", "many", 2), "many");
}

static void plurals_follow_each_language(void **state)
{
	static const struct {
		enum lang lang;
		int64_t n;
		const char *expected;
	} cases[] = {
		{ LANG_PL, 1, "{n} słoik" }, { LANG_PL, 2, "{n} słoiki" }, { LANG_PL, 5, "{n} słoików" },
		{ LANG_PL, 12, "{n} słoików" }, { LANG_PL, 22, "{n} słoiki" }, { LANG_PL, 0, "{n} słoików" },
		{ LANG_PL, 112, "{n} słoików" }, { LANG_PL, -2, "{n} słoiki" }, { LANG_PL, INT64_MIN, "{n} słoików" },
		{ LANG_HE, 1, "צנצנת אחת" }, { LANG_HE, 2, "שתי צנצנות" }, { LANG_HE, 3, "{n} צנצנות" },
		{ LANG_HE, 0, "{n} צנצנות" }, { LANG_HE, 20, "{n} צנצנות" },
		{ LANG_FI, 1, "{n} purkki" }, { LANG_FI, 0, "{n} purkkia" },
		{ LANG_EN, 1, "{n} jar" }, { LANG_EN, 0, "{n} jars" }, { LANG_EN, 2, "{n} jars" },
	};
	struct test *t = *state;

	assert_null(text_load(t->arena, t->dir));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(text_plural(cases[i].lang, "{n} jar", "{n} jars", cases[i].n), cases[i].expected);
}

static void a_missing_plural_form_falls_back(void **state)
{
	struct test *t = *state;
	struct str pl = mo_of(t->arena, (struct piece)PIECE(HEADER(PL_FORMS)), (struct piece)PIECE("{n} słoik"));

	put_file(t, "pl", &pl);
	assert_null(text_load(t->arena, t->dir));
	assert_string_equal(text_plural(LANG_PL, "{n} jar", "{n} jars", 1), "{n} słoik");
	assert_string_equal(text_plural(LANG_PL, "{n} jar", "{n} jars", 5), "{n} jars");
}

static void a_missing_file_is_unavailable(void **state)
{
	struct test *t = *state;

	unlink(arena_printf(t->arena, "%s/locale/fi.mo", t->dir));
	struct error *e = text_load(t->arena, t->dir);
	assert_non_null(e);
	assert_int_equal(e->kind, UNAVAILABLE);
	assert_non_null(strstr(e->detail, "fi.mo"));
}

static void refused(struct test *t, const struct str *bytes)
{
	put_file(t, "he", bytes);
	struct error *e = text_load(t->arena, t->dir);
	assert_non_null(e);
	assert_int_equal(e->kind, UNAVAILABLE);
}

/* A file cut anywhere is refused. */
static void a_truncated_file_is_refused(void **state)
{
	struct test *t = *state;
	struct str whole = he_file(t->arena);

	for (size_t n = 0; n < whole.len; n++) {
		struct str cut = whole;
		cut.len = n;
		refused(t, &cut);
	}
	put_file(t, "he", &whole);
	assert_null(text_load(t->arena, t->dir));
}

/* Each word of header and tables set to each of some values never reads
 * outside the file (the sanitizer looks) and never hangs. */
static void hostile_words_are_survived(void **state)
{
	static const uint32_t values[] = { 0, 1, 27, 0x7fffffff, 0x80000000, 0xfffffff8, 0xffffffff, 0x20000000 };
	struct test *t = *state;
	struct str whole = he_file(t->arena);

	for (size_t at = 0; at < 28 + 16 * 3; at += 4) {
		for (size_t v = 0; v < sizeof(values) / sizeof(*values); v++) {
			struct str bad = whole;
			bad.p = arena_memdup(t->arena, whole.p, whole.len);
			for (int i = 0; i < 4; i++)
				bad.p[at + (size_t)i] = (char)(values[v] >> (8 * i));
			put_file(t, "he", &bad);
			if (text_load(t->arena, t->dir) == NULL)
				text_plural(LANG_HE, "{n} jar", "{n} jars", 7);
		}
	}
}

static void huge_counts_are_refused(void **state)
{
	struct test *t = *state;
	struct str bad = he_file(t->arena);

	memset(bad.p + 8, 0xff, 4);
	refused(t, &bad);
	bad = he_file(t->arena);
	memcpy(bad.p + 8, "\x00\x00\x00\x20", 4);
	refused(t, &bad);
	bad = he_file(t->arena);
	memset(bad.p + 28, 0xff, 4);
	refused(t, &bad);
}

static void a_file_without_plural_forms_is_refused(void **state)
{
	struct test *t = *state;
	struct str bad = mo_of(t->arena, (struct piece)PIECE("Language: he\n"), (struct piece)PIECE("x"));
	refused(t, &bad);
}

static void the_other_byte_order_is_read(void **state)
{
	struct test *t = *state;
	struct str s = he_file(t->arena);

	for (size_t at = 0; at < 28 + 16 * 3; at += 4) {
		char *w = s.p + at, c = w[0], d = w[1];
		w[0] = w[3], w[3] = c, w[1] = w[2], w[2] = d;
	}
	put_file(t, "he", &s);
	assert_null(text_load(t->arena, t->dir));
	assert_string_equal(text_plural(LANG_HE, "{n} jar", "{n} jars", 2), "שתי צנצנות");
}

static void bad_plural_expressions_are_refused(void **state)
{
	static const char *const bad[] = {
		"", "nplurals=2", "nplurals=0; plural=0;", "nplurals=7; plural=0;", "nplurals=99999999999; plural=0;",
		"nplurals=2; plural=", "nplurals=2; plural=n n", "nplurals=2; plural=(n", "nplurals=2; plural=n)",
		"nplurals=2; plural=n ? 1", "nplurals=2; plural=n ? 1 :", "nplurals=2; plural=n +", "nplurals=2; plural=m",
		"nplurals=2; plural=n = 1", "nplurals=2; plural=-1", "nplurals=2; plural=12345678901;",
	};
	struct test *t = *state;
	struct plural p;
	struct str deep;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(plural_parse(&p, bad[i]));
	for (const char *sign = "(!n"; *sign; sign++) {
		str_init(&deep, t->arena);
		str_add(&deep, "nplurals=2; plural=");
		for (int i = 0; i < 2000000; i++)
			str_add(&deep, *sign == 'n' ? "n?n:" : *sign == '!' ? "!" : "(");
		assert_false(plural_parse(&p, deep.p));
	}
}

static void plural_expressions_are_evaluated_as_c(void **state)
{
	static const struct {
		const char *expression;
		uint64_t n;
		int form;
	} cases[] = {
		{ "nplurals=6; plural=n%5+1*2;", 7, 4 }, { "nplurals=6; plural=(n+1)*2", 1, 4 },
		{ "nplurals=6; plural=8-2-3;", 0, 3 }, { "nplurals=6; plural=n/0;", 3, 0 }, { "nplurals=6; plural=n%0", 3, 0 },
		{ "nplurals=2; plural=n;", 9, 0 }, { "nplurals=2; plural=!n", 0, 1 }, { "nplurals=2; plural=n==1||n==5&&n<2", 5, 0 },
		{ "nplurals=6; plural=n>3?n>=5?5:4:n<=1?1:2", 4, 4 }, { "nplurals=6; plural=n>3?n>=5?5:4:n<=1?1:2", 3, 2 },
		{ "nplurals=2;plural=n!=1", 1, 0 },
	};
	struct plural p;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_true(plural_parse(&p, cases[i].expression));
		assert_int_equal(plural_form(&p, cases[i].n), cases[i].form);
	}
}

static void places_are_filled_once(void **state)
{
	struct test *t = *state;
	const char *const args[] = { "left", "3", "name", "{left} <b>", NULL };

	assert_string_equal(text_fill(t->arena, "Only {left} of {name} are left.", args), "Only 3 of {left} <b> are left.");
	assert_string_equal(text_fill(t->arena, "{other} {left", args), "{other} {left");
	assert_string_equal(text_fill(t->arena, "{{left}}", args), "{3}");
	assert_string_equal(text_fill(t->arena, "{}", args), "{}");
	assert_string_equal(text_fill(t->arena, "", args), "");
	assert_string_equal(text_fill(t->arena, "{left}", NULL), "{left}");
}

static void an_error_speaks_the_language(void **state)
{
	struct test *t = *state;
	struct error *e = ERR(t->arena, SHORTAGE, "cart.shortage");

	assert_null(text_load(t->arena, t->dir));
	assert_string_equal(text_error(t->arena, LANG_EN, e), error_kind_text(SHORTAGE));
	error_text(e, "Your cart is empty.", "x", "42", NULL);
	assert_string_equal(text_error(t->arena, LANG_HE, e), "TR 42");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_sentence_is_translated_or_is_its_key),
		TEST(without_texts_the_key_is_shown),
		TEST(plurals_follow_each_language),
		TEST(a_missing_plural_form_falls_back),
		TEST(a_missing_file_is_unavailable),
		TEST(a_truncated_file_is_refused),
		TEST(hostile_words_are_survived),
		TEST(huge_counts_are_refused),
		TEST(a_file_without_plural_forms_is_refused),
		TEST(the_other_byte_order_is_read),
		TEST(bad_plural_expressions_are_refused),
		TEST(plural_expressions_are_evaluated_as_c),
		TEST(places_are_filled_once),
		TEST(an_error_speaks_the_language),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
