/* order_pick.c: lines go into the box: by hand, by weight, by scanner. */
#include "shop/order_pick.h"

#include "base/bytes.h"
#include "base/json.h"
#include "shop/audit.h"
#include "shop/item.h"

struct pick {
	struct ctx *c;
	struct order_id order;
	struct order_line_id line;
	int64_t picked;			/* -1: as it is, the rest is missing */
	const struct item_card *card;	/* that was scanned; NULL */
	const char *actor, *uuid;	/* of the request's key */
	uint8_t hash[SHA256_SIZE];
	struct order_line out;
};

static struct error *moved_on(struct ctx *c)
{
	return error_text(ERR(c->arena, CONFLICT, "order.stage"),
		N_("This order has moved on in the meantime. Please look at it again."), NULL);
}

/* Locks the order, so that two who pick it come one after the other. */
static struct error *begin(struct pick *p, struct order *o)
{
	int64_t placed;

	TRY(db_whole(p->c->db, &placed, 0, "SELECT stage = 'placed' FROM orders WHERE id = ? FOR UPDATE", ARGS(ID(p->order))));
	if (!placed)
		return moved_on(p->c);
	return order_by_id(p->c, p->order, o);
}

static struct error *write_line(struct pick *p, const struct order_line *l)
{
	struct ctx *c = p->c;

	TRY(db_exec(c->db, NULL, "UPDATE order_line SET picked = ?, missing = ? WHERE id = ?", ARGS(I(l->picked), I(l->missing), ID(l->id))));
	TRY(db_exec(c->db, NULL,
		"UPDATE orders SET picking = EXISTS (SELECT 1 FROM order_line WHERE order_id = ? AND picked + missing > 0) WHERE id = ?",
		ARGS(ID(p->order), ID(p->order))));
	p->out = *l;
	return audit_add(c, "order.picked", "order", p->order.v, json_keep(c->arena, json_pack("{s:I, s:I, s:I}",
		"line", (json_int_t)l->line_no, "picked", (json_int_t)l->picked, "missing", (json_int_t)l->missing)));
}

/* ---- by hand ---- */

static struct error *wrong_quantity(struct ctx *c)
{
	return error_text(error_field(ERR(c->arena, INVALID, "pick.quantity"), "quantity"),
		N_("Not more than was ordered, and whole pieces of what is sold by the piece."), NULL);
}

static struct error *set_line(struct db *db, void *arg)
{
	struct pick *p = arg;
	struct order o;

	(void)db;
	TRY(begin(p, &o));
	for (size_t i = 0; i < o.count; i++) {
		struct order_line l = o.lines[i];

		if (l.id.v != p->line.v)
			continue;
		if (p->picked < 0) {
			l.missing = l.quantity - l.picked;
			return write_line(p, &l);
		}
		if (p->picked > l.quantity || (strcmp(l.unit, "piece") == 0 && p->picked % 1000))
			return wrong_quantity(p->c);
		l.picked = p->picked;
		l.missing = 0;
		return write_line(p, &l);
	}
	return error_text(ERR(p->c->arena, NOT_FOUND, "order.line"), N_("This line is not in the order."), NULL);
}

static struct error *need_pick(struct ctx *c, struct order_id id, struct order *o)
{
	TRY(ctx_need(c, MAY_ORDER_PICK));
	return order_for_staff(c, id, o);
}

struct error *order_pick(struct ctx *c, struct order_id order, struct order_line_id line, int64_t picked)
{
	struct pick p = { .c = c, .order = order, .line = line, .picked = picked };
	struct order o;

	TRY(need_pick(c, order, &o));
	return picked < 0 ? wrong_quantity(c) : db_tx(c->db, set_line, &p);
}

struct error *order_pick_missing(struct ctx *c, struct order_id order, struct order_line_id line)
{
	struct pick p = { .c = c, .order = order, .line = line, .picked = -1 };
	struct order o;

	TRY(need_pick(c, order, &o));
	return db_tx(c->db, set_line, &p);
}

/* ---- by scanner ---- */

static struct error *refused(struct pick *p, const char *code, const char *sentence, const char *name)
{
	return error_text(error_field(ERR(p->c->arena, CONFLICT, code), "code"), sentence, "name", name, NULL);
}

/* What scales cut a little too much of is what was ordered. */
static int64_t room_for(const struct order_line *l, const struct item_card *card)
{
	int64_t left = l->quantity - l->picked;

	return card->measured && card->pack_quantity > left && card->pack_quantity - left <= l->quantity / 10 ? left : card->pack_quantity;
}

static struct error *scan(struct db *db, void *arg)
{
	struct pick *p = arg;
	const char *name = order_line_name(p->c->arena, p->card);
	bool ordered = false;
	struct order o;

	(void)db;
	TRY(begin(p, &o));
	for (size_t i = 0; i < o.count; i++) {
		struct order_line l = o.lines[i];

		if (l.variant.v != p->card->variant.v)
			continue;
		if (strcmp(l.unit, "piece") && !p->card->measured)
			return refused(p, "pick.weigh", N_("{name} is sold by weight: type what the scale says at its line."), name);
		ordered = true;
		if (l.picked == l.quantity || l.picked + room_for(&l, p->card) > l.quantity)
			continue;
		l.picked += room_for(&l, p->card);
		if (l.missing > l.quantity - l.picked)
			l.missing = l.quantity - l.picked;
		TRY(key_put(p->c, p->actor, "pick", p->uuid, p->hash, p->order));
		return write_line(p, &l);
	}
	if (ordered)
		return refused(p, "pick.over", N_("{name}: no more of it was ordered. Put it back."), name);
	return refused(p, "pick.wrong", N_("{name} is not in this order. Put it back."), name);
}

static struct error *line_now(struct pick *p, struct order_id order, struct order_line *out)
{
	struct order o;

	TRY(order_by_id(p->c, order, &o));
	for (size_t i = 0; i < o.count; i++)
		if (o.lines[i].variant.v == p->card->variant.v)
			*out = o.lines[i];
	return NULL;
}

static struct error *scanned_before(struct pick *p, bool *found, struct order_line *out)
{
	struct order_id order;

	TRY(key_find(p->c, p->actor, "pick", p->uuid, p->hash, found, &order));
	return *found ? line_now(p, order, out) : NULL;
}

struct error *order_pick_scan(struct ctx *c, struct order_id order, const char *uuid, const char *code, struct order_line *out)
{
	struct pick p = { .c = c, .order = order, .uuid = uuid };
	const struct shop *shop;
	struct item_card card;
	struct order o;
	struct error *e;
	bool found;

	TRY(need_pick(c, order, &o));
	TRY(shop_get(c, &shop));
	if (!shop_branch(shop, o.branch))
		return moved_on(c);
	e = item_scan(c, c->actor.lang ? c->actor.lang : o.lang, shop_branch(shop, o.branch), code, &card);
	if (e && e->kind == NOT_FOUND) {
		e->kind = INVALID;
		return error_field(e, "code");
	}
	TRY(e);
	p.card = &card;
	p.actor = arena_printf(c->arena, "order:%lld", (long long)order.v);
	sha256(p.hash, code, strlen(code));
	TRY(scanned_before(&p, &found, out));
	if (found)
		return NULL;
	e = db_tx(c->db, scan, &p);
	if (!e)
		*out = p.out;
	/* A twin was faster, or nobody knows whether the COMMIT arrived: the key tells. */
	if (e && (e->kind == UNCERTAIN || strcmp(e->code, "db.duplicate") == 0)) {
		TRY(scanned_before(&p, &found, out));
		return found ? NULL : e;
	}
	return e;
}

/* ---- whole ---- */

struct error *order_pick_rest(struct ctx *c, struct order_id order)
{
	int64_t missing;

	TRY(db_whole(c->db, &missing, 0, "SELECT COUNT(*) FROM order_line WHERE order_id = ? AND missing > 0", ARGS(ID(order))));
	if (missing)
		return error_text(ERR(c->arena, CONFLICT, "order.missing"),
			N_("Something in this order could not be found. Find it, or write to the customer."), NULL);
	TRY(db_exec(c->db, NULL, "UPDATE order_line SET picked = quantity WHERE order_id = ? AND quantity > 0", ARGS(ID(order))));
	return db_exec(c->db, NULL, "UPDATE orders SET picking = 0 WHERE id = ?", ARGS(ID(order)));
}
