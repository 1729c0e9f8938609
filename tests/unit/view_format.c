/* view_format.c: money, numbers, dates and languages as people read them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/num.h"
#include "view/view.h"

#define NB "\u00a0"
#define HE(number, sign) "\u2067\u200f" number NB "\u200f" sign "\u2069"

static const struct currency ils = { "ILS", 2 }, eur = { "EUR", 2 }, pln = { "PLN", 2 }, jpy = { "JPY", 0 };

static int setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static void money_is_as_cldr_writes_it(void **state)
{
	struct arena *a = *state;

	assert_string_equal(format_money(a, LANG_EN, eur, 123450), "€1,234.50");
	assert_string_equal(format_money(a, LANG_EN, ils, -123450), "-₪1,234.50");
	assert_string_equal(format_money(a, LANG_EN, pln, 5), "PLN" NB "0.05");
	assert_string_equal(format_money(a, LANG_HE, ils, 123450), HE("1,234.50", "₪"));
	assert_string_equal(format_money(a, LANG_HE, ils, -5), HE("\u200e-0.05", "₪"));
	assert_string_equal(format_money(a, LANG_PL, pln, 123450), "1234,50" NB "zł");
	assert_string_equal(format_money(a, LANG_PL, pln, 1234567), "12" NB "345,67" NB "zł");
	assert_string_equal(format_money(a, LANG_PL, ils, 100), "1,00" NB "ILS");
	assert_string_equal(format_money(a, LANG_FI, eur, 123450), "1" NB "234,50" NB "€");
	assert_string_equal(format_money(a, LANG_FI, eur, -123456789), "\u22121" NB "234" NB "567,89" NB "€");
	assert_string_equal(format_money(a, LANG_EN, jpy, 1234), "¥1,234");
}

static void the_least_amount_does_not_overflow(void **state)
{
	assert_string_equal(format_money(*state, LANG_EN, eur, INT64_MIN), "-€92,233,720,368,547,758.08");
}

static void a_price_shows_its_fraction_only_where_it_has_one(void **state)
{
	struct arena *a = *state;

	assert_string_equal(format_price(a, LANG_EN, eur, 500 * PRICE_PER_MINOR), "€5.00");
	assert_string_equal(format_price(a, LANG_EN, eur, 12345600), "€12.3456");
	assert_string_equal(format_price(a, LANG_FI, eur, 12500), "0,0125" NB "€");
	assert_string_equal(format_price(a, LANG_PL, pln, 125000), "0,125" NB "zł");
	assert_string_equal(format_price(a, LANG_EN, eur, -12349), "-€0.0123");
	assert_string_equal(format_price(a, LANG_EN, jpy, 12500), "¥1.25");
}

static void quantities_and_rates_drop_zeros(void **state)
{
	struct arena *a = *state;

	assert_string_equal(format_quantity(a, LANG_EN, 3000), "3");
	assert_string_equal(format_quantity(a, LANG_EN, 1250), "1.25");
	assert_string_equal(format_quantity(a, LANG_PL, 500), "0,5");
	assert_string_equal(format_quantity(a, LANG_EN, 9999000), "9999");
	assert_string_equal(format_quantity(a, LANG_EN, 10000000), "10,000");
	assert_string_equal(format_quantity(a, LANG_FI, -12345001), "\u221212" NB "345,001");
	assert_string_equal(format_whole(a, LANG_PL, 1234567), "1" NB "234" NB "567");
	assert_string_equal(format_whole(a, LANG_HE, 0), "0");
	assert_string_equal(format_rate(a, LANG_EN, 1800), "18%");
	assert_string_equal(format_rate(a, LANG_FI, 2550), "25,5" NB "%");
	assert_string_equal(format_rate(a, LANG_PL, 2305), "23,05%");
	assert_string_equal(format_rate(a, LANG_HE, -500), "\u200e-5%");
}

static void dates_and_times_stand_in_the_zone(void **state)
{
	struct arena *a = *state;
	const struct zone *zone = zone_find("Asia/Jerusalem");
	int32_t date = date_from_civil(2026, 8, 10);
	instant at;

	assert_non_null(zone);
	assert_true(instant_parse("2026-08-10T06:05:59Z", &at));
	assert_string_equal(format_date(a, LANG_EN, date), "10 Aug 2026");
	assert_string_equal(format_date(a, LANG_HE, date), "10 באוג׳ 2026");
	assert_string_equal(format_date(a, LANG_PL, date), "10 sie 2026");
	assert_string_equal(format_date(a, LANG_FI, date), "10.8.2026");
	assert_string_equal(format_time(a, LANG_EN, zone, at), "10 Aug 2026, 09:05");
	assert_string_equal(format_time(a, LANG_HE, zone, at), "10 באוג׳ 2026, 09:05");
	assert_string_equal(format_time(a, LANG_PL, zone, at), "10 sie 2026, 09:05");
	assert_string_equal(format_time(a, LANG_FI, zone, at), "10.8.2026 klo 9.05");
}

static void languages_know_their_codes(void **state)
{
	enum lang lang = LANG_EN;

	(void)state;
	for (int i = 0; i < LANG_COUNT; i++) {
		assert_true(lang_parse(lang_code(i), &lang));
		assert_int_equal(lang, i);
		assert_int_equal(lang_rtl(i), i == LANG_HE);
	}
	assert_false(lang_parse("de", &lang));
	assert_false(lang_parse("", &lang));
	assert_false(lang_parse("en-GB", &lang));
}

static void accept_language_is_weighed(void **state)
{
	(void)state;
	assert_int_equal(lang_negotiate("he-IL,he;q=0.9,en;q=0.8", LANG_EN), LANG_HE);
	assert_int_equal(lang_negotiate("de, pl;q=0.5, fi;q=0.75", LANG_EN), LANG_FI);
	assert_int_equal(lang_negotiate("en;q=0.1, iw ; q=0.2", LANG_EN), LANG_HE);
	assert_int_equal(lang_negotiate("PL", LANG_EN), LANG_PL);
	assert_int_equal(lang_negotiate("fi;q=0, *;q=0.1", LANG_PL), LANG_PL);
	assert_int_equal(lang_negotiate("fil", LANG_EN), LANG_EN);
	assert_int_equal(lang_negotiate("de, fr", LANG_HE), LANG_HE);
	assert_int_equal(lang_negotiate("pl, fi", LANG_EN), LANG_PL);
	assert_int_equal(lang_negotiate(NULL, LANG_FI), LANG_FI);
}

static void a_bad_accept_language_falls_back(void **state)
{
	static const char *const bad[] = { "", ",", ";;;", "he;q", "he;q=", "he;q=2", "he;x=1", "h", "he;", "=,;q=1" };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_int_equal(lang_negotiate(bad[i], LANG_FI), LANG_FI);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(money_is_as_cldr_writes_it),
		TEST(the_least_amount_does_not_overflow),
		TEST(a_price_shows_its_fraction_only_where_it_has_one),
		TEST(quantities_and_rates_drop_zeros),
		TEST(dates_and_times_stand_in_the_zone),
		TEST(languages_know_their_codes),
		TEST(accept_language_is_weighed),
		TEST(a_bad_accept_language_falls_back),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
