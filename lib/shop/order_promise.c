/* order_promise.c: when an order will be ready: told at checkout, changed by staff. */
#include "base/bytes.h"
#include "base/json.h"
#include "shop/audit.h"
#include "shop/hours.h"
#include "shop/job.h"
#include "shop/order_message.h"

/* Quarters of an hour are what people say, and stay the same while a form is filled in. */
#define PROMISE_STEP (15 * MINUTE)
#define PREPARE_MAX (30 * 24 * 60)

struct error *order_promise(struct ctx *c, const struct branch *b, instant *out)
{
	int64_t minutes;

	TRY(setting_number(c, SET_PICKUP_PREPARE, b->id, (struct till_id){ 0 }, &minutes));
	if (minutes < 0)
		minutes = 0;
	if (minutes > PREPARE_MAX)
		minutes = PREPARE_MAX;
	*out = hours_after(b, (c->now + PROMISE_STEP - 1) / PROMISE_STEP * PROMISE_STEP, minutes);
	return NULL;
}

/* ---- by staff ---- */

struct change {
	struct ctx *c;
	struct order_id order;
	instant from, to;
	const char *body;
};

static struct error *set(struct db *db, void *arg)
{
	const struct change *x = arg;
	struct ctx *c = x->c;
	char from[40], to[40];
	int64_t changed, message = 0;

	TRY(db_exec(db, &changed, "UPDATE orders SET promised_at = ? WHERE id = ? AND stage = 'placed'", ARGS(AT(x->to), ID(x->order))));
	if (!changed)
		return error_text(ERR(c->arena, CONFLICT, "order.stage"),
			N_("This order has moved on in the meantime. Please look at it again."), NULL);
	if (x->body && *x->body)
		TRY(order_message_add(c, x->order, "to_customer", x->body, uuid_new(c->arena), &message));
	TRY(job_add_message(c, "mail.promised", x->order, message, c->now));
	return audit_add(c, "order.promised", "order", x->order.v, json_keep(c->arena, json_pack("{s:s?, s:s}",
		"from", x->from == INSTANT_NONE ? NULL : instant_format(from, x->from), "to", instant_format(to, x->to))));
}

static struct error *wrong_time(struct ctx *c, const char *sentence)
{
	return error_text(error_field(ERR(c->arena, INVALID, "promise.time"), "time"), sentence, NULL);
}

/* The same again, after a press too many: it is so already. Words that were not
 * sent with it are not lost without a word. */
static struct error *promised_already(struct ctx *c, struct order_id id, const char *body)
{
	int64_t sent = 1;

	if (body && *body)
		TRY(db_whole(c->db, &sent, 0, "SELECT COUNT(*) FROM order_message WHERE order_id = ? AND kind = 'to_customer' AND body = ?",
			ARGS(ID(id), T(body))));
	return sent ? NULL : wrong_time(c, N_("This time is promised already. Choose another one, or write a message."));
}

struct error *order_promise_again(struct ctx *c, struct order_id id, instant at, const char *body)
{
	struct change x = { .c = c, .order = id, .to = at, .body = body };
	struct order o;

	TRY(ctx_need(c, MAY_ORDER_EDIT));
	TRY(order_for_staff(c, id, &o));
	if (o.promised_at == at)
		return promised_already(c, id, body);
	if (at <= c->now)
		return wrong_time(c, N_("This time has passed already."));
	if (o.hold_until != INSTANT_NONE && at >= o.hold_until)
		return wrong_time(c, N_("The goods are kept for the customer only until then. Choose an earlier time."));
	x.from = o.promised_at;
	return db_tx(c->db, set, &x);
}
