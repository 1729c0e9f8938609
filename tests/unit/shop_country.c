/* shop_country.c: what differs by country, and the sums of an order. */
#include "unit.h"

#include <string.h>

#include "shop/country.h"
#include "shop/order.h"

static struct unit_price price_of(const char *code, int64_t price, int64_t content, const char *unit)
{
	struct unit_price u;

	assert_true(country_unit_price(country_find(code), price, content, unit, &u));
	return u;
}

static void is_price(struct unit_price u, int64_t price, int64_t quantity, const char *unit)
{
	assert_int_equal(u.price, price);
	assert_int_equal(u.quantity, quantity);
	assert_string_equal(u.unit, unit);
}

TEST(israel_compares_by_the_hundred_grams)
{
	/* 5.90 for 250 g, 21.90 for half a kilogram, 7.10 for a litre. */
	is_price(price_of("IL", 5900000, 250000, "g"), 2360000, 100000, "g");
	is_price(price_of("IL", 21900000, 500, "kg"), 4380000, 100000, "g");
	is_price(price_of("IL", 7100000, 1000, "l"), 710000, 100000, "ml");
}

TEST(europe_compares_by_kilogram_and_litre)
{
	is_price(price_of("FI", 2950000, 400000, "g"), 7375000, 1000, "kg");
	is_price(price_of("PL", 4990000, 750000, "ml"), 6653333, 1000, "l");
	is_price(price_of("PL", 4990000, 1500, "l"), 3326667, 1000, "l");
}

TEST(pieces_and_metres_compare_by_one)
{
	is_price(price_of("IL", 13200000, 12000, "piece"), 1100000, 1000, "piece");
	is_price(price_of("FI", 9000000, 4500, "m"), 2000000, 1000, "m");
}

TEST(what_says_nothing_new_is_left_out)
{
	const struct country *il = country_find("IL"), *fi = country_find("FI");
	struct unit_price u;

	assert_false(country_unit_price(il, 1000000, 100000, "g", &u));
	assert_false(country_unit_price(fi, 1000000, 1000, "kg", &u));
	assert_false(country_unit_price(fi, 1000000, 1000000, "g", &u));
	assert_false(country_unit_price(il, 1000000, 0, "g", &u));
	assert_false(country_unit_price(il, 1000000, 5000, "bunch", &u));
	assert_false(country_unit_price(il, 1000000, 5000, NULL, &u));
	assert_false(country_unit_price(il, -1, 5000, "g", &u));
	assert_false(country_unit_price(il, INT64_MAX, 1, "g", &u));
}

TEST(documents_are_called_as_their_country_calls_them)
{
	assert_string_equal(country_document(country_find("IL"), "receipt"), "Tax invoice / receipt");
	assert_string_equal(country_document(country_find("FI"), "credit_note"), "Credit note");
	assert_string_equal(country_document(country_find("XX"), "receipt"), "Receipt");
	assert_string_equal(country_find("XX")->tax_number, "VAT no.");
}

TEST(an_orders_sums_come_by_rising_rate)
{
	struct order_line lines[] = {
		{ .amount = 1180, .tax = 180, .tax_rate = 1800 }, { .amount = 500, .tax = 0, .tax_rate = 0 },
		{ .amount = 590, .tax = 90, .tax_rate = 1800 }, { .amount = 114, .tax = 14, .tax_rate = 1400 },
	};
	struct order o = { .total = 2384, .tax = 284, .lines = lines, .count = 4 };
	struct price_total t;

	order_sums(&o, &t);
	assert_int_equal(t.total, 2384);
	assert_int_equal(t.tax, 284);
	assert_int_equal(t.tax_count, 3);
	assert_int_equal(t.taxes[0].rate, 0);
	assert_int_equal(t.taxes[0].gross, 500);
	assert_int_equal(t.taxes[1].rate, 1400);
	assert_int_equal(t.taxes[2].gross, 1770);
	assert_int_equal(t.taxes[2].tax, 270);
}

UNIT_MAIN(
	cmocka_unit_test(israel_compares_by_the_hundred_grams),
	cmocka_unit_test(europe_compares_by_kilogram_and_litre),
	cmocka_unit_test(pieces_and_metres_compare_by_one),
	cmocka_unit_test(what_says_nothing_new_is_left_out),
	cmocka_unit_test(documents_are_called_as_their_country_calls_them),
	cmocka_unit_test(an_orders_sums_come_by_rising_rate))
