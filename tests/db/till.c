/* till.c: a till that is revoked: its shift is counted, its journal ends, and a
 * device enrolled anew leaves no till behind. */
#include "counter.h"

#include "base/json.h"

static int64_t asked(const char *sql, const struct db_value *args, size_t n)
{
	int64_t value;

	assert_ok(db_whole(ctx.db, &value, -1, sql, args, n));
	return value;
}

static bool chain_is_closed(const struct till *till)
{
	return asked("SELECT closed_at IS NOT NULL FROM chain WHERE id = ?", ARGS(ID(till->chain)));
}

/* How many entries of a kind the till's journal has; its last one has it too. */
static int64_t entries(const struct till *till, const char *kind)
{
	return asked("SELECT COUNT(*) FROM ledger.journal WHERE chain_id = ? AND kind = ?", ARGS(ID(till->chain), T(kind)));
}

static bool ends_with(const struct till *till, const char *kind)
{
	return asked("SELECT j.kind = ? FROM ledger.journal j WHERE j.chain_id = ? ORDER BY j.seq DESC LIMIT 1",
		ARGS(T(kind), ID(till->chain)));
}

static struct error *sell(const struct till *till)
{
	static const uint8_t body[SHA256_SIZE] = { 7 };
	const struct sale_line line = { .variant = milk, .quantity = WHOLE(1), .unit_price = 690 * PRICE_PER_MINOR };
	const struct sale_tender cash = { "cash", 1000 };
	struct sale in = { .uuid = uuid_new(ctx.arena), .lang = "en", .lines = &line, .line_count = 1,
		.tenders = &cash, .tender_count = 1, .hash = body };
	const char *document;
	int64_t change;

	return sale_complete(&ctx, till, &in, &document, &change);
}

static void a_revoked_till_is_counted_and_its_journal_ends(void **state)
{
	(void)state;
	struct till till = till_at(haifa), now;
	struct shift_result r, again;
	bool found;

	assert_ok(sell(&till));
	assert_ok(till_revoke(&ctx, till.id));
	assert_fails(till_find(&ctx, till.id, &now), NOT_FOUND, "till.none");
	assert_ok(till_get(&ctx, till.id, &now));
	assert_int_equal(now.revoked_at, ctx.now);
	assert_true(ends_with(&till, "revoked"));
	assert_false(chain_is_closed(&till));
	books_agree();
	assert_ok(shift_close(&ctx, till.id, 20600, &r));
	assert_int_equal(r.cash_expected, 20690);
	assert_int_equal(entries(&till, "shift_closed"), 1);
	assert_true(ends_with(&till, "shift_closed"));
	assert_true(chain_is_closed(&till));
	assert_ok(shift_last_closed(&ctx, till.id, &found, &again));
	assert_true(found);
	assert_int_equal(again.cash_counted, 20600);
	assert_fails(shift_close(&ctx, till.id, 20600, &r), CONFLICT, "shift.none");
}

static void without_a_shift_the_journal_ends_at_once(void **state)
{
	(void)state;
	struct till till;

	assert_ok(till_enrol(&ctx, haifa->id, "Idle", (struct till_id){ 0 }, &till));
	assert_ok(till_revoke(&ctx, till.id));
	assert_true(ends_with(&till, "revoked"));
	assert_true(chain_is_closed(&till));
	assert_fails(till_revoke(&ctx, till.id), NOT_FOUND, "till.none");
	assert_int_equal(entries(&till, "revoked"), 1);
}

/* As a request does that found the till a moment before it was revoked. */
static void nothing_begins_on_a_revoked_till(void **state)
{
	(void)state;
	struct till till = till_at(haifa);
	struct shift_result r;
	struct shift shift;

	assert_ok(till_revoke(&ctx, till.id));
	assert_fails(sell(&till), CONFLICT, "shift.none");
	assert_ok(shift_close(&ctx, till.id, 20000, &r));
	assert_fails(shift_open(&ctx, till.id, 20000, &shift), NOT_FOUND, "till.none");
}

static struct error *append(struct db *db, void *arg)
{
	const struct till *till = arg;
	int64_t seq;

	(void)db;
	return journal_append(&ctx, till->chain, "no_sale", json_keep(ctx.arena, json_object()), (struct document_id){ 0 }, &seq);
}

static void nothing_is_appended_to_a_closed_chain(void **state)
{
	(void)state;
	struct till till;

	assert_ok(till_enrol(&ctx, haifa->id, "Idle", (struct till_id){ 0 }, &till));
	assert_ok(till_revoke(&ctx, till.id));
	assert_non_null(db_tx(ctx.db, append, &till));
	assert_int_equal(entries(&till, "no_sale"), 0);
}

static void a_shift_is_counted_by_who_may(void **state)
{
	(void)state;
	struct till till = till_at(haifa);
	struct actor owner = ctx.actor;
	struct shift_result r;
	bool found;

	/* A cashier counts what is enrolled, a manager of another branch nothing. */
	assert_ok(till_revoke(&ctx, till.id));
	ctx.actor.permissions = UINT64_C(1) << MAY_TILL_SHIFT;
	assert_fails(shift_close(&ctx, till.id, 20000, &r), NOT_FOUND, "till.none");
	ctx.actor.permissions = UINT64_C(1) << MAY_TILL_ENROL;
	ctx.actor.all_branches = false;
	assert_fails(shift_close(&ctx, till.id, 20000, &r), NOT_FOUND, "till.none");
	assert_fails(shift_last_closed(&ctx, till.id, &found, &r), NOT_FOUND, "till.none");
	assert_fails(till_revoke(&ctx, till.id), NOT_FOUND, "till.none");
	ctx.actor.all_branches = true;
	assert_ok(shift_close(&ctx, till.id, 20000, &r));
	ctx.actor = owner;
}

static void a_device_enrolled_anew_leaves_no_till_behind(void **state)
{
	(void)state;
	struct till old = till_at(haifa), new;
	struct shift_result r;
	int64_t tills = number("SELECT COUNT(*) FROM till");

	assert_fails(till_enrol(&ctx, carmel->id, "Again", old.id, &new), CONFLICT, "shift.open");
	assert_int_equal(number("SELECT COUNT(*) FROM till"), tills);
	assert_ok(till_find(&ctx, old.id, &new));
	assert_ok(shift_close(&ctx, old.id, 20000, &r));
	assert_ok(till_enrol(&ctx, carmel->id, "Again", old.id, &new));
	assert_int_not_equal(new.id.v, old.id.v);
	assert_true(ends_with(&old, "revoked"));
	assert_true(chain_is_closed(&old));
	assert_true(ends_with(&new, "enrolled"));
	assert_fails(till_enrol(&ctx, carmel->id, "Again", old.id, &new), NOT_FOUND, "till.none");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_revoked_till_is_counted_and_its_journal_ends, whole),
		cmocka_unit_test_teardown(without_a_shift_the_journal_ends_at_once, whole),
		cmocka_unit_test_teardown(nothing_begins_on_a_revoked_till, whole),
		cmocka_unit_test_teardown(nothing_is_appended_to_a_closed_chain, whole),
		cmocka_unit_test_teardown(a_shift_is_counted_by_who_may, whole),
		cmocka_unit_test_teardown(a_device_enrolled_anew_leaves_no_till_behind, whole),
	};

	base_init();
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, counter_open, goods_close);
}
