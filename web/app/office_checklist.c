/* office_checklist.c: the way to the opening: what is missing, where to mend it,
 * and the button that opens the shop. */
#include "app/office_checklist.h"

#include "app/handlers.h"
#include "app/office_settings.h"
#include "shop/checklist.h"

static const struct {
	const char *name, *help, *href;
} steps[CHECKLIST_STEPS] = {
	[CHECKLIST_TAX] = { N_("The tax number is right"), N_("It stands on every receipt."), "/office/settings/shop#tax_number" },
	[CHECKLIST_HOURS] = { N_("Opening hours are set"), N_("For each branch, so that shoppers know when to come."), "/office/settings/branches" },
	[CHECKLIST_GOODS] = { N_("The first goods have a price"), N_("Type them in, or take them from a file."), "/office/goods" },
	[CHECKLIST_STOCK] = { N_("Stock is counted"), N_("What is counted the web never oversells. It can come later."), "/office/goods" },
	[CHECKLIST_MAIL] = { N_("A test mail has gone"), N_("Shoppers get their confirmation by mail."), "/office/settings/mail#test" },
	[CHECKLIST_TILL] = { N_("A till is enrolled"), N_("Open /till in the browser of its machine."), "/office/tills" },
	[CHECKLIST_CASHIER] = { N_("Somebody who sells has a PIN"), N_("With it one logs in at the till."), "/office/staff" },
	[CHECKLIST_TERMS] = { N_("The terms of sale are read"), N_("Shoppers agree to them with each order."), NULL },
};

static void fill_step(const struct request *r, struct data *d, enum checklist_step step, const struct checklist *list)
{
	data_text(d, "name", text(r->lang, steps[step].name));
	data_text(d, "help", text(r->lang, steps[step].help));
	data_bool(d, "done", list->done[step]);
	data_bool(d, "later", !checklist_needed(step));
	data_bool(d, "terms", step == CHECKLIST_TERMS);
	if (step == CHECKLIST_HOURS && list->no_hours.v)
		data_text(d, "href", arena_printf(r->ctx->arena, "/office/settings/branches/%lld/hours", (long long)list->no_hours.v));
	else
		data_text(d, "href", steps[step].href ? steps[step].href
			: arena_printf(r->ctx->arena, "/%s/terms", lang_code(r->lang)));
}

struct error *office_checklist_fill(const struct request *r, struct data *d)
{
	struct data *part = data_part(d, "checklist");
	struct checklist list;

	TRY(checklist_get(r->ctx, &list));
	for (int i = 0; i < CHECKLIST_STEPS; i++)
		fill_step(r, data_add(part, "steps"), (enum checklist_step)i, &list);
	data_bool(part, "ready", list.ready);
	data_bool(part, "open", list.open);
	data_int(part, "done", list.done_count);
	data_int(part, "all", CHECKLIST_STEPS);
	data_sentence(part, "progress", N_("{done} of {all} done"), "done", format_whole(r->ctx->arena, r->lang, list.done_count),
		"all", format_whole(r->ctx->arena, r->lang, CHECKLIST_STEPS), NULL);
	return NULL;
}

struct error *office_checklist(struct request *r, struct page *p)
{
	settings_page(r, p, text(r->lang, N_("Opening the shop")));
	return office_checklist_fill(r, p->data);
}

struct error *office_checklist_terms(struct request *r, struct page *p)
{
	TRY(checklist_read_terms(r->ctx));
	page_redirect(p, r->ctx->arena, "/office/checklist");
	return NULL;
}

struct error *office_checklist_open(struct request *r, struct page *p)
{
	TRY(checklist_open(r->ctx));
	page_redirect(p, r->ctx->arena, "/office/checklist");
	return NULL;
}
