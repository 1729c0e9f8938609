/* order.h: an agreement between a shopper and the shop.
 *
 * Invariants (sql/check): total = sum of lines = sum of order_tax.gross; tax
 * likewise; paid = sum of payments; every done order moved its stock once.
 *
 *   placed -> ready -> done
 *      \________\____-> cancelled, lapsed
 */
#ifndef MAKOLET_SHOP_ORDER_H
#define MAKOLET_SHOP_ORDER_H

#include "shop/cart.h"
#include "shop/stock.h"

struct order_line {
	struct order_line_id id;
	int64_t line_no;
	struct variant_id variant;
	const char *name, *unit;
	int64_t quantity, unit_price, amount;
	struct tax_class_id tax_class;
	int64_t tax_rate, tax, returned;
	struct order_line_id returns;	/* of a return: the line whose goods came back; its quantity is negative */
	int64_t picked, missing;	/* lies in the box; could not be found: shop/order_pick.h */
};

struct order {
	struct order_id id;
	const char *token, *code, *channel, *lang, *stage;
	struct branch_id branch;
	struct location_id location;
	struct customer_id customer;
	const char *currency;
	int64_t currency_exponent, tax_included, cash_step;
	int64_t total, tax, paid;
	const char *note;
	bool picking;			/* placed, and somebody has begun to pick */
	instant promised_at;		/* when it will be ready; INSTANT_NONE: never promised */
	instant placed_at, hold_until, done_at;	/* INSTANT_NONE */
	const char *customer_name, *customer_email, *customer_phone;	/* NULL at the till */
	struct order_id returns;		/* of a return: the order whose goods came back */
	struct order_line *lines;		/* only from order_by_* */
	size_t count;
};

struct checkout {
	const char *uuid;		/* of the form: the same again gives the same order */
	const char *lang;
	const struct branch *branch;	/* picks up here */
	const char *name, *email, *phone, *note;	/* email or phone is required */
	bool terms;			/* agreed */
	int64_t total_seen;		/* what the shopper agreed to pay */
	instant promised_seen;		/* what the shopper was told; 0 or INSTANT_NONE: nothing */
};

/* When an order placed now at the branch is ready: setting pickup.prepare_minutes
 * of opening time later. INSTANT_NONE while it is closed until further notice. */
struct error *order_promise(struct ctx *c, const struct branch *b, instant *out);

/* Places a cart as an order to pay at pick-up: reserves, prices, empties the
 * cart, queues the mails. INVALID by field; SHORTAGE by line; CONFLICT
 * "checkout.changed" when the total is not the one seen; CONFLICT
 * "key.reused" when the UUID came with another body. *token: of the order,
 * new or the first one's. Promised by order_promise(), or for what the
 * shopper saw where that is later. CONFLICT "shop.opens_soon" before the shop
 * has opened. */
struct error *order_place(struct ctx *c, struct cart_id cart, const struct checkout *in, const char **token);

struct error *order_by_token(struct ctx *c, const char *token, struct order *out);
/* By pick-up code, upper or lower case, blanks and hyphens dropped, O=0 I=L=1. */
struct error *order_by_code(struct ctx *c, const char *code, struct order *out);
struct error *order_by_id(struct ctx *c, struct order_id id, struct order *out);

/* Total, tax and tax by rate, out of the lines (order_sums.c). */
void order_sums(const struct order *o, struct price_total *out);

struct order_filter {
	const char *stage;		/* NULL: all */
	const char *channel;		/* web, till; NULL: all */
	struct branch_id branch;	/* 0: all in the actor's scope */
	int64_t before;			/* id from the page before; 0: newest */
	size_t limit;
};
/* Newest first, without lines; needs order.view and leaves out what is not in the actor's scope. */
struct error *order_list(struct ctx *c, const struct order_filter *f, struct order **out, size_t *n);

/* Of one customer, at both doors; else as order_list(). */
struct error *order_of_customer(struct ctx *c, struct customer_id customer, size_t limit, struct order **out, size_t *n);

/* One order as staff see it. Needs order.view; NOT_FOUND "order.none" out of the actor's scope. */
struct error *order_for_staff(struct ctx *c, struct order_id id, struct order *out);

/* What waits for somebody, in the actor's scope; needs order.view. */
struct order_counts {
	int64_t placed, ready, shortfalls;
};
struct error *order_counts(struct ctx *c, struct order_counts *out);

struct order_event {
	const char *stage, *staff;	/* staff may be NULL */
	instant at;
};
struct error *order_events(struct ctx *c, struct order_id id, struct order_event **out, size_t *n);

/* Staff: placed -> ready, all of it being in the box (order_pick_rest); the shopper
 * gets a mail. CONFLICT "order.stage" when it has moved on, "order.missing". Needs order.pick. */
struct error *order_set_ready(struct ctx *c, struct order_id id);
/* Unpaid orders alone; releases the stock; the shopper gets a mail with the reason,
 * which may be NULL. Needs order.edit. */
struct error *order_cancel(struct ctx *c, struct order_id id, const char *reason);
/* Promises another time, with a mail that says so and, unless NULL or "", `body`.
 * Only while it is placed, CONFLICT "order.stage"; INVALID "promise.time", field
 * "time", for the past or after its hold. Needs order.edit. */
struct error *order_promise_again(struct ctx *c, struct order_id id, instant at, const char *body);
/* Lapses those whose time is over: each in its own transaction. */
struct error *order_lapse_due(struct ctx *c, int64_t *lapsed);

/* ---- for the other modules, inside db_tx() ---- */

/* What is written for any order, web or till; ids of the lines come back in lines[].id. */
struct error *order_insert(struct ctx *c, struct order *o, const struct price_total *total);
struct error *order_event_add(struct ctx *c, struct order_id id, const char *stage);
/* Counts so much of a line as returned; *returned: of it in all by then. CONFLICT
 * "refund.left" when not as much is left. */
struct error *order_line_return(struct ctx *c, const struct order_line *line, int64_t quantity, int64_t *returned);
struct error *order_line_left(struct ctx *c, const struct order_line *line);	/* that error */
/* The last business day on which an order of the branch is held: days since 1970. */
int32_t order_held_through(const struct branch *b, instant hold_until);
/* As a line is called: the item's name, and the variant's label behind it. */
const char *order_line_name(struct arena *a, const struct item_card *card);
/* The pick-up code shown in two groups: "K7M2-Q4XB". */
const char *order_code_shown(struct arena *a, const char *code);

/* ---- idempotency (order_key.c): request_key ---- */

/* Inside db_tx(), first thing: CONFLICT "db.duplicate" when it is there. */
struct error *key_put(struct ctx *c, const char *actor, const char *route, const char *uuid, const uint8_t *hash, struct order_id order);
/* Found with the same hash: *order. Found with another: CONFLICT "key.reused". */
struct error *key_find(struct ctx *c, const char *actor, const char *route, const char *uuid, const uint8_t *hash, bool *found, struct order_id *order);

#endif
