/* report.h: how trade goes, of the branches in the actor's scope.
 *
 * Takings are what receipts came to less what credit notes gave back, tax
 * included, rounding of cash left out, in minor units, by the business day of the branch. All but report_needs()
 * need report.view.
 */
#ifndef MAKOLET_SHOP_REPORT_H
#define MAKOLET_SHOP_REPORT_H

#include "shop/shop.h"

struct report_tender {
	int64_t documents, amount;	/* receipts, one paid in two ways counts at both; net of credit notes */
};

struct report_door {
	const char *channel;		/* web, till */
	struct report_tender all, cash, card;
	struct report_tender back;	/* credit notes, and what they gave back: >= 0 */
};

struct report_branch {
	const struct branch *branch;
	int32_t date;			/* its business day now */
	struct report_door *doors;	/* those that took something */
	size_t count;
};
/* Today, a branch in scope each. */
struct error *report_today(struct ctx *c, struct report_branch **out, size_t *n);

#define REPORT_DAYS 30

struct report_day {
	int32_t date;
	int64_t web, till;
};
/* The last REPORT_DAYS days, the oldest first, all branches in scope together;
 * the last of them is the furthest business day of these. */
struct error *report_days(struct ctx *c, struct report_day out[REPORT_DAYS]);

/* A till that nobody has counted since another day. */
struct report_shift {
	struct till_id till;
	const char *name;
	struct branch_id branch;
	int64_t business_date;
};

struct report_needs {
	int64_t jobs_failed;		/* of orders in scope; whoever sees all branches, all */
	struct report_shift *shifts;
	size_t shift_count;
};
/* What waits for a person besides orders and shortfalls; needs order.view. */
struct error *report_needs(struct ctx *c, struct report_needs *out);

#endif
