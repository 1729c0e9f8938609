/* sale.c: what is handed over, shifts, and sales whose answer is lost. */
#include "counter.h"

static const uint8_t body[SHA256_SIZE] = { 7 };

static struct error *sell(const struct till *till, const char *uuid, const struct sale_line *line,
	const struct sale_tender *tenders, size_t n, const char **document, int64_t *change)
{
	struct sale in = { .uuid = uuid, .lang = "en", .lines = line, .line_count = line ? 1 : 0,
		.tenders = tenders, .tender_count = n, .hash = body };

	return sale_complete(&ctx, till, &in, document, change);
}

/* 1.234 kg at 9.90: 12.22, in cash 12.20. */
static struct sale_line tomatoes(void)
{
	return (struct sale_line){ .variant = tomato, .quantity = 1234, .unit_price = 990 * PRICE_PER_MINOR };
}

static int64_t closed(const struct till *till, int64_t counted)
{
	struct shift_result r;

	assert_ok(shift_close(&ctx, till->id, counted, &r));
	return r.cash_expected;
}

/* ---- tenders ---- */

struct settlement {
	struct sale_tender tenders[3];
	size_t count;
	const char *code;	/* of the refusal; NULL: it settles */
	int64_t change, drawer;	/* what it adds to the drawer */
};

static const struct settlement settlements[] = {
	{ { { "cash", 1220 } }, 1, NULL, 0, 1220 },
	{ { { "cash", 5000 } }, 1, NULL, 3780, 1220 },
	{ { { "card", 1222 } }, 1, NULL, 0, 0 },
	{ { { "card", 222 }, { "cash", 1000 } }, 2, NULL, 0, 1000 },
	{ { { "card", 219 }, { "cash", 2000 } }, 2, NULL, 1000, 1000 },	/* 10.03 left is 10.00 */
	{ { { "cash", 600 }, { "card", 222 }, { "cash", 500 } }, 3, NULL, 100, 1000 },
	{ { { "card", 1000 }, { "card", 222 } }, 2, NULL, 0, 0 },
	{ { { "cash", 1219 } }, 1, "tender.short", 0, 0 },
	{ { { "card", 1221 } }, 1, "tender.sum", 0, 0 },
	{ { { "card", 1223 } }, 1, "tender.over", 0, 0 },
	{ { { "card", 1222 }, { "cash", 1 } }, 2, "tender.sum", 0, 0 },
	{ { { "cash", 0 } }, 1, "tender.amount", 0, 0 },
	{ { { "cash", -1220 } }, 1, "tender.amount", 0, 0 },
	{ { { "cash", NUM_MAX + 1 } }, 1, "tender.amount", 0, 0 },
	{ { { "shells", 1222 } }, 1, "tender.kind", 0, 0 },
	{ { { NULL, 0 } }, 0, "tender.sum", 0, 0 },
};

static void what_is_handed_over_settles_to_the_coin(void **state)
{
	(void)state;
	struct till till = till_at(haifa);
	struct sale_line line = tomatoes();
	int64_t drawer = 20000, sales = 0, change;
	const char *document;

	for (size_t i = 0; i < sizeof(settlements) / sizeof(settlements[0]); i++) {
		const struct settlement *s = &settlements[i];
		const char *uuid = uuid_new(ctx.arena);

		if (s->code) {
			assert_fails(sell(&till, uuid, &line, s->tenders, s->count, &document, &change), INVALID, s->code);
			continue;
		}
		assert_ok(sell(&till, uuid, &line, s->tenders, s->count, &document, &change));
		assert_int_equal(change, s->change);
		drawer += s->drawer;
		sales++;
	}
	struct shift_result r;
	assert_ok(shift_close(&ctx, till.id, drawer - 5, &r));
	assert_int_equal(r.sales_count, sales);
	assert_int_equal(r.sales_amount, sales * 1222);
	assert_int_equal(r.cash_expected, drawer);
	assert_int_equal(r.cash_counted, drawer - 5);
}

static void numbers_of_a_till_have_no_gaps(void **state)
{
	(void)state;
	struct till till = till_at(haifa);
	struct sale_line line = tomatoes();
	const struct sale_tender right = { "card", 1222 }, wrong = { "card", 1 };
	struct document d;
	const char *document;
	int64_t change;

	for (int i = 1; i <= 4; i++) {
		assert_fails(sell(&till, uuid_new(ctx.arena), &line, &wrong, 1, &document, &change), INVALID, "tender.sum");
		assert_ok(sell(&till, uuid_new(ctx.arena), &line, &right, 1, &document, &change));
		assert_ok(document_by_token(&ctx, document, &d));
		assert_int_equal(d.number, i);
	}
	closed(&till, 20000);
}

static void a_basket_that_cannot_be_sold_is_refused(void **state)
{
	(void)state;
	struct till till = till_at(haifa);
	const struct sale_tender card = { "card", 1222 };
	const char *document;
	int64_t change;
	struct sale_line line = tomatoes();

	assert_fails(sell(&till, uuid_new(ctx.arena), NULL, &card, 1, &document, &change), INVALID, "sale.empty");
	line.quantity = 0;
	assert_fails(sell(&till, uuid_new(ctx.arena), &line, &card, 1, &document, &change), INVALID, "sale.quantity");
	line = (struct sale_line){ .variant = milk, .quantity = 500, .unit_price = 690 * PRICE_PER_MINOR };
	assert_fails(sell(&till, uuid_new(ctx.arena), &line, &card, 1, &document, &change), INVALID, "sale.whole");
	line = (struct sale_line){ .variant = milk, .quantity = WHOLE(1), .unit_price = 600 * PRICE_PER_MINOR };
	assert_fails(sell(&till, uuid_new(ctx.arena), &line, &card, 1, &document, &change), CONFLICT, "sale.price");
	line.variant.v = INT64_MAX;
	assert_fails(sell(&till, uuid_new(ctx.arena), &line, &card, 1, &document, &change), NOT_FOUND, "item.none");
	closed(&till, 20000);
}

/* ---- shifts ---- */

static void one_shift_is_open_and_the_last_is_told_again(void **state)
{
	(void)state;
	struct till till = till_at(haifa);
	struct shift_result r, again;
	struct shift shift;
	bool found;

	assert_fails(shift_open(&ctx, till.id, 1, &shift), CONFLICT, "shift.open");
	assert_ok(shift_last_closed(&ctx, till.id, &found, &again));
	assert_false(found);
	assert_fails(shift_close(&ctx, till.id, -1, &r), INVALID, "shift.counted");
	assert_ok(shift_close(&ctx, till.id, 19900, &r));
	assert_fails(shift_close(&ctx, till.id, 19900, &r), CONFLICT, "shift.none");
	ctx.now += HOUR;
	assert_fails(shift_open(&ctx, till.id, -1, &shift), INVALID, "shift.float");
	assert_ok(shift_open(&ctx, till.id, 0, &shift));
	assert_ok(shift_last_closed(&ctx, till.id, &found, &again));
	assert_true(found);
	assert_int_equal(again.cash_expected, 20000);
	assert_int_equal(again.cash_counted, 19900);
	closed(&till, 0);
}

static void nothing_is_sold_without_a_shift_or_the_right(void **state)
{
	(void)state;
	struct till till = till_at(haifa);
	const struct sale_tender card = { "card", 1222 };
	struct sale_line line = tomatoes();
	uint64_t rights = ctx.actor.permissions;
	struct shift_result r;
	const char *document;
	int64_t change;
	bool found;

	closed(&till, 20000);
	assert_fails(sell(&till, uuid_new(ctx.arena), &line, &card, 1, &document, &change), CONFLICT, "shift.none");
	ctx.actor.permissions = 0;
	assert_fails(sell(&till, uuid_new(ctx.arena), &line, &card, 1, &document, &change), DENIED, "denied");
	assert_fails(shift_close(&ctx, till.id, 0, &r), DENIED, "denied");
	assert_fails(shift_last_closed(&ctx, till.id, &found, &r), DENIED, "denied");
	ctx.actor.permissions = rights;
}

/* ---- a sale whose answer is lost ---- */

static void a_sale_lost_at_its_commit_is_looked_up_never_repeated(void **state)
{
	(void)state;
	struct till till = till_at(haifa);
	struct sale_line line = tomatoes();
	const struct sale_tender cash = { "cash", 2000 };
	const char *uuid = uuid_new(ctx.arena), *lost = uuid_new(ctx.arena), *first, *again;
	struct relay *relay = relay_open(t);
	struct conf conf = *t->conf;
	struct db *direct = ctx.db;
	int64_t change;

	conf.database_socket = relay_socket(relay);
	ctx.db = db_new(&conf, DB_APPLICATION);
	db_arena(ctx.db, ctx.arena);
	assert_true(db_alive(ctx.db));
	relay_set(relay, RELAY_CUT_AFTER_COMMIT);
	assert_ok(sell(&till, uuid, &line, &cash, 1, &first, &change));
	assert_int_equal(change, 780);
	assert_ok(sell(&till, uuid, &line, &cash, 1, &again, &change));
	assert_string_equal(first, again);
	relay_set(relay, RELAY_CUT_BEFORE_COMMIT);
	assert_fails(sell(&till, lost, &line, &cash, 1, &again, &change), UNCERTAIN, "db.uncertain");
	db_close(ctx.db);
	relay_close(relay);
	ctx.db = direct;
	assert_ok(sell(&till, lost, &line, &cash, 1, &again, &change));
	assert_int_equal(closed(&till, 22440), 22440);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(what_is_handed_over_settles_to_the_coin, whole),
		cmocka_unit_test_teardown(numbers_of_a_till_have_no_gaps, whole),
		cmocka_unit_test_teardown(a_basket_that_cannot_be_sold_is_refused, whole),
		cmocka_unit_test_teardown(one_shift_is_open_and_the_last_is_told_again, whole),
		cmocka_unit_test_teardown(nothing_is_sold_without_a_shift_or_the_right, whole),
		cmocka_unit_test_teardown(a_sale_lost_at_its_commit_is_looked_up_never_repeated, whole),
	};

	base_init();
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, counter_open, goods_close);
}
