/* import_goods.c: a batch of goods against what the shop knows, and what is to
 * be written of it.
 *
 * Rows travel as one JSON value that the server unfolds with JSON_TABLE, so
 * that a statement's text stays the same for one row or five hundred.
 */
#include "base/str.h"
#include "base/utf8.h"
#include "shop/import_batch.h"
#include "shop/item_sql.h"

/* Leaves room for the suffixes that make a slug unique. */
#define SLUG_CHARS 50
#define SLUG_TRIES 3

/* ---- finding: by code, SKU, item and label ---- */

struct found {
	int64_t n, k;			/* row, and which of its codes */
	struct variant_id variant;
	struct item_id item;
	const char *sku;
	int64_t pack;
};

static const struct db_column found_columns[] = {
	DB_COL(struct found, n, INT), DB_COL(struct found, k, INT), DB_COL(struct found, variant, INT),
	DB_COL(struct found, item, INT), DB_COL(struct found, sku, TEXT), DB_COL(struct found, pack, INT),
};
static const struct db_row found_row = DB_ROW(struct found, found_columns);

static struct error *find_codes(struct batch *b, struct found **out, size_t *n)
{
	json_t *all = json_keep(b->c->arena, json_array());

	for (size_t i = 0; i < b->n; i++)
		for (size_t k = 0; k < b->rows[i].code_count; k++)
			json_array_append_new(all, json_pack("[I, I, s, I]", (json_int_t)i, (json_int_t)k, b->rows[i].codes[k].code,
				(json_int_t)b->rows[i].codes[k].scope.v));
	*n = 0;
	if (!json_array_size(all))
		return NULL;
	/* A code that all branches share is found, too, but by the key barcode. */
	return db_all(b->c->db, &found_row, out, n,
		"SELECT STRAIGHT_JOIN j.n, j.k, v.id, v.item_id, v.sku, b.pack_quantity FROM JSON_TABLE(?, '$[*]' COLUMNS ("
		"n BIGINT PATH '$[0]', k BIGINT PATH '$[1]', code VARCHAR(64) CHARACTER SET utf8mb4 PATH '$[2]', "
		"branch BIGINT PATH '$[3]')) AS j JOIN barcode b ON b.code = j.code JOIN variant v ON v.id = b.variant_id "
		"WHERE b.branch_id = j.branch OR (? AND b.branch_id = 0) ORDER BY b.branch_id",
		ARGS(T(json_write(b->c->arena, all)), I(b->t->profile->key != KEY_BARCODE)));
}

static struct error *find_skus(struct batch *b, struct found **out, size_t *n)
{
	json_t *all = json_keep(b->c->arena, json_array());

	for (size_t i = 0; i < b->n; i++)
		if (b->rows[i].sku && b->rows[i].role != ROLE_ITEM)
			json_array_append_new(all, json_pack("[I, s]", (json_int_t)i, b->rows[i].sku));
	*n = 0;
	if (!json_array_size(all))
		return NULL;
	return db_all(b->c->db, &found_row, out, n,
		"SELECT STRAIGHT_JOIN j.n, 0, v.id, v.item_id, v.sku, 0 FROM JSON_TABLE(?, '$[*]' COLUMNS ("
		"n BIGINT PATH '$[0]', sku VARCHAR(64) CHARACTER SET utf8mb4 PATH '$[1]')) AS j JOIN variant v ON v.sku = j.sku",
		ARGS(T(json_write(b->c->arena, all))));
}

static struct error *find_items(struct batch *b, struct found **out, size_t *n)
{
	json_t *all = json_keep(b->c->arena, json_array());

	for (size_t i = 0; i < b->n; i++)
		if (b->rows[i].item)
			json_array_append_new(all, json_pack("[I, s, s]", (json_int_t)i, b->rows[i].item,
				b->rows[i].label ? b->rows[i].label : ""));
	*n = 0;
	if (!json_array_size(all))
		return NULL;
	return db_all(b->c->db, &found_row, out, n,
		"SELECT STRAIGHT_JOIN j.n, 0, v.id, i.id, v.sku, 0 FROM JSON_TABLE(?, '$[*]' COLUMNS ("
		"n BIGINT PATH '$[0]', slug VARCHAR(120) CHARACTER SET utf8mb4 PATH '$[1]', "
		"label VARCHAR(100) CHARACTER SET utf8mb4 PATH '$[2]')) AS j "
		"JOIN item i ON i.slug = j.slug LEFT JOIN variant v ON v.item_id = i.id AND v.label = j.label",
		ARGS(T(json_write(b->c->arena, all))));
}

static void know(struct batch *b, size_t i, const struct found *f)
{
	b->known[i].item = f->item;
	b->known[i].variant = f->variant;
}

/* Goods of another SKU are other goods, though they share a code. */
static bool by_code(const struct batch *b, const struct found *f)
{
	const struct import_goods *g = &b->rows[f->n];

	if (b->known[f->n].variant.v)
		return false;
	if (b->t->profile->key == KEY_BARCODE)
		return f->k == 0;
	return g->role != ROLE_ITEM && (!f->sku || !g->sku || strcmp(f->sku, g->sku) == 0);
}

static struct error *find_all(struct batch *b)
{
	struct found *codes = NULL, *skus = NULL, *items = NULL;
	size_t n_codes, n_skus, n_items;

	TRY(find_codes(b, &codes, &n_codes));
	TRY(find_skus(b, &skus, &n_skus));
	TRY(find_items(b, &items, &n_items));
	for (size_t i = 0; i < n_skus; i++)
		know(b, (size_t)skus[i].n, &skus[i]);
	for (size_t i = 0; i < n_codes; i++) {
		if (by_code(b, &codes[i]))
			know(b, (size_t)codes[i].n, &codes[i]);
		b->plan[codes[i].n].code_of[codes[i].k] = codes[i].variant;
		b->plan[codes[i].n].pack_of[codes[i].k] = codes[i].pack;
	}
	for (size_t i = 0; i < n_items; i++) {
		const struct import_goods *g = &b->rows[items[i].n];

		if (b->known[items[i].n].variant.v)
			continue;
		/* A variant of that label with another SKU is another one. */
		if (g->role == ROLE_ITEM || (items[i].sku && g->sku && strcmp(items[i].sku, g->sku) != 0))
			items[i].variant.v = 0;
		know(b, (size_t)items[i].n, &items[i]);
	}
	return NULL;
}

/* ---- what is known of them ---- */

static const struct db_column known_columns[] = {
	DB_COL(struct known, n, INT), DB_COL(struct known, item, INT), DB_COL(struct known, variant, INT),
	DB_COL(struct known, slug, TEXT), DB_COL(struct known, unit, TEXT), DB_COL(struct known, type, TEXT),
	DB_COL(struct known, maker, TEXT), DB_COL(struct known, origin, TEXT), DB_COL(struct known, no_discount, BOOL),
	DB_COL(struct known, tax_class, INT), DB_COL(struct known, category, INT), DB_COL(struct known, sku, TEXT),
	DB_COL(struct known, label, TEXT), DB_COL(struct known, content_unit, TEXT), DB_COL(struct known, content, INT),
	DB_COL(struct known, price, INT), DB_COL(struct known, price_shown, INT), DB_COL(struct known, stocked, BOOL),
	DB_COL(struct known, listed, BOOL), DB_COL(struct known, ours, INT), DB_COL(struct known, other, INT),
	DB_COL(struct known, other_here, INT), DB_COL(struct known, retired, BOOL),
};
static const struct db_row known_row = DB_ROW(struct known, known_columns);

#define SOURCES_SQL(what, cond) \
	"COALESCE((SELECT " what " FROM import_source s WHERE s.variant_id = v.id AND " cond "), 0)"
#define OURS_SQL "s.profile = me.profile AND s.source = me.source AND s.branch_id = me.branch"

static const char *ids_json(struct batch *b)
{
	json_t *all = json_keep(b->c->arena, json_array());

	for (size_t i = 0; i < b->n; i++)
		if (b->known[i].item.v)
			json_array_append_new(all, json_pack("[I, I, I]", (json_int_t)i, (json_int_t)b->known[i].item.v,
				(json_int_t)b->known[i].variant.v));
	return json_array_size(all) ? json_write(b->c->arena, all) : NULL;
}

static struct error *read_known(struct batch *b, const char *ids)
{
	const struct branch *branch = b->t->branch;
	struct known *found;
	size_t n;

	TRY(db_all(b->c->db, &known_row, &found, &n,
		"SELECT STRAIGHT_JOIN j.n, i.id, v.id, i.slug, i.unit, i.type, i.maker, i.origin, i.no_discount, i.tax_class_id, i.category_id, "
		"v.sku, v.label, v.content_unit, v.content, COALESCE(" PRICE_IN_SQL("list0") ", -1), " PRICE_SQL ", "
		"EXISTS (SELECT 1 FROM stock_level l WHERE l.variant_id = v.id AND l.location_id = me.shelf), "
		"EXISTS (SELECT 1 FROM price q WHERE q.variant_id = v.id AND q.price_list_id <> asked.list0), "
		SOURCES_SQL("MIN(s.first_seen)", OURS_SQL " AND s.retired_at IS NULL") ", "
		SOURCES_SQL("MIN(s.first_seen)", "NOT (" OURS_SQL ") AND s.retired_at IS NULL") ", "
		SOURCES_SQL("MIN(s.first_seen)", "NOT (" OURS_SQL ") AND s.branch_id = me.branch AND s.retired_at IS NULL") ", "
		SOURCES_SQL("COUNT(*)", OURS_SQL " AND s.retired_at IS NOT NULL") " "
		"FROM " ASKED_SQL " JOIN (SELECT CAST(? AS CHAR(64)) AS profile, CAST(? AS CHAR(130)) AS source, "
		"CAST(? AS SIGNED) AS branch, CAST(? AS SIGNED) AS shelf) AS me "
		"JOIN JSON_TABLE(?, '$[*]' COLUMNS (n BIGINT PATH '$[0]', item BIGINT PATH '$[1]', variant BIGINT PATH '$[2]')) AS j "
		"JOIN item i ON i.id = j.item LEFT JOIN variant v ON v.id = j.variant",
		ARGS(AT(b->c->now), T(b->rows[0].texts[0].lang), ID(branch->price_list), T(b->t->profile->name), T(b->t->source),
		     ID(branch->id), ID(branch->shelf), T(ids))));
	for (size_t i = 0; i < n; i++)
		b->known[found[i].n] = found[i];
	return NULL;
}

struct told {
	int64_t n;
	const char *lang, *name, *description;
};

static const struct db_column told_columns[] = {
	DB_COL(struct told, n, INT), DB_COL(struct told, lang, TEXT), DB_COL(struct told, name, TEXT), DB_COL(struct told, description, TEXT),
};
static const struct db_row told_row = DB_ROW(struct told, told_columns);

static struct error *read_texts(struct batch *b, const char *ids)
{
	struct told *all;
	size_t n;

	TRY(db_all(b->c->db, &told_row, &all, &n,
		"SELECT STRAIGHT_JOIN j.n, t.lang, t.name, t.description FROM JSON_TABLE(?, '$[*]' COLUMNS (n BIGINT PATH '$[0]', "
		"item BIGINT PATH '$[1]')) AS j JOIN item_text t ON t.item_id = j.item", ARGS(T(ids))));
	for (size_t i = 0; i < n; i++) {
		const struct import_goods *g = &b->rows[all[i].n];

		for (size_t k = 0; k < g->text_count; k++)
			if (strcmp(g->texts[k].lang, all[i].lang) == 0)
				b->known[all[i].n].texts[k] = (struct import_text){ all[i].lang, all[i].name, all[i].description };
	}
	return NULL;
}

static struct error *look_up(struct batch *b)
{
	const char *ids;

	memset(b->known, 0, b->n * sizeof(*b->known));
	memset(b->plan, 0, b->n * sizeof(*b->plan));
	TRY(find_all(b));
	ids = ids_json(b);
	if (!ids)
		return NULL;
	TRY(read_known(b, ids));
	return read_texts(b, ids);
}

/* ---- what differs ---- */

static bool differ(const char *a, const char *b)
{
	return !a || !b ? a != b : strcmp(a, b) != 0;
}

static bool says(const struct batch *b, enum import_field f)
{
	return !b->t->silent[f];
}

static bool texts_differ(const struct import_goods *g, const struct known *k)
{
	for (size_t i = 0; i < g->text_count; i++) {
		const char *description = g->texts[i].description, *had = k->texts[i].description;

		if (differ(g->texts[i].name, k->texts[i].name))
			return true;
		if (description && differ(description, had ? had : ""))
			return true;
	}
	return false;
}

static bool item_differs(const struct batch *b, const struct import_goods *g, const struct known *k)
{
	if (texts_differ(g, k) || (says(b, FIELD_MAKER) && differ(g->maker, k->maker)) ||
	    (says(b, FIELD_ORIGIN) && differ(g->origin, k->origin)) || (says(b, FIELD_NO_DISCOUNT) && g->no_discount != k->no_discount))
		return true;
	return b->t->profile->all && (g->tax_class.v != k->tax_class.v || g->category_id.v != k->category.v || differ(g->type, k->type));
}

static bool codes_differ(const struct batch *b, size_t i)
{
	for (size_t k = 0; k < b->rows[i].code_count; k++)
		if (!b->plan[i].code_of[k].v || (b->t->profile->all && b->plan[i].code_of[k].v == b->known[i].variant.v &&
		    b->plan[i].pack_of[k] != b->rows[i].codes[k].pack))
			return true;
	return false;
}

static bool variant_differs(const struct batch *b, size_t i)
{
	const struct import_goods *g = &b->rows[i];
	const struct known *k = &b->known[i];

	if ((says(b, FIELD_CONTENT) || says(b, FIELD_SIZE)) && (g->content != k->content || differ(g->content_unit, k->content_unit)))
		return true;
	return (g->label && differ(g->label, k->label)) || (g->sku && differ(g->sku, k->sku)) || codes_differ(b, i);
}

/* ---- what is to be done ---- */

static bool may_price(const struct batch *b, const struct known *k)
{
	return b->t->profile->all || !k->other_here || (k->ours && k->ours < k->other_here);
}

static bool may_name(const struct batch *b, const struct known *k)
{
	if (b->t->profile->all || (k->ours && (!k->other || k->ours < k->other)))
		return true;
	return !k->other && !k->listed;
}

static bool priced_else(const struct batch *b, const struct import_goods *g, const struct known *k)
{
	if (g->price == PRICE_NONE || k->price == g->price)
		return false;
	return !(b->t->profile->all && k->price == PRICE_NONE && k->price_shown == g->price);
}

static void judge_known(struct batch *b, size_t i)
{
	const struct import_goods *g = &b->rows[i];
	const struct known *k = &b->known[i];
	struct import_outcome *o = &b->out[i];
	struct planned *p = &b->plan[i];
	bool name = may_name(b, k);

	o->variant = k->variant;
	o->price_before = k->price;
	p->slug = k->slug;
	if (strcmp(k->unit, g->unit) != 0) {
		o->effect = EFFECT_OTHER_UNIT;
		return;
	}
	if (!may_price(b, k)) {
		o->effect = EFFECT_KEPT;
		return;
	}
	o->repriced = priced_else(b, g, k);
	p->sets_item = name && g->role != ROLE_VARIANT && item_differs(b, g, k);
	p->sets_variant = name && g->role != ROLE_ITEM && variant_differs(b, i);
	p->revives = k->retired && k->variant.v;
	o->retexted = p->sets_item || p->sets_variant || p->revives;
	o->name_before = p->sets_item && differ(g->texts[0].name, k->texts[0].name) ? k->texts[0].name : NULL;
	o->effect = o->repriced || o->retexted ? EFFECT_CHANGED : EFFECT_UNCHANGED;
}

static bool made_before(const struct batch *b, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (b->plan[j].makes_item && b->rows[j].item && strcmp(b->rows[j].item, b->rows[i].item) == 0)
			return true;
	return false;
}

static void judge_new(struct batch *b, size_t i)
{
	const struct import_goods *g = &b->rows[i];
	struct import_outcome *o = &b->out[i];
	struct planned *p = &b->plan[i];

	o->effect = EFFECT_ADDED;
	o->price_before = PRICE_NONE;
	p->makes_variant = g->role != ROLE_ITEM;
	p->makes_item = !b->known[i].item.v && !(g->item && made_before(b, i));
	p->sets_item = b->known[i].item.v && g->role == ROLE_BOTH && item_differs(b, g, &b->known[i]);
	p->slug = g->item;
	o->review = (strcmp(g->type, "weighed") == 0) + g->tax_guessed + (g->bad_code != NULL);
	if (g->role == ROLE_ITEM)
		o->review = 0;
}

/* Codes that are another's stay with it. */
static void drop_taken_codes(struct batch *b, size_t i)
{
	struct import_goods *g = &b->rows[i];
	struct planned *p = &b->plan[i];
	size_t kept = 0;

	for (size_t k = 0; k < g->code_count; k++) {
		if (p->code_of[k].v && p->code_of[k].v != b->known[i].variant.v) {
			g->shared_code = true;
			g->bad_code = g->codes[k].code;
			continue;
		}
		g->codes[kept] = g->codes[k];
		p->code_of[kept] = p->code_of[k];
		p->pack_of[kept++] = p->pack_of[k];
	}
	g->code_count = kept;
}

static void judge(struct batch *b, size_t i)
{
	bool known = b->known[i].variant.v || (b->rows[i].role == ROLE_ITEM && b->known[i].item.v);

	b->out[i] = (struct import_outcome){ 0 };
	if (b->rows[i].mark) {
		b->out[i].variant = b->known[i].variant;
		return;
	}
	if (b->t->profile->key != KEY_BARCODE)
		drop_taken_codes(b, i);
	if (known)
		judge_known(b, i);
	else
		judge_new(b, i);
}

/* ---- addresses of new goods ---- */

static const char *slug_try(struct batch *b, size_t i, int attempt)
{
	const struct import_goods *g = &b->rows[i];
	const char *base = item_slug(b->c->arena, g->texts[0].name, SLUG_CHARS);

	if (attempt == 0)
		return base;
	if (g->code_count && g->codes[0].scope.v)
		base = arena_printf(b->c->arena, "%s-%s-%s", base, b->t->branch->code, g->key);
	else
		base = arena_printf(b->c->arena, "%s-%s", base, g->key);
	base = item_slug(b->c->arena, base, 100);
	/* Nobody's name is that unlucky twice. */
	return attempt == 1 ? base : arena_printf(b->c->arena, "%s-%lld", base, (long long)g->line);
}

struct slug_taken {
	int64_t n;
};

static const struct db_column slug_taken_columns[] = { DB_COL(struct slug_taken, n, INT) };
static const struct db_row slug_taken_row = DB_ROW(struct slug_taken, slug_taken_columns);

static bool needs_slug(const struct batch *b, size_t i)
{
	return b->plan[i].makes_item && !b->rows[i].item;
}

/* Marks those of the batch that another item, of it or of the shop, has. */
static struct error *slugs_taken(struct batch *b, bool *taken)
{
	json_t *all = json_keep(b->c->arena, json_array());
	struct slug_taken *rows;
	size_t n;

	for (size_t i = 0; i < b->n; i++)
		if (needs_slug(b, i))
			json_array_append_new(all, json_pack("[I, s]", (json_int_t)i, b->plan[i].slug));
	memset(taken, 0, b->n * sizeof(*taken));
	TRY(db_all(b->c->db, &slug_taken_row, &rows, &n,
		"SELECT STRAIGHT_JOIN j.n FROM JSON_TABLE(?, '$[*]' COLUMNS (n BIGINT PATH '$[0]', "
		"slug VARCHAR(120) CHARACTER SET utf8mb4 PATH '$[1]')) AS j JOIN item i ON i.slug = j.slug",
		ARGS(T(json_write(b->c->arena, all)))));
	for (size_t i = 0; i < n; i++)
		taken[rows[i].n] = true;
	for (size_t i = 0; i < b->n; i++)
		for (size_t j = 0; j < b->n && needs_slug(b, i) && !taken[i]; j++)
			taken[i] = (j < i || b->rows[j].item) && b->plan[j].makes_item && b->plan[j].slug &&
				strcmp(b->plan[i].slug, b->plan[j].slug) == 0;
	return NULL;
}

static struct error *slugs_find(struct batch *b)
{
	bool *taken = ARENA_ARRAY(b->c->arena, b->n, bool);
	bool again = false;

	for (size_t i = 0; i < b->n; i++) {
		if (needs_slug(b, i)) {
			b->plan[i].slug = slug_try(b, i, 0);
			again = true;
		}
	}
	for (int attempt = 1; attempt < SLUG_TRIES && again; attempt++) {
		TRY(slugs_taken(b, taken));
		again = false;
		for (size_t i = 0; i < b->n; i++) {
			if (taken[i])
				b->plan[i].slug = slug_try(b, i, attempt);
			again = again || taken[i];
		}
	}
	return NULL;
}

/* ---- categories ---- */

struct path {
	struct batch *b;
	const char *parts[6];
	size_t count;
	const char *lang;
	struct category_id id;
};

struct place {
	struct category_id id;
	struct category_id parent;
};

static const struct db_column place_columns[] = { DB_COL(struct place, id, INT), DB_COL(struct place, parent, INT) };
static const struct db_row place_row = DB_ROW(struct place, place_columns);

static struct error *step(struct path *p, struct category_id parent, const char *name, const char *slug, bool exact, bool *done)
{
	struct ctx *c = p->b->c;
	struct place found;

	TRY(db_find(c->db, &place_row, &found, done, "SELECT id, parent_id FROM category WHERE slug = ?", ARGS(T(slug))));
	if (*done) {
		*done = !exact || found.parent.v == parent.v;
		if (*done)
			p->id = found.id;
		return NULL;
	}
	TRY(category_add(c, parent, slug, 1000, &p->id));
	*done = true;
	return category_set_text(c, p->id, p->lang, name);
}

/* The same name under two parents is two categories. */
static struct error *write_path(struct db *db, void *arg)
{
	struct path *p = arg;
	const char *above = NULL;

	(void)db;
	p->id.v = 0;
	for (size_t i = 0; i < p->count; i++) {
		struct arena *a = p->b->c->arena;
		struct category_id parent = p->id;
		const char *slug = item_slug(a, p->parts[i], p->b->t->profile->all ? 120 : 55);
		bool done;

		TRY(step(p, parent, p->parts[i], slug, above && !p->b->t->profile->all, &done));
		if (!done) {
			slug = arena_printf(a, "%s-%s", above, slug);
			TRY(step(p, parent, p->parts[i], slug, false, &done));
		}
		above = slug;
	}
	return NULL;
}

static void split_path(struct path *p, const char *text)
{
	struct arena *a = p->b->c->arena;

	while (*text && p->count < 6) {
		const char *end = strstr(text, " > ");
		size_t n = end ? (size_t)(end - text) : strlen(text);
		const char *part = utf8_cut(a, arena_strndup(a, text, n), 190);

		if (*part)
			p->parts[p->count++] = part;
		text += n + (end ? 3 : 0);
	}
}

static struct error *find_category(struct batch *b, size_t i)
{
	struct path p = { .b = b, .lang = b->rows[i].texts[0].lang };

	if (!b->rows[i].category)
		return NULL;
	for (size_t j = 0; j < i; j++) {
		if (b->rows[j].category && strcmp(b->rows[j].category, b->rows[i].category) == 0) {
			b->rows[i].category_id = b->rows[j].category_id;
			return NULL;
		}
	}
	split_path(&p, b->rows[i].category);
	/* A dry run makes none; those that are there are found all the same. */
	if (b->t->dry_run)
		return p.count ? db_whole(b->c->db, &b->rows[i].category_id.v, 0, "SELECT id FROM category WHERE slug = ?",
			ARGS(T(item_slug(b->c->arena, p.parts[p.count - 1], b->t->profile->all ? 120 : 55)))) : NULL;
	if (p.count)
		TRY(db_tx(b->c->db, write_path, &p));
	b->rows[i].category_id = p.id;
	return NULL;
}

/* ---- the batch ---- */

/* Looks up, and writes only where something is to be written. */
static struct error *run_batch(struct batch *b)
{
	TRY(look_up(b));
	for (size_t i = 0; i < b->n; i++)
		if (!b->rows[i].mark)
			TRY(find_category(b, i));
	for (size_t i = 0; i < b->n; i++)
		judge(b, i);
	if (b->t->dry_run)
		return NULL;
	TRY(slugs_find(b));
	return db_tx(b->c->db, import_write, b);
}

struct error *import_batch(struct ctx *c, const struct import_target *t, struct import_goods *rows, size_t n,
	struct import_outcome *out)
{
	struct batch b = { c, t, rows, n, .out = out };
	struct error *e;

	b.known = ARENA_ARRAY(c->arena, n, struct known);
	b.plan = ARENA_ARRAY(c->arena, n, struct planned);
	e = run_batch(&b);
	/* Somebody else added one of them between look and leap: look again, once. */
	if (e && e->kind == CONFLICT && strcmp(e->code, "db.duplicate") == 0)
		e = run_batch(&b);
	return e;
}
