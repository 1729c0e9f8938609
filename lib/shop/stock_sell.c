/* stock_sell.c: a paid sale takes its goods, whatever the policy, and what it leaves short; goods that come back. */
#include "shop/scope_sql.h"
#include "shop/stock_internal.h"

/* Marks the holds of the sale (a basket's by uuid, else the order's) spent and adds them to its takes; a variant that
 * was held and is not sold after all becomes a take of nothing. */
static struct error *spend_holds(struct ctx *c, struct order_id order, const char *uuid, struct stock_take **takes, size_t *n)
{
	struct stock_take *all;
	struct stock_held *held;
	size_t count;

	if (uuid)
		TRY(db_all(c->db, &stock_held_row, &held, &count,
			"SELECT location_id, variant_id, quantity FROM stock_hold FORCE INDEX (sale) WHERE uuid = ? AND state = 'live' FOR UPDATE", ARGS(T(uuid))));
	else
		TRY(db_all(c->db, &stock_held_row, &held, &count,
			"SELECT location_id, variant_id, quantity FROM stock_hold FORCE INDEX (order_of) WHERE order_id = ? AND state = 'live' FOR UPDATE", ARGS(ID(order))));
	if (count == 0)
		return NULL;
	if (uuid)
		TRY(db_exec(c->db, NULL, "UPDATE stock_hold FORCE INDEX (sale) SET state = 'spent' WHERE uuid = ? AND state = 'live'", ARGS(T(uuid))));
	else
		TRY(db_exec(c->db, NULL, "UPDATE stock_hold FORCE INDEX (order_of) SET state = 'spent' WHERE order_id = ? AND state = 'live'", ARGS(ID(order))));
	all = ARENA_ARRAY(c->arena, *n + count, struct stock_take);
	memcpy(all, *takes, *n * sizeof *all);
	for (size_t i = 0; i < count; i++) {
		size_t at = 0;

		while (at < *n && all[at].variant.v < held[i].variant.v)
			at++;
		if (at == *n || all[at].variant.v != held[i].variant.v) {
			memmove(&all[at + 1], &all[at], ((*n)++ - at) * sizeof *all);
			all[at] = (struct stock_take){ .variant = held[i].variant };
		}
		all[at].held += held[i].quantity;
	}
	*takes = all;
	return NULL;
}

static struct error *take(struct ctx *c, struct location_id location, const struct stock_take *t)
{
	int64_t changed;

	TRY(db_exec(c->db, &changed,
		"UPDATE stock_level SET on_hand = on_hand - ?, reserved = reserved - ? WHERE variant_id = ? AND location_id = ?",
		ARGS(I(t->quantity), I(t->held), ID(t->variant), ID(location))));
	if (changed)
		return NULL;
	return db_exec(c->db, NULL,
		"INSERT INTO stock_level (location_id, variant_id, on_hand, reserved, floor, policy) VALUES (?, ?, ?, 0, 0, 'uncounted') "
		"ON DUPLICATE KEY UPDATE on_hand = on_hand + VALUES(on_hand)",
		ARGS(ID(location), ID(t->variant), I(-t->quantity)));
}

/* sign -1: they leave; 1: they come. */
static struct error *moves(struct ctx *c, struct location_id location, const char *reason, int sign, const struct stock_need *needs, size_t n)
{
	for (size_t i = 0; i < n; i++)
		TRY(db_exec(c->db, NULL,
			"INSERT INTO ledger.stock_move (location_id, variant_id, quantity, reason, order_line_id, staff_id, moved_at) "
			"VALUES (?, ?, ?, ?, ?, ?, ?)",
			ARGS(ID(location), ID(needs[i].variant), I(sign * needs[i].quantity), T(reason), ID(needs[i].order_line),
				ID_OR_NULL(c->actor.staff), AT(c->now))));
	return NULL;
}

/* ---- what it leaves short ---- */

struct short_level {
	struct variant_id variant;
	int64_t missing;
};
static const struct db_column short_columns[] = {
	DB_COL(struct short_level, variant, INT), DB_COL(struct short_level, missing, INT),
};
static const struct db_row short_row = DB_ROW(struct short_level, short_columns);

struct hold_left {
	int64_t id;
	struct order_id order;
	int64_t left;
};
static const struct db_column left_columns[] = {
	DB_COL(struct hold_left, id, INT), DB_COL(struct hold_left, order, INT), DB_COL(struct hold_left, left, INT),
};
static const struct db_row left_row = DB_ROW(struct hold_left, left_columns);

static struct error *shortfall_add(struct ctx *c, struct order_id sale, struct order_id from, struct location_id location,
	struct variant_id variant, int64_t quantity)
{
	return db_exec(c->db, NULL,
		"INSERT INTO shortfall (sale_order_id, short_order_id, location_id, variant_id, quantity, created_at) VALUES (?, ?, ?, ?, ?, ?)",
		ARGS(ID_OR_NULL(sale), ID_OR_NULL(from), ID(location), ID(variant), I(quantity), AT(c->now)));
}

/* The newest holds bear it first; what no hold bears was sold below zero. An
 * order that somebody has locked is being handed over or let go, so it will not
 * be short: to wait for it would be to wait for who waits for us. */
struct error *stock_leave_short(struct ctx *c, struct order_id sale, struct location_id location, struct variant_id variant, int64_t quantity)
{
	struct hold_left *holds;
	size_t n;

	do {
		TRY(db_all(c->db, &left_row, &holds, &n,
			"SELECT h.id, h.order_id, h.quantity - h.short FROM stock_hold h JOIN orders o ON o.id = h.order_id "
			"WHERE h.variant_id = ? AND h.location_id = ? AND h.state = 'live' AND h.short < h.quantity "
			"ORDER BY h.id DESC LIMIT 16 FOR UPDATE SKIP LOCKED",
			ARGS(ID(variant), ID(location))));
		for (size_t i = 0; i < n && quantity > 0; i++) {
			int64_t part = holds[i].left < quantity ? holds[i].left : quantity;

			TRY(db_exec(c->db, NULL, "UPDATE stock_hold SET short = short + ? WHERE id = ?", ARGS(I(part), I(holds[i].id))));
			TRY(shortfall_add(c, sale, holds[i].order, location, variant, part));
			quantity -= part;
		}
	} while (quantity > 0 && n > 0);
	return quantity > 0 && sale.v ? shortfall_add(c, sale, (struct order_id){ 0 }, location, variant, quantity) : NULL;
}

static struct error *shortfalls(struct ctx *c, struct location_id location, struct order_id order, const struct stock_take *takes, size_t n)
{
	struct short_level *levels;
	size_t count;

	TRY(db_all(c->db, &short_row, &levels, &count,
		"SELECT DISTINCT l.variant_id, l.floor - (l.on_hand - l.reserved) FROM order_line ol "
		"JOIN stock_level l ON l.variant_id = ol.variant_id AND l.location_id = ? "
		"WHERE ol.order_id = ? AND l.policy IN ('warn', 'block') AND l.on_hand - l.reserved < l.floor ORDER BY l.variant_id",
		ARGS(ID(location), ID(order))));
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < n; j++) {
			int64_t beyond = takes[j].quantity - takes[j].held;

			if (takes[j].variant.v != levels[i].variant.v || beyond <= 0)
				continue;
			TRY(stock_leave_short(c, order, location, levels[i].variant,
				beyond < levels[i].missing ? beyond : levels[i].missing));
		}
	return NULL;
}

struct error *stock_sell(struct ctx *c, struct location_id location, struct order_id order, const char *uuid, struct stock_need *needs, size_t n)
{
	struct stock_take *takes;
	size_t count;

	TRY(stock_takes(c, needs, n, &takes, &count));
	TRY(spend_holds(c, order, uuid, &takes, &count));
	for (size_t i = 0; i < count; i++)
		TRY(take(c, location, &takes[i]));
	TRY(moves(c, location, "sale", -1, needs, n));
	return shortfalls(c, location, order, takes, count);
}

/* ---- what comes back ---- */

struct error *stock_return(struct ctx *c, struct location_id location, const struct stock_need *needs, size_t n)
{
	struct stock_take *takes;
	size_t count;

	TRY(stock_takes(c, needs, n, &takes, &count));
	for (size_t i = 0; i < count; i++) {
		takes[i].quantity = -takes[i].quantity;
		TRY(take(c, location, &takes[i]));
	}
	return moves(c, location, "return", 1, needs, n);
}

struct error *stock_damaged_place(struct ctx *c, struct branch_id branch, struct location_id *out)
{
	TRY(db_whole(c->db, &out->v, 0, "SELECT id FROM location WHERE branch_id = ? AND kind = 'damaged' ORDER BY id LIMIT 1", ARGS(ID(branch))));
	return out->v ? NULL : db_insert(c->db, &out->v, "INSERT INTO location (branch_id, kind, name) VALUES (?, 'damaged', 'Damaged')", ARGS(ID(branch)));
}

/* ---- exceptions to settle ---- */

static const struct db_column shortfall_columns[] = {
	DB_COL(struct shortfall, id, INT), DB_COL(struct shortfall, sale, INT), DB_COL(struct shortfall, short_order, INT),
	DB_COL(struct shortfall, sale_code, TEXT), DB_COL(struct shortfall, short_code, TEXT),
	DB_COL(struct shortfall, name, TEXT), DB_COL(struct shortfall, quantity, INT), DB_COL(struct shortfall, created_at, TIME),
};
static const struct db_row shortfall_row = DB_ROW(struct shortfall, shortfall_columns);

struct error *shortfall_open(struct ctx *c, struct branch_id branch, struct shortfall **out, size_t *n)
{
	TRY(ctx_need(c, MAY_ORDER_VIEW));
	return db_all(c->db, &shortfall_row, out, n,
		"SELECT s.id, COALESCE(s.sale_order_id, 0), COALESCE(s.short_order_id, 0), o.code, w.code, "
		"(SELECT MIN(ol.name) FROM order_line ol WHERE ol.order_id IN (o.id, w.id) AND ol.variant_id = s.variant_id), s.quantity - s.filled, s.created_at "
		"FROM shortfall s JOIN location l ON l.id = s.location_id "
		"LEFT JOIN orders o ON o.id = s.sale_order_id LEFT JOIN orders w ON w.id = s.short_order_id "
		"WHERE s.settled_at IS NULL AND (? = 0 OR l.branch_id = ?) "
		"AND " IN_SCOPE_SQL("l.branch_id") " ORDER BY s.id LIMIT 500",
		ARGS(ID(branch), ID(branch), IN_SCOPE(c)));
}

struct settle {
	struct ctx *c;
	int64_t id;
};

static struct error *settle(struct db *db, void *arg)
{
	struct settle *x = arg;
	int64_t changed;

	TRY(db_exec(db, &changed, "UPDATE shortfall SET settled_at = ?, settled_by = ? WHERE id = ? AND settled_at IS NULL "
		"AND location_id IN (SELECT l.id FROM location l WHERE " IN_SCOPE_SQL("l.branch_id") ")",
		ARGS(AT(x->c->now), ID_OR_NULL(x->c->actor.staff), I(x->id), IN_SCOPE(x->c))));
	return changed ? NULL : ERR(x->c->arena, NOT_FOUND, "shortfall.none");
}

struct error *shortfall_settle(struct ctx *c, int64_t id)
{
	struct settle x = { .c = c, .id = id };

	TRY(ctx_need(c, MAY_SHORTFALL_SETTLE));
	return db_tx(c->db, settle, &x);
}
