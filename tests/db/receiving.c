/* receiving.c: deliveries: scanned in any order and any number of times, booked once. */
#include "counter.h"

#include <sys/wait.h>

#include "shop/receiving.h"

static struct goods_receipt_id opened_at(struct location_id location, const char *reference)
{
	struct delivery_new in = { .uuid = uuid_new(ctx.arena), .location = location, .supplier = "Emek Dairy", .reference = reference };
	struct goods_receipt_id id;

	assert_ok(receiving_open(&ctx, &in, &id));
	return id;
}

static struct goods_receipt_id opened(void)
{
	return opened_at(haifa->shelf, NULL);
}

/* A line of so many; its UUID. */
static const char *counted(struct goods_receipt_id id, struct variant_id v, int64_t packs)
{
	struct delivery_scan in = { .uuid = uuid_new(ctx.arena), .variant = v, .packs = packs };
	const char *uuid;
	bool there;

	assert_ok(receiving_scan(&ctx, id, &in, &uuid, &there));
	assert_false(there);
	return uuid;
}

static void costs(struct goods_receipt_id id, const char *uuid, int64_t packs, int64_t cost)
{
	struct delivery_change in = { .uuid = uuid, .packs = packs, .pack_quantity = WHOLE(1), .cost = cost, .expires_on = DATE_NONE };

	assert_ok(receiving_change(&ctx, id, &in));
}

static size_t lines_of(struct goods_receipt_id id, struct delivery_line **lines)
{
	size_t n;

	assert_ok(receiving_lines(&ctx, id, "en", lines, &n));
	return n;
}

static struct delivery delivery_of(struct goods_receipt_id id)
{
	struct delivery d;

	assert_ok(receiving_get(&ctx, id, &d));
	return d;
}

struct code {
	struct variant_id variant;
	const char *code;
	int64_t pack;
};

static struct error *add_code(struct db *db, void *arg)
{
	const struct code *x = arg;

	(void)db;
	return item_add_barcode(&ctx, x->variant, x->code, (struct branch_id){ 0 }, x->pack);
}

static void coded(struct variant_id v, const char *code, int64_t pack)
{
	struct code x = { v, code, pack };

	assert_ok(db_tx(t->app, add_code, &x));
}

/* ---- opening ---- */

static void the_same_form_twice_opens_one_delivery(void **state)
{
	struct delivery_new in = { .uuid = uuid_new(ctx.arena), .location = haifa->shelf, .supplier = "Emek Dairy", .reference = "77001" };
	struct goods_receipt_id first, second;

	(void)state;
	assert_ok(receiving_open(&ctx, &in, &first));
	assert_ok(receiving_open(&ctx, &in, &second));
	assert_int_equal(first.v, second.v);
	assert_string_equal(delivery_of(first).state, "open");
}

static void the_same_note_of_the_same_supplier_is_asked_about(void **state)
{
	struct delivery_new in = { .uuid = uuid_new(ctx.arena), .location = haifa->shelf, .supplier = "Emek Dairy", .reference = "77002" };
	struct goods_receipt_id first = opened_at(haifa->shelf, "77002"), second;

	(void)state;
	assert_fails(receiving_open(&ctx, &in, &second), CONFLICT, "receiving.again");
	in.again = true;
	assert_ok(receiving_open(&ctx, &in, &second));
	assert_int_not_equal(first.v, second.v);
	in.uuid = uuid_new(ctx.arena);
	in.again = false;
	in.supplier = "Another";
	assert_ok(receiving_open(&ctx, &in, &second));
	assert_ok(receiving_drop(&ctx, second));
	in.uuid = uuid_new(ctx.arena);
	assert_ok(receiving_open(&ctx, &in, &second));
}

static void another_branch_is_none(void **state)
{
	struct actor all = ctx.actor;
	struct delivery_new in = { .uuid = uuid_new(ctx.arena), .location = haifa->shelf, .supplier = "Emek Dairy" };
	struct goods_receipt_id id = opened();
	struct branch_id own = carmel->id;
	struct delivery d;

	(void)state;
	ctx.actor.all_branches = false;
	ctx.actor.branches = &own;
	ctx.actor.branch_count = 1;
	assert_fails(receiving_open(&ctx, &in, &id), NOT_FOUND, "location.none");
	assert_fails(receiving_get(&ctx, id, &d), NOT_FOUND, "receiving.none");
	assert_fails(receiving_book(&ctx, id), NOT_FOUND, "receiving.none");
	ctx.actor.permissions = 0;
	assert_fails(receiving_book(&ctx, id), DENIED, "denied");
	ctx.actor = all;
	assert_ok(receiving_drop(&ctx, id));
}

/* ---- scanning ---- */

static void a_scan_that_comes_twice_counts_once(void **state)
{
	struct goods_receipt_id id = opened();
	struct delivery_scan in = { .uuid = uuid_new(ctx.arena), .variant = milk };
	struct delivery_line *lines;
	const char *uuid;
	bool there;

	(void)state;
	assert_ok(receiving_scan(&ctx, id, &in, &uuid, &there));
	assert_ok(receiving_scan(&ctx, id, &in, &uuid, &there));
	assert_int_equal(lines_of(id, &lines), 1);
	assert_int_equal(lines[0].quantity, WHOLE(1));
	in.packs = WHOLE(4);
	assert_ok(receiving_scan(&ctx, id, &in, &uuid, &there));
	assert_ok(receiving_scan(&ctx, id, &in, &uuid, &there));
	assert_int_equal(lines_of(id, &lines), 1);
	assert_int_equal(lines[0].quantity, WHOLE(4));
	in.variant = bread;
	assert_fails(receiving_scan(&ctx, id, &in, &uuid, &there), CONFLICT, "key.reused");
	in = (struct delivery_scan){ .uuid = uuid_new(ctx.arena), .variant = milk };
	assert_ok(receiving_scan(&ctx, id, &in, &uuid, &there));
	assert_true(there);
	assert_string_equal(uuid, lines[0].uuid);
	assert_ok(receiving_drop(&ctx, id));
}

static void what_was_removed_does_not_come_back_by_itself(void **state)
{
	struct goods_receipt_id id = opened();
	struct delivery_scan in = { .uuid = uuid_new(ctx.arena), .variant = milk };
	struct delivery_line *lines;
	const char *uuid;
	bool there;

	(void)state;
	assert_ok(receiving_scan(&ctx, id, &in, &uuid, &there));
	assert_ok(receiving_remove(&ctx, id, in.uuid));
	assert_ok(receiving_remove(&ctx, id, in.uuid));
	assert_ok(receiving_scan(&ctx, id, &in, &uuid, &there));
	assert_int_equal(lines_of(id, &lines), 0);
	assert_fails(receiving_book(&ctx, id), INVALID, "receiving.empty");
	in.packs = WHOLE(2);
	assert_ok(receiving_scan(&ctx, id, &in, &uuid, &there));
	assert_int_equal(lines_of(id, &lines), 1);
	assert_fails(receiving_remove(&ctx, id, uuid_new(ctx.arena)), NOT_FOUND, "receiving.no_line");
}

static void the_code_of_a_box_brings_the_box(void **state)
{
	struct goods_receipt_id id = opened();
	struct delivery_scan in = { .uuid = uuid_new(ctx.arena), .code = "17290000066315" };
	struct delivery_line *lines;
	const char *uuid;
	bool there;

	(void)state;
	coded(soap, "7290000066318", WHOLE(1));
	coded(soap, "17290000066315", WHOLE(12));
	assert_ok(receiving_scan(&ctx, id, &in, &uuid, &there));
	in.uuid = uuid_new(ctx.arena);
	in.code = "7290000066318";
	assert_ok(receiving_scan(&ctx, id, &in, &uuid, &there));
	assert_false(there);
	assert_int_equal(lines_of(id, &lines), 2);
	assert_int_equal(lines[0].packs, WHOLE(1));
	assert_int_equal(lines[0].pack_quantity, WHOLE(12));
	assert_int_equal(lines[0].quantity, WHOLE(12));
	assert_string_equal(lines[0].codes, "17290000066315");
	assert_int_equal(lines[1].quantity, WHOLE(1));
	assert_int_equal(lines[1].box, WHOLE(12));
	in.uuid = uuid_new(ctx.arena);
	in.code = "4006381333931";
	assert_fails(receiving_scan(&ctx, id, &in, &uuid, &there), NOT_FOUND, "item.unknown_code");
}

static void a_code_is_learned_and_what_lay_aside_is_taken(void **state)
{
	struct goods_receipt_id id = opened();
	struct delivery_aside aside = { .uuid = uuid_new(ctx.arena), .code = "4006381333931", .packs = WHOLE(5), .note = "red" }, *asides;
	struct delivery_scan in = { .uuid = uuid_new(ctx.arena), .variant = jar, .learn = "4006381333931", .learn_pack = WHOLE(6) };
	uint64_t rights = ctx.actor.permissions;
	struct delivery_line *lines;
	const char *uuid;
	bool there;
	size_t n;

	(void)state;
	assert_ok(receiving_aside(&ctx, id, &aside));
	assert_ok(receiving_aside(&ctx, id, &aside));
	assert_ok(receiving_asides(&ctx, id, &asides, &n));
	assert_int_equal(n, 1);
	ctx.actor.permissions &= ~(UINT64_C(1) << MAY_GOODS_EDIT);
	assert_fails(receiving_scan(&ctx, id, &in, &uuid, &there), DENIED, "denied");
	ctx.actor.permissions = rights;
	assert_ok(receiving_scan(&ctx, id, &in, &uuid, &there));
	assert_int_equal(lines_of(id, &lines), 1);
	assert_int_equal(lines[0].packs, WHOLE(5));
	assert_int_equal(lines[0].quantity, WHOLE(30));
	assert_ok(receiving_asides(&ctx, id, &asides, &n));
	assert_int_equal(n, 0);
	in.uuid = uuid_new(ctx.arena);
	in.variant = milk;
	assert_fails(receiving_scan(&ctx, id, &in, &uuid, &there), CONFLICT, "barcode.taken");
}

static void what_is_typed_wrong_changes_nothing(void **state)
{
	struct goods_receipt_id id = opened();
	const char *uuid = counted(id, milk, WHOLE(3));
	struct delivery_change in = { .uuid = uuid, .packs = 1500, .pack_quantity = WHOLE(1), .cost = COST_NONE, .expires_on = DATE_NONE };
	struct delivery_line *lines;

	(void)state;
	assert_fails(receiving_change(&ctx, id, &in), INVALID, "receiving.invalid");
	in.pack_quantity = WHOLE(12);
	assert_ok(receiving_change(&ctx, id, &in));
	in.pack_quantity = 0;
	assert_fails(receiving_change(&ctx, id, &in), INVALID, "receiving.invalid");
	in.pack_quantity = WHOLE(1);
	in.packs = RECEIVING_PACKS_MAX + 1;
	assert_fails(receiving_change(&ctx, id, &in), INVALID, "receiving.invalid");
	in.packs = RECEIVING_PACKS_MAX;
	in.pack_quantity = RECEIVING_PACK_MAX;
	in.cost = NUM_MAX;
	assert_fails(receiving_change(&ctx, id, &in), INVALID, "receiving.invalid");
	assert_int_equal(lines_of(id, &lines), 1);
	assert_int_equal(lines[0].quantity, WHOLE(18));
	assert_int_equal(lines[0].cost, COST_NONE);
}

/* ---- booking ---- */

static void booking_moves_each_line_once_and_then_nothing_changes(void **state)
{
	struct goods_receipt_id id = opened();
	struct delivery_change change = { .packs = WHOLE(1), .pack_quantity = WHOLE(1), .cost = COST_NONE, .expires_on = DATE_NONE };
	struct delivery_scan scan = { .uuid = uuid_new(ctx.arena), .variant = milk };
	const char *uuid;
	struct delivery d;
	bool there;

	(void)state;
	stocked(haifa, milk, WHOLE(2), STOCK_WARN);
	change.uuid = counted(id, milk, WHOLE(3));
	costs(id, change.uuid, WHOLE(3), 4900000);
	counted(id, milk, WHOLE(5));
	counted(id, bread, WHOLE(7));
	assert_int_equal(level_of(haifa, milk).on_hand, WHOLE(2));
	assert_ok(receiving_book(&ctx, id));
	assert_ok(receiving_book(&ctx, id));
	assert_int_equal(level_of(haifa, milk).on_hand, WHOLE(10));
	d = delivery_of(id);
	assert_string_equal(d.state, "booked");
	assert_int_equal(d.lines, 3);
	assert_int_equal(d.amount, 1470);
	assert_int_equal(d.uncosted, 2);
	assert_fails(receiving_scan(&ctx, id, &scan, &uuid, &there), CONFLICT, "receiving.closed");
	assert_fails(receiving_change(&ctx, id, &change), CONFLICT, "receiving.closed");
	assert_fails(receiving_remove(&ctx, id, change.uuid), CONFLICT, "receiving.closed");
	assert_fails(receiving_drop(&ctx, id), CONFLICT, "receiving.closed");
	assert_int_equal(number("SELECT COUNT(*) FROM ledger.audit WHERE action = 'delivery.booked' AND object_id = (SELECT MAX(id) FROM goods_receipt)"), 1);
}

/* Somebody archived the branch while the delivery was being opened. */
static void a_branch_that_was_archived_receives_nothing_more(void **state)
{
	struct goods_receipt_id id = opened();
	struct delivery_scan in = { .uuid = uuid_new(ctx.arena), .code = "7290000000015" };
	const char *uuid;
	bool there;

	(void)state;
	test_root(t, "UPDATE branch SET archived_at = NOW() WHERE id = %lld", (long long)haifa->id.v);
	shop_forget();
	assert_fails(receiving_scan(&ctx, id, &in, &uuid, &there), CONFLICT, "receiving.closed");
	test_root(t, "UPDATE branch SET archived_at = NULL WHERE id = %lld", (long long)haifa->id.v);
	shop_forget();
}

static void a_dropped_one_moves_nothing(void **state)
{
	struct goods_receipt_id id = opened();
	int64_t before = level_of(haifa, milk).on_hand;

	(void)state;
	counted(id, milk, WHOLE(3));
	assert_ok(receiving_drop(&ctx, id));
	assert_fails(receiving_book(&ctx, id), CONFLICT, "receiving.closed");
	assert_int_equal(level_of(haifa, milk).on_hand, before);
}

static void what_was_never_there_is_counted_from_now_on_what_is_uncounted_stays_so(void **state)
{
	struct goods_receipt_id id = opened_at(carmel->shelf, NULL);
	struct stock_level level;

	(void)state;
	assert_false(level_of(carmel, shirt).carried);
	counted(id, shirt, WHOLE(4));
	assert_ok(stock_set_policy(&ctx, carmel->shelf, soap, STOCK_UNCOUNTED));
	counted(id, soap, WHOLE(6));
	assert_ok(receiving_book(&ctx, id));
	level = level_of(carmel, shirt);
	assert_true(level.carried);
	assert_int_equal(level.policy, STOCK_WARN);
	assert_int_equal(stock_free(&level), WHOLE(4));
	level = level_of(carmel, soap);
	assert_int_equal(level.policy, STOCK_UNCOUNTED);
	assert_int_equal(level.on_hand, WHOLE(6));
}

static struct order order_for(struct variant_id v, int64_t quantity)
{
	struct cart_id cart = cart_with(v, quantity);
	struct checkout in = checkout_of(cart);
	struct order o;
	const char *token;

	assert_ok(order_place(&ctx, cart, &in, &token));
	assert_ok(order_by_token(&ctx, token, &o));
	return o;
}

static int64_t open_shortfalls(void)
{
	struct shortfall *all;
	int64_t sum = 0;
	size_t n;

	assert_ok(shortfall_open(&ctx, haifa->id, &all, &n));
	for (size_t i = 0; i < n; i++)
		sum += all[i].quantity;
	return sum;
}

static void what_orders_were_short_of_is_filled_the_oldest_first(void **state)
{
	struct goods_receipt_id id;
	struct order first, second;

	(void)state;
	stocked(haifa, jar, WHOLE(5), STOCK_BLOCK);
	first = order_for(jar, WHOLE(3));
	second = order_for(jar, WHOLE(2));
	assert_ok(stock_correct(&ctx, haifa->shelf, jar, WHOLE(1), "broken"));
	assert_int_equal(open_shortfalls(), WHOLE(4));
	id = opened();
	counted(id, jar, WHOLE(3));
	assert_ok(receiving_book(&ctx, id));
	assert_int_equal(open_shortfalls(), WHOLE(1));
	assert_int_equal(number("SELECT SUM(short) FROM stock_hold WHERE state = 'live'"), WHOLE(1));
	assert_int_equal(number("SELECT MIN(short) FROM stock_hold WHERE state = 'live'"), 0);
	books_agree();
	/* A count that finds more fills as well. */
	assert_ok(stock_correct(&ctx, haifa->shelf, jar, WHOLE(9), "found"));
	assert_int_equal(open_shortfalls(), 0);
	assert_ok(order_cancel(&ctx, first.id, NULL));
	assert_ok(order_cancel(&ctx, second.id, NULL));
}

static void a_mistake_is_mended_by_a_correction_that_names_the_line(void **state)
{
	struct goods_receipt_id id = opened();
	struct delivery_line *lines;

	(void)state;
	stocked(haifa, bread, 0, STOCK_WARN);
	counted(id, bread, WHOLE(10));
	lines_of(id, &lines);
	assert_fails(receiving_mend(&ctx, id, lines[0].id, WHOLE(8), NULL), NOT_FOUND, "receiving.no_line");
	assert_ok(receiving_book(&ctx, id));
	assert_ok(receiving_mend(&ctx, id, lines[0].id, WHOLE(8), "two were crushed"));
	assert_ok(receiving_mend(&ctx, id, lines[0].id, WHOLE(8), "two were crushed"));
	assert_int_equal(level_of(haifa, bread).on_hand, WHOLE(8));
	assert_ok(receiving_mend(&ctx, id, lines[0].id, WHOLE(11), NULL));
	assert_int_equal(level_of(haifa, bread).on_hand, WHOLE(11));
	assert_fails(receiving_mend(&ctx, id, lines[0].id, 500, NULL), INVALID, "receiving.invalid");
	lines_of(id, &lines);
	assert_int_equal(lines[0].quantity, WHOLE(10));
	assert_int_equal(lines[0].corrected, WHOLE(1));
}

/* What each of several does at once, on a connection of its own. */
typedef struct error *(*what_fn)(struct ctx *c, const void *arg);

static void do_elsewhere(what_fn what, const void *arg, int start)
{
	struct ctx c = ctx;
	char byte;

	c.db = test_db_more(t, DB_APPLICATION, &c.arena);
	if (read(start, &byte, 1) != 1)
		_exit(2);
	_exit(what(&c, arg) ? 1 : 0);
}

static void by_eight_at_once(what_fn what, const void *arg)
{
	enum { PEOPLE = 8 };
	int ends[2], status;
	pid_t children[PEOPLE];

	assert_int_equal(pipe(ends), 0);
	for (int i = 0; i < PEOPLE; i++) {
		children[i] = fork();
		if (children[i] == 0)
			do_elsewhere(what, arg, ends[0]);
	}
	assert_int_equal(write(ends[1], "12345678", PEOPLE), PEOPLE);
	for (int i = 0; i < PEOPLE; i++) {
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	close(ends[0]);
	close(ends[1]);
}

static struct error *open_it(struct ctx *c, const void *arg)
{
	struct goods_receipt_id id;

	return receiving_open(c, arg, &id);
}

static void opened_by_eight_at_once_it_is_one(void **state)
{
	struct delivery_new in = { .uuid = uuid_new(ctx.arena), .location = haifa->shelf, .supplier = "Emek Dairy", .reference = "77088" };

	(void)state;
	by_eight_at_once(open_it, &in);
	assert_int_equal(number("SELECT COUNT(*) FROM goods_receipt WHERE reference = '77088'"), 1);
}

static struct error *book_it(struct ctx *c, const void *arg)
{
	return receiving_book(c, *(const struct goods_receipt_id *)arg);
}

static void booked_by_eight_at_once_it_moves_once(void **state)
{
	struct goods_receipt_id id = opened();

	(void)state;
	stocked(haifa, shirt, 0, STOCK_BLOCK);
	stocked(haifa, soap, 0, STOCK_BLOCK);
	counted(id, soap, WHOLE(2));
	counted(id, shirt, WHOLE(5));
	by_eight_at_once(book_it, &id);
	assert_int_equal(level_of(haifa, shirt).on_hand, WHOLE(5));
	assert_int_equal(level_of(haifa, soap).on_hand, WHOLE(2));
}

/* ---- what is told of them ---- */

static void the_last_cost_and_a_goods_deliveries_are_told(void **state)
{
	struct goods_receipt_id first = opened(), second;
	struct delivered *all;
	struct delivery_line *lines;
	size_t n;

	(void)state;
	costs(first, counted(first, shirt, WHOLE(1)), WHOLE(1), 30000000);
	assert_ok(receiving_book(&ctx, first));
	ctx.now += HOUR;
	second = opened();
	costs(second, counted(second, shirt, WHOLE(1)), WHOLE(1), 40000000);
	lines_of(second, &lines);
	assert_int_equal(lines[0].previous, 30000000);
	assert_ok(receiving_book(&ctx, second));
	assert_ok(receiving_of_variant(&ctx, shirt, 2, &all, &n));
	assert_int_equal(n, 2);
	assert_int_equal(all[0].cost, 40000000);
	assert_int_equal(all[0].delivery.v, second.v);
	lines_of(first, &lines);
	assert_int_equal(lines[0].previous, COST_NONE);
}

static void expiring_is_what_still_lies_there(void **state)
{
	int32_t today = (int32_t)(MORNING / DAY);
	struct delivery_change change = { .packs = WHOLE(10), .pack_quantity = WHOLE(1), .cost = COST_NONE };
	struct goods_receipt_id id;
	struct expiring *all;
	size_t n;

	(void)state;
	stocked(carmel, tomato, 0, STOCK_WARN);
	for (int i = 0; i < 2; i++) {
		id = opened_at(carmel->shelf, NULL);
		change.uuid = counted(id, tomato, WHOLE(10));
		change.expires_on = today + 2 + i * 3;
		assert_ok(receiving_change(&ctx, id, &change));
		assert_ok(receiving_book(&ctx, id));
	}
	assert_ok(stock_correct(&ctx, carmel->shelf, tomato, WHOLE(13), "sold"));
	assert_ok(receiving_expiring(&ctx, "en", carmel->id, today, today + 7, &all, &n));
	assert_int_equal(n, 2);
	assert_int_equal(all[0].left, WHOLE(3));
	assert_int_equal(all[0].expires_on, today + 2);
	assert_int_equal(all[1].left, WHOLE(10));
	assert_ok(receiving_expiring(&ctx, "en", haifa->id, today, today + 7, &all, &n));
	assert_int_equal(n, 0);
	assert_ok(stock_correct(&ctx, carmel->shelf, tomato, WHOLE(9), "sold"));
	assert_ok(receiving_expiring(&ctx, "en", (struct branch_id){ 0 }, today, today + 3, &all, &n));
	assert_int_equal(n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(the_same_form_twice_opens_one_delivery, whole),
		cmocka_unit_test_teardown(the_same_note_of_the_same_supplier_is_asked_about, whole),
		cmocka_unit_test_teardown(another_branch_is_none, whole),
		cmocka_unit_test_teardown(a_scan_that_comes_twice_counts_once, whole),
		cmocka_unit_test_teardown(what_was_removed_does_not_come_back_by_itself, whole),
		cmocka_unit_test_teardown(the_code_of_a_box_brings_the_box, whole),
		cmocka_unit_test_teardown(a_code_is_learned_and_what_lay_aside_is_taken, whole),
		cmocka_unit_test_teardown(what_is_typed_wrong_changes_nothing, whole),
		cmocka_unit_test_teardown(the_last_cost_and_a_goods_deliveries_are_told, whole),
		cmocka_unit_test_teardown(booking_moves_each_line_once_and_then_nothing_changes, whole),
		cmocka_unit_test_teardown(a_branch_that_was_archived_receives_nothing_more, whole),
		cmocka_unit_test_teardown(a_dropped_one_moves_nothing, whole),
		cmocka_unit_test_teardown(what_was_never_there_is_counted_from_now_on_what_is_uncounted_stays_so, whole),
		cmocka_unit_test_teardown(what_orders_were_short_of_is_filled_the_oldest_first, whole),
		cmocka_unit_test_teardown(a_mistake_is_mended_by_a_correction_that_names_the_line, whole),
		cmocka_unit_test_teardown(opened_by_eight_at_once_it_is_one, whole),
		cmocka_unit_test_teardown(booked_by_eight_at_once_it_moves_once, whole),
		cmocka_unit_test_teardown(expiring_is_what_still_lies_there, whole),
	};
	base_init();
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, counter_open, goods_close);
}
