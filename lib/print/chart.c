/* chart.c: lays out stacked bars. */
#include "print/chart.h"

#include "base/num.h"
#include "base/str.h"

#define TOP_LEAST 100

static int64_t above_zero(int64_t value)
{
	return value > 0 ? value : 0;
}

static int64_t bar_sum(const struct chart_bar *b)
{
	int64_t sum;

	return num_add(above_zero(b->lower), above_zero(b->upper), &sum) ? sum : INT64_MAX;
}

static int64_t top_of(int64_t highest)
{
	int64_t top = TOP_LEAST;

	while (top < highest && top < INT64_MAX / 10) {
		if (top * 2 >= highest)
			return top * 2;
		if (top * 3 >= highest)
			return top * 3;
		if (top * 5 >= highest)
			return top * 5;
		top *= 10;
	}
	return top < highest ? highest : top;
}

static int height(int64_t value, int64_t top)
{
	int64_t h = 0;

	if (value <= 0 || !num_mul_div(value, CHART_HEIGHT, top, &h))
		return 0;
	return h > 0 ? (int)h : 1;
}

/* A quarter of each bar's room stays free beside it. */
static void add_bar(struct str *path, size_t i, size_t n, int bottom, int high)
{
	int room = (int)(CHART_WIDTH / n), width = room > 3 ? room * 3 / 4 : 1;
	int x = (int)(i * CHART_WIDTH / n) + (room - width) / 2;

	if (high > 0)
		str_addf(path, "M%d %dh%dv%dh-%dz", x, CHART_HEIGHT - bottom - high, width, high, width);
}

void chart_stack(struct arena *a, const struct chart_bar *bars, size_t n, struct chart *out)
{
	struct str lower, upper;
	int64_t highest = 0;

	str_init(&lower, a);
	str_init(&upper, a);
	for (size_t i = 0; i < n; i++)
		if (bar_sum(&bars[i]) > highest)
			highest = bar_sum(&bars[i]);
	out->top = top_of(highest);
	for (size_t i = 0; i < n; i++) {
		int low = height(bars[i].lower, out->top), high = height(bars[i].upper, out->top);

		if (low + high > CHART_HEIGHT) {
			if (low > high)
				low = CHART_HEIGHT - high;
			else
				high = CHART_HEIGHT - low;
		}
		add_bar(&lower, i, n, 0, low);
		add_bar(&upper, i, n, low, high);
	}
	out->lower = lower.p;
	out->upper = upper.p;
}
