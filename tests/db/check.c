/* check.c: a shop whose books agree passes every check; each fault is named by
 * its own check and by no other. */
#include "shop.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shop/check.h"
#include "shop/refund.h"

static struct test_shop *shop;

/* ---- a shop in which everything has happened once ---- */

static struct order_id order_id(const char *token)
{
	struct order o;

	assert_ok(order_by_token(&shop->ctx, token, &o));
	return o.id;
}

/* Sold from the hand beyond what is there, which leaves web orders short; one
 * of those is handed over all the same and one is given up. */
static void oversell(void)
{
	const char *taken = test_shop_order(shop, MILK, 4, NULL), *given_up = test_shop_order(shop, MILK, 4, NULL);
	struct shortfall *open;
	size_t n;

	assert_ok(stock_set_policy(&shop->ctx, shop->branch->shelf, shop->goods[MILK], STOCK_WARN));
	for (int i = 0; i < 8; i++)
		test_shop_sell(shop, MILK, MILK);
	assert_ok(shortfall_open(&shop->ctx, shop->branch->id, &open, &n));
	assert_true(n >= 2);
	test_shop_pay(shop, taken);
	assert_ok(order_cancel(&shop->ctx, order_id(given_up), NULL));
	assert_ok(stock_correct(&shop->ctx, shop->branch->shelf, shop->goods[MILK], 3000, "count"));
}

/* A basket before tender and goods that nobody counts. */
static void hold_and_not_count(void)
{
	const struct sale_line line = { shop->goods[CHEESE], 2000, 4200 * 10000 };

	assert_ok(sale_hold(&shop->ctx, &shop->till, "01890000-0000-7000-8000-000000000001", "en", &line, 1));
	assert_ok(stock_set_policy(&shop->ctx, shop->branch->shelf, shop->goods[BREAD], STOCK_UNCOUNTED));
	test_shop_order(shop, BREAD, 50, NULL);
	test_shop_pay(shop, test_shop_order(shop, BREAD, 50, NULL));
}

/* Of two loaves one comes back, and is thrown away. */
static void take_back(void)
{
	const struct refund_line line = { 1, 1000, true };
	const char *web = test_shop_order(shop, BREAD, 2, "noa@example.com"), *document;
	struct refund in = { .uuid = "01890000-0000-7000-8000-000000000002", .lines = &line, .count = 1, .till = shop->till.id, .reason = "Stale" };

	test_shop_pay(shop, web);
	in.order = order_id(web);
	assert_ok(refund_make(&shop->ctx, &in, &document));
}

/* A delivery that nobody has booked yet. */
static void deliver(void)
{
	test_root(shop->t, "INSERT INTO goods_receipt (id, branch_id, location_id, state, supplier, reference, created_at, uuid) "
		"VALUES (1, 1, 1, 'open', 'Dairy', '1', NOW(6), 'a delivery')");
	test_root(shop->t, "INSERT INTO goods_receipt_line (goods_receipt_id, line_no, variant_id, packs, pack_quantity, quantity, uuid) "
		"SELECT 1, 1, MIN(id), 1, 1000, 1000, 'a line' FROM variant");
}

static void trade(void)
{
	struct shift_result result;
	struct shift shift;
	const char *ready, *lapsing;
	int64_t lapsed;

	test_shop_sell(shop, BREAD, MILK);
	test_shop_sell(shop, CHEESE, BREAD);
	ready = test_shop_order(shop, BREAD, 2, "noa@example.com");
	assert_ok(order_set_ready(&shop->ctx, order_id(ready)));
	test_shop_order(shop, MILK, 3, NULL);
	test_shop_pay(shop, test_shop_order(shop, CHEESE, 1, NULL));
	assert_ok(order_cancel(&shop->ctx, order_id(test_shop_order(shop, MILK, 1, NULL)), NULL));
	lapsing = test_shop_order(shop, MILK, 1, "noa@example.com");
	test_root(shop->t, "UPDATE orders SET hold_until = '2001-01-01' WHERE token = '%s'", lapsing);
	assert_ok(order_lapse_due(&shop->ctx, &lapsed));
	assert_int_equal(lapsed, 1);
	assert_ok(shift_close(&shop->ctx, shop->till.id, 20000, &result));
	assert_ok(shift_open(&shop->ctx, shop->till.id, 10000, &shift));
	test_shop_sell(shop, BREAD, MILK);
	oversell();
	take_back();
	deliver();
	hold_and_not_count();
}

static int set_up(void **state)
{
	(void)state;
	shop = test_shop_open();
	trade();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	test_shop_close(shop);
	return 0;
}

/* ---- each fault ---- */

/* By the owner's account: the application's may not do most of it. */
static const struct fault {
	const char *check;
	const char *breaks, *mends;
} faults[] = {
	{ "stock_on_hand", "UPDATE stock_level SET on_hand = on_hand + 1 ORDER BY variant_id LIMIT 1",
		"UPDATE stock_level SET on_hand = on_hand - 1 ORDER BY variant_id LIMIT 1" },
	{ "stock_on_hand", "INSERT INTO ledger.stock_move (id, location_id, variant_id, quantity, reason, moved_at) VALUES (9999, 77, 77, 5, 'correction', NOW(6))",
		"DELETE FROM ledger.stock_move WHERE id = 9999" },
	{ "stock_reserved", "UPDATE stock_level SET reserved = reserved - 1 ORDER BY variant_id LIMIT 1",
		"UPDATE stock_level SET reserved = reserved + 1 ORDER BY variant_id LIMIT 1" },
	{ "stock_moved", "UPDATE ledger.stock_move SET order_line_id = NULL WHERE order_line_id = (SELECT MIN(id) FROM order_line)",
		"UPDATE ledger.stock_move SET order_line_id = (SELECT MIN(id) FROM order_line) WHERE order_line_id IS NULL AND reason = 'sale'" },
	{ "stock_moved", "UPDATE ledger.stock_move SET order_line_id = order_line_id + 1 WHERE order_line_id = (SELECT MIN(id) FROM order_line)",
		"UPDATE ledger.stock_move SET order_line_id = order_line_id - 1 WHERE order_line_id = (SELECT MIN(id) FROM order_line) + 1 ORDER BY id LIMIT 1" },
	{ "hold_order", "UPDATE stock_hold SET uuid = '01234567-89ab-7def-8123-456789abcdef' WHERE state = 'live' ORDER BY id LIMIT 1",
		"UPDATE stock_hold SET uuid = NULL WHERE state = 'live' ORDER BY id LIMIT 1" },
	{ "hold_lines", "UPDATE stock_hold h, stock_level l SET h.quantity = h.quantity + 7, l.reserved = l.reserved + 7 "
			"WHERE l.variant_id = h.variant_id AND h.state = 'live' AND h.variant_id = (SELECT MIN(variant_id) + 1 FROM order_line)",
		"UPDATE stock_hold h, stock_level l SET h.quantity = h.quantity - 7, l.reserved = l.reserved - 7 "
			"WHERE l.variant_id = h.variant_id AND h.state = 'live' AND h.variant_id = (SELECT MIN(variant_id) + 1 FROM order_line)" },
	{ "hold_short", "UPDATE shortfall SET quantity = quantity + 1 WHERE short_order_id IS NOT NULL ORDER BY id LIMIT 1",
		"UPDATE shortfall SET quantity = quantity - 1 WHERE short_order_id IS NOT NULL ORDER BY id LIMIT 1" },
	{ "order_lines", "UPDATE orders SET total = total + 1, tax = tax + 1 WHERE stage = 'cancelled'",
		"UPDATE orders SET total = total - 1, tax = tax - 1 WHERE stage = 'cancelled'" },
	{ "order_tax", "UPDATE order_tax SET gross = gross + 1 WHERE order_id = (SELECT id FROM orders WHERE stage = 'ready')",
		"UPDATE order_tax SET gross = gross - 1 WHERE order_id = (SELECT id FROM orders WHERE stage = 'ready')" },
	{ "order_tax", "UPDATE order_tax SET rate = rate + 1 WHERE order_id = (SELECT MIN(id) FROM orders WHERE stage = 'cancelled')",
		"UPDATE order_tax SET rate = rate - 1 WHERE order_id = (SELECT MIN(id) FROM orders WHERE stage = 'cancelled')" },
	{ "order_paid", "UPDATE orders SET paid = paid - 1 WHERE stage = 'done' ORDER BY id LIMIT 1",
		"UPDATE orders SET paid = paid + 1 WHERE stage = 'done' ORDER BY id LIMIT 1" },
	{ "order_paid", "UPDATE orders SET paid = 100 WHERE stage = 'ready'", "UPDATE orders SET paid = 0 WHERE stage = 'ready'" },
	{ "order_stage", "UPDATE orders SET stage = 'placed' WHERE stage = 'ready'",
		"UPDATE orders SET stage = 'ready' WHERE id IN (SELECT order_id FROM ledger.order_event WHERE stage = 'ready')" },
	{ "order_picked", "UPDATE order_line SET picked = 0 WHERE order_id = (SELECT id FROM orders WHERE stage = 'ready')",
		"UPDATE order_line SET picked = quantity WHERE order_id = (SELECT id FROM orders WHERE stage = 'ready')" },
	{ "order_picked", "UPDATE orders SET picking = 1 WHERE stage = 'ready'", "UPDATE orders SET picking = 0 WHERE stage = 'ready'" },
	{ "line_returned", "UPDATE order_line SET returned = 1000 ORDER BY id LIMIT 1", "UPDATE order_line SET returned = 0 ORDER BY id LIMIT 1" },
	{ "payment_refunded", "UPDATE payment SET refunded = 100 ORDER BY id LIMIT 1", "UPDATE payment SET refunded = 0 ORDER BY id LIMIT 1" },
	{ "payment_refunded", "UPDATE payment SET refunds_payment_id = refunds_payment_id - 1 WHERE refunds_payment_id IS NOT NULL",
		"UPDATE payment SET refunds_payment_id = refunds_payment_id + 1 WHERE refunds_payment_id IS NOT NULL" },
	{ "stock_moved", "UPDATE ledger.stock_move SET reason = 'sale' WHERE reason = 'return'",
		"UPDATE ledger.stock_move SET reason = 'return' WHERE reason = 'sale' AND quantity > 0" },
	{ "credit_note", "UPDATE ledger.document SET credits_document_id = credits_document_id - 1 WHERE kind = 'credit_note'",
		"UPDATE ledger.document SET credits_document_id = credits_document_id + 1 WHERE kind = 'credit_note'" },
	{ "document_order", "UPDATE ledger.document_line SET name = 'Gold' WHERE quantity < 0",
		"UPDATE ledger.document_line x, order_line l SET x.name = l.name WHERE l.id = x.order_line_id" },
	{ "payment_cash", "UPDATE ledger.cash_movement SET kind = 'sale' WHERE kind = 'refund'",
		"UPDATE ledger.cash_movement SET kind = 'refund' WHERE kind = 'sale' AND amount < 0" },
	{ "shift_sales", "UPDATE shift SET refunds_count = refunds_count + 1 ORDER BY id LIMIT 1",
		"UPDATE shift SET refunds_count = refunds_count - 1 ORDER BY id LIMIT 1" },
	{ "shift_sales", "UPDATE shift SET refunds_amount = refunds_amount + 1 ORDER BY id LIMIT 1",
		"UPDATE shift SET refunds_amount = refunds_amount - 1 ORDER BY id LIMIT 1" },
	{ "receipt_mended", "UPDATE ledger.stock_move SET goods_receipt_line_id = 999 WHERE reason = 'correction' ORDER BY id LIMIT 1",
		"UPDATE ledger.stock_move SET goods_receipt_line_id = NULL WHERE goods_receipt_line_id = 999" },
	{ "receipt_moved", "UPDATE goods_receipt SET state = 'booked'", "UPDATE goods_receipt SET state = 'open'" },
	{ "customer_merged", "UPDATE customer SET merged_into = id + 1 ORDER BY id LIMIT 1", "UPDATE customer SET merged_into = NULL" },
	{ "payment_cash", "UPDATE ledger.cash_movement SET payment_id = NULL WHERE payment_id IS NOT NULL ORDER BY id LIMIT 1",
		"UPDATE ledger.cash_movement SET payment_id = (SELECT MIN(id) FROM payment) WHERE payment_id IS NULL AND kind = 'sale'" },
	{ "shift_cash", "UPDATE shift SET cash_expected = cash_expected + 1 ORDER BY id LIMIT 1",
		"UPDATE shift SET cash_expected = cash_expected - 1 ORDER BY id LIMIT 1" },
	{ "shift_sales", "UPDATE shift SET sales_count = sales_count + 1 ORDER BY id LIMIT 1",
		"UPDATE shift SET sales_count = sales_count - 1 ORDER BY id LIMIT 1" },
	{ "shift_sales", "UPDATE shift SET rounding_amount = rounding_amount + 1 ORDER BY id LIMIT 1",
		"UPDATE shift SET rounding_amount = rounding_amount - 1 ORDER BY id LIMIT 1" },
	{ "shift_open", "UPDATE shift SET open_till_id = 99 WHERE closed_at IS NULL", "UPDATE shift SET open_till_id = till_id WHERE closed_at IS NULL" },
	{ "chain_closed", "UPDATE chain SET closed_at = NOW(6)", "UPDATE chain SET closed_at = NULL" },
	{ "document_sums", "INSERT INTO ledger.document_tax SELECT MIN(id), 1, 5, 0 FROM ledger.document",
		"DELETE FROM ledger.document_tax WHERE rate = 1" },
	{ "document_sums", "INSERT INTO ledger.document_line SELECT document_id, 99, 0, name, quantity, unit, unit_price, amount, tax_rate, tax "
			"FROM ledger.document_line WHERE line_no = 1 AND document_id = (SELECT MIN(id) FROM ledger.document)",
		"DELETE FROM ledger.document_line WHERE line_no = 99" },
	{ "document_order", "UPDATE ledger.document_line SET name = 'Gold' ORDER BY document_id, line_no LIMIT 1",
		"UPDATE ledger.document_line x, order_line l SET x.name = l.name WHERE l.id = x.order_line_id" },
	{ "document_order", "UPDATE ledger.document_payment SET tendered = tendered + 1 ORDER BY document_id LIMIT 1",
		"UPDATE ledger.document_payment SET tendered = tendered - 1 ORDER BY document_id LIMIT 1" },
	{ "document_number", "UPDATE ledger.document SET number = 900 WHERE kind = 'receipt' ORDER BY id DESC LIMIT 1",
		"UPDATE ledger.document d SET d.number = (SELECT s.number FROM series s WHERE s.chain_id = d.chain_id AND s.kind = d.kind) WHERE d.number = 900" },
	{ "document_number", "UPDATE series SET number = number + 1", "UPDATE series SET number = number - 1" },
	{ "document_number", "UPDATE ledger.document SET series_code = 'X' ORDER BY id LIMIT 1",
		"UPDATE ledger.document d SET d.series_code = (SELECT s.code FROM series s WHERE s.chain_id = d.chain_id AND s.kind = d.kind)" },
	{ "journal_chain", "UPDATE chain SET head = REPEAT('x', 32)",
		"UPDATE chain c SET c.head = (SELECT j.hash FROM ledger.journal j WHERE j.chain_id = c.id ORDER BY j.seq DESC LIMIT 1)" },
	{ "journal_chain", "UPDATE ledger.journal SET seq = 0 WHERE kind = 'enrolled'", "UPDATE ledger.journal SET seq = 1 WHERE seq = 0" },
	{ "journal_document", "UPDATE ledger.journal SET kind = 'opened' WHERE kind = 'document' ORDER BY seq LIMIT 1",
		"UPDATE ledger.journal SET kind = 'document' WHERE document_id IS NOT NULL" },
	{ "search_items", "UPDATE search_word SET items = items + 1 ORDER BY id LIMIT 1",
		"UPDATE search_word SET items = items - 1 ORDER BY id LIMIT 1" },
	{ "journal_document", "UPDATE ledger.document SET seq = seq + 500 ORDER BY id LIMIT 1",
		"UPDATE ledger.document SET seq = seq - 500 ORDER BY id LIMIT 1" },
};

static struct check_result *run(size_t *n)
{
	struct check_result *results;

	assert_ok(check_run(&shop->ctx, arena_printf(shop->t->arena, "%s/sql/check", test_top()), &results, n));
	return results;
}

static void assert_whole(const char *after)
{
	size_t n;
	struct check_result *results = run(&n);

	assert_true(n >= 20);
	for (size_t i = 0; i < n; i++)
		if (results[i].rows)
			fail_msg("%s fails after %s: %s", results[i].name, after, results[i].first);
}

static void assert_only(const char *check, const char *broken_by)
{
	size_t n;
	struct check_result *results = run(&n);
	bool named = false;

	for (size_t i = 0; i < n; i++) {
		bool its = strcmp(results[i].name, check) == 0;

		named |= its && results[i].rows;
		if (results[i].rows && !its)
			fail_msg("%s fails too after: %s (%s)", results[i].name, broken_by, results[i].first);
	}
	if (!named)
		fail_msg("%s does not see: %s", check, broken_by);
}

static void apply(const char *sql)
{
	assert_ok(db_script(shop->t->owner, sql));
}

static void a_shop_at_work_passes_all(void **state)
{
	(void)state;
	assert_whole("a day's trade");
}

static void each_check_says_what_must_be_true(void **state)
{
	size_t n;
	struct check_result *results = run(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		assert_non_null(results[i].must);
		assert_int_equal(results[i].must[strlen(results[i].must) - 1], '.');
		if (i)
			assert_true(strcmp(results[i - 1].name, results[i].name) < 0);
	}
}

static void each_fault_is_named_by_its_check_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		apply(faults[i].breaks);
		assert_only(faults[i].check, faults[i].breaks);
		apply(faults[i].mends);
		assert_whole(faults[i].mends);
	}
}

/* The schema refuses it by itself; the check still stands. */
static void a_refund_beyond_the_payment_is_named(void **state)
{
	(void)state;
	apply("ALTER TABLE payment DROP CONSTRAINT payment_refunded");
	apply("UPDATE payment SET refunded = amount + 1 ORDER BY id LIMIT 1");
	assert_only("payment_refunded", "a refund beyond the payment");
	apply("UPDATE payment SET refunded = 0 ORDER BY id LIMIT 1");
	assert_whole("mending the refund");
}

/* Of nothing, so that no other figure is touched. */
static void a_done_order_without_its_receipt_is_named(void **state)
{
	(void)state;
	apply("INSERT INTO orders (id, token, code, channel_id, branch_id, location_id, lang, stage, currency, currency_exponent,"
		" tax_included, cash_step, total, tax, paid, placed_at, done_at) VALUES"
		" (900, 'tokentokentokentoken12', 'ZZZZZZZZ', 2, 1, 1, 'en', 'done', 'ILS', 2, 1, 10, 0, 0, 0, NOW(6), NOW(6))");
	apply("INSERT INTO ledger.order_event (order_id, stage, happened_at) VALUES (900, 'done', NOW(6))");
	assert_only("document_issued", "a done order without its receipt");
	apply("DELETE FROM ledger.order_event WHERE order_id = 900");
	apply("DELETE FROM orders WHERE id = 900");
	assert_whole("taking it away");
}

static void no_check_is_without_its_fault(void **state)
{
	size_t n;
	struct check_result *results = run(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		bool tried = !strcmp(results[i].name, "payment_refunded") || !strcmp(results[i].name, "document_issued");

		for (size_t j = 0; j < sizeof(faults) / sizeof(faults[0]); j++)
			tried |= strcmp(results[i].name, faults[j].check) == 0;
		if (!tried)
			fail_msg("nothing here breaks %s", results[i].name);
	}
}

static void a_file_that_says_nothing_is_refused(void **state)
{
	char *dir = arena_printf(shop->t->arena, "%s/checks", shop->t->conf->state_dir);
	const char *path = arena_printf(shop->t->arena, "%s/mute.sql", dir);
	struct check_result *results;
	FILE *f;
	size_t n;

	(void)state;
	assert_int_equal(mkdir(dir, 0700), 0);
	f = fopen(path, "we");
	fputs("SELECT 1\n", f);
	fclose(f);
	assert_fails(check_run(&shop->ctx, dir, &results, &n), INTERNAL, "check.file");
	unlink(path);
	rmdir(dir);
	assert_fails(check_run(&shop->ctx, dir, &results, &n), INTERNAL, "check.dir");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_shop_at_work_passes_all),
		cmocka_unit_test(each_check_says_what_must_be_true),
		cmocka_unit_test(each_fault_is_named_by_its_check_alone),
		cmocka_unit_test(a_refund_beyond_the_payment_is_named),
		cmocka_unit_test(a_done_order_without_its_receipt_is_named),
		cmocka_unit_test(no_check_is_without_its_fault),
		cmocka_unit_test(a_file_that_says_nothing_is_refused),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
