/* order_message.h: what shop and shopper write to each other about an order, and
 * what staff write for staff. Owns order_message.
 *
 * Each comes with the UUID of the form that sent it: the same again is the same
 * message, another text under it CONFLICT "key.reused".
 */
#ifndef MAKOLET_SHOP_ORDER_MESSAGE_H
#define MAKOLET_SHOP_ORDER_MESSAGE_H

#include "shop/order.h"

#define ORDER_MESSAGE_MAX 1500		/* characters */
#define ORDER_MESSAGES_SHOWN 200
#define ORDER_ANSWERS_MAX 50		/* from one shopper about one order */
#define ORDER_ANSWERS_HOURLY 10

struct order_message {
	int64_t id;
	const char *kind;		/* to_customer, from_customer, internal */
	const char *body;
	const char *staff;		/* who wrote it; NULL: the shopper */
	instant created_at;
	instant read_at;		/* from_customer: INSTANT_NONE until staff saw it */
};

/* Oldest first, the last ORDER_MESSAGES_SHOWN. Internal ones only `for_staff`. */
struct error *order_messages(struct ctx *c, struct order_id order, bool for_staff, struct order_message **out, size_t *n);

/* Staff write: "to_customer" goes out by mail where there is an address, "internal"
 * stays here. Needs order.pick; NOT_FOUND "order.none" out of scope. Audited,
 * without the text. */
struct error *order_message_write(struct ctx *c, struct order_id order, const char *kind, const char *body, const char *uuid);
/* Whoever has the order's token answers. LIMITED after ORDER_ANSWERS_HOURLY in an
 * hour or ORDER_ANSWERS_MAX in all. */
struct error *order_message_answer(struct ctx *c, const char *token, const char *body, const char *uuid);
/* Staff who may pick have seen the answers up to `newest`; others change nothing. */
struct error *order_messages_read(struct ctx *c, struct order_id order, int64_t newest);

/* Orders whose shoppers wait for an answer to be read, the longest waiting first,
 * in the actor's scope; needs order.view. */
struct order_unread {
	struct order_id order;
	const char *code, *customer_name;
	int64_t messages;
	instant since;
};
struct error *order_unread(struct ctx *c, size_t limit, struct order_unread **out, size_t *n);

/* Inside db_tx(): adds one, *id of it. CONFLICT "db.duplicate" for a UUID that is there. */
struct error *order_message_add(struct ctx *c, struct order_id order, const char *kind, const char *body, const char *uuid, int64_t *id);
/* What the mail of a job carries; NULL when there is none. */
struct error *order_message_body(struct ctx *c, int64_t id, const char **out);

#endif
