/* order.c: checkout, holds, lapse, cancel, and sales that leave orders short. */
#include "shop.h"

#include <string.h>

#include "base/bytes.h"
#include "base/num.h"

#define WHOLE(n) ((n) * INT64_C(1000))

static struct test_shop *s;

static int open_shop(void **state)
{
	(void)state;
	s = test_shop_open();
	return 0;
}

static int close_shop(void **state)
{
	(void)state;
	test_shop_close(s);
	return 0;
}

static int whole(void **state)
{
	(void)state;
	s->c->now = TEST_NOW;
	test_shop_whole(s);
	return 0;
}

static struct order placed(struct variant_id v, int64_t quantity)
{
	struct cart_id cart = test_shop_cart(s, v, quantity);
	struct checkout in = test_shop_checkout(s, cart);
	struct order o;
	const char *token;

	assert_ok(order_place(s->c, cart, &in, &token));
	assert_ok(order_by_token(s->c, token, &o));
	return o;
}

static int64_t sold_till(const struct till *t, struct variant_id v, int64_t quantity, int64_t price, const char **document)
{
	struct sale_line line = { .variant = v, .quantity = quantity, .unit_price = price * PRICE_PER_MINOR };
	struct sale_tender cash = { .tender = "cash", .tendered = 1000000 };
	uint8_t hash[SHA256_SIZE] = { 1 };
	struct sale in = { .uuid = uuid_new(s->c->arena), .lang = "en", .lines = &line, .line_count = 1,
		.tenders = &cash, .tender_count = 1, .hash = hash };
	int64_t change;

	assert_ok(sale_complete(s->c, t, &in, document, &change));
	return change;
}

static void checkout_reserves_and_empties_the_cart(void **state)
{
	(void)state;
	test_shop_stock(s, s->haifa, s->milk, WHOLE(10), STOCK_BLOCK);
	struct order o = placed(s->milk, WHOLE(3));

	assert_string_equal(o.stage, "placed");
	assert_int_equal(o.total, 2070);
	assert_int_equal(o.tax, 316);
	assert_int_equal(o.count, 1);
	/* The end of the third business day after 10 August, at 2 in the night. */
	struct civil until = zone_local(s->haifa->zone, o.hold_until);
	assert_int_equal(until.day, 14);
	assert_int_equal(until.hour, 2);
	struct stock_level l = test_shop_level(s, s->haifa, s->milk);
	assert_int_equal(l.on_hand, WHOLE(10));
	assert_int_equal(l.reserved, WHOLE(3));
}

static void the_same_checkout_twice_is_one_order(void **state)
{
	(void)state;
	struct cart_id cart = test_shop_cart(s, s->bread, WHOLE(1));
	struct checkout in = test_shop_checkout(s, cart);
	const char *first, *second;

	assert_ok(order_place(s->c, cart, &in, &first));
	assert_ok(order_place(s->c, cart, &in, &second));
	assert_string_equal(first, second);
	in.name = "Somebody else";
	assert_fails(order_place(s->c, cart, &in, &second), CONFLICT, "key.reused");
}

static void every_short_line_is_named_and_nothing_is_held(void **state)
{
	(void)state;
	test_shop_stock(s, s->haifa, s->jar, WHOLE(2), STOCK_BLOCK);
	test_shop_stock(s, s->haifa, s->shirt, 0, STOCK_WARN);
	struct cart_id cart = test_shop_cart(s, s->jar, WHOLE(5));
	assert_ok(cart_add(s->c, cart, s->bread, WHOLE(1)));
	assert_ok(cart_add(s->c, cart, s->shirt, WHOLE(1)));
	struct checkout in = test_shop_checkout(s, cart);
	const char *token;
	struct error *e = order_place(s->c, cart, &in, &token);

	test_error(e, SHORTAGE, "stock.short", __FILE__, __LINE__);
	assert_string_equal(e->field, "line.0");
	assert_non_null(e->also);
	assert_string_equal(e->also->field, "line.2");
	assert_null(e->also->also);
	assert_int_equal(test_shop_level(s, s->haifa, s->jar).reserved, 0);
	struct cart c;
	assert_ok(cart_get(s->c, "en", cart, NULL, &c));
	assert_int_equal(c.count, 3);
}

static void what_was_typed_wrong_is_said_at_its_field(void **state)
{
	(void)state;
	struct cart_id cart = test_shop_cart(s, s->bread, WHOLE(1));
	struct checkout in = test_shop_checkout(s, cart);
	const char *token;

	in.name = "";
	in.email = NULL;
	in.terms = false;
	struct error *e = order_place(s->c, cart, &in, &token);
	test_error(e, INVALID, "checkout.name", __FILE__, __LINE__);
	assert_string_equal(e->also->field, "email");
	assert_string_equal(e->also->also->field, "terms");
}

static void a_total_that_changed_is_asked_again(void **state)
{
	(void)state;
	struct cart_id cart = test_shop_cart(s, s->bread, WHOLE(1));
	struct checkout in = test_shop_checkout(s, cart);
	const char *token;

	in.total_seen--;
	assert_fails(order_place(s->c, cart, &in, &token), CONFLICT, "checkout.changed");
}

static void an_unpaid_order_lapses_and_gives_back(void **state)
{
	(void)state;
	test_shop_stock(s, s->haifa, s->jar, WHOLE(4), STOCK_BLOCK);
	struct order o = placed(s->jar, WHOLE(4));
	struct cart_id cart = test_shop_cart(s, s->jar, WHOLE(1));
	struct checkout in = test_shop_checkout(s, cart);
	const char *token;

	assert_fails(order_place(s->c, cart, &in, &token), SHORTAGE, "stock.short");
	/* Nobody ran a job: the shortage itself lets go what is due. */
	s->c->now = o.hold_until + 1;
	assert_ok(order_place(s->c, cart, &in, &token));
	assert_ok(order_by_id(s->c, o.id, &o));
	assert_string_equal(o.stage, "lapsed");
	assert_int_equal(test_shop_level(s, s->haifa, s->jar).reserved, WHOLE(1));
	assert_fails(order_cancel(s->c, o.id), CONFLICT, "order.stage");
}

static void a_paid_sale_stands_and_names_the_order_left_short(void **state)
{
	(void)state;
	struct till t = test_shop_till(s, s->haifa);
	test_shop_stock(s, s->haifa, s->soap, WHOLE(10), STOCK_WARN);
	struct order first = placed(s->soap, WHOLE(4)), second = placed(s->soap, WHOLE(5));
	struct shortfall *open;
	const char *document;
	size_t n;

	sold_till(&t, s->soap, WHOLE(8), 333, &document);
	assert_ok(shortfall_open(s->c, (struct branch_id){ 0 }, &open, &n));
	assert_int_equal(n, 2);
	assert_string_equal(open[0].short_code, second.code);
	assert_int_equal(open[0].quantity, WHOLE(5));
	assert_string_equal(open[1].short_code, first.code);
	assert_int_equal(open[1].quantity, WHOLE(2));
	/* Nobody is short of an order that is not to be. */
	assert_ok(order_cancel(s->c, second.id));
	assert_ok(shortfall_open(s->c, (struct branch_id){ 0 }, &open, &n));
	assert_int_equal(n, 1);
	assert_ok(shortfall_settle(s->c, open[0].id));
	struct shift_result r;
	assert_ok(shift_close(s->c, t.id, 20000, &r));
}

static void a_basket_is_held_before_tender_and_spent_by_its_sale(void **state)
{
	(void)state;
	struct till t = test_shop_till(s, s->haifa);
	test_shop_stock(s, s->haifa, s->shirt, WHOLE(2), STOCK_BLOCK);
	struct sale_line line = { .variant = s->shirt, .quantity = WHOLE(2), .unit_price = INT64_C(7990) * PRICE_PER_MINOR };
	struct sale_tender card = { .tender = "card", .tendered = 15980 };
	uint8_t hash[SHA256_SIZE] = { 2 };
	struct sale in = { .uuid = uuid_new(s->c->arena), .lang = "en", .lines = &line, .line_count = 1, .tenders = &card, .tender_count = 1, .hash = hash };
	const char *first, *again;
	int64_t change;

	assert_ok(sale_hold(s->c, &t, in.uuid, "en", &line, 1));
	assert_ok(sale_hold(s->c, &t, in.uuid, "en", &line, 1));
	assert_fails(sale_hold(s->c, &t, uuid_new(s->c->arena), "en", &line, 1), SHORTAGE, "stock.short");
	assert_ok(sale_complete(s->c, &t, &in, &first, &change));
	assert_ok(sale_complete(s->c, &t, &in, &again, &change));
	assert_string_equal(first, again);
	struct stock_level l = test_shop_level(s, s->haifa, s->shirt);
	assert_int_equal(l.on_hand, 0);
	assert_int_equal(l.reserved, 0);
	hash[0]++;
	assert_fails(sale_complete(s->c, &t, &in, &again, &change), CONFLICT, "key.reused");
	struct shift_result r;
	assert_ok(shift_close(s->c, t.id, 20000, &r));
	assert_int_equal(r.sales_amount, 15980);
	assert_int_equal(r.cash_expected, 20000);
}

static void a_web_order_is_paid_at_the_till_of_its_branch(void **state)
{
	(void)state;
	test_shop_stock(s, s->haifa, s->tomato, WHOLE(5), STOCK_BLOCK);
	struct order o = placed(s->tomato, 1234);
	uint8_t hash[SHA256_SIZE] = { 3 };
	struct sale_tender cash = { .tender = "cash", .tendered = 1300 };
	const char *uuid = uuid_new(s->c->arena), *token;
	struct shift_result r;
	struct document d;
	int64_t change;
	struct order byc;

	assert_int_equal(o.total, 1222);		/* 1.234 kg at 9.90 */
	assert_ok(order_by_code(s->c, order_code_shown(s->c->arena, o.code), &byc));
	struct till other = test_shop_till(s, s->carmel);
	assert_fails(sale_pay_order(s->c, &other, uuid, hash, o.id, &cash, 1, &token, &change), CONFLICT, "order.branch");
	struct till t = test_shop_till(s, s->haifa);
	assert_ok(sale_pay_order(s->c, &t, uuid, hash, o.id, &cash, 1, &token, &change));
	assert_int_equal(change, 80);			/* 12.22 is 12.20 in cash */
	assert_ok(sale_pay_order(s->c, &t, uuid, hash, o.id, &cash, 1, &token, &change));
	assert_fails(sale_pay_order(s->c, &t, uuid_new(s->c->arena), hash, o.id, &cash, 1, &token, &change), CONFLICT, "order.stage");
	assert_ok(document_by_token(s->c, token, &d));
	assert_int_equal(d.total, 1222);
	assert_int_equal(d.rounding, -2);
	assert_int_equal(d.number, 1);
	assert_int_equal(test_shop_level(s, s->haifa, s->tomato).on_hand, WHOLE(5) - 1234);
	assert_ok(shift_close(s->c, t.id, 21220, &r));
	assert_int_equal(r.cash_expected, 21220);
	assert_int_equal(r.rounding_amount, -2);
}

static void a_changed_entry_breaks_its_chain(void **state)
{
	(void)state;
	struct journal_fault *faults;
	int64_t entries;
	size_t n;

	test_shop_whole(s);
	test_root(s->t, "UPDATE %s_ledger.journal SET body = REPLACE(body, 'receipt', 'receivt') WHERE kind = 'document' ORDER BY chain_id, seq LIMIT 1", db_name(s->t->app));
	assert_ok(journal_verify(s->c, &faults, &n, &entries));
	assert_int_equal(n, 1);
	assert_string_equal(faults[0].what, "hash");
	test_root(s->t, "UPDATE %s_ledger.journal SET body = REPLACE(body, 'receivt', 'receipt') WHERE kind = 'document'", db_name(s->t->app));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(checkout_reserves_and_empties_the_cart, whole),
		cmocka_unit_test_teardown(the_same_checkout_twice_is_one_order, whole),
		cmocka_unit_test_teardown(every_short_line_is_named_and_nothing_is_held, whole),
		cmocka_unit_test_teardown(what_was_typed_wrong_is_said_at_its_field, whole),
		cmocka_unit_test_teardown(a_total_that_changed_is_asked_again, whole),
		cmocka_unit_test_teardown(an_unpaid_order_lapses_and_gives_back, whole),
		cmocka_unit_test_teardown(a_paid_sale_stands_and_names_the_order_left_short, whole),
		cmocka_unit_test_teardown(a_basket_is_held_before_tender_and_spent_by_its_sale, whole),
		cmocka_unit_test_teardown(a_web_order_is_paid_at_the_till_of_its_branch, whole),
		cmocka_unit_test_teardown(a_changed_entry_breaks_its_chain, whole),
	};
	base_init();
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, open_shop, close_shop);
}
