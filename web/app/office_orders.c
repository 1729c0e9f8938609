/* office_orders.c: orders of both doors: the list, one of them, its stages. */
#include "app/handlers.h"
#include "app/office.h"
#include "app/office_order.h"
#include "app/office_refund.h"
#include "app/store.h"
#include "base/num.h"
#include "shop/document.h"

#define PAGE 50

/* ---- the list ---- */

/* What is shown of them. */
struct choice {
	const char *stage, *channel;
	int64_t branch;
};

static const char *const stage_names[] = { "placed", "ready", "done", "cancelled", "lapsed" };
static const char *const channel_names[] = { "web", "till" };

static const char *list_address(const struct request *r, struct choice c, int64_t before)
{
	struct arena *a = r->ctx->arena;

	return arena_printf(a, "/office/orders?view=list%s%s%s%s", c.stage ? arena_printf(a, "&stage=%s", c.stage) : "",
		c.channel ? arena_printf(a, "&channel=%s", c.channel) : "",
		c.branch ? arena_printf(a, "&branch=%lld", (long long)c.branch) : "",
		before ? arena_printf(a, "&before=%lld", (long long)before) : "");
}

static void fill_choice(struct data *d, const char *name, const char *href, bool current)
{
	data_text(d, "name", name);
	data_text(d, "href", href);
	data_bool(d, "current", current);
}

static void fill_filters(const struct request *r, struct data *d, struct choice now)
{
	fill_choice(data_add(d, "stages"), text(r->lang, N_("All")), list_address(r, (struct choice){ NULL, now.channel, now.branch }, 0), !now.stage);
	for (size_t i = 0; i < sizeof(stage_names) / sizeof(stage_names[0]); i++)
		fill_choice(data_add(d, "stages"), office_stage(r, stage_names[i]),
			list_address(r, (struct choice){ stage_names[i], now.channel, now.branch }, 0),
			now.stage && strcmp(now.stage, stage_names[i]) == 0);
	fill_choice(data_add(d, "channels"), text(r->lang, N_("Both doors")), list_address(r, (struct choice){ now.stage, NULL, now.branch }, 0), !now.channel);
	for (size_t i = 0; i < sizeof(channel_names) / sizeof(channel_names[0]); i++)
		fill_choice(data_add(d, "channels"), office_channel(r, channel_names[i]),
			list_address(r, (struct choice){ now.stage, channel_names[i], now.branch }, 0),
			now.channel && strcmp(now.channel, channel_names[i]) == 0);
}

/* Branches in scope, where there are several; on the board and in the list. */
static void fill_branches(const struct request *r, struct data *d, struct choice now, bool board)
{
	struct arena *a = r->ctx->arena;
	size_t seen = 0;

	for (size_t i = 0; i < r->shop->branch_count; i++)
		seen += !ctx_need_branch(r->ctx, r->shop->branches[i].id);
	if (seen < 2)
		return;
	fill_choice(data_add(d, "branches"), text(r->lang, N_("All branches")),
		board ? "/office/orders" : list_address(r, (struct choice){ now.stage, now.channel, 0 }, 0), !now.branch);
	for (size_t i = 0; i < r->shop->branch_count; i++) {
		const struct branch *b = &r->shop->branches[i];

		if (ctx_need_branch(r->ctx, b->id))
			continue;
		fill_choice(data_add(d, "branches"), b->name,
			board ? arena_printf(a, "/office/orders?branch=%lld", (long long)b->id.v)
				: list_address(r, (struct choice){ now.stage, now.channel, b->id.v }, 0), now.branch == b->id.v);
	}
}

static struct error *fill_list(struct request *r, struct page *p, struct choice now)
{
	struct order_filter f = {
		.stage = now.stage, .channel = now.channel, .branch = { now.branch },
		.before = param_number(r, "before", 0), .limit = PAGE + 1,
	};
	struct order *orders;
	size_t n, shown;

	TRY(order_list(r->ctx, &f, &orders, &n));
	shown = n > PAGE ? PAGE : n;
	for (size_t i = 0; i < shown; i++)
		office_order_row(r, data_add(p->data, "orders"), &orders[i]);
	fill_filters(r, p->data, now);
	if (n > PAGE)
		data_text(p->data, "next_page", list_address(r, now, orders[PAGE - 1].id.v));
	if (f.before)
		data_text(p->data, "first_page", list_address(r, now, 0));
	data_bool(p->data, "filtered", f.stage || f.channel || f.branch.v);
	data_text(p->data, "page.style", "orders");
	office_page(r, p->data, "orders", text(r->lang, N_("Orders")));
	return NULL;
}

/* The board, unless somebody asks for the list or for what only it shows. */
struct error *office_orders(struct request *r, struct page *p)
{
	struct choice now = { param_text(r, "stage"), param_text(r, "channel"), param_number(r, "branch", 0) };
	const char *view = param_text(r, "view");
	bool list = view ? strcmp(view, "list") == 0 : now.stage || now.channel || param_given(r, "before");

	fill_branches(r, p->data, now, !list);
	data_text(p->data, "list_href", list_address(r, (struct choice){ NULL, NULL, now.branch }, 0));
	data_text(p->data, "board_href", now.branch ? arena_printf(r->ctx->arena, "/office/orders?branch=%lld", (long long)now.branch) : "/office/orders");
	return list ? fill_list(r, p, now) : office_board(r, p);
}

/* ---- one order ---- */

static void fill_lines(const struct request *r, struct data *d, const struct order *o)
{
	struct price_total total;

	for (size_t i = 0; i < o->count; i++) {
		const struct order_line *line = &o->lines[i];
		struct data *l = data_add(d, "lines");

		data_int(l, "variant", line->variant.v);
		data_text(l, "name", line->name);
		data_text(l, "quantity", office_quantity(r, line->quantity, line->unit));
		data_bool(l, "picked", line->picked == line->quantity);
		if (line->picked && line->picked < line->quantity)
			data_text(l, "part", office_quantity(r, line->picked, line->unit));
		if (line->missing)
			data_text(l, "missing", office_quantity(r, line->missing, line->unit));
		data_price(l, "price", line->unit_price);
		data_rate(l, "rate", line->tax_rate);
		data_money(l, "amount", line->amount);
		if (line->returned)
			data_sentence(l, "returned", N_("taken back: {quantity}"), "quantity", office_quantity(r, line->returned, line->unit), NULL);
	}
	order_sums(o, &total);
	data_money(d, "order.total", o->total);
	for (size_t i = 0; i < total.tax_count; i++) {
		struct data *tax = data_add(d, "taxes");

		data_rate(tax, "rate", total.taxes[i].rate);
		data_money(tax, "gross", total.taxes[i].gross);
		data_money(tax, "net", total.taxes[i].gross - total.taxes[i].tax);
		data_money(tax, "tax", total.taxes[i].tax);
	}
}

static void fill_head(const struct request *r, struct data *d, const struct order *o)
{
	bool open = strcmp(o->stage, "placed") == 0 || strcmp(o->stage, "ready") == 0;

	office_order_row(r, d, o);
	data_text(d, "address", arena_printf(r->ctx->arena, "/%s/order/%s", o->lang, o->token));
	data_text(d, "email", o->customer_email);
	data_text(d, "phone", o->customer_phone);
	data_text(d, "tel", office_dialled(r->ctx->arena, o->customer_phone));
	data_text(d, "note", o->note);
	data_bool(d, "open", open);
	data_bool(d, "placed", strcmp(o->stage, "placed") == 0);
	data_bool(d, "paid", o->paid >= o->total);
	data_bool(d, "may_cancel", open && o->paid == 0);
	if (open)
		data_text(d, "held_until", office_time(r, o->branch, o->hold_until));
	data_bool(d, "from_web", strcmp(o->channel, "web") == 0 && !o->returns.v);
}

static struct error *fill_document(const struct request *r, struct data *d, const struct order *o)
{
	struct document doc;
	const char *token;
	bool found;

	TRY(document_of_order(r->ctx, o->id, &found, &token));
	if (!found)
		return NULL;
	TRY(document_by_token(r->ctx, token, &doc));
	data_text(d, "document.address", arena_printf(r->ctx->arena, "/office/receipt/%s", token));
	data_text(d, "document.number", arena_printf(r->ctx->arena, "%s-%lld", doc.series_code, (long long)doc.number));
	data_text(d, "document.issued_at", office_time(r, doc.branch, doc.issued_at));
	data_text(d, "document.till", doc.till_name);
	for (size_t i = 0; i < doc.payment_count; i++) {
		struct data *pay = data_add(d, "payments");
		bool cash = strcmp(doc.payments[i].tender, "cash") == 0;

		data_text(pay, "tender", text(r->lang, cash ? N_("Cash") : N_("Card")));
		data_money(pay, "amount", doc.payments[i].amount + doc.payments[i].rounding);
	}
	return NULL;
}

static struct error *fill_timeline(const struct request *r, struct data *d, const struct order *o)
{
	struct order_event *events;
	size_t n;

	TRY(order_events(r->ctx, o->id, &events, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *e;
		bool first = strcmp(events[i].stage, "placed") == 0;

		if (first && o->returns.v)
			continue;
		e = data_add(d, "timeline");
		data_text(e, "stage", events[i].stage);
		data_text(e, "name", first ? text(r->lang, N_("Ordered")) : o->returns.v ? text(r->lang, N_("Taken back")) : office_stage(r, events[i].stage));
		data_text(e, "staff", events[i].staff);
		data_text(e, "at", office_time(r, o->branch, events[i].at));
	}
	return NULL;
}

/* What a sale at the till took away from this order. */
static struct error *fill_short(struct request *r, struct data *d, const struct order *o)
{
	struct shortfall *all;
	size_t n;

	TRY(shortfall_open(r->ctx, o->branch, &all, &n));
	for (size_t i = 0; i < n; i++) {
		if (all[i].short_order.v != o->id.v)
			continue;
		struct data *s = data_add(d, "shorts");
		data_text(s, "name", all[i].name);
		data_text(s, "quantity", format_quantity(r->ctx->arena, r->lang, all[i].quantity));
	}
	return NULL;
}

/* What the form for another time begins with: today, and nothing decided. */
static void fill_promise(const struct request *r, struct data *d, const struct order *o)
{
	const struct branch *b = shop_branch(r->shop, o->branch);
	struct civil t;
	char day[16];

	office_promise(r, data_part(d, "promise"), o->branch, o->promised_at, strcmp(o->stage, "placed") == 0);
	if (!b || data_get(d, "typed.day"))
		return;
	t = zone_local(b->zone, o->promised_at != INSTANT_NONE && o->promised_at > r->ctx->now ? o->promised_at : r->ctx->now);
	data_text(d, "typed.day", date_format(day, date_from_civil(t.year, t.month, t.day)));
}

struct error *office_order(struct request *r, struct page *p)
{
	struct data *d = p->data;
	struct order o;

	TRY(order_for_staff(r->ctx, (struct order_id){ param_number(r, "id", 0) }, &o));
	fill_head(r, data_part(d, "order"), &o);
	fill_promise(r, d, &o);
	office_progress(r, data_part(d, "progress"), &o);
	if (data_get(d, "order.from_web"))
		TRY(office_thread(r, d, &o));
	fill_lines(r, d, &o);
	TRY(fill_document(r, d, &o));
	TRY(fill_timeline(r, d, &o));
	TRY(fill_short(r, d, &o));
	TRY(office_refund_of(r, d, &o));
	office_errors(r, d);
	data_text(d, "page.style", "orders");
	office_page(r, d, "orders", text_fill(r->ctx->arena, text(r->lang, N_("Order {code}")),
		(const char *const[]){ "code", order_code_shown(r->ctx->arena, o.code), NULL }));
	return NULL;
}

/* ---- its stages ---- */

static struct error *back(struct request *r, struct page *p)
{
	page_redirect(p, r->ctx->arena, "/office/orders/%lld", (long long)param_number(r, "id", 0));
	return NULL;
}

struct error *office_order_ready(struct request *r, struct page *p)
{
	TRY(order_set_ready(r->ctx, (struct order_id){ param_number(r, "id", 0) }));
	return back(r, p);
}

struct error *office_order_cancel(struct request *r, struct page *p)
{
	TRY(order_cancel(r->ctx, (struct order_id){ param_number(r, "id", 0) }, param_text(r, "reason")));
	return back(r, p);
}

/* "2026-08-10" and "14:30" by the clock of the branch. */
static struct error *read_time(const struct request *r, const struct branch *b, instant *out)
{
	const char *time = param_text(r, "time");
	struct civil t = { .minute = 0 };
	int64_t hour, minute;
	int32_t day;

	if (!date_parse(param_text(r, "day"), &day))
		return error_text(error_field(ERR(r->ctx->arena, INVALID, "promise.day"), "day"), N_("This is no date."), NULL);
	if (strlen(time) != 5 || time[2] != ':' || !num_parse_int(arena_strndup(r->ctx->arena, time, 2), &hour)
	    || !num_parse_int(time + 3, &minute) || hour < 0 || hour > 23 || minute < 0 || minute > 59)
		return error_text(error_field(ERR(r->ctx->arena, INVALID, "promise.time"), "time"), N_("This is no time of day, such as 14:30."), NULL);
	date_to_civil(day, &t.year, &t.month, &t.day);
	t.hour = (int)hour;
	t.minute = (int)minute;
	*out = zone_instant(b->zone, &t);
	return NULL;
}

struct error *office_order_promise(struct request *r, struct page *p)
{
	const struct branch *b;
	struct order o;
	instant at = 0;

	TRY(order_for_staff(r->ctx, (struct order_id){ param_number(r, "id", 0) }, &o));
	b = shop_branch(r->shop, o.branch);
	if (!b)
		return ERR(r->ctx->arena, INTERNAL, "order.branch");
	TRY(read_time(r, b, &at));
	TRY(order_promise_again(r->ctx, o.id, at, param_text(r, "message")));
	return back(r, p);
}
