/* base_clock.c: calendar, RFC 3339, zones with their changes, business days. */
#include "unit.h"

#include "base/clock.h"

static instant at(const char *s)
{
	instant out;

	if (!instant_parse(s, &out))
		fail_msg("not a time: %s", s);
	return out;
}

static int32_t date(const char *s)
{
	int32_t out;

	if (!date_parse(s, &out))
		fail_msg("not a date: %s", s);
	return out;
}

static const struct zone *zone(const char *name)
{
	const struct zone *z = zone_find(name);

	if (!z)
		fail_msg("no zone %s", name);
	return z;
}

/* "2026-03-27 03:00:00" as the clocks of the zone show an instant. */
static const char *shown(const char *name, const char *when)
{
	struct civil c = zone_local(zone(name), at(when));

	return arena_printf(arena, "%04d-%02d-%02d %02d:%02d:%02d", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

/* The instant, spelled in UTC, at which the clocks show a local time. */
static const char *meant(const char *name, int year, int month, int day, int hour, int minute)
{
	struct civil c = { .year = year, .month = month, .day = day, .hour = hour, .minute = minute };
	static char buf[40];

	instant_format(buf, zone_instant(zone(name), &c));
	return buf;
}

TEST(every_date_of_eight_centuries_counts_on)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int32_t next = date_from_civil(1600, 1, 1);

	assert_int_equal(date_from_civil(1970, 1, 1), 0);
	assert_int_equal(date_from_civil(2000, 3, 1), 11017);
	for (int year = 1600; year < 2400; year++) {
		bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

		for (int month = 1; month <= 12; month++) {
			int days = lengths[month - 1] + (month == 2 && leap);

			for (int day = 1; day <= days; day++) {
				int y, m, d;

				assert_int_equal(date_from_civil(year, month, day), next);
				date_to_civil(next++, &y, &m, &d);
				assert_true(y == year && m == month && d == day);
			}
		}
	}
}

TEST(dates_are_read_and_written)
{
	static const char *const bad[] = { "", "2026", "2026-13-01", "2026-00-10", "2026-02-29", "2026-04-31",
		"2026-01-00", "2026-1-1", "26-01-01", "2026-01-01 ", " 2026-01-01", "2026/01/01", "2026-01-0a", "-026-01-01" };
	char buf[16];
	int32_t out = 7;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (date_parse(bad[i], &out) || out != 7)
			fail_msg("taken: %s", bad[i]);
	assert_string_equal(date_format(buf, date("2024-02-29")), "2024-02-29");
	assert_string_equal(date_format(buf, -1), "1969-12-31");
}

TEST(instants_are_read_and_written)
{
	static const char *const bad[] = { "", "2026-08-10", "2026-08-10T06:30Z", "2026-08-10T06:30:00",
		"2026-08-10T24:00:00Z", "2026-08-10T06:60:00Z", "2026-08-10T06:30:61Z", "2026-08-10T06:30:00.Z",
		"2026-08-10T06:30:00+3:00", "2026-08-10T06:30:00+0300", "2026-08-10T06:30:00+24:00", "2026-08-10 06:30:00Z",
		"2026-08-10T06:30:00ZZ", "2026-02-30T06:30:00Z" };
	char buf[40];
	instant out = 7;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (instant_parse(bad[i], &out) || out != 7)
			fail_msg("taken: %s", bad[i]);
	assert_int_equal(at("1970-01-01T00:00:00Z"), 0);
	assert_string_equal(instant_format(buf, at("2026-08-10T09:30:00.5+03:00")), "2026-08-10T06:30:00.500000Z");
	assert_string_equal(instant_format(buf, at("2026-08-10T00:30:00-01:30")), "2026-08-10T02:00:00.000000Z");
	assert_string_equal(instant_format(buf, at("2026-08-10t06:30:00.123456789z")), "2026-08-10T06:30:00.123456Z");
	assert_string_equal(instant_format(buf, at("2016-12-31T23:59:60Z")), "2017-01-01T00:00:00.000000Z");
	assert_string_equal(instant_format(buf, -1), "1969-12-31T23:59:59.999999Z");
}

TEST(the_clock_can_be_set_and_goes_on)
{
	instant set = at("2026-08-10T06:30:00Z");
	int64_t ticks = clock_ticks();

	clock_set(set);
	assert_in_range(clock_now() - set, 0, MINUTE);
	clock_set(0);
	assert_true(clock_now() > at("2024-01-01T00:00:00Z"));
	assert_true(clock_ticks() >= ticks);
}

TEST(names_that_are_no_zones_are_refused)
{
	static const char *const bad[] = { "", "/etc/passwd", "../../../etc/passwd", "Asia/../Asia/Jerusalem", "Asia/",
		"Asia", "Asia//Jerusalem", "/Asia/Jerusalem", "Asia/Nowhere", "zone.tab", "leapseconds", "Asia/Jerusalem\n",
		"right/UTC", "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (zone_find(bad[i]))
			fail_msg("taken: %s", bad[i]);
	assert_ptr_equal(zone_find("Asia/Jerusalem"), zone_find("Asia/Jerusalem"));
	assert_non_null(zone_find("UTC"));
	assert_non_null(zone_find("Etc/GMT+5"));
	assert_non_null(zone_find("America/Port-au-Prince"));
}

TEST(clocks_show_summer_and_winter)
{
	assert_string_equal(shown("Asia/Jerusalem", "2026-01-15T12:00:00Z"), "2026-01-15 14:00:00");
	assert_string_equal(shown("Asia/Jerusalem", "2026-08-10T12:00:00Z"), "2026-08-10 15:00:00");
	assert_string_equal(shown("Europe/Warsaw", "2026-01-15T23:30:00Z"), "2026-01-16 00:30:00");
	assert_string_equal(shown("Europe/Helsinki", "2026-08-10T12:00:00Z"), "2026-08-10 15:00:00");
	assert_string_equal(shown("UTC", "2026-08-10T12:00:00Z"), "2026-08-10 12:00:00");
	assert_string_equal(shown("Etc/GMT+5", "2026-08-10T12:00:00Z"), "2026-08-10 07:00:00");
	assert_string_equal(shown("Asia/Kolkata", "2026-08-10T12:00:00Z"), "2026-08-10 17:30:00");
	assert_int_equal(zone_local(zone("UTC"), at("2026-08-10T12:00:00Z")).weekday, 1);
	assert_int_equal(zone_local(zone("UTC"), at("1969-12-31T12:00:00Z")).weekday, 3);
	assert_int_equal(zone_local(zone("UTC"), at("1969-12-31T23:59:59.25Z")).micro, 250000);
}

TEST(history_before_the_footer_counts)
{
	/* In 2004 Israel ended daylight time on 22 September at 01:00. */
	assert_string_equal(shown("Asia/Jerusalem", "2004-09-21T21:59:00Z"), "2004-09-22 00:59:00");
	assert_string_equal(shown("Asia/Jerusalem", "2004-09-21T22:00:00Z"), "2004-09-22 00:00:00");
	assert_string_equal(shown("Europe/Warsaw", "1975-07-01T12:00:00Z"), "1975-07-01 13:00:00");
	/* Local mean time before the first law. */
	assert_string_equal(shown("Europe/Warsaw", "1850-01-01T00:00:00Z"), "1850-01-01 01:24:00");
}

TEST(clocks_go_forward)
{
	/* Friday 27 March 2026 at 02:00 in Israel, Sunday 29 March at 01:00 UTC in the Union. */
	assert_string_equal(shown("Asia/Jerusalem", "2026-03-26T23:59:59Z"), "2026-03-27 01:59:59");
	assert_string_equal(shown("Asia/Jerusalem", "2026-03-27T00:00:00Z"), "2026-03-27 03:00:00");
	assert_string_equal(shown("Europe/Warsaw", "2026-03-29T00:59:59Z"), "2026-03-29 01:59:59");
	assert_string_equal(shown("Europe/Warsaw", "2026-03-29T01:00:00Z"), "2026-03-29 03:00:00");
	assert_string_equal(shown("Europe/Helsinki", "2026-03-29T01:00:00Z"), "2026-03-29 04:00:00");

	assert_string_equal(meant("Asia/Jerusalem", 2026, 3, 27, 1, 59), "2026-03-26T23:59:00.000000Z");
	assert_string_equal(meant("Asia/Jerusalem", 2026, 3, 27, 2, 30), "2026-03-27T00:00:00.000000Z");
	assert_string_equal(meant("Asia/Jerusalem", 2026, 3, 27, 3, 0), "2026-03-27T00:00:00.000000Z");
	assert_string_equal(meant("Europe/Warsaw", 2026, 3, 29, 2, 0), "2026-03-29T01:00:00.000000Z");
	assert_string_equal(meant("Europe/Helsinki", 2026, 3, 29, 3, 59), "2026-03-29T01:00:00.000000Z");
	assert_string_equal(meant("Europe/Helsinki", 2026, 3, 29, 4, 1), "2026-03-29T01:01:00.000000Z");
	/* Samoa slept through a whole day. */
	assert_string_equal(meant("Pacific/Apia", 2011, 12, 30, 12, 0), "2011-12-30T10:00:00.000000Z");
}

TEST(clocks_go_back_and_the_first_time_counts)
{
	/* Sunday 25 October 2026: 02:00 in Israel, 01:00 UTC in the Union. */
	assert_string_equal(shown("Asia/Jerusalem", "2026-10-24T22:59:59Z"), "2026-10-25 01:59:59");
	assert_string_equal(shown("Asia/Jerusalem", "2026-10-24T23:00:00Z"), "2026-10-25 01:00:00");
	assert_string_equal(meant("Asia/Jerusalem", 2026, 10, 25, 0, 59), "2026-10-24T21:59:00.000000Z");
	assert_string_equal(meant("Asia/Jerusalem", 2026, 10, 25, 1, 30), "2026-10-24T22:30:00.000000Z");
	assert_string_equal(meant("Asia/Jerusalem", 2026, 10, 25, 2, 0), "2026-10-25T00:00:00.000000Z");
	assert_string_equal(meant("Europe/Warsaw", 2026, 10, 25, 2, 30), "2026-10-25T00:30:00.000000Z");
	assert_string_equal(meant("Europe/Helsinki", 2026, 10, 25, 3, 30), "2026-10-25T00:30:00.000000Z");
}

static int times(const char *name, int month, int day, int hour, int minute)
{
	struct civil c = { .year = 2026, .month = month, .day = day, .hour = hour, .minute = minute };

	return zone_times(zone(name), &c);
}

TEST(a_time_that_is_skipped_or_comes_twice_is_known)
{
	assert_int_equal(times("Asia/Jerusalem", 3, 27, 1, 59), 1);
	assert_int_equal(times("Asia/Jerusalem", 3, 27, 2, 0), 0);
	assert_int_equal(times("Asia/Jerusalem", 3, 27, 2, 59), 0);
	assert_int_equal(times("Asia/Jerusalem", 3, 27, 3, 0), 1);
	assert_int_equal(times("Asia/Jerusalem", 10, 25, 0, 59), 1);
	assert_int_equal(times("Asia/Jerusalem", 10, 25, 1, 0), 2);
	assert_int_equal(times("Asia/Jerusalem", 10, 25, 1, 59), 2);
	assert_int_equal(times("Asia/Jerusalem", 10, 25, 2, 0), 1);
	assert_int_equal(times("Europe/Helsinki", 10, 25, 3, 30), 2);
	assert_int_equal(times("Australia/Lord_Howe", 4, 5, 1, 45), 2);
	assert_int_equal(times("UTC", 3, 29, 2, 30), 1);
}

TEST(the_footer_counts_in_2050)
{
	/* 25 March and 30 October 2050 in Israel; 27 March and 30 October in the Union. */
	assert_string_equal(shown("Asia/Jerusalem", "2050-01-15T12:00:00Z"), "2050-01-15 14:00:00");
	assert_string_equal(shown("Asia/Jerusalem", "2050-03-24T23:59:59Z"), "2050-03-25 01:59:59");
	assert_string_equal(shown("Asia/Jerusalem", "2050-03-25T00:00:00Z"), "2050-03-25 03:00:00");
	assert_string_equal(shown("Asia/Jerusalem", "2050-10-29T22:59:59Z"), "2050-10-30 01:59:59");
	assert_string_equal(shown("Asia/Jerusalem", "2050-10-29T23:00:00Z"), "2050-10-30 01:00:00");
	assert_string_equal(shown("Europe/Warsaw", "2050-03-27T01:00:00Z"), "2050-03-27 03:00:00");
	assert_string_equal(shown("Europe/Helsinki", "2050-10-30T00:59:59Z"), "2050-10-30 03:59:59");
	assert_string_equal(shown("Europe/Helsinki", "2050-10-30T01:00:00Z"), "2050-10-30 03:00:00");
	assert_string_equal(meant("Asia/Jerusalem", 2050, 3, 25, 2, 30), "2050-03-25T00:00:00.000000Z");
	/* South of the equator summer runs over the new year; Dublin's winter is the exception. */
	assert_string_equal(shown("Australia/Sydney", "2050-01-01T00:00:00Z"), "2050-01-01 11:00:00");
	assert_string_equal(shown("Australia/Sydney", "2050-07-01T00:00:00Z"), "2050-07-01 10:00:00");
	assert_string_equal(shown("Europe/Dublin", "2050-01-01T12:00:00Z"), "2050-01-01 12:00:00");
	assert_string_equal(shown("Europe/Dublin", "2050-07-01T12:00:00Z"), "2050-07-01 13:00:00");
}

TEST(the_business_day_ends_at_its_hour)
{
	const struct zone *z = zone("Asia/Jerusalem");

	/* 10 August 2026, 00:30 and 03:59:59 and 04:00 on the wall. */
	assert_int_equal(business_date(z, 0, at("2026-08-09T21:30:00Z")), date("2026-08-10"));
	assert_int_equal(business_date(z, 240, at("2026-08-09T21:30:00Z")), date("2026-08-09"));
	assert_int_equal(business_date(z, 240, at("2026-08-10T00:59:59.999999Z")), date("2026-08-09"));
	assert_int_equal(business_date(z, 240, at("2026-08-10T01:00:00Z")), date("2026-08-10"));
	assert_int_equal(business_date(z, 0, at("2026-08-09T20:59:59.999999Z")), date("2026-08-09"));
}

/* Minute by minute through both changes of a year, whatever the hour; in 2010
 * St John's went from one minute past midnight back to the day before. */
TEST(business_days_never_run_backwards)
{
	static const char *const names[] = { "Asia/Jerusalem", "Europe/Warsaw", "Europe/Helsinki", "America/Havana",
		"America/St_Johns" };
	static const char *const days[] = { "2026-03-07T00:00:00Z", "2026-03-26T12:00:00Z", "2026-03-28T12:00:00Z",
		"2026-10-24T12:00:00Z", "2026-10-31T12:00:00Z", "2010-11-06T12:00:00Z" };

	for (size_t n = 0; n < sizeof(names) / sizeof(names[0]); n++)
		for (int ends = 0; ends <= 300; ends += 50)
			for (size_t d = 0; d < sizeof(days) / sizeof(days[0]); d++) {
				instant from = at(days[d]);
				int32_t first = business_date(zone(names[n]), ends, from);
				int32_t last = first;

				for (instant t = from; t < from + 2 * DAY; t += MINUTE) {
					int32_t now = business_date(zone(names[n]), ends, t);

					if (now < last || now > last + 1)
						fail_msg("%s, %d: back at %lld", names[n], ends, (long long)t);
					last = now;
				}
				assert_in_range(last, first + 1, first + 2);
			}
}

UNIT_MAIN(cmocka_unit_test(every_date_of_eight_centuries_counts_on),
	  cmocka_unit_test(dates_are_read_and_written),
	  cmocka_unit_test(instants_are_read_and_written),
	  cmocka_unit_test(the_clock_can_be_set_and_goes_on),
	  cmocka_unit_test(names_that_are_no_zones_are_refused),
	  cmocka_unit_test(clocks_show_summer_and_winter),
	  cmocka_unit_test(history_before_the_footer_counts),
	  cmocka_unit_test(clocks_go_forward),
	  cmocka_unit_test(clocks_go_back_and_the_first_time_counts),
	  cmocka_unit_test(a_time_that_is_skipped_or_comes_twice_is_known),
	  cmocka_unit_test(the_footer_counts_in_2050),
	  cmocka_unit_test(the_business_day_ends_at_its_hour),
	  cmocka_unit_test(business_days_never_run_backwards))
