/* order.c: checkout, holds, lapse, cancel, and sales that leave orders short. */
#include "counter.h"

#include <sys/wait.h>

static struct order placed(struct variant_id v, int64_t quantity)
{
	struct cart_id cart = cart_with(v, quantity);
	struct checkout in = checkout_of(cart);
	struct order o;
	const char *token;

	assert_ok(order_place(&ctx, cart, &in, &token));
	assert_ok(order_by_token(&ctx, token, &o));
	return o;
}

static int64_t sold_till(const struct till *till, struct variant_id v, int64_t quantity, int64_t price, const char **document)
{
	struct sale_line line = { .variant = v, .quantity = quantity, .unit_price = price * PRICE_PER_MINOR };
	struct sale_tender cash = { .tender = "cash", .tendered = 1000000 };
	uint8_t hash[SHA256_SIZE] = { 1 };
	struct sale in = { .uuid = uuid_new(ctx.arena), .lang = "en", .lines = &line, .line_count = 1,
		.tenders = &cash, .tender_count = 1, .hash = hash };
	int64_t change;

	assert_ok(sale_complete(&ctx, till, &in, document, &change));
	return change;
}

struct repricing {
	struct variant_id variant;
	int64_t price;
	instant from;
};

static struct error *set_price(struct db *db, void *arg)
{
	const struct repricing *x = arg;
	bool changed;

	(void)db;
	return price_set(&ctx, haifa->price_list, x->variant, x->price * PRICE_PER_MINOR, x->from, &changed);
}

static void reprice(struct variant_id v, int64_t price, instant from)
{
	struct repricing x = { v, price, from };

	assert_ok(db_tx(t->app, set_price, &x));
}

static void checkout_reserves_and_empties_the_cart(void **state)
{
	(void)state;
	stocked(haifa, milk, WHOLE(10), STOCK_BLOCK);
	struct order o = placed(milk, WHOLE(3));

	assert_string_equal(o.stage, "placed");
	assert_int_equal(o.total, 2070);
	assert_int_equal(o.tax, 316);
	assert_int_equal(o.count, 1);
	/* The end of the third business day after 10 August, at 2 in the night. */
	struct civil until = zone_local(haifa->zone, o.hold_until);
	assert_int_equal(until.day, 14);
	assert_int_equal(until.hour, 2);
	struct stock_level l = level_of(haifa, milk);
	assert_int_equal(l.on_hand, WHOLE(10));
	assert_int_equal(l.reserved, WHOLE(3));
}

static void it_is_promised_for_when_it_can_be_ready(void **state)
{
	struct cart_id cart = cart_with(bread, WHOLE(1));
	struct checkout in = checkout_of(cart);
	const char *token;
	struct order o;

	(void)state;
	/* Sixty minutes from the next quarter of an hour on. */
	ctx.now = MORNING + MINUTE;
	assert_ok(order_place(&ctx, cart, &in, &token));
	assert_ok(order_by_token(&ctx, token, &o));
	assert_true(o.promised_at == MORNING + 75 * MINUTE);
	assert_true(o.hold_until > o.promised_at);
}

static void what_the_shopper_was_told_stands_unless_it_is_too_early(void **state)
{
	static const struct { int told, kept; } cases[] = { { 90, 90 }, { 45, 60 }, { 60 * 24 * 365, 60 } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct cart_id cart = cart_with(bread, WHOLE(1));
		struct checkout in = checkout_of(cart);
		const char *token;
		struct order o;

		in.promised_seen = ctx.now + cases[i].told * MINUTE;
		assert_ok(order_place(&ctx, cart, &in, &token));
		assert_ok(order_by_token(&ctx, token, &o));
		assert_true(o.promised_at == ctx.now + cases[i].kept * MINUTE);
	}
}

static void the_same_checkout_twice_is_one_order(void **state)
{
	(void)state;
	struct cart_id cart = cart_with(bread, WHOLE(1));
	struct checkout in = checkout_of(cart);
	const char *first, *second;

	assert_ok(order_place(&ctx, cart, &in, &first));
	assert_ok(order_place(&ctx, cart, &in, &second));
	assert_string_equal(first, second);
	in.name = "Somebody else";
	assert_fails(order_place(&ctx, cart, &in, &second), CONFLICT, "key.reused");
}

static void every_short_line_is_named_and_nothing_is_held(void **state)
{
	(void)state;
	stocked(haifa, jar, WHOLE(2), STOCK_BLOCK);
	stocked(haifa, shirt, 0, STOCK_WARN);
	struct cart_id cart = cart_with(jar, WHOLE(5));
	assert_ok(cart_add(&ctx, cart, bread, WHOLE(1)));
	assert_ok(cart_add(&ctx, cart, shirt, WHOLE(1)));
	struct checkout in = checkout_of(cart);
	const char *token;
	struct error *e = order_place(&ctx, cart, &in, &token);

	test_error(e, SHORTAGE, "stock.short", __FILE__, __LINE__);
	assert_string_equal(e->field, "line.0");
	assert_non_null(e->also);
	assert_string_equal(e->also->field, "line.2");
	assert_null(e->also->also);
	assert_int_equal(level_of(haifa, jar).reserved, 0);
	struct cart c;
	assert_ok(cart_get(&ctx, "en", cart, NULL, &c));
	assert_int_equal(c.count, 3);
}

static void what_was_typed_wrong_is_said_at_its_field(void **state)
{
	(void)state;
	struct cart_id cart = cart_with(bread, WHOLE(1));
	struct checkout in = checkout_of(cart);
	const char *token;

	in.name = "";
	in.email = NULL;
	in.terms = false;
	struct error *e = order_place(&ctx, cart, &in, &token);
	test_error(e, INVALID, "checkout.name", __FILE__, __LINE__);
	assert_string_equal(e->also->field, "email");
	assert_string_equal(e->also->also->field, "terms");
}

static void a_total_that_changed_is_asked_again(void **state)
{
	(void)state;
	struct cart_id cart = cart_with(bread, WHOLE(1));
	struct checkout in = checkout_of(cart);
	const char *token;

	in.total_seen--;
	assert_fails(order_place(&ctx, cart, &in, &token), CONFLICT, "checkout.changed");
}

static void an_unpaid_order_lapses_and_gives_back(void **state)
{
	(void)state;
	stocked(haifa, jar, WHOLE(4), STOCK_BLOCK);
	struct order o = placed(jar, WHOLE(4));
	struct cart_id cart = cart_with(jar, WHOLE(1));
	struct checkout in = checkout_of(cart);
	const char *token;

	assert_fails(order_place(&ctx, cart, &in, &token), SHORTAGE, "stock.short");
	/* Nobody ran a job: the shortage itself lets go what is due. */
	ctx.now = o.hold_until + 1;
	assert_ok(order_place(&ctx, cart, &in, &token));
	assert_ok(order_by_id(&ctx, o.id, &o));
	assert_string_equal(o.stage, "lapsed");
	assert_int_equal(level_of(haifa, jar).reserved, WHOLE(1));
	assert_fails(order_cancel(&ctx, o.id, NULL), CONFLICT, "order.stage");
}

static void a_paid_sale_stands_and_names_the_order_left_short(void **state)
{
	(void)state;
	struct till till = till_at(haifa);
	stocked(haifa, soap, WHOLE(10), STOCK_WARN);
	struct order first = placed(soap, WHOLE(4)), second = placed(soap, WHOLE(5));
	struct shortfall *open;
	const char *document;
	size_t n;

	sold_till(&till, soap, WHOLE(8), 333, &document);
	assert_ok(shortfall_open(&ctx, (struct branch_id){ 0 }, &open, &n));
	assert_int_equal(n, 2);
	assert_string_equal(open[0].short_code, second.code);
	assert_int_equal(open[0].quantity, WHOLE(5));
	assert_string_equal(open[1].short_code, first.code);
	assert_int_equal(open[1].quantity, WHOLE(2));
	/* Nobody is short of an order that is not to be. */
	assert_ok(order_cancel(&ctx, second.id, NULL));
	assert_ok(shortfall_open(&ctx, (struct branch_id){ 0 }, &open, &n));
	assert_int_equal(n, 1);
	assert_ok(shortfall_settle(&ctx, open[0].id));
	struct shift_result r;
	assert_ok(shift_close(&ctx, till.id, 20000, &r));
}

static void a_count_that_breaks_promises_names_the_orders(void **state)
{
	struct shortfall *open;
	size_t n;

	(void)state;
	/* One is promised to an order of before. */
	stocked(haifa, jar, WHOLE(10), STOCK_BLOCK);
	struct order first = placed(jar, WHOLE(4)), second = placed(jar, WHOLE(5));
	assert_ok(stock_correct(&ctx, haifa->shelf, jar, WHOLE(4), "counted"));
	assert_ok(shortfall_open(&ctx, (struct branch_id){ 0 }, &open, &n));
	assert_int_equal(n, 2);
	assert_null(open[0].sale_code);
	assert_string_equal(open[0].short_code, second.code);
	assert_int_equal(open[0].quantity, WHOLE(5));
	assert_string_equal(open[1].short_code, first.code);
	assert_int_equal(open[1].quantity, WHOLE(1));
	/* The same again says nothing new. */
	assert_ok(stock_set_policy(&ctx, haifa->shelf, jar, STOCK_WARN));
	assert_ok(stock_correct(&ctx, haifa->shelf, jar, WHOLE(5), "counted"));
	assert_ok(stock_correct(&ctx, haifa->shelf, jar, WHOLE(4), "counted"));
	assert_ok(shortfall_open(&ctx, (struct branch_id){ 0 }, &open, &n));
	assert_int_equal(n, 2);
	assert_ok(order_cancel(&ctx, first.id, NULL));
	assert_ok(order_cancel(&ctx, second.id, NULL));
}

static void a_policy_that_begins_to_count_names_the_orders(void **state)
{
	struct shortfall *open;
	size_t n;

	(void)state;
	stocked(haifa, jar, WHOLE(2), STOCK_ALLOW);
	struct order o = placed(jar, WHOLE(2));
	assert_ok(stock_set_policy(&ctx, haifa->shelf, jar, STOCK_BLOCK));
	assert_ok(shortfall_open(&ctx, (struct branch_id){ 0 }, &open, &n));
	assert_int_equal(n, 1);
	assert_int_equal(open[0].quantity, WHOLE(1));
	assert_ok(order_cancel(&ctx, o.id, NULL));
}

static void what_a_branch_does_not_carry_is_not_promised_from_there(void **state)
{
	struct cart_id cart = cart_with(bread, WHOLE(1));
	struct checkout in = checkout_of(cart);
	const char *token;

	(void)state;
	in.branch = carmel;
	assert_fails(order_place(&ctx, cart, &in, &token), SHORTAGE, "stock.short");
	assert_ok(stock_set_policy(&ctx, carmel->shelf, bread, STOCK_UNCOUNTED));
	assert_ok(order_place(&ctx, cart, &in, &token));
}

/* Archived since the shop was last read. */
static void nothing_is_ordered_in_a_branch_that_is_gone(void **state)
{
	struct cart_id cart = cart_with(bread, WHOLE(1));
	struct checkout in = checkout_of(cart);
	const char *token;

	(void)state;
	test_root(t, "UPDATE branch SET archived_at = NOW(6) WHERE id = %lld", (long long)haifa->id.v);
	assert_fails(order_place(&ctx, cart, &in, &token), INVALID, "checkout.branch");
	test_root(t, "UPDATE branch SET archived_at = NULL WHERE id = %lld", (long long)haifa->id.v);
	assert_ok(order_place(&ctx, cart, &in, &token));
}

static void any_price_of_the_last_hour_may_have_been_shown(void **state)
{
	struct sale_line line = { .variant = soap, .quantity = WHOLE(1) };
	struct till till = till_at(haifa);
	struct shift_result r;
	struct quote quote;

	(void)state;
	reprice(soap, 400, ctx.now - 40 * MINUTE);
	reprice(soap, 450, ctx.now - 20 * MINUTE);
	reprice(soap, 333, ctx.now);
	for (size_t i = 0; i < 3; i++) {
		line.unit_price = (int64_t[]){ 333, 400, 450 }[i] * PRICE_PER_MINOR;
		assert_ok(sale_quote(&ctx, &till, "en", &line, 1, &quote));
		assert_int_equal(quote.total.total, line.unit_price / PRICE_PER_MINOR);
	}
	line.unit_price = 401 * PRICE_PER_MINOR;
	assert_fails(sale_quote(&ctx, &till, "en", &line, 1, &quote), CONFLICT, "sale.price");
	ctx.now += 59 * MINUTE;
	line.unit_price = 400 * PRICE_PER_MINOR;
	assert_fails(sale_quote(&ctx, &till, "en", &line, 1, &quote), CONFLICT, "sale.price");
	assert_ok(shift_close(&ctx, till.id, 0, &r));
}

static void a_basket_is_held_before_tender_and_spent_by_its_sale(void **state)
{
	(void)state;
	struct till till = till_at(haifa);
	stocked(haifa, shirt, WHOLE(2), STOCK_BLOCK);
	struct sale_line line = { .variant = shirt, .quantity = WHOLE(2), .unit_price = INT64_C(7990) * PRICE_PER_MINOR };
	struct sale_tender card = { .tender = "card", .tendered = 15980 };
	uint8_t hash[SHA256_SIZE] = { 2 };
	struct sale in = { .uuid = uuid_new(ctx.arena), .lang = "en", .lines = &line, .line_count = 1, .tenders = &card, .tender_count = 1, .hash = hash };
	const char *first, *again;
	int64_t change;

	assert_ok(sale_hold(&ctx, &till, in.uuid, "en", &line, 1));
	assert_ok(sale_hold(&ctx, &till, in.uuid, "en", &line, 1));
	assert_fails(sale_hold(&ctx, &till, uuid_new(ctx.arena), "en", &line, 1), SHORTAGE, "stock.short");
	assert_ok(sale_complete(&ctx, &till, &in, &first, &change));
	assert_ok(sale_complete(&ctx, &till, &in, &again, &change));
	assert_string_equal(first, again);
	struct stock_level l = level_of(haifa, shirt);
	assert_int_equal(l.on_hand, 0);
	assert_int_equal(l.reserved, 0);
	hash[0]++;
	assert_fails(sale_complete(&ctx, &till, &in, &again, &change), CONFLICT, "key.reused");
	struct shift_result r;
	assert_ok(shift_close(&ctx, till.id, 20000, &r));
	assert_int_equal(r.sales_amount, 15980);
	assert_int_equal(r.cash_expected, 20000);
}

struct holding {
	struct ctx c;
	const char *uuid;
	int told;	/* a byte goes here once the rows are locked */
};

/* Commits only after the other side has had time to find the old hold due. */
static struct error *hold_slowly(struct db *db, void *arg)
{
	struct stock_need need = { .variant = shirt, .quantity = WHOLE(1), .name = "Shirt" };
	struct holding *x = arg;

	(void)db;
	TRY(stock_hold_basket(&x->c, haifa->shelf, x->uuid, x->c.now + HOUR, &need, 1));
	if (write(x->told, "x", 1) != 1)
		return ERR(x->c.arena, INTERNAL, "test.pipe");
	usleep(300000);
	return NULL;
}

static void hold_elsewhere(const char *uuid, int told)
{
	struct holding x = { .c = ctx, .uuid = uuid, .told = told };

	x.c.db = test_db_more(t, DB_APPLICATION, &x.c.arena);
	_exit(db_tx(x.c.db, hold_slowly, &x) ? 1 : 0);
}

static void a_basket_held_anew_meanwhile_does_not_expire(void **state)
{
	(void)state;
	struct till till = till_at(haifa);
	stocked(haifa, shirt, WHOLE(2), STOCK_BLOCK);
	struct sale_line line = { .variant = shirt, .quantity = WHOLE(1), .unit_price = INT64_C(7990) * PRICE_PER_MINOR };
	const char *uuid = uuid_new(ctx.arena);
	struct shift_result r;
	int ends[2], status;
	int64_t expired;
	char byte;
	pid_t child;

	assert_ok(sale_hold(&ctx, &till, uuid, "en", &line, 1));
	ctx.now += HOUR;
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0)
		hold_elsewhere(uuid, ends[1]);
	assert_int_equal(read(ends[0], &byte, 1), 1);
	assert_ok(stock_expire(&ctx, &expired));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(level_of(haifa, shirt).reserved, WHOLE(1));
	ctx.now += HOUR;
	assert_ok(stock_expire(&ctx, &expired));
	assert_int_equal(level_of(haifa, shirt).reserved, 0);
	assert_ok(shift_close(&ctx, till.id, 20000, &r));
	close(ends[0]);
	close(ends[1]);
}

static void who_may_not_sell_holds_nothing(void **state)
{
	(void)state;
	struct till till = till_at(haifa);
	struct sale_line line = { .variant = shirt, .quantity = WHOLE(1), .unit_price = INT64_C(7990) * PRICE_PER_MINOR };
	uint64_t rights = ctx.actor.permissions;
	struct shift_result r;

	ctx.actor.permissions = 0;
	assert_fails(sale_hold(&ctx, &till, uuid_new(ctx.arena), "en", &line, 1), DENIED, "denied");
	assert_fails(sale_release(&ctx, uuid_new(ctx.arena)), DENIED, "denied");
	ctx.actor.permissions = rights;
	assert_ok(shift_close(&ctx, till.id, 20000, &r));
}

static struct error *append_nothing(struct db *db, void *arg)
{
	const struct till *till = arg;
	int64_t seq;

	(void)db;
	return journal_append(&ctx, till->chain, "document", NULL, (struct document_id){ 0 }, &seq);
}

static void an_entry_that_says_nothing_is_refused(void **state)
{
	(void)state;
	struct till till = till_at(haifa);
	struct shift_result r;

	assert_fails(db_tx(t->app, append_nothing, &till), INTERNAL, "journal.body");
	assert_ok(shift_close(&ctx, till.id, 20000, &r));
}

static void a_web_order_is_paid_at_the_till_of_its_branch(void **state)
{
	(void)state;
	stocked(haifa, tomato, WHOLE(5), STOCK_BLOCK);
	struct order o = placed(tomato, 1234);
	uint8_t hash[SHA256_SIZE] = { 3 };
	struct sale_tender cash = { .tender = "cash", .tendered = 1300 };
	const char *uuid = uuid_new(ctx.arena), *token;
	struct shift_result r;
	struct document d;
	int64_t change;
	struct order byc;

	assert_int_equal(o.total, 1222);		/* 1.234 kg at 9.90 */
	assert_ok(order_by_code(&ctx, order_code_shown(ctx.arena, o.code), &byc));
	struct till other = till_at(carmel);
	assert_fails(sale_pay_order(&ctx, &other, uuid, hash, o.id, &cash, 1, &token, &change), CONFLICT, "order.branch");
	struct till till = till_at(haifa);
	assert_ok(sale_pay_order(&ctx, &till, uuid, hash, o.id, &cash, 1, &token, &change));
	assert_int_equal(change, 80);			/* 12.22 is 12.20 in cash */
	assert_ok(sale_pay_order(&ctx, &till, uuid, hash, o.id, &cash, 1, &token, &change));
	assert_fails(sale_pay_order(&ctx, &till, uuid_new(ctx.arena), hash, o.id, &cash, 1, &token, &change), CONFLICT, "order.stage");
	assert_ok(document_by_token(&ctx, token, &d));
	assert_int_equal(d.total, 1222);
	assert_int_equal(d.rounding, -2);
	assert_int_equal(d.number, 1);
	assert_int_equal(level_of(haifa, tomato).on_hand, WHOLE(5) - 1234);
	assert_ok(shift_close(&ctx, till.id, 21220, &r));
	assert_int_equal(r.cash_expected, 21220);
	assert_int_equal(r.rounding_amount, -2);
}

static void a_changed_entry_breaks_its_chain(void **state)
{
	(void)state;
	struct journal_fault *faults;
	int64_t entries;
	size_t n;

	books_agree();
	test_root(t, "UPDATE %s_ledger.journal SET body = REPLACE(body, 'receipt', 'receivt') WHERE kind = 'document' ORDER BY chain_id, seq LIMIT 1", db_name(t->app));
	assert_ok(journal_verify(&ctx, &faults, &n, &entries));
	assert_int_equal(n, 1);
	assert_string_equal(faults[0].what, "hash");
	test_root(t, "UPDATE %s_ledger.journal SET body = REPLACE(body, 'receivt', 'receipt') WHERE kind = 'document'", db_name(t->app));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(checkout_reserves_and_empties_the_cart, whole),
		cmocka_unit_test_teardown(it_is_promised_for_when_it_can_be_ready, whole),
		cmocka_unit_test_teardown(what_the_shopper_was_told_stands_unless_it_is_too_early, whole),
		cmocka_unit_test_teardown(the_same_checkout_twice_is_one_order, whole),
		cmocka_unit_test_teardown(every_short_line_is_named_and_nothing_is_held, whole),
		cmocka_unit_test_teardown(what_was_typed_wrong_is_said_at_its_field, whole),
		cmocka_unit_test_teardown(a_total_that_changed_is_asked_again, whole),
		cmocka_unit_test_teardown(an_unpaid_order_lapses_and_gives_back, whole),
		cmocka_unit_test_teardown(a_paid_sale_stands_and_names_the_order_left_short, whole),
		cmocka_unit_test_teardown(a_count_that_breaks_promises_names_the_orders, whole),
		cmocka_unit_test_teardown(a_policy_that_begins_to_count_names_the_orders, whole),
		cmocka_unit_test_teardown(what_a_branch_does_not_carry_is_not_promised_from_there, whole),
		cmocka_unit_test_teardown(nothing_is_ordered_in_a_branch_that_is_gone, whole),
		cmocka_unit_test_teardown(any_price_of_the_last_hour_may_have_been_shown, whole),
		cmocka_unit_test_teardown(a_basket_is_held_before_tender_and_spent_by_its_sale, whole),
		cmocka_unit_test_teardown(a_basket_held_anew_meanwhile_does_not_expire, whole),
		cmocka_unit_test_teardown(who_may_not_sell_holds_nothing, whole),
		cmocka_unit_test_teardown(an_entry_that_says_nothing_is_refused, whole),
		cmocka_unit_test_teardown(a_web_order_is_paid_at_the_till_of_its_branch, whole),
		cmocka_unit_test_teardown(a_changed_entry_breaks_its_chain, whole),
	};
	base_init();
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, counter_open, goods_close);
}
