/* order_work.c: what staff do with a web order: promise, pick, write, and see on the board. */
#include "counter.h"

#include "shop/order_board.h"
#include "shop/order_message.h"
#include "shop/order_pick.h"

/* Three of milk, one and a quarter kilo of tomatoes. */
static struct order two_lines(void)
{
	struct cart_id cart = cart_with(milk, WHOLE(3));
	struct checkout in;
	struct order o;
	const char *token;

	assert_ok(cart_add(&ctx, cart, tomato, 1250));
	in = checkout_of(cart);
	assert_ok(order_place(&ctx, cart, &in, &token));
	assert_ok(order_by_token(&ctx, token, &o));
	return o;
}

static struct order again(const struct order *o)
{
	struct order now;

	assert_ok(order_by_id(&ctx, o->id, &now));
	return now;
}

static int64_t jobs_of(const struct order *o, const char *kind)
{
	int64_t n;

	assert_ok(db_whole(t->app, &n, 0, "SELECT COUNT(*) FROM job WHERE order_id = ? AND kind = ?", ARGS(ID(o->id), T(kind))));
	return n;
}

/* ---- picking ---- */

static struct error *add_code(struct db *db, void *arg)
{
	(void)db;
	(void)arg;
	TRY(item_add_barcode(&ctx, milk, "7290000000015", (struct branch_id){ 0 }, 1000));
	TRY(item_add_barcode(&ctx, milk, "7290000000022", (struct branch_id){ 0 }, 2000));
	return item_add_barcode(&ctx, jar, "7290000000039", (struct branch_id){ 0 }, 1000);
}

static void a_line_is_picked_whole_in_part_and_not_at_all(void **state)
{
	struct order o = two_lines();

	(void)state;
	assert_ok(order_pick(&ctx, o.id, o.lines[0].id, WHOLE(2)));
	o = again(&o);
	assert_true(o.picking);
	assert_int_equal(o.lines[0].picked, WHOLE(2));
	assert_ok(order_pick(&ctx, o.id, o.lines[1].id, 1200));
	assert_fails(order_pick(&ctx, o.id, o.lines[0].id, WHOLE(4)), INVALID, "pick.quantity");
	assert_fails(order_pick(&ctx, o.id, o.lines[0].id, 1500), INVALID, "pick.quantity");
	assert_fails(order_pick(&ctx, o.id, o.lines[0].id, -1), INVALID, "pick.quantity");
	assert_fails(order_pick(&ctx, o.id, (struct order_line_id){ 999999 }, 0), NOT_FOUND, "order.line");
	assert_ok(order_pick(&ctx, o.id, o.lines[0].id, 0));
	assert_ok(order_pick(&ctx, o.id, o.lines[1].id, 0));
	assert_false(again(&o).picking);
}

static void what_is_missing_keeps_it_from_being_ready(void **state)
{
	struct order o = two_lines();
	struct till till = till_at(haifa);
	struct sale_tender cash = { .tender = "cash", .tendered = 1000000 };
	uint8_t hash[SHA256_SIZE] = { 9 };
	const char *document;
	int64_t change;

	(void)state;
	assert_ok(order_pick(&ctx, o.id, o.lines[0].id, WHOLE(1)));
	assert_ok(order_pick_missing(&ctx, o.id, o.lines[0].id));
	assert_int_equal(again(&o).lines[0].missing, WHOLE(2));
	assert_fails(order_set_ready(&ctx, o.id), CONFLICT, "order.missing");
	assert_string_equal(again(&o).stage, "placed");
	assert_fails(sale_pay_order(&ctx, &till, uuid_new(ctx.arena), hash, o.id, &cash, 1, &document, &change), CONFLICT, "order.missing");
	/* Found after all. */
	assert_ok(order_pick(&ctx, o.id, o.lines[0].id, WHOLE(3)));
	assert_int_equal(again(&o).lines[0].missing, 0);
	assert_ok(order_set_ready(&ctx, o.id));
	o = again(&o);
	assert_int_equal(o.lines[1].picked, 1250);
	assert_false(o.picking);
	assert_int_equal(jobs_of(&o, "mail.ready"), 1);
	assert_fails(order_set_ready(&ctx, o.id), CONFLICT, "order.stage");
	assert_fails(order_pick(&ctx, o.id, o.lines[0].id, 0), CONFLICT, "order.stage");
	assert_int_equal(jobs_of(&o, "mail.ready"), 1);
	struct shift_result r;
	assert_ok(shift_close(&ctx, till.id, 20000, &r));
}

static void a_scan_adds_one_pack_once(void **state)
{
	struct order o = two_lines();
	const char *uuid = uuid_new(ctx.arena);
	struct order_line line;

	(void)state;
	assert_ok(order_pick_scan(&ctx, o.id, uuid, "7290000000015", &line));
	assert_int_equal(line.picked, WHOLE(1));
	assert_ok(order_pick_scan(&ctx, o.id, uuid, "7290000000015", &line));
	assert_int_equal(line.picked, WHOLE(1));
	assert_fails(order_pick_scan(&ctx, o.id, uuid, "7290000000022", &line), CONFLICT, "key.reused");
	assert_ok(order_pick_scan(&ctx, o.id, uuid_new(ctx.arena), "7290000000022", &line));
	assert_int_equal(line.picked, WHOLE(3));
	assert_fails(order_pick_scan(&ctx, o.id, uuid_new(ctx.arena), "7290000000015", &line), CONFLICT, "pick.over");
	assert_fails(order_pick_scan(&ctx, o.id, uuid_new(ctx.arena), "7290000000039", &line), CONFLICT, "pick.wrong");
	assert_fails(order_pick_scan(&ctx, o.id, uuid_new(ctx.arena), "12345670", &line), INVALID, "item.unknown_code");
	assert_int_equal(again(&o).lines[0].picked, WHOLE(3));
}

static void who_may_not_pick_changes_nothing(void **state)
{
	struct order o = two_lines();
	struct actor owner = ctx.actor;
	struct order_line line;

	(void)state;
	ctx.actor.permissions &= ~(UINT64_C(1) << MAY_ORDER_PICK);
	assert_fails(order_pick(&ctx, o.id, o.lines[0].id, 0), DENIED, "denied");
	assert_fails(order_pick_scan(&ctx, o.id, uuid_new(ctx.arena), "7290000000015", &line), DENIED, "denied");
	assert_fails(order_set_ready(&ctx, o.id), DENIED, "denied");
	assert_fails(order_message_write(&ctx, o.id, "internal", "x", uuid_new(ctx.arena)), DENIED, "denied");
	/* Somebody of the other branch: there is no such order. */
	ctx.actor = owner;
	ctx.actor.all_branches = false;
	ctx.actor.branches = &carmel->id;
	ctx.actor.branch_count = 1;
	assert_fails(order_pick(&ctx, o.id, o.lines[0].id, 0), NOT_FOUND, "order.none");
	assert_fails(order_promise_again(&ctx, o.id, ctx.now + HOUR, NULL), NOT_FOUND, "order.none");
	assert_fails(order_message_write(&ctx, o.id, "internal", "x", uuid_new(ctx.arena)), NOT_FOUND, "order.none");
	ctx.actor = owner;
}

/* ---- promise ---- */

static void another_time_is_told_and_bounded(void **state)
{
	struct order o = two_lines();
	struct order_message *all;
	size_t n;

	(void)state;
	assert_fails(order_promise_again(&ctx, o.id, ctx.now - MINUTE, NULL), INVALID, "promise.time");
	assert_fails(order_promise_again(&ctx, o.id, o.hold_until, NULL), INVALID, "promise.time");
	assert_ok(order_promise_again(&ctx, o.id, ctx.now + 3 * HOUR, "The oven is slow."));
	assert_ok(order_promise_again(&ctx, o.id, ctx.now + 3 * HOUR, "The oven is slow."));
	assert_fails(order_promise_again(&ctx, o.id, ctx.now + 3 * HOUR, "The yeast is gone."), INVALID, "promise.time");
	assert_true(again(&o).promised_at == ctx.now + 3 * HOUR);
	assert_int_equal(jobs_of(&o, "mail.promised"), 1);
	assert_ok(order_messages(&ctx, o.id, false, &all, &n));
	assert_int_equal(n, 1);
	assert_string_equal(all[0].body, "The oven is slow.");
	assert_ok(order_set_ready(&ctx, o.id));
	assert_fails(order_promise_again(&ctx, o.id, ctx.now + 4 * HOUR, NULL), CONFLICT, "order.stage");
}

/* ---- messages ---- */

static void a_message_is_sent_once_and_notes_stay_inside(void **state)
{
	struct order o = two_lines();
	const char *uuid = uuid_new(ctx.arena);
	struct order_message *all;
	size_t n;

	(void)state;
	assert_ok(order_message_write(&ctx, o.id, "to_customer", "Hello", uuid));
	assert_ok(order_message_write(&ctx, o.id, "to_customer", "Hello", uuid));
	assert_fails(order_message_write(&ctx, o.id, "to_customer", "Other", uuid), CONFLICT, "key.reused");
	assert_ok(order_message_write(&ctx, o.id, "internal", "A good customer", uuid_new(ctx.arena)));
	assert_int_equal(jobs_of(&o, "mail.message"), 1);
	assert_ok(order_messages(&ctx, o.id, false, &all, &n));
	assert_int_equal(n, 1);
	assert_ok(order_messages(&ctx, o.id, true, &all, &n));
	assert_int_equal(n, 2);
	assert_string_equal(all[1].staff, "Dana");
}

static void an_answer_waits_until_it_is_read(void **state)
{
	struct order o = two_lines();
	struct actor owner = ctx.actor;
	struct order_unread *unread;
	struct order_message *all;
	size_t n;

	(void)state;
	const char *uuid = uuid_new(ctx.arena);
	assert_ok(order_message_answer(&ctx, o.token, "Where are you?", uuid));
	assert_ok(order_message_answer(&ctx, o.token, "Where are you?", uuid));
	ctx.actor = owner;
	assert_ok(order_unread(&ctx, 10, &unread, &n));
	assert_int_equal(n, 1);
	assert_int_equal(unread[0].messages, 1);
	assert_string_equal(unread[0].customer_name, "Noa");
	assert_ok(order_messages(&ctx, o.id, true, &all, &n));
	assert_null(all[0].staff);
	assert_true(all[0].read_at == INSTANT_NONE);
	ctx.actor.permissions &= ~(UINT64_C(1) << MAY_ORDER_PICK);
	assert_ok(order_messages_read(&ctx, o.id, all[0].id));
	assert_ok(order_unread(&ctx, 10, &unread, &n));
	assert_int_equal(n, 1);
	ctx.actor = owner;
	assert_ok(order_messages_read(&ctx, o.id, all[0].id));
	assert_ok(order_unread(&ctx, 10, &unread, &n));
	assert_int_equal(n, 0);
}

static void a_shopper_who_writes_on_and_on_is_stopped(void **state)
{
	struct actor owner = ctx.actor;
	struct order o = two_lines();

	(void)state;
	for (int i = 0; i < ORDER_ANSWERS_HOURLY; i++)
		assert_ok(order_message_answer(&ctx, o.token, "Hm", uuid_new(ctx.arena)));
	assert_fails(order_message_answer(&ctx, o.token, "Hm", uuid_new(ctx.arena)), LIMITED, "message.limit");
	ctx.actor = owner;
}

static void a_cancelled_order_says_why(void **state)
{
	struct order o = two_lines();
	struct order_message *all;
	size_t n;

	(void)state;
	assert_ok(order_cancel(&ctx, o.id, "We are out of milk."));
	assert_ok(order_messages(&ctx, o.id, false, &all, &n));
	assert_int_equal(n, 1);
	assert_string_equal(all[0].body, "We are out of milk.");
	assert_int_equal(jobs_of(&o, "mail.cancelled"), 1);
}

/* ---- the board ---- */

static bool on(const struct board *b, enum board_column k, const struct order *o)
{
	for (size_t i = 0; i < b->columns[k].count; i++)
		if (b->columns[k].cards[i].id.v == o->id.v)
			return true;
	return false;
}

static void an_order_goes_from_column_to_column(void **state)
{
	struct order o = two_lines();
	struct till till = till_at(haifa);
	struct board b;

	(void)state;
	assert_ok(order_board(&ctx, (struct branch_id){ 0 }, &b));
	assert_true(on(&b, BOARD_NEW, &o));
	assert_ok(order_board(&ctx, carmel->id, &b));
	assert_false(on(&b, BOARD_NEW, &o));
	assert_ok(order_pick(&ctx, o.id, o.lines[1].id, 1250));
	assert_ok(order_board(&ctx, haifa->id, &b));
	assert_true(on(&b, BOARD_PICKING, &o));
	assert_false(on(&b, BOARD_NEW, &o));
	assert_int_equal(b.columns[BOARD_PICKING].cards[0].lines, 2);
	assert_int_equal(b.columns[BOARD_PICKING].cards[0].lines_picked, 1);
	assert_ok(order_set_ready(&ctx, o.id));
	assert_ok(order_board(&ctx, (struct branch_id){ 0 }, &b));
	assert_true(on(&b, BOARD_READY, &o));
	struct sale_tender cash = { .tender = "cash", .tendered = 1000000 };
	uint8_t hash[SHA256_SIZE] = { 5 };
	const char *document;
	int64_t change;
	assert_ok(sale_pay_order(&ctx, &till, uuid_new(ctx.arena), hash, o.id, &cash, 1, &document, &change));
	assert_ok(order_board(&ctx, (struct branch_id){ 0 }, &b));
	assert_true(on(&b, BOARD_DONE, &o));
	/* Tomorrow it is of yesterday. */
	ctx.now += DAY;
	assert_ok(order_board(&ctx, (struct branch_id){ 0 }, &b));
	assert_false(on(&b, BOARD_DONE, &o));
	ctx.now = MORNING;
	struct shift_result r;
	assert_ok(shift_close(&ctx, till.id, 20000, &r));
}

static void a_column_begins_with_the_earliest_promise_and_counts_the_late(void **state)
{
	struct order first = two_lines(), second = two_lines();
	struct board before, b;

	(void)state;
	assert_ok(order_board(&ctx, haifa->id, &before));
	assert_ok(order_promise_again(&ctx, second.id, ctx.now + MINUTE, NULL));
	ctx.now += 5 * MINUTE;
	assert_ok(order_board(&ctx, haifa->id, &b));
	assert_int_equal(b.columns[BOARD_NEW].cards[0].id.v, second.id.v);
	assert_int_equal(b.columns[BOARD_NEW].late, before.columns[BOARD_NEW].late + 1);
	assert_true(on(&b, BOARD_NEW, &first));
}

/* A cart of two lines each; then as many as a large shop has open. */
static void ten_thousand_that_wait_cost_no_more_than_those_shown(void **state)
{
	struct board b;
	int64_t from, plan;

	(void)state;
	test_root(t, "INSERT INTO orders (token, code, channel_id, branch_id, location_id, lang, stage, currency, currency_exponent, tax_included, "
		"cash_step, total, tax, paid, placed_at, promised_at) WITH RECURSIVE d (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM d WHERE i < 99) "
		"SELECT LPAD(CONCAT('w', n.i), 22, '_'), LPAD(n.i, 8, '!'), (SELECT id FROM sales_channel WHERE kind = 'web'), %lld, %lld, 'en', 'placed', 'ILS', 2, 1, "
		"10, 0, 0, 0, '2026-08-10', DATE_ADD('2026-08-10', INTERVAL n.i MINUTE) FROM (SELECT x.i * 100 + y.i AS i FROM d x, d y) AS n", (long long)haifa->id.v, (long long)haifa->shelf.v);
	test_root(t, "ANALYZE TABLE orders");
	from = clock_ticks();
	assert_ok(order_board(&ctx, (struct branch_id){ 0 }, &b));
	plan = clock_ticks() - from;
	print_message("# the board of 10,000 orders: %lld ms\n", (long long)plan / 1000);
	assert_true(b.columns[BOARD_NEW].all >= 10000);
	assert_int_equal(b.columns[BOARD_NEW].count, BOARD_CARDS);
	assert_true(plan < 300 * 1000);
	test_root(t, "DELETE FROM orders WHERE code LIKE '%%!%%'");
}

static int open_shop(void **state)
{
	counter_open(state);
	assert_ok(db_tx(t->app, add_code, NULL));
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_line_is_picked_whole_in_part_and_not_at_all, whole),
		cmocka_unit_test_teardown(what_is_missing_keeps_it_from_being_ready, whole),
		cmocka_unit_test_teardown(a_scan_adds_one_pack_once, whole),
		cmocka_unit_test_teardown(who_may_not_pick_changes_nothing, whole),
		cmocka_unit_test_teardown(another_time_is_told_and_bounded, whole),
		cmocka_unit_test_teardown(a_message_is_sent_once_and_notes_stay_inside, whole),
		cmocka_unit_test_teardown(an_answer_waits_until_it_is_read, whole),
		cmocka_unit_test_teardown(a_shopper_who_writes_on_and_on_is_stopped, whole),
		cmocka_unit_test_teardown(a_cancelled_order_says_why, whole),
		cmocka_unit_test_teardown(an_order_goes_from_column_to_column, whole),
		cmocka_unit_test_teardown(a_column_begins_with_the_earliest_promise_and_counts_the_late, whole),
		cmocka_unit_test_teardown(ten_thousand_that_wait_cost_no_more_than_those_shown, whole),
	};
	return cmocka_run_group_tests(tests, open_shop, goods_close);
}
