/* import_goods.c: a batch of goods against what the shop knows: one statement
 * to look up, a few to write whatever is new or different.
 *
 * Rows travel as one JSON value that the server unfolds with JSON_TABLE, so
 * that a statement's text stays the same for one row or five hundred. New
 * stock levels are written here for the whole batch, zero and uncounted, as
 * shop/stock would one by one.
 */
#include "shop/import.h"

#include "base/json.h"
#include "base/utf8.h"
#include "shop/item.h"
#include "shop/search.h"

/* Leaves room for the suffixes that make a slug unique. */
#define SLUG_CHARS 50
#define SLUG_TRIES 3

/* What is known of a row's code; item.v == 0: nothing. */
struct known {
	int64_t n;			/* place among the rows, from 1 */
	struct item_id item;
	struct variant_id variant;
	const char *name;		/* in the file's language; NULL: none */
	const char *maker, *origin, *unit, *content_unit;
	int64_t content;
	bool no_discount;
	int64_t price;			/* of the branch's list itself; PRICE_NONE */
	bool stocked;			/* there is a level at the branch's shelf */
	bool shared;			/* keeps its texts */
};

static const struct db_column known_columns[] = {
	DB_COL(struct known, n, INT), DB_COL(struct known, item, INT), DB_COL(struct known, variant, INT),
	DB_COL(struct known, name, TEXT), DB_COL(struct known, maker, TEXT), DB_COL(struct known, origin, TEXT),
	DB_COL(struct known, unit, TEXT), DB_COL(struct known, content_unit, TEXT), DB_COL(struct known, content, INT),
	DB_COL(struct known, no_discount, BOOL), DB_COL(struct known, price, INT),
	DB_COL(struct known, stocked, BOOL), DB_COL(struct known, shared, BOOL),
};
static const struct db_row known_row = DB_ROW(struct known, known_columns);

struct batch {
	struct ctx *c;
	const struct import_target *t;
	const struct import_goods *rows;
	size_t n;
	struct known *known;		/* one a row */
	struct import_outcome *out;
	const char **slugs;		/* of new goods */
};

static const char *unit_of(const struct import_goods *g)
{
	return g->weighed ? "kg" : "piece";
}

/* ---- looking up ---- */

static const char *codes_json(struct batch *b)
{
	json_t *all = json_keep(b->c->arena, json_array());

	for (size_t i = 0; i < b->n; i++)
		json_array_append_new(all, json_pack("[s, I]", b->rows[i].code, (json_int_t)b->rows[i].scope.v));
	return json_write(b->c->arena, all);
}

static struct error *look_up(struct batch *b)
{
	struct known *found;
	size_t n;

	TRY(db_all(b->c->db, &known_row, &found, &n,
		"SELECT STRAIGHT_JOIN j.n, i.id, v.id, t.name, i.maker, i.origin, i.unit, v.content_unit, v.content, i.no_discount, "
		"COALESCE((SELECT p.price FROM price p WHERE p.variant_id = v.id AND p.price_list_id = ? "
		"AND p.valid_from <= ? ORDER BY p.valid_from DESC LIMIT 1), -1), "
		"EXISTS (SELECT 1 FROM stock_level s WHERE s.variant_id = v.id AND s.location_id = ?), "
		"EXISTS (SELECT 1 FROM price q WHERE q.variant_id = v.id AND q.price_list_id <> ?) "
		"OR EXISTS (SELECT 1 FROM variant w WHERE w.item_id = i.id AND w.id <> v.id) "
		"FROM JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY, "
		"code VARCHAR(64) CHARACTER SET utf8mb4 PATH '$[0]', branch BIGINT PATH '$[1]')) AS j "
		"JOIN barcode b ON b.code = j.code AND b.branch_id = j.branch "
		"JOIN variant v ON v.id = b.variant_id JOIN item i ON i.id = v.item_id "
		"LEFT JOIN item_text t ON t.item_id = i.id AND t.lang = ?",
		ARGS(ID(b->t->branch->price_list), AT(b->c->now), ID(b->t->branch->shelf), ID(b->t->branch->price_list),
		     T(codes_json(b)), T(b->rows[0].lang))));
	memset(b->known, 0, b->n * sizeof(*b->known));
	for (size_t i = 0; i < n; i++)
		b->known[found[i].n - 1] = found[i];
	return NULL;
}

static bool differ(const char *a, const char *b)
{
	return !a || !b ? a != b : strcmp(a, b) != 0;
}

static bool text_differs(const struct import_goods *g, const struct known *k)
{
	return differ(g->name, k->name) || differ(g->maker, k->maker) || differ(g->origin, k->origin) ||
		differ(g->content_unit, k->content_unit) || g->content != k->content || g->no_discount != k->no_discount;
}

static void judge(const struct import_goods *g, const struct known *k, struct import_outcome *o)
{
	*o = (struct import_outcome){ 0 };
	if (!k->item.v) {
		o->effect = EFFECT_ADDED;
		return;
	}
	if (strcmp(k->unit, unit_of(g)) != 0) {
		o->effect = EFFECT_OTHER_UNIT;
		return;
	}
	o->repriced = k->price != g->price;
	o->retexted = !k->shared && text_differs(g, k);
	o->effect = o->repriced || o->retexted ? EFFECT_CHANGED : EFFECT_UNCHANGED;
}

/* ---- addresses of new goods ---- */

static const char *slug_try(struct batch *b, size_t i, int attempt)
{
	const struct import_goods *g = &b->rows[i];
	const char *base = item_slug(b->c->arena, g->name, SLUG_CHARS);

	if (attempt == 0)
		return base;
	if (g->scope.v)
		base = arena_printf(b->c->arena, "%s-%s-%s", base, b->t->branch->code, g->code);
	else
		base = arena_printf(b->c->arena, "%s-%s", base, g->code);
	base = item_slug(b->c->arena, base, 100);
	/* Nobody's name is that unlucky twice. */
	return attempt == 1 ? base : arena_printf(b->c->arena, "%s-%lld", base, (long long)g->line);
}

struct slug_taken {
	int64_t n;
};

static const struct db_column slug_taken_columns[] = { DB_COL(struct slug_taken, n, INT) };
static const struct db_row slug_taken_row = DB_ROW(struct slug_taken, slug_taken_columns);

/* Marks those of the batch that another item, of it or of the shop, has. */
static struct error *slugs_taken(struct batch *b, bool *taken)
{
	json_t *all = json_keep(b->c->arena, json_array());
	struct slug_taken *rows;
	size_t n;

	for (size_t i = 0; i < b->n; i++)
		json_array_append_new(all, b->slugs[i] ? json_string(b->slugs[i]) : json_null());
	TRY(db_all(b->c->db, &slug_taken_row, &rows, &n,
		"SELECT STRAIGHT_JOIN j.n FROM JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY, "
		"slug VARCHAR(120) CHARACTER SET utf8mb4 PATH '$')) AS j JOIN item i ON i.slug = j.slug",
		ARGS(T(json_write(b->c->arena, all)))));
	memset(taken, 0, b->n * sizeof(*taken));
	for (size_t i = 0; i < n; i++)
		taken[rows[i].n - 1] = true;
	for (size_t i = 0; i < b->n; i++)
		for (size_t j = 0; j < i && b->slugs[i] && !taken[i]; j++)
			taken[i] = b->slugs[j] && strcmp(b->slugs[i], b->slugs[j]) == 0;
	return NULL;
}

static struct error *slugs_find(struct batch *b)
{
	bool *taken = ARENA_ARRAY(b->c->arena, b->n, bool);
	bool again = true;

	for (size_t i = 0; i < b->n; i++)
		b->slugs[i] = b->out[i].effect == EFFECT_ADDED ? slug_try(b, i, 0) : NULL;
	for (int attempt = 1; attempt < SLUG_TRIES && again; attempt++) {
		TRY(slugs_taken(b, taken));
		again = false;
		for (size_t i = 0; i < b->n; i++) {
			if (taken[i]) {
				b->slugs[i] = slug_try(b, i, attempt);
				again = true;
			}
		}
	}
	return NULL;
}

/* ---- writing ---- */

static const char *folded_name(struct batch *b, const char *name, size_t max)
{
	return utf8_cut(b->c->arena, utf8_fold(b->c->arena, name), max);
}

static json_t *new_json(struct batch *b, size_t i)
{
	const struct import_goods *g = &b->rows[i];

	return json_pack("{s:s, s:s, s:s, s:s, s:s?, s:s?, s:i, s:s, s:s, s:s?, s:s, s:I, s:I}",
		"slug", b->slugs[i], "type", g->weighed ? "weighed" : "good", "unit", unit_of(g),
		"sort", folded_name(b, g->name, 190), "maker", g->maker, "origin", g->origin,
		"no_discount", g->no_discount ? 1 : 0, "name", g->name, "folded", folded_name(b, g->name, 250),
		"content_unit", g->content ? g->content_unit : NULL,
		"code", g->code, "branch", (json_int_t)g->scope.v, "price", (json_int_t)g->price);
}

/* Of an array of new_json(): `j`. content travels apart: it may be none. */
#define NEW_SQL \
	"JSON_TABLE(?, '$[*]' COLUMNS (" \
	"slug VARCHAR(120) CHARACTER SET utf8mb4 PATH '$.slug', type VARCHAR(16) CHARACTER SET utf8mb4 PATH '$.type', " \
	"unit VARCHAR(8) CHARACTER SET utf8mb4 PATH '$.unit', sort_key VARCHAR(190) CHARACTER SET utf8mb4 PATH '$.sort', " \
	"maker VARCHAR(190) CHARACTER SET utf8mb4 PATH '$.maker', origin VARCHAR(2) CHARACTER SET utf8mb4 PATH '$.origin', " \
	"no_discount INT PATH '$.no_discount', name VARCHAR(250) CHARACTER SET utf8mb4 PATH '$.name', " \
	"folded VARCHAR(250) CHARACTER SET utf8mb4 PATH '$.folded', content BIGINT PATH '$.content', " \
	"content_unit VARCHAR(8) CHARACTER SET utf8mb4 PATH '$.content_unit', " \
	"code VARCHAR(64) CHARACTER SET utf8mb4 PATH '$.code', branch BIGINT PATH '$.branch', price BIGINT PATH '$.price')) AS j"

static struct error *add_items(struct batch *b, const char *rows)
{
	struct db *db = b->c->db;

	TRY(db_exec(db, NULL,
		"INSERT INTO item (type, slug, category_id, tax_class_id, lang, sort_key, maker, origin, unit, no_discount, created_at) "
		"SELECT j.type, j.slug, NULL, ?, ?, j.sort_key, j.maker, j.origin, j.unit, j.no_discount, ? FROM " NEW_SQL,
		ARGS(ID(b->t->tax_class), T(b->rows[0].lang), AT(b->c->now), T(rows))));
	TRY(db_exec(db, NULL,
		"INSERT INTO item_text (item_id, lang, name, name_folded, description) "
		"SELECT STRAIGHT_JOIN i.id, i.lang, j.name, j.folded, NULL FROM " NEW_SQL " JOIN item i ON i.slug = j.slug",
		ARGS(T(rows))));
	TRY(db_exec(db, NULL,
		"INSERT INTO variant (item_id, sku, label, position, content, content_unit) "
		"SELECT STRAIGHT_JOIN i.id, NULL, '', 0, j.content, j.content_unit FROM " NEW_SQL " JOIN item i ON i.slug = j.slug",
		ARGS(T(rows))));
	return db_exec(db, NULL,
		"INSERT INTO barcode (code, branch_id, variant_id, pack_quantity) "
		"SELECT STRAIGHT_JOIN j.code, j.branch, v.id, 1000 FROM " NEW_SQL
		" JOIN item i ON i.slug = j.slug JOIN variant v ON v.item_id = i.id",
		ARGS(T(rows)));
}

static struct error *add_new(struct batch *b)
{
	json_t *all = json_keep(b->c->arena, json_array()), *one;
	const char *rows;

	for (size_t i = 0; i < b->n; i++) {
		if (b->out[i].effect != EFFECT_ADDED)
			continue;
		one = new_json(b, i);
		if (b->rows[i].content)
			json_object_set_new(one, "content", json_integer(b->rows[i].content));
		json_array_append_new(all, one);
	}
	if (!json_array_size(all))
		return NULL;
	rows = json_write(b->c->arena, all);
	TRY(add_items(b, rows));
	TRY(db_exec(b->c->db, NULL,
		"INSERT INTO price (price_list_id, variant_id, valid_from, price, staff_id) "
		"SELECT STRAIGHT_JOIN ?, b.variant_id, ?, j.price, NULL FROM " NEW_SQL
		" JOIN barcode b ON b.code = j.code AND b.branch_id = j.branch",
		ARGS(ID(b->t->branch->price_list), AT(b->c->now), T(rows))));
	return db_exec(b->c->db, NULL,
		"INSERT INTO stock_level (location_id, variant_id, on_hand, reserved, floor, policy) "
		"SELECT STRAIGHT_JOIN ?, b.variant_id, 0, 0, 0, 'uncounted' FROM " NEW_SQL
		" JOIN barcode b ON b.code = j.code AND b.branch_id = j.branch",
		ARGS(ID(b->t->branch->shelf), T(rows)));
}

static struct error *set_prices(struct batch *b)
{
	json_t *all = json_keep(b->c->arena, json_array());

	for (size_t i = 0; i < b->n; i++)
		if (b->out[i].repriced)
			json_array_append_new(all, json_pack("[I, I]",
				(json_int_t)b->known[i].variant.v, (json_int_t)b->rows[i].price));
	if (!json_array_size(all))
		return NULL;
	return db_exec(b->c->db, NULL,
		"INSERT INTO price (price_list_id, variant_id, valid_from, price, staff_id) "
		"SELECT ?, j.variant, ?, j.price, NULL FROM JSON_TABLE(?, '$[*]' COLUMNS "
		"(variant BIGINT PATH '$[0]', price BIGINT PATH '$[1]')) AS j",
		ARGS(ID(b->t->branch->price_list), AT(b->c->now), T(json_write(b->c->arena, all))));
}

static struct error *add_levels(struct batch *b)
{
	json_t *all = json_keep(b->c->arena, json_array());

	for (size_t i = 0; i < b->n; i++)
		if (b->known[i].item.v && !b->known[i].stocked && b->out[i].effect != EFFECT_OTHER_UNIT)
			json_array_append_new(all, json_integer(b->known[i].variant.v));
	if (!json_array_size(all))
		return NULL;
	return db_exec(b->c->db, NULL,
		"INSERT INTO stock_level (location_id, variant_id, on_hand, reserved, floor, policy) "
		"SELECT ?, j.variant, 0, 0, 0, 'uncounted' FROM JSON_TABLE(?, '$[*]' COLUMNS (variant BIGINT PATH '$')) AS j "
		"ON DUPLICATE KEY UPDATE location_id = VALUES(location_id)",
		ARGS(ID(b->t->branch->shelf), T(json_write(b->c->arena, all))));
}

static struct error *set_text(struct batch *b, const struct import_goods *g, const struct known *k)
{
	struct db *db = b->c->db;

	TRY(db_exec(db, NULL,
		"INSERT INTO item_text (item_id, lang, name, name_folded, description) VALUES (?, ?, ?, ?, NULL) "
		"ON DUPLICATE KEY UPDATE name = VALUES(name), name_folded = VALUES(name_folded)",
		ARGS(ID(k->item), T(g->lang), T(g->name), T(folded_name(b, g->name, 250)))));
	TRY(db_exec(db, NULL,
		"UPDATE item SET sort_key = IF(lang = ?, ?, sort_key), maker = ?, origin = ?, no_discount = ? WHERE id = ?",
		ARGS(T(g->lang), T(folded_name(b, g->name, 190)), T(g->maker), T(g->origin), I(g->no_discount), ID(k->item))));
	return db_exec(db, NULL, "UPDATE variant SET content = ?, content_unit = ? WHERE id = ?",
		ARGS(g->content ? I(g->content) : NONE, T(g->content_unit), ID(k->variant)));
}

static const struct db_column item_columns[] = { { DB_INT, 0 } };
static const struct db_row item_row = { sizeof(struct item_id), item_columns, 1 };

/* Those whose texts are new or others. */
static struct error *index_words(struct batch *b)
{
	json_t *all = json_keep(b->c->arena, json_array());
	struct item_id *items;
	size_t n;

	for (size_t i = 0; i < b->n; i++)
		if (b->out[i].effect == EFFECT_ADDED || b->out[i].retexted)
			json_array_append_new(all, json_pack("[s, I]", b->rows[i].code, (json_int_t)b->rows[i].scope.v));
	if (!json_array_size(all))
		return NULL;
	TRY(db_all(b->c->db, &item_row, &items, &n,
		"SELECT STRAIGHT_JOIN DISTINCT v.item_id FROM JSON_TABLE(?, '$[*]' COLUMNS ("
		"code VARCHAR(64) CHARACTER SET utf8mb4 PATH '$[0]', branch BIGINT PATH '$[1]')) AS j "
		"JOIN barcode b ON b.code = j.code AND b.branch_id = j.branch JOIN variant v ON v.id = b.variant_id",
		ARGS(T(json_write(b->c->arena, all)))));
	return search_index(b->c, items, n);
}

static struct error *write_all(struct db *db, void *arg)
{
	struct batch *b = arg;

	(void)db;
	TRY(add_new(b));
	TRY(set_prices(b));
	TRY(add_levels(b));
	for (size_t i = 0; i < b->n; i++)
		if (b->out[i].retexted)
			TRY(set_text(b, &b->rows[i], &b->known[i]));
	TRY(index_words(b));
	return item_changed(b->c);
}

/* Looks up, and writes only where something is to be written. */
static struct error *run_batch(struct batch *b)
{
	bool writes = false;

	TRY(look_up(b));
	for (size_t i = 0; i < b->n; i++) {
		judge(&b->rows[i], &b->known[i], &b->out[i]);
		writes = writes || b->out[i].effect == EFFECT_ADDED || b->out[i].effect == EFFECT_CHANGED ||
			(!b->known[i].stocked && b->out[i].effect == EFFECT_UNCHANGED);
	}
	if (!writes || b->t->dry_run)
		return NULL;
	TRY(slugs_find(b));
	return db_tx(b->c->db, write_all, b);
}

struct error *import_batch(struct ctx *c, const struct import_target *t, const struct import_goods *rows, size_t n,
	struct import_outcome *out)
{
	struct batch b = { c, t, rows, n, .out = out };
	struct error *e;

	b.known = ARENA_ARRAY(c->arena, n, struct known);
	b.slugs = ARENA_ARRAY(c->arena, n, const char *);
	e = run_batch(&b);
	/* Somebody else added one of them between look and leap: look again, once. */
	if (e && e->kind == CONFLICT && strcmp(e->code, "db.duplicate") == 0)
		e = run_batch(&b);
	return e;
}
