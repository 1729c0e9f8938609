/* order.c: orders: storing, reading, stages. */
#include <ctype.h>

#include "base/bytes.h"
#include "base/str.h"
#include "shop/audit.h"
#include "shop/job.h"
#include "shop/order_message.h"
#include "shop/order_pick.h"
#include "shop/scope_sql.h"

#define CODE_TRIES 4

#define ORDER_COLUMNS \
	"o.id, o.token, o.code, ch.kind, o.lang, o.stage, o.branch_id, o.location_id, COALESCE(o.customer_id, 0), " \
	"o.currency, o.currency_exponent, o.tax_included, o.cash_step, o.total, o.tax, o.paid, o.note, " \
	"o.picking, o.promised_at, o.placed_at, o.hold_until, o.done_at, cu.name, cu.email, cu.phone, " \
	"COALESCE((SELECT was.order_id FROM order_line back JOIN order_line was ON was.id = back.returns_line_id " \
	"WHERE back.order_id = o.id AND back.line_no = 1), 0)"
#define ORDER_FROM \
	" FROM orders o JOIN sales_channel ch ON ch.id = o.channel_id LEFT JOIN customer cu ON cu.id = o.customer_id "

static const struct db_column order_columns[] = {
	DB_COL(struct order, id, INT), DB_COL(struct order, token, TEXT), DB_COL(struct order, code, TEXT),
	DB_COL(struct order, channel, TEXT), DB_COL(struct order, lang, TEXT), DB_COL(struct order, stage, TEXT),
	DB_COL(struct order, branch, INT), DB_COL(struct order, location, INT), DB_COL(struct order, customer, INT),
	DB_COL(struct order, currency, TEXT), DB_COL(struct order, currency_exponent, INT),
	DB_COL(struct order, tax_included, INT), DB_COL(struct order, cash_step, INT),
	DB_COL(struct order, total, INT), DB_COL(struct order, tax, INT), DB_COL(struct order, paid, INT),
	DB_COL(struct order, note, TEXT), DB_COL(struct order, picking, BOOL), DB_COL(struct order, promised_at, TIME),
	DB_COL(struct order, placed_at, TIME), DB_COL(struct order, hold_until, TIME),
	DB_COL(struct order, done_at, TIME), DB_COL(struct order, customer_name, TEXT),
	DB_COL(struct order, customer_email, TEXT), DB_COL(struct order, customer_phone, TEXT),
	DB_COL(struct order, returns, INT),
};
static const struct db_row order_row = DB_ROW(struct order, order_columns);

static const struct db_column line_columns[] = {
	DB_COL(struct order_line, id, INT), DB_COL(struct order_line, line_no, INT), DB_COL(struct order_line, variant, INT),
	DB_COL(struct order_line, name, TEXT), DB_COL(struct order_line, unit, TEXT), DB_COL(struct order_line, quantity, INT),
	DB_COL(struct order_line, unit_price, INT), DB_COL(struct order_line, amount, INT),
	DB_COL(struct order_line, tax_class, INT), DB_COL(struct order_line, tax_rate, INT),
	DB_COL(struct order_line, tax, INT), DB_COL(struct order_line, returned, INT), DB_COL(struct order_line, returns, INT),
	DB_COL(struct order_line, picked, INT), DB_COL(struct order_line, missing, INT),
};
static const struct db_row line_row = DB_ROW(struct order_line, line_columns);

static const struct db_column event_columns[] = {
	DB_COL(struct order_event, stage, TEXT), DB_COL(struct order_event, staff, TEXT), DB_COL(struct order_event, at, TIME),
};
static const struct db_row event_row = DB_ROW(struct order_event, event_columns);

/* ---- storing ---- */

/* Crockford's alphabet: no I, L, O, U. 40 bits: nobody guesses a neighbour's. */
static char *code_new(struct arena *a)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	char *code = arena_alloc(a, 9);
	uint8_t bits[8];

	random_bytes(bits, sizeof bits);
	for (int i = 0; i < 8; i++)
		code[i] = alphabet[bits[i] & 31];
	return code;
}

static struct error *insert_line(struct ctx *c, struct order_id order, struct order_line *l)
{
	return db_insert(c->db, &l->id.v,
		"INSERT INTO order_line (order_id, line_no, variant_id, name, quantity, unit, unit_price, amount, "
		"tax_class_id, tax_rate, tax, returned, returns_line_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
		ARGS(ID(order), I(l->line_no), ID(l->variant), T(l->name), I(l->quantity), T(l->unit), I(l->unit_price),
			I(l->amount), ID(l->tax_class), I(l->tax_rate), I(l->tax), ID_OR_NULL(l->returns)));
}

static struct error *channel_of(struct ctx *c, const char *kind, struct channel_id *out)
{
	const struct channel *channel;
	const struct shop *shop;

	TRY(shop_get(c, &shop));
	channel = shop_channel(shop, kind);
	if (!channel)
		return error_note(ERR(c->arena, INTERNAL, "channel.none"), "%s", kind);
	*out = channel->id;
	return NULL;
}

static struct error *try_head(struct ctx *c, struct order *o, struct channel_id channel)
{
	o->token = token_new(c->arena);
	o->code = code_new(c->arena);
	return db_insert(c->db, &o->id.v,
		"INSERT INTO orders (token, code, channel_id, branch_id, location_id, customer_id, lang, stage, currency, currency_exponent, "
		"tax_included, cash_step, total, tax, paid, note, promised_at, placed_at, hold_until, done_at, till_id, staff_id) "
		"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		ARGS(T(o->token), T(o->code), ID(channel), ID(o->branch), ID(o->location), ID_OR_NULL(o->customer), T(o->lang),
			T(o->stage), T(o->currency), I(o->currency_exponent), I(o->tax_included), I(o->cash_step),
			I(o->total), I(o->tax), I(o->paid), T(o->note), AT(o->promised_at), AT(c->now), AT(o->hold_until), AT(o->done_at),
			ID_OR_NULL(c->actor.till), ID_OR_NULL(c->actor.staff)));
}

/* A code that is taken is drawn again: with a million orders one in a million is. */
static struct error *insert_head(struct ctx *c, struct order *o)
{
	struct channel_id channel = { 0 };
	struct error *e;

	TRY(channel_of(c, o->channel, &channel));
	for (int tries = 1;; tries++) {
		e = try_head(c, o, channel);
		if (!e || e->kind != CONFLICT || tries == CODE_TRIES)
			return e;
	}
}

struct error *order_insert(struct ctx *c, struct order *o, const struct price_total *total)
{
	o->total = total->total;
	o->tax = total->tax;
	TRY(insert_head(c, o));
	for (size_t i = 0; i < o->count; i++) {
		o->lines[i].line_no = (int64_t)i + 1;
		TRY(insert_line(c, o->id, &o->lines[i]));
	}
	for (size_t i = 0; i < total->tax_count; i++)
		TRY(db_exec(c->db, NULL, "INSERT INTO order_tax (order_id, rate, gross, tax) VALUES (?, ?, ?, ?)",
			ARGS(ID(o->id), I(total->taxes[i].rate), I(total->taxes[i].gross), I(total->taxes[i].tax))));
	return order_event_add(c, o->id, "placed");
}

struct error *order_event_add(struct ctx *c, struct order_id id, const char *stage)
{
	return db_exec(c->db, NULL, "INSERT INTO ledger.order_event (order_id, stage, staff_id, happened_at) VALUES (?, ?, ?, ?)",
		ARGS(ID(id), T(stage), ID_OR_NULL(c->actor.staff), AT(c->now)));
}

struct error *order_line_left(struct ctx *c, const struct order_line *line)
{
	return error_text(ERR(c->arena, CONFLICT, "refund.left"), N_("There is not as much of {name} left to take back."), "name", line->name, NULL);
}

struct error *order_line_return(struct ctx *c, const struct order_line *line, int64_t quantity, int64_t *returned)
{
	int64_t changed;

	TRY(db_exec(c->db, &changed, "UPDATE order_line SET returned = returned + ? WHERE id = ? AND returned + ? <= quantity",
		ARGS(I(quantity), ID(line->id), I(quantity))));
	if (!changed)
		return order_line_left(c, line);
	return db_whole(c->db, returned, 0, "SELECT returned FROM order_line WHERE id = ?", ARGS(ID(line->id)));
}

/* ---- reading ---- */

static struct error *load_lines(struct ctx *c, struct order *o)
{
	return db_all(c->db, &line_row, &o->lines, &o->count,
		"SELECT id, line_no, variant_id, name, unit, quantity, unit_price, amount, tax_class_id, tax_rate, tax, returned, COALESCE(returns_line_id, 0), picked, missing "
		"FROM order_line WHERE order_id = ? ORDER BY line_no", ARGS(ID(o->id)));
}

static struct error *found_or_none(struct ctx *c, bool found, struct order *o)
{
	if (!found)
		return error_text(ERR(c->arena, NOT_FOUND, "order.none"), N_("There is no such order."), NULL);
	return load_lines(c, o);
}

struct error *order_by_token(struct ctx *c, const char *token, struct order *out)
{
	bool found;

	TRY(db_find(c->db, &order_row, out, &found, "SELECT " ORDER_COLUMNS ORDER_FROM "WHERE o.token = ?", ARGS(T(token))));
	return found_or_none(c, found, out);
}

struct error *order_by_id(struct ctx *c, struct order_id id, struct order *out)
{
	bool found;

	TRY(db_find(c->db, &order_row, out, &found, "SELECT " ORDER_COLUMNS ORDER_FROM "WHERE o.id = ?", ARGS(ID(id))));
	return found_or_none(c, found, out);
}

/* What people read as the same letter is the same (Crockford's base 32). */
static const char *code_read(struct arena *a, const char *typed)
{
	struct str s;

	str_init(&s, a);
	for (; *typed && s.len < 16; typed++) {
		char x = (char)toupper((unsigned char)*typed);

		if (x == ' ' || x == '-')
			continue;
		str_addc(&s, x == 'O' ? '0' : x == 'I' || x == 'L' ? '1' : x);
	}
	return s.p;
}

struct error *order_by_code(struct ctx *c, const char *code, struct order *out)
{
	bool found;

	TRY(db_find(c->db, &order_row, out, &found, "SELECT " ORDER_COLUMNS ORDER_FROM "WHERE o.code = ?",
		ARGS(T(code_read(c->arena, code)))));
	return found_or_none(c, found, out);
}

const char *order_code_shown(struct arena *a, const char *code)
{
	return strlen(code) == 8 ? arena_printf(a, "%.4s-%.4s", code, code + 4) : code;
}

/* The page is found before anything is joined: beside so small a table as
 * sales_channel MariaDB reads and sorts all orders that there are. */
struct error *order_list(struct ctx *c, const struct order_filter *f, struct order **out, size_t *n)
{
	TRY(ctx_need(c, MAY_ORDER_VIEW));
	return db_all(c->db, &order_row, out, n,
		"SELECT " ORDER_COLUMNS ORDER_FROM "JOIN (SELECT w.id FROM orders w WHERE (? IS NULL OR w.stage = ?) "
		"AND (? IS NULL OR (SELECT k.kind FROM sales_channel k WHERE k.id = w.channel_id) = ?) AND (? = 0 OR w.branch_id = ?) "
		"AND (? = 0 OR w.id < ?) AND " IN_SCOPE_SQL("w.branch_id") " ORDER BY w.id DESC LIMIT ?) AS page ON page.id = o.id ORDER BY o.id DESC",
		ARGS(T(f->stage), T(f->stage), T(f->channel), T(f->channel), ID(f->branch), ID(f->branch),
			I(f->before), I(f->before), IN_SCOPE(c), I((int64_t)f->limit)));
}

struct error *order_of_customer(struct ctx *c, struct customer_id customer, size_t limit, struct order **out, size_t *n)
{
	TRY(ctx_need(c, MAY_ORDER_VIEW));
	return db_all(c->db, &order_row, out, n,
		"SELECT " ORDER_COLUMNS ORDER_FROM "WHERE o.customer_id = ? AND " IN_SCOPE_SQL("o.branch_id") " ORDER BY o.placed_at DESC, o.id DESC LIMIT ?",
		ARGS(ID(customer), IN_SCOPE(c), I((int64_t)limit)));
}

struct error *order_for_staff(struct ctx *c, struct order_id id, struct order *out)
{
	TRY(ctx_need(c, MAY_ORDER_VIEW));
	TRY(order_by_id(c, id, out));
	return ctx_need_branch(c, out->branch) ? found_or_none(c, false, out) : NULL;
}

static const struct db_column counts_columns[] = {
	DB_COL(struct order_counts, placed, INT), DB_COL(struct order_counts, ready, INT),
	DB_COL(struct order_counts, shortfalls, INT),
};
static const struct db_row counts_row = DB_ROW(struct order_counts, counts_columns);

struct error *order_counts(struct ctx *c, struct order_counts *out)
{
	TRY(ctx_need(c, MAY_ORDER_VIEW));
	return db_one(c->db, &counts_row, out,
		"SELECT (SELECT COUNT(*) FROM orders o WHERE o.stage = 'placed' AND " IN_SCOPE_SQL("o.branch_id") "), "
		"(SELECT COUNT(*) FROM orders o WHERE o.stage = 'ready' AND " IN_SCOPE_SQL("o.branch_id") "), "
		"(SELECT COUNT(*) FROM shortfall f JOIN orders o ON o.id = f.sale_order_id WHERE f.settled_at IS NULL AND " IN_SCOPE_SQL("o.branch_id") ")",
		ARGS(IN_SCOPE(c), IN_SCOPE(c), IN_SCOPE(c)));
}

struct error *order_events(struct ctx *c, struct order_id id, struct order_event **out, size_t *n)
{
	return db_all(c->db, &event_row, out, n,
		"SELECT e.stage, s.name, e.happened_at FROM ledger.order_event e LEFT JOIN staff s ON s.id = e.staff_id "
		"WHERE e.order_id = ? ORDER BY e.id", ARGS(ID(id)));
}

/* ---- stages ---- */

struct stage_change {
	struct ctx *c;
	struct order_id id;
	bool lapsing;
	const char *reason;		/* of staff; NULL */
};

static struct error *moved_on(struct ctx *c)
{
	return error_text(ERR(c->arena, CONFLICT, "order.stage"),
		N_("This order has moved on in the meantime. Please look at it again."), NULL);
}

static struct error *set_ready(struct db *db, void *arg)
{
	struct stage_change *x = arg;
	int64_t changed;

	TRY(db_exec(db, &changed, "UPDATE orders SET stage = 'ready' WHERE id = ? AND stage = 'placed'", ARGS(ID(x->id))));
	if (!changed)
		return moved_on(x->c);
	TRY(order_pick_rest(x->c, x->id));
	TRY(db_exec(db, NULL, "UPDATE fulfilment SET state = 'ready', changed_at = ? WHERE order_id = ? AND state = 'waiting'",
		ARGS(AT(x->c->now), ID(x->id))));
	TRY(order_event_add(x->c, x->id, "ready"));
	return job_add(x->c, "mail.ready", x->id, x->c->now);
}

static struct error *tell_cancelled(struct stage_change *x)
{
	struct ctx *c = x->c;
	int64_t message = 0;

	if (x->reason && *x->reason)
		TRY(order_message_add(c, x->id, "to_customer", x->reason, uuid_new(c->arena), &message));
	TRY(job_add_message(c, "mail.cancelled", x->id, message, c->now));
	return audit_add(c, "order.cancelled", "order", x->id.v, NULL);
}

/* Gives up an order that nobody has paid for: by staff, or because its time is over. */
static struct error *give_up(struct db *db, void *arg)
{
	struct stage_change *x = arg;
	struct ctx *c = x->c;
	const char *stage = x->lapsing ? "lapsed" : "cancelled";
	int64_t changed;

	TRY(db_exec(db, &changed,
		"UPDATE orders SET stage = ?, picking = 0, done_at = ? WHERE id = ? AND stage IN ('placed', 'ready') AND paid = 0 "
		"AND (? = 0 OR hold_until <= ?)",
		ARGS(T(stage), AT(c->now), ID(x->id), I(x->lapsing), AT(c->now))));
	if (!changed)
		return moved_on(c);
	TRY(stock_release_order(c, x->id));
	TRY(db_exec(db, NULL, "UPDATE fulfilment SET state = 'cancelled', changed_at = ? WHERE order_id = ?",
		ARGS(AT(c->now), ID(x->id))));
	TRY(order_event_add(c, x->id, stage));
	if (x->lapsing)
		return job_add(c, "mail.lapsed", x->id, c->now);
	return tell_cancelled(x);
}

static struct error *need(struct ctx *c, enum permission may, struct order_id id)
{
	struct order o;

	TRY(ctx_need(c, may));
	TRY(order_by_id(c, id, &o));
	return ctx_need_branch(c, o.branch);
}

struct error *order_set_ready(struct ctx *c, struct order_id id)
{
	struct stage_change x = { .c = c, .id = id };

	TRY(need(c, MAY_ORDER_PICK, id));
	return db_tx(c->db, set_ready, &x);
}

struct error *order_cancel(struct ctx *c, struct order_id id, const char *reason)
{
	struct stage_change x = { .c = c, .id = id, .reason = reason };

	TRY(need(c, MAY_ORDER_EDIT, id));
	return db_tx(c->db, give_up, &x);
}

static const struct db_column due_columns[] = { DB_COL(struct stage_change, id, INT) };
static const struct db_row due_row = DB_ROW(struct stage_change, due_columns);

struct error *order_lapse_due(struct ctx *c, int64_t *lapsed)
{
	struct error *failed = NULL;
	struct stage_change *due;
	size_t n;

	*lapsed = 0;
	TRY(db_all(c->db, &due_row, &due, &n,
		"SELECT id FROM orders WHERE stage IN ('placed', 'ready') AND hold_until <= ? AND paid = 0 ORDER BY id LIMIT 100",
		ARGS(AT(c->now))));
	for (size_t i = 0; i < n; i++) {
		struct error *e;

		due[i].c = c;
		due[i].lapsing = true;
		e = db_tx(c->db, give_up, &due[i]);
		*lapsed += !e;
		/* Paid or cancelled a moment ago: nothing is due any more. One that
		 * cannot lapse must not keep the others. */
		if (e && strcmp(e->code, "order.stage"))
			failed = error_also(failed, error_note(e, "lapsing order %lld", (long long)due[i].id.v));
	}
	return failed;
}
