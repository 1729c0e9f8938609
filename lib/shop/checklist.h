/* checklist.h: what a new shop still lacks, from what is in the database, and
 * its opening. Until then the web shows goods and takes no orders.
 */
#ifndef MAKOLET_SHOP_CHECKLIST_H
#define MAKOLET_SHOP_CHECKLIST_H

#include "shop/shop.h"

enum checklist_step {
	CHECKLIST_TAX,		/* the tax number is one of its country */
	CHECKLIST_HOURS,	/* every branch keeps hours */
	CHECKLIST_GOODS,	/* something has a price */
	CHECKLIST_STOCK,	/* something is counted; the shop may open without */
	CHECKLIST_MAIL,		/* a test mail was handed over */
	CHECKLIST_TILL,		/* a till may sell */
	CHECKLIST_CASHIER,	/* somebody who may sell has a PIN */
	CHECKLIST_TERMS,	/* the terms of today have been read */
	CHECKLIST_STEPS,
};

struct checklist {
	bool done[CHECKLIST_STEPS];
	int done_count;
	struct branch_id no_hours;	/* the first without; 0: none */
	bool ready;			/* all is done that must be */
	bool open;
};

bool checklist_needed(enum checklist_step step);
struct error *checklist_get(struct ctx *c, struct checklist *out);

/* Each needs settings.edit, is audited, and does nothing the second time. */
struct error *checklist_read_terms(struct ctx *c);
/* CONFLICT "shop.not_ready" while something is missing. */
struct error *checklist_open(struct ctx *c);

#endif
