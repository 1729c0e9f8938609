/* office_tills.c: the enrolled tills, taking one's enrolment away, and counting
 * the drawer of one that nobody closed. */
#include "app/handlers.h"
#include "app/office.h"
#include "app/till.h"

static struct error *fill_row(const struct request *r, struct data *d, const struct till *t)
{
	struct shift shift;
	bool open;

	data_int(d, "id", t->id.v);
	data_text(d, "name", t->name);
	data_text(d, "branch", office_branch(r, t->branch));
	data_text(d, "enrolled_at", office_time(r, t->branch, t->enrolled_at));
	data_text(d, "revoked_at", office_time(r, t->branch, t->revoked_at));
	TRY(shift_current(r->ctx, t->id, &open, &shift));
	if (!open)
		return NULL;
	data_text(d, "shift.by", shift.opened_by_name);
	data_text(d, "shift.since", office_time(r, t->branch, shift.opened_at));
	data_plural(d, "shift.sales", N_("{n} sale"), "{n} sales", shift.sales_count);
	data_bool(d, "counting", r->errors && param_number(r, "id", 0) == t->id.v);
	return NULL;
}

struct error *office_tills(struct request *r, struct page *p)
{
	struct till *tills;
	size_t n;

	TRY(till_all(r->ctx, &tills, &n));
	for (size_t i = 0; i < n; i++)
		TRY(fill_row(r, data_add(p->data, "tills"), &tills[i]));
	office_page(r, p->data, "tills", text(r->lang, N_("Tills")));
	office_errors(r, p->data);
	data_text(p->data, "currency", r->shop->company.currency);
	return NULL;
}

struct error *office_till_revoke(struct request *r, struct page *p)
{
	TRY(till_revoke(r->ctx, (struct till_id){ param_number(r, "id", 0) }));
	page_redirect(p, r->ctx->arena, "/office/tills");
	return NULL;
}

struct error *office_till_close(struct request *r, struct page *p)
{
	struct till_id id = { param_number(r, "id", 0) };
	struct shift_result result;

	TRY(shift_close(r->ctx, id, param_number(r, "counted", -1), &result));
	page_redirect(p, r->ctx->arena, "/office/tills/%lld/closed", (long long)id.v);
	return NULL;
}

struct error *office_till_closed(struct request *r, struct page *p)
{
	struct shift_result result;
	struct till till;
	bool found;

	TRY(till_get(r->ctx, (struct till_id){ param_number(r, "id", 0) }, &till));
	TRY(shift_last_closed(r->ctx, till.id, &found, &result));
	if (!found) {
		page_redirect(p, r->ctx->arena, "/office/tills");
		return NULL;
	}
	data_text(p->data, "name", till.name);
	data_text(p->data, "branch", office_branch(r, till.branch));
	till_result(p->data, &result);
	office_page(r, p->data, "tills", text(r->lang, N_("The shift is closed")));
	return NULL;
}
