/* sale.c: what a till sells: quote, hold, complete, and web orders that are picked up. */
#include "base/bytes.h"
#include "base/num.h"
#include "shop/order_pick.h"
#include "shop/till_internal.h"

/* How long ago a price may have been the one shown. */
#define PRICE_SHOWN_FOR HOUR

/* ---- lines ---- */

static struct error *line_failed(struct ctx *c, enum error_kind kind, const char *code, size_t i)
{
	return error_field(ERR(c->arena, kind, code), arena_printf(c->arena, "line.%zu", i));
}

static struct error *line_check(struct ctx *c, const struct branch *b, const struct sale_line *in, const struct item_card *card, size_t i)
{
	bool shown = card->price == in->unit_price;

	if (in->quantity <= 0 || in->quantity > CART_QUANTITY_MAX)
		return error_text(line_failed(c, INVALID, "sale.quantity", i), N_("Please give a quantity of {name}."), "name", card->name, NULL);
	if (!strcmp(card->unit, "piece") && in->quantity % QUANTITY_ONE)
		return error_text(line_failed(c, INVALID, "sale.whole", i), N_("{name} is sold by the piece."), "name", card->name, NULL);
	if (!shown)
		TRY(price_was(c, b->price_list, in->variant, in->unit_price, c->now - PRICE_SHOWN_FOR, &shown));
	if (!shown || in->unit_price == PRICE_NONE)
		return error_text(line_failed(c, CONFLICT, "sale.price", i),
			N_("The price of {name} has changed. Please scan it again."), "name", card->name, NULL);
	return NULL;
}

static struct error *cards_of(struct ctx *c, const struct branch *b, const char *lang, const struct sale_line *in, size_t n,
	struct item_card **cards, size_t *found)
{
	struct variant_id *ids = ARENA_ARRAY(c->arena, n, struct variant_id);

	for (size_t i = 0; i < n; i++)
		ids[i] = in[i].variant;
	return item_variants(c, lang, b->price_list, ids, n, cards, found);
}

static struct error *lines_fill(struct ctx *c, const struct branch *b, const char *lang, const struct sale_line *in, size_t n, struct order_line *out)
{
	struct error *all = NULL;
	struct item_card *cards;
	size_t found;

	TRY(cards_of(c, b, lang, in, n, &cards, &found));
	for (size_t i = 0; i < n; i++) {
		const struct item_card *card = item_card_of(cards, found, in[i].variant);
		struct error *e;

		if (!card) {
			all = error_also(all, line_failed(c, NOT_FOUND, "item.none", i));
			continue;
		}
		e = line_check(c, b, &in[i], card, i);
		if (e) {
			all = error_also(all, e);
			continue;
		}
		out[i] = (struct order_line){ .variant = in[i].variant, .name = order_line_name(c->arena, card), .unit = card->unit,
			.quantity = in[i].quantity, .unit_price = in[i].unit_price, .tax_class = card->tax_class, .tax_rate = card->tax_rate };
	}
	return all;
}

static struct error *lines_price(struct ctx *c, const struct price_policy *policy, struct order_line *lines, size_t n, struct price_total *total)
{
	struct price_line *p = ARENA_ARRAY(c->arena, n, struct price_line);

	for (size_t i = 0; i < n; i++)
		p[i] = (struct price_line){ .quantity = lines[i].quantity, .unit_price = lines[i].unit_price, .tax_rate = lines[i].tax_rate };
	if (price_document(policy, p, n, total) != PRICE_OK)
		return error_text(ERR(c->arena, INVALID, "sale.too_large"), N_("This is more than one sale can hold."), NULL);
	for (size_t i = 0; i < n; i++) {
		lines[i].amount = p[i].amount;
		lines[i].tax = p[i].tax;
	}
	return NULL;
}

static struct error *branch_of(struct ctx *c, const struct till *t, const struct branch **out)
{
	const struct shop *shop;

	TRY(shop_get(c, &shop));
	*out = shop_branch(shop, t->branch);
	return *out ? NULL : ERR(c->arena, NOT_FOUND, "branch.none");
}

struct error *sale_quote(struct ctx *c, const struct till *t, const char *lang, const struct sale_line *lines, size_t n, struct quote *out)
{
	struct price_policy policy;
	const struct branch *b;

	if (n > SALE_LINES_MAX)
		return error_text(ERR(c->arena, INVALID, "sale.too_large"), N_("This is more than one sale can hold."), NULL);
	TRY(branch_of(c, t, &b));
	policy = shop_policy(b);
	*out = (struct quote){ .lines = ARENA_ARRAY(c->arena, n, struct order_line), .count = n };
	TRY(lines_fill(c, b, lang, lines, n, out->lines));
	TRY(lines_price(c, &policy, out->lines, n, &out->total));
	out->cash_rounding = price_cash_rounding(&policy, out->total.total);
	return NULL;
}

static struct stock_need *needs_of(struct ctx *c, const struct order_line *lines, size_t n)
{
	struct stock_need *needs = ARENA_ARRAY(c->arena, n, struct stock_need);

	for (size_t i = 0; i < n; i++)
		needs[i] = (struct stock_need){ .variant = lines[i].variant, .quantity = lines[i].quantity,
			.name = lines[i].name, .order_line = lines[i].id };
	return needs;
}

/* ---- before tender ---- */

struct basket {
	struct ctx *c;
	const struct branch *branch;
	const struct till *till;
	const char *uuid;
	struct quote quote;
};

/* A hold that arrives after its sale would keep goods from others for nothing. */
static struct error *sold_already(struct basket *x, bool *sold)
{
	int64_t n;

	TRY(db_whole(x->c->db, &n, 0, "SELECT COUNT(*) FROM request_key WHERE uuid = ? AND route = 'sale'", ARGS(T(x->uuid))));
	*sold = n > 0;
	return NULL;
}

static struct error *hold(struct db *db, void *arg)
{
	struct basket *x = arg;
	int64_t minutes;
	bool sold = false;
	(void)db;

	TRY(sold_already(x, &sold));
	if (sold)
		return NULL;
	TRY(setting_number(x->c, SET_TILL_HOLD_MINUTES, x->branch->id, x->till->id, &minutes));
	return stock_hold_basket(x->c, x->branch->shelf, x->uuid, x->c->now + minutes * MINUTE,
		needs_of(x->c, x->quote.lines, x->quote.count), x->quote.count);
}

struct error *sale_hold(struct ctx *c, const struct till *t, const char *uuid, const char *lang, const struct sale_line *lines, size_t n)
{
	struct basket x = { .c = c, .till = t, .uuid = uuid };
	int64_t expired, lapsed;
	struct error *e;

	TRY(ctx_need(c, MAY_TILL_SELL));
	TRY(branch_of(c, t, &x.branch));
	TRY(sale_quote(c, t, lang, lines, n, &x.quote));
	e = db_tx(c->db, hold, &x);
	if (!e || e->kind != SHORTAGE)
		return e;
	TRY(stock_expire(c, &expired));
	TRY(order_lapse_due(c, &lapsed));
	return expired || lapsed ? db_tx(c->db, hold, &x) : e;
}

static struct error *release(struct db *db, void *arg)
{
	struct basket *x = arg;
	(void)db;
	return stock_release_basket(x->c, x->uuid);
}

struct error *sale_release(struct ctx *c, const char *uuid)
{
	struct basket x = { .c = c, .uuid = uuid };

	TRY(ctx_need(c, MAY_TILL_SELL));
	return db_tx(c->db, release, &x);
}

/* ---- tenders ---- */

static struct error *tender_wrong(struct ctx *c, const char *code, const char *sentence)
{
	return error_text(error_field(ERR(c->arena, INVALID, code), "tenders"), sentence, NULL);
}

/* Card legs settle what they say; cash settles the rest, rounded, and gives change. */
static struct error *settle(struct ctx *c, const struct price_policy *policy, int64_t total, const struct sale_tender *in, size_t n,
	struct payment *out, size_t *count)
{
	int64_t rest = total, cash = 0, rounding;

	*count = 0;
	for (size_t i = 0; i < n; i++) {
		if (in[i].tendered <= 0 || in[i].tendered > NUM_MAX)
			return tender_wrong(c, "tender.amount", N_("Please give what was handed over."));
		if (!strcmp(in[i].tender, "cash")) {
			cash += in[i].tendered;
			continue;
		}
		if (strcmp(in[i].tender, "card"))
			return tender_wrong(c, "tender.kind", N_("This way to pay is not known here."));
		if (in[i].tendered > rest)
			return tender_wrong(c, "tender.over", N_("A card cannot be charged more than is due."));
		rest -= in[i].tendered;
		out[(*count)++] = (struct payment){ .tender = "card", .amount = in[i].tendered, .tendered = in[i].tendered };
	}
	rounding = cash ? price_cash_rounding(policy, rest) : 0;
	if (cash ? rest == 0 : rest > 0)
		return tender_wrong(c, "tender.sum", N_("What was handed over does not settle the total."));
	if (cash < rest + rounding)
		return tender_wrong(c, "tender.short", N_("What was handed over is less than the total."));
	if (cash)
		out[(*count)++] = (struct payment){ .tender = "cash", .amount = rest, .rounding = rounding, .tendered = cash };
	return NULL;
}

/* ---- completing ---- */

struct completion {
	struct ctx *c;
	const struct till *till;
	const struct branch *branch;
	const char *actor, *route, *uuid;	/* of the request's key */
	const uint8_t *hash;
	struct order order;
	struct price_total total;
	struct payment *payments;
	size_t payment_count;
	struct shift_id shift;
};

static struct error *payment_insert(struct completion *x, struct payment *p)
{
	struct ctx *c = x->c;
	int64_t taken = p->amount + p->rounding;

	TRY(db_insert(c->db, &p->id.v,
		"INSERT INTO payment (order_id, tender, amount, rounding, tendered, refunded, till_id, shift_id, staff_id, paid_at) "
		"VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?)",
		ARGS(ID(x->order.id), T(p->tender), I(p->amount), I(p->rounding), I(p->tendered), ID(x->till->id), ID(x->shift),
			ID(c->actor.staff), AT(c->now))));
	return strcmp(p->tender, "cash") ? NULL : cash_move(c, x->shift, "sale", taken, p->id);
}

static struct error *take_payments(struct completion *x)
{
	int64_t cash = 0, rounding = 0;

	for (size_t i = 0; i < x->payment_count; i++) {
		struct payment *p = &x->payments[i];

		TRY(payment_insert(x, p));
		rounding += p->rounding;
		cash += strcmp(p->tender, "cash") ? 0 : p->amount + p->rounding;
	}
	return db_exec(x->c->db, NULL,
		"UPDATE shift SET sales_count = sales_count + 1, sales_amount = sales_amount + ?, rounding_amount = rounding_amount + ?, "
		"cash_expected = cash_expected + ? WHERE id = ?",
		ARGS(I(x->order.total), I(rounding), I(cash), ID(x->shift)));
}

/* What a sale and a picked-up order have in common, the order being stored. */
static struct error *complete(struct completion *x, const char *basket)
{
	struct ctx *c = x->c;
	struct order *o = &x->order;
	const char *token;
	struct issue in = { .order = o, .taxes = x->total.taxes, .tax_count = x->total.tax_count, .payments = x->payments,
		.payment_count = x->payment_count, .branch = x->branch, .chain = x->till->chain, .till = x->till->id, .shift = x->shift };

	in.business_date = business_date(x->branch->zone, (int)x->branch->day_ends, c->now);
	TRY(key_put(c, x->actor, x->route, x->uuid, x->hash, o->id));
	TRY(take_payments(x));
	TRY(order_event_add(c, o->id, "done"));
	TRY(stock_sell(c, o->location, o->id, basket, needs_of(c, o->lines, o->count), o->count));
	return document_issue(c, &in, &token);
}

static struct error *sell(struct db *db, void *arg)
{
	struct completion *x = arg;
	struct ctx *c = x->c;

	TRY(shift_lock(c, x->till->id, &x->shift));
	TRY(order_insert(c, &x->order, &x->total));
	TRY(db_exec(db, NULL, "INSERT INTO fulfilment (order_id, kind, branch_id, state, changed_at) VALUES (?, 'counter', ?, 'handed_over', ?)",
		ARGS(ID(x->order.id), ID(x->branch->id), AT(c->now))));
	return complete(x, x->uuid);
}

static struct error *hand_over(struct db *db, void *arg)
{
	struct completion *x = arg;
	struct ctx *c = x->c;
	int64_t changed;

	TRY(shift_lock(c, x->till->id, &x->shift));
	TRY(db_exec(db, &changed,
		"UPDATE orders SET stage = 'done', paid = total, done_at = ?, till_id = ?, staff_id = ? "
		"WHERE id = ? AND stage IN ('placed', 'ready') AND paid = 0",
		ARGS(AT(c->now), ID(x->till->id), ID(c->actor.staff), ID(x->order.id))));
	if (!changed)
		return error_text(ERR(c->arena, CONFLICT, "order.stage"),
			N_("This order has moved on in the meantime. Please look at it again."), NULL);
	TRY(order_pick_rest(c, x->order.id));
	TRY(db_exec(db, NULL, "UPDATE fulfilment SET state = 'handed_over', changed_at = ? WHERE order_id = ?",
		ARGS(AT(c->now), ID(x->order.id))));
	return complete(x, NULL);
}

/* The answer to a request: the same for the first and for every later one. */
static struct error *answer(struct ctx *c, struct order_id order, const char **document, int64_t *change)
{
	bool found;

	TRY(document_of_order(c, order, &found, document));
	if (!found)
		return ERR(c->arena, INTERNAL, "document.none");
	return db_whole(c->db, change, 0, "SELECT SUM(tendered - amount - rounding) FROM payment WHERE order_id = ?", ARGS(ID(order)));
}

static struct error *answered_before(struct completion *x, bool *found, const char **document, int64_t *change)
{
	struct order_id id;

	TRY(key_find(x->c, x->actor, x->route, x->uuid, x->hash, found, &id));
	return *found ? answer(x->c, id, document, change) : NULL;
}

static struct error *run(struct completion *x, struct error *(*fn)(struct db *, void *), const char **document, int64_t *change)
{
	struct error *e = db_tx(x->c->db, fn, x);
	bool found = false;

	if (!e)
		return answer(x->c, x->order.id, document, change);
	/* A twin was faster, or nobody knows whether the COMMIT arrived: the key tells. */
	if (e->kind == CONFLICT || e->kind == UNCERTAIN) {
		struct error *again = answered_before(x, &found, document, change);

		if (again || found)
			return again;
	}
	return e;
}

static struct error *begin(struct ctx *c, const struct till *t, const char *route, const char *uuid, const uint8_t *hash, size_t tenders, struct completion *x)
{
	*x = (struct completion){ .c = c, .till = t, .route = route, .uuid = uuid, .hash = hash,
		.actor = arena_printf(c->arena, "till:%lld", (long long)t->id.v) };
	x->payments = ARENA_ARRAY(c->arena, tenders + 1, struct payment);
	TRY(ctx_need(c, MAY_TILL_SELL));
	return branch_of(c, t, &x->branch);
}

struct error *sale_complete(struct ctx *c, const struct till *t, const struct sale *in, const char **document, int64_t *change)
{
	struct price_policy policy;
	const struct shop *shop;
	struct completion x;
	struct quote quote;
	bool found;

	TRY(begin(c, t, "sale", in->uuid, in->hash, in->tender_count, &x));
	TRY(answered_before(&x, &found, document, change));
	if (found)
		return NULL;
	if (in->line_count == 0)
		return error_text(error_field(ERR(c->arena, INVALID, "sale.empty"), "lines"), N_("There is nothing in the basket."), NULL);
	TRY(shop_get(c, &shop));
	TRY(sale_quote(c, t, in->lang, in->lines, in->line_count, &quote));
	policy = shop_policy(x.branch);
	TRY(settle(c, &policy, quote.total.total, in->tenders, in->tender_count, x.payments, &x.payment_count));
	x.total = quote.total;
	x.order = (struct order){ .channel = "till", .lang = in->lang, .stage = "done", .branch = x.branch->id, .location = x.branch->shelf,
		.currency = shop->company.currency, .currency_exponent = shop->company.currency_exponent, .tax_included = policy.tax_included,
		.cash_step = policy.cash_step, .paid = quote.total.total, .hold_until = INSTANT_NONE, .promised_at = INSTANT_NONE, .done_at = c->now,
		.lines = quote.lines, .count = quote.count };
	return run(&x, sell, document, change);
}

/* ---- a web order, picked up ---- */

static struct error *load_taxes(struct ctx *c, struct order_id order, struct price_total *total)
{
	static const struct db_column columns[] = {
		DB_COL(struct price_tax, rate, INT), DB_COL(struct price_tax, gross, INT), DB_COL(struct price_tax, tax, INT),
	};
	static const struct db_row row = DB_ROW(struct price_tax, columns);
	struct price_tax *taxes;

	TRY(db_all(c->db, &row, &taxes, &total->tax_count,
		"SELECT rate, gross, tax FROM order_tax WHERE order_id = ? ORDER BY rate LIMIT 16", ARGS(ID(order))));
	if (total->tax_count)
		memcpy(total->taxes, taxes, total->tax_count * sizeof *taxes);
	return NULL;
}

struct error *sale_pay_order(struct ctx *c, const struct till *t, const char *uuid, const uint8_t *hash, struct order_id order,
	const struct sale_tender *tenders, size_t n, const char **document, int64_t *change)
{
	struct price_policy policy;
	struct completion x;
	bool found;

	TRY(begin(c, t, "pay", uuid, hash, n, &x));
	TRY(answered_before(&x, &found, document, change));
	if (found)
		return NULL;
	TRY(order_by_id(c, order, &x.order));
	if (x.order.branch.v != t->branch.v)
		return error_text(ERR(c->arena, CONFLICT, "order.branch"), N_("This order waits in another branch."), NULL);
	TRY(load_taxes(c, order, &x.total));
	policy = (struct price_policy){ .tax_included = x.order.tax_included, .cash_step = x.order.cash_step };
	TRY(settle(c, &policy, x.order.total, tenders, n, x.payments, &x.payment_count));
	return run(&x, hand_over, document, change);
}
