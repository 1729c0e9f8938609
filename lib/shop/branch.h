/* branch.h: branches as owners and managers keep them: what they are, when they
 * are open, and that they close for good. Owns branch. Reading: shop/shop.h,
 * when they are open: shop/hours.h.
 */
#ifndef MAKOLET_SHOP_BRANCH_H
#define MAKOLET_SHOP_BRANCH_H

#include "shop/hours.h"

#define BRANCH_NAME_MAX 190
#define BRANCH_CODE_MAX 16
#define BRANCH_ADDRESS_MAX 250
#define BRANCH_NOTE_MAX 100

struct branch_fields {
	const char *name, *code;	/* code: capital letters, digits, hyphens */
	const char *address, *phone;	/* NULL: none yet */
	const char *alert_email;	/* NULL: nobody is told of orders */
	const char *zone;		/* "Asia/Jerusalem" */
	int64_t day_ends;		/* minutes past midnight */
	bool pickup;			/* shoppers may collect there */
	bool own_prices;		/* a price list of its own above the base list */
};

/* The branch sells by a list of its own. */
bool branch_own_prices(const struct shop *s, const struct branch *b);

/* Each needs branch.edit and the branch in scope, is audited, and is its own
 * transaction. INVALID by field, all at once; CONFLICT field "code" for a code
 * that another has, archived ones too. A branch is added by who works at all
 * of them: DENIED. */
struct error *branch_add(struct ctx *c, const struct branch_fields *in, struct branch_id *out);
struct error *branch_edit(struct ctx *c, struct branch_id id, const struct branch_fields *in);

/* What keeps a branch from being archived. */
struct branch_ties {
	int64_t stock;			/* variants of which something lies there or is owed */
	int64_t orders;			/* neither done nor given up */
	int64_t tills;			/* that may sell */
	int64_t deliveries;		/* neither booked nor dropped */
	bool last;			/* no other branch is left */
};
struct error *branch_ties(struct ctx *c, struct branch_id id, struct branch_ties *out);
/* It is in no list any more; its past stays. CONFLICT "branch.tied", each tie with its sentence. */
struct error *branch_archive(struct ctx *c, struct branch_id id);

/* The whole week anew, a day, and a day that is as others again (audited). A
 * day that is over is INVALID field "day". */
struct error *branch_set_week(struct ctx *c, struct branch_id id, const struct branch_hours *week, size_t n);
struct error *branch_set_day(struct ctx *c, const struct branch *b, int32_t date, struct hours_span span, const char *note);
struct error *branch_drop_day(struct ctx *c, struct branch_id id, int32_t date);

/* Inside db_tx(), nobody asked: for makolet init. With its shelf. */
struct error *branch_insert(struct ctx *c, const struct branch_fields *in, struct branch_id *out);
/* INVALID by field, or NULL. */
struct error *branch_check(struct ctx *c, const struct branch_fields *in);

#endif
