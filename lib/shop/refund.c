/* refund.c: goods come back: their lines, their money, their credit note. */
#include "shop/refund.h"

#include "base/bytes.h"
#include "base/json.h"
#include "base/num.h"
#include "base/str.h"
#include "shop/audit.h"
#include "shop/till_internal.h"

/* A cash payment that gives back. */
struct paid {
	struct payment_id id;
	int64_t amount, rounding;
	int64_t refunded, given;	/* of amount, and cash handed back for that */
};
static const struct db_column paid_columns[] = {
	DB_COL(struct paid, id, INT), DB_COL(struct paid, amount, INT), DB_COL(struct paid, rounding, INT),
	DB_COL(struct paid, refunded, INT), DB_COL(struct paid, given, INT),
};
static const struct db_row paid_row = DB_ROW(struct paid, paid_columns);

#define PAID_SQL \
	"SELECT p.id, p.amount, p.rounding, p.refunded, " \
	"(SELECT -SUM(back.amount + back.rounding) FROM payment back WHERE back.refunds_payment_id = p.id) " \
	"FROM payment p WHERE p.order_id = ? AND p.tender = 'cash' ORDER BY p.id"

struct taking {
	struct ctx *c;
	const struct refund *in;
	const char *actor;		/* of the request's key */
	uint8_t hash[SHA256_SIZE];
	struct order was;		/* out of which the goods come */
	struct document_link receipt;
	const struct branch *branch;
	struct order order;		/* that takes them back */
	struct refund_sum sum;
	struct payment *payments;
	const struct paid **from;	/* beside payments */
	size_t payment_count;
	struct shift_id shift;
};

/* ---- what was asked ---- */

static struct error *failed(struct ctx *c, enum error_kind kind, const char *code, const char *field, const char *sentence)
{
	struct error *e = error_text(ERR(c->arena, kind, code), sentence, NULL);

	return field ? error_field(e, field) : e;
}

static const char *line_field(struct ctx *c, const struct refund_line *l)
{
	return arena_printf(c->arena, "line.%lld", (long long)l->line_no);
}

static const struct order_line *line_of(const struct taking *x, int64_t line_no)
{
	for (size_t i = 0; i < x->was.count; i++)
		if (x->was.lines[i].line_no == line_no)
			return &x->was.lines[i];
	return NULL;
}

static struct error *check_line(const struct taking *x, const struct refund_line *l)
{
	const struct order_line *was = line_of(x, l->line_no);
	struct ctx *c = x->c;

	if (!was || l->quantity <= 0 || l->quantity > NUM_MAX)
		return failed(c, INVALID, "refund.quantity", line_field(c, l), N_("Please give how much comes back."));
	if (!strcmp(was->unit, "piece") && l->quantity % QUANTITY_ONE)
		return error_text(error_field(ERR(c->arena, INVALID, "refund.whole"), line_field(c, l)),
			N_("{name} is sold by the piece."), "name", was->name, NULL);
	return NULL;
}

static struct error *check_input(const struct taking *x)
{
	const struct refund *in = x->in;
	struct ctx *c = x->c;
	struct error *all = NULL;

	if (in->count == 0)
		all = failed(c, INVALID, "refund.empty", "lines", N_("Please say what comes back."));
	for (size_t i = 0; i < in->count; i++)
		all = error_also(all, check_line(x, &in->lines[i]));
	if (!in->reason || !*in->reason)
		all = error_also(all, failed(c, INVALID, "refund.reason", "reason", N_("Please say why the goods come back.")));
	if (!in->till.v)
		all = error_also(all, failed(c, INVALID, "refund.no_drawer", "drawer", N_("Please choose the drawer that the money comes out of.")));
	return all;
}

static struct error *begin(struct ctx *c, const struct refund *in, struct taking *x)
{
	const struct shop *shop;

	*x = (struct taking){ .c = c, .in = in, .actor = arena_printf(c->arena, "staff:%lld", (long long)c->actor.staff.v) };
	TRY(ctx_need(c, MAY_ORDER_REFUND));
	TRY(order_for_staff(c, in->order, &x->was));
	TRY(shop_get(c, &shop));
	x->branch = shop_branch(shop, x->was.branch);
	if (!x->branch)
		return ERR(c->arena, NOT_FOUND, "branch.none");
	if (x->was.returns.v)
		return failed(c, CONFLICT, "refund.return", NULL, N_("These goods have come back already."));
	if (strcmp(x->was.stage, "done"))
		return failed(c, CONFLICT, "order.stage", NULL, N_("Only what was handed over can be taken back. An order that is not paid is cancelled."));
	return document_link_of_order(c, in->order, &x->receipt);
}

/* ---- what it comes to ---- */

/* What the first so many of a line are worth, and the tax in what they are worth. */
static void worth(const struct order_line *was, int64_t quantity, int64_t *amount, int64_t *tax)
{
	*amount = (int64_t)((__int128)was->amount * quantity / was->quantity);
	*tax = was->amount ? (int64_t)((__int128)was->tax * *amount / was->amount) : 0;
}

/* returned: of the line in all, these among them. */
static struct order_line line_back(const struct order_line *was, int64_t quantity, int64_t returned)
{
	struct order_line l = *was;
	int64_t amount, tax, before, tax_before;

	worth(was, returned, &amount, &tax);
	worth(was, returned - quantity, &before, &tax_before);
	l.id.v = 0;
	l.returns = was->id;
	l.quantity = -quantity;
	l.returned = 0;
	l.amount = before - amount;
	l.tax = tax_before - tax;
	return l;
}

static void sum_up(struct taking *x)
{
	struct order o = { .lines = x->sum.lines, .count = x->sum.count };

	for (size_t i = 0; i < o.count; i++) {
		o.total += o.lines[i].amount;
		o.tax += o.lines[i].tax;
	}
	order_sums(&o, &x->sum.total);
	x->sum.amount = -o.total;
	x->sum.cash = 0;
}

/* Counts what comes back, or only looks whether as much is left. */
static struct error *lines_back(struct taking *x, bool count)
{
	const struct refund *in = x->in;
	struct error *all = NULL;

	x->sum.lines = ARENA_ARRAY(x->c->arena, in->count, struct order_line);
	x->sum.count = in->count;
	for (size_t i = 0; i < in->count; i++) {
		const struct order_line *was = line_of(x, in->lines[i].line_no);
		int64_t quantity = in->lines[i].quantity, returned = was->returned + quantity;
		struct error *e = NULL;

		if (count)
			e = order_line_return(x->c, was, quantity, &returned);
		else if (returned > was->quantity)
			e = order_line_left(x->c, was);
		if (e && e->kind != CONFLICT)
			return e;
		if (e)
			all = error_also(all, error_field(e, line_field(x->c, &in->lines[i])));
		else
			x->sum.lines[i] = line_back(was, quantity, returned);
	}
	if (!all)
		sum_up(x);
	return all;
}

/* ---- money ---- */

static struct error *by_card(const struct taking *x, int64_t left)
{
	char buf[NUM_FORMAT_SIZE];
	const char *shown;

	if (!left)
		return failed(x->c, INVALID, "refund.card", "lines", N_("This was paid by card, and no cash is left of it to give back. Money goes back to cards at the card terminal alone."));
	shown = arena_printf(x->c->arena, "%s %s", num_format(buf, left, (int)x->was.currency_exponent), x->was.currency);
	return error_text(error_field(ERR(x->c->arena, INVALID, "refund.card"), "lines"),
		N_("At most {amount} can be given back in cash: the rest was paid by card."), "amount", shown, NULL);
}

/* Cash for a part of a payment: rounded, never more than is left, the last part all of that. */
static int64_t cash_for(const struct taking *x, const struct paid *p, int64_t part)
{
	struct price_policy policy = { .tax_included = x->was.tax_included, .cash_step = x->was.cash_step };
	int64_t left = p->amount + p->rounding - p->given, cash = part + price_cash_rounding(&policy, part);

	return p->refunded + part == p->amount || cash > left ? left : cash;
}

static void pay_back(struct taking *x, const struct paid *p, int64_t part)
{
	int64_t cash = cash_for(x, p, part);

	x->from[x->payment_count] = p;
	x->payments[x->payment_count++] = (struct payment){ .tender = "cash", .amount = -part, .rounding = part - cash, .tendered = -cash };
	x->sum.cash += cash;
}

/* Out of the payments in the order in which they came. */
static struct error *share_out(struct taking *x, const struct paid *paid, size_t n)
{
	int64_t due = x->sum.amount, left = 0;

	x->payments = ARENA_ARRAY(x->c->arena, n + 1, struct payment);
	x->from = ARENA_ARRAY(x->c->arena, n + 1, const struct paid *);
	x->payment_count = 0;
	for (size_t i = 0; i < n; i++) {
		int64_t rest = paid[i].amount - paid[i].refunded, part = due < rest ? due : rest;

		left += rest;
		due -= part;
		if (part > 0)
			pay_back(x, &paid[i], part);
	}
	return due ? by_card(x, left) : NULL;
}

static struct error *drawer_short(struct ctx *c)
{
	return failed(c, CONFLICT, "refund.drawer", "drawer", N_("This drawer does not hold as much cash. Please choose another one."));
}

struct error *refund_left(struct ctx *c, struct order_id order, struct refund_left *out)
{
	struct paid *paid;
	int64_t cards;
	size_t n;

	TRY(db_all(c->db, &paid_row, &paid, &n, PAID_SQL, ARGS(ID(order))));
	TRY(db_whole(c->db, &cards, 0, "SELECT COUNT(*) FROM payment WHERE order_id = ? AND tender <> 'cash'", ARGS(ID(order))));
	*out = (struct refund_left){ .card = cards > 0 };
	for (size_t i = 0; i < n; i++) {
		out->amount += paid[i].amount - paid[i].refunded;
		out->cash += paid[i].amount + paid[i].rounding - paid[i].given;
	}
	return NULL;
}

struct error *refund_preview(struct ctx *c, const struct refund *in, struct refund_sum *out)
{
	struct taking x;
	struct paid *paid;
	int64_t open, holds;
	size_t n;

	TRY(begin(c, in, &x));
	TRY(check_input(&x));
	TRY(lines_back(&x, false));
	TRY(db_all(c->db, &paid_row, &paid, &n, PAID_SQL, ARGS(ID(in->order))));
	TRY(share_out(&x, paid, n));
	TRY(db_whole(c->db, &open, 0, "SELECT h.id FROM shift h JOIN till t ON t.id = h.open_till_id WHERE t.id = ? AND t.branch_id = ? AND t.revoked_at IS NULL",
		ARGS(ID(in->till), ID(x.was.branch))));
	if (!open)
		return error_field(shift_none(c), "drawer");
	TRY(db_whole(c->db, &holds, 0, "SELECT cash_expected >= ? FROM shift WHERE id = ?", ARGS(I(x.sum.cash), I(open))));
	if (!holds)
		return drawer_short(c);
	*out = x.sum;
	return NULL;
}

/* ---- taking back ---- */

static struct error *insert_order(struct taking *x)
{
	const struct order *was = &x->was;

	x->order = (struct order){ .channel = was->channel, .lang = was->lang, .stage = "done", .branch = was->branch,
		.location = x->branch->shelf, .customer = was->customer, .currency = was->currency, .currency_exponent = was->currency_exponent,
		.tax_included = was->tax_included, .cash_step = was->cash_step, .paid = x->sum.total.total, .note = x->in->reason,
		.hold_until = INSTANT_NONE, .promised_at = INSTANT_NONE, .done_at = x->c->now, .lines = x->sum.lines, .count = x->sum.count };
	TRY(order_insert(x->c, &x->order, &x->sum.total));
	return order_event_add(x->c, x->order.id, "done");
}

static struct error *give(struct taking *x, size_t i)
{
	struct payment *p = &x->payments[i];
	struct ctx *c = x->c;
	int64_t changed;

	TRY(db_exec(c->db, &changed, "UPDATE payment SET refunded = refunded + ? WHERE id = ? AND refunded + ? <= amount",
		ARGS(I(-p->amount), ID(x->from[i]->id), I(-p->amount))));
	if (!changed)
		return by_card(x, 0);
	TRY(db_insert(c->db, &p->id.v,
		"INSERT INTO payment (order_id, refunds_payment_id, tender, amount, rounding, tendered, refunded, till_id, shift_id, staff_id, paid_at) "
		"VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)",
		ARGS(ID(x->order.id), ID(x->from[i]->id), T(p->tender), I(p->amount), I(p->rounding), I(p->tendered), ID(x->in->till), ID(x->shift),
			ID(c->actor.staff), AT(c->now))));
	return cash_move(c, x->shift, "refund", p->tendered, p->id);
}

static struct error *out_of_drawer(struct taking *x)
{
	int64_t changed, rounding = 0;

	for (size_t i = 0; i < x->payment_count; i++) {
		TRY(give(x, i));
		rounding += x->payments[i].rounding;
	}
	TRY(db_exec(x->c->db, &changed,
		"UPDATE shift SET refunds_count = refunds_count + 1, refunds_amount = refunds_amount + ?, rounding_amount = rounding_amount + ?, "
		"cash_expected = cash_expected - ? WHERE id = ? AND cash_expected >= ?",
		ARGS(I(x->sum.amount), I(rounding), I(x->sum.cash), ID(x->shift), I(x->sum.cash))));
	return changed ? NULL : drawer_short(x->c);
}

static struct error *put_away(struct taking *x, bool damaged)
{
	struct stock_need *needs = ARENA_ARRAY(x->c->arena, x->order.count, struct stock_need);
	struct location_id place = x->order.location;
	size_t n = 0;

	for (size_t i = 0; i < x->order.count; i++) {
		const struct order_line *l = &x->order.lines[i];

		if (x->in->lines[i].damaged == damaged)
			needs[n++] = (struct stock_need){ .variant = l->variant, .quantity = -l->quantity, .name = l->name, .order_line = l->id };
	}
	if (!n)
		return NULL;
	if (damaged)
		TRY(stock_damaged_place(x->c, x->order.branch, &place));
	return stock_return(x->c, place, needs, n);
}

static struct error *issue(struct taking *x)
{
	struct issue in = { .order = &x->order, .taxes = x->sum.total.taxes, .tax_count = x->sum.total.tax_count, .payments = x->payments,
		.payment_count = x->payment_count, .branch = x->branch, .credits = &x->receipt, .till = x->in->till, .shift = x->shift };
	const char *token;

	in.business_date = business_date(x->branch->zone, (int)x->branch->day_ends, x->c->now);
	TRY(chain_of_branch(x->c, x->order.branch, &in.chain));
	return document_issue(x->c, &in, &token);
}

static struct error *take_back(struct db *db, void *arg)
{
	struct taking *x = arg;
	struct ctx *c = x->c;
	struct error *e;
	struct paid *paid;
	int64_t here;
	size_t n;

	e = shift_lock(c, x->in->till, &x->shift);
	if (e)
		return error_field(e, "drawer");
	TRY(db_whole(db, &here, 0, "SELECT COUNT(*) FROM till WHERE id = ? AND branch_id = ?", ARGS(ID(x->in->till), ID(x->was.branch))));
	if (!here)
		return error_field(shift_none(c), "drawer");
	TRY(lines_back(x, true));
	TRY(db_all(db, &paid_row, &paid, &n, PAID_SQL " FOR UPDATE", ARGS(ID(x->in->order))));
	TRY(share_out(x, paid, n));
	TRY(insert_order(x));
	TRY(key_put(c, x->actor, "refund", x->in->uuid, x->hash, x->order.id));
	TRY(out_of_drawer(x));
	TRY(put_away(x, false));
	TRY(put_away(x, true));
	TRY(audit_add(c, "order.refunded", "order", x->was.id.v, json_keep(c->arena, json_pack("{s:I, s:I, s:I, s:I}",
		"return", (json_int_t)x->order.id.v, "amount", (json_int_t)x->sum.amount, "cash", (json_int_t)x->sum.cash,
		"till", (json_int_t)x->in->till.v))));
	return issue(x);
}

/* ---- once ---- */

static void hash_input(struct taking *x)
{
	const struct refund *in = x->in;
	struct str s;

	str_init(&s, x->c->arena);
	str_addf(&s, "%lld %lld", (long long)in->order.v, (long long)in->till.v);
	for (size_t i = 0; i < in->count; i++)
		str_addf(&s, " %lld:%lld:%d", (long long)in->lines[i].line_no, (long long)in->lines[i].quantity, in->lines[i].damaged);
	str_addf(&s, " %s", in->reason ? in->reason : "");
	sha256(x->hash, s.p, s.len);
}

static struct error *taken_before(struct taking *x, bool *found, const char **document)
{
	struct order_id id;

	TRY(key_find(x->c, x->actor, "refund", x->in->uuid, x->hash, found, &id));
	return *found ? document_of_order(x->c, id, found, document) : NULL;
}

struct error *refund_make(struct ctx *c, const struct refund *in, const char **document)
{
	struct taking x;
	struct error *e;
	bool found = false;

	TRY(begin(c, in, &x));
	hash_input(&x);
	TRY(taken_before(&x, &found, document));
	if (found)
		return NULL;
	TRY(check_input(&x));
	e = db_tx(c->db, take_back, &x);
	if (!e)
		return document_of_order(c, x.order.id, &found, document);
	/* A twin was faster, or nobody knows whether the COMMIT arrived: the key tells. */
	if (e->kind == CONFLICT || e->kind == UNCERTAIN) {
		struct error *again = taken_before(&x, &found, document);

		if (again || found)
			return again;
	}
	return e;
}
