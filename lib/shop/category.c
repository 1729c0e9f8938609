/* category.c: categories added, named, moved and archived. */
#include "shop/category.h"

#include "base/json.h"
#include "base/utf8.h"
#include "shop/audit.h"
#include "shop/item_internal.h"
#include "shop/search.h"

#define NAME_MAX_CHARS 190
#define SLUG_CHARS 100
#define BATCH 200
#define CATCH_UP SECOND

/* ---- reading ---- */

static const struct db_column row_columns[] = {
	DB_COL(struct category_row, id, INT), DB_COL(struct category_row, parent, INT), DB_COL(struct category_row, slug, TEXT),
	DB_COL(struct category_row, name, TEXT), DB_COL(struct category_row, archived, BOOL), DB_COL(struct category_row, goods, INT),
	DB_COL(struct category_row, below, INT),
};
static const struct db_row row_row = DB_ROW(struct category_row, row_columns);

struct error *category_rows(struct ctx *c, const char *lang, struct category_row **out, size_t *n)
{
	return db_all(c->db, &row_row, out, n,
		"SELECT k.id, k.parent_id, k.slug, COALESCE(t.name, o.name, k.slug), k.archived_at IS NOT NULL, COALESCE(g.goods, 0), "
		"(SELECT COUNT(*) FROM category b WHERE b.parent_id = k.id AND b.archived_at IS NULL) FROM category k "
		"LEFT JOIN category_text t ON t.category_id = k.id AND t.lang = ? "
		"LEFT JOIN category_text o ON o.category_id = k.id AND o.lang = (SELECT lang FROM company ORDER BY id LIMIT 1) "
		"LEFT JOIN (SELECT i.category_id, COUNT(*) AS goods FROM item i WHERE i.archived_at IS NULL AND i.category_id IS NOT NULL "
		"GROUP BY i.category_id) AS g ON g.category_id = k.id ORDER BY k.archived_at IS NOT NULL, k.position, k.id", ARGS(T(lang)));
}

static const struct db_column name_columns[] = { DB_COL(struct category_name, lang, TEXT), DB_COL(struct category_name, name, TEXT) };
static const struct db_row name_row = DB_ROW(struct category_name, name_columns);

struct error *category_names(struct ctx *c, struct category_id category, struct category_name *names, size_t n)
{
	struct category_name *rows;
	size_t found;

	TRY(db_all(c->db, &name_row, &rows, &found, "SELECT lang, name FROM category_text WHERE category_id = ?", ARGS(ID(category))));
	for (size_t i = 0; i < n; i++) {
		names[i].name = NULL;
		for (size_t k = 0; k < found; k++)
			if (strcmp(rows[k].lang, names[i].lang) == 0)
				names[i].name = rows[k].name;
	}
	return NULL;
}

struct place {
	struct category_id id, parent;
	const char *slug;
	bool archived;
};
static const struct db_column place_columns[] = {
	DB_COL(struct place, id, INT), DB_COL(struct place, parent, INT), DB_COL(struct place, slug, TEXT), DB_COL(struct place, archived, BOOL),
};
static const struct db_row place_row = DB_ROW(struct place, place_columns);

static struct error *place_lock(struct ctx *c, struct category_id category, struct place *out)
{
	bool found;

	TRY(db_find(c->db, &place_row, out, &found,
		"SELECT id, parent_id, slug, archived_at IS NOT NULL FROM category WHERE id = ? FOR UPDATE", ARGS(ID(category))));
	return found ? NULL : ERR(c->arena, NOT_FOUND, "category.none");
}

/* ---- what was typed ---- */

struct changing {
	struct ctx *c;
	struct category_id category;
	const struct category_sheet *in;
	bool on;			/* to the front; archived */
};

static struct error *wrong(struct ctx *c, struct error *list, const char *field, const char *sentence)
{
	return error_also(list, error_field(error_text(ERR(c->arena, INVALID, "category.invalid"), sentence, NULL), field));
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

static struct error *check_names(struct ctx *c, const struct category_sheet *in)
{
	struct error *e = NULL;

	for (size_t i = 0; i < in->count; i++) {
		const char *field = arena_printf(c->arena, "name_%s", in->names[i].lang), *name = or_empty(in->names[i].name);

		if (i == 0 && !*name)
			e = wrong(c, e, field, N_("The category needs a name in this language: it is shown where another one is missing."));
		if (utf8_length(name) > NAME_MAX_CHARS)
			e = wrong(c, e, field, N_("This is too long."));
	}
	return e;
}

/* Not below itself, and no deeper than pages show. */
static struct error *check_parent(struct ctx *c, struct category_id category, struct category_id parent, struct error **bad)
{
	int depth = 1;

	for (struct category_id up = parent; up.v; depth++) {
		struct place place;

		if (up.v == category.v || depth >= CATEGORY_DEPTH)
			return *bad = wrong(c, *bad, "parent", N_("A category cannot be put there.")), NULL;
		TRY(place_lock(c, up, &place));
		if (place.archived)
			return *bad = wrong(c, *bad, "parent", N_("A category cannot be put there.")), NULL;
		up = place.parent;
	}
	return NULL;
}

static struct error *check_slug(struct ctx *c, struct category_id category, const char *slug, struct error **bad)
{
	int64_t taken;

	TRY(db_whole(c->db, &taken, 0, "SELECT COUNT(*) FROM category WHERE slug = ? AND id <> ?", ARGS(T(slug), ID(category))));
	if (taken)
		*bad = error_also(*bad, error_field(error_text(ERR(c->arena, CONFLICT, "slug.taken"),
			N_("Another category has this address."), NULL), "address"));
	return NULL;
}

static struct error *check(struct ctx *c, struct category_id category, const struct category_sheet *in, const char *slug)
{
	struct error *bad = check_names(c, in);

	TRY(check_parent(c, category, in->parent, &bad));
	TRY(check_slug(c, category, slug, &bad));
	return bad;
}

static const char *slug_typed(struct ctx *c, const struct category_sheet *in)
{
	const char *typed = or_empty(in->slug);

	return item_slug(c->arena, *typed ? typed : or_empty(in->names[0].name), SLUG_CHARS);
}

/* ---- writing ---- */

static struct error *write_names(struct ctx *c, struct category_id category, const struct category_sheet *in)
{
	for (size_t i = 0; i < in->count; i++) {
		const struct category_name *n = &in->names[i];

		if (n->name && *n->name)
			TRY(db_exec(c->db, NULL, "INSERT INTO category_text (category_id, lang, name) VALUES (?, ?, ?) "
				"ON DUPLICATE KEY UPDATE name = VALUES(name)", ARGS(ID(category), T(n->lang), T(n->name))));
		else
			TRY(db_exec(c->db, NULL, "DELETE FROM category_text WHERE category_id = ? AND lang = ?", ARGS(ID(category), T(n->lang))));
	}
	return NULL;
}

static struct error *done(struct changing *x, const char *action)
{
	json_t *detail = x->in ? json_keep(x->c->arena, json_pack("{s:s?}", "name",
		x->in->names[0].name ? utf8_cut(x->c->arena, x->in->names[0].name, 100) : NULL)) : NULL;

	TRY(item_changed(x->c));
	return audit_add(x->c, action, "category", x->category.v, detail);
}

static struct error *make(struct db *db, void *arg)
{
	struct changing *x = arg;
	const char *slug = slug_typed(x->c, x->in);
	int64_t position;

	TRY(check(x->c, (struct category_id){ 0 }, x->in, slug));
	TRY(db_whole(db, &position, 0, "SELECT MAX(position) + 1 FROM category", NULL, 0));
	TRY(category_add(x->c, x->in->parent, slug, position, &x->category));
	TRY(write_names(x->c, x->category, x->in));
	return done(x, "category.add");
}

static struct error *save(struct db *db, void *arg)
{
	struct changing *x = arg;
	struct place now;
	const char *slug;

	TRY(place_lock(x->c, x->category, &now));
	slug = x->in->slug && strcmp(x->in->slug, now.slug) == 0 ? now.slug : slug_typed(x->c, x->in);
	TRY(check(x->c, x->category, x->in, slug));
	TRY(write_names(x->c, x->category, x->in));
	TRY(db_exec(db, NULL, "UPDATE category SET parent_id = ?, slug = ?, words_from = 0 WHERE id = ?",
		ARGS(ID_OR_NULL(x->in->parent), T(slug), ID(x->category))));
	if (strcmp(slug, now.slug) != 0)
		TRY(address_move(x->c, "category", x->category.v, now.slug, slug));
	return done(x, "category.edit");
}

struct error *category_make(struct ctx *c, const struct category_sheet *in, struct category_id *out)
{
	struct changing x = { .c = c, .in = in };

	TRY(ctx_need(c, MAY_GOODS_EDIT));
	TRY(db_tx(c->db, make, &x));
	*out = x.category;
	return NULL;
}

struct error *category_save(struct ctx *c, struct category_id category, const struct category_sheet *in)
{
	TRY(ctx_need(c, MAY_GOODS_EDIT));
	TRY(db_tx(c->db, save, &(struct changing){ .c = c, .category = category, .in = in }));
	return category_catch_up(c);
}

/* ---- in order ---- */

static const struct db_column id_columns[] = { { DB_INT, 0 } };
static const struct db_row id_row = { sizeof(struct category_id), id_columns, 1 };

/* All of its like get a position of their own. */
static struct error *move(struct db *db, void *arg)
{
	struct changing *x = arg;
	struct category_id *ids;
	struct place place;
	size_t n, at = 0;

	TRY(place_lock(x->c, x->category, &place));
	TRY(db_all(db, &id_row, &ids, &n,
		"SELECT id FROM category WHERE parent_id <=> ? AND archived_at IS NULL ORDER BY position, id FOR UPDATE", ARGS(ID_OR_NULL(place.parent))));
	while (at < n && ids[at].v != x->category.v)
		at++;
	if (at < n && (x->on ? at > 0 : at + 1 < n)) {
		size_t to = x->on ? at - 1 : at + 1;

		ids[at] = ids[to];
		ids[to] = x->category;
	}
	for (size_t i = 0; i < n; i++)
		TRY(db_exec(db, NULL, "UPDATE category SET position = ? WHERE id = ?", ARGS(I((int64_t)i + 1), ID(ids[i]))));
	return done(x, "category.move");
}

struct error *category_move(struct ctx *c, struct category_id category, bool front)
{
	TRY(ctx_need(c, MAY_GOODS_EDIT));
	return db_tx(c->db, move, &(struct changing){ .c = c, .category = category, .on = front });
}

/* ---- archived ---- */

static struct error *archive(struct db *db, void *arg)
{
	struct changing *x = arg;
	struct place place;
	int64_t held;

	TRY(place_lock(x->c, x->category, &place));
	TRY(db_whole(db, &held, 0, "SELECT (SELECT COUNT(*) FROM item WHERE category_id = ? AND archived_at IS NULL) + "
		"(SELECT COUNT(*) FROM category WHERE parent_id = ? AND archived_at IS NULL)", ARGS(ID(x->category), ID(x->category))));
	if (x->on && held)
		return error_text(ERR(x->c->arena, CONFLICT, "category.full"), N_("There is still something in this category."), NULL);
	TRY(db_exec(db, NULL, "UPDATE category SET archived_at = ? WHERE id = ?", ARGS(x->on ? AT(x->c->now) : NONE, ID(x->category))));
	return done(x, x->on ? "category.archive" : "category.restore");
}

struct error *category_archive(struct ctx *c, struct category_id category, bool archived)
{
	TRY(ctx_need(c, MAY_GOODS_EDIT));
	return db_tx(c->db, archive, &(struct changing){ .c = c, .category = category, .on = archived });
}

/* ---- words ---- */

struct catching_up {
	struct ctx *c;
	bool more;
};

static const struct db_column item_columns[] = { { DB_INT, 0 } };
static const struct db_row item_row = { sizeof(struct item_id), item_columns, 1 };

struct stale {
	struct category_id id;
	int64_t from;
};
static const struct db_column stale_columns[] = { DB_COL(struct stale, id, INT), DB_COL(struct stale, from, INT) };
static const struct db_row stale_row = DB_ROW(struct stale, stale_columns);

/* The next goods of one category. Its row is locked: two who catch up take turns. */
static struct error *batch(struct db *db, void *arg)
{
	struct catching_up *x = arg;
	struct item_id *items;
	struct stale stale;
	size_t n;

	TRY(db_find(db, &stale_row, &stale, &x->more,
		"SELECT id, words_from FROM category WHERE words_from IS NOT NULL ORDER BY words_from, id LIMIT 1 FOR UPDATE", NULL, 0));
	if (!x->more)
		return NULL;
	TRY(db_all(db, &item_row, &items, &n,
		"SELECT i.id FROM item i WHERE i.id > ? AND i.category_id IN (SELECT k.id FROM category k WHERE k.id = ? OR k.parent_id = ?) "
		"ORDER BY i.id LIMIT ?", ARGS(I(stale.from), ID(stale.id), ID(stale.id), I(BATCH))));
	TRY(search_index(x->c, items, n));
	return db_exec(db, NULL, "UPDATE category SET words_from = ? WHERE id = ?",
		ARGS(n == BATCH ? I(items[n - 1].v) : NONE, ID(stale.id)));
}

struct error *category_catch_up(struct ctx *c)
{
	struct catching_up x = { c, true };
	int64_t until = clock_ticks() + CATCH_UP;

	while (x.more && clock_ticks() < until)
		TRY(db_tx(c->db, batch, &x));
	return NULL;
}
