/* view_template.c: pages out of templates: escaping, t(), includes, failures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "view/view.h"

struct test {
	struct arena *arena;
	const char *dir;
	struct data *page;
};

static void put_file(struct test *t, const char *name, const char *content)
{
	FILE *f = fopen(arena_printf(t->arena, "%s/templates/%s", t->dir, name), "wb");

	assert_non_null(f);
	assert_true(fputs(content, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static int setup(void **state)
{
	struct arena *a = arena_new();
	struct test *t = ARENA_NEW(a, struct test);
	char template[] = "/tmp/view_template.XXXXXX";

	t->arena = a;
	t->dir = arena_strdup(a, mkdtemp(template));
	mkdir(arena_printf(a, "%s/templates", t->dir), 0700);
	mkdir(arena_printf(a, "%s/templates/layout", t->dir), 0700);
	t->page = data_new(a, LANG_EN, (struct currency){ "EUR", 2 }, zone_find("Europe/Helsinki"));
	*state = t;
	return template_init(a, t->dir, true) ? -1 : 0;
}

static int teardown(void **state)
{
	struct test *t = *state;
	const char *const names[] = { "page.cs", "layout/head.cs", "layout/row.cs", "layout", "" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		remove(arena_printf(t->arena, "%s/templates/%s", t->dir, names[i]));
	rmdir(t->dir);
	arena_free(t->arena);
	return 0;
}

static const char *shown(struct test *t)
{
	struct str out;

	str_init(&out, t->arena);
	struct error *e = template_render("page", t->page, &out);
	if (e)
		fail_msg("%s", error_line(t->arena, e));
	return out.p;
}

static const char *shown_as_text(struct test *t)
{
	struct str out;

	str_init(&out, t->arena);
	assert_null(template_render_text("page", t->page, &out));
	return out.p;
}

static const struct {
	const char *raw;
	const char *escaped;
} hostile[] = {
	{ "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;" },
	{ "\"><img src=x onerror='a'>", "&quot;&gt;&lt;img src=x onerror=&#39;a&#39;&gt;" },
	{ "<?cs var:secret ?>", "&lt;?cs var:secret ?&gt;" },
	{ "a\nb = c\n<<EOM\n#include \"/etc/passwd\"\nEOM\n", "a\nb = c\n&lt;&lt;EOM\n#include &quot;/etc/passwd&quot;\nEOM\n" },
	{ "a && b", "a &amp;&amp; b" },
	{ "{secret}", "{secret}" },
	{ "a.b.c", "a.b.c" },
	{ "שלום \u202e x", "שלום \u202e x" },
};

static void a_hostile_value_is_escaped_wherever_it_is_shown(void **state)
{
	struct test *t = *state;

	put_file(t, "page.cs",
		 "<?cs def:macro(m) ?><?cs var:m ?><?cs /def ?>"
		 "<?cs var:v ?>|<?cs each:line = lines ?><?cs var:line.name ?><?cs /each ?>|"
		 "<?cs set:copy = v ?><?cs var:copy ?>|<?cs call:macro(v) ?>|<?cs with:w = v ?><?cs var:w ?><?cs /with ?>|"
		 "<?cs var:t('{v}') ?>|<?cs name:t ?>");
	data_text(t->page, "secret", "SECRET");
	struct data *line = data_add(t->page, "lines");
	for (size_t i = 0; i < sizeof(hostile) / sizeof(*hostile); i++) {
		const char *e = hostile[i].escaped;
		data_text(t->page, "v", hostile[i].raw);
		data_text(line, "name", hostile[i].raw);
		assert_string_equal(data_get(t->page, "v"), hostile[i].raw);
		assert_string_equal(shown(t), arena_printf(t->arena, "%s|%s|%s|%s|%s|%s|", e, e, e, e, e, e));
	}
}

static void text_mode_is_not_escaped(void **state)
{
	struct test *t = *state;

	put_file(t, "page.cs", "<?cs var:v ?> <?cs var:t('Fish & {v}') ?>");
	data_text(t->page, "v", "<b>'&'</b>");
	assert_string_equal(shown_as_text(t), "<b>'&'</b> Fish & <b>'&'</b>");
	assert_string_equal(shown(t), "&lt;b&gt;&#39;&amp;&#39;&lt;/b&gt; Fish &amp; &lt;b&gt;&#39;&amp;&#39;&lt;/b&gt;");
	assert_string_equal(shown_as_text(t), "<b>'&'</b> Fish & <b>'&'</b>");
}

static void a_sentence_takes_places_from_the_page(void **state)
{
	struct test *t = *state;

	put_file(t, "page.cs", "<?cs var:t(\"Order {order.number} of {shop.name} is {state}.\") ?>");
	template_global("shop.name", "Corner & Co");
	data_text(t->page, "order.number", "<7>");
	assert_string_equal(shown(t), "Order &lt;7&gt; of Corner &amp; Co is {state}.");
	data_text(t->page, "shop.name", "Other");
	assert_string_equal(shown(t), "Order &lt;7&gt; of Other is {state}.");
}

static void a_sentence_survives_set_and_macro_unchanged(void **state)
{
	struct test *t = *state;

	put_file(t, "page.cs",
		 "<?cs def:field(label) ?><b><?cs var:label ?></b><?cs /def ?><?cs call:field(t('Fish & chips')) ?>"
		 "<?cs set:title = t('Fish & chips') ?><?cs var:title ?>");
	assert_string_equal(shown(t), "<b>Fish &amp; chips</b>Fish &amp; chips");
}

static void globals_are_on_every_page(void **state)
{
	struct test *t = *state;

	put_file(t, "page.cs", "<link href=\"<?cs var:static ?>/css/shop.css\">");
	template_global("static", "/static/3fa9c1");
	assert_string_equal(shown(t), "<link href=\"/static/3fa9c1/css/shop.css\">");
}

static void the_library_of_filters_is_there(void **state)
{
	struct test *t = *state;

	put_file(t, "page.cs", "<a href=\"<?cs var:url_validate(v) ?>\"><?cs var:#2 + #3 ?></a>");
	data_text(t->page, "v", "javascript:alert(1)");
	assert_string_equal(shown(t), "<a href=\"#\">5</a>");
}

static void names_nest_and_lists_count(void **state)
{
	struct test *t = *state;

	put_file(t, "page.cs",
		 "<?cs each:line = cart.lines ?><?cs name:line ?>:<?cs var:line.name ?>=<?cs var:line.price ?>"
		 "<?cs if:line.gift ?>!<?cs /if ?>;<?cs /each ?><?cs var:cart.note ?><?cs var:cart.unset ?>");
	struct data *cart = data_part(t->page, "cart");
	for (int i = 0; i < 12; i++) {
		struct data *line = data_add(cart, "lines");
		data_int(line, "name", i);
		data_money(line, "price", i * 100);
		data_bool(line, "gift", i == 1);
	}
	data_text(cart, "note", "n");
	data_text(cart, "unset", NULL);
	data_bool(cart, "lines.1.gift", false);
	data_bool(cart, "lines.2.gift", true);
	const char *out = shown(t);
	assert_ptr_equal(strstr(out, "0:0=€0.00;1:1=€1.00;2:2=€2.00!;3:3"), out);
	assert_string_equal(strstr(out, "11:"), "11:11=€11.00;n");
	assert_string_equal(data_get(t->page, "cart.lines.11.price"), "€11.00");
	assert_null(data_get(t->page, "cart.unset"));
}

static void values_are_formatted_for_the_language(void **state)
{
	struct test *t = *state;
	struct data *d = data_new(t->arena, LANG_FI, (struct currency){ "EUR", 2 }, zone_find("Europe/Helsinki"));

	data_rate(d, "rate", 2550);
	data_price(d, "price", 12345600);
	data_time(d, "at", INT64_C(1786341900) * SECOND);
	data_time(d, "never", INSTANT_NONE);
	data_date(d, "date", date_from_civil(2026, 8, 10));
	data_sentence(d, "left", "Only {left} of {name}\nare left.", "left", "3", "name", "<jam>", NULL);
	data_plural(d, "jars", "{n} jar", "{n} jars", 12345);
	assert_string_equal(data_dump(t->arena, d),
			    "rate = 25,5\u00a0%\nprice = 12,3456\u00a0€\nat = 10.8.2026 klo 9.05\n"
			    "date = 10.8.2026\nleft = Only 3 of <jam>\\nare left.\njars = 12\u00a0345 jars\n");
	assert_int_equal(data_lang(d), LANG_FI);
}

static void an_include_is_named_from_templates_on(void **state)
{
	struct test *t = *state;

	put_file(t, "layout/row.cs", "<td><?cs var:v ?></td>");
	put_file(t, "layout/head.cs", "<tr><?cs include:\"layout/row.cs\" ?></tr>");
	put_file(t, "page.cs", "<?cs include:'layout/head.cs' ?>");
	data_text(t->page, "v", "<");
	assert_string_equal(shown(t), "<tr><td>&lt;</td></tr>");
}

static void fails(struct test *t, const char *content, const char *reason)
{
	struct str out;

	str_init(&out, t->arena);
	str_add(&out, "before");
	put_file(t, "page.cs", content);
	struct error *e = template_render("page", t->page, &out);
	assert_non_null(e);
	assert_int_equal(e->kind, INTERNAL);
	assert_string_equal(e->code, "template.broken");
	assert_non_null(strstr(e->detail, "page"));
	if (!strstr(e->detail, reason))
		fail_msg("no \"%s\" in: %s", reason, e->detail);
	assert_string_equal(out.p, "before");
}

static void a_broken_template_is_internal_and_says_why(void **state)
{
	struct test *t = *state;

	/* An open <?cs if ?> says so too, but ClearSilver leaks its 32 bytes. */
	fails(t, "a<?cs /if ?>b", "page.cs:");
	fails(t, "a<?cs var:nosuch(v) ?>", "nosuch");
	fails(t, "a<?cs include:'layout/none.cs' ?>", "none.cs");
	fails(t, "a<?cs call:nosuch(v) ?>bb", "nosuch");
	fails(t, "a<?cs nonsense ?>b", "nonsense");
	struct str out;
	str_init(&out, t->arena);
	struct error *e = template_render("absent", t->page, &out);
	assert_non_null(e);
	assert_int_equal(e->kind, INTERNAL);
	put_file(t, "page.cs", "well again");
	assert_string_equal(shown(t), "well again");
}

static void a_changed_file_is_read_again_in_development(void **state)
{
	struct test *t = *state;

	put_file(t, "layout/head.cs", "one");
	put_file(t, "page.cs", "<?cs include:'layout/head.cs' ?>");
	assert_string_equal(shown(t), "one");
	put_file(t, "layout/head.cs", "three");
	assert_string_equal(shown(t), "three");
	put_file(t, "page.cs", "page");
	assert_string_equal(shown(t), "page");
}

static void a_changed_file_is_kept_in_production(void **state)
{
	struct test *t = *state;

	assert_null(template_init(t->arena, t->dir, false));
	put_file(t, "page.cs", "one");
	assert_string_equal(shown(t), "one");
	put_file(t, "page.cs", "three");
	assert_string_equal(shown(t), "one");
	assert_string_equal(shown_as_text(t), "three");
}

/* A kept template must hold nothing of the page that it showed before. */
static void pages_do_not_mix(void **state)
{
	struct test *t = *state;

	put_file(t, "page.cs",
		 "<?cs each:l = lines ?><?cs var:l.x ?><?cs /each ?><?cs set:seen = v ?><?cs var:seen ?><?cs var:other ?>");
	for (int i = 0; i < 50; i++) {
		struct arena *a = arena_new();
		struct data *d = data_new(a, i % LANG_COUNT, (struct currency){ "EUR", 2 }, NULL);
		struct str out;

		str_init(&out, a);
		data_int(d, "v", i);
		if (i == 0)
			data_text(d, "other", "first");
		for (int j = 0; j < i % 3; j++)
			data_int(data_add(d, "lines"), "x", j);
		assert_null(template_render("page", d, &out));
		const char *lines = i % 3 == 0 ? "" : i % 3 == 1 ? "0" : "01";
		assert_string_equal(out.p, arena_printf(a, "%s%d%s", lines, i, i == 0 ? "first" : ""));
		arena_free(a);
	}
}

static void no_templates_is_unavailable(void **state)
{
	struct test *t = *state;
	struct error *e = template_init(t->arena, "/nonexistent", false);

	assert_non_null(e);
	assert_int_equal(e->kind, UNAVAILABLE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_hostile_value_is_escaped_wherever_it_is_shown),
		TEST(text_mode_is_not_escaped),
		TEST(a_sentence_takes_places_from_the_page),
		TEST(a_sentence_survives_set_and_macro_unchanged),
		TEST(globals_are_on_every_page),
		TEST(the_library_of_filters_is_there),
		TEST(names_nest_and_lists_count),
		TEST(values_are_formatted_for_the_language),
		TEST(an_include_is_named_from_templates_on),
		TEST(a_broken_template_is_internal_and_says_why),
		TEST(a_changed_file_is_read_again_in_development),
		TEST(a_changed_file_is_kept_in_production),
		TEST(pages_do_not_mix),
		TEST(no_templates_is_unavailable),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
