/* web_param.c: each kind of parameter takes and refuses what its row says. */
#include "unit.h"

#include "app/param.h"

static struct param param;

static const char *check(const struct param_decl *decl, const char *sent)
{
	struct error *e = param_check(arena, decl, sent, &param);

	if (!e) {
		assert_int_equal(param.given, sent && param.typed && *param.typed);
		return "";
	}
	assert_int_equal(e->kind, INVALID);
	assert_string_equal(e->field, "it");
	assert_non_null(e->text);
	assert_false(param.given);
	assert_null(param.text);
	return e->code;
}

#define TAKES(sent) assert_string_equal(check(&d, sent), "")
#define REFUSES(sent, code) assert_string_equal(check(&d, sent), code)

static void texts(void **state)
{
	struct param_decl d = { "it", PARAM_TEXT, REQUIRED, 2, 5, NULL };

	(void)state;
	TAKES("  ab\n c ");
	assert_string_equal(param.text, "ab c");
	TAKES("שלום!");
	REFUSES("a", "param.short");
	REFUSES("abcdef", "param.long");
	REFUSES("", "param.missing");
	REFUSES("  \n", "param.missing");
	REFUSES(NULL, "param.missing");
	d.presence = OPTIONAL;
	TAKES("");
	TAKES(NULL);
	assert_null(param.text);
	d.kind = PARAM_LINES;
	TAKES("a\r\nb");
	assert_string_equal(param.text, "a\nb");
	d.kind = PARAM_PASSWORD;
	TAKES(" a  b");
	assert_string_equal(param.text, " a  b");
}

static void whole_numbers(void **state)
{
	struct param_decl d = { "it", PARAM_WHOLE, REQUIRED, 1, 99, NULL };

	(void)state;
	TAKES(" 7 ");
	assert_int_equal(param.number, 7);
	REFUSES("0", "param.low");
	REFUSES("-1", "param.low");
	REFUSES("100", "param.high");
	REFUSES("1.0", "param.whole");
	REFUSES("0x1", "param.whole");
	REFUSES("9223372036854775808", "param.whole");
	REFUSES("1e1", "param.whole");
}

static void quantities_and_money(void **state)
{
	struct param_decl d = { "it", PARAM_QUANTITY, REQUIRED, 1, 99000, NULL };

	(void)state;
	TAKES("1.25");
	assert_int_equal(param.number, 1250);
	TAKES("1,5");
	assert_int_equal(param.number, 1500);
	REFUSES("0", "param.low");
	REFUSES("1.2345", "param.quantity");
	d.kind = PARAM_MONEY;
	TAKES("12.50");
	assert_int_equal(param.number, 1250);
	REFUSES("12.505", "param.money");
	REFUSES("1000.00", "param.high");
	REFUSES("NaN", "param.money");
}

static void slugs_tokens_uuids(void **state)
{
	struct param_decl d = { "it", PARAM_SLUG, REQUIRED, 1, 20, NULL };

	(void)state;
	TAKES("חלב-3-אחוז");
	TAKES("mleko-łaciate");
	REFUSES("a/b", "param.slug");
	REFUSES("..", "param.slug");
	REFUSES("a b", "param.slug");
	REFUSES("<script>", "param.slug");
	d.kind = PARAM_TOKEN;
	TAKES("AAAAAAAAAAAAAAAAAAAAAA");
	REFUSES("AAAAAAAAAAAAAAAAAAAAA", "param.token");
	d.kind = PARAM_UUID;
	TAKES("01890a5d-ac96-774b-bcce-b302099a8057");
	REFUSES("01890A5D-AC96-774B-BCCE-B302099A8057", "param.uuid");
	d.kind = PARAM_LANG;
	TAKES("he");
	REFUSES("xx", "param.lang");
}

static void mail_addresses(void **state)
{
	static const char *const good[] = { "a@b.co", "first.last+tag@sub.example.com", "dana@xn--9dbq2a.example", NULL };
	static const char *const bad[] = { "a", "a@b", "@b.co", "a@", "a@@b.co", "a@b@c.co", "a b@c.co", "a@b..co", "a@.co",
		"a@b.", ".a@b.co", "a.@b.co", "a@b.co,c@d.co", "<a@b.co>", "a@b.co;x",
		/* These the mail server would refuse, when nobody looks any more. */
		"a..b@b.co", "a@b_c.co", "a@-b.co", "דנה@דוגמה.קום", NULL };
	struct param_decl d = { "it", PARAM_EMAIL, REQUIRED, 0, 0, NULL };
	const char *part = "a123456789012345678901234567890123456789012345678901234567.co";
	const char *longest = arena_printf(arena, "%.64s@%.60s.%.60s.%.60s.museum",
		"1234567890123456789012345678901234567890123456789012345678901234", part, part, part);

	(void)state;
	for (int i = 0; good[i]; i++)
		TAKES(good[i]);
	for (int i = 0; bad[i]; i++)
		REFUSES(bad[i], "param.email");
	assert_int_equal(strlen(longest), 254);
	TAKES(longest);
	REFUSES(arena_printf(arena, "%sm", longest), "param.email");
}

static void days_and_times(void **state)
{
	struct param_decl d = { "it", PARAM_DATE, REQUIRED, 0, 0, NULL };

	(void)state;
	TAKES("2026-12-31");
	assert_int_equal(param.number, date_from_civil(2026, 12, 31));
	REFUSES("2026-02-30", "param.date");
	REFUSES("31.12.2026", "param.date");
	d.kind = PARAM_CLOCK;
	TAKES("07:30");
	assert_int_equal(param.number, 450);
	TAKES("7.30");
	assert_int_equal(param.number, 450);
	TAKES("24:00");
	assert_int_equal(param.number, 1440);
	REFUSES("24:01", "param.clock");
	REFUSES("07:60", "param.clock");
	REFUSES("7", "param.clock");
	REFUSES("07:3", "param.clock");
	REFUSES("07:30:00", "param.clock");
	REFUSES("-7:30", "param.clock");
}

static void phones_flags_choices(void **state)
{
	struct param_decl d = { "it", PARAM_PHONE, REQUIRED, 0, 0, "in|out" };

	(void)state;
	TAKES("+972 (0)54-123 4567");
	REFUSES("123456", "param.phone");
	REFUSES("054-123x4567", "param.phone");
	REFUSES("123456789012345678901", "param.phone");
	d.kind = PARAM_FLAG;
	TAKES("on");
	assert_int_equal(param.number, 1);
	REFUSES("yes", "param.flag");
	d.kind = PARAM_CHOICE;
	TAKES("in");
	TAKES("out");
	REFUSES("i", "param.choice");
	REFUSES("in|out", "param.choice");
	REFUSES("output", "param.choice");
}

static const struct param_decl decls[] = {
	{ "slug", PARAM_SLUG, REQUIRED, 1, 20, NULL }, { "name", PARAM_TEXT, REQUIRED, 1, 20, NULL },
	{ "mail", PARAM_EMAIL, REQUIRED, 0, 0, NULL }, { "note", PARAM_TEXT, OPTIONAL, 0, 20, NULL },
};
static const struct route route = { .path = "/goods/:slug", .params = decls, .param_count = 4 };

static void all_bad_fields_come_in_one_chain(void **state)
{
	struct http_pair pairs[] = { { "mail", "nothing" }, { "note", "kept" }, { "slug", "not-from-the-path" } };
	struct http http = { .pairs = pairs, .pair_count = 3 };
	const char *values[] = { "milk" };
	struct params params;
	struct error *e = params_check(arena, &route, values, &http, &params);

	(void)state;
	assert_string_equal(e->field, "name");
	assert_string_equal(e->also->field, "mail");
	assert_null(e->also->also);
	assert_string_equal(params.list[0].text, "milk");
	assert_string_equal(params.list[2].typed, "nothing");
	assert_string_equal(params.list[3].text, "kept");
}

static void a_bad_part_of_the_path_is_no_page(void **state)
{
	struct http http = { .pairs = NULL };
	const char *values[] = { "a b" };
	struct params params;

	(void)state;
	assert_int_equal(params_check(arena, &route, values, &http, &params)->kind, NOT_FOUND);
}

static void json_bodies(void **state)
{
	static const struct param_decl json[] = { { "sale", PARAM_JSON, REQUIRED, 0, 20, NULL } };
	static const struct route sale = { .path = "/till/sale", .params = json, .param_count = 1 };
	struct http http = { .body = "{\"a\":1}", .body_size = 7 };
	struct params params;

	(void)state;
	assert_null(params_check(arena, &sale, NULL, &http, &params));
	assert_int_equal(json_integer_value(json_object_get(params.list[0].json, "a")), 1);
	http = (struct http){ .body = "{\"a\":1", .body_size = 6 };
	assert_string_equal(params_check(arena, &sale, NULL, &http, &params)->field, "sale");
	http = (struct http){ .body = "[1,1,1,1,1,1,1,1,1,1]", .body_size = 21 };
	assert_string_equal(params_check(arena, &sale, NULL, &http, &params)->code, "request.large");
	http = (struct http){ .body = NULL };
	assert_string_equal(params_check(arena, &sale, NULL, &http, &params)->code, "param.missing");
}

UNIT_MAIN(
	cmocka_unit_test(texts),
	cmocka_unit_test(whole_numbers),
	cmocka_unit_test(quantities_and_money),
	cmocka_unit_test(slugs_tokens_uuids),
	cmocka_unit_test(mail_addresses),
	cmocka_unit_test(days_and_times),
	cmocka_unit_test(phones_flags_choices),
	cmocka_unit_test(all_bad_fields_come_in_one_chain),
	cmocka_unit_test(a_bad_part_of_the_path_is_no_page),
	cmocka_unit_test(json_bodies))
