/* office_shortfalls.c: sales that took what was promised or not there, until
 * somebody has settled them. */
#include "app/handlers.h"
#include "app/office.h"

static void fill_row(const struct request *r, struct data *d, const struct shortfall *s)
{
	struct arena *a = r->ctx->arena;

	data_int(d, "id", s->id);
	data_text(d, "name", s->name);
	data_text(d, "quantity", format_quantity(a, r->lang, s->quantity));
	data_time(d, "at", s->created_at);
	if (s->sale.v) {
		data_int(d, "sale", s->sale.v);
		data_text(d, "sale_code", order_code_shown(a, s->sale_code));
	}
	if (s->short_order.v) {
		data_int(d, "short", s->short_order.v);
		data_text(d, "short_code", order_code_shown(a, s->short_code));
	}
}

struct error *office_shortfalls(struct request *r, struct page *p)
{
	struct shortfall *all;
	size_t n;

	TRY(shortfall_open(r->ctx, (struct branch_id){ 0 }, &all, &n));
	for (size_t i = 0; i < n; i++)
		fill_row(r, data_add(p->data, "shortfalls"), &all[i]);
	office_page(r, p->data, "shortfalls", text(r->lang, N_("Shortfalls")));
	return NULL;
}

struct error *office_shortfall_settle(struct request *r, struct page *p)
{
	TRY(shortfall_settle(r->ctx, param_number(r, "id", 0)));
	page_redirect(p, r->ctx->arena, "/office/shortfalls");
	return NULL;
}
