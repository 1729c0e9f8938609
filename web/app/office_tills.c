/* office_tills.c: the enrolled tills, and taking one's enrolment away. */
#include "app/handlers.h"
#include "app/office.h"
#include "shop/till.h"

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
	return NULL;
}

struct error *office_till_revoke(struct request *r, struct page *p)
{
	TRY(till_revoke(r->ctx, (struct till_id){ param_number(r, "id", 0) }));
	page_redirect(p, r->ctx->arena, "/office/tills");
	return NULL;
}
