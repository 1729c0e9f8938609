/* office_help.c: how the shop is kept and the till is worked, for whoever works here. */
#include "app/handlers.h"
#include "app/office.h"

struct error *office_help(struct request *r, struct page *p)
{
	office_page(r, p->data, "help", text(r->lang, N_("Help")));
	data_text(p->data, "page.style", "help");
	return NULL;
}
