/* receiving_line.c: the goods of a delivery: scanned, counted, changed, mended. */
#include "base/bytes.h"
#include "base/num.h"
#include "base/utf8.h"
#include "price/gtin.h"
#include "shop/audit.h"
#include "shop/receiving_internal.h"
#include "shop/scope_sql.h"

/* ---- reading ---- */

static const struct db_column columns[] = {
	DB_COL(struct delivery_line, id, INT), DB_COL(struct delivery_line, uuid, TEXT), DB_COL(struct delivery_line, variant, INT),
	DB_COL(struct delivery_line, name, TEXT), DB_COL(struct delivery_line, unit, TEXT), DB_COL(struct delivery_line, packs, INT),
	DB_COL(struct delivery_line, pack_quantity, INT), DB_COL(struct delivery_line, quantity, INT), DB_COL(struct delivery_line, cost, INT),
	DB_COL(struct delivery_line, amount, INT), DB_COL(struct delivery_line, previous, INT), DB_COL(struct delivery_line, expires_on, DATE),
	DB_COL(struct delivery_line, note, TEXT), DB_COL(struct delivery_line, corrected, INT), DB_COL(struct delivery_line, on_hand, INT),
	DB_COL(struct delivery_line, counted, BOOL), DB_COL(struct delivery_line, box, INT), DB_COL(struct delivery_line, codes, TEXT),
};
static const struct db_row line_row = DB_ROW(struct delivery_line, columns);

struct error *receiving_lines(struct ctx *c, struct goods_receipt_id id, const char *lang, struct delivery_line **out, size_t *n)
{
	TRY(ctx_need(c, MAY_STOCK_RECEIVE));
	return db_all(c->db, &line_row, out, n,
		"SELECT l.id, l.uuid, l.variant_id, " NAME_SQL ", i.unit, l.packs, l.pack_quantity, l.quantity, COALESCE(l.cost, -1), "
		"COALESCE(" AMOUNT_SQL ", 0), "
		"COALESCE((SELECT f.cost FROM goods_receipt_line f JOIN goods_receipt q ON q.id = f.goods_receipt_id "
		"WHERE f.variant_id = l.variant_id AND f.cost IS NOT NULL AND f.removed_at IS NULL AND q.state = 'booked' AND q.id <> r.id "
		"AND (r.booked_at IS NULL OR q.booked_at < r.booked_at) ORDER BY q.booked_at DESC, f.id DESC LIMIT 1), -1), "
		"l.expires_on, l.note, "
		"COALESCE((SELECT SUM(m.quantity) FROM ledger.stock_move m WHERE m.goods_receipt_line_id = l.id AND m.reason = 'correction'), 0), "
		"COALESCE(s.on_hand, 0), COALESCE(s.policy <> 'uncounted', 0), "
		"COALESCE((SELECT MIN(x.pack_quantity) FROM barcode x WHERE x.variant_id = l.variant_id AND x.pack_quantity > 1000), 0), "
		"CONCAT_WS(' ', (SELECT GROUP_CONCAT(y.code SEPARATOR ' ') FROM barcode y WHERE y.variant_id = l.variant_id "
		"AND y.pack_quantity = l.pack_quantity AND y.branch_id IN (0, r.branch_id)), IF(l.pack_quantity = 1000, v.sku, NULL)) "
		"FROM goods_receipt r JOIN goods_receipt_line l ON l.goods_receipt_id = r.id "
		"JOIN variant v ON v.id = l.variant_id JOIN item i ON i.id = v.item_id "
		"LEFT JOIN stock_level s ON s.variant_id = l.variant_id AND s.location_id = r.location_id "
		"WHERE r.id = ? AND l.removed_at IS NULL AND " IN_SCOPE_SQL("r.branch_id") " ORDER BY l.line_no",
		ARGS(T(lang), ID(id), IN_SCOPE(c)));
}

static const struct db_column aside_columns[] = {
	DB_COL(struct delivery_aside, uuid, TEXT), DB_COL(struct delivery_aside, code, TEXT), DB_COL(struct delivery_aside, note, TEXT),
	DB_COL(struct delivery_aside, packs, INT),
};
static const struct db_row aside_row = DB_ROW(struct delivery_aside, aside_columns);

struct error *receiving_asides(struct ctx *c, struct goods_receipt_id id, struct delivery_aside **out, size_t *n)
{
	TRY(ctx_need(c, MAY_STOCK_RECEIVE));
	return db_all(c->db, &aside_row, out, n,
		"SELECT d.uuid, d.code, d.note, d.packs FROM goods_receipt_aside d JOIN goods_receipt r ON r.id = d.goods_receipt_id "
		"WHERE r.id = ? AND d.removed_at IS NULL AND " IN_SCOPE_SQL("r.branch_id") " ORDER BY d.id",
		ARGS(ID(id), IN_SCOPE(c)));
}

/* ---- what fits ---- */

static struct error *refuse(struct ctx *c, const char *field, const char *sentence)
{
	return error_field(error_text(ERR(c->arena, INVALID, "receiving.invalid"), sentence, NULL), field);
}

/* Half a jar is a slip of the finger; half a box of twelve is six. */
static struct error *quantity_of(struct ctx *c, const char *unit, int64_t packs, int64_t pack_quantity, int64_t *out)
{
	if (packs <= 0 || packs > RECEIVING_PACKS_MAX)
		return refuse(c, "packs", N_("Please say how many came."));
	if (pack_quantity <= 0 || pack_quantity > RECEIVING_PACK_MAX)
		return refuse(c, "pack", N_("Please say how many are in a box."));
	if (packs * pack_quantity % QUANTITY_ONE)
		return refuse(c, "packs", N_("Please enter a quantity, such as 1.25."));
	*out = packs * pack_quantity / QUANTITY_ONE;
	if (!strcmp(unit, "piece") && *out % QUANTITY_ONE)
		return refuse(c, "packs", N_("This is counted by the piece."));
	return NULL;
}

struct good {
	struct variant_id variant;
	const char *type, *unit;
	int64_t pack_quantity;
	bool measured;
};

static const struct db_column good_columns[] = {
	DB_COL(struct good, variant, INT), DB_COL(struct good, type, TEXT), DB_COL(struct good, unit, TEXT),
};
static const struct db_row good_row = DB_ROW(struct good, good_columns);

static struct error *good_of(struct ctx *c, struct variant_id variant, struct good *out)
{
	bool found;

	*out = (struct good){ .pack_quantity = QUANTITY_ONE };
	TRY(db_find(c->db, &good_row, out, &found,
		"SELECT v.id, i.type, i.unit FROM variant v JOIN item i ON i.id = v.item_id WHERE v.id = ? AND v.archived_at IS NULL", ARGS(ID(variant))));
	return found ? NULL : ERR(c->arena, NOT_FOUND, "item.none");
}

static struct error *good_scanned(struct ctx *c, const struct locked *d, const char *code, struct good *out)
{
	const struct shop *shop;
	struct item_card card;

	TRY(shop_get(c, &shop));
	if (!shop_branch(shop, d->branch))
		return receiving_closed(c);
	TRY(item_scan(c, shop->company.lang, shop_branch(shop, d->branch), code, &card));
	*out = (struct good){ .variant = card.variant, .type = card.type, .unit = card.unit, .pack_quantity = card.pack_quantity, .measured = card.measured };
	return NULL;
}

static struct error *is_stocked(struct ctx *c, const struct good *g)
{
	static const char *const not[] = { "service", "event", "digital", "gift_card" };

	for (size_t i = 0; i < sizeof(not) / sizeof(not[0]); i++)
		if (!strcmp(g->type, not[i]))
			return refuse(c, "code", N_("Nothing of this lies on a shelf: it has no stock."));
	return NULL;
}

/* ---- a line by its UUID ---- */

struct line {
	int64_t id;
	struct variant_id variant;
	int64_t packs, pack_quantity;
	bool removed;
	const char *unit;
};
static const struct db_column own_columns[] = {
	DB_COL(struct line, id, INT), DB_COL(struct line, variant, INT), DB_COL(struct line, packs, INT),
	DB_COL(struct line, pack_quantity, INT), DB_COL(struct line, removed, BOOL), DB_COL(struct line, unit, TEXT),
};
static const struct db_row own_row = DB_ROW(struct line, own_columns);

static struct error *line_find(struct ctx *c, struct goods_receipt_id id, const char *uuid, struct line *out, bool *found)
{
	return db_find(c->db, &own_row, out, found,
		"SELECT l.id, l.variant_id, l.packs, l.pack_quantity, l.removed_at IS NOT NULL, i.unit FROM goods_receipt_line l "
		"JOIN variant v ON v.id = l.variant_id JOIN item i ON i.id = v.item_id WHERE l.goods_receipt_id = ? AND l.uuid = ?",
		ARGS(ID(id), T(uuid)));
}

/* ---- scanning ---- */

struct scanning {
	struct ctx *c;
	struct goods_receipt_id id;
	const struct delivery_scan *in;
	const char *uuid;
	bool there;
};

/* A number that its maker gives out names the goods everywhere, any other here. */
static struct error *learn(struct scanning *x, const struct locked *d, struct variant_id variant)
{
	const struct delivery_scan *in = x->in;
	struct ctx *c = x->c;
	char gtin[GTIN_SIZE];
	bool everywhere = gtin_normalise(in->learn, gtin) && !gtin_in_store(gtin);
	struct error *e;

	TRY(ctx_need(c, MAY_GOODS_EDIT));
	e = item_add_barcode(c, variant, in->learn, everywhere ? (struct branch_id){ 0 } : d->branch, in->learn_pack);
	if (e && e->field)
		e->field = "learn";
	TRY(e);
	TRY(db_exec(c->db, NULL, "UPDATE goods_receipt_aside SET removed_at = ? WHERE goods_receipt_id = ? AND code = ? AND removed_at IS NULL",
		ARGS(AT(c->now), ID(x->id), T(in->learn))));
	return audit_add(c, "barcode.added", "variant", variant.v, NULL);
}

/* As many as were said, of a scale's label so many times what it tells; else as
 * were set aside under the code that is learned now; else one. */
static struct error *packs_said(struct scanning *x, const struct good *g, int64_t *out)
{
	*out = x->in->packs;
	if (*out && g->measured)
		*out = num_mul_div(*out, g->pack_quantity, QUANTITY_ONE, out) ? *out : 0;
	if (*out)
		return NULL;
	if (x->in->learn)
		TRY(db_whole(x->c->db, out, 0,
			"SELECT SUM(packs) FROM goods_receipt_aside WHERE goods_receipt_id = ? AND code = ? AND removed_at IS NULL",
			ARGS(ID(x->id), T(x->in->learn))));
	if (!*out)
		*out = g->measured ? g->pack_quantity : QUANTITY_ONE;
	return NULL;
}

struct named {
	const char *uuid;
};
static const struct db_column named_columns[] = { DB_COL(struct named, uuid, TEXT) };
static const struct db_row named_row = DB_ROW(struct named, named_columns);

/* The same good in the same pack, scanned before. */
static struct error *line_of(struct scanning *x, const struct good *g)
{
	struct named same;

	if (x->in->packs || x->in->learn || g->measured)
		return NULL;
	TRY(db_find(x->c->db, &named_row, &same, &x->there,
		"SELECT uuid FROM goods_receipt_line WHERE goods_receipt_id = ? AND variant_id = ? "
		"AND pack_quantity = ? AND removed_at IS NULL ORDER BY line_no DESC LIMIT 1",
		ARGS(ID(x->id), ID(g->variant), I(g->pack_quantity))));
	if (x->there)
		x->uuid = same.uuid;
	return NULL;
}

static struct error *line_add(struct scanning *x, const struct locked *d)
{
	const struct delivery_scan *in = x->in;
	int64_t packs, pack, quantity, last;
	struct ctx *c = x->c;
	struct good g;

	if (in->variant.v)
		TRY(good_of(c, in->variant, &g));
	else
		TRY(good_scanned(c, d, in->code, &g));
	TRY(is_stocked(c, &g));
	TRY(line_of(x, &g));
	if (x->there)
		return NULL;
	TRY(packs_said(x, &g, &packs));
	if (in->learn) {
		g.pack_quantity = in->learn_pack;
		TRY(learn(x, d, g.variant));
	}
	pack = g.measured ? QUANTITY_ONE : g.pack_quantity;
	TRY(quantity_of(c, g.unit, packs, pack, &quantity));
	TRY(db_whole(c->db, &last, 0, "SELECT MAX(line_no) FROM goods_receipt_line WHERE goods_receipt_id = ?", ARGS(ID(x->id))));
	return db_exec(c->db, NULL,
		"INSERT INTO goods_receipt_line (goods_receipt_id, line_no, variant_id, packs, pack_quantity, quantity, uuid) VALUES (?, ?, ?, ?, ?, ?, ?)",
		ARGS(ID(x->id), I(last + 1), ID(g.variant), I(packs), I(pack), I(quantity), T(in->uuid)));
}

static struct error *line_count(struct scanning *x, const struct line *line)
{
	int64_t quantity;

	if (x->in->variant.v && x->in->variant.v != line->variant.v)
		return error_text(ERR(x->c->arena, CONFLICT, "key.reused"),
			N_("This was sent before with other content. Please start again."), NULL);
	if (!x->in->packs)
		return NULL;
	TRY(quantity_of(x->c, line->unit, x->in->packs, line->pack_quantity, &quantity));
	return db_exec(x->c->db, NULL, "UPDATE goods_receipt_line SET packs = ?, quantity = ?, removed_at = NULL WHERE id = ?",
		ARGS(I(x->in->packs), I(quantity), I(line->id)));
}

static struct error *scan(struct db *db, void *arg)
{
	struct scanning *x = arg;
	struct locked d;
	struct line line;
	bool found;

	(void)db;
	x->uuid = x->in->uuid;
	x->there = false;
	TRY(receiving_lock_open(x->c, x->id, &d));
	TRY(line_find(x->c, x->id, x->in->uuid, &line, &found));
	return found ? line_count(x, &line) : line_add(x, &d);
}

struct error *receiving_scan(struct ctx *c, struct goods_receipt_id id, const struct delivery_scan *in, const char **uuid, bool *there)
{
	struct scanning x = { .c = c, .id = id, .in = in };

	if (!uuid_valid(in->uuid) || (!in->variant.v && !in->code))
		return refuse(c, "code", N_("Please scan or type a code."));
	TRY(receiving_tx(c, scan, &x));
	*uuid = x.uuid;
	*there = x.there;
	return NULL;
}

/* ---- changing ---- */

struct changing {
	struct ctx *c;
	struct goods_receipt_id id;
	const struct delivery_change *in;
};

static struct error *no_line(struct ctx *c)
{
	return error_text(ERR(c->arena, NOT_FOUND, "receiving.no_line"), N_("This line is not in the delivery."), NULL);
}

/* Sums of what is booked must fit. */
static struct error *cost_fits(struct ctx *c, int64_t cost, int64_t quantity)
{
	int64_t amount;

	if (cost == COST_NONE)
		return NULL;
	if (cost < 0 || cost > NUM_MAX || !num_mul_div(cost, quantity, PRICE_PER_MINOR * QUANTITY_ONE, &amount) || amount > NUM_MAX)
		return refuse(c, "cost", N_("Please enter an amount, such as 12.50."));
	return NULL;
}

static struct error *change(struct db *db, void *arg)
{
	const struct changing *x = arg;
	const struct delivery_change *in = x->in;
	struct ctx *c = x->c;
	struct locked d;
	struct line line;
	int64_t quantity;
	bool found;

	TRY(receiving_lock_open(c, x->id, &d));
	TRY(line_find(c, x->id, in->uuid, &line, &found));
	if (!found || line.removed)
		return no_line(c);
	TRY(quantity_of(c, line.unit, in->packs, in->pack_quantity, &quantity));
	TRY(cost_fits(c, in->cost, quantity));
	if (in->note && utf8_length(in->note) > 200)
		return refuse(c, "note", N_("This is not a valid value."));
	return db_exec(db, NULL,
		"UPDATE goods_receipt_line SET packs = ?, pack_quantity = ?, quantity = ?, cost = ?, expires_on = ?, note = ? WHERE id = ?",
		ARGS(I(in->packs), I(in->pack_quantity), I(quantity), in->cost == COST_NONE ? NONE : I(in->cost), ON(in->expires_on),
			T(in->note && *in->note ? in->note : NULL), I(line.id)));
}

struct error *receiving_change(struct ctx *c, struct goods_receipt_id id, const struct delivery_change *in)
{
	struct changing x = { c, id, in };

	return receiving_tx(c, change, &x);
}

struct removing {
	struct ctx *c;
	struct goods_receipt_id id;
	const char *uuid;
};

static struct error *remove_line(struct db *db, void *arg)
{
	const struct removing *x = arg;
	struct locked d;
	int64_t changed;

	TRY(receiving_lock_open(x->c, x->id, &d));
	TRY(db_exec(db, &changed, "UPDATE goods_receipt_line SET removed_at = COALESCE(removed_at, ?) WHERE goods_receipt_id = ? AND uuid = ?",
		ARGS(AT(x->c->now), ID(x->id), T(x->uuid))));
	return changed ? NULL : no_line(x->c);
}

struct error *receiving_remove(struct ctx *c, struct goods_receipt_id id, const char *uuid)
{
	struct removing x = { c, id, uuid };

	return receiving_tx(c, remove_line, &x);
}

struct setting_aside {
	struct ctx *c;
	struct goods_receipt_id id;
	const struct delivery_aside *in;
};

static struct error *set_aside(struct db *db, void *arg)
{
	const struct setting_aside *x = arg;
	const struct delivery_aside *in = x->in;
	struct locked d;

	TRY(receiving_lock_open(x->c, x->id, &d));
	if (!in->packs)
		return db_exec(db, NULL, "UPDATE goods_receipt_aside SET removed_at = ? WHERE goods_receipt_id = ? AND uuid = ?",
			ARGS(AT(x->c->now), ID(x->id), T(in->uuid)));
	return db_exec(db, NULL,
		"INSERT INTO goods_receipt_aside (goods_receipt_id, code, packs, note, uuid) VALUES (?, ?, ?, ?, ?) "
		"ON DUPLICATE KEY UPDATE packs = VALUES(packs), note = VALUES(note)",
		ARGS(ID(x->id), T(in->code), I(in->packs), T(in->note && *in->note ? in->note : NULL), T(in->uuid)));
}

struct error *receiving_aside(struct ctx *c, struct goods_receipt_id id, const struct delivery_aside *in)
{
	struct setting_aside x = { c, id, in };

	if (!uuid_valid(in->uuid))
		return ERR(c->arena, INVALID, "receiving.uuid");
	if (in->packs && (!in->code || !*in->code || utf8_length(in->code) > 64))
		return refuse(c, "code", N_("A code has up to 64 letters and digits."));
	if (in->packs < 0 || in->packs > RECEIVING_PACKS_MAX)
		return refuse(c, "packs", N_("Please say how many came."));
	return receiving_tx(c, set_aside, &x);
}

/* ---- after booking ---- */

struct mending {
	struct ctx *c;
	struct goods_receipt_id id;
	struct goods_receipt_line_id line;
	int64_t came;
	const char *note;
};

struct booked_line {
	struct variant_id variant;
	const char *unit;
	int64_t stands;			/* booked and corrected so far */
};
static const struct db_column booked_columns[] = {
	DB_COL(struct booked_line, variant, INT), DB_COL(struct booked_line, unit, TEXT), DB_COL(struct booked_line, stands, INT),
};
static const struct db_row booked_row = DB_ROW(struct booked_line, booked_columns);

static struct error *mend(struct db *db, void *arg)
{
	const struct mending *x = arg;
	struct stock_arrival difference;
	struct booked_line line;
	struct ctx *c = x->c;
	struct locked d;
	bool found;

	TRY(receiving_lock(c, x->id, &d));
	TRY(db_find(db, &booked_row, &line, &found,
		"SELECT l.variant_id, i.unit, (SELECT SUM(m.quantity) FROM ledger.stock_move m WHERE m.goods_receipt_line_id = l.id) "
		"FROM goods_receipt_line l JOIN variant v ON v.id = l.variant_id JOIN item i ON i.id = v.item_id "
		"WHERE l.id = ? AND l.goods_receipt_id = ? AND l.removed_at IS NULL", ARGS(ID(x->line), ID(x->id))));
	if (!found || d.state != DELIVERY_BOOKED)
		return no_line(c);
	if (!strcmp(line.unit, "piece") && x->came % QUANTITY_ONE)
		return refuse(c, "came", N_("This is counted by the piece."));
	if (x->came == line.stands)
		return NULL;
	difference = (struct stock_arrival){ line.variant, x->came - line.stands, x->line };
	return stock_receive_mend(c, d.location, &difference, x->note);
}

struct error *receiving_mend(struct ctx *c, struct goods_receipt_id id, struct goods_receipt_line_id line, int64_t came, const char *note)
{
	struct mending x = { c, id, line, came, note };

	TRY(ctx_need(c, MAY_STOCK_ADJUST));
	if (came < 0 || came > RECEIVING_PACKS_MAX * (RECEIVING_PACK_MAX / QUANTITY_ONE))
		return refuse(c, "came", N_("Please say how many came."));
	return receiving_tx(c, mend, &x);
}
