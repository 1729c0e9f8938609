/* office_customers.c: who has bought under a name, and what; changing a card, and making one of two. */
#include "app/handlers.h"
#include "app/office.h"
#include "shop/customer.h"

#define PAGE 50
#define ORDERS 100
#define ALIKE 20

static void fill_customer(const struct request *r, struct data *d, const struct customer *x)
{
	enum lang lang;

	data_int(d, "id", x->id.v);
	data_text(d, "name", x->name);
	data_text(d, "email", x->email);
	data_text(d, "phone", x->phone);
	data_text(d, "lang", x->lang && lang_parse(x->lang, &lang) ? lang_name(lang) : NULL);
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

/* ---- one of them ---- */

static struct customer_id customer_id(const struct request *r)
{
	return (struct customer_id){ param_number(r, "id", 0) };
}

/* What was typed, or what stands. */
static const char *field(const struct request *r, const char *name, const char *stands)
{
	return r->errors && route_param(r->route, name) ? param_typed(r, name) : stands;
}

static void fill_form(const struct request *r, struct data *d, const struct customer *x)
{
	const char *chosen = field(r, "lang", x->lang);

	data_text(d, "form.name", field(r, "name", x->name));
	data_text(d, "form.email", field(r, "email", x->email));
	data_text(d, "form.phone", field(r, "phone", x->phone));
	data_bool(d, "form.again", r->errors && route_param(r->route, "name"));
	for (int l = 0; l < LANG_COUNT; l++) {
		struct data *o = data_add(d, "form.langs");

		data_text(o, "value", lang_code((enum lang)l));
		data_text(o, "name", lang_name((enum lang)l));
		data_bool(o, "chosen", chosen && strcmp(lang_code((enum lang)l), chosen) == 0);
	}
}

static struct error *fill_alike(const struct request *r, struct data *d, const struct customer *x)
{
	struct customer *all;
	size_t n;

	TRY(customer_alike(r->ctx, x, ALIKE, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *other = data_add(d, "alike");

		fill_customer(r, other, &all[i]);
		data_sentence(other, "merging", N_("The orders of {name} move to the card of {kept}, which stays as it is. This cannot be taken back."),
			"name", all[i].name, "kept", x->name, NULL);
	}
	return NULL;
}

static struct error *show(struct request *r, struct page *p, const struct customer_id id)
{
	page_redirect(p, r->ctx->arena, "/office/customers/%lld", (long long)id.v);
	return NULL;
}

struct error *office_customer(struct request *r, struct page *p)
{
	struct customer x;
	struct order *orders;
	size_t n;

	TRY(customer_get(r->ctx, customer_id(r), &x));
	if (x.merged.v)
		return show(r, p, x.merged);
	fill_customer(r, data_part(p->data, "customer"), &x);
	data_text(p->data, "customer.tel", office_dialled(r->ctx->arena, x.phone));
	if (ctx_may(r->ctx, MAY_ORDER_VIEW)) {
		TRY(order_of_customer(r->ctx, x.id, ORDERS, &orders, &n));
		for (size_t i = 0; i < n; i++)
			office_order_row(r, data_add(p->data, "orders"), &orders[i]);
		data_bool(p->data, "more", n == ORDERS);
	}
	if (ctx_may(r->ctx, MAY_CUSTOMER_EDIT)) {
		fill_form(r, p->data, &x);
		TRY(fill_alike(r, p->data, &x));
	}
	office_errors(r, p->data);
	office_page(r, p->data, "customers", x.name);
	return NULL;
}

struct error *office_customer_edit(struct request *r, struct page *p)
{
	const struct customer in = { .id = customer_id(r), .name = param_text(r, "name"), .email = param_text(r, "email"),
		.phone = param_text(r, "phone"), .lang = param_text(r, "lang") };

	TRY(customer_change(r->ctx, &in));
	return show(r, p, in.id);
}

struct error *office_customer_merge(struct request *r, struct page *p)
{
	TRY(customer_merge(r->ctx, (struct customer_id){ param_number(r, "other", 0) }, customer_id(r)));
	return show(r, p, customer_id(r));
}
