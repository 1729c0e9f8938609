/* stock_count.c: what somebody counted, and how what lies there is guarded. */
#include "base/json.h"
#include "base/num.h"
#include "shop/audit.h"
#include "shop/stock_internal.h"

struct correction {
	struct ctx *c;
	struct location_id location;
	struct variant_id variant;
	int64_t counted;
	const char *note;
	enum stock_policy policy;
};

/* From here on the place carries the variant. */
static struct error *level_add(struct ctx *c, struct location_id location, struct variant_id variant)
{
	return db_exec(c->db, NULL,
		"INSERT INTO stock_level (location_id, variant_id, on_hand, reserved, floor, policy) VALUES (?, ?, 0, 0, 0, 'uncounted') "
		"ON DUPLICATE KEY UPDATE floor = floor", ARGS(ID(location), ID(variant)));
}

struct error *stock_promises_short(struct ctx *c, struct location_id location, struct variant_id variant)
{
	int64_t missing, known;

	TRY(db_whole(c->db, &missing, 0,
		"SELECT floor - (on_hand - reserved) FROM stock_level WHERE variant_id = ? AND location_id = ? AND policy IN ('warn', 'block')",
		ARGS(ID(variant), ID(location))));
	TRY(db_whole(c->db, &known, 0,
		"SELECT SUM(short) FROM stock_hold WHERE variant_id = ? AND location_id = ? AND state = 'live' AND order_id IS NOT NULL",
		ARGS(ID(variant), ID(location))));
	if (missing <= known)
		return NULL;
	return stock_leave_short(c, (struct order_id){ 0 }, location, variant, missing - known);
}

static struct error *correct(struct db *db, void *arg)
{
	struct correction *x = arg;
	struct ctx *c = x->c;
	int64_t on_hand;

	TRY(level_add(c, x->location, x->variant));
	TRY(db_whole(db, &on_hand, 0, "SELECT on_hand FROM stock_level WHERE variant_id = ? AND location_id = ? FOR UPDATE",
		ARGS(ID(x->variant), ID(x->location))));
	if (on_hand == x->counted)
		return NULL;
	TRY(db_exec(db, NULL, "UPDATE stock_level SET on_hand = ? WHERE variant_id = ? AND location_id = ?",
		ARGS(I(x->counted), ID(x->variant), ID(x->location))));
	TRY(db_exec(db, NULL,
		"INSERT INTO ledger.stock_move (location_id, variant_id, quantity, reason, staff_id, note, moved_at) "
		"VALUES (?, ?, ?, 'correction', ?, ?, ?)",
		ARGS(ID(x->location), ID(x->variant), I(x->counted - on_hand), ID_OR_NULL(c->actor.staff), T(x->note), AT(c->now))));
	if (x->counted > on_hand)
		TRY(stock_fill_short(c, x->location, x->variant));
	else
		TRY(stock_promises_short(c, x->location, x->variant));
	return audit_add(c, "stock.corrected", "variant", x->variant.v, json_keep(c->arena,
		json_pack("{s:I, s:I, s:I}", "location", (json_int_t)x->location.v,
			"before", (json_int_t)on_hand, "after", (json_int_t)x->counted)));
}

struct error *stock_correct(struct ctx *c, struct location_id location, struct variant_id variant, int64_t counted, const char *note)
{
	struct correction x = { .c = c, .location = location, .variant = variant, .counted = counted, .note = note };

	if (counted < 0 || counted > NUM_MAX)
		return error_text(error_field(ERR(c->arena, INVALID, "stock.counted"), "counted"),
			N_("Please give a quantity of zero or more."), NULL);
	return db_in_tx(c->db) ? correct(c->db, &x) : db_tx(c->db, correct, &x);
}

static struct error *set_policy(struct db *db, void *arg)
{
	struct correction *x = arg;
	struct stock_level before;

	TRY(level_add(x->c, x->location, x->variant));
	TRY(stock_level_get(x->c, x->location, x->variant, &before));
	if (before.policy == x->policy)
		return NULL;
	TRY(db_exec(db, NULL, "UPDATE stock_level SET policy = ? WHERE variant_id = ? AND location_id = ?",
		ARGS(T(stock_policy_name(x->policy)), ID(x->variant), ID(x->location))));
	TRY(stock_promises_short(x->c, x->location, x->variant));
	return audit_add(x->c, "stock.policy", "variant", x->variant.v, json_keep(x->c->arena,
		json_pack("{s:I, s:s, s:s}", "location", (json_int_t)x->location.v,
			"before", stock_policy_name(before.policy), "after", stock_policy_name(x->policy))));
}

struct error *stock_set_policy(struct ctx *c, struct location_id location, struct variant_id variant, enum stock_policy policy)
{
	struct correction x = { .c = c, .location = location, .variant = variant, .policy = policy };

	return db_in_tx(c->db) ? set_policy(c->db, &x) : db_tx(c->db, set_policy, &x);
}
