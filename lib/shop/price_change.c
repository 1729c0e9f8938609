/* price_change.c: prices prepared together: kept, set for an hour, taken back. */
#include "shop/price_change.h"

#include "base/bytes.h"
#include "base/json.h"
#include "base/num.h"
#include "base/utf8.h"
#include "shop/audit.h"
#include "shop/item_sql.h"
#include "shop/price_change_internal.h"
#include "shop/scope_sql.h"

/* Prices are prepared for two years at the most: beyond that a date is a slip. */
#define FARTHEST (731 * DAY)

static const char *const state_names[] = {
	[PRICE_DRAFT] = "draft", [PRICE_COMING] = "coming", [PRICE_ACTIVE] = "active", [PRICE_CANCELLED] = "cancelled",
};

const char *price_change_state_name(enum price_change_state state)
{
	return state_names[state];
}

enum price_change_state price_change_state_parse(const char *name)
{
	for (int s = PRICE_DRAFT; name && s <= PRICE_CANCELLED; s++)
		if (strcmp(name, state_names[s]) == 0)
			return (enum price_change_state)s;
	return 0;
}

/* ---- queries ---- */

struct change_row {
	struct price_change change;
	int64_t stands;			/* its state */
};
static const struct db_column change_columns[] = {
	DB_COL(struct change_row, change.id, INT), DB_COL(struct change_row, change.name, TEXT),
	DB_COL(struct change_row, change.list, INT), DB_COL(struct change_row, change.starts_at, TIME),
	DB_COL(struct change_row, change.made_by, TEXT), DB_COL(struct change_row, change.set_by, TEXT),
	DB_COL(struct change_row, change.created_at, TIME), DB_COL(struct change_row, change.set_at, TIME),
	DB_COL(struct change_row, change.lines, INT), DB_COL(struct change_row, stands, INT),
};
static const struct db_row change_row = DB_ROW(struct change_row, change_columns);

static struct price_change change_of(const struct change_row *row)
{
	struct price_change change = row->change;

	change.state = (enum price_change_state)row->stands;
	return change;
}

/* Whether one is active is a matter of the clock. Arguments of STATE_SQL: AT(now). */
#define STATE_SQL "CASE x.state WHEN 'draft' THEN 1 WHEN 'cancelled' THEN 4 ELSE IF(x.starts_at > ?, 2, 3) END"
#define CHANGE_SQL \
	"SELECT x.id, x.name, x.price_list_id, x.starts_at, m.name, s.name, x.created_at, x.set_at, " \
	"(SELECT COUNT(*) FROM price_change_line n WHERE n.change_id = x.id), " STATE_SQL " AS stands " \
	"FROM price_change x LEFT JOIN staff m ON m.id = x.staff_id LEFT JOIN staff s ON s.id = x.set_by " \
	"WHERE " PRICE_LIST_IN_SCOPE_SQL("x.price_list_id")

struct error *price_change_list(struct ctx *c, enum price_change_state state, int64_t before, size_t limit,
	struct price_change **out, size_t *n)
{
	struct change_row *rows;

	TRY(ctx_need(c, MAY_GOODS_PRICE));
	TRY(db_all(c->db, &change_row, &rows, n,
		CHANGE_SQL " AND (? = 0 OR x.id < ?) HAVING ? = 0 OR stands = ? ORDER BY x.id DESC LIMIT ?",
		ARGS(AT(c->now), IN_SCOPE(c), I(before), I(before), I(state), I(state), I((int64_t)limit))));
	*out = ARENA_ARRAY(c->arena, *n, struct price_change);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = change_of(&rows[i]);
	return NULL;
}

static struct error *none(struct ctx *c)
{
	return error_text(ERR(c->arena, NOT_FOUND, "price_change.none"), N_("There is no such set of prices."), NULL);
}

struct error *price_change_get(struct ctx *c, struct price_change_id id, struct price_change *out)
{
	struct change_row row;
	bool found;

	TRY(ctx_need(c, MAY_GOODS_PRICE));
	TRY(db_find(c->db, &change_row, &row, &found, CHANGE_SQL " AND x.id = ?",
		ARGS(AT(c->now), IN_SCOPE(c), ID(id))));
	if (!found)
		return none(c);
	*out = change_of(&row);
	return NULL;
}

/* The instant at which the prices before are read. */
static instant before(const struct ctx *c, const struct price_change *change)
{
	return change->starts_at == INSTANT_NONE ? c->now : change->starts_at - 1;
}

/* When the next other price of a line's good begins. Beside a line y of change x;
 * arguments: ID(list), AT(now), ID(change). */
#define COMING_SQL \
	"(SELECT MIN(n.valid_from) FROM price n WHERE n.variant_id = y.variant_id AND n.price_list_id = ? " \
	"AND n.valid_from > ? AND COALESCE(n.change_id, 0) <> ?)"

static const struct db_column sums_columns[] = {
	DB_COL(struct price_change_sums, lines, INT), DB_COL(struct price_change_sums, up, INT),
	DB_COL(struct price_change_sums, down, INT), DB_COL(struct price_change_sums, same, INT),
	DB_COL(struct price_change_sums, first, INT), DB_COL(struct price_change_sums, conflicts, INT),
};
static const struct db_row sums_row = DB_ROW(struct price_change_sums, sums_columns);

/* The LIMIT keeps MariaDB from merging the two SELECTs, which it refuses when the
 * statement is run a second time. */
struct error *price_change_sum(struct ctx *c, const struct price_change *change, struct price_change_sums *out)
{
	return db_one(c->db, &sums_row, out,
		"SELECT COUNT(*), SUM(was >= 0 AND price > was), SUM(was >= 0 AND price < was), SUM(price = was), SUM(was < 0), "
		"SUM(coming IS NOT NULL) FROM (SELECT y.price, " PRICE_SQL " AS was, " COMING_SQL " AS coming FROM " ASKED_SQL
		" JOIN price_change_line y ON y.change_id = ? JOIN variant v ON v.id = y.variant_id LIMIT ?) AS z",
		ARGS(ID(change->list), AT(c->now), ID(change->id), AT(before(c, change)), T(""), ID(change->list), ID(change->id),
		     I(PRICE_CHANGE_LINES + 1)));
}

static const struct db_column line_columns[] = {
	DB_COL(struct price_change_line, variant, INT), DB_COL(struct price_change_line, name, TEXT),
	DB_COL(struct price_change_line, label, TEXT), DB_COL(struct price_change_line, unit, TEXT),
	DB_COL(struct price_change_line, archived, BOOL), DB_COL(struct price_change_line, price, INT),
	DB_COL(struct price_change_line, before, INT), DB_COL(struct price_change_line, written, BOOL),
	DB_COL(struct price_change_line, coming_from, TIME), DB_COL(struct price_change_line, coming, INT),
	DB_COL(struct price_change_line, coming_change, INT), DB_COL(struct price_change_line, coming_name, TEXT),
};
static const struct db_row line_row = DB_ROW(struct price_change_line, line_columns);

struct error *price_change_lines(struct ctx *c, const char *lang, const struct price_change *change, bool conflicts,
	struct variant_id variant, size_t skip, size_t limit, struct price_change_line **out, size_t *n)
{
	return db_all(c->db, &line_row, out, n,
		"SELECT v.id, COALESCE(t.name, o.name), v.label, i.unit, i.archived_at IS NOT NULL OR v.archived_at IS NOT NULL, page.price, "
		PRICE_SQL ", EXISTS (SELECT 1 FROM price w WHERE w.change_id = page.change_id AND w.variant_id = v.id), "
		"page.coming, COALESCE(q.price, -1), q.change_id, h.name "
		"FROM (SELECT y.change_id, y.variant_id, y.price, k.sort_key, " COMING_SQL " AS coming FROM price_change_line y "
		"JOIN variant u ON u.id = y.variant_id JOIN item k ON k.id = u.item_id "
		"WHERE y.change_id = ? AND (? = 0 OR y.variant_id = ?) HAVING ? = 0 OR coming IS NOT NULL "
		"ORDER BY k.sort_key, y.variant_id LIMIT ? OFFSET ?) AS page JOIN " ASKED_SQL
		" JOIN variant v ON v.id = page.variant_id JOIN item i ON i.id = v.item_id" TEXT_JOIN_SQL
		" LEFT JOIN price q ON q.variant_id = v.id AND q.price_list_id = ? AND q.valid_from = page.coming"
		" LEFT JOIN price_change h ON h.id = q.change_id ORDER BY page.sort_key, page.variant_id",
		ARGS(ID(change->list), AT(c->now), ID(change->id), ID(change->id), ID(variant), ID(variant), I(conflicts),
		     I((int64_t)limit), I((int64_t)skip), AT(before(c, change)), T(lang), ID(change->list), ID(change->list)));
}

/* ---- inside a transaction ---- */

/* Locked until it ends, so that what is set is what was looked at. */
static struct error *lock(struct ctx *c, struct price_change_id id, struct price_change *out)
{
	int64_t locked;

	TRY(db_whole(c->db, &locked, 0, "SELECT id FROM price_change WHERE id = ? FOR UPDATE", ARGS(ID(id))));
	return locked ? price_change_get(c, id, out) : none(c);
}

static struct error *fixed(struct ctx *c)
{
	return error_text(ERR(c->arena, CONFLICT, "price_change.fixed"),
		N_("This set is no draft any more. Copy it to go on with its prices."), NULL);
}

struct error *price_change_lock_draft(struct ctx *c, struct price_change_id id, struct price_change *out)
{
	TRY(lock(c, id, out));
	return out->state == PRICE_DRAFT ? NULL : fixed(c);
}

struct error *price_change_count(struct ctx *c, struct price_change_id id)
{
	struct error *e;
	int64_t lines;

	TRY(db_whole(c->db, &lines, 0, "SELECT COUNT(*) FROM price_change_line WHERE change_id = ?", ARGS(ID(id))));
	if (lines <= PRICE_CHANGE_LINES)
		return NULL;
	e = ERR(c->arena, INVALID, "price_change.many");
	return error_text(e, N_("A set has room for {most} goods. Prepare the rest in another one."),
		"most", arena_printf(c->arena, "%d", PRICE_CHANGE_LINES), NULL);
}

static struct error *name_check(struct ctx *c, const char *name)
{
	if (name && *name && utf8_length(name) <= PRICE_CHANGE_NAME_MAX)
		return NULL;
	return error_field(error_text(ERR(c->arena, INVALID, "price_change.name"),
		N_("Give these prices a name of at most 100 characters."), NULL), "name");
}

/* ---- preparing ---- */

struct making {
	struct ctx *c;
	const char *uuid, *name;
	struct price_list_id list;
	struct price_change_id from;	/* 0: empty */
	struct price_change_id id;
};

static struct error *made_before(struct making *m, bool *found)
{
	int64_t same;

	TRY(db_whole(m->c->db, &m->id.v, 0, "SELECT id FROM price_change WHERE uuid = ?", ARGS(T(m->uuid))));
	*found = m->id.v != 0;
	if (!*found)
		return NULL;
	TRY(db_whole(m->c->db, &same, 0, "SELECT COUNT(*) FROM price_change WHERE id = ? AND name = ? AND price_list_id = ?",
		ARGS(ID(m->id), T(m->name), ID(m->list))));
	return same ? NULL : error_text(ERR(m->c->arena, CONFLICT, "key.reused"),
		N_("This was sent before with other content. Please start again."), NULL);
}

static struct error *make(struct db *db, void *arg)
{
	struct making *m = arg;
	struct ctx *c = m->c;
	bool found;

	TRY(made_before(m, &found));
	if (found)
		return NULL;
	TRY(db_insert(db, &m->id.v,
		"INSERT INTO price_change (uuid, name, price_list_id, state, staff_id, created_at) VALUES (?, ?, ?, 'draft', ?, ?)",
		ARGS(T(m->uuid), T(m->name), ID(m->list), ID_OR_NULL(c->actor.staff), AT(c->now))));
	if (m->from.v)
		TRY(db_exec(db, NULL, "INSERT INTO price_change_line (change_id, variant_id, price) "
			"SELECT ?, y.variant_id, y.price FROM price_change_line y JOIN variant v ON v.id = y.variant_id AND v.archived_at IS NULL "
			"JOIN item i ON i.id = v.item_id AND i.archived_at IS NULL WHERE y.change_id = ?",
			ARGS(ID(m->id), ID(m->from))));
	return audit_add(c, "price_change.new", "price_change", m->id.v,
		json_keep(c->arena, json_pack("{s:s, s:I}", "name", m->name, "price_list", (json_int_t)m->list.v)));
}

static struct error *make_one(struct making *m, struct price_change_id *out)
{
	struct error *e;

	TRY(ctx_need(m->c, MAY_GOODS_PRICE));
	TRY(name_check(m->c, m->name));
	TRY(price_list_need(m->c, m->list));
	e = db_tx(m->c->db, make, m);
	/* Somebody sent the same at the same time: theirs is found now. */
	if (e && e->kind == CONFLICT && strcmp(e->code, "db.duplicate") == 0)
		e = db_tx(m->c->db, make, m);
	*out = m->id;
	return e;
}

struct error *price_change_new(struct ctx *c, const char *uuid, const char *name, struct price_list_id list,
	struct price_change_id *out)
{
	return make_one(&(struct making){ .c = c, .uuid = uuid, .name = name, .list = list }, out);
}

struct error *price_change_copy(struct ctx *c, const char *uuid, struct price_change_id from, const char *name,
	struct price_change_id *out)
{
	struct price_change former;

	TRY(price_change_get(c, from, &former));
	return make_one(&(struct making){ .c = c, .uuid = uuid, .name = name, .list = former.list, .from = from }, out);
}

struct editing {
	struct ctx *c;
	struct price_change_id id;
	struct variant_id variant;
	const char *name;
	int64_t price;			/* PRICE_NONE: that in force */
};

static struct error *rename_tx(struct db *db, void *arg)
{
	const struct editing *x = arg;
	struct price_change change;

	TRY(price_change_lock_draft(x->c, x->id, &change));
	return db_exec(db, NULL, "UPDATE price_change SET name = ? WHERE id = ?", ARGS(T(x->name), ID(x->id)));
}

struct error *price_change_rename(struct ctx *c, struct price_change_id id, const char *name)
{
	struct editing x = { .c = c, .id = id, .name = name };

	TRY(name_check(c, name));
	return db_tx(c->db, rename_tx, &x);
}

static struct error *need_variant(struct ctx *c, struct variant_id variant)
{
	int64_t there;

	TRY(db_whole(c->db, &there, 0, "SELECT v.id FROM variant v JOIN item i ON i.id = v.item_id "
		"WHERE v.id = ? AND v.archived_at IS NULL AND i.archived_at IS NULL", ARGS(ID(variant))));
	return there ? NULL : error_text(ERR(c->arena, NOT_FOUND, "item.none"), N_("We do not have this item."), NULL);
}

static struct error *take(struct db *db, void *arg)
{
	const struct editing *x = arg;
	struct price_change change;
	int64_t price;

	TRY(price_change_lock_draft(x->c, x->id, &change));
	TRY(need_variant(x->c, x->variant));
	TRY(price_at(x->c, change.list, x->variant, x->c->now, &price));
	TRY(db_exec(db, NULL, "INSERT INTO price_change_line (change_id, variant_id, price) VALUES (?, ?, ?) "
		"ON DUPLICATE KEY UPDATE price = price",
		ARGS(ID(x->id), ID(x->variant), I(price == PRICE_NONE ? 0 : price))));
	return price_change_count(x->c, x->id);
}

struct error *price_change_take(struct ctx *c, struct price_change_id id, struct variant_id variant)
{
	return db_tx(c->db, take, &(struct editing){ .c = c, .id = id, .variant = variant });
}

static struct error *put(struct db *db, void *arg)
{
	const struct editing *x = arg;
	struct price_change change;

	TRY(price_change_lock_draft(x->c, x->id, &change));
	TRY(need_variant(x->c, x->variant));
	TRY(db_exec(db, NULL, "INSERT INTO price_change_line (change_id, variant_id, price) VALUES (?, ?, ?) "
		"ON DUPLICATE KEY UPDATE price = VALUES(price)",
		ARGS(ID(x->id), ID(x->variant), I(x->price))));
	return price_change_count(x->c, x->id);
}

struct error *price_change_put(struct ctx *c, struct price_change_id id, struct variant_id variant, int64_t price)
{
	struct editing x = { .c = c, .id = id, .variant = variant, .price = price };

	if (price < 0 || price > NUM_MAX * PRICE_PER_MINOR)
		return error_field(error_text(ERR(c->arena, INVALID, "price.range"), N_("This is not a price."), NULL), "price");
	return db_tx(c->db, put, &x);
}

static struct error *remove_tx(struct db *db, void *arg)
{
	const struct editing *x = arg;
	struct price_change change;

	TRY(price_change_lock_draft(x->c, x->id, &change));
	return db_exec(db, NULL, "DELETE FROM price_change_line WHERE change_id = ? AND variant_id = ?", ARGS(ID(x->id), ID(x->variant)));
}

struct error *price_change_remove(struct ctx *c, struct price_change_id id, struct variant_id variant)
{
	return db_tx(c->db, remove_tx, &(struct editing){ .c = c, .id = id, .variant = variant });
}

/* ---- the hour ---- */

struct setting_hour {
	struct ctx *c;
	struct price_change_id id;
	instant at;
	bool replace;
};

static struct error *hour_check(struct ctx *c, instant at)
{
	if (at < c->now)
		return error_field(error_text(ERR(c->arena, INVALID, "price_change.past"),
			N_("This time has passed. Prices begin now or later."), NULL), "date");
	if (at > c->now + FARTHEST)
		return error_field(error_text(ERR(c->arena, INVALID, "price_change.far"),
			N_("Prices are prepared for two years at the most."), NULL), "date");
	return NULL;
}

static struct error *others(struct ctx *c, const struct price_change *change, bool replace, int64_t *replaced)
{
	struct price_change_sums sums;
	struct error *e;

	*replaced = 0;
	TRY(price_change_sum(c, change, &sums));
	if (!sums.lines)
		return error_text(ERR(c->arena, INVALID, "price_change.empty"), N_("There are no goods in this set yet."), NULL);
	if (!sums.conflicts)
		return NULL;
	if (replace)
		return price_withdraw_others(c, change->list, change->id, replaced);
	e = error_field(ERR(c->arena, CONFLICT, "price_change.conflict"), "replace");
	return error_text(e, N_("Goods here have another price coming ({number}). Take them out, or choose to replace what comes."),
		"number", arena_printf(c->arena, "%lld", (long long)sums.conflicts), NULL);
}

/* It begins then already; at once, pressed twice, is a moment later the second time. */
static bool is_so(const struct ctx *c, const struct price_change *change, instant at)
{
	if (change->state == PRICE_ACTIVE && at == c->now)
		return true;
	return change->state != PRICE_CANCELLED && change->starts_at == at;
}

static struct error *set(struct db *db, void *arg)
{
	const struct setting_hour *s = arg;
	struct ctx *c = s->c;
	struct price_change change;
	int64_t written, replaced;
	char at[40];

	TRY(lock(c, s->id, &change));
	if (is_so(c, &change, s->at))
		return NULL;
	if (change.state != PRICE_DRAFT)
		return fixed(c);
	TRY(hour_check(c, s->at));
	TRY(price_lock_change(c, s->id));
	TRY(others(c, &change, s->replace, &replaced));
	TRY(price_set_change(c, change.list, s->id, s->at, &written));
	TRY(db_exec(db, NULL, "UPDATE price_change SET state = 'set', starts_at = ?, set_by = ?, set_at = ? WHERE id = ?",
		ARGS(AT(s->at), ID_OR_NULL(c->actor.staff), AT(c->now), ID(s->id))));
	return audit_add(c, "price_change.set", "price_change", s->id.v, json_keep(c->arena, json_pack("{s:s, s:I, s:I, s:I}",
		"from", instant_format(at, s->at), "goods", (json_int_t)change.lines, "prices", (json_int_t)written,
		"replaced", (json_int_t)replaced)));
}

struct error *price_change_set(struct ctx *c, struct price_change_id id, instant at, bool replace)
{
	return db_tx(c->db, set, &(struct setting_hour){ c, id, at, replace });
}

static struct error *cancel(struct db *db, void *arg)
{
	const struct setting_hour *s = arg;
	struct ctx *c = s->c;
	struct price_change change;
	int64_t taken = 0;

	TRY(lock(c, s->id, &change));
	if (change.state == PRICE_CANCELLED)
		return NULL;
	if (change.state != PRICE_DRAFT && change.starts_at <= price_still_coming(c))
		return error_text(ERR(c->arena, CONFLICT, "price_change.begun"),
			N_("These prices have begun. What a price was is never changed: prepare new ones instead."), NULL);
	if (change.state == PRICE_COMING)
		TRY(price_withdraw_change(c, s->id, &taken));
	TRY(db_exec(db, NULL, "UPDATE price_change SET state = 'cancelled' WHERE id = ?", ARGS(ID(s->id))));
	return audit_add(c, change.state == PRICE_DRAFT ? "price_change.discard" : "price_change.take_back", "price_change", s->id.v,
		json_keep(c->arena, json_pack("{s:I}", "prices", (json_int_t)taken)));
}

struct error *price_change_cancel(struct ctx *c, struct price_change_id id)
{
	return db_tx(c->db, cancel, &(struct setting_hour){ .c = c, .id = id });
}
