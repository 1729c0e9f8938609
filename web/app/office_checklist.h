/* office_checklist.h: what is missing until the shop opens, as a part of a page. */
#ifndef MAKOLET_APP_OFFICE_CHECKLIST_H
#define MAKOLET_APP_OFFICE_CHECKLIST_H

#include "app/page.h"

/* checklist.*: steps.N (name, help, done, later, href, terms), done, ready, open,
 * progress; for office/_checklist.cs. */
struct error *office_checklist_fill(const struct request *r, struct data *d);

#endif
