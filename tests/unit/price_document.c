/* price_document.c: line amounts, tax by rate, shares, cash rounding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "price/price.h"

static const struct price_policy IL = { .tax_included = true, .cash_step = 10 };
static const struct price_policy NET = { .tax_included = false, .cash_step = 5 };

static void line_amount_rounds_once_half_up(void **state)
{
	(void)state;
	struct price_line l[] = {
		{ .quantity = 1250, .unit_price = 9900000, .tax_rate = 0 },	/* 1.250 kg at 9.90 = 12.375 */
		{ .quantity = 333, .unit_price = 10000, .tax_rate = 0 },	/* 0.333 of a minor unit */
		{ .quantity = 500, .unit_price = 10000, .tax_rate = 0 },	/* a half */
		{ .quantity = -500, .unit_price = 10000, .tax_rate = 0 },
	};
	struct price_total t;

	assert_int_equal(price_document(&IL, l, 4, &t), PRICE_OK);
	assert_int_equal(l[0].amount, 1238);
	assert_int_equal(l[1].amount, 0);
	assert_int_equal(l[2].amount, 1);
	assert_int_equal(l[3].amount, -1);
	assert_int_equal(t.total, 1238);
}

static void tax_is_once_a_rate_and_shared_by_largest_remainder(void **state)
{
	(void)state;
	struct price_line l[] = {
		{ .quantity = 1000, .unit_price = 1000000, .tax_rate = 1800 },
		{ .quantity = 1000, .unit_price = 1000000, .tax_rate = 1800 },
		{ .quantity = 1000, .unit_price = 1000000, .tax_rate = 1800 },
		{ .quantity = 1000, .unit_price = 5000000, .tax_rate = 0 },
	};
	struct price_total t;

	assert_int_equal(price_document(&IL, l, 4, &t), PRICE_OK);
	/* 300 gross at 18 %: 45.76 -> 46; 15.33 each: 16, 15, 15. */
	assert_int_equal(t.tax, 46);
	assert_int_equal(l[0].tax, 16);
	assert_int_equal(l[1].tax, 15);
	assert_int_equal(l[2].tax, 15);
	assert_int_equal(t.tax_count, 2);
	assert_int_equal(t.taxes[0].rate, 0);
	assert_int_equal(t.taxes[0].gross, 500);
	assert_int_equal(t.taxes[1].gross, 300);
	assert_int_equal(t.total, 800);
}

static void tax_that_is_added_goes_into_the_amounts(void **state)
{
	(void)state;
	struct price_line l[] = {
		{ .quantity = 1000, .unit_price = 1000000, .tax_rate = 2550 },
		{ .quantity = 3000, .unit_price = 330000, .tax_rate = 2550 },
	};
	struct price_total t;

	assert_int_equal(price_document(&NET, l, 2, &t), PRICE_OK);
	assert_int_equal(t.tax, 51);			/* 199 * 0.255 = 50.745 */
	assert_int_equal(t.total, 250);
	assert_int_equal(l[0].amount + l[1].amount, 250);
	assert_int_equal(l[0].tax + l[1].tax, 51);
}

static uint64_t seed = 42;
static int64_t draw(int64_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int64_t)((seed >> 33) % (uint64_t)n);
}

static void lines_taxes_and_total_always_agree(void **state)
{
	static const int64_t rates[] = { 0, 500, 800, 1350, 1800, 2300, 2550 };
	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct price_line l[12];
		struct price_total t;
		size_t n = (size_t)draw(12) + 1;
		int64_t amount = 0, tax = 0, gross = 0;

		for (size_t i = 0; i < n; i++)
			l[i] = (struct price_line){ .quantity = draw(20000) - (draw(4) ? 0 : 10000),
				.unit_price = draw(50000000), .tax_rate = rates[draw(7)] };
		assert_int_equal(price_document(draw(2) ? &IL : &NET, l, n, &t), PRICE_OK);
		for (size_t i = 0; i < n; i++) {
			amount += l[i].amount;
			tax += l[i].tax;
		}
		assert_int_equal(amount, t.total);
		assert_int_equal(tax, t.tax);
		tax = 0;
		for (size_t i = 0; i < t.tax_count; i++) {
			gross += t.taxes[i].gross;
			tax += t.taxes[i].tax;
		}
		assert_int_equal(gross, t.total);
		assert_int_equal(tax, t.tax);
	}
}

static void what_does_not_fit_is_refused(void **state)
{
	(void)state;
	struct price_line l[2] = { { .quantity = INT64_MAX, .unit_price = INT64_MAX, .tax_rate = 0 } };
	struct price_total t = { .total = 7 };

	assert_int_equal(price_document(&IL, l, 1, &t), PRICE_OUT_OF_RANGE);
	l[0] = (struct price_line){ .quantity = 1, .unit_price = -1 };
	assert_int_equal(price_document(&IL, l, 1, &t), PRICE_OUT_OF_RANGE);
	l[0] = (struct price_line){ .quantity = 1, .unit_price = 1, .tax_rate = 10001 };
	assert_int_equal(price_document(&IL, l, 1, &t), PRICE_OUT_OF_RANGE);
	assert_int_equal(price_document(&IL, l, PRICE_LINES_MAX + 1, &t), PRICE_TOO_MANY_LINES);
	assert_int_equal(t.total, 7);
}

static void cash_is_rounded_as_the_country_says(void **state)
{
	(void)state;
	const struct price_policy fi = { .cash_step = 5 }, pl = { .cash_step = 1 };

	assert_int_equal(price_cash_rounding(&IL, 1234), -4);
	assert_int_equal(price_cash_rounding(&IL, 1235), 5);
	assert_int_equal(price_cash_rounding(&IL, 1239), 1);
	assert_int_equal(price_cash_rounding(&IL, 1240), 0);
	assert_int_equal(price_cash_rounding(&IL, -1234), 4);
	assert_int_equal(price_cash_rounding(&IL, -1235), -5);
	assert_int_equal(price_cash_rounding(&fi, 1232), -2);
	assert_int_equal(price_cash_rounding(&fi, 1233), 2);
	assert_int_equal(price_cash_rounding(&pl, 1233), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line_amount_rounds_once_half_up),
		cmocka_unit_test(tax_is_once_a_rate_and_shared_by_largest_remainder),
		cmocka_unit_test(tax_that_is_added_goes_into_the_amounts),
		cmocka_unit_test(lines_taxes_and_total_always_agree),
		cmocka_unit_test(what_does_not_fit_is_refused),
		cmocka_unit_test(cash_is_rounded_as_the_country_says),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
