/* stock_receive.c: what a delivery brings, and whom it was promised to. */
#include "base/json.h"
#include "shop/audit.h"
#include "shop/stock_internal.h"

static struct error *move(struct ctx *c, struct location_id location, const struct stock_arrival *a, const char *reason, const char *note)
{
	return db_exec(c->db, NULL,
		"INSERT INTO ledger.stock_move (location_id, variant_id, quantity, reason, goods_receipt_line_id, staff_id, note, moved_at) "
		"VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		ARGS(ID(location), ID(a->variant), I(a->quantity), T(reason), ID(a->line), ID_OR_NULL(c->actor.staff), T(note), AT(c->now)));
}

struct error *stock_receive(struct ctx *c, struct location_id location, const struct stock_arrival *arrivals, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct stock_arrival *a = &arrivals[i];

		TRY(db_exec(c->db, NULL,
			"INSERT INTO stock_level (location_id, variant_id, on_hand, reserved, floor, policy) VALUES (?, ?, ?, 0, 0, 'warn') "
			"ON DUPLICATE KEY UPDATE on_hand = on_hand + VALUES(on_hand)",
			ARGS(ID(location), ID(a->variant), I(a->quantity))));
		TRY(move(c, location, a, "receipt", NULL));
		TRY(stock_fill_short(c, location, a->variant));
	}
	return NULL;
}

struct error *stock_receive_mend(struct ctx *c, struct location_id location, const struct stock_arrival *d, const char *note)
{
	TRY(db_exec(c->db, NULL, "UPDATE stock_level SET on_hand = on_hand + ? WHERE variant_id = ? AND location_id = ?",
		ARGS(I(d->quantity), ID(d->variant), ID(location))));
	TRY(move(c, location, d, "correction", note));
	if (d->quantity > 0)
		TRY(stock_fill_short(c, location, d->variant));
	else
		TRY(stock_promises_short(c, location, d->variant));
	return audit_add(c, "stock.corrected", "variant", d->variant.v, json_keep(c->arena,
		json_pack("{s:I, s:I, s:I}", "location", (json_int_t)location.v, "difference", (json_int_t)d->quantity,
			"delivery_line", (json_int_t)d->line.v)));
}

/* ---- whom it was promised to ---- */

struct short_hold {
	int64_t id;
	struct order_id order;
	int64_t missing;
};
static const struct db_column short_columns[] = {
	DB_COL(struct short_hold, id, INT), DB_COL(struct short_hold, order, INT), DB_COL(struct short_hold, missing, INT),
};
static const struct db_row short_row = DB_ROW(struct short_hold, short_columns);

/* What a row lost is known for good, and what came of it; one that is whole is settled. */
static struct error *fill_shortfalls(struct ctx *c, struct order_id order, struct location_id location, struct variant_id variant, int64_t quantity)
{
	struct short_hold *rows;
	size_t n;

	TRY(db_all(c->db, &short_row, &rows, &n,
		"SELECT id, short_order_id, quantity - filled FROM shortfall WHERE short_order_id = ? AND location_id = ? AND variant_id = ? "
		"AND filled < quantity ORDER BY id FOR UPDATE",
		ARGS(ID(order), ID(location), ID(variant))));
	for (size_t i = 0; i < n && quantity > 0; i++) {
		int64_t part = rows[i].missing < quantity ? rows[i].missing : quantity;

		TRY(db_exec(c->db, NULL,
			"UPDATE shortfall SET filled = filled + ?, settled_at = IF(?, COALESCE(settled_at, ?), settled_at) WHERE id = ?",
			ARGS(I(part), I(part == rows[i].missing), AT(c->now), I(rows[i].id))));
		quantity -= part;
	}
	return NULL;
}

/* Shortages that what lies there covers now. */
static struct error *covered(struct ctx *c, struct location_id location, struct variant_id variant, int64_t *out)
{
	int64_t known, missing;

	*out = 0;
	TRY(db_whole(c->db, &known, 0,
		"SELECT SUM(short) FROM stock_hold WHERE variant_id = ? AND location_id = ? AND state = 'live' AND order_id IS NOT NULL",
		ARGS(ID(variant), ID(location))));
	if (!known)
		return NULL;
	TRY(db_whole(c->db, &missing, 0, "SELECT floor - (on_hand - reserved) FROM stock_level WHERE variant_id = ? AND location_id = ?",
		ARGS(ID(variant), ID(location))));
	*out = missing > 0 ? known - missing : known;
	return NULL;
}

/* An order that somebody has locked is being handed over or let go: see stock_leave_short(). */
struct error *stock_fill_short(struct ctx *c, struct location_id location, struct variant_id variant)
{
	struct short_hold *holds;
	int64_t quantity;
	size_t n;

	TRY(covered(c, location, variant, &quantity));
	while (quantity > 0) {
		TRY(db_all(c->db, &short_row, &holds, &n,
			"SELECT h.id, h.order_id, h.short FROM stock_hold h JOIN orders o ON o.id = h.order_id "
			"WHERE h.variant_id = ? AND h.location_id = ? AND h.state = 'live' AND h.short > 0 ORDER BY h.id LIMIT 16 FOR UPDATE SKIP LOCKED",
			ARGS(ID(variant), ID(location))));
		if (!n)
			return NULL;
		for (size_t i = 0; i < n && quantity > 0; i++) {
			int64_t part = holds[i].missing < quantity ? holds[i].missing : quantity;

			TRY(db_exec(c->db, NULL, "UPDATE stock_hold SET short = short - ? WHERE id = ?", ARGS(I(part), I(holds[i].id))));
			TRY(fill_shortfalls(c, holds[i].order, location, variant, part));
			quantity -= part;
		}
	}
	return NULL;
}
