/* base_num.c: checked arithmetic, decimals read and written. */
#include "unit.h"

#include "base/num.h"

TEST(sums_that_do_not_fit_are_refused)
{
	int64_t out = 7;

	assert_false(num_add(INT64_MAX, 1, &out));
	assert_false(num_add(INT64_MIN, -1, &out));
	assert_int_equal(out, 7);
	assert_true(num_add(INT64_MAX - 1, 1, &out));
	assert_true(out == INT64_MAX);
	assert_true(num_add(INT64_MIN + 1, -1, &out));
	assert_true(out == INT64_MIN);
}

TEST(mul_div_rounds_half_away_from_zero)
{
	static const struct { int64_t a, b, c, want; } cases[] = {
		{ 1, 1, 2, 1 }, { -1, 1, 2, -1 }, { 1, -1, 2, -1 }, { -1, -1, 2, 1 },
		{ 3, 1, 2, 2 }, { -3, 1, 2, -2 }, { 1, 1, 3, 0 }, { 2, 1, 3, 1 }, { -2, 1, 3, -1 },
		{ 4, 1, 10, 0 }, { 5, 1, 10, 1 }, { -4, 1, 10, 0 }, { -5, 1, 10, -1 },
		{ 0, INT64_MAX, 1, 0 }, { 1250, 1800, RATE_ONE, 225 },
		{ INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX }, { INT64_MIN, 1, 1, INT64_MIN },
		{ INT64_MAX, 1, 2, INT64_C(4611686018427387904) }, { INT64_MIN, INT64_MAX, INT64_MAX, INT64_MIN },
		{ INT64_MAX, 1, INT64_MAX, 1 }, { INT64_MIN, 1, INT64_MAX, -1 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t out = 99;

		assert_true(num_mul_div(cases[i].a, cases[i].b, cases[i].c, &out));
		if (out != cases[i].want)
			fail_msg("case %zu: %lld", i, (long long)out);
	}
}

TEST(mul_div_refuses_what_does_not_fit)
{
	int64_t out = 7;

	assert_false(num_mul_div(INT64_MAX, 2, 1, &out));
	assert_false(num_mul_div(INT64_MIN, -1, 1, &out));
	assert_false(num_mul_div(INT64_MIN, INT64_MIN, 1, &out));
	assert_false(num_mul_div(INT64_MIN, INT64_MIN, INT64_MAX, &out));
	assert_false(num_mul_div(1, 1, 0, &out));
	assert_false(num_mul_div(1, 1, -1, &out));
	assert_int_equal(out, 7);
}

TEST(decimals_are_read)
{
	static const struct { const char *s; int decimals; int64_t want; } cases[] = {
		{ "12", 2, 1200 }, { "12.5", 2, 1250 }, { "12,5", 2, 1250 }, { "-0.50", 2, -50 }, { "+3", 0, 3 },
		{ "0", 2, 0 }, { "-0", 2, 0 }, { "1.000", 0, 1 }, { "1.2500", 2, 125 }, { "007", 0, 7 },
		{ "1.250", 3, 1250 }, { "10000000000", 2, NUM_MAX }, { "-1000000000000", 0, -NUM_MAX },
		{ "0.000000000000000000000000000000", 2, 0 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t out = 99;

		if (!num_parse(cases[i].s, cases[i].decimals, &out) || out != cases[i].want)
			fail_msg("%s: %lld", cases[i].s, (long long)out);
	}
}

TEST(hostile_decimals_are_refused)
{
	static const char *const cases[] = {
		"", "-", "+", ".", ",", ",5", ".5", "5.", "5,", "-.5", "--1", "+-1", "1-", "1.2.3", "1,2,3", "1.,2",
		"1.005", "1 000", " 1", "1 ", "1\n", "\t1", "1e3", "0x10", "1_000", "1'000", "NaN", "inf", "Infinity",
		"10000000000.01", "-10000000000.01", "99999999999999999999999999999999999999", "9223372036854775808",
		"18446744073709551617", "\xd9\xa1", "\xef\xbc\x91", "\xe2\x88\x92\x31", "1\xc2\xa0", "1;DROP TABLE", "%d", "null",
		"1.0000000000000000001",
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t out = 7;

		if (num_parse(cases[i], 2, &out) || out != 7)
			fail_msg("taken: \"%s\"", cases[i]);
	}
}

TEST(numbers_are_written)
{
	static const struct { int64_t value; int decimals; const char *want; } cases[] = {
		{ 1250, 2, "12.50" }, { 0, 2, "0.00" }, { -5, 2, "-0.05" }, { 5, 0, "5" }, { 1250, 3, "1.250" },
		{ 100, 2, "1.00" }, { 7, 4, "0.0007" }, { INT64_MAX, 2, "92233720368547758.07" },
		{ INT64_MIN, 2, "-92233720368547758.08" }, { INT64_MIN, 0, "-9223372036854775808" },
		{ INT64_MIN, 19, "-0.9223372036854775808" },
	};
	char buf[NUM_FORMAT_SIZE];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(num_format(buf, cases[i].value, cases[i].decimals), cases[i].want);
}

TEST(what_was_written_reads_back)
{
	static const int64_t values[] = { 0, 1, -1, 9, 10, 99, 100, 12345, -987654321, NUM_MAX, -NUM_MAX };
	char buf[NUM_FORMAT_SIZE];

	for (int decimals = 0; decimals < 7; decimals++)
		for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
			int64_t out = 99;

			assert_true(num_parse(num_format(buf, values[i], decimals), decimals, &out));
			assert_true(out == values[i]);
		}
}

TEST(whole_numbers_up_to_the_edges)
{
	static const char *const bad[] = { "", "-", "+1", " 1", "1 ", "1.0", "1,0", "--1", "0x1", "1e1",
		"9223372036854775808", "-9223372036854775809", "99999999999999999999999", "1\n" };
	int64_t out = 7;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (num_parse_int(bad[i], &out) || out != 7)
			fail_msg("taken: \"%s\"", bad[i]);
	assert_true(num_parse_int("9223372036854775807", &out));
	assert_true(out == INT64_MAX);
	assert_true(num_parse_int("-9223372036854775808", &out));
	assert_true(out == INT64_MIN);
	assert_true(num_parse_int("0", &out));
	assert_int_equal(out, 0);
}

UNIT_MAIN(cmocka_unit_test(sums_that_do_not_fit_are_refused),
	  cmocka_unit_test(mul_div_rounds_half_away_from_zero),
	  cmocka_unit_test(mul_div_refuses_what_does_not_fit),
	  cmocka_unit_test(decimals_are_read),
	  cmocka_unit_test(hostile_decimals_are_refused),
	  cmocka_unit_test(numbers_are_written),
	  cmocka_unit_test(what_was_written_reads_back),
	  cmocka_unit_test(whole_numbers_up_to_the_edges))
