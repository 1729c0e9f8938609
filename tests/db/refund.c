/* refund.c: goods come back: whatever the parts, together they are what was
 * paid; of two who take the same piece back at once one does. */
#include "counter.h"

#include <pthread.h>

#include "shop/refund.h"

static struct till till;

/* ---- selling and taking back ---- */

static struct order_id sold(const struct sale_line *lines, size_t n, const struct sale_tender *tenders, size_t count)
{
	const char *uuid = uuid_new(ctx.arena), *document;
	struct sale in = { .uuid = uuid, .lang = "en", .lines = lines, .line_count = n, .tenders = tenders, .tender_count = count };
	uint8_t hash[SHA256_SIZE];
	struct document d;
	int64_t change;

	sha256(hash, uuid, strlen(uuid));
	in.hash = hash;
	assert_ok(sale_complete(&ctx, &till, &in, &document, &change));
	assert_ok(document_by_token(&ctx, document, &d));
	return d.order;
}

static const struct sale_tender notes = { "cash", 500000 };

/* In cash. */
static struct order_id sold_one(struct variant_id v, int64_t quantity, int64_t price)
{
	const struct sale_line line = { v, quantity, price * PRICE_PER_MINOR };

	return sold(&line, 1, &notes, 1);
}

static struct refund back_of(struct order_id order, const struct refund_line *lines, size_t n)
{
	return (struct refund){ .uuid = uuid_new(ctx.arena), .order = order, .lines = lines, .count = n, .till = till.id, .reason = "Broken" };
}

/* One line comes back; its credit note. */
static struct document taken(struct order_id order, int64_t line_no, int64_t quantity)
{
	const struct refund_line line = { line_no, quantity, false };
	struct refund in = back_of(order, &line, 1);
	const char *token;
	struct document d;

	assert_ok(refund_make(&ctx, &in, &token));
	assert_ok(document_by_token(&ctx, token, &d));
	return d;
}

static void refused(struct order_id order, int64_t line_no, int64_t quantity, enum error_kind kind, const char *code)
{
	const struct refund_line line = { line_no, quantity, false };
	struct refund in = back_of(order, &line, 1);
	struct refund_sum sum;
	const char *token;

	assert_fails(refund_preview(&ctx, &in, &sum), kind, code);
	assert_fails(refund_make(&ctx, &in, &token), kind, code);
}

static int64_t drawer(void)
{
	return number("SELECT cash_expected FROM shift WHERE open_till_id IS NOT NULL ORDER BY id DESC LIMIT 1");
}

static int at_till(void **state)
{
	(void)state;
	till = till_at(haifa);
	return 0;
}

/* ---- what it comes to ---- */

static void the_whole_gives_back_the_cash_that_was_taken(void **state)
{
	(void)state;
	int64_t before = drawer();
	/* 1.234 kg at 9.90: 12.22, taken as 12.20. */
	struct order_id order = sold_one(tomato, 1234, 990);
	struct document d, receipt;
	const char *token;
	struct order was, back;
	bool found;

	assert_int_equal(drawer(), before + 1220);
	d = taken(order, 1, 1234);
	assert_int_equal(drawer(), before);
	assert_string_equal(d.kind, "credit_note");
	assert_int_equal(d.total, -1222);
	assert_int_equal(d.rounding, 2);
	assert_int_equal(d.payments[0].tendered, -1220);
	assert_int_equal(d.lines[0].quantity, -1234);
	assert_ok(document_of_order(&ctx, order, &found, &token));
	assert_ok(document_by_token(&ctx, token, &receipt));
	assert_int_equal(d.credits.v, receipt.id.v);
	assert_int_equal(d.tax, -receipt.tax);
	assert_ok(order_by_id(&ctx, d.order, &back));
	assert_ok(order_by_id(&ctx, order, &was));
	assert_int_equal(back.returns.v, order.v);
	assert_string_equal(back.stage, "done");
	assert_int_equal(was.lines[0].returned, 1234);
	refused(order, 1, 1, CONFLICT, "refund.left");
	refused(d.order, 1, 1000, CONFLICT, "refund.return");
}

static void parts_round_down_and_the_last_takes_the_rest(void **state)
{
	(void)state;
	const struct sale_line lines[] = { { soap, WHOLE(3), 333 * PRICE_PER_MINOR } };
	struct order_id order = sold(lines, 1, &notes, 1);
	static const int64_t tax[] = { 50, 51, 51 };

	/* 9.99, thereof 1.52 tax, taken as 10.00. */
	for (int i = 0; i < 3; i++) {
		struct document d = taken(order, 1, WHOLE(1));

		assert_int_equal(d.total, -333);
		assert_int_equal(-d.tax, tax[i]);
		assert_int_equal(-d.payments[0].tendered, i < 2 ? 330 : 340);
	}
}

static void numbers_of_credit_notes_have_no_gaps_and_name_their_receipt(void **state)
{
	(void)state;
	struct order_id order = sold_one(milk, WHOLE(3), 690);
	struct document first = taken(order, 1, WHOLE(1)), second = taken(order, 1, WHOLE(2));
	struct document_link receipt, *notes_of;
	size_t n;

	assert_int_equal(second.number, first.number + 1);
	assert_string_equal(first.series_code, second.series_code);
	assert_ok(document_link_of_order(&ctx, order, &receipt));
	assert_ok(document_credits(&ctx, receipt.id, &notes_of, &n));
	assert_int_equal(n, 2);
	assert_int_equal(notes_of[0].id.v, first.id.v);
	assert_int_equal(number(arena_printf(ctx.arena,
		"SELECT COUNT(*) FROM ledger.journal WHERE document_id = %lld AND body LIKE '%%\"credits\":\"%s-%lld\"%%'",
		(long long)second.id.v, receipt.series_code, (long long)receipt.number)), 1);
}

static void a_web_order_paid_at_the_till_comes_back_at_the_web_door(void **state)
{
	(void)state;
	struct cart_id cart = cart_with(jar, WHOLE(2));
	struct checkout in = checkout_of(cart);
	const char *token, *document, *uuid = uuid_new(ctx.arena);
	uint8_t hash[SHA256_SIZE] = { 3 };
	struct order order, back;
	int64_t change;

	assert_ok(order_place(&ctx, cart, &in, &token));
	assert_ok(order_by_token(&ctx, token, &order));
	refused(order.id, 1, WHOLE(1), CONFLICT, "order.stage");
	assert_ok(sale_pay_order(&ctx, &till, uuid, hash, order.id, &notes, 1, &document, &change));
	assert_ok(order_by_id(&ctx, taken(order.id, 1, WHOLE(1)).order, &back));
	assert_string_equal(back.channel, "web");
	assert_int_equal(back.customer.v, order.customer.v);
	assert_string_equal(back.note, "Broken");
}

static void card_stays_on_the_card(void **state)
{
	(void)state;
	const struct sale_line lines[] = { { jar, WHOLE(2), 1990 * PRICE_PER_MINOR }, { milk, WHOLE(1), 690 * PRICE_PER_MINOR } };
	const struct sale_tender card = { "card", 4670 }, both[] = { { "card", 2500 }, { "cash", 5000 } };
	struct order_id by_card = sold(lines, 2, &card, 1), mixed = sold(lines, 2, both, 2);
	struct refund_left left;

	refused(by_card, 2, WHOLE(1), INVALID, "refund.card");
	assert_ok(refund_left(&ctx, mixed, &left));
	assert_int_equal(left.amount, 2170);
	assert_true(left.card);
	refused(mixed, 1, WHOLE(2), INVALID, "refund.card");
	assert_int_equal(taken(mixed, 1, WHOLE(1)).total, -1990);
	refused(mixed, 2, WHOLE(1), INVALID, "refund.card");
	assert_int_equal(number(arena_printf(ctx.arena, "SELECT SUM(returned) FROM order_line WHERE order_id IN (%lld, %lld)",
		(long long)by_card.v, (long long)mixed.v)), 1000);
}

static void a_drawer_gives_no_more_than_it_holds(void **state)
{
	(void)state;
	struct order_id order = sold_one(shirt, WHOLE(4), 7990);
	struct till full = till;

	till = till_at(haifa);
	refused(order, 1, WHOLE(3), CONFLICT, "refund.drawer");
	assert_int_equal(drawer(), 20000);
	assert_int_equal(taken(order, 1, WHOLE(2)).total, -15980);
	assert_int_equal(drawer(), 20000 - 15980);
	till = full;
	assert_int_equal(taken(order, 1, WHOLE(2)).total, -15980);
}

static void only_a_drawer_of_the_branch_that_is_in_use_gives(void **state)
{
	(void)state;
	struct order_id order = sold_one(milk, WHOLE(1), 690);
	struct shift_result r;

	till = till_at(carmel);
	refused(order, 1, WHOLE(1), CONFLICT, "shift.none");
	till = till_at(haifa);
	assert_ok(shift_close(&ctx, till.id, 20000, &r));
	refused(order, 1, WHOLE(1), CONFLICT, "shift.none");
}

static void a_shift_tells_what_it_gave_back(void **state)
{
	(void)state;
	struct order_id order;
	struct shift_result r;

	till = till_at(haifa);
	order = sold_one(milk, WHOLE(3), 690);
	taken(order, 1, WHOLE(1));
	assert_ok(shift_close(&ctx, till.id, 21380, &r));
	assert_int_equal(r.sales_count, 1);
	assert_int_equal(r.sales_amount, 2070);
	assert_int_equal(r.refunds_count, 1);
	assert_int_equal(r.refunds_amount, 690);
	assert_int_equal(r.cash_expected, 20000 + 2070 - 690);
}

/* ---- goods ---- */

static void goods_go_back_on_the_shelf_or_to_what_is_damaged(void **state)
{
	(void)state;
	const struct sale_line lines[] = { { jar, WHOLE(3), 1990 * PRICE_PER_MINOR }, { milk, WHOLE(2), 690 * PRICE_PER_MINOR } };
	const struct refund_line back[] = { { 1, WHOLE(1), false }, { 1, WHOLE(2), true }, { 2, WHOLE(1), true } };
	struct order_id order = sold(lines, 2, &notes, 1);
	struct refund in = back_of(order, back, 3);
	int64_t jars = level_of(haifa, jar).on_hand, milks = level_of(haifa, milk).on_hand;
	const char *token;

	assert_ok(refund_make(&ctx, &in, &token));
	assert_int_equal(level_of(haifa, jar).on_hand, jars + WHOLE(1));
	assert_int_equal(level_of(haifa, milk).on_hand, milks);
	assert_int_equal(number("SELECT SUM(l.on_hand) FROM stock_level l JOIN location p ON p.id = l.location_id WHERE p.kind = 'damaged'"), WHOLE(3));
	in = back_of(order, &back[2], 1);
	assert_ok(refund_make(&ctx, &in, &token));
	assert_int_equal(number("SELECT COUNT(*) FROM location WHERE kind = 'damaged'"), 1);
}

/* ---- what was asked ---- */

static void what_cannot_be_taken_back_is_said_at_its_field(void **state)
{
	(void)state;
	struct order_id order = sold_one(milk, WHOLE(2), 690);
	const struct refund_line one = { 1, WHOLE(1), false }, half = { 1, 500, false }, none = { 9, WHOLE(1), false }, much = { 1, WHOLE(3), false };
	struct refund in = back_of(order, &half, 1);
	struct error *e;
	const char *token;

	e = refund_make(&ctx, &in, &token);
	assert_string_equal(e->code, "refund.whole");
	assert_string_equal(e->field, "line.1");
	in.lines = &none;
	assert_fails(refund_make(&ctx, &in, &token), INVALID, "refund.quantity");
	in.lines = &much;
	e = refund_make(&ctx, &in, &token);
	assert_string_equal(e->code, "refund.left");
	assert_string_equal(e->field, "line.1");
	in.count = 0;
	assert_fails(refund_make(&ctx, &in, &token), INVALID, "refund.empty");
	in = back_of(order, &one, 1);
	in.reason = "";
	assert_fails(refund_make(&ctx, &in, &token), INVALID, "refund.reason");
	in = back_of((struct order_id){ INT64_MAX }, &one, 1);
	assert_fails(refund_make(&ctx, &in, &token), NOT_FOUND, "order.none");
}

static void whoever_may_not_or_works_elsewhere_takes_nothing_back(void **state)
{
	(void)state;
	struct order_id order = sold_one(milk, WHOLE(1), 690);
	struct actor all = ctx.actor;

	ctx.actor.permissions &= ~(UINT64_C(1) << MAY_ORDER_REFUND);
	refused(order, 1, WHOLE(1), DENIED, "denied");
	ctx.actor = all;
	ctx.actor.all_branches = false;
	ctx.actor.branches = &carmel->id;
	ctx.actor.branch_count = 1;
	refused(order, 1, WHOLE(1), NOT_FOUND, "order.none");
	ctx.actor = all;
	taken(order, 1, WHOLE(1));
}

static void the_same_form_again_is_the_same_credit_note(void **state)
{
	(void)state;
	struct order_id order = sold_one(milk, WHOLE(3), 690);
	struct refund_line line = { 1, WHOLE(1), false };
	struct refund in = back_of(order, &line, 1);
	const char *first, *again;

	assert_ok(refund_make(&ctx, &in, &first));
	assert_ok(refund_make(&ctx, &in, &again));
	assert_string_equal(first, again);
	line.quantity = WHOLE(2);
	assert_fails(refund_make(&ctx, &in, &again), CONFLICT, "key.reused");
	assert_int_equal(number(arena_printf(ctx.arena, "SELECT returned FROM order_line WHERE order_id = %lld", (long long)order.v)), WHOLE(1));
}

/* ---- any parts, in any order ---- */

static uint64_t seed;

static int64_t below(int64_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (int64_t)((seed >> 33) % (uint64_t)n);
}

struct given {
	int64_t amount, tax, cash;
};

/* Takes some of a line that has some left. */
static bool take_some(const struct order *o, struct given *sum)
{
	int64_t at = below((int64_t)o->count), left, quantity;
	struct order now;
	struct document d;

	assert_ok(order_by_id(&ctx, o->id, &now));
	left = now.lines[at].quantity - now.lines[at].returned;
	if (!left)
		return false;
	quantity = strcmp(now.lines[at].unit, "piece") ? 1 + below(left) : WHOLE(1 + below(left / 1000));
	d = taken(o->id, at + 1, quantity);
	sum->amount -= d.total;
	sum->tax -= d.tax;
	for (size_t i = 0; i < d.payment_count; i++)
		sum->cash -= d.payments[i].tendered;
	assert_true(d.total <= 0 && d.tax <= 0 && d.total <= d.tax);
	return true;
}

static bool all_back(const struct order *o)
{
	return number(arena_printf(ctx.arena, "SELECT SUM(quantity - returned) FROM order_line WHERE order_id = %lld", (long long)o->id.v)) == 0;
}

static void one_sale_in_parts(void)
{
	const struct sale_line goods[] = {
		{ milk, WHOLE(1 + below(6)), 690 * PRICE_PER_MINOR }, { tomato, 1 + below(3000), 990 * PRICE_PER_MINOR },
		{ soap, WHOLE(1 + below(9)), 333 * PRICE_PER_MINOR }, { tomato, 1 + below(40), 990 * PRICE_PER_MINOR },
	};
	struct order_id id = sold(goods, (size_t)(1 + below(4)), &notes, 1);
	struct given sum = { 0, 0, 0 };
	struct order o;
	int64_t taken_cash = number(arena_printf(ctx.arena, "SELECT SUM(amount + rounding) FROM payment WHERE order_id = %lld", (long long)id.v));

	assert_ok(order_by_id(&ctx, id, &o));
	while (!all_back(&o))
		take_some(&o, &sum);
	assert_int_equal(sum.amount, o.total);
	assert_int_equal(sum.tax, o.tax);
	assert_int_equal(sum.cash, taken_cash);
}

static void any_parts_together_are_what_was_paid(void **state)
{
	(void)state;
	int64_t before = drawer();

	for (seed = 1; seed < 1 + 40; ) {
		uint64_t next = seed + 1;

		one_sale_in_parts();
		seed = next;
	}
	assert_int_equal(drawer(), before);
}

/* ---- at once ---- */

#define AT_ONCE 4

struct rival {
	struct ctx ctx;
	struct refund in;
	struct refund_line line;
	const char *token, *code;
	pthread_barrier_t *gate;
};

static void *try_to_take(void *arg)
{
	struct rival *x = arg;
	struct error *e;

	pthread_barrier_wait(x->gate);
	e = refund_make(&x->ctx, &x->in, &x->token);
	x->code = e ? e->code : NULL;
	return NULL;
}

/* Rivals take a piece each; how many got it. */
static int race(struct order_id order, const char *uuid, struct rival *rivals)
{
	pthread_barrier_t gate;
	pthread_t threads[AT_ONCE];
	int won = 0;

	pthread_barrier_init(&gate, NULL, AT_ONCE);
	for (int i = 0; i < AT_ONCE; i++) {
		struct rival *x = &rivals[i];

		x->ctx = ctx;
		x->ctx.db = test_db_more(t, DB_APPLICATION, &x->ctx.arena);
		db_arena(x->ctx.db, x->ctx.arena);
		x->line = (struct refund_line){ 1, WHOLE(1), false };
		x->in = back_of(order, &x->line, 1);
		x->in.uuid = uuid ? uuid : x->in.uuid;
		x->gate = &gate;
	}
	for (int i = 0; i < AT_ONCE; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, try_to_take, &rivals[i]), 0);
	for (int i = 0; i < AT_ONCE; i++) {
		pthread_join(threads[i], NULL);
		won += !rivals[i].code;
	}
	pthread_barrier_destroy(&gate);
	return won;
}

static void let_go(struct rival *rivals)
{
	for (int i = 0; i < AT_ONCE; i++) {
		db_close(rivals[i].ctx.db);
		arena_free(rivals[i].ctx.arena);
	}
}

static void of_two_who_take_the_same_piece_one_does(void **state)
{
	(void)state;
	struct rival rivals[AT_ONCE];

	for (int round = 0; round < 8; round++) {
		struct order_id order = sold_one(milk, WHOLE(1), 690);

		assert_int_equal(race(order, NULL, rivals), 1);
		for (int i = 0; i < AT_ONCE; i++)
			if (rivals[i].code)
				assert_string_equal(rivals[i].code, "refund.left");
		let_go(rivals);
	}
}

/* Neither waits for the other's drawer: both for the payment. 12.24 and 23.24 are 12.20 and 23.20
 * each by itself, and were 35.50 together. */
static void out_of_two_drawers_at_once_goes_what_was_paid(void **state)
{
	const struct sale_line lines[] = { { tomato, 1236, 990 * PRICE_PER_MINOR }, { tomato, 2347, 990 * PRICE_PER_MINOR } };
	struct till other = till_at(haifa);
	struct rival rivals[2];
	pthread_t threads[2];

	(void)state;
	for (int round = 0; round < 8; round++) {
		struct order_id order = sold(lines, 2, &notes, 1);
		pthread_barrier_t gate;

		pthread_barrier_init(&gate, NULL, 2);
		for (int i = 0; i < 2; i++) {
			struct rival *x = &rivals[i];

			x->ctx = ctx;
			x->ctx.db = test_db_more(t, DB_APPLICATION, &x->ctx.arena);
			db_arena(x->ctx.db, x->ctx.arena);
			x->line = (struct refund_line){ i + 1, lines[i].quantity, false };
			x->in = back_of(order, &x->line, 1);
			x->in.till = i ? other.id : till.id;
			x->gate = &gate;
			assert_int_equal(pthread_create(&threads[i], NULL, try_to_take, x), 0);
		}
		for (int i = 0; i < 2; i++) {
			pthread_join(threads[i], NULL);
			assert_null(rivals[i].code);
			db_close(rivals[i].ctx.db);
			arena_free(rivals[i].ctx.arena);
		}
		pthread_barrier_destroy(&gate);
		/* Of the last one that was paid nothing is left. */
		assert_int_equal(number("SELECT SUM(p.amount + p.rounding) FROM payment p, (SELECT MAX(id) AS id FROM payment WHERE refunds_payment_id IS NULL) AS last "
			"WHERE p.id = last.id OR p.refunds_payment_id = last.id"), 0);
	}
}

static void the_same_form_sent_at_once_takes_back_once(void **state)
{
	(void)state;
	struct rival rivals[AT_ONCE];

	for (int round = 0; round < 8; round++) {
		struct order_id order = sold_one(milk, WHOLE(4), 690);

		assert_int_equal(race(order, uuid_new(ctx.arena), rivals), AT_ONCE);
		for (int i = 1; i < AT_ONCE; i++)
			assert_string_equal(rivals[i].token, rivals[0].token);
		let_go(rivals);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_whole_gives_back_the_cash_that_was_taken, at_till, whole),
		cmocka_unit_test_setup_teardown(parts_round_down_and_the_last_takes_the_rest, at_till, whole),
		cmocka_unit_test_setup_teardown(numbers_of_credit_notes_have_no_gaps_and_name_their_receipt, at_till, whole),
		cmocka_unit_test_setup_teardown(a_web_order_paid_at_the_till_comes_back_at_the_web_door, at_till, whole),
		cmocka_unit_test_setup_teardown(card_stays_on_the_card, at_till, whole),
		cmocka_unit_test_setup_teardown(a_drawer_gives_no_more_than_it_holds, at_till, whole),
		cmocka_unit_test_setup_teardown(only_a_drawer_of_the_branch_that_is_in_use_gives, at_till, whole),
		cmocka_unit_test_setup_teardown(a_shift_tells_what_it_gave_back, at_till, whole),
		cmocka_unit_test_setup_teardown(goods_go_back_on_the_shelf_or_to_what_is_damaged, at_till, whole),
		cmocka_unit_test_setup_teardown(what_cannot_be_taken_back_is_said_at_its_field, at_till, whole),
		cmocka_unit_test_setup_teardown(whoever_may_not_or_works_elsewhere_takes_nothing_back, at_till, whole),
		cmocka_unit_test_setup_teardown(the_same_form_again_is_the_same_credit_note, at_till, whole),
		cmocka_unit_test_setup_teardown(any_parts_together_are_what_was_paid, at_till, whole),
		cmocka_unit_test_setup_teardown(of_two_who_take_the_same_piece_one_does, at_till, whole),
		cmocka_unit_test_setup_teardown(out_of_two_drawers_at_once_goes_what_was_paid, at_till, whole),
		cmocka_unit_test_setup_teardown(the_same_form_sent_at_once_takes_back_once, at_till, whole),
	};

	base_init();
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, counter_open, goods_close);
}
