/* item_price.c: prices and tax rates by date: rows are added, never changed. */
#include "shop/item.h"

#include "base/json.h"
#include "base/num.h"
#include "shop/audit.h"
#include "shop/item_internal.h"
#include "shop/item_sql.h"
#include "shop/scope_sql.h"

struct error *price_at(struct ctx *c, struct price_list_id list, struct variant_id variant, instant at, int64_t *out)
{
	return db_whole(c->db, out, PRICE_NONE,
		"SELECT " PRICE_SQL " FROM " ASKED_SQL " JOIN variant v ON v.id = ?",
		ARGS(AT(at), T(""), ID(list), ID(variant)));
}

struct change {
	instant at;
};
static const struct db_column change_columns[] = { DB_COL(struct change, at, TIME) };
static const struct db_row change_row = DB_ROW(struct change, change_columns);

struct error *price_was(struct ctx *c, struct price_list_id list, struct variant_id variant, int64_t price, instant since, bool *out)
{
	struct change *changes;
	int64_t then;
	size_t n;

	TRY(db_all(c->db, &change_row, &changes, &n,
		"SELECT DISTINCT p.valid_from FROM price p WHERE p.variant_id = ? AND p.valid_from > ? AND p.valid_from <= ?",
		ARGS(ID(variant), AT(since), AT(c->now))));
	TRY(price_at(c, list, variant, since, &then));
	*out = then == price;
	for (size_t i = 0; i < n && !*out; i++) {
		TRY(price_at(c, list, variant, changes[i].at, &then));
		*out = then == price;
	}
	return NULL;
}

static struct error *price_audit(struct ctx *c, struct price_list_id list, struct variant_id variant, int64_t before, int64_t price)
{
	json_t *detail;

	if (!c->actor.staff.v)
		return NULL;
	detail = json_keep(c->arena, json_pack("{s:I, s:I, s:I}", "price_list", (json_int_t)list.v,
		"before", (json_int_t)before, "after", (json_int_t)price));
	return audit_add(c, "price.set", "variant", variant.v, detail);
}

struct error *price_own(struct ctx *c, struct price_list_id list, struct variant_id variant, instant at, int64_t *out)
{
	return db_whole(c->db, out, PRICE_NONE,
		"SELECT price FROM price FORCE INDEX (PRIMARY) WHERE variant_id = ? AND price_list_id = ? AND valid_from <= ? "
		"ORDER BY valid_from DESC LIMIT 1",
		ARGS(ID(variant), ID(list), AT(at)));
}

/* The variant's row is locked, so that two who set the same price at once do
 * not both find it changed. */
struct error *price_set(struct ctx *c, struct price_list_id list, struct variant_id variant, int64_t price, instant from, bool *changed)
{
	int64_t known, own;

	*changed = false;
	if (price != PRICE_NONE && (price < 0 || price > NUM_MAX * PRICE_PER_MINOR))
		return error_field(error_text(ERR(c->arena, INVALID, "price.range"), N_("This is not a price."), NULL), "price");
	TRY(db_whole(c->db, &known, 0, "SELECT id FROM variant WHERE id = ? FOR UPDATE", ARGS(ID(variant))));
	if (!known)
		return ERR(c->arena, NOT_FOUND, "item.none");
	TRY(price_own(c, list, variant, from, &own));
	if (own == price)
		return NULL;
	TRY(db_exec(c->db, NULL,
		"INSERT INTO price (price_list_id, variant_id, valid_from, price, staff_id) VALUES (?, ?, ?, ?, ?)",
		ARGS(ID(list), ID(variant), AT(from), price == PRICE_NONE ? NONE : I(price), ID_OR_NULL(c->actor.staff))));
	TRY(item_changed(c));
	*changed = true;
	return price_audit(c, list, variant, own, price);
}

/* ---- tax ---- */

static const struct db_column class_columns[] = {
	DB_COL(struct tax_class, id, INT), DB_COL(struct tax_class, code, TEXT), DB_COL(struct tax_class, name, TEXT),
	DB_COL(struct tax_class, rate, INT), DB_COL(struct tax_class, next_from, TIME), DB_COL(struct tax_class, next_rate, INT),
};
static const struct db_row class_row = DB_ROW(struct tax_class, class_columns);

struct error *tax_classes(struct ctx *c, struct tax_class **out, size_t *n)
{
	return db_all(c->db, &class_row, out, n,
		"SELECT k.id, k.code, k.name, COALESCE((SELECT r.rate FROM tax_rate r WHERE r.tax_class_id = k.id AND r.valid_from <= ? "
		"ORDER BY r.valid_from DESC LIMIT 1), 0), x.valid_from, x.rate FROM tax_class k "
		"LEFT JOIN tax_rate x ON x.tax_class_id = k.id AND x.valid_from = (SELECT MIN(y.valid_from) FROM tax_rate y "
		"WHERE y.tax_class_id = k.id AND y.valid_from > ?) ORDER BY k.id",
		ARGS(AT(c->now), AT(c->now)));
}

/* ---- in the office ---- */

static const struct db_column list_columns[] = {
	DB_COL(struct list_price, list, INT), DB_COL(struct list_price, code, TEXT),
};
static const struct db_row list_row = DB_ROW(struct list_price, list_columns);

struct error *price_lists(struct ctx *c, struct variant_id variant, struct list_price **out, size_t *n)
{
	TRY(db_all(c->db, &list_row, out, n,
		"SELECT l.id, l.code FROM price_list l WHERE " PRICE_LIST_IN_SCOPE_SQL("l.id") " ORDER BY l.id",
		ARGS(IN_SCOPE(c))));
	for (size_t i = 0; i < *n; i++)
		TRY(price_at(c, (*out)[i].list, variant, c->now, &(*out)[i].price));
	return NULL;
}

struct error *price_list_need(struct ctx *c, struct price_list_id list)
{
	int64_t seen;

	TRY(db_whole(c->db, &seen, 0, "SELECT l.id FROM price_list l WHERE l.id = ? AND " PRICE_LIST_IN_SCOPE_SQL("l.id"),
		ARGS(ID(list), IN_SCOPE(c))));
	return seen ? NULL : ERR(c->arena, NOT_FOUND, "price_list.none");
}

struct put {
	struct ctx *c;
	struct price_list_id list;
	struct variant_id variant;
	int64_t price;
	instant from;
};

static struct error *put(struct db *db, void *arg)
{
	const struct put *x = arg;
	struct error *e;
	bool changed;

	(void)db;
	e = price_set(x->c, x->list, x->variant, x->price, x->from, &changed);
	if (!e || e->kind != CONFLICT)
		return e;
	return error_field(error_text(e, N_("Another price begins at that moment. Take it back first."), NULL), "from");
}

struct error *price_put(struct ctx *c, struct price_list_id list, struct variant_id variant, int64_t price, instant from)
{
	struct put x = { c, list, variant, price, from == INSTANT_NONE ? c->now : from };

	if (x.from < c->now)
		return error_field(error_text(ERR(c->arena, INVALID, "price.past"),
			N_("This moment has passed. Leave it empty for a price that counts from now on."), NULL), "from");
	TRY(ctx_need(c, MAY_GOODS_PRICE));
	TRY(price_list_need(c, list));
	return db_tx(c->db, put, &x);
}

/* ---- prices that were ---- */

static const struct db_column past_columns[] = {
	DB_COL(struct past_price, from, TIME), DB_COL(struct past_price, price, INT), DB_COL(struct past_price, staff_name, TEXT),
};
static const struct db_row past_row = DB_ROW(struct past_price, past_columns);

struct error *price_past(struct ctx *c, struct price_list_id list, struct variant_id variant, size_t limit, struct past_price **out, size_t *n)
{
	return db_all(c->db, &past_row, out, n,
		"SELECT p.valid_from, COALESCE(p.price, -1), s.name FROM price p LEFT JOIN staff s ON s.id = p.staff_id "
		"WHERE p.variant_id = ? AND p.price_list_id = ? AND p.valid_from <= ? ORDER BY p.valid_from DESC LIMIT ?",
		ARGS(ID(variant), ID(list), AT(c->now), I((int64_t)limit)));
}

/* What price_at() answers from `from` on. */
struct step {
	instant from;
	int64_t price;
};
static const struct db_column step_columns[] = { DB_COL(struct step, from, TIME), DB_COL(struct step, price, INT) };
static const struct db_row step_row = DB_ROW(struct step, step_columns);

/* The latest first: a list's own price and that of its parents may change. */
static struct error *steps(struct ctx *c, struct price_list_id list, struct variant_id variant, struct step **out, size_t *n)
{
	return db_all(c->db, &step_row, out, n,
		"SELECT asked.at, " PRICE_SQL " FROM (SELECT s.at, l0.id AS list0, l1.id AS list1, l2.id AS list2, l3.id AS list3 FROM "
		"(SELECT DISTINCT p.valid_from AS at FROM price p WHERE p.variant_id = ? AND p.valid_from <= ? ORDER BY p.valid_from DESC LIMIT 400) AS s "
		"JOIN price_list l0 ON l0.id = ? LEFT JOIN price_list l1 ON l1.id = l0.parent_id LEFT JOIN price_list l2 ON l2.id = l1.parent_id "
		"LEFT JOIN price_list l3 ON l3.id = l2.parent_id) AS asked JOIN variant v ON v.id = ? ORDER BY asked.at DESC",
		ARGS(ID(variant), AT(c->now), ID(list), ID(variant)));
}

struct error *price_lowest_before(struct ctx *c, struct price_list_id list, struct variant_id variant, int64_t *lowest, instant *begun)
{
	struct step *all;
	size_t n, i = 0;

	*lowest = PRICE_NONE;
	TRY(steps(c, list, variant, &all, &n));
	if (!n)
		return NULL;
	while (i + 1 < n && all[i + 1].price == all[0].price)
		i++;
	*begun = all[i].from;
	for (i++; i < n; i++) {
		if (all[i].price != PRICE_NONE && (*lowest == PRICE_NONE || all[i].price < *lowest))
			*lowest = all[i].price;
		if (all[i].from <= *begun - PRICE_LOWEST_SPAN)
			break;
	}
	return NULL;
}

/* ---- prices whose time has not come ---- */

/* db_tx() tries for 12 seconds at the most. */
#define LONGEST_TRANSACTION (15 * SECOND)

instant price_still_coming(const struct ctx *c)
{
	return c->now + LONGEST_TRANSACTION;
}

static const struct db_column coming_columns[] = {
	DB_COL(struct coming_price, list, INT), DB_COL(struct coming_price, from, TIME),
	DB_COL(struct coming_price, price, INT), DB_COL(struct coming_price, change, INT),
	DB_COL(struct coming_price, change_name, TEXT),
};
static const struct db_row coming_row = DB_ROW(struct coming_price, coming_columns);

struct error *price_coming(struct ctx *c, struct variant_id variant, struct coming_price **out, size_t *n)
{
	return db_all(c->db, &coming_row, out, n,
		"SELECT l.id, p.valid_from, COALESCE(p.price, -1), p.change_id, x.name FROM price p JOIN price_list l ON l.id = p.price_list_id "
		"LEFT JOIN price_change x ON x.id = p.change_id "
		"WHERE p.variant_id = ? AND p.valid_from > ? AND " PRICE_LIST_IN_SCOPE_SQL("l.id") " ORDER BY p.valid_from, l.id",
		ARGS(ID(variant), AT(c->now), IN_SCOPE(c)));
}

struct withdrawing {
	struct ctx *c;
	struct price_list_id list;
	struct variant_id variant;
	instant from;
};

static struct error *withdraw(struct db *db, void *arg)
{
	const struct withdrawing *w = arg;
	struct ctx *c = w->c;
	char at[40];
	int64_t gone;

	TRY(db_exec(db, &gone, "DELETE FROM price WHERE variant_id = ? AND price_list_id = ? AND valid_from = ? AND valid_from > ?",
		ARGS(ID(w->variant), ID(w->list), AT(w->from), AT(price_still_coming(c)))));
	if (!gone)
		return error_text(ERR(c->arena, NOT_FOUND, "price.begun"), N_("This price has begun or was taken back already."), NULL);
	TRY(item_changed(c));
	return audit_add(c, "price.withdraw", "variant", w->variant.v, json_keep(c->arena, json_pack("{s:I, s:s}",
		"price_list", (json_int_t)w->list.v, "from", instant_format(at, w->from))));
}

struct error *price_withdraw(struct ctx *c, struct price_list_id list, struct variant_id variant, instant from)
{
	struct withdrawing w = { c, list, variant, from };

	TRY(ctx_need(c, MAY_GOODS_PRICE));
	TRY(price_list_need(c, list));
	return db_tx(c->db, withdraw, &w);
}

/* ---- many at once ---- */

struct error *price_lock_change(struct ctx *c, struct price_change_id change)
{
	int64_t last;

	return db_whole(c->db, &last, 0,
		"SELECT MAX(v.id) FROM price_change_line x JOIN variant v ON v.id = x.variant_id WHERE x.change_id = ? FOR UPDATE",
		ARGS(ID(change)));
}

struct error *price_set_change(struct ctx *c, struct price_list_id list, struct price_change_id change, instant from, int64_t *written)
{
	TRY(db_exec(c->db, written,
		"INSERT INTO price (price_list_id, variant_id, valid_from, price, staff_id, change_id) "
		"SELECT ?, x.variant_id, ?, x.price, ?, x.change_id FROM price_change_line x WHERE x.change_id = ? "
		"AND x.price <> COALESCE((SELECT p.price FROM price p FORCE INDEX (PRIMARY) WHERE p.variant_id = x.variant_id AND p.price_list_id = ? "
		"AND p.valid_from <= ? ORDER BY p.valid_from DESC LIMIT 1), -1)",
		ARGS(ID(list), AT(from), ID_OR_NULL(c->actor.staff), ID(change), ID(list), AT(from))));
	return item_changed(c);
}

struct error *price_withdraw_change(struct ctx *c, struct price_change_id change, int64_t *taken)
{
	TRY(db_exec(c->db, taken, "DELETE FROM price WHERE change_id = ? AND valid_from > ?",
		ARGS(ID(change), AT(price_still_coming(c)))));
	return item_changed(c);
}

struct error *price_withdraw_others(struct ctx *c, struct price_list_id list, struct price_change_id change, int64_t *taken)
{
	TRY(db_exec(c->db, taken,
		"DELETE p FROM price p JOIN price_change_line x ON x.variant_id = p.variant_id "
		"WHERE x.change_id = ? AND p.price_list_id = ? AND p.valid_from > ?",
		ARGS(ID(change), ID(list), AT(price_still_coming(c)))));
	return item_changed(c);
}
