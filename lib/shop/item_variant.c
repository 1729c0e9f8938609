/* item_variant.c: variants of one of the goods: more of them, in order, archived. */
#include "base/utf8.h"
#include "shop/audit.h"
#include "shop/item_internal.h"
#include "shop/search.h"

static const struct db_column variant_columns[] = {
	DB_COL(struct variant_row, id, INT), DB_COL(struct variant_row, label, TEXT), DB_COL(struct variant_row, sku, TEXT),
	DB_COL(struct variant_row, content, INT), DB_COL(struct variant_row, content_unit, TEXT), DB_COL(struct variant_row, archived, BOOL),
};
static const struct db_row variant_row = DB_ROW(struct variant_row, variant_columns);

struct error *variants_of(struct ctx *c, struct item_id item, struct variant_row **out, size_t *n)
{
	return db_all(c->db, &variant_row, out, n,
		"SELECT v.id, v.label, v.sku, v.content, v.content_unit, v.archived_at IS NOT NULL FROM variant v WHERE v.item_id = ? "
		"ORDER BY v.archived_at IS NOT NULL, v.position, v.id", ARGS(ID(item)));
}

struct changing {
	struct ctx *c;
	struct variant_id variant;
	const char *label, *sku;
	bool on;			/* to the front; archived */
	struct variant_id made;
};

static struct error *done(struct ctx *c, struct item_id item, const char *action, struct variant_id variant)
{
	TRY(search_index(c, &item, 1));
	TRY(item_changed(c));
	return audit_add(c, action, "variant", variant.v, NULL);
}

static struct error *run(struct ctx *c, struct error *(*change)(struct db *db, void *arg), struct changing *x)
{
	TRY(ctx_need(c, MAY_GOODS_EDIT));
	return db_tx(c->db, change, x);
}

/* ---- more ---- */

static struct error *make(struct db *db, void *arg)
{
	struct changing *x = arg;
	struct error *bad = NULL;
	struct item_id item;

	(void)db;
	TRY(item_lock(x->c, x->variant, &item));
	TRY(label_check(x->c, item, (struct variant_id){ 0 }, x->label, &bad));
	TRY(sku_check(x->c, (struct variant_id){ 0 }, x->sku, &bad));
	if (bad)
		return bad;
	TRY(item_add_variant(x->c, item, x->label, x->sku, 0, NULL, &x->made));
	return done(x->c, item, "variant.add", x->made);
}

struct error *variant_make(struct ctx *c, struct variant_id beside, const char *label, const char *sku, struct variant_id *out)
{
	struct changing x = { .c = c, .variant = beside, .label = label, .sku = sku };

	TRY(run(c, make, &x));
	*out = x.made;
	return NULL;
}

/* ---- in order ---- */

/* All get a position of their own: what came from a file may share one. */
static struct error *move(struct db *db, void *arg)
{
	struct changing *x = arg;
	struct variant_row *rows;
	struct item_id item;
	size_t n, at = 0, live = 0;

	TRY(item_lock(x->c, x->variant, &item));
	TRY(variants_of(x->c, item, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		at = rows[i].id.v == x->variant.v ? i : at;
		live += !rows[i].archived;
	}
	if (at < live && (x->on ? at > 0 : at + 1 < live)) {
		struct variant_row moved = rows[at];
		size_t to = x->on ? at - 1 : at + 1;

		rows[at] = rows[to];
		rows[to] = moved;
	}
	for (size_t i = 0; i < n; i++)
		TRY(db_exec(db, NULL, "UPDATE variant SET position = ? WHERE id = ?", ARGS(I((int64_t)i), ID(rows[i].id))));
	return done(x->c, item, "variant.move", x->variant);
}

struct error *variant_move(struct ctx *c, struct variant_id variant, bool front)
{
	return run(c, move, &(struct changing){ .c = c, .variant = variant, .on = front });
}

/* ---- archived ---- */

static struct error *archive(struct db *db, void *arg)
{
	struct changing *x = arg;
	struct item_id item;
	int64_t others;

	TRY(item_lock(x->c, x->variant, &item));
	TRY(db_whole(db, &others, 0, "SELECT COUNT(*) FROM variant WHERE item_id = ? AND id <> ? AND archived_at IS NULL",
		ARGS(ID(item), ID(x->variant))));
	if (x->on && !others)
		return error_text(ERR(x->c->arena, CONFLICT, "variant.last"),
			N_("This is the last variant. Archive the good itself instead."), NULL);
	TRY(db_exec(db, NULL, "UPDATE variant SET archived_at = ? WHERE id = ?", ARGS(x->on ? AT(x->c->now) : NONE, ID(x->variant))));
	return done(x->c, item, x->on ? "variant.archive" : "variant.restore", x->variant);
}

struct error *variant_archive(struct ctx *c, struct variant_id variant, bool archived)
{
	return run(c, archive, &(struct changing){ .c = c, .variant = variant, .on = archived });
}
