/* stock.c: levels, holds and what takes from them. The floor stands in the UPDATE. */
#include "shop/stock.h"

#include "base/num.h"
#include "shop/stock_internal.h"

static const char *const policy_names[] = {
	[STOCK_UNCOUNTED] = "uncounted", [STOCK_ALLOW] = "allow", [STOCK_WARN] = "warn", [STOCK_BLOCK] = "block",
};

const char *stock_policy_name(enum stock_policy p)
{
	return policy_names[p];
}

bool stock_policy_parse(const char *name, enum stock_policy *out)
{
	for (enum stock_policy p = STOCK_UNCOUNTED; p <= STOCK_BLOCK; p++)
		if (name && !strcmp(name, policy_names[p])) {
			*out = p;
			return true;
		}
	return false;
}

static bool policy_limits(enum stock_policy p)
{
	return p == STOCK_WARN || p == STOCK_BLOCK;
}

int64_t stock_free(const struct stock_level *l)
{
	int64_t left = l->on_hand - l->reserved - l->floor;

	if (!l->carried)
		return 0;
	if (!policy_limits(l->policy))
		return STOCK_PLENTY;
	return left > 0 ? left : 0;
}

/* ---- reading ---- */

struct level_row {
	struct stock_level level;
	const char *policy;
};
static const struct db_column level_columns[] = {
	DB_COL(struct level_row, level.location, INT), DB_COL(struct level_row, level.variant, INT),
	DB_COL(struct level_row, level.on_hand, INT), DB_COL(struct level_row, level.reserved, INT),
	DB_COL(struct level_row, level.floor, INT), DB_COL(struct level_row, policy, TEXT),
};
static const struct db_row level_row = DB_ROW(struct level_row, level_columns);

static struct stock_level level_of(const struct level_row *row)
{
	struct stock_level level = row->level;

	level.carried = true;
	stock_policy_parse(row->policy, &level.policy);
	return level;
}

static struct stock_level never_stocked(struct location_id location, struct variant_id variant)
{
	return (struct stock_level){ .location = location, .variant = variant, .policy = STOCK_UNCOUNTED };
}

struct error *stock_level_get(struct ctx *c, struct location_id location, struct variant_id variant, struct stock_level *out)
{
	struct level_row row;
	bool found;

	TRY(db_find(c->db, &level_row, &row, &found,
		"SELECT location_id, variant_id, on_hand, reserved, floor, policy FROM stock_level "
		"WHERE variant_id = ? AND location_id = ?",
		ARGS(ID(variant), ID(location))));
	*out = found ? level_of(&row) : never_stocked(location, variant);
	return NULL;
}

static struct error *levels_of(struct ctx *c, const struct level_row *rows, size_t n, struct stock_level **out)
{
	struct stock_level *levels = ARENA_ARRAY(c->arena, n, struct stock_level);

	for (size_t i = 0; i < n; i++)
		levels[i] = level_of(&rows[i]);
	*out = levels;
	return NULL;
}

struct error *stock_levels_of_item(struct ctx *c, struct item_id item, struct stock_level **out, size_t *n)
{
	struct level_row *rows;

	TRY(db_all(c->db, &level_row, &rows, n,
		"SELECT l.location_id, l.variant_id, l.on_hand, l.reserved, l.floor, l.policy "
		"FROM variant v JOIN stock_level l ON l.variant_id = v.id WHERE v.item_id = ?",
		ARGS(ID(item))));
	return levels_of(c, rows, *n, out);
}

struct error *stock_levels_of_cart(struct ctx *c, struct cart_id cart, struct stock_level **out, size_t *n)
{
	struct level_row *rows;

	TRY(db_all(c->db, &level_row, &rows, n,
		"SELECT l.location_id, l.variant_id, l.on_hand, l.reserved, l.floor, l.policy "
		"FROM cart_line x JOIN stock_level l ON l.variant_id = x.variant_id WHERE x.cart_id = ?",
		ARGS(ID(cart))));
	return levels_of(c, rows, *n, out);
}

struct stock_level stock_level_at(const struct stock_level *levels, size_t n, struct location_id location, struct variant_id variant)
{
	for (size_t i = 0; i < n; i++)
		if (levels[i].location.v == location.v && levels[i].variant.v == variant.v)
			return levels[i];
	return never_stocked(location, variant);
}

/* ---- needs in the order in which rows are locked ---- */

struct error *stock_takes(struct ctx *c, const struct stock_need *needs, size_t n, struct stock_take **out, size_t *count)
{
	struct stock_take *takes = ARENA_ARRAY(c->arena, n, struct stock_take);
	size_t used = 0;

	for (size_t i = 0; i < n; i++) {
		size_t at = 0;

		if (needs[i].quantity <= 0 || needs[i].quantity > NUM_MAX)
			return error_note(ERR(c->arena, INVALID, "stock.quantity"), "line %zu", i);
		while (at < used && takes[at].variant.v < needs[i].variant.v)
			at++;
		if (at < used && takes[at].variant.v == needs[i].variant.v) {
			takes[at].quantity += needs[i].quantity;
			continue;
		}
		memmove(&takes[at + 1], &takes[at], (used++ - at) * sizeof *takes);
		takes[at] = (struct stock_take){ .variant = needs[i].variant, .quantity = needs[i].quantity,
			.name = needs[i].name, .index = i };
	}
	*out = takes;
	*count = used;
	return NULL;
}

/* A quantity in a sentence: "3", "1.25". */
static const char *plain(struct arena *a, int64_t quantity)
{
	char buf[NUM_FORMAT_SIZE];
	size_t n = strlen(num_format(buf, quantity, 3));

	while (buf[n - 1] == '0')
		buf[--n] = '\0';
	if (buf[n - 1] == '.')
		buf[--n] = '\0';
	return arena_strdup(a, buf);
}

static struct error *shortage(struct ctx *c, const struct stock_take *take, const struct stock_level *level)
{
	int64_t left = stock_free(level);
	struct error *e = ERR(c->arena, SHORTAGE, "stock.short");

	error_field(e, arena_printf(c->arena, "line.%zu", take->index));
	if (left == 0)
		return error_text(e, N_("{name} is sold out."), "name", take->name, NULL);
	return error_text(e, N_("Only {left} of {name} are left."), "left", plain(c->arena, left), "name", take->name, NULL);
}

/* ---- holding ---- */

static struct error *hold_insert(struct ctx *c, const struct stock_hold_for *f, const struct stock_take *take)
{
	return db_exec(c->db, NULL,
		"INSERT INTO stock_hold (order_id, till_id, uuid, location_id, variant_id, quantity, short, state, expires_at, created_at) "
		"VALUES (?, ?, ?, ?, ?, ?, 0, 'live', ?, ?)",
		ARGS(ID_OR_NULL(f->order), ID_OR_NULL(c->actor.till), T(f->uuid), ID(f->location), ID(take->variant),
			I(take->quantity), AT(f->until), AT(c->now)));
}

/* The web: whatever is counted is not promised twice. */
static struct error *reserve_for_order(struct ctx *c, const struct stock_hold_for *f, const struct stock_take *take, bool *held)
{
	int64_t changed;

	TRY(db_exec(c->db, &changed,
		"UPDATE stock_level SET reserved = reserved + ? WHERE variant_id = ? AND location_id = ? "
		"AND (policy IN ('uncounted', 'allow') OR on_hand - reserved - ? >= floor)",
		ARGS(I(take->quantity), ID(take->variant), ID(f->location), I(take->quantity))));
	*held = changed == 1;
	return NULL;
}

/* The till, before tender: only `block` is held. */
static struct error *reserve_for_basket(struct ctx *c, const struct stock_hold_for *f, const struct stock_take *take, bool *held)
{
	int64_t changed;

	TRY(db_exec(c->db, &changed,
		"UPDATE stock_level SET reserved = reserved + ? WHERE variant_id = ? AND location_id = ? "
		"AND policy = 'block' AND on_hand - reserved - ? >= floor",
		ARGS(I(take->quantity), ID(take->variant), ID(f->location), I(take->quantity))));
	*held = changed == 1;
	return NULL;
}

static struct error *hold_one(struct ctx *c, const struct stock_hold_for *f, const struct stock_take *take, struct error **shortages)
{
	struct stock_level level;
	bool held;

	TRY(f->reserve(c, f, take, &held));
	if (held)
		return hold_insert(c, f, take);
	TRY(stock_level_get(c, f->location, take->variant, &level));
	if (f->order.v || level.policy == STOCK_BLOCK)
		*shortages = error_also(*shortages, shortage(c, take, &level));
	return NULL;
}

static struct error *hold_all(struct ctx *c, const struct stock_hold_for *f, const struct stock_need *needs, size_t n)
{
	struct error *shortages = NULL;
	struct stock_take *takes;
	size_t count;

	TRY(stock_takes(c, needs, n, &takes, &count));
	for (size_t i = 0; i < count; i++)
		TRY(hold_one(c, f, &takes[i], &shortages));
	return shortages;
}

struct error *stock_hold_order(struct ctx *c, struct location_id location, struct order_id order, instant until, struct stock_need *needs, size_t n)
{
	struct stock_hold_for f = { .location = location, .order = order, .until = until, .reserve = reserve_for_order };

	return hold_all(c, &f, needs, n);
}

struct error *stock_hold_basket(struct ctx *c, struct location_id location, const char *uuid, instant until, struct stock_need *needs, size_t n)
{
	struct stock_hold_for f = { .location = location, .uuid = uuid, .until = until, .reserve = reserve_for_basket };

	TRY(stock_release_basket(c, uuid));
	return hold_all(c, &f, needs, n);
}

/* ---- letting go ---- */

const struct db_column stock_held_columns[] = {
	DB_COL(struct stock_held, location, INT), DB_COL(struct stock_held, variant, INT), DB_COL(struct stock_held, quantity, INT),
};
const struct db_row stock_held_row = { sizeof(struct stock_held), stock_held_columns, 3 };

static struct error *give_back(struct ctx *c, const struct stock_held *held, size_t n)
{
	for (size_t i = 0; i < n; i++)
		TRY(db_exec(c->db, NULL,
			"UPDATE stock_level SET reserved = reserved - ? WHERE variant_id = ? AND location_id = ?",
			ARGS(I(held[i].quantity), ID(held[i].variant), ID(held[i].location))));
	return NULL;
}

/* due: those alone whose time was over by then; INSTANT_NONE: all. */
static struct error *release_basket(struct ctx *c, const char *uuid, instant due)
{
	struct stock_held *held;
	size_t n;

	TRY(db_all(c->db, &stock_held_row, &held, &n,
		"SELECT location_id, variant_id, quantity FROM stock_hold FORCE INDEX (sale) WHERE uuid = ? AND state = 'live' "
		"AND (? IS NULL OR expires_at <= ?) ORDER BY variant_id FOR UPDATE",
		ARGS(T(uuid), AT(due), AT(due))));
	if (n == 0)
		return NULL;
	TRY(db_exec(c->db, NULL,
		"UPDATE stock_hold FORCE INDEX (sale) SET state = 'lapsed' WHERE uuid = ? AND state = 'live' AND (? IS NULL OR expires_at <= ?)",
		ARGS(T(uuid), AT(due), AT(due))));
	return give_back(c, held, n);
}

struct error *stock_release_basket(struct ctx *c, const char *uuid)
{
	return release_basket(c, uuid, INSTANT_NONE);
}

struct error *stock_release_order(struct ctx *c, struct order_id order)
{
	struct stock_held *held;
	size_t n;

	TRY(db_all(c->db, &stock_held_row, &held, &n,
		"SELECT location_id, variant_id, quantity FROM stock_hold FORCE INDEX (order_of) WHERE order_id = ? AND state = 'live' ORDER BY variant_id FOR UPDATE",
		ARGS(ID(order))));
	TRY(db_exec(c->db, NULL, "UPDATE stock_hold FORCE INDEX (order_of) SET state = 'lapsed' WHERE order_id = ? AND state = 'live'", ARGS(ID(order))));
	/* Nobody is short any more of an order that is not to be. */
	TRY(db_exec(c->db, NULL, "UPDATE shortfall SET settled_at = ? WHERE short_order_id = ? AND settled_at IS NULL",
		ARGS(AT(c->now), ID(order))));
	return give_back(c, held, n);
}

struct expire {
	struct ctx *c;
	const char *uuid;
};

/* The till may have held it anew since it was found. */
static struct error *expire_basket(struct db *db, void *arg)
{
	struct expire *x = arg;
	(void)db;
	return release_basket(x->c, x->uuid, x->c->now);
}

static const struct db_column uuid_columns[] = { DB_COL(struct expire, uuid, TEXT) };
static const struct db_row uuid_row = DB_ROW(struct expire, uuid_columns);

struct error *stock_expire(struct ctx *c, int64_t *expired)
{
	struct expire *due;
	size_t n;

	TRY(db_all(c->db, &uuid_row, &due, &n,
		"SELECT DISTINCT uuid FROM stock_hold WHERE state = 'live' AND expires_at <= ? AND uuid IS NOT NULL LIMIT 100",
		ARGS(AT(c->now))));
	for (size_t i = 0; i < n; i++) {
		due[i].c = c;
		TRY(db_tx(c->db, expire_basket, &due[i]));
	}
	*expired = (int64_t)n;
	return NULL;
}
