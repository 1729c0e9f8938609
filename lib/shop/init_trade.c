/* init_trade.c: the demo's past: what happens on a day, in order, through the
 * functions that a real day uses, with c->now moved along. */
#include "shop/init_trade.h"

#include "base/bytes.h"
#include "base/num.h"
#include "shop/hours.h"
#include "shop/init_basket.h"
#include "shop/job.h"
#include "shop/order_message.h"
#include "shop/order_pick.h"
#include "shop/refund.h"

#define EVENTS_MAX 2000
#define FLOAT_AMOUNT 50000
#define BRANCHES 2
#define CASHIERS 2
/* Of so many sales in cash something of one comes back. */
#define CASH_SALES_A_RETURN 25
/* Counted drawers that are not what they should be. */
#define DIFFERENCES_PERCENT 25

enum event_kind { OPEN, CLOSE, SALE, PLACE, READY, FETCH, CANCEL, LAPSE, RETURN };

struct event {
	instant at;
	enum event_kind kind;
	int branch;
	struct order_id order;
};

struct place {
	const struct branch *branch;
	struct till till;
	struct shelf shelf;
	int64_t expected;		/* cash that the open shift's drawer holds */
	bool open;
	int sales_a_day, orders_a_day;
};

struct trade {
	struct ctx c;			/* of the step: its own arena, now, actor */
	const struct demo_options *o;
	struct random random, returning;
	struct actor manager, receiver, cashiers[CASHIERS];
	struct place places[BRANCHES];
	struct event events[EVENTS_MAX];
	size_t count;
	instant end;			/* of yesterday */
	instant now;			/* when the demo is made */
};

/* ---- time ---- */

static int32_t today_at(const struct branch *b, instant now)
{
	return business_date(b->zone, (int)b->day_ends, now);
}

static instant minute_of(const struct branch *b, int32_t date, int64_t minute)
{
	struct civil t = { .hour = (int)(minute / 60), .minute = (int)(minute % 60) };

	date_to_civil(date, &t.year, &t.month, &t.day);
	return zone_instant(b->zone, &t);
}

instant trade_begins(const struct branch *b, instant now, int64_t days)
{
	return minute_of(b, today_at(b, now) - (int32_t)days - 2, 8 * 60);
}

static void later(struct trade *t, instant at, enum event_kind kind, int branch, struct order_id order)
{
	/* What was ordered yesterday is packed, or cancelled, this morning. */
	if (t->count < EVENTS_MAX && at < (kind == READY || kind == CANCEL ? t->now : t->end))
		t->events[t->count++] = (struct event){ at, kind, branch, order };
}

/* The earliest before `until`, taken out. */
static bool next_event(struct trade *t, instant until, struct event *out)
{
	size_t first = t->count;

	for (size_t i = 0; i < t->count; i++)
		if (t->events[i].at < until && (first == t->count || t->events[i].at < t->events[first].at))
			first = i;
	if (first == t->count)
		return false;
	*out = t->events[first];
	t->events[first] = t->events[--t->count];
	return true;
}

/* Some time of a day's opening hours, by how busy its hours are. */
static int64_t busy_minute(struct trade *t, const struct hours_span *open, bool friday)
{
	static const int usual[] = { 2, 5, 5, 4, 4, 5, 6, 5, 3, 3, 5, 8, 9, 6, 3 };
	static const int short_day[] = { 3, 7, 9, 11, 12, 11, 8, 3, 0, 0, 0, 0, 0, 0, 0 };
	const int *weights = friday ? short_day : usual;
	int64_t at;

	do {
		int hour = pick_weighted(&t->random, weights, 15);

		at = 7 * 60 + hour * 60 + random_below(&t->random, 60);
	} while (at < open->opens + 2 || at >= open->closes - 4);
	return at;
}

/* ---- what happens ---- */

static const char *uuid_hashed(struct trade *t, uint8_t hash[SHA256_SIZE])
{
	const char *uuid = uuid_new(t->c.arena);

	sha256(hash, uuid, UUID_LENGTH);
	return uuid;
}

static void act(struct trade *t, const struct actor *who, const struct place *p)
{
	t->c.actor = *who;
	t->c.actor.till = p->till.id;
}

static struct error *open_shop(struct trade *t, struct place *p)
{
	struct shift shift;

	t->c.actor = t->receiver;
	TRY(shelf_fill(&t->c, &p->shelf));
	act(t, &t->cashiers[random_below(&t->random, CASHIERS)], p);
	TRY(shift_open(&t->c, p->till.id, FLOAT_AMOUNT, &shift));
	p->expected = FLOAT_AMOUNT;
	p->open = true;
	return NULL;
}

static struct error *close_shop(struct trade *t, struct place *p)
{
	struct shift_result result;
	int64_t difference = 0;

	if (!p->open)
		return NULL;
	if (random_below(&t->random, 100) < DIFFERENCES_PERCENT)
		difference = (random_below(&t->random, 180) - 110) * 10;
	p->open = false;
	return shift_close(&t->c, p->till.id, p->expected + difference, &result);
}

/* Notes that somebody hands over for a sum. */
static int64_t handed_over(struct trade *t, int64_t due)
{
	static const int64_t steps[] = { 10, 1000, 2000, 5000, 10000 };
	int64_t step = steps[random_below(&t->random, 5)];

	return (due + step - 1) / step * step;
}

/* Cash, card, or now and then both. */
static size_t tenders_for(struct trade *t, struct place *p, int64_t total, int64_t rounding, struct sale_tender out[2])
{
	int64_t how = random_below(&t->random, 100), part;

	if (how < 55 || total < 20) {
		out[0] = (struct sale_tender){ "card", total };
		return 1;
	}
	if (how < 97 || total < 4000) {
		p->expected += total + rounding;
		out[0] = (struct sale_tender){ "cash", handed_over(t, total + rounding) };
		return 1;
	}
	/* The notes at hand, the rest by card. */
	part = total / 4000 * 2000;
	p->expected += part;
	out[0] = (struct sale_tender){ "cash", part };
	out[1] = (struct sale_tender){ "card", total - part };
	return 2;
}

/* What a basket comes to: sale_complete() asks for it again. */
static int64_t total_of(const struct price_policy *policy, const struct sale_line *lines, size_t n)
{
	struct price_line priced[BASKET_MAX];
	struct price_total total;

	for (size_t i = 0; i < n; i++)
		priced[i] = (struct price_line){ .quantity = lines[i].quantity, .unit_price = lines[i].unit_price };
	return price_document(policy, priced, n, &total) == PRICE_OK ? total.total : 0;
}

/* ---- what comes back ---- */

/* Within two days, while the shop is open. */
static struct error *plan_return(struct trade *t, const struct event *e, const char *document)
{
	const struct branch *b = t->places[e->branch].branch;
	struct document d;
	instant at;

	if (random_below(&t->returning, CASH_SALES_A_RETURN))
		return NULL;
	TRY(document_by_token(&t->c, document, &d));
	at = hours_next_opening(b, e->at + (30 + random_below(&t->returning, 2 * HOURS_DAY)) * MINUTE);
	if (at != INSTANT_NONE)
		later(t, at + random_below(&t->returning, 20) * MINUTE, RETURN, e->branch, d.order);
	return NULL;
}

/* A service is not brought back. */
static bool is_ware(const struct place *p, struct variant_id v)
{
	for (size_t i = 0; i < p->shelf.count; i++)
		if (p->shelf.goods[i].variant.v == v.v)
			return strcmp(p->shelf.goods[i].type, "service") != 0;
	return false;
}

/* A piece, or all that was weighed, of one line of the receipt. */
static struct error *take_back(struct trade *t, struct place *p, const struct event *e)
{
	static const char *const reasons[] = { "האריזה קרועה", "לא המידה הנכונה", "נקנה בטעות", "לא טרי" };
	int64_t why = random_below(&t->returning, 4);
	struct refund_line line = { .quantity = QUANTITY_ONE, .damaged = why == 0 || why == 3 };
	struct refund in = { .uuid = uuid_new(t->c.arena), .order = e->order, .lines = &line, .count = 1, .till = p->till.id, .reason = reasons[why] };
	const struct order_line *l;
	const char *document;
	struct document d;
	struct order o;

	t->c.actor = t->manager;
	TRY(order_by_id(&t->c, e->order, &o));
	l = &o.lines[random_below(&t->returning, (int64_t)o.count)];
	/* The drawer must hold the rounded cash too. */
	if (!p->open || !is_ware(p, l->variant) || p->expected < l->amount + o.cash_step)
		return NULL;
	line.line_no = l->line_no;
	if (strcmp(l->unit, "piece"))
		line.quantity = l->quantity;
	TRY(refund_make(&t->c, &in, &document));
	TRY(document_by_token(&t->c, document, &d));
	p->expected += d.total + d.rounding;
	return NULL;
}

/* ---- at the till ---- */

static struct error *sell(struct trade *t, struct place *p, const struct event *e)
{
	struct price_policy policy = shop_policy(p->branch);
	struct sale_line lines[BASKET_MAX];
	struct sale_tender tenders[2];
	uint8_t hash[SHA256_SIZE];
	struct sale in = { .lang = "he", .lines = lines, .tenders = tenders, .hash = hash };
	struct civil local = zone_local(p->branch->zone, e->at);
	const char *document;
	int64_t change, total;

	in.line_count = basket_pick(&t->random, &p->shelf, &local, lines);
	if (!in.line_count || !p->open)
		return NULL;
	in.uuid = uuid_hashed(t, hash);
	total = total_of(&policy, lines, in.line_count);
	if (random_below(&t->random, 8) == 0)
		TRY(sale_hold(&t->c, &p->till, in.uuid, in.lang, lines, in.line_count));
	in.tender_count = tenders_for(t, p, total, price_cash_rounding(&policy, total), tenders);
	TRY(sale_complete(&t->c, &p->till, &in, &document, &change));
	return in.tender_count == 1 && !strcmp(tenders[0].tender, "cash") ? plan_return(t, e, document) : NULL;
}

/* ---- web orders ---- */

static struct error *fill_cart(struct trade *t, struct place *p, instant at, size_t least, struct cart_id *cart)
{
	struct civil local = zone_local(p->branch->zone, at);
	struct sale_line lines[BASKET_MAX];
	size_t n = basket_pick(&t->random, &p->shelf, &local, lines);

	for (int tries = 0; n < least && tries < 50; tries++)
		n = basket_pick(&t->random, &p->shelf, &local, lines);

	*cart = (struct cart_id){ 0 };
	if (!n)
		return NULL;
	TRY(cart_new(&t->c, cart));
	for (size_t i = 0; i < n; i++)
		TRY(cart_add(&t->c, *cart, lines[i].variant, lines[i].quantity));
	return NULL;
}

/* Nine of ten are packed and collected, the others cancelled or forgotten. */
static void plan_order(struct trade *t, const struct event *e, struct order_id order)
{
	const struct branch *b = t->places[e->branch].branch;
	instant opens = hours_next_opening(b, e->at + 10 * MINUTE), ready;
	int64_t fate = random_below(&t->random, 100);
	struct hours_span spans[HOURS_SPANS_MAX];
	int32_t day;

	if (opens == INSTANT_NONE)
		return;
	ready = opens + (15 + random_below(&t->random, 70)) * MINUTE;
	if (fate < 4) {
		later(t, ready, CANCEL, e->branch, order);
		return;
	}
	later(t, ready, READY, e->branch, order);
	day = today_at(b, ready);
	if (!hours_on(b, day, spans) || ready + HOUR > minute_of(b, day, spans[0].closes) || random_below(&t->random, 3) == 0)
		day = hours_open_day(b, day, 1);
	if (fate < 94 && hours_on(b, day, spans)) {
		instant fetch = minute_of(b, day, busy_minute(t, &spans[0], spans[0].closes < 16 * 60));

		later(t, fetch > ready + 10 * MINUTE ? fetch : minute_of(b, day, spans[0].closes) - 20 * MINUTE, FETCH, e->branch, order);
	}
}

/* One of at least so many lines; order->id 0 where the shelf gives nothing. lang NULL: as it comes. */
static struct error *order_at(struct trade *t, struct place *p, instant at, size_t least, const char *lang, struct order *order)
{
	struct checkout in = { .branch = p->branch, .terms = true };
	struct cart_id id;
	struct cart cart;
	const char *token;

	t->c.actor = (struct actor){ .staff = { 0 } };
	order->id = (struct order_id){ 0 };
	TRY(fill_cart(t, p, at, least, &id));
	if (!id.v)
		return NULL;
	shopper_pick(&t->random, t->c.arena, &in);
	if (lang)
		in.lang = lang;
	in.uuid = uuid_new(t->c.arena);
	TRY(cart_get(&t->c, in.lang, id, in.branch, &cart));
	in.total_seen = cart.total.total;
	TRY(order_place(&t->c, id, &in, &token));
	return order_by_token(&t->c, token, order);
}

static struct error *place_order(struct trade *t, struct place *p, const struct event *e)
{
	struct order order;

	TRY(order_at(t, p, e->at, 1, NULL, &order));
	if (order.id.v)
		plan_order(t, e, order.id);
	return NULL;
}

static struct error *fetch_order(struct trade *t, struct place *p, const struct event *e)
{
	struct sale_tender tenders[2];
	uint8_t hash[SHA256_SIZE];
	const char *uuid, *document;
	struct order order;
	int64_t change, rounding;
	size_t n;

	TRY(order_by_id(&t->c, e->order, &order));
	if (!p->open || (strcmp(order.stage, "placed") && strcmp(order.stage, "ready")))
		return NULL;
	rounding = price_cash_rounding(&(struct price_policy){ .tax_included = true, .cash_step = order.cash_step }, order.total);
	uuid = uuid_hashed(t, hash);
	n = tenders_for(t, p, order.total, rounding, tenders);
	return sale_pay_order(&t->c, &p->till, uuid, hash, e->order, tenders, n, &document, &change);
}

/* ---- a step ---- */

static struct error *happen(struct trade *t, const struct event *e)
{
	struct place *p = &t->places[e->branch];
	int64_t lapsed;

	if (e->kind == READY || e->kind == CANCEL)
		t->c.actor = t->manager;
	else if (e->kind != OPEN)
		act(t, &t->cashiers[e->branch], p);
	switch (e->kind) {
	case OPEN: return open_shop(t, p);
	case CLOSE: return close_shop(t, p);
	case SALE: return sell(t, p, e);
	case PLACE: return place_order(t, p, e);
	case READY: return order_set_ready(&t->c, e->order);
	case CANCEL: return order_cancel(&t->c, e->order, NULL);
	case FETCH: return fetch_order(t, p, e);
	case LAPSE: return order_lapse_due(&t->c, &lapsed);
	case RETURN: return take_back(t, p, e);
	}
	return NULL;
}

/* An error stays in the step's arena, for trade_make() to tell. */
static struct error *step(struct trade *t, const struct event *e)
{
	t->c.now = e->at;
	TRY(error_note(happen(t, e), "event %d", (int)e->kind));
	arena_reset(t->c.arena);
	return NULL;
}

/* ---- days ---- */

static int percent_of_day(struct trade *t, int weekday)
{
	static const int percents[7] = { 95, 85, 90, 95, 125, 150, 0 };

	return percents[weekday] * (90 + (int)random_below(&t->random, 21)) / 100;
}

static void plan_branch(struct trade *t, int branch, int32_t date)
{
	struct place *p = &t->places[branch];
	struct hours_span spans[HOURS_SPANS_MAX];
	struct order_id none = { 0 };
	struct civil noon = zone_local(p->branch->zone, minute_of(p->branch, date, 720));
	int percent = percent_of_day(t, noon.weekday), orders = p->orders_a_day * (percent ? percent : 40) / 100;

	/* On Shabbat people order in the evening. */
	for (int i = (int)random_below(&t->random, 2); i < orders; i++)
		later(t, minute_of(p->branch, date, (percent ? 480 : 1140) + random_below(&t->random, percent ? 800 : 250)), PLACE, branch, none);
	later(t, minute_of(p->branch, date, 1435), LAPSE, branch, none);
	if (!hours_on(p->branch, date, spans))
		return;
	later(t, minute_of(p->branch, date, spans[0].opens - 10), OPEN, branch, none);
	later(t, minute_of(p->branch, date, spans[0].closes + 8), CLOSE, branch, none);
	for (int i = 0; i < p->sales_a_day * percent / 100; i++)
		later(t, minute_of(p->branch, date, busy_minute(t, &spans[0], noon.weekday == 5)) + random_below(&t->random, 60) * SECOND,
			SALE, branch, none);
}

static struct error *live_day(struct trade *t, int32_t date)
{
	instant until = minute_of(t->places[0].branch, date + 1, 0);
	struct event e;

	for (int i = 0; i < BRANCHES; i++)
		plan_branch(t, i, date);
	while (next_event(t, until, &e))
		TRY(step(t, &e));
	return NULL;
}

/* ---- today: what the board of the office shows ---- */

enum waiting { FRESH, BEGUN, ASKED, PACKED, LATE };

static const struct {
	int branch;
	int64_t minutes_ago;
	enum waiting how;
} waiting[] = {
	{ 0, 95, LATE }, { 0, 75, PACKED }, { 0, 50, ASKED }, { 1, 45, BEGUN }, { 1, 40, PACKED }, { 0, 20, FRESH }, { 1, 12, FRESH }, { 0, 4, FRESH },
};
#define WAITING (sizeof(waiting) / sizeof(waiting[0]))

/* The first half of its lines lies in the box. */
static struct error *pick_half(struct trade *t, const struct order *o)
{
	for (size_t i = 0; i < o->count / 2; i++)
		TRY(order_pick(&t->c, o->id, o->lines[i].id, o->lines[i].quantity));
	return NULL;
}

/* One of the others is not there: the shop asks, the shopper has answered. */
static struct error *ask(struct trade *t, const struct order *o)
{
	const struct order_line *last = &o->lines[o->count - 1];

	TRY(order_pick_missing(&t->c, o->id, last->id));
	TRY(order_message_write(&t->c, o->id, "to_customer", arena_printf(t->c.arena,
		"Hello, for your order we could not find: %s. Shall we cancel the order, or will you wait until we have it?", last->name), uuid_new(t->c.arena)));
	TRY(order_message_write(&t->c, o->id, "internal", "The next delivery comes in the afternoon.", uuid_new(t->c.arena)));
	t->c.now += 20 * MINUTE;
	return order_message_answer(&t->c, o->token, "No hurry, I can wait until the evening. Please keep the rest for me.", uuid_new(t->c.arena));
}

static struct error *wait_so(struct trade *t, const struct order *o, enum waiting how)
{
	t->c.actor = t->manager;
	t->c.now += 3 * MINUTE;
	if (how == PACKED)
		return order_set_ready(&t->c, o->id);
	if (how == BEGUN || how == ASKED)
		TRY(pick_half(t, o));
	return how == ASKED ? ask(t, o) : NULL;
}

/* When the one that is late was ordered: its promise has passed, whenever the shop was open last. */
static struct error *late_since(struct trade *t, const struct place *p, instant *at)
{
	instant promised;

	for (int tries = 0; tries < 200; tries++, *at -= HOUR) {
		t->c.now = *at;
		TRY(order_promise(&t->c, p->branch, &promised));
		if (promised < t->now - 10 * MINUTE)
			return NULL;
	}
	return NULL;
}

static struct error *live_today(struct trade *t)
{
	struct event e;

	while (next_event(t, t->now, &e))
		TRY(step(t, &e));
	for (size_t i = 0; i < WAITING; i++) {
		struct place *p = &t->places[waiting[i].branch];
		instant at = t->now - waiting[i].minutes_ago * MINUTE;
		struct order order;

		if (waiting[i].how == LATE)
			TRY(late_since(t, p, &at));
		t->c.now = at;
		t->c.actor = t->receiver;
		TRY(shelf_fill(&t->c, &p->shelf));
		TRY(order_at(t, p, at, 3, waiting[i].how == ASKED ? "en" : NULL, &order));
		if (order.id.v)
			TRY(wait_so(t, &order, waiting[i].how));
		arena_reset(t->c.arena);
	}
	return NULL;
}

/* ---- before the first day ---- */

static struct error *hire(struct ctx *c, const char *login, struct actor *out)
{
	*out = (struct actor){ .name = login, .lang = "he", .all_branches = true };
	TRY(db_whole(c->db, &out->staff.v, 0, "SELECT id FROM staff WHERE login = ?", ARGS(T(login))));
	for (int may = 0; may < PERMISSION_COUNT; may++) {
		int64_t has;

		TRY(db_whole(c->db, &has, 0,
			"SELECT COUNT(*) FROM staff s JOIN role_permission r ON r.role_id = s.role_id WHERE s.id = ? AND r.permission = ?",
			ARGS(ID(out->staff), T(permission_name((enum permission)may)))));
		out->permissions |= (uint64_t)(has > 0) << may;
	}
	return NULL;
}

static struct error *hire_all(struct trade *t)
{
	TRY(hire(&t->c, "manager", &t->manager));
	TRY(hire(&t->c, "stock", &t->receiver));
	TRY(hire(&t->c, "cashier", &t->cashiers[0]));
	return hire(&t->c, "cashier2", &t->cashiers[1]);
}

static struct error *set_up(struct trade *t, const struct shop *shop)
{
	for (int i = 0; i < BRANCHES; i++) {
		struct place *p = &t->places[i];

		p->branch = &shop->branches[i];
		p->sales_a_day = i ? 20 : 36;
		p->orders_a_day = i ? 2 : 4;
		t->c.actor = t->manager;
		TRY(shelf_read(&t->c, p->branch, &p->shelf));
		TRY(till_enrol(&t->c, p->branch->id, "1", (struct till_id){ 0 }, &p->till));
	}
	return NULL;
}

static struct error *settle_jobs(struct db *db, void *arg)
{
	struct trade *t = arg;

	return db_exec(db, NULL, "UPDATE job SET state = 'done', finished_at = due_at WHERE state = 'waiting' AND due_at <= ?", ARGS(AT(t->now)));
}

static struct error *live(struct trade *t, int32_t today, int64_t days)
{
	for (int64_t day = 0; day < days; day++) {
		TRY(live_day(t, today - (int32_t)(days - day)));
		if (t->o->progress)
			t->o->progress(day + 1, days);
	}
	TRY(live_today(t));
	/* Nobody gets a mail about the past. */
	return db_tx(t->c.db, settle_jobs, t);
}

static struct error *make(struct ctx *c, struct trade *t, struct arena *a)
{
	const struct shop *shop;
	int32_t today;

	TRY(shop_get(c, &shop));
	today = today_at(&shop->branches[0], c->now);
	t->now = c->now;
	t->end = minute_of(&shop->branches[0], today, 0);
	t->c.now = trade_begins(&shop->branches[0], c->now, t->o->days) + HOUR;
	TRY(hire_all(t));
	TRY(set_up(t, shop));
	t->c.arena = a;
	db_arena(c->db, a);
	TRY(live(t, today, t->o->days));
	t->c.now = c->now;
	t->c.actor = t->receiver;
	return shelf_begin_delivery(&t->c, &t->places[0].shelf);
}

struct error *trade_make(struct ctx *c, const struct demo_options *o)
{
	struct trade *t = ARENA_NEW(c->arena, struct trade);
	struct arena *steps;
	struct error *e;
	int64_t traded;

	TRY(db_whole(c->db, &traded, 0, "SELECT (SELECT COUNT(*) FROM till) + (SELECT COUNT(*) FROM orders)", NULL, 0));
	if (traded || !o->days)
		return NULL;
	*t = (struct trade){ .c = *c, .o = o, .random = { TRADE_SEED }, .returning = { TRADE_SEED + 1 } };
	steps = arena_new();
	e = make(c, t, steps);
	db_arena(c->db, c->arena);
	if (e && e->arena == steps)
		e = error_note(ERR(c->arena, INTERNAL, "demo.trade"), "%s", error_line(c->arena, e));
	arena_free(steps);
	return e;
}
