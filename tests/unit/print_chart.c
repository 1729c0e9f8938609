/* print_chart.c: stacked bars stand where they should, whatever they stand for. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "print/chart.h"

#define BARS 30

struct rect {
	int x, y, width, height;
};

static size_t read_path(const char *d, struct rect out[BARS])
{
	size_t n = 0;
	int back, used;

	for (; *d; d += used, n++) {
		assert_true(n < BARS);
		assert_int_equal(sscanf(d, "M%d %dh%dv%dh-%dz%n", &out[n].x, &out[n].y, &out[n].width, &out[n].height, &back, &used), 5);
		assert_int_equal(out[n].width, back);
		assert_true(out[n].x >= 0 && out[n].x + out[n].width <= CHART_WIDTH);
		assert_true(out[n].height > 0 && out[n].y >= 0 && out[n].y + out[n].height <= CHART_HEIGHT);
	}
	return n;
}

static struct chart drawn(const struct chart_bar *bars, size_t n)
{
	struct chart c;

	chart_stack(arena, bars, n, &c);
	return c;
}

TEST(nothing_sold_is_an_empty_chart_with_a_scale)
{
	struct chart none = drawn(NULL, 0), zeros = drawn((struct chart_bar[BARS]){ { 0, 0 } }, BARS);

	assert_string_equal(none.lower, "");
	assert_string_equal(zeros.lower, "");
	assert_string_equal(zeros.upper, "");
	assert_int_equal(zeros.top, 100);
}

TEST(heights_are_in_proportion_and_parts_stand_on_each_other)
{
	struct rect low[BARS], high[BARS];
	struct chart c = drawn((struct chart_bar[]){ { 5000, 5000 }, { 0, 2500 }, { 10000, 0 } }, 3);

	assert_int_equal(c.top, 10000);
	assert_int_equal(read_path(c.lower, low), 2);
	assert_int_equal(read_path(c.upper, high), 2);
	assert_int_equal(low[0].height, CHART_HEIGHT / 2);
	assert_int_equal(low[0].y + low[0].height, CHART_HEIGHT);
	assert_int_equal(high[0].y + high[0].height, low[0].y);
	assert_int_equal(high[0].y, 0);
	assert_int_equal(high[1].height, CHART_HEIGHT / 4);
	assert_int_equal(high[1].y + high[1].height, CHART_HEIGHT);
	assert_int_equal(low[1].height, CHART_HEIGHT);
	assert_true(low[0].x + low[0].width < high[1].x && high[1].x + high[1].width < low[1].x);
}

TEST(the_scale_is_a_round_number_just_above)
{
	static const int64_t cases[][2] = { { 1, 100 }, { 100, 100 }, { 101, 200 }, { 201, 300 }, { 301, 500 }, { 501, 1000 }, { 123456, 200000 }, { 5000001, 10000000 } };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(drawn(&(struct chart_bar){ cases[i][0], 0 }, 1).top, cases[i][1]);
}

TEST(what_is_tiny_is_seen_and_what_is_below_zero_is_not)
{
	struct rect r[BARS];
	struct chart c = drawn((struct chart_bar[]){ { 1000000, 1 }, { 1, 1000000 }, { -500, -1 } }, 3);

	assert_int_equal(read_path(c.lower, r), 2);
	assert_int_equal(r[1].height, 1);
	assert_int_equal(read_path(c.upper, r), 2);
	assert_int_equal(r[0].height, 1);
}

TEST(sums_at_the_edge_stay_within_the_picture)
{
	struct rect r[BARS];
	struct chart c = drawn((struct chart_bar[]){ { INT64_MAX, INT64_MAX }, { INT64_MAX / 2, 1 } }, 2);

	read_path(c.lower, r);
	read_path(c.upper, r);
	assert_true(c.top > 0);
}

UNIT_MAIN(cmocka_unit_test(nothing_sold_is_an_empty_chart_with_a_scale), cmocka_unit_test(heights_are_in_proportion_and_parts_stand_on_each_other),
	cmocka_unit_test(the_scale_is_a_round_number_just_above), cmocka_unit_test(what_is_tiny_is_seen_and_what_is_below_zero_is_not),
	cmocka_unit_test(sums_at_the_edge_stay_within_the_picture))
