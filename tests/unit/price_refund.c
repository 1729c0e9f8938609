/* price_refund.c: what goes back of what was sold. */
#include "unit.h"

#include "price/refund.h"

/* 5 pieces at 30, 4 for 100: one at 30, four at 25. */
TEST(what_stands_outside_the_set_goes_back_first)
{
	struct refund_run runs[] = { { .quantity = 4000, .paid = 10000, .tax = 1525 }, { .quantity = 1000, .paid = 3000, .tax = 458 } };
	struct refund_part parts[2], sum;

	assert_int_equal(refund_take(runs, 2, 1000, parts, &sum), REFUND_OK);
	assert_int_equal(sum.paid, 3000);
	assert_int_equal(sum.tax, 458);
	assert_int_equal(parts[0].quantity, 0);
	assert_int_equal(refund_take(runs, 2, 1000, parts, &sum), REFUND_OK);
	assert_int_equal(sum.paid, 2500);
	assert_int_equal(sum.tax, 381);	/* 1525 / 4 = 381.25 */
	assert_int_equal(refund_take(runs, 2, 3000, parts, &sum), REFUND_OK);
	assert_int_equal(sum.paid, 7500);
	assert_int_equal(sum.tax, 1144);	/* the exact remainder */
	assert_int_equal(refund_take(runs, 2, 1000, parts, &sum), REFUND_TOO_MUCH);
}

TEST(weight_goes_back_by_cumulative_floor)
{
	struct refund_run run = { .quantity = 1284, .paid = 1238, .tax = 189 };
	struct refund_part part, sum;

	assert_int_equal(refund_take(&run, 1, 500, &part, &sum), REFUND_OK);
	assert_int_equal(sum.paid, 482);	/* 1238 * 500 / 1284 = 482.08 */
	assert_int_equal(sum.tax, 73);		/* 73.59 */
	assert_int_equal(refund_take(&run, 1, 500, &part, &sum), REFUND_OK);
	assert_int_equal(sum.paid, 482);	/* 964.17 - 482 */
	assert_int_equal(refund_take(&run, 1, 284, &part, &sum), REFUND_OK);
	assert_int_equal(sum.paid, 274);
	assert_int_equal(run.returned, 1284);
}

TEST(any_parts_sum_to_what_was_paid)
{
	uint64_t seed = 1;

	for (int round = 0; round < 20000; round++) {
		struct refund_run runs[3];
		struct refund_part parts[3], sum;
		int64_t left = 0, paid = 0, tax = 0, back = 0, tax_back = 0;

		for (int i = 0; i < 3; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			runs[i] = (struct refund_run){ .quantity = 1 + (int64_t)(seed >> 52), .paid = (int64_t)(seed >> 40 & 0xffff), .tax = (int64_t)(seed >> 30 & 0xfff) };
			left += runs[i].quantity;
			paid += runs[i].paid;
			tax += runs[i].tax;
		}
		while (left > 0) {
			int64_t now;

			seed = seed * 6364136223846793005u + 1442695040888963407u;
			now = 1 + (int64_t)(seed >> 33) % left;
			assert_int_equal(refund_take(runs, 3, now, parts, &sum), REFUND_OK);
			assert_int_equal(sum.quantity, now);
			assert_true(sum.paid >= 0 && sum.tax >= 0);
			left -= now;
			back += sum.paid;
			tax_back += sum.tax;
		}
		assert_int_equal(back, paid);
		assert_int_equal(tax_back, tax);
	}
}

TEST(what_was_no_sale_is_told)
{
	struct refund_run more = { .quantity = 1000, .paid = 1, .returned = 1001 }, below = { .quantity = 1000, .paid = -1 }, right = { .quantity = 1000, .paid = 1 };
	struct refund_part part, sum;

	assert_int_equal(refund_take(&more, 1, 1, &part, &sum), REFUND_NO_SALE);
	assert_int_equal(refund_take(&below, 1, 1, &part, &sum), REFUND_NO_SALE);
	assert_int_equal(refund_take(&right, 1, 0, &part, &sum), REFUND_TOO_MUCH);
	assert_int_equal(refund_take(&right, 1, -5, &part, &sum), REFUND_TOO_MUCH);
	assert_int_equal(right.returned, 0);
}

/* Three for 10.00 of pieces at 4.00: one comes back, the two that stay cost 8.00 alone. */
TEST(a_broken_set_follows_the_policy)
{
	assert_int_equal(refund_amount(REFUND_KEEP, 1000, 0, 334, 800), 334);
	assert_int_equal(refund_amount(REFUND_REPRICE, 1000, 0, 334, 800), 200);
	/* What stays would cost more than all of it did: nothing back. */
	assert_int_equal(refund_amount(REFUND_REPRICE, 1000, 0, 334, 1100), 0);
	/* Never more than is left of what was paid. */
	assert_int_equal(refund_amount(REFUND_KEEP, 1000, 900, 334, 0), 100);
	assert_int_equal(refund_amount(REFUND_REPRICE, 1000, 900, 334, 0), 100);
}

UNIT_MAIN(
	cmocka_unit_test(what_stands_outside_the_set_goes_back_first),
	cmocka_unit_test(weight_goes_back_by_cumulative_floor),
	cmocka_unit_test(any_parts_sum_to_what_was_paid),
	cmocka_unit_test(what_was_no_sale_is_told),
	cmocka_unit_test(a_broken_set_follows_the_policy))
