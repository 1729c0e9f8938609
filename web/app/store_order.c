/* store_order.c: an order by its secret link: confirmation at first, tracking
 * from then on. Whoever has the link sees no name, address or phone number. */
#include "app/handlers.h"
#include "app/store.h"
#include "base/bytes.h"
#include "shop/document.h"
#include "shop/order_message.h"

/* What a stage is called, and what it means to the shopper. */
struct stage {
	const char *stage, *name, *headline, *sentence;
	bool open;
};

static const struct stage stages[] = {
	{ "placed", N_("Ordered"), N_("Thank you, we have your order"),
	  N_("We pack it for you. Come once it is ready and say your code."), true },
	{ "ready", N_("Ready to collect"), N_("Your order is ready"),
	  N_("It is waiting for you at the counter. Say your code and pay there."), true },
	{ "done", N_("Collected and paid"), N_("Collected and paid"), N_("Thank you for shopping with us."), false },
	{ "cancelled", N_("Cancelled"), N_("This order was cancelled"),
	  N_("There is nothing to pay. The goods are back on the shelf."), false },
	{ "lapsed", N_("Lapsed"), N_("This order has lapsed"),
	  N_("It was not collected in time, so the goods are back on the shelf. There is nothing to pay."), false },
};
#define STAGES (sizeof(stages) / sizeof(stages[0]))
#define WAY 3	/* the first of them are the way of an order that goes well */

static const struct stage *stage_find(const char *stage)
{
	for (size_t i = 0; i < STAGES; i++)
		if (strcmp(stages[i].stage, stage) == 0)
			return &stages[i];
	return &stages[0];
}

/* ---- timeline ---- */

static const struct order_event *event_of(const struct order_event *events, size_t n, const char *stage)
{
	while (n-- > 0)
		if (strcmp(events[n].stage, stage) == 0)
			return &events[n];
	return NULL;
}

static void fill_step(const struct request *r, struct data *d, const struct stage *s, const struct order_event *e,
	const struct branch *branch, bool current)
{
	data_text(d, "name", text(r->lang, s->name));
	data_text(d, "state", e ? "past" : "ahead");
	data_bool(d, "current", current);
	if (e)
		data_text(d, "at", format_time(r->ctx->arena, r->lang, branch->zone, e->at));
}

/* The way as far as it goes; an order that ended otherwise ends there. */
static struct error *fill_timeline(const struct request *r, struct data *d, const struct order *o, const struct branch *branch)
{
	const struct stage *now = stage_find(o->stage);
	bool ended_otherwise = now - stages >= WAY;
	struct order_event *events;
	size_t n;

	TRY(order_events(r->ctx, o->id, &events, &n));
	for (size_t i = 0; i < WAY; i++) {
		const struct order_event *e = event_of(events, n, stages[i].stage);

		/* "ready" taken back is ahead again. */
		if (&stages[i] > now)
			e = NULL;
		if (e || !ended_otherwise)
			fill_step(r, data_add(d, "timeline"), &stages[i], e, branch, &stages[i] == now);
	}
	if (ended_otherwise)
		fill_step(r, data_add(d, "timeline"), now, event_of(events, n, o->stage), branch, true);
	return NULL;
}

/* ---- messages ---- */

/* What staff wrote for staff is not among them. */
static struct error *fill_thread(const struct request *r, struct data *d, const struct order *o, const struct branch *branch)
{
	const char *uuid = data_get(d, "typed.uuid");
	struct order_message *all;
	size_t n;

	TRY(order_messages(r->ctx, o->id, false, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *m = data_add(d, "thread");
		bool own = strcmp(all[i].kind, "from_customer") == 0;

		data_text(m, "kind", all[i].kind);
		data_text(m, "body", all[i].body);
		data_text(m, "by", own ? text(r->lang, N_("You")) : branch->name);
		data_text(m, "at", format_time(r->ctx->arena, r->lang, branch->zone, all[i].created_at));
	}
	data_text(d, "message_uuid", uuid && strcmp(r->errors->code, "key.reused") ? uuid : uuid_new(r->ctx->arena));
	return NULL;
}

/* ---- the page ---- */

static void fill_lines(const struct request *r, struct data *d, const struct order *o)
{
	struct price_total total;

	for (size_t i = 0; i < o->count; i++) {
		const struct order_line *line = &o->lines[i];
		struct data *l = data_add(d, "lines");

		data_text(l, "name", line->name);
		data_text(l, "count", store_count(r, line->quantity, line->unit, line->unit_price));
		data_money(l, "amount", line->amount);
	}
	order_sums(o, &total);
	store_totals(r, d, &total);
	if (strcmp(o->stage, "done") == 0)
		data_text(d, "sum.label", text(r->lang, N_("Paid")));
	else if (!stage_find(o->stage)->open)
		data_text(d, "sum.label", text(r->lang, N_("Total")));
}

static void fill_head(const struct request *r, struct data *d, const struct order *o, const struct branch *branch)
{
	const struct stage *s = stage_find(o->stage);

	data_text(d, "stage", s->stage);
	data_text(d, "headline", text(r->lang, s->headline));
	data_text(d, "sentence", text(r->lang, s->sentence));
	data_bool(d, "open", s->open);
	data_text(d, "code", order_code_shown(r->ctx->arena, o->code));
	data_text(d, "note", o->note);
	data_text(d, "token", o->token);
	data_text(d, "qr", arena_printf(r->ctx->arena, "/%s/order/%s/qr.svg", lang_code(r->lang), o->token));
	if (strcmp(o->stage, "placed") == 0)
		data_text(d, "promised", page_when(r, branch->zone, o->promised_at));
	if (s->open && o->hold_until != INSTANT_NONE)
		data_text(d, "held_until", format_date(r->ctx->arena, r->lang, order_held_through(branch, o->hold_until)));
}

static struct error *fill_receipt(const struct request *r, struct data *d, const struct order *o)
{
	const char *token;
	bool found;

	TRY(document_of_order(r->ctx, o->id, &found, &token));
	if (found)
		data_text(d, "receipt", arena_printf(r->ctx->arena, "/%s/receipt/%s", lang_code(r->lang), token));
	return NULL;
}

struct error *store_order(struct request *r, struct page *p)
{
	const struct branch *branch;
	struct data *d = p->data;
	struct order o;

	TRY(order_by_token(r->ctx, param_text(r, "token"), &o));
	branch = shop_branch_ever(r->shop, o.branch);
	if (!branch)
		return ERR(r->ctx->arena, INTERNAL, "order.branch");
	fill_head(r, data_part(d, "order"), &o, branch);
	fill_lines(r, d, &o);
	TRY(fill_timeline(r, d, &o, branch));
	TRY(fill_receipt(r, data_part(d, "order"), &o));
	TRY(fill_thread(r, d, &o, branch));
	store_errors(r, d);
	data_text(d, "page.style", "order");
	data_text(d, "branch.name", branch->name);
	data_text(d, "branch.address", branch->address);
	data_text(d, "branch.phone", *branch->phone ? branch->phone : NULL);
	if (!branch->archived)
		page_hours(r, data_part(d, "branch"), branch);
	data_sentence(d, "page.title", N_("Order {code}"), "code", order_code_shown(r->ctx->arena, o.code), NULL);
	data_bool(d, "page.noindex", true);
	page_header(p, "X-Robots-Tag", "noindex");
	return store_cart_count(r, d);
}

struct error *store_order_message(struct request *r, struct page *p)
{
	const char *token = param_text(r, "token");

	TRY(order_message_answer(r->ctx, token, param_text(r, "body"), param_text(r, "uuid")));
	page_redirect(p, r->ctx->arena, "/%s/order/%s#messages", lang_code(r->lang), token);
	return NULL;
}

struct error *store_order_qr(struct request *r, struct page *p)
{
	struct order o;

	TRY(order_by_token(r->ctx, param_text(r, "token"), &o));
	return store_qr(r, p, arena_printf(r->ctx->arena, "/%s/order/%s", lang_code(r->lang), o.token));
}
