/* order_board.c: the board. Each branch and column is one range of the key
 * `board` in its own order, so that ten thousand orders that wait cost no more
 * than the sixty that are shown. */
#include "shop/order_board.h"

#include <stdlib.h>

/* An order done today was promised in these days: it is the range of the key, not the answer. */
#define DONE_RANGE (40 * DAY)

#define CARD_COLUMNS \
	"o.id, o.code, cu.name, o.branch_id, o.total, o.paid, o.promised_at, o.done_at, " \
	"(SELECT COUNT(*) FROM order_line l WHERE l.order_id = o.id), " \
	"(SELECT COUNT(*) FROM order_line l WHERE l.order_id = o.id AND l.picked = l.quantity), " \
	"(SELECT COUNT(*) FROM order_line l WHERE l.order_id = o.id AND l.missing > 0), " \
	"(SELECT COUNT(*) FROM order_message m WHERE m.order_id = o.id AND m.kind = 'from_customer' AND m.read_at IS NULL) " \
	"FROM orders o LEFT JOIN customer cu ON cu.id = o.customer_id "

static const struct db_column card_columns[] = {
	DB_COL(struct board_card, id, INT), DB_COL(struct board_card, code, TEXT), DB_COL(struct board_card, customer_name, TEXT),
	DB_COL(struct board_card, branch, INT), DB_COL(struct board_card, total, INT), DB_COL(struct board_card, paid, INT),
	DB_COL(struct board_card, promised_at, TIME), DB_COL(struct board_card, done_at, TIME),
	DB_COL(struct board_card, lines, INT), DB_COL(struct board_card, lines_picked, INT),
	DB_COL(struct board_card, lines_missing, INT), DB_COL(struct board_card, unread, INT),
};
static const struct db_row card_row = DB_ROW(struct board_card, card_columns);

/* ---- one branch ---- */

static instant day_begins(const struct ctx *c, const struct branch *b)
{
	struct civil t = { .hour = (int)(b->day_ends / 60), .minute = (int)(b->day_ends % 60) };

	date_to_civil(business_date(b->zone, (int)b->day_ends, c->now), &t.year, &t.month, &t.day);
	return zone_instant(b->zone, &t);
}

static struct error *open_cards(struct ctx *c, const struct branch *b, enum board_column column, struct board_card **out, size_t *n)
{
	return db_all(c->db, &card_row, out, n,
		"SELECT " CARD_COLUMNS "WHERE o.branch_id = ? AND o.stage = ? AND o.picking = ? ORDER BY o.promised_at, o.id LIMIT ?",
		ARGS(ID(b->id), T(column == BOARD_READY ? "ready" : "placed"), I(column == BOARD_PICKING), I(BOARD_CARDS)));
}

static struct error *done_cards(struct ctx *c, const struct branch *b, struct board_card **out, size_t *n)
{
	return db_all(c->db, &card_row, out, n,
		"SELECT " CARD_COLUMNS "WHERE o.branch_id = ? AND o.stage = 'done' AND o.picking = 0 AND o.promised_at >= ? AND o.done_at >= ? "
		"ORDER BY o.done_at DESC, o.id DESC LIMIT ?",
		ARGS(ID(b->id), AT(c->now - DONE_RANGE), AT(day_begins(c, b)), I(BOARD_CARDS)));
}

static struct error *count(struct ctx *c, const struct branch *b, enum board_column column, int64_t *all, int64_t *late)
{
	int64_t n;

	*late = 0;
	if (column == BOARD_DONE)
		return db_whole(c->db, all, 0,
			"SELECT COUNT(*) FROM orders WHERE branch_id = ? AND stage = 'done' AND picking = 0 AND promised_at >= ? AND done_at >= ?",
			ARGS(ID(b->id), AT(c->now - DONE_RANGE), AT(day_begins(c, b))));
	TRY(db_whole(c->db, all, 0, "SELECT COUNT(*) FROM orders WHERE branch_id = ? AND stage = ? AND picking = ?",
		ARGS(ID(b->id), T(column == BOARD_READY ? "ready" : "placed"), I(column == BOARD_PICKING))));
	if (column == BOARD_READY)
		return NULL;
	TRY(db_whole(c->db, &n, 0, "SELECT COUNT(*) FROM orders WHERE branch_id = ? AND stage = 'placed' AND picking = ? AND promised_at < ?",
		ARGS(ID(b->id), I(column == BOARD_PICKING), AT(c->now))));
	*late = n;
	return NULL;
}

/* ---- all of them ---- */

static int sooner(const void *a, const void *b)
{
	const struct board_card *x = a, *y = b;

	if (x->promised_at != y->promised_at)
		return x->promised_at < y->promised_at ? -1 : 1;
	return x->id.v < y->id.v ? -1 : x->id.v > y->id.v;
}

static int newer(const void *a, const void *b)
{
	const struct board_card *x = a, *y = b;

	return x->done_at > y->done_at ? -1 : x->done_at < y->done_at;
}

static struct error *add_branch(struct ctx *c, const struct branch *b, struct board *out)
{
	for (enum board_column k = 0; k < BOARD_COLUMNS; k++) {
		struct board_card *cards, *both;
		int64_t all, late;
		size_t n, had = out->columns[k].count;

		TRY(k == BOARD_DONE ? done_cards(c, b, &cards, &n) : open_cards(c, b, k, &cards, &n));
		TRY(count(c, b, k, &all, &late));
		both = ARENA_ARRAY(c->arena, had + n, struct board_card);
		for (size_t i = 0; i < had + n; i++)
			both[i] = i < had ? out->columns[k].cards[i] : cards[i - had];
		out->columns[k].cards = both;
		out->columns[k].count = had + n;
		out->columns[k].all += all;
		out->columns[k].late += late;
	}
	return NULL;
}

struct error *order_board(struct ctx *c, struct branch_id branch, struct board *out)
{
	const struct shop *shop;

	*out = (struct board){ 0 };
	TRY(ctx_need(c, MAY_ORDER_VIEW));
	TRY(shop_get(c, &shop));
	for (size_t i = 0; i < shop->branch_count; i++) {
		const struct branch *b = &shop->branches[i];

		if ((!branch.v || branch.v == b->id.v) && !ctx_need_branch(c, b->id))
			TRY(add_branch(c, b, out));
	}
	for (enum board_column k = 0; k < BOARD_COLUMNS; k++) {
		if (out->columns[k].count > 1)
			qsort(out->columns[k].cards, out->columns[k].count, sizeof(struct board_card), k == BOARD_DONE ? newer : sooner);
		if (out->columns[k].count > BOARD_CARDS)
			out->columns[k].count = BOARD_CARDS;
	}
	return NULL;
}
