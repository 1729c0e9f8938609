/* shop_hours.c: an Israeli week, its exceptions, clocks that change. */
#include "unit.h"

#include "shop/hours.h"

#define WEEK(day, from, to) { { 1 }, day, (from) * 60, (to) * 60 }

static const struct branch_hours week[] = {
	WEEK(0, 7, 21), WEEK(1, 7, 21), WEEK(2, 7, 13), WEEK(2, 16, 21), WEEK(3, 7, 21), WEEK(4, 7, 21), WEEK(5, 7, 14),
};
/* Monday the 14th of September 2026 short, Sunday the 13th closed. */
static struct branch_day days[] = {
	{ { 1 }, 0, 0, 0, "Rosh Hashanah" }, { { 1 }, 0, 8 * 60, 12 * 60, NULL },
};

static struct branch branch_of(void)
{
	days[0].date = date_from_civil(2026, 9, 13);
	days[1].date = date_from_civil(2026, 9, 14);
	return (struct branch){ .zone = zone_find("Asia/Jerusalem"), .hours = week, .hours_count = 7, .days = days, .day_count = 2 };
}

static instant at(int month, int day, int hour, int minute)
{
	struct civil t = { .year = 2026, .month = month, .day = day, .hour = hour, .minute = minute };

	return zone_instant(zone_find("Asia/Jerusalem"), &t);
}

TEST(it_is_open_from_the_first_minute_to_before_the_last)
{
	struct branch b = branch_of();

	assert_false(hours_open(&b, at(8, 9, 6, 59)));	/* a Sunday */
	assert_true(hours_open(&b, at(8, 9, 7, 0)));
	assert_true(hours_open(&b, at(8, 9, 20, 59)));
	assert_false(hours_open(&b, at(8, 9, 21, 0)));
	assert_false(hours_open(&b, at(8, 11, 14, 0)));	/* Tuesday noon */
	assert_true(hours_open(&b, at(8, 11, 16, 30)));
	assert_false(hours_open(&b, at(8, 8, 12, 0)));	/* Shabbat */
}

TEST(the_next_opening_skips_shabbat_and_holidays)
{
	struct branch b = branch_of();

	assert_true(hours_next_opening(&b, at(8, 9, 12, 0)) == at(8, 9, 12, 0));
	assert_true(hours_next_opening(&b, at(8, 11, 13, 0)) == at(8, 11, 16, 0));
	assert_true(hours_next_opening(&b, at(8, 7, 14, 0)) == at(8, 9, 7, 0));
	assert_true(hours_next_opening(&b, at(9, 11, 20, 0)) == at(9, 14, 8, 0));
}

TEST(a_day_that_differs_has_its_own_hours_and_note)
{
	struct branch b = branch_of();
	struct hours_span spans[HOURS_SPANS_MAX];

	assert_int_equal(hours_on(&b, date_from_civil(2026, 9, 13), spans), 0);
	assert_string_equal(hours_note(&b, date_from_civil(2026, 9, 13)), "Rosh Hashanah");
	assert_int_equal(hours_on(&b, date_from_civil(2026, 9, 14), spans), 1);
	assert_int_equal(spans[0].closes, 720);
	assert_int_equal(hours_on(&b, date_from_civil(2026, 9, 15), spans), 2);
	assert_null(hours_note(&b, date_from_civil(2026, 9, 15)));
}

TEST(held_days_are_days_on_which_it_is_open)
{
	struct branch b = branch_of();

	assert_int_equal(hours_open_day(&b, date_from_civil(2026, 8, 9), 3), date_from_civil(2026, 8, 12));
	assert_int_equal(hours_open_day(&b, date_from_civil(2026, 8, 6), 3), date_from_civil(2026, 8, 10));
	/* Shabbat and the holiday fall out. */
	assert_int_equal(hours_open_day(&b, date_from_civil(2026, 9, 10), 2), date_from_civil(2026, 9, 14));
	assert_int_equal(hours_open_day(&b, date_from_civil(2026, 9, 10), 0), date_from_civil(2026, 9, 10));
}

TEST(a_branch_without_hours_is_always_open)
{
	struct branch b = branch_of();

	b.hours_count = b.day_count = 0;
	assert_false(hours_kept(&b));
	assert_true(hours_open(&b, at(8, 8, 3, 0)));
	assert_int_equal(hours_open_day(&b, date_from_civil(2026, 8, 6), 3), date_from_civil(2026, 8, 9));
}

TEST(one_that_never_opens_is_counted_by_the_calendar)
{
	struct branch b = branch_of();
	static const struct branch_hours none[] = { { { 1 }, 7, 0, 1 } };

	b.hours = none;
	b.hours_count = 1;
	b.day_count = 0;
	assert_true(hours_next_opening(&b, at(8, 9, 12, 0)) == INSTANT_NONE);
	assert_int_equal(hours_open_day(&b, date_from_civil(2026, 8, 6), 3), date_from_civil(2026, 8, 9));
}

TEST(work_is_done_while_it_is_open)
{
	struct branch b = branch_of();

	assert_true(hours_after(&b, at(8, 9, 10, 0), 60) == at(8, 9, 11, 0));
	assert_true(hours_after(&b, at(8, 9, 5, 0), 60) == at(8, 9, 8, 0));
	/* Ten minutes of Friday, the others of Sunday. */
	assert_true(hours_after(&b, at(8, 7, 13, 50), 60) == at(8, 9, 7, 50));
	/* Nobody is there to hand it over at the minute of closing. */
	assert_true(hours_after(&b, at(8, 11, 12, 0), 60) == at(8, 11, 16, 0));
	assert_true(hours_after(&b, at(9, 11, 13, 30), 60) == at(9, 14, 8, 30));
	b.hours_count = b.day_count = 0;
	assert_true(hours_after(&b, at(8, 8, 23, 30), 60) == at(8, 9, 0, 30));
	b.hours = (const struct branch_hours[]){ { { 1 }, 7, 0, 1 } };
	b.hours_count = 1;
	assert_true(hours_after(&b, at(8, 9, 12, 0), 0) == INSTANT_NONE);
}

/* On the 27th of March 2026 clocks go forward at 2:00, a Friday. */
TEST(hours_are_local_whatever_the_clocks_do)
{
	struct branch b = branch_of();

	assert_true(hours_next_opening(&b, at(3, 27, 1, 30)) == at(3, 27, 7, 0));
	assert_true(at(3, 27, 7, 0) - at(3, 26, 7, 0) == 23 * HOUR);
}

TEST(a_week_is_read_from_one_line)
{
	struct branch_hours out[28];
	size_t n;

	assert_true(hours_parse("sun-thu 7:00-13:00 16:00-19:00, fri 07:00-14:30; sat closed", out, 28, &n));
	assert_int_equal(n, 11);
	assert_int_equal(out[0].weekday, 0);
	assert_int_equal(out[10].weekday, 5);
	assert_int_equal(out[10].closes, 870);
	assert_true(hours_parse("sat-sun 0:00-24:00", out, 28, &n));
	assert_int_equal(n, 2);
	assert_int_equal(out[1].weekday, 0);
	assert_false(hours_parse("", out, 28, &n));
	assert_false(hours_parse("daily 7:00-8:00", out, 28, &n));
	assert_false(hours_parse("sun 8:00-7:00", out, 28, &n));
	assert_false(hours_parse("sun 7:00-24:30", out, 28, &n));
	assert_false(hours_parse("sun 7:00", out, 28, &n));
	assert_false(hours_parse("sun 7:00-8:00 x", out, 28, &n));
	assert_false(hours_parse("sun-sat 7:00-8:00", out, 6, &n));
}

UNIT_MAIN(
	cmocka_unit_test(a_week_is_read_from_one_line),cmocka_unit_test(it_is_open_from_the_first_minute_to_before_the_last),
	cmocka_unit_test(the_next_opening_skips_shabbat_and_holidays),
	cmocka_unit_test(a_day_that_differs_has_its_own_hours_and_note),
	cmocka_unit_test(held_days_are_days_on_which_it_is_open),
	cmocka_unit_test(a_branch_without_hours_is_always_open),
	cmocka_unit_test(one_that_never_opens_is_counted_by_the_calendar),
	cmocka_unit_test(work_is_done_while_it_is_open),
	cmocka_unit_test(hours_are_local_whatever_the_clocks_do))
