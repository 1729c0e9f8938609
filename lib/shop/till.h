/* till.h: enrolled tills, their shifts and their sales.
 *
 * A till is enrolled by a manager for a branch. Its documents have their own
 * series and chain. One shift at most is open on a till; it keeps its totals
 * sale by sale. Nothing here gives a cashier what the drawer should hold.
 */
#ifndef MAKOLET_SHOP_TILL_H
#define MAKOLET_SHOP_TILL_H

#include "shop/document.h"
#include "shop/order.h"

struct till {
	struct till_id id;
	struct branch_id branch;
	const char *name;
	struct chain_id chain;
	instant enrolled_at, revoked_at;
};

/* Needs till.enrol and the branch in scope; the till's journal begins. The
 * device may be a till already: that one (`old`, 0 for none) is revoked in the
 * same transaction; CONFLICT "shift.open" when it has an open shift. */
struct error *till_enrol(struct ctx *c, struct branch_id branch, const char *name, struct till_id old, struct till *out);
struct error *till_find(struct ctx *c, struct till_id id, struct till *out);	/* NOT_FOUND "till.none" when revoked */
struct error *till_get(struct ctx *c, struct till_id id, struct till *out);	/* revoked or not; NOT_FOUND outside the actor's scope */
/* Those of the branches in the actor's scope; revoked ones last. */
struct error *till_all(struct ctx *c, struct till **out, size_t *n);
/* Needs till.enrol. It sells nothing more at once; its journal says so and ends
 * there, or with the count of a shift that is open. NOT_FOUND when it is revoked. */
struct error *till_revoke(struct ctx *c, struct till_id id);

struct shift {
	struct shift_id id;
	struct till_id till;
	int64_t business_date;		/* days since 1970 */
	struct staff_id opened_by;
	const char *opened_by_name;
	instant opened_at;
	int64_t float_amount, sales_count;
};

/* *found false when none is open. */
struct error *shift_current(struct ctx *c, struct till_id till, bool *found, struct shift *out);
/* Needs till.shift. CONFLICT "shift.open" when one is. float_amount >= 0. */
struct error *shift_open(struct ctx *c, struct till_id till, int64_t float_amount, struct shift *out);

/* The tills of a branch whose drawers are in use. */
struct drawer {
	struct till_id till;
	const char *name;
};
struct error *shift_drawers(struct ctx *c, struct branch_id branch, struct drawer **out, size_t *n);

struct shift_result {
	struct shift_id id;
	int64_t sales_count, sales_amount;
	int64_t refunds_count, refunds_amount;	/* given back; amount >= 0 */
	int64_t rounding_amount;		/* of both */
	int64_t cash_expected, cash_counted;
};
/* Closes with what was counted, blind: the expectation is told only after it.
 * Needs till.shift, or till.enrol for any till in scope, a revoked one too: then
 * the till's chain is closed behind the entry of the count. CONFLICT "shift.none". */
struct error *shift_close(struct ctx *c, struct till_id till, int64_t counted, struct shift_result *out);
/* The one closed last on a till: to be read again. Rights as above. */
struct error *shift_last_closed(struct ctx *c, struct till_id till, bool *found, struct shift_result *out);

/* ---- sales ---- */

#define SALE_LINES_MAX 500

struct sale_line {
	struct variant_id variant;
	int64_t quantity;		/* > 0 */
	int64_t unit_price;		/* that the till showed; checked against now */
};

struct sale_tender {
	const char *tender;		/* cash, card */
	int64_t tendered;		/* minor units; over-tender in cash alone */
};

struct sale {
	const char *uuid;
	const char *lang;		/* of the receipt */
	const struct sale_line *lines;
	size_t line_count;
	const struct sale_tender *tenders;
	size_t tender_count;
	const uint8_t *hash;		/* SHA-256 of the request's body */
};

struct quote {
	struct order_line *lines;
	size_t count;
	struct price_total total;
	int64_t cash_rounding;		/* if all is paid in cash */
};

/* Prices a basket; nothing is written. */
struct error *sale_quote(struct ctx *c, const struct till *t, const char *lang, const struct sale_line *lines, size_t n, struct quote *out);
/* Before tender: holds what is under `block`. SHORTAGE by line. Holding, letting
 * go, selling and taking a payment need till.sell. */
struct error *sale_hold(struct ctx *c, const struct till *t, const char *uuid, const char *lang, const struct sale_line *lines, size_t n);
struct error *sale_release(struct ctx *c, const char *uuid);
/* A sale that has been paid: stands whatever the stock says. The same UUID
 * again gives the same document; with another body CONFLICT "key.reused".
 * CONFLICT "shift.none" without an open shift; INVALID field "tenders" when the
 * tenders do not cover it. *document: token of the receipt. */
struct error *sale_complete(struct ctx *c, const struct till *t, const struct sale *in, const char **document, int64_t *change);
/* A web order that waits: takes its payment into the shift, hands it over,
 * issues its receipt. CONFLICT "order.stage" unless placed or ready. */
struct error *sale_pay_order(struct ctx *c, const struct till *t, const char *uuid, const uint8_t *hash, struct order_id order,
	const struct sale_tender *tenders, size_t n, const char **document, int64_t *change);

#endif
