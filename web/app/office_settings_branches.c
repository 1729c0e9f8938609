/* office_settings_branches.c: branches: the list, adding one, changing one,
 * archiving one. */
#include "app/handlers.h"
#include "app/office_settings.h"
#include "shop/branch.h"
#include "shop/till.h"

#define HOUR_MINUTES 60
#define DAY_ENDS_LAST 11

/* ---- the list ---- */

static int64_t tills_of(const struct till *tills, size_t n, struct branch_id branch)
{
	int64_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += tills[i].branch.v == branch.v && tills[i].revoked_at == INSTANT_NONE;
	return count;
}

static void fill_card(const struct request *r, struct data *d, const struct branch *b, int64_t tills)
{
	data_int(d, "id", b->id.v);
	data_text(d, "name", b->name);
	data_text(d, "code", b->code);
	data_text(d, "address", *b->address ? b->address : NULL);
	data_text(d, "phone", *b->phone ? b->phone : NULL);
	data_bool(d, "pickup", b->pickup);
	data_bool(d, "own_prices", branch_own_prices(r->shop, b));
	data_plural(d, "tills", N_("{n} till"), "{n} tills", tills);
	page_hours(r, d, b);
}

struct error *office_settings_branches(struct request *r, struct page *p)
{
	struct till *tills;
	size_t n;

	settings_page(r, p, text(r->lang, N_("Branches and hours")));
	data_bool(p->data, "may_add", r->ctx->actor.all_branches);
	TRY(till_all(r->ctx, &tills, &n));
	for (size_t i = 0; i < r->shop->branch_count; i++) {
		const struct branch *b = &r->shop->branches[i];

		if (!ctx_need_branch(r->ctx, b->id))
			fill_card(r, data_add(p->data, "cards"), b, tills_of(tills, n, b->id));
	}
	return NULL;
}

/* ---- the form ---- */

static void fill_ends(const struct request *r, struct data *d, int64_t chosen)
{
	for (int hour = 0; hour <= DAY_ENDS_LAST; hour++) {
		struct data *o = data_add(d, "form.ends");

		data_int(o, "value", hour);
		data_text(o, "name", hour ? format_clock(r->ctx->arena, r->lang, hour * HOUR_MINUTES) : text(r->lang, N_("at midnight")));
		data_bool(o, "chosen", hour == chosen);
	}
}

/* Zones that branches here are in, for whoever does not know how they are called. */
static void fill_zones(const struct request *r, struct data *d)
{
	static const char *const common[] = { "Asia/Jerusalem", "Europe/Warsaw", "Europe/Helsinki" };

	(void)r;
	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		data_text(data_add(d, "form.zones"), "name", common[i]);
}

static void fill_form(const struct request *r, struct data *d, const struct branch *b, bool own_prices)
{
	data_text(d, "form.name", settings_typed(r, "name", b->name));
	data_text(d, "form.code", settings_typed(r, "code", b->code));
	data_text(d, "form.address", settings_typed(r, "address", b->address));
	data_text(d, "form.phone", settings_typed(r, "phone", b->phone));
	data_text(d, "form.alert_email", settings_typed(r, "alert_email", b->alert_email));
	data_text(d, "form.zone", settings_typed(r, "zone", b->zone_name));
	data_bool(d, "form.pickup", settings_ticked(r, "pickup", b->pickup));
	data_bool(d, "form.own_prices", settings_ticked(r, "own_prices", own_prices));
	fill_ends(r, d, r->errors && route_param(r->route, "day_ends") ? param_number(r, "day_ends", 0) : b->day_ends / HOUR_MINUTES);
	fill_zones(r, d);
}

/* A code is typed in any case and stored in capitals. */
static const char *capitals(struct arena *a, const char *s)
{
	char *out = arena_strdup(a, s);

	for (char *c = out; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return out;
}

static struct branch_fields read_form(const struct request *r)
{
	return (struct branch_fields){
		.name = param_text(r, "name"), .code = capitals(r->ctx->arena, param_text(r, "code")), .address = param_text(r, "address"),
		.phone = param_text(r, "phone"), .alert_email = param_text(r, "alert_email"), .zone = param_text(r, "zone"),
		.day_ends = param_number(r, "day_ends", 0) * HOUR_MINUTES, .pickup = param_given(r, "pickup"),
		.own_prices = param_given(r, "own_prices"),
	};
}

/* ---- adding ---- */

struct error *office_settings_branch_new(struct request *r, struct page *p)
{
	const struct branch *first = &r->shop->branches[0];
	struct branch blank = { .zone_name = first->zone_name, .day_ends = first->day_ends, .pickup = true };

	settings_page(r, p, text(r->lang, N_("Add a branch")));
	fill_form(r, p->data, &blank, false);
	return NULL;
}

struct error *office_settings_branch_add(struct request *r, struct page *p)
{
	struct branch_fields in = read_form(r);
	struct branch_id id;

	TRY(branch_add(r->ctx, &in, &id));
	page_redirect(p, r->ctx->arena, "/office/settings/branches/%lld/hours", (long long)id.v);
	return NULL;
}

/* ---- one of them ---- */

static struct branch_id asked(const struct request *r)
{
	return (struct branch_id){ param_number(r, "id", 0) };
}

static void fill_ties(struct data *d, const struct branch_ties *ties)
{
	data_bool(d, "tied", ties->stock || ties->orders || ties->tills || ties->deliveries || ties->last);
	data_bool(d, "last", ties->last);
	if (ties->stock)
		data_plural(d, "stock", N_("Stock of {n} article lies there."), "Stock of {n} articles lies there.", ties->stock);
	if (ties->orders)
		data_plural(d, "orders", N_("{n} order is open."), "{n} orders are open.", ties->orders);
	if (ties->tills)
		data_plural(d, "tills", N_("{n} till may sell there."), "{n} tills may sell there.", ties->tills);
	if (ties->deliveries)
		data_plural(d, "deliveries", N_("{n} delivery is open."), "{n} deliveries are open.", ties->deliveries);
}

struct error *office_settings_branch(struct request *r, struct page *p)
{
	const struct branch *b = shop_branch(r->shop, asked(r));
	struct branch_ties ties;

	TRY(ctx_need_branch(r->ctx, asked(r)));
	if (!b)
		return ERR(r->ctx->arena, NOT_FOUND, "branch.none");
	settings_page(r, p, b->name);
	TRY(branch_ties(r->ctx, b->id, &ties));
	fill_ties(data_part(p->data, "ties"), &ties);
	for (const struct error *e = r->errors; e; e = e->also)
		if (!e->field)
			data_text(data_add(p->data, "refusals"), "text", text_error(r->ctx->arena, r->lang, e));
	fill_card(r, data_part(p->data, "branch"), b, ties.tills);
	fill_form(r, p->data, b, branch_own_prices(r->shop, b));
	return NULL;
}

struct error *office_settings_branch_edit(struct request *r, struct page *p)
{
	struct branch_fields in = read_form(r);

	TRY(branch_edit(r->ctx, asked(r), &in));
	page_redirect(p, r->ctx->arena, "/office/settings/branches/%lld", (long long)asked(r).v);
	return NULL;
}

struct error *office_settings_branch_archive(struct request *r, struct page *p)
{
	TRY(branch_archive(r->ctx, asked(r)));
	page_redirect(p, r->ctx->arena, "/office/settings/branches");
	return NULL;
}
