/* office.c: names and rows that several pages of the office show. */
#include "app/office.h"

#include "app/store.h"

void office_page(const struct request *r, struct data *d, const char *section, const char *title)
{
	data_text(d, "page.title", title);
	data_bool(d, "page.noindex", true);
	data_text(d, "section", section);
	data_bool(d, "several_branches", r->shop->branch_count > 1);
}

void office_errors(const struct request *r, struct data *d)
{
	store_errors(r, d);
}

static const struct {
	const char *name, *shown;
} stages[] = {
	{ "placed", N_("To pack") }, { "ready", N_("Ready to collect") }, { "done", N_("Done") },
	{ "cancelled", N_("Cancelled") }, { "lapsed", N_("Lapsed") },
};

const char *office_stage(const struct request *r, const char *stage)
{
	for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++)
		if (strcmp(stages[i].name, stage) == 0)
			return text(r->lang, stages[i].shown);
	return stage;
}

const char *office_channel(const struct request *r, const char *kind)
{
	if (strcmp(kind, "web") == 0)
		return text(r->lang, N_("Web"));
	return strcmp(kind, "till") == 0 ? text(r->lang, N_("Till")) : kind;
}

const char *office_time(const struct request *r, struct branch_id branch, instant at)
{
	const struct branch *b = shop_branch_ever(r->shop, branch);

	if (at == INSTANT_NONE)
		return NULL;
	if (!b)
		b = &r->shop->branches[0];
	return format_time(r->ctx->arena, r->lang, b->zone, at);
}

const char *office_branch(const struct request *r, struct branch_id branch)
{
	const struct branch *b = shop_branch_ever(r->shop, branch);

	return b ? b->name : "";
}

const char *office_quantity(const struct request *r, int64_t quantity, const char *unit)
{
	const char *shown = store_unit(r, unit), *number = format_quantity(r->ctx->arena, r->lang, quantity);

	return *shown ? arena_printf(r->ctx->arena, "%s %s", number, shown) : number;
}

const char *office_unit(const struct request *r, const char *unit)
{
	const char *shown = store_unit(r, unit);

	return *shown ? shown : text(r->lang, "piece");
}

const char *office_dialled(struct arena *a, const char *phone)
{
	struct str s;

	str_init(&s, a);
	for (; phone && *phone; phone++)
		if ((*phone >= '0' && *phone <= '9') || (*phone == '+' && !s.len))
			str_addc(&s, *phone);
	return s.p;
}

void office_order_row(const struct request *r, struct data *d, const struct order *o)
{
	data_int(d, "id", o->id.v);
	data_text(d, "code", order_code_shown(r->ctx->arena, o->code));
	data_text(d, "placed_at", office_time(r, o->branch, o->placed_at));
	data_text(d, "customer", o->customer_name);
	data_text(d, "channel", office_channel(r, o->channel));
	data_text(d, "branch", office_branch(r, o->branch));
	data_text(d, "stage", o->returns.v ? "returned" : o->stage);
	data_text(d, "stage_name", o->returns.v ? text(r->lang, N_("Taken back")) : office_stage(r, o->stage));
	data_money(d, "total", o->total);
}
