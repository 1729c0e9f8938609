/* till.c: enrolled tills and their shifts. */
#include "shop/till.h"

#include "base/json.h"
#include "base/num.h"
#include "shop/audit.h"
#include "shop/scope_sql.h"
#include "shop/till_internal.h"

/* ---- enrolment ---- */

static const struct db_column till_columns[] = {
	DB_COL(struct till, id, INT), DB_COL(struct till, branch, INT), DB_COL(struct till, name, TEXT),
	DB_COL(struct till, chain, INT), DB_COL(struct till, enrolled_at, TIME), DB_COL(struct till, revoked_at, TIME),
};
static const struct db_row till_row = DB_ROW(struct till, till_columns);

#define TILL_SQL \
	"SELECT t.id, t.branch_id, t.name, ch.id, t.enrolled_at, t.revoked_at FROM till t JOIN chain ch ON ch.till_id = t.id "

static struct error *till_none(struct ctx *c)
{
	return error_text(ERR(c->arena, NOT_FOUND, "till.none"), N_("This till is not enrolled."), NULL);
}

struct error *till_find(struct ctx *c, struct till_id id, struct till *out)
{
	bool found;

	TRY(db_find(c->db, &till_row, out, &found, TILL_SQL "WHERE t.id = ? AND t.revoked_at IS NULL", ARGS(ID(id))));
	return found ? NULL : till_none(c);
}

struct error *till_get(struct ctx *c, struct till_id id, struct till *out)
{
	bool found;

	TRY(db_find(c->db, &till_row, out, &found, TILL_SQL "WHERE t.id = ? AND " IN_SCOPE_SQL("t.branch_id"), ARGS(ID(id), IN_SCOPE(c))));
	return found ? NULL : till_none(c);
}

struct error *till_all(struct ctx *c, struct till **out, size_t *n)
{
	return db_all(c->db, &till_row, out, n,
		TILL_SQL "WHERE " IN_SCOPE_SQL("t.branch_id") " ORDER BY t.revoked_at IS NOT NULL, t.id", ARGS(IN_SCOPE(c)));
}

struct enrolment {
	struct ctx *c;
	struct till *till;
	const struct till *old;		/* that ends with it; NULL */
};

/* The till's row is locked first, here, by who opens a shift and by who sells:
 * nothing begins on a till that is being revoked. */
static struct error *revoke_row(struct ctx *c, struct till_id till, struct shift_id *open)
{
	int64_t changed;

	TRY(db_exec(c->db, &changed, "UPDATE till SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", ARGS(AT(c->now), ID(till))));
	if (!changed)
		return till_none(c);
	return db_whole(c->db, &open->v, 0, "SELECT id FROM shift WHERE open_till_id = ? FOR UPDATE", ARGS(ID(till)));
}

/* An open shift is counted yet: then its chain ends with that entry. */
static struct error *revoke_chain(struct ctx *c, const struct till *t, struct shift_id open)
{
	int64_t seq;

	TRY(journal_append(c, t->chain, "revoked", json_keep(c->arena, json_pack("{s:I, s:I, s:o*}", "till", (json_int_t)t->id.v,
		"staff", (json_int_t)c->actor.staff.v, "shift", open.v ? json_integer(open.v) : NULL)),
		(struct document_id){ 0 }, &seq));
	if (!open.v)
		TRY(chain_close(c, t->chain));
	return audit_add(c, "till.revoked", "till", t->id.v, NULL);
}

static struct error *replace(struct ctx *c, const struct till *old)
{
	struct shift_id open;

	TRY(revoke_row(c, old->id, &open));
	if (open.v)
		return error_text(ERR(c->arena, CONFLICT, "shift.open"), N_("A shift is open on this till. Please close it first."), NULL);
	return revoke_chain(c, old, open);
}

static struct error *enrol(struct db *db, void *arg)
{
	struct enrolment *x = arg;
	struct ctx *c = x->c;
	struct till *t = x->till;
	json_t *what;
	int64_t seq;

	if (x->old)
		TRY(replace(c, x->old));
	TRY(db_insert(db, &t->id.v, "INSERT INTO till (branch_id, name, enrolled_by, enrolled_at) VALUES (?, ?, ?, ?)",
		ARGS(ID(t->branch), T(t->name), ID(c->actor.staff), AT(c->now))));
	TRY(chain_open(c, t->branch, t->id, arena_printf(c->arena, "T%lld", (long long)t->id.v), &t->chain));
	what = json_keep(c->arena, json_pack("{s:I, s:I, s:I}", "till", (json_int_t)t->id.v,
		"branch", (json_int_t)t->branch.v, "staff", (json_int_t)c->actor.staff.v));
	TRY(journal_append(c, t->chain, "enrolled", what, (struct document_id){ 0 }, &seq));
	return audit_add(c, "till.enrolled", "till", t->id.v, NULL);
}

/* Whoever may enrol has the device in hand: where its old till stood is no matter. */
struct error *till_enrol(struct ctx *c, struct branch_id branch, const char *name, struct till_id old, struct till *out)
{
	struct enrolment x = { .c = c, .till = out };
	struct till replaced;

	*out = (struct till){ .branch = branch, .name = name, .enrolled_at = c->now, .revoked_at = INSTANT_NONE };
	TRY(ctx_need(c, MAY_TILL_ENROL));
	TRY(ctx_need_branch(c, branch));
	if (!name || !*name)
		return error_text(error_field(ERR(c->arena, INVALID, "till.name"), "name"), N_("Please give the till a name."), NULL);
	if (old.v) {
		TRY(till_find(c, old, &replaced));
		x.old = &replaced;
	}
	return db_tx(c->db, enrol, &x);
}

static struct error *revoke(struct db *db, void *arg)
{
	struct enrolment *x = arg;
	struct ctx *c = x->c;
	struct shift_id open;

	TRY(revoke_row(c, x->till->id, &open));
	TRY(db_exec(db, NULL, "DELETE FROM session WHERE till_id = ?", ARGS(ID(x->till->id))));
	return revoke_chain(c, x->till, open);
}

struct error *till_revoke(struct ctx *c, struct till_id id)
{
	struct till till;
	struct enrolment x = { .c = c, .till = &till };

	TRY(ctx_need(c, MAY_TILL_ENROL));
	TRY(till_get(c, id, &till));
	return db_tx(c->db, revoke, &x);
}

/* ---- shifts ---- */

static const struct db_column shift_columns[] = {
	DB_COL(struct shift, id, INT), DB_COL(struct shift, till, INT), DB_COL(struct shift, business_date, DATE),
	DB_COL(struct shift, opened_by, INT), DB_COL(struct shift, opened_by_name, TEXT), DB_COL(struct shift, opened_at, TIME),
	DB_COL(struct shift, float_amount, INT), DB_COL(struct shift, sales_count, INT),
};
static const struct db_row shift_row = DB_ROW(struct shift, shift_columns);

struct error *shift_current(struct ctx *c, struct till_id till, bool *found, struct shift *out)
{
	return db_find(c->db, &shift_row, out, found,
		"SELECT h.id, h.till_id, h.business_date, h.opened_by, s.name, h.opened_at, h.float_amount, h.sales_count "
		"FROM shift h JOIN staff s ON s.id = h.opened_by WHERE h.open_till_id = ?", ARGS(ID(till)));
}

static const struct db_column drawer_columns[] = { DB_COL(struct drawer, till, INT), DB_COL(struct drawer, name, TEXT) };
static const struct db_row drawer_row = DB_ROW(struct drawer, drawer_columns);

struct error *shift_drawers(struct ctx *c, struct branch_id branch, struct drawer **out, size_t *n)
{
	return db_all(c->db, &drawer_row, out, n,
		"SELECT t.id, t.name FROM shift h JOIN till t ON t.id = h.open_till_id WHERE t.branch_id = ? AND t.revoked_at IS NULL ORDER BY t.id",
		ARGS(ID(branch)));
}

struct error *shift_none(struct ctx *c)
{
	return error_text(ERR(c->arena, CONFLICT, "shift.none"), N_("No shift is open on this till. Please open one first."), NULL);
}

struct error *shift_lock(struct ctx *c, struct till_id till, struct shift_id *out)
{
	TRY(db_whole(c->db, &out->v, 0,
		"SELECT h.id FROM till t JOIN shift h ON h.open_till_id = t.id WHERE t.id = ? AND t.revoked_at IS NULL FOR UPDATE",
		ARGS(ID(till))));
	return out->v ? NULL : shift_none(c);
}

struct error *cash_move(struct ctx *c, struct shift_id shift, const char *kind, int64_t amount, struct payment_id payment)
{
	return db_exec(c->db, NULL,
		"INSERT INTO ledger.cash_movement (shift_id, kind, amount, payment_id, staff_id, moved_at) VALUES (?, ?, ?, ?, ?, ?)",
		ARGS(ID(shift), T(kind), I(amount), ID_OR_NULL(payment), ID(c->actor.staff), AT(c->now)));
}

struct opening {
	struct ctx *c;
	struct till till;
	int64_t float_amount;
	struct shift_id id;
};

static struct error *open_shift(struct db *db, void *arg)
{
	struct opening *x = arg;
	struct ctx *c = x->c;
	const struct branch *b;
	const struct shop *shop;
	int64_t till, seq;

	TRY(db_whole(db, &till, 0, "SELECT id FROM till WHERE id = ? AND revoked_at IS NULL FOR UPDATE", ARGS(ID(x->till.id))));
	if (!till)
		return till_none(c);
	TRY(shop_get(c, &shop));
	b = shop_branch(shop, x->till.branch);
	if (!b)
		return ERR(c->arena, NOT_FOUND, "branch.none");
	TRY(db_insert(db, &x->id.v,
		"INSERT INTO shift (till_id, branch_id, open_till_id, business_date, opened_by, opened_at, float_amount, "
		"sales_count, sales_amount, rounding_amount, cash_expected) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?)",
		ARGS(ID(x->till.id), ID(b->id), ID(x->till.id), ON(business_date(b->zone, (int)b->day_ends, c->now)),
			ID(c->actor.staff), AT(c->now), I(x->float_amount), I(x->float_amount))));
	TRY(cash_move(c, x->id, "float", x->float_amount, (struct payment_id){ 0 }));
	return journal_append(c, x->till.chain, "shift_opened", json_keep(c->arena, json_pack("{s:I, s:I, s:I}",
		"shift", (json_int_t)x->id.v, "staff", (json_int_t)c->actor.staff.v, "float", (json_int_t)x->float_amount)),
		(struct document_id){ 0 }, &seq);
}

struct error *shift_open(struct ctx *c, struct till_id till, int64_t float_amount, struct shift *out)
{
	struct opening x = { .c = c, .float_amount = float_amount };
	struct error *e;
	bool found;

	TRY(ctx_need(c, MAY_TILL_SHIFT));
	if (float_amount < 0 || float_amount > NUM_MAX)
		return error_text(error_field(ERR(c->arena, INVALID, "shift.float"), "float"),
			N_("Please give the cash that is in the drawer."), NULL);
	TRY(till_find(c, till, &x.till));
	e = db_tx(c->db, open_shift, &x);
	if (e && e->kind == CONFLICT)
		return error_text(ERR(c->arena, CONFLICT, "shift.open"), N_("A shift is open on this till already."), NULL);
	if (e)
		return e;
	TRY(shift_current(c, till, &found, out));
	return found ? NULL : shift_none(c);
}

struct closing {
	struct ctx *c;
	struct till till;
	int64_t counted;
	struct shift_result *out;
};

static const struct db_column result_columns[] = {
	DB_COL(struct shift_result, id, INT), DB_COL(struct shift_result, sales_count, INT),
	DB_COL(struct shift_result, sales_amount, INT), DB_COL(struct shift_result, refunds_count, INT),
	DB_COL(struct shift_result, refunds_amount, INT), DB_COL(struct shift_result, rounding_amount, INT),
	DB_COL(struct shift_result, cash_expected, INT), DB_COL(struct shift_result, cash_counted, INT),
};
static const struct db_row result_row = DB_ROW(struct shift_result, result_columns);

static struct error *close_shift(struct db *db, void *arg)
{
	struct closing *x = arg;
	struct ctx *c = x->c;
	struct shift_result *r = x->out;
	int64_t seq, revoked;
	bool found;

	TRY(db_find(db, &result_row, r, &found,
		"SELECT id, sales_count, sales_amount, refunds_count, refunds_amount, rounding_amount, cash_expected, cash_counted FROM shift WHERE open_till_id = ? FOR UPDATE",
		ARGS(ID(x->till.id))));
	if (!found)
		return shift_none(c);
	r->cash_counted = x->counted;
	TRY(db_exec(db, NULL, "UPDATE shift SET open_till_id = NULL, closed_by = ?, closed_at = ?, cash_counted = ? WHERE id = ?",
		ARGS(ID(c->actor.staff), AT(c->now), I(x->counted), ID(r->id))));
	TRY(journal_append(c, x->till.chain, "shift_closed", json_keep(c->arena, json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}",
		"shift", (json_int_t)r->id.v, "staff", (json_int_t)c->actor.staff.v, "sales", (json_int_t)r->sales_count,
		"amount", (json_int_t)r->sales_amount, "refunds", (json_int_t)r->refunds_count, "refunded", (json_int_t)r->refunds_amount, "rounding", (json_int_t)r->rounding_amount,
		"expected", (json_int_t)r->cash_expected, "counted", (json_int_t)r->cash_counted)),
		(struct document_id){ 0 }, &seq));
	/* Seen under the shift's lock, which a revocation takes after it has marked the till. */
	TRY(db_whole(db, &revoked, 0, "SELECT COUNT(*) FROM till WHERE id = ? AND revoked_at IS NOT NULL", ARGS(ID(x->till.id))));
	return revoked ? chain_close(c, x->till.chain) : NULL;
}

/* The cashier's till, or from the office any, a lost one too. */
static struct error *countable(struct ctx *c, struct till_id id, struct till *out)
{
	if (ctx_may(c, MAY_TILL_ENROL))
		return till_get(c, id, out);
	TRY(ctx_need(c, MAY_TILL_SHIFT));
	return till_find(c, id, out);
}

struct error *shift_close(struct ctx *c, struct till_id till, int64_t counted, struct shift_result *out)
{
	struct closing x = { .c = c, .counted = counted, .out = out };

	TRY(countable(c, till, &x.till));
	if (counted < 0 || counted > NUM_MAX)
		return error_text(error_field(ERR(c->arena, INVALID, "shift.counted"), "counted"),
			N_("Please give the cash that you counted."), NULL);
	return db_tx(c->db, close_shift, &x);
}

struct error *shift_last_closed(struct ctx *c, struct till_id till, bool *found, struct shift_result *out)
{
	struct till t;

	TRY(countable(c, till, &t));
	return db_find(c->db, &result_row, out, found,
		"SELECT id, sales_count, sales_amount, refunds_count, refunds_amount, rounding_amount, cash_expected, cash_counted FROM shift "
		"WHERE till_id = ? AND open_till_id IS NULL ORDER BY opened_at DESC LIMIT 1", ARGS(ID(till)));
}
