/* till_shift.c: a shift is opened with a float and closed by a blind count. */
#include "app/handlers.h"
#include "app/till.h"
#include "base/num.h"
#include "shop/cash.h"

static struct error *fill_bar(struct request *r, struct page *p, struct till *till)
{
	const struct branch *branch;

	TRY(till_here(r, till, &branch));
	till_bar(r, p->data, till, branch);
	for (const struct error *e = r->errors; e; e = e->also)
		if (!e->field)
			data_text(p->data, "other", text_error(r->ctx->arena, r->lang, e));
	return NULL;
}

/* ---- opening ---- */

struct error *till_shift_open(struct request *r, struct page *p)
{
	struct shift shift;
	struct till till;
	bool open;

	TRY(fill_bar(r, p, &till));
	TRY(shift_current(r->ctx, till.id, &open, &shift));
	if (open) {
		page_redirect(p, r->ctx->arena, "/till");
		return NULL;
	}
	data_text(p->data, "currency", r->shop->company.currency);
	data_text(p->data, "page.title", text(r->lang, N_("Open the shift")));
	return NULL;
}

struct error *till_shift_open_float(struct request *r, struct page *p)
{
	struct shift shift;

	TRY(shift_open(r->ctx, r->ctx->actor.till, param_number(r, "float", -1), &shift));
	page_redirect(p, r->ctx->arena, "/till");
	return NULL;
}

/* ---- closing: neither the form nor its data know what should be there ---- */

static const char *count_name(const struct request *r, size_t i)
{
	return arena_printf(r->ctx->arena, "n%zu", i);
}

static void fill_values(const struct request *r, struct data *d)
{
	const struct cash *cash = cash_find(r->shop->company.currency);

	for (size_t i = 0; i < cash_values(cash); i++) {
		struct data *v = data_add(d, i < cash->notes ? "notes" : "coins");
		const char *name = count_name(r, i);
		const struct error *e = r->errors;

		data_text(v, "name", name);
		data_int(v, "value", cash->values[i]);
		data_money(v, "shown", cash->values[i]);
		if (r->errors)
			data_text(v, "typed", param_typed(r, name));
		while (e && !(e->field && strcmp(e->field, name) == 0))
			e = e->also;
		if (e)
			data_text(v, "error", text_error(r->ctx->arena, r->lang, e));
	}
}

struct error *till_shift_close(struct request *r, struct page *p)
{
	struct shift shift;
	struct till till;
	bool open;

	TRY(fill_bar(r, p, &till));
	TRY(shift_current(r->ctx, till.id, &open, &shift));
	if (!open) {
		page_redirect(p, r->ctx->arena, "/till/shift/open");
		return NULL;
	}
	data_text(p->data, "shift.by", shift.opened_by_name);
	data_time(p->data, "shift.at", shift.opened_at);
	data_text(p->data, "currency", r->shop->company.currency);
	data_int(p->data, "exponent", r->shop->company.currency_exponent);
	fill_values(r, p->data);
	data_text(p->data, "page.title", text(r->lang, N_("Close the shift")));
	data_text(p->data, "page.script", "till_count");
	return NULL;
}

/* -1 when nothing was counted: an empty form is not an empty drawer. */
static int64_t counted(const struct request *r)
{
	const struct cash *cash = cash_find(r->shop->company.currency);
	int64_t counts[CASH_VALUES_MAX] = { 0 }, sum;
	bool any = param_given(r, "other");

	for (size_t i = 0; i < cash_values(cash); i++) {
		any = any || param_given(r, count_name(r, i));
		counts[i] = param_number(r, count_name(r, i), 0);
	}
	if (!any || !cash_sum(cash, counts, &sum) || !num_add(sum, param_number(r, "other", 0), &sum))
		return -1;
	return sum;
}

struct error *till_shift_close_count(struct request *r, struct page *p)
{
	struct shift_result result;

	TRY(shift_close(r->ctx, r->ctx->actor.till, counted(r), &result));
	page_redirect(p, r->ctx->arena, "/till/shift/closed");
	return NULL;
}

/* ---- the result ---- */

struct error *till_shift_closed(struct request *r, struct page *p)
{
	struct shift_result result;
	struct till till;
	bool found;

	TRY(fill_bar(r, p, &till));
	TRY(shift_last_closed(r->ctx, till.id, &found, &result));
	if (!found) {
		page_redirect(p, r->ctx->arena, "/till");
		return NULL;
	}
	till_result(p->data, &result);
	data_text(p->data, "page.title", text(r->lang, N_("The shift is closed")));
	return NULL;
}
