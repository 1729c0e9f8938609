/* shop_profile.c: profiles of imports: what a line means, and that what means
 * nothing is refused with its line. */
#include "unit.h"

#include <stdio.h>

#include "shop/import_profile.h"

#define BASE "key barcode\nlanguage he\nfield barcode code\nfield name name\nfield price price\ntax standard otherwise\n"

static const struct import_profile *good(const char *text)
{
	const struct import_profile *p = NULL;
	struct error *e = import_profile_parse(arena, "test", text, &p);

	if (e)
		print_error("%s\n", error_line(arena, e));
	assert_null(e);
	return p;
}

TEST(a_profile_says_what_columns_mean)
{
	const struct import_profile *p = good(BASE "# comment\n\nabout  It's a file\r\nencoding windows-1255\ndelimiter tab\nskip 3\ndecimal comma\n"
		"currency ILS\nscope chain \"the chain\"\nfield label \"a \"\"b\"\" c\" optional # more\nvalue maker \"-\" \"\"\nunit \"cl\" l 0.01\n"
		"scale price 0.01\nconstant weighed 1\nfirst category ,\nupdates all\n");

	assert_string_equal(p->about, "It's a file");
	assert_int_equal(p->format.charset, CHARSET_WINDOWS1255);
	assert_int_equal(p->format.separator, '\t');
	assert_int_equal(p->format.skip, 3);
	assert_int_equal(p->decimal, ',');
	assert_string_equal(p->scopes[0].heading, "the chain");
	assert_string_equal(p->columns[3].heading, "a \"b\" c");
	assert_true(p->columns[3].optional);
	assert_string_equal(p->values[0].to, "");
	assert_int_equal(p->units[0].per, 10);
	assert_int_equal(p->scales[FIELD_PRICE], 10000);
	assert_string_equal(p->constants[FIELD_WEIGHED], "1");
	assert_true(p->all);
}

/* "line: reason" of the error. */
static const char *refused(const char *text)
{
	const struct import_profile *p;
	struct error *e = import_profile_parse(arena, "test", text, &p);

	assert_non_null(e);
	assert_string_equal(e->code, "import.profile");
	assert_int_equal(e->kind, INVALID);
	return arena_printf(arena, "%s: %s", e->args[3], e->args[5]);
}

TEST(what_means_nothing_is_refused_with_its_line)
{
	assert_string_equal(refused("colour red\n"), "1: unknown directive: colour");
	assert_string_equal(refused("\n\nfield colour x\n"), "3: unknown field: colour");
	assert_string_equal(refused("field name\n"), "1: too few or too many words behind: field");
	assert_string_equal(refused("field name x maybe\n"), "1: not optional: maybe");
	assert_string_equal(refused("key name\n"), "1: not barcode, sku or item: name");
	assert_string_equal(refused("encoding big5\n"), "1: unknown encoding: big5");
	assert_string_equal(refused("delimiter dot\n"), "1: unknown delimiter: dot");
	assert_string_equal(refused("skip -1\n"), "1: not a number of lines: -1");
	assert_string_equal(refused("decimal dot\n"), "1: not point, comma or either: dot");
	assert_string_equal(refused("scope town x\n"), "1: not chain or store: town");
	assert_string_equal(refused("unit x stone\n"), "1: unknown unit: stone");
	assert_string_equal(refused("unit x kg 0\n"), "1: not a factor: 0");
	assert_string_equal(refused("scale name 2\n"), "1: no number: name");
	assert_string_equal(refused("field name \"x\n"), "1: a quote that is never closed");
	assert_string_equal(refused("field name \"x\"y\n"), "1: text right behind a closing quote");
	assert_string_equal(refused(BASE "tax zero otherwise\n"), "7: a tax rule behind the one that takes all others");
	assert_string_equal(refused("key sku\nlanguage he\nfield name n\nfield price p\ntax x otherwise\n"), "6: it has no field sku, which is its key");
	assert_string_equal(refused("key sku\nfield sku s\nfield name n\nfield price p\ntax x otherwise\n"), "6: it has no field name, or no language for it");
	assert_string_equal(refused("key sku\nlanguage he\nfield sku s\nfield name n\nfield price p\n"), "6: it has no tax rule for what no other rule takes");
	assert_string_equal(refused(""), "1: it has no key");
	assert_string_equal(refused("about \xff\n"), "0: it is not UTF-8");
}

static struct ctx ctx_here(void)
{
	static struct conf conf;
	const char *top = getenv("MAKOLET_TOP") ? getenv("MAKOLET_TOP") : getenv("srcdir") ? getenv("srcdir") : ".";

	conf.data_dir = top;
	return (struct ctx){ .arena = arena, .conf = &conf };
}

TEST(the_profiles_that_come_along_are_right)
{
	const struct import_profile *const *all;
	struct ctx c = ctx_here();
	struct error *e = import_profile_all(&c, &all, &(size_t){ 0 });

	assert_null(e);
	for (const char *const *name = (const char *const []){ "israel-prices", "makolet", "alko", "woocommerce", NULL }; *name; name++) {
		const struct import_profile *p;

		assert_null(import_profile_load(&c, *name, &p));
		assert_string_equal(p->name, *name);
		assert_true(*p->about);
	}
}

TEST(a_name_leads_nowhere_else)
{
	const struct import_profile *p;
	struct ctx c = ctx_here();

	assert_int_equal(import_profile_load(&c, "nothing", &p)->kind, NOT_FOUND);
	assert_int_equal(import_profile_load(&c, "", &p)->kind, NOT_FOUND);
	assert_int_equal(import_profile_load(&c, "../../etc/passwd", &p)->kind, NOT_FOUND);
	assert_int_equal(import_profile_load(&c, "Upper", &p)->kind, NOT_FOUND);
}

UNIT_MAIN(
	cmocka_unit_test(a_profile_says_what_columns_mean),
	cmocka_unit_test(what_means_nothing_is_refused_with_its_line),
	cmocka_unit_test(the_profiles_that_come_along_are_right),
	cmocka_unit_test(a_name_leads_nowhere_else))
