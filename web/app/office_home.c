/* office_home.c: the first page of the office: what waits for somebody. */
#include "app/handlers.h"
#include "app/office.h"

#define ORDERS 8

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

struct error *office_home(struct request *r, struct page *p)
{
	office_page(r, p->data, "home", text(r->lang, N_("Today")));
	if (ctx_may(r->ctx, MAY_ORDER_VIEW))
		TRY(fill_orders(r, p->data));
	return NULL;
}
