/* order_place.c: the guest's checkout: a cart becomes an order, once. */
#include "base/bytes.h"
#include "base/num.h"
#include "base/str.h"
#include "shop/customer.h"
#include "shop/hours.h"
#include "shop/job.h"
#include "shop/order.h"

#define SEEN_MAX (60 * DAY)

struct place {
	struct ctx *c;
	const struct checkout *in;
	const struct cart *cart;
	const char *actor;		/* of the request's key */
	uint8_t hash[SHA256_SIZE];
	struct order order;
};

/* ---- what was typed ---- */

static struct error *missing(struct ctx *c, const char *field, const char *code, const char *sentence)
{
	return error_text(error_field(ERR(c->arena, INVALID, code), field), sentence, NULL);
}

static bool given(const char *s)
{
	return s && *s;
}

static struct error *check_input(struct ctx *c, const struct checkout *in)
{
	struct error *all = NULL;

	if (!given(in->name))
		all = error_also(all, missing(c, "name", "checkout.name", N_("Please tell us your name.")));
	if (!given(in->email) && !given(in->phone))
		all = error_also(all, missing(c, "email", "checkout.contact", N_("Please give an e-mail address or a phone number.")));
	if (!in->branch || !in->branch->pickup)
		all = error_also(all, missing(c, "branch", "checkout.branch", N_("Please choose where you will pick the order up.")));
	if (!in->terms)
		all = error_also(all, missing(c, "terms", "checkout.terms", N_("Please agree to the terms to place the order.")));
	return all;
}

static void hash_field(struct str *s, const char *value)
{
	value = value ? value : "";
	str_addf(s, "%zu:%s,", strlen(value), value);
}

/* What makes two requests the same one; not the cart, which the first one empties. */
static void hash_input(struct place *p)
{
	struct str s;

	str_init(&s, p->c->arena);
	hash_field(&s, p->in->branch->code);
	hash_field(&s, p->in->name);
	hash_field(&s, p->in->email);
	hash_field(&s, p->in->phone);
	hash_field(&s, p->in->note);
	str_addf(&s, "%lld", (long long)p->in->total_seen);
	sha256(p->hash, s.p, s.len);
}

static struct error *check_cart(struct ctx *c, const struct cart *cart, const struct checkout *in)
{
	if (cart->count == 0)
		return error_text(ERR(c->arena, INVALID, "cart.empty"), N_("Your cart is empty."), NULL);
	for (size_t i = 0; i < cart->count; i++)
		if (cart->lines[i].gone)
			return error_text(ERR(c->arena, CONFLICT, "checkout.changed"),
				N_("Something in your cart is not sold any more. Please look at the cart again."), NULL);
	if (cart->total.total != in->total_seen)
		return error_text(ERR(c->arena, CONFLICT, "checkout.changed"),
			N_("The total has changed since you looked. Please check it and order again."), NULL);
	return NULL;
}

/* ---- the order ---- */

const char *order_line_name(struct arena *a, const struct item_card *card)
{
	return *card->label ? arena_printf(a, "%s, %s", card->name, card->label) : card->name;
}

static void order_fill(struct place *p)
{
	struct arena *a = p->c->arena;
	struct order *o = &p->order;

	*o = (struct order){ .channel = "web", .lang = p->in->lang, .stage = "placed", .branch = p->in->branch->id,
		.location = p->in->branch->shelf, .tax_included = true, .cash_step = p->in->branch->cash_step,
		.note = p->in->note, .hold_until = INSTANT_NONE, .done_at = INSTANT_NONE, .promised_at = INSTANT_NONE, .count = p->cart->count };
	o->lines = ARENA_ARRAY(a, o->count, struct order_line);
	for (size_t i = 0; i < o->count; i++) {
		const struct cart_line *l = &p->cart->lines[i];

		o->lines[i] = (struct order_line){ .variant = l->card.variant, .name = order_line_name(a, &l->card),
			.unit = l->card.unit, .quantity = l->quantity, .unit_price = l->card.price, .amount = l->amount,
			.tax_class = l->card.tax_class, .tax_rate = l->card.tax_rate, .tax = l->tax };
	}
}

/* The end of the last business day on which it is held; those on which the branch is closed do not count. */
static instant held_until(const struct branch *b, instant now, int64_t days)
{
	struct civil end = { .minute = 0 };
	int32_t last = hours_open_day(b, business_date(b->zone, (int)b->day_ends, now), days);

	date_to_civil(last + 1, &end.year, &end.month, &end.day);
	end.hour = (int)(b->day_ends / 60);
	end.minute = (int)(b->day_ends % 60);
	return zone_instant(b->zone, &end);
}

/* What the shopper saw is kept, unless it has become too early, or is no promise of ours. */
static struct error *promise(struct place *p)
{
	instant seen = p->in->promised_seen, *at = &p->order.promised_at;

	TRY(order_promise(p->c, p->in->branch, at));
	if (*at != INSTANT_NONE && seen > *at && seen <= *at + SEEN_MAX)
		*at = seen;
	return NULL;
}

int32_t order_held_through(const struct branch *b, instant hold_until)
{
	return business_date(b->zone, (int)b->day_ends, hold_until - 1);
}

static struct error *hold(struct place *p)
{
	struct order *o = &p->order;
	struct stock_need *needs = ARENA_ARRAY(p->c->arena, o->count, struct stock_need);

	for (size_t i = 0; i < o->count; i++)
		needs[i] = (struct stock_need){ .variant = o->lines[i].variant, .quantity = o->lines[i].quantity, .name = o->lines[i].name };
	return stock_hold_order(p->c, o->location, o->id, o->hold_until, needs, o->count);
}

static struct error *mails(struct place *p)
{
	if (given(p->in->email))
		TRY(job_add(p->c, "mail.confirmation", p->order.id, p->c->now));
	if (given(p->in->branch->alert_email))
		TRY(job_add(p->c, "mail.alert", p->order.id, p->c->now));
	return NULL;
}

static struct error *beside_the_order(struct place *p)
{
	struct ctx *c = p->c;
	int64_t version;

	TRY(setting_number(c, SET_TERMS_VERSION, p->order.branch, (struct till_id){ 0 }, &version));
	TRY(db_exec(c->db, NULL, "INSERT INTO consent (order_id, customer_id, kind, text_version, given_at) VALUES (?, ?, 'terms', ?, ?)",
		ARGS(ID(p->order.id), ID(p->order.customer), T(arena_printf(c->arena, "%lld", (long long)version)), AT(c->now))));
	TRY(db_exec(c->db, NULL, "INSERT INTO fulfilment (order_id, kind, branch_id, state, changed_at) VALUES (?, 'pickup', ?, 'waiting', ?)",
		ARGS(ID(p->order.id), ID(p->order.branch), AT(c->now))));
	TRY(db_exec(c->db, NULL, "UPDATE cart SET note = NULL WHERE id = ?", ARGS(ID(p->cart->id))));
	return db_exec(c->db, NULL, "DELETE FROM cart_line WHERE cart_id = ?", ARGS(ID(p->cart->id)));
}

static struct error *place(struct db *db, void *arg)
{
	struct place *p = arg;
	struct ctx *c = p->c;
	const struct shop *shop;
	int64_t days, cart;

	TRY(shop_get(c, &shop));
	TRY(setting_number(c, SET_PICKUP_DAYS, p->in->branch->id, (struct till_id){ 0 }, &days));
	/* The cart's row is locked: what was priced is what is ordered. */
	TRY(db_whole(db, &cart, 0, "SELECT id FROM cart WHERE id = ? FOR UPDATE", ARGS(ID(p->cart->id))));
	TRY(cart_unchanged(c, p->cart));
	order_fill(p);
	p->order.currency = shop->company.currency;
	p->order.currency_exponent = shop->company.currency_exponent;
	TRY(promise(p));
	p->order.hold_until = held_until(p->in->branch, c->now, days);
	/* Nothing lapses before it was to be ready. */
	if (p->order.promised_at >= p->order.hold_until)
		p->order.hold_until = held_until(p->in->branch, p->order.promised_at, days);
	TRY(customer_at_checkout(c, p->in, &p->order.customer));
	TRY(order_insert(c, &p->order, &p->cart->total));
	TRY(key_put(c, p->actor, "checkout", p->in->uuid, p->hash, p->order.id));
	TRY(beside_the_order(p));
	TRY(mails(p));
	/* Last, so that the rows that everybody wants are locked the shortest. */
	return hold(p);
}

/* ---- once ---- */

/* The order that this request has made before, if it has. */
static struct error *placed_before(struct place *p, bool *found, const char **token)
{
	struct order_id id;
	struct order o;

	TRY(key_find(p->c, p->actor, "checkout", p->in->uuid, p->hash, found, &id));
	if (!*found)
		return NULL;
	TRY(order_by_id(p->c, id, &o));
	*token = o.token;
	return NULL;
}

static struct error *try_to_place(struct place *p, const char **token)
{
	struct error *e = db_tx(p->c->db, place, p);
	bool found = false;

	if (!e) {
		*token = p->order.token;
		return NULL;
	}
	/* A twin was faster, or nobody knows whether the COMMIT arrived: the key tells. */
	if (e->kind == CONFLICT || e->kind == UNCERTAIN) {
		struct error *again = placed_before(p, &found, token);

		if (again || found)
			return again;
	}
	return e;
}

struct error *order_place(struct ctx *c, struct cart_id id, const struct checkout *in, const char **token)
{
	struct place p = { .c = c, .in = in };
	int64_t expired, lapsed;
	const struct shop *shop;
	struct cart cart;
	struct error *e;
	bool found;

	TRY(shop_get(c, &shop));
	if (!shop->open)
		return error_text(ERR(c->arena, CONFLICT, "shop.opens_soon"), N_("The shop opens soon and takes no orders yet."), NULL);
	TRY(check_input(c, in));
	p.actor = arena_printf(c->arena, "cart:%lld", (long long)id.v);
	hash_input(&p);
	TRY(placed_before(&p, &found, token));
	if (found)
		return NULL;
	TRY(cart_get(c, in->lang, id, in->branch, &cart));
	TRY(check_cart(c, &cart, in));
	p.cart = &cart;
	e = try_to_place(&p, token);
	if (!e || e->kind != SHORTAGE)
		return e;
	/* What is promised to others may be due to come back. */
	TRY(stock_expire(c, &expired));
	TRY(order_lapse_due(c, &lapsed));
	return expired || lapsed ? try_to_place(&p, token) : e;
}
