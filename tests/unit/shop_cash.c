/* shop_cash.c: notes and coins of a currency, and what a drawer of them holds. */
#include "unit.h"

#include "base/num.h"
#include "shop/cash.h"

static void values_fall_and_notes_come_first(void **state)
{
	static const char *const currencies[] = { "ILS", "EUR", "PLN" };

	(void)state;
	for (size_t c = 0; c < 3; c++) {
		const struct cash *cash = cash_find(currencies[c]);

		assert_string_equal(cash->currency, currencies[c]);
		assert_true(cash->notes > 0 && cash->notes < cash_values(cash));
		for (size_t i = 1; i < cash_values(cash); i++)
			assert_true(cash->values[i] < cash->values[i - 1]);
	}
	assert_int_equal(cash_values(cash_find("JPY")), 0);
}

static void a_drawer_adds_up(void **state)
{
	int64_t counts[CASH_VALUES_MAX] = { 2, 1, 0, 3, 1, 0, 0, 2, 1, 7 }, sum = -1;
	const struct cash *cash = cash_find("ILS");

	(void)state;
	assert_true(cash_sum(cash, counts, &sum));
	assert_int_equal(sum, 2 * 20000 + 10000 + 3 * 2000 + 1000 + 2 * 100 + 50 + 7 * 10);
	assert_true(cash_sum(cash_find("JPY"), counts, &sum));
	assert_int_equal(sum, 0);
}

static void what_no_drawer_holds_is_refused(void **state)
{
	int64_t counts[CASH_VALUES_MAX] = { 0 }, sum = 77;
	const struct cash *cash = cash_find("EUR");

	(void)state;
	counts[3] = -1;
	assert_false(cash_sum(cash, counts, &sum));
	counts[3] = INT64_MAX;
	assert_false(cash_sum(cash, counts, &sum));
	counts[3] = NUM_MAX;
	assert_false(cash_sum(cash, counts, &sum));
	assert_int_equal(sum, 77);
}

UNIT_MAIN(
	cmocka_unit_test(values_fall_and_notes_come_first),
	cmocka_unit_test(a_drawer_adds_up),
	cmocka_unit_test(what_no_drawer_holds_is_refused),
)
