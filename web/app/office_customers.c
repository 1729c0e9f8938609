/* office_customers.c: who has bought under a name, and what. */
#include "app/handlers.h"
#include "app/office.h"
#include "shop/customer.h"

#define PAGE 50
#define ORDERS 100

static void fill_customer(const struct request *r, struct data *d, const struct customer *x)
{
	data_int(d, "id", x->id.v);
	data_text(d, "name", x->name);
	data_text(d, "email", x->email);
	data_text(d, "phone", x->phone);
	data_text(d, "since", office_time(r, (struct branch_id){ 0 }, x->created_at));
	data_text(d, "orders", format_whole(r->ctx->arena, r->lang, x->orders));
}

struct error *office_customers(struct request *r, struct page *p)
{
	const char *find = param_text(r, "find");
	int64_t before = param_number(r, "before", 0);
	struct arena *a = r->ctx->arena;
	struct customer *all;
	size_t n;

	TRY(customer_list(r->ctx, find, before, PAGE + 1, &all, &n));
	for (size_t i = 0; i < n && i < PAGE; i++)
		fill_customer(r, data_add(p->data, "customers"), &all[i]);
	data_text(p->data, "find", find);
	if (n > PAGE)
		data_text(p->data, "next_page", arena_printf(a, "/office/customers?%s%s%sbefore=%lld", find ? "find=" : "",
			find ? url_encode(a, find) : "", find ? "&" : "", (long long)all[PAGE - 1].id.v));
	if (before)
		data_text(p->data, "first_page", find ? arena_printf(a, "/office/customers?find=%s", url_encode(a, find)) : "/office/customers");
	office_page(r, p->data, "customers", text(r->lang, N_("Customers")));
	return NULL;
}

struct error *office_customer(struct request *r, struct page *p)
{
	struct customer x;
	struct order *orders;
	size_t n;

	TRY(customer_get(r->ctx, (struct customer_id){ param_number(r, "id", 0) }, &x));
	fill_customer(r, data_part(p->data, "customer"), &x);
	data_text(p->data, "customer.tel", office_dialled(r->ctx->arena, x.phone));
	if (ctx_may(r->ctx, MAY_ORDER_VIEW)) {
		TRY(order_of_customer(r->ctx, x.id, ORDERS, &orders, &n));
		for (size_t i = 0; i < n; i++)
			office_order_row(r, data_add(p->data, "orders"), &orders[i]);
		data_bool(p->data, "more", n == ORDERS);
	}
	office_page(r, p->data, "customers", x.name);
	return NULL;
}
