/* refund.h: goods that come back out of a done order, and their money with them.
 *
 * A return is an order of its own, done at once, at the door of the first one:
 * its lines have negative quantities and name the lines that they return, its
 * payment is negative and names the one that it gives back, its document is a
 * credit note that names the receipt. How much of a line came back and how much
 * of a payment went back are counters that only a conditional UPDATE moves.
 *
 * Of a line of n that was paid A, the first r pieces that come back are worth
 * A * r / n, rounded down; tax is shared the same way over what they are worth.
 * So the last part takes the exact rest, and whatever the parts were, together
 * they are what was paid.
 *
 * Money goes back in cash, out of a drawer that is in use, up to what was paid
 * in cash. Each part is rounded as the order's cash is and never beyond what is
 * left; the last part of a payment takes the rest of its cash. What was paid by
 * card cannot be given back here.
 */
#ifndef MAKOLET_SHOP_REFUND_H
#define MAKOLET_SHOP_REFUND_H

#include "shop/till.h"

#define REFUND_REASON_MAX 200

struct refund_line {
	int64_t line_no;		/* of the order */
	int64_t quantity;		/* > 0, thousandths */
	bool damaged;			/* it cannot be sold again: not back on the shelf */
};

struct refund {
	const char *uuid;		/* of the form: the same again is the same credit note */
	struct order_id order;
	const struct refund_line *lines;
	size_t count;
	struct till_id till;		/* whose drawer gives the cash */
	const char *reason;
};

/* What it comes to: amounts >= 0. */
struct refund_sum {
	struct order_line *lines;	/* as the credit note has them: negative */
	size_t count;
	struct price_total total;	/* negative too */
	int64_t amount;			/* of what the goods were paid with */
	int64_t cash;			/* that is handed over: amount, rounded */
};

/* What is left to give back of an order in cash. */
struct refund_left {
	int64_t amount, cash;		/* that settles, and that it was with rounding */
	bool card;			/* some of it was paid by card */
};
struct error *refund_left(struct ctx *c, struct order_id order, struct refund_left *out);

/* Both need order.refund and the branch in scope. NOT_FOUND "order.none";
 * CONFLICT "order.stage" unless it is done, "refund.return" for a return itself,
 * "refund.left" field "line.N" (N = line_no) where not as much is left, "shift.none" and
 * "refund.drawer" field "drawer"; INVALID "refund.empty" field "lines", "refund.card"
 * field "lines" beyond what was paid in cash, "refund.quantity" and "refund.whole" field "line.N",
 * "refund.reason" field "reason". */
struct error *refund_preview(struct ctx *c, const struct refund *in, struct refund_sum *out);
/* The same UUID again gives the same document, with other content CONFLICT
 * "key.reused". *document: token of the credit note. */
struct error *refund_make(struct ctx *c, const struct refund *in, const char **document);

#endif
