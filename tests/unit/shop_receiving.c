/* shop_receiving.c: dates and costs as people type them. */
#include "unit.h"

#include "base/num.h"
#include "shop/receiving.h"

/* 11 August 2026 */
static int32_t today(void)
{
	return date_from_civil(2026, 8, 11);
}

static void means(const char *typed, const char *want)
{
	char buf[16];
	int32_t got;

	if (!receiving_expiry(typed, today(), &got))
		fail_msg("'%s' is no date", typed);
	assert_string_equal(date_format(buf, got), want);
}

static void is_none(const char *typed)
{
	int32_t got;

	if (receiving_expiry(typed, today(), &got))
		fail_msg("'%s' passes for a date", typed);
}

TEST(a_day_without_its_year_is_the_next_one)
{
	means("31.12", "2026-12-31");
	means("11.8", "2026-08-11");
	means("01/02", "2027-02-01");
	means("1-9", "2026-09-01");
	means("12.7", "2026-07-12");	/* 30 days ago */
	means("11.7", "2027-07-11");
	means("29.2", "2028-02-29");
	means("3112", "2026-12-31");
}

TEST(a_month_is_good_until_its_last_day)
{
	means("1226", "2026-12-31");
	means("0227", "2027-02-28");
	means("12/26", "2026-12-31");
	means("2/2028", "2028-02-29");
	means("0825", "2025-08-31");
}

TEST(four_digits_that_are_no_month_of_these_years_are_a_day)
{
	means("0112", "2026-12-01");
	means("1012", "2026-12-10");
	means("1312", "2026-12-13");
}

TEST(a_whole_date_is_itself)
{
	means("31.12.26", "2026-12-31");
	means("31/12/2026", "2026-12-31");
	means("2026-12-31", "2026-12-31");
	means("311226", "2026-12-31");
	means("31122026", "2026-12-31");
	means("1 9 27", "2027-09-01");
	means("01.01.2020", "2020-01-01");
}

TEST(what_is_no_date_is_refused)
{
	static const char *const none[] = { "", "x", "1", "12", "123", "12345", "1234567", "31.2", "30.2.27", "32.1", "1.13", "31.4.26", "0.5", "1..2",
		"31.12.", ".12", "1.2.3.4", "7290000066318", "99999999", "00000000", "1.1.1999", "1.1.2100", "12.1999", "-1.5", "31.12.026", "9999" };

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		is_none(none[i]);
}

TEST(costs_become_those_of_one)
{
	int64_t cost;

	/* 58.80 a box of 12 is 4.90; 10.00 a box of 3 is rounded. */
	assert_true(receiving_unit_cost(58800000, PER_BOX, 2000, 12000, &cost));
	assert_int_equal(cost, 4900000);
	assert_true(receiving_unit_cost(10000000, PER_BOX, 1000, 3000, &cost));
	assert_int_equal(cost, 3333333);
	assert_true(receiving_unit_cost(5, PER_LINE, 1000, 2000, &cost));
	assert_int_equal(cost, 3);
	assert_true(receiving_unit_cost(117600000, PER_LINE, 2000, 12000, &cost));
	assert_int_equal(cost, 4900000);
	assert_true(receiving_unit_cost(7, PER_PIECE, 1000, 1000, &cost));
	assert_int_equal(cost, 7);
	/* 12.30 for 1.5 kg */
	assert_true(receiving_unit_cost(12300000, PER_LINE, 1500, 1000, &cost));
	assert_int_equal(cost, 8200000);
	assert_false(receiving_unit_cost(INT64_MAX, PER_LINE, 1, 1000, &cost));
}

TEST(a_jump_is_more_than_a_fifth)
{
	assert_int_equal(receiving_jump(1200, 1000), 0);
	assert_int_equal(receiving_jump(1201, 1000), 2010);
	assert_int_equal(receiving_jump(800, 1000), 0);
	assert_int_equal(receiving_jump(799, 1000), -2010);
	assert_int_equal(receiving_jump(COST_NONE, 1000), 0);
	assert_int_equal(receiving_jump(1000, COST_NONE), 0);
	assert_int_equal(receiving_jump(1000, 0), 0);
}

UNIT_MAIN(
	cmocka_unit_test(a_day_without_its_year_is_the_next_one),
	cmocka_unit_test(a_month_is_good_until_its_last_day),
	cmocka_unit_test(four_digits_that_are_no_month_of_these_years_are_a_day),
	cmocka_unit_test(a_whole_date_is_itself),
	cmocka_unit_test(what_is_no_date_is_refused),
	cmocka_unit_test(costs_become_those_of_one),
	cmocka_unit_test(a_jump_is_more_than_a_fifth))
