/* till_help.c: the cashier's chapter of the help, for those who have a PIN and
 * no login at the office. */
#include "app/handlers.h"
#include "app/till.h"

struct error *till_help(struct request *r, struct page *p)
{
	const struct branch *branch;
	struct till till;

	TRY(till_here(r, &till, &branch));
	till_bar(r, p->data, &till, branch);
	data_text(p->data, "page.title", text(r->lang, N_("Help")));
	data_text(p->data, "page.style", "help");
	return NULL;
}
