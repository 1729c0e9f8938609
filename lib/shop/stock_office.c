/* stock_office.c: stock as the office sees and corrects it: place by place. */
#include "base/num.h"
#include "shop/scope_sql.h"
#include "shop/stock.h"

struct place_row {
	struct stock_place place;
	const char *policy;
};

static const struct db_column place_columns[] = {
	DB_COL(struct place_row, place.branch, INT), DB_COL(struct place_row, place.kind, TEXT),
	DB_COL(struct place_row, place.name, TEXT), DB_COL(struct place_row, place.level.location, INT),
	DB_COL(struct place_row, place.level.on_hand, INT), DB_COL(struct place_row, place.level.reserved, INT),
	DB_COL(struct place_row, place.level.floor, INT), DB_COL(struct place_row, place.level.carried, BOOL), DB_COL(struct place_row, policy, TEXT),
};
static const struct db_row place_row = DB_ROW(struct place_row, place_columns);

struct error *stock_places(struct ctx *c, struct variant_id variant, struct stock_place **out, size_t *n)
{
	struct stock_place *places;
	struct place_row *rows;

	TRY(db_all(c->db, &place_row, &rows, n,
		"SELECT l.branch_id, l.kind, l.name, l.id, s.on_hand, s.reserved, s.floor, s.variant_id IS NOT NULL, COALESCE(s.policy, 'uncounted') "
		"FROM location l JOIN branch b ON b.id = l.branch_id AND b.archived_at IS NULL "
		"LEFT JOIN stock_level s ON s.location_id = l.id AND s.variant_id = ? "
		"WHERE " IN_SCOPE_SQL("l.branch_id") " ORDER BY l.branch_id, l.id",
		ARGS(ID(variant), IN_SCOPE(c))));
	places = ARENA_ARRAY(c->arena, *n, struct stock_place);
	for (size_t i = 0; i < *n; i++) {
		places[i] = rows[i].place;
		places[i].level.variant = variant;
		stock_policy_parse(rows[i].policy, &places[i].level.policy);
	}
	*out = places;
	return NULL;
}

struct adjusting {
	struct ctx *c;
	const struct stock_adjustment *in;
};

static struct error *adjust(struct db *db, void *arg)
{
	const struct adjusting *x = arg;
	const struct stock_adjustment *in = x->in;

	(void)db;
	if (in->policy)
		TRY(stock_set_policy(x->c, in->location, in->variant, in->policy));
	if (in->counting)
		TRY(stock_correct(x->c, in->location, in->variant, in->counted, in->note));
	return NULL;
}

static struct error *check_place(struct ctx *c, struct location_id location)
{
	struct branch_id branch;

	TRY(db_whole(c->db, &branch.v, 0, "SELECT branch_id FROM location WHERE id = ?", ARGS(ID(location))));
	if (!branch.v)
		return ERR(c->arena, NOT_FOUND, "location.none");
	return ctx_need_branch(c, branch);
}

/* Half a jar is a slip of the finger. */
static struct error *check_count(struct ctx *c, const struct stock_adjustment *in)
{
	int64_t known, pieces;

	TRY(db_whole(c->db, &known, 0, "SELECT id FROM variant WHERE id = ? AND archived_at IS NULL", ARGS(ID(in->variant))));
	if (!known)
		return ERR(c->arena, NOT_FOUND, "item.none");
	TRY(db_whole(c->db, &pieces, 0,
		"SELECT i.unit = 'piece' FROM item i JOIN variant v ON v.item_id = i.id WHERE v.id = ?", ARGS(ID(in->variant))));
	if (in->counting && pieces && in->counted % QUANTITY_ONE)
		return error_text(error_field(ERR(c->arena, INVALID, "stock.whole"), "counted"),
			N_("This is counted by the piece."), NULL);
	return NULL;
}

struct error *stock_adjust(struct ctx *c, const struct stock_adjustment *in)
{
	struct adjusting x = { c, in };

	TRY(ctx_need(c, MAY_STOCK_ADJUST));
	TRY(check_place(c, in->location));
	TRY(check_count(c, in));
	return db_tx(c->db, adjust, &x);
}
