/* office_home.c: the first page of the office: what today took, what waits for
 * somebody, how the last days went. */
#include "app/handlers.h"
#include "app/office.h"
#include "app/office_checklist.h"
#include "shop/order_message.h"
#include "print/chart.h"
#include "shop/report.h"

#define ORDERS 8
#define UNREAD 5

/* ---- what waits ---- */

static struct error *fill_orders(struct request *r, struct data *d)
{
	struct order_filter waiting = { .stage = "placed", .limit = ORDERS };
	struct order_counts counts;
	struct order *orders;
	size_t n;

	TRY(order_counts(r->ctx, &counts));
	TRY(order_list(r->ctx, &waiting, &orders, &n));
	data_text(d, "count.placed", format_whole(r->ctx->arena, r->lang, counts.placed));
	data_text(d, "count.ready", format_whole(r->ctx->arena, r->lang, counts.ready));
	data_text(d, "count.shortfalls", format_whole(r->ctx->arena, r->lang, counts.shortfalls));
	data_bool(d, "count.short", counts.shortfalls > 0);
	data_bool(d, "count.more", counts.placed > (int64_t)n);
	for (size_t i = 0; i < n; i++)
		office_order_row(r, data_add(d, "orders"), &orders[i]);
	return NULL;
}

/* Shoppers who wrote and were not read. */
static struct error *fill_unread(struct request *r, struct data *d, size_t *n)
{
	struct order_unread *all;

	TRY(order_unread(r->ctx, UNREAD, &all, n));
	for (size_t i = 0; i < *n; i++) {
		struct data *u = data_add(d, "unread");

		data_int(u, "id", all[i].order.v);
		data_text(u, "code", order_code_shown(r->ctx->arena, all[i].code));
		data_text(u, "customer", all[i].customer_name);
		data_plural(u, "says", N_("{n} new message"), "{n} new messages", all[i].messages);
	}
	return NULL;
}

static struct error *fill_needs(struct request *r, struct data *d)
{
	struct report_needs needs;
	size_t unread;

	TRY(report_needs(r->ctx, &needs));
	TRY(fill_unread(r, d, &unread));
	data_bool(d, "needed", needs.jobs_failed || needs.shift_count || unread);
	if (needs.jobs_failed)
		data_plural(d, "jobs_failed", N_("{n} mail could not be sent."), "{n} mails could not be sent.", needs.jobs_failed);
	for (size_t i = 0; i < needs.shift_count; i++) {
		struct data *s = data_add(d, "shifts");

		data_text(s, "till", needs.shifts[i].name);
		data_text(s, "branch", office_branch(r, needs.shifts[i].branch));
		data_sentence(s, "open", N_("the shift is open since {since}; count the drawer."), "since",
			format_date(r->ctx->arena, r->lang, (int32_t)needs.shifts[i].business_date), NULL);
	}
	return NULL;
}

/* ---- what came in ---- */

static void fill_tender(const struct request *r, struct data *d, const char *name, const struct report_tender *t, struct report_tender *sum)
{
	struct data *part = data_part(d, name);

	data_money(part, "amount", t->amount);
	data_text(part, "documents", format_whole(r->ctx->arena, r->lang, t->documents));
	if (sum) {
		sum->amount += t->amount;
		sum->documents += t->documents;
	}
}

static struct error *fill_today(struct request *r, struct data *d)
{
	struct report_branch *all;
	size_t n;

	TRY(report_today(r->ctx, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *b = data_add(d, "branches");
		struct report_door sum = { 0 };

		data_text(b, "name", all[i].branch->name);
		data_int(b, "id", all[i].branch->id.v);
		data_date(b, "date", all[i].date);
		data_bool(b, "several", all[i].count > 1);
		for (size_t k = 0; k < all[i].count; k++) {
			struct data *door = data_add(b, "doors");

			data_text(door, "name", office_channel(r, all[i].doors[k].channel));
			fill_tender(r, door, "cash", &all[i].doors[k].cash, &sum.cash);
			fill_tender(r, door, "card", &all[i].doors[k].card, &sum.card);
			fill_tender(r, door, "all", &all[i].doors[k].all, &sum.all);
			sum.back.documents += all[i].doors[k].back.documents;
			sum.back.amount += all[i].doors[k].back.amount;
		}
		fill_tender(r, b, "cash", &sum.cash, NULL);
		fill_tender(r, b, "card", &sum.card, NULL);
		fill_tender(r, b, "all", &sum.all, NULL);
		if (sum.back.documents)
			fill_tender(r, b, "back", &sum.back, NULL);
	}
	return NULL;
}

static struct error *fill_chart(struct request *r, struct data *d)
{
	struct report_day days[REPORT_DAYS];
	struct chart_bar bars[REPORT_DAYS];
	struct data *c = data_part(d, "chart");
	int64_t web = 0, till = 0;
	struct chart chart;

	TRY(report_days(r->ctx, days));
	for (int i = 0; i < REPORT_DAYS; i++) {
		struct data *day = data_add(c, "days");

		bars[i] = (struct chart_bar){ .lower = days[i].till, .upper = days[i].web };
		web += days[i].web;
		till += days[i].till;
		data_date(day, "date", days[i].date);
		data_money(day, "web", days[i].web);
		data_money(day, "till", days[i].till);
		data_money(day, "total", days[i].web + days[i].till);
	}
	chart_stack(r->ctx->arena, bars, REPORT_DAYS, &chart);
	data_text(c, "box", arena_printf(r->ctx->arena, "0 0 %d %d", CHART_WIDTH, CHART_HEIGHT));
	data_text(c, "lower", chart.lower);
	data_text(c, "upper", chart.upper);
	data_money(c, "top", chart.top);
	data_money(c, "middle", chart.top / 2);
	data_money(c, "zero", 0);
	data_date(c, "first", days[0].date);
	data_date(c, "last", days[REPORT_DAYS - 1].date);
	data_money(c, "web", web);
	data_money(c, "till", till);
	data_money(c, "total", web + till);
	data_bool(c, "empty", !web && !till);
	return NULL;
}

struct error *office_home(struct request *r, struct page *p)
{
	office_page(r, p->data, "home", text(r->lang, N_("Today")));
	if (!r->shop->open && ctx_may(r->ctx, MAY_SETTINGS_EDIT))
		TRY(office_checklist_fill(r, p->data));
	if (ctx_may(r->ctx, MAY_ORDER_VIEW)) {
		TRY(fill_orders(r, p->data));
		TRY(fill_needs(r, p->data));
	}
	if (ctx_may(r->ctx, MAY_REPORT_VIEW)) {
		TRY(fill_today(r, p->data));
		TRY(fill_chart(r, p->data));
	}
	return NULL;
}
