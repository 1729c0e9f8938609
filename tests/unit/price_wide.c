/* price_wide.c: wide products and quotients, against the compiler's own 128 bits. */
#include "unit.h"

#include "price/wide.h"

static uint64_t seed = 88172645463325252u;

static uint64_t next(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	return seed ^= seed << 17;
}

/* Numbers of every length, so that the edges are met. */
static int64_t some(void)
{
	return (int64_t)(next() >> next() % 64) * (next() & 1 ? 1 : -1);
}

static __int128 half_away(__int128 a, int64_t d)
{
	__int128 m = a < 0 ? -a : a, q = m / d;

	q += m % d >= d - m % d;
	return a < 0 ? -q : q;
}

static __int128 down(__int128 a, int64_t d)
{
	return a / d - (a % d < 0);
}

TEST(products_and_quotients_are_exact)
{
	for (int i = 0; i < 200000; i++) {
		uint64_t a = next() >> next() % 64, b = next() >> next() % 64, d = (next() >> next() % 64) | 1, rest;
		struct wide w = wide_multiply(a, b);
		unsigned __int128 p = (unsigned __int128)a * b;

		assert_true(w.high == (uint64_t)(p >> 64) && w.low == (uint64_t)p);
		if (w.high < d) {
			assert_true(wide_divide(w, d, &rest) == (uint64_t)(p / d));
			assert_true(rest == (uint64_t)(p % d));
		}
	}
}

TEST(scaling_rounds_as_its_name_says_or_tells_that_it_does_not_fit)
{
	for (int i = 0; i < 200000; i++) {
		int64_t a = some(), b = some(), d = (int64_t)(next() >> (1 + next() % 62)) | 1, out = 7;
		__int128 half = half_away((__int128)a * b, d), low = down((__int128)a * b, d);
		bool fits = scale_half(a, b, d, &out);

		assert_true(fits == (half >= -INT64_MAX && half <= INT64_MAX));
		assert_true(out == (fits ? (int64_t)half : 7));
		out = 7;
		fits = scale_floor(a, b, d, &out);
		assert_true(fits == (low >= -INT64_MAX && low <= INT64_MAX));
		assert_true(out == (fits ? (int64_t)low : 7));
	}
}

TEST(halves_go_away_from_zero_and_floors_go_down)
{
	int64_t v;

	assert_true(scale_half(3, 1, 2, &v) && v == 2);
	assert_true(scale_half(-3, 1, 2, &v) && v == -2);
	assert_true(scale_floor(-3, 1, 2, &v) && v == -2);
	assert_true(scale_floor(3, 1, 2, &v) && v == 1);
	assert_false(scale_half(1, 1, 0, &v));
}

TEST(sums_that_do_not_fit_are_told)
{
	int64_t v;

	assert_false(add_fits(INT64_MAX, 1, &v));
	assert_false(add_fits(INT64_MIN, -1, &v));
	assert_true(add_fits(INT64_MAX, INT64_MIN, &v) && v == -1);
	assert_false(subtract_fits(INT64_MIN, 1, &v));
	assert_false(subtract_fits(0, INT64_MIN, &v));
	assert_true(subtract_fits(-1, INT64_MIN, &v) && v == INT64_MAX);
	assert_false(multiply_fits(INT64_MAX, 2, &v));
	assert_true(multiply_fits(-3037000499, 3037000499, &v) && v == -9223372030926249001);
	assert_int_equal(wide_compare((struct wide){ 1, 0 }, (struct wide){ 0, 9 }), 1);
	assert_int_equal(wide_compare((struct wide){ 1, 0 }, (struct wide){ 1, 9 }), -1);
	assert_int_equal(wide_compare((struct wide){ 1, 9 }, (struct wide){ 1, 9 }), 0);
}

UNIT_MAIN(
	cmocka_unit_test(products_and_quotients_are_exact),
	cmocka_unit_test(scaling_rounds_as_its_name_says_or_tells_that_it_does_not_fit),
	cmocka_unit_test(halves_go_away_from_zero_and_floors_go_down),
	cmocka_unit_test(sums_that_do_not_fit_are_told))
