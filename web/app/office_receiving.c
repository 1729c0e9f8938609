/* office_receiving.c: deliveries: the list, a new one, and what expires soon. One of them: office_delivery.c. */
#include "app/office_receiving.h"

#include "app/handlers.h"
#include "app/store.h"
#include "base/bytes.h"
#include "shop/order.h"

#define PAGE 50
#define DAYS_SHOWN 7

void receiving_page(const struct request *r, struct data *d, const char *tab, const char *title)
{
	office_page(r, d, "receiving", title);
	data_text(d, "page.style", "receiving");
	data_text(d, "tab", tab);
}

int32_t receiving_today(const struct request *r, struct branch_id branch)
{
	const struct branch *b = shop_branch_ever(r->shop, branch);

	if (!b)
		b = &r->shop->branches[0];
	return business_date(b->zone, (int)b->day_ends, r->ctx->now);
}

static const struct {
	const char *name, *shown, *stage;
} states[] = {
	{ "open", N_("Open"), "placed" }, { "booked", N_("Booked"), "done" }, { "dropped", N_("Dropped"), "cancelled" },
};

void receiving_state(const struct request *r, struct data *d, const char *state)
{
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (strcmp(states[i].name, state) == 0) {
			data_text(d, "state", state);
			data_text(d, "state_name", text(r->lang, states[i].shown));
			data_text(d, "stage", states[i].stage);
		}
}

/* ---- the list ---- */

static const char *address(const struct request *r, const char *path, const struct delivery_filter *f)
{
	struct arena *a = r->ctx->arena;
	const char *out = arena_printf(a, "%s?", path);

	if (f->state)
		out = arena_printf(a, "%sstate=%s&", out, f->state);
	if (f->branch.v)
		out = arena_printf(a, "%sbranch=%lld&", out, (long long)f->branch.v);
	if (f->find)
		out = arena_printf(a, "%sfind=%s&", out, url_encode(a, f->find));
	if (f->before)
		out = arena_printf(a, "%sbefore=%lld&", out, (long long)f->before);
	return arena_strndup(a, out, strlen(out) - 1);
}

static void fill_choice(struct data *d, const char *name, const char *href, bool current)
{
	data_text(d, "name", name);
	data_text(d, "href", href);
	data_bool(d, "current", current);
}

static void fill_states(const struct request *r, struct data *d, const struct delivery_filter *f)
{
	struct delivery_filter to = *f;

	to.before = 0;
	to.state = NULL;
	fill_choice(data_add(d, "states"), text(r->lang, N_("All")), address(r, "/office/receiving", &to), !f->state);
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		to.state = states[i].name;
		fill_choice(data_add(d, "states"), text(r->lang, states[i].shown), address(r, "/office/receiving", &to),
			f->state && strcmp(f->state, states[i].name) == 0);
	}
}

/* Those in scope, and all of them together; nothing where there is one. */
static void fill_branches(const struct request *r, struct data *d, const char *path, const struct delivery_filter *f)
{
	struct delivery_filter to = *f;
	size_t n = 0;

	for (size_t i = 0; i < r->shop->branch_count; i++)
		n += !ctx_need_branch(r->ctx, r->shop->branches[i].id);
	if (n < 2)
		return;
	to.before = 0;
	to.branch.v = 0;
	fill_choice(data_add(d, "branches"), text(r->lang, N_("All branches")), address(r, path, &to), !f->branch.v);
	for (size_t i = 0; i < r->shop->branch_count; i++) {
		to.branch = r->shop->branches[i].id;
		if (!ctx_need_branch(r->ctx, to.branch))
			fill_choice(data_add(d, "branches"), r->shop->branches[i].name, address(r, path, &to), f->branch.v == to.branch.v);
	}
}

static void fill_row(const struct request *r, struct data *d, const struct delivery *x)
{
	data_int(d, "id", x->id.v);
	data_text(d, "supplier", x->supplier);
	if (*x->reference)
		data_text(d, "reference", x->reference);
	data_text(d, "branch", office_branch(r, x->branch));
	data_text(d, "at", office_time(r, x->branch, x->booked_at == INSTANT_NONE ? x->opened_at : x->booked_at));
	data_text(d, "by", x->booked_by ? x->booked_by : x->opened_by);
	data_plural(d, "lines", N_("{n} line"), "{n} lines", x->lines);
	data_money(d, "amount", x->amount);
	receiving_state(r, d, x->state);
}

struct error *office_receiving(struct request *r, struct page *p)
{
	struct delivery_filter f = { .state = param_text(r, "state"), .branch = { param_number(r, "branch", 0) },
		.find = param_text(r, "find"), .before = param_number(r, "before", 0), .limit = PAGE + 1 };
	struct delivery *all;
	size_t n;

	TRY(receiving_list(r->ctx, &f, &all, &n));
	for (size_t i = 0; i < n && i < PAGE; i++)
		fill_row(r, data_add(p->data, "deliveries"), &all[i]);
	fill_states(r, p->data, &f);
	fill_branches(r, p->data, "/office/receiving", &f);
	if (f.before) {
		f.before = 0;
		data_text(p->data, "first_page", address(r, "/office/receiving", &f));
	}
	if (n > PAGE) {
		f.before = all[PAGE - 1].id.v;
		data_text(p->data, "next_page", address(r, "/office/receiving", &f));
	}
	data_text(p->data, "find", f.find);
	data_text(p->data, "only", f.state);
	data_int(p->data, "only_branch", f.branch.v);
	data_bool(p->data, "filtered", f.state || f.branch.v || f.find);
	receiving_page(r, p->data, "deliveries", text(r->lang, N_("Receiving")));
	return NULL;
}

/* ---- a new one ---- */

struct error *office_receiving_new(struct request *r, struct page *p)
{
	int64_t chosen = r->errors ? param_number(r, "location", 0) : 0;
	const char *const *suppliers;
	struct stock_place *places;
	const char *typed = r->errors ? param_typed(r, "uuid") : NULL;
	size_t n;

	TRY(receiving_places(r->ctx, &places, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *d = data_add(p->data, "places");

		data_int(d, "id", places[i].level.location.v);
		data_text(d, "name", arena_printf(r->ctx->arena, "%s · %s", office_branch(r, places[i].branch), places[i].name));
		data_bool(d, "chosen", places[i].level.location.v == chosen);
	}
	data_bool(p->data, "several_places", n > 1);
	TRY(receiving_suppliers(r->ctx, &suppliers, &n));
	for (size_t i = 0; i < n; i++)
		data_text(data_add(p->data, "suppliers"), "name", suppliers[i]);
	for (const struct error *e = r->errors; e; e = e->also)
		data_bool(p->data, "here_already", strcmp(e->code, "receiving.again") == 0);
	data_text(p->data, "uuid", typed && uuid_valid(typed) ? typed : uuid_new(r->ctx->arena));
	office_errors(r, p->data);
	receiving_page(r, p->data, "new", text(r->lang, N_("New delivery")));
	return NULL;
}

struct error *office_receiving_open(struct request *r, struct page *p)
{
	struct delivery_new in = { .uuid = param_text(r, "uuid"), .location = { param_number(r, "location", 0) },
		.supplier = param_text(r, "supplier"), .reference = param_text(r, "reference"), .note = param_text(r, "note"),
		.again = param_given(r, "again") };
	struct goods_receipt_id id;

	TRY(receiving_open(r->ctx, &in, &id));
	page_redirect(p, r->ctx->arena, "/office/receiving/%lld", (long long)id.v);
	return NULL;
}

/* ---- what expires ---- */

static void fill_expiring(const struct request *r, struct data *d, const struct expiring *x, int32_t today)
{
	int64_t days = x->expires_on - today;

	data_int(d, "variant", x->variant.v);
	data_int(d, "delivery", x->delivery.v);
	data_text(d, "name", x->name);
	data_text(d, "supplier", x->supplier);
	data_text(d, "place", arena_printf(r->ctx->arena, "%s · %s", office_branch(r, x->branch), x->location_name));
	data_date(d, "on", (int32_t)x->expires_on);
	data_text(d, "left", office_quantity(r, x->left, x->unit));
	data_bool(d, "counted", x->counted);
	data_bool(d, "over", days < 0);
	data_bool(d, "today", days == 0);
	if (days > 0)
		data_plural(d, "in", N_("in {n} day"), "in {n} days", days);
	else if (days < 0)
		data_plural(d, "in", N_("{n} day ago"), "{n} days ago", -days);
}

struct error *office_receiving_expiring(struct request *r, struct page *p)
{
	static const int choices[] = { 3, 7, 14, 30, 90 };
	struct branch_id branch = { param_number(r, "branch", 0) };
	int64_t days = param_number(r, "days", DAYS_SHOWN);
	int32_t today = receiving_today(r, branch);
	struct expiring *all;
	size_t n;

	TRY(receiving_expiring(r->ctx, lang_code(r->lang), branch, today, today + (int32_t)days, &all, &n));
	for (size_t i = 0; i < n; i++)
		fill_expiring(r, data_add(p->data, "goods"), &all[i], today);
	for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++) {
		struct data *c = data_add(p->data, "spans");

		data_plural(c, "name", N_("{n} day"), "{n} days", choices[i]);
		data_text(c, "href", arena_printf(r->ctx->arena, "/office/receiving/expiring?days=%d%s", choices[i],
			branch.v ? arena_printf(r->ctx->arena, "&branch=%lld", (long long)branch.v) : ""));
		data_bool(c, "current", choices[i] == days);
	}
	fill_branches(r, p->data, "/office/receiving/expiring", &(struct delivery_filter){ .branch = branch });
	receiving_page(r, p->data, "expiring", text(r->lang, N_("Expiring soon")));
	return NULL;
}
