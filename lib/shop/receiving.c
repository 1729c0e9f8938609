/* receiving.c: deliveries: opened, listed, booked, dropped, and what of them expires. */
#include "shop/receiving.h"

#include "base/bytes.h"
#include "base/json.h"
#include "base/utf8.h"
#include "shop/audit.h"
#include "shop/receiving_internal.h"
#include "shop/scope_sql.h"

#define SUPPLIERS 50
#define EXPIRED_DAYS 60
#define EXPIRING_MAX 500

struct error *receiving_none(struct ctx *c)
{
	return error_text(ERR(c->arena, NOT_FOUND, "receiving.none"), N_("There is no such delivery."), NULL);
}

struct error *receiving_closed(struct ctx *c)
{
	return error_text(ERR(c->arena, CONFLICT, "receiving.closed"),
		N_("This delivery is closed: it was booked or dropped. Nothing was changed."), NULL);
}

struct error *receiving_tx(struct ctx *c, struct error *(*fn)(struct db *db, void *arg), void *arg)
{
	return db_in_tx(c->db) ? fn(c->db, arg) : db_tx(c->db, fn, arg);
}

/* ---- the row ---- */

struct locked_row {
	struct locked locked;
	const char *state;
};
static const struct db_column locked_columns[] = {
	DB_COL(struct locked_row, locked.id, INT), DB_COL(struct locked_row, locked.branch, INT),
	DB_COL(struct locked_row, locked.location, INT), DB_COL(struct locked_row, state, TEXT),
};
static const struct db_row locked_row = DB_ROW(struct locked_row, locked_columns);

struct error *receiving_lock(struct ctx *c, struct goods_receipt_id id, struct locked *out)
{
	struct locked_row row;
	bool found;

	TRY(ctx_need(c, MAY_STOCK_RECEIVE));
	TRY(db_find(c->db, &locked_row, &row, &found,
		"SELECT r.id, r.branch_id, r.location_id, r.state FROM goods_receipt r WHERE r.id = ? AND " IN_SCOPE_SQL("r.branch_id") " FOR UPDATE",
		ARGS(ID(id), IN_SCOPE(c))));
	if (!found)
		return receiving_none(c);
	*out = row.locked;
	out->state = !strcmp(row.state, "open") ? DELIVERY_OPEN : !strcmp(row.state, "booked") ? DELIVERY_BOOKED : DELIVERY_DROPPED;
	return NULL;
}

struct error *receiving_lock_open(struct ctx *c, struct goods_receipt_id id, struct locked *out)
{
	TRY(receiving_lock(c, id, out));
	return out->state == DELIVERY_OPEN ? NULL : receiving_closed(c);
}

/* ---- reading ---- */

/* Of the lines that are in it. */
#define SUM_SQL(what) "(SELECT COALESCE(" what ", 0) FROM goods_receipt_line l WHERE l.goods_receipt_id = r.id AND l.removed_at IS NULL)"
#define HEAD_SQL "SELECT r.id, r.branch_id, r.location_id, p.name, r.state, r.supplier, r.reference, r.note, a.name, b.name, " \
	"r.created_at, r.booked_at, " SUM_SQL("COUNT(*)") ", " SUM_SQL("SUM(" AMOUNT_SQL ")") ", " SUM_SQL("SUM(l.cost IS NULL)") ", " \
	"(SELECT COUNT(*) FROM goods_receipt_aside d WHERE d.goods_receipt_id = r.id AND d.removed_at IS NULL) " \
	"FROM goods_receipt r JOIN location p ON p.id = r.location_id " \
	"LEFT JOIN staff a ON a.id = r.staff_id LEFT JOIN staff b ON b.id = r.booked_by WHERE " IN_SCOPE_SQL("r.branch_id") " "

static const struct db_column columns[] = {
	DB_COL(struct delivery, id, INT), DB_COL(struct delivery, branch, INT), DB_COL(struct delivery, location, INT),
	DB_COL(struct delivery, location_name, TEXT), DB_COL(struct delivery, state, TEXT), DB_COL(struct delivery, supplier, TEXT),
	DB_COL(struct delivery, reference, TEXT), DB_COL(struct delivery, note, TEXT), DB_COL(struct delivery, opened_by, TEXT),
	DB_COL(struct delivery, booked_by, TEXT), DB_COL(struct delivery, opened_at, TIME), DB_COL(struct delivery, booked_at, TIME),
	DB_COL(struct delivery, lines, INT), DB_COL(struct delivery, amount, INT), DB_COL(struct delivery, uncosted, INT),
	DB_COL(struct delivery, aside, INT),
};
static const struct db_row row = DB_ROW(struct delivery, columns);

struct error *receiving_list(struct ctx *c, const struct delivery_filter *f, struct delivery **out, size_t *n)
{
	TRY(ctx_need(c, MAY_STOCK_RECEIVE));
	return db_all(c->db, &row, out, n,
		HEAD_SQL "AND (? IS NULL OR r.state = ?) AND (? = 0 OR r.branch_id = ?) AND (? = 0 OR r.id < ?) "
		"AND (? IS NULL OR LOCATE(LOWER(?), LOWER(r.supplier)) > 0 OR r.reference = ?) ORDER BY r.id DESC LIMIT ?",
		ARGS(IN_SCOPE(c), T(f->state), T(f->state), ID(f->branch), ID(f->branch), I(f->before), I(f->before),
			T(f->find), T(f->find), T(f->find), I((int64_t)f->limit)));
}

struct error *receiving_get(struct ctx *c, struct goods_receipt_id id, struct delivery *out)
{
	bool found;

	TRY(ctx_need(c, MAY_STOCK_RECEIVE));
	TRY(db_find(c->db, &row, out, &found, HEAD_SQL "AND r.id = ?", ARGS(IN_SCOPE(c), ID(id))));
	return found ? NULL : receiving_none(c);
}

static const struct db_column delivered_columns[] = {
	DB_COL(struct delivered, delivery, INT), DB_COL(struct delivered, branch, INT), DB_COL(struct delivered, supplier, TEXT),
	DB_COL(struct delivered, reference, TEXT), DB_COL(struct delivered, booked_at, TIME), DB_COL(struct delivered, quantity, INT),
	DB_COL(struct delivered, cost, INT), DB_COL(struct delivered, expires_on, DATE),
};
static const struct db_row delivered_row = DB_ROW(struct delivered, delivered_columns);

struct error *receiving_of_variant(struct ctx *c, struct variant_id variant, size_t limit, struct delivered **out, size_t *n)
{
	TRY(ctx_need(c, MAY_STOCK_RECEIVE));
	return db_all(c->db, &delivered_row, out, n,
		"SELECT r.id, r.branch_id, r.supplier, r.reference, r.booked_at, l.quantity, COALESCE(l.cost, -1), l.expires_on "
		"FROM goods_receipt_line l JOIN goods_receipt r ON r.id = l.goods_receipt_id "
		"WHERE l.variant_id = ? AND l.removed_at IS NULL AND r.state = 'booked' AND " IN_SCOPE_SQL("r.branch_id")
		" ORDER BY r.booked_at DESC, l.id DESC LIMIT ?",
		ARGS(ID(variant), IN_SCOPE(c), I((int64_t)limit)));
}

static const struct db_column expiring_columns[] = {
	DB_COL(struct expiring, delivery, INT), DB_COL(struct expiring, variant, INT), DB_COL(struct expiring, branch, INT),
	DB_COL(struct expiring, name, TEXT), DB_COL(struct expiring, unit, TEXT), DB_COL(struct expiring, supplier, TEXT),
	DB_COL(struct expiring, location_name, TEXT), DB_COL(struct expiring, expires_on, DATE), DB_COL(struct expiring, left, INT),
	DB_COL(struct expiring, counted, BOOL),
};
static const struct db_row expiring_row = DB_ROW(struct expiring, expiring_columns);

/* longer: what came of it that lasts longer, and so is sold later. */
struct error *receiving_expiring(struct ctx *c, const char *lang, struct branch_id branch, int32_t today, int32_t until,
	struct expiring **out, size_t *n)
{
	TRY(ctx_need(c, MAY_STOCK_RECEIVE));
	return db_all(c->db, &expiring_row, out, n,
		"SELECT x.delivery, x.variant_id, x.branch_id, " NAME_SQL ", i.unit, x.supplier, p.name, x.expires_on, "
		"IF(s.policy = 'uncounted', x.quantity, LEAST(x.quantity, s.on_hand - x.longer)), s.policy <> 'uncounted' "
		"FROM (SELECT r.id AS delivery, r.branch_id, r.location_id, r.supplier, l.variant_id, l.expires_on, l.quantity, l.id, "
		"COALESCE(SUM(l.quantity) OVER (PARTITION BY r.location_id, l.variant_id ORDER BY l.expires_on DESC, l.id DESC "
		"ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS longer "
		"FROM goods_receipt_line l JOIN goods_receipt r ON r.id = l.goods_receipt_id "
		"WHERE r.state = 'booked' AND l.removed_at IS NULL AND l.expires_on >= ? AND (? = 0 OR r.branch_id = ?) "
		"AND " IN_SCOPE_SQL("r.branch_id") ") AS x "
		"JOIN location p ON p.id = x.location_id JOIN variant v ON v.id = x.variant_id JOIN item i ON i.id = v.item_id "
		"JOIN stock_level s ON s.location_id = x.location_id AND s.variant_id = x.variant_id "
		"WHERE x.expires_on <= ? AND (s.policy = 'uncounted' OR s.on_hand > x.longer) ORDER BY x.expires_on, x.id LIMIT ?",
		ARGS(T(lang), ON(today - EXPIRED_DAYS), ID(branch), ID(branch), IN_SCOPE(c), ON(until), I(EXPIRING_MAX)));
}

/* ---- opening ---- */

struct supplier_row {
	const char *name;
	int64_t last;
};
static const struct db_column supplier_columns[] = { DB_COL(struct supplier_row, name, TEXT), DB_COL(struct supplier_row, last, INT) };
static const struct db_row supplier_row = DB_ROW(struct supplier_row, supplier_columns);

struct error *receiving_suppliers(struct ctx *c, const char *const **out, size_t *n)
{
	struct supplier_row *rows;
	const char **names;

	TRY(ctx_need(c, MAY_STOCK_RECEIVE));
	TRY(db_all(c->db, &supplier_row, &rows, n,
		"SELECT r.supplier, MAX(r.id) AS latest FROM goods_receipt r WHERE " IN_SCOPE_SQL("r.branch_id")
		" GROUP BY r.supplier ORDER BY latest DESC LIMIT ?", ARGS(IN_SCOPE(c), I(SUPPLIERS))));
	names = ARENA_ARRAY(c->arena, *n, const char *);
	for (size_t i = 0; i < *n; i++)
		names[i] = rows[i].name;
	*out = names;
	return NULL;
}

struct error *receiving_places(struct ctx *c, struct stock_place **out, size_t *n)
{
	struct stock_place *all;
	size_t count, used = 0;

	TRY(ctx_need(c, MAY_STOCK_RECEIVE));
	TRY(stock_places(c, (struct variant_id){ 0 }, &all, &count));
	for (size_t i = 0; i < count; i++)
		if (!strcmp(all[i].kind, "shelf") || !strcmp(all[i].kind, "store_room"))
			all[used++] = all[i];
	*out = all;
	*n = used;
	return NULL;
}

struct opening {
	struct ctx *c;
	const struct delivery_new *in;
	struct branch_id branch;
	struct goods_receipt_id id;
};

static struct error *supplier_and_note_fit(struct ctx *c, const struct delivery_new *in)
{
	if (!in->supplier || !*in->supplier || utf8_length(in->supplier) > 190)
		return error_field(error_text(ERR(c->arena, INVALID, "receiving.supplier"), N_("Please say who delivers."), NULL), "supplier");
	if (in->reference && utf8_length(in->reference) > 64)
		return error_field(error_text(ERR(c->arena, INVALID, "receiving.reference"), N_("This is not a valid value."), NULL), "reference");
	if (in->note && utf8_length(in->note) > 500)
		return error_field(error_text(ERR(c->arena, INVALID, "receiving.note"), N_("This is not a valid value."), NULL), "note");
	return uuid_valid(in->uuid) ? NULL : ERR(c->arena, INVALID, "receiving.uuid");
}

static struct error *place_of(struct ctx *c, struct location_id location, struct branch_id *branch)
{
	struct stock_place *places;
	size_t n;

	TRY(receiving_places(c, &places, &n));
	for (size_t i = 0; i < n; i++)
		if (places[i].level.location.v == location.v) {
			*branch = places[i].branch;
			return NULL;
		}
	return ERR(c->arena, NOT_FOUND, "location.none");
}

static struct error *note_is_new(struct ctx *c, const struct delivery_new *in)
{
	int64_t there;

	if (in->again || !in->reference || !*in->reference)
		return NULL;
	TRY(db_whole(c->db, &there, 0,
		"SELECT MAX(id) FROM goods_receipt WHERE reference = ? AND supplier = ? AND state <> 'dropped'",
		ARGS(T(in->reference), T(in->supplier))));
	if (!there)
		return NULL;
	return error_field(error_text(ERR(c->arena, CONFLICT, "receiving.again"),
		N_("Delivery note {reference} of {supplier} is here already."), "reference", in->reference, "supplier", in->supplier, NULL), "reference");
}

static struct error *open_delivery(struct db *db, void *arg)
{
	struct opening *x = arg;
	const struct delivery_new *in = x->in;
	struct ctx *c = x->c;

	TRY(db_whole(db, &x->id.v, 0, "SELECT r.id FROM goods_receipt r WHERE r.uuid = ? AND " IN_SCOPE_SQL("r.branch_id"), ARGS(T(in->uuid), IN_SCOPE(c))));
	if (x->id.v)
		return NULL;
	TRY(note_is_new(c, in));
	TRY(db_insert(db, &x->id.v,
		"INSERT INTO goods_receipt (branch_id, location_id, state, supplier, reference, note, staff_id, created_at, uuid) "
		"VALUES (?, ?, 'open', ?, ?, ?, ?, ?, ?)",
		ARGS(ID(x->branch), ID(in->location), T(in->supplier), T(in->reference ? in->reference : ""),
			T(in->note && *in->note ? in->note : NULL), ID_OR_NULL(c->actor.staff), AT(c->now), T(in->uuid))));
	return audit_add(c, "delivery.opened", "delivery", x->id.v, json_keep(c->arena,
		json_pack("{s:I, s:s}", "location", (json_int_t)in->location.v, "reference", in->reference ? in->reference : "")));
}

struct error *receiving_open(struct ctx *c, const struct delivery_new *in, struct goods_receipt_id *out)
{
	struct opening x = { .c = c, .in = in };
	struct error *e;

	TRY(ctx_need(c, MAY_STOCK_RECEIVE));
	TRY(supplier_and_note_fit(c, in));
	TRY(place_of(c, in->location, &x.branch));
	e = receiving_tx(c, open_delivery, &x);
	/* Somebody may have sent the same at the same time: theirs is found now. */
	if (e && e->kind == CONFLICT)
		e = receiving_tx(c, open_delivery, &x);
	*out = x.id;
	return e;
}

/* ---- the end of it ---- */

struct ending {
	struct ctx *c;
	struct goods_receipt_id id;
};

static const struct db_column arrival_columns[] = {
	DB_COL(struct stock_arrival, variant, INT), DB_COL(struct stock_arrival, quantity, INT), DB_COL(struct stock_arrival, line, INT),
};
static const struct db_row arrival_row = DB_ROW(struct stock_arrival, arrival_columns);

static struct error *book(struct db *db, void *arg)
{
	const struct ending *x = arg;
	struct stock_arrival *arrivals;
	struct ctx *c = x->c;
	struct locked d;
	size_t n;

	TRY(receiving_lock(c, x->id, &d));
	if (d.state == DELIVERY_BOOKED)
		return NULL;
	if (d.state == DELIVERY_DROPPED)
		return receiving_closed(c);
	TRY(db_all(db, &arrival_row, &arrivals, &n,
		"SELECT variant_id, quantity, id FROM goods_receipt_line WHERE goods_receipt_id = ? AND removed_at IS NULL ORDER BY variant_id, id",
		ARGS(ID(x->id))));
	if (!n)
		return error_text(ERR(c->arena, INVALID, "receiving.empty"), N_("Nothing was scanned yet."), NULL);
	TRY(stock_receive(c, d.location, arrivals, n));
	TRY(db_exec(db, NULL, "UPDATE goods_receipt SET state = 'booked', booked_by = ?, booked_at = ? WHERE id = ?",
		ARGS(ID_OR_NULL(c->actor.staff), AT(c->now), ID(x->id))));
	return audit_add(c, "delivery.booked", "delivery", x->id.v, json_keep(c->arena, json_pack("{s:I}", "lines", (json_int_t)n)));
}

struct error *receiving_book(struct ctx *c, struct goods_receipt_id id)
{
	struct ending x = { c, id };

	return receiving_tx(c, book, &x);
}

static struct error *drop(struct db *db, void *arg)
{
	const struct ending *x = arg;
	struct locked d;

	TRY(receiving_lock(x->c, x->id, &d));
	if (d.state == DELIVERY_DROPPED)
		return NULL;
	if (d.state == DELIVERY_BOOKED)
		return receiving_closed(x->c);
	TRY(db_exec(db, NULL, "UPDATE goods_receipt SET state = 'dropped' WHERE id = ?", ARGS(ID(x->id))));
	return audit_add(x->c, "delivery.dropped", "delivery", x->id.v, NULL);
}

struct error *receiving_drop(struct ctx *c, struct goods_receipt_id id)
{
	struct ending x = { c, id };

	return receiving_tx(c, drop, &x);
}
