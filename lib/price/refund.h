/* refund.h: what is given back of a line, by what is stored of its sale. Nothing
 * is calculated anew: not prices, not tax.
 *
 * A line's stored runs say what its equal units were paid. Units go back with the
 * highest paid amount first: what stands outside a set before what is in one.
 * Of a run with so much gone before, part of its measure gets the cumulative
 * floor: all that has gone so far has exactly floor(paid * gone / quantity), so
 * that the last part takes the exact remainder. Tax likewise.
 */
#ifndef MAKOLET_PRICE_REFUND_H
#define MAKOLET_PRICE_REFUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* As it was sold, and what has gone back of it. Invariant: the returned
 * quantity, paid and tax follow each other by the cumulative floor. */
struct refund_run {
	int64_t quantity;	/* thousandths, > 0 */
	int64_t paid, tax;	/* >= 0 */
	int64_t returned;	/* thousandths, 0 .. quantity */
};

/* What goes back now. */
struct refund_part {
	int64_t quantity, paid, tax;
};

enum refund_status {
	REFUND_OK,
	REFUND_TOO_MUCH,	/* more than is left */
	REFUND_NO_SALE,		/* the runs are none: negative, more returned than sold */
};

/* Takes `quantity` thousandths (> 0) of a line: runs[i].returned grows, parts[i]
 * says what that is of each run, *sum of all. Nothing changes on a failure. */
enum refund_status refund_take(struct refund_run *runs, size_t n, int64_t quantity, struct refund_part *parts, struct refund_part *sum);

enum refund_policy {
	REFUND_KEEP,	/* a broken set keeps its shares */
	REFUND_REPRICE,	/* what stays is priced as if it had been bought alone */
};

/* What a document pays back for goods with shares of `units_share`: by REFUND_REPRICE
 * what was paid of it less what has gone back less what the rest costs by the
 * stored rules; never below zero, never above what is left of what was paid. */
int64_t refund_amount(enum refund_policy policy, int64_t paid, int64_t returned, int64_t units_share, int64_t rest_costs);

#endif
