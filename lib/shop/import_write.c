/* import_write.c: writes a batch of goods, a few statements for all of its rows.
 *
 * New stock levels are written here for the whole batch, as shop/stock would
 * one by one.
 */
#include "base/utf8.h"
#include "shop/import_batch.h"
#include "shop/search.h"

static const char *folded(struct batch *b, const char *name, size_t max)
{
	return utf8_cut(b->c->arena, utf8_fold(b->c->arena, name), max);
}

static json_t *array(struct batch *b)
{
	return json_keep(b->c->arena, json_array());
}

static const char *rows_json(struct batch *b, json_t *all)
{
	return json_array_size(all) ? json_write(b->c->arena, all) : NULL;
}

/* ---- new items and variants ---- */

static json_t *new_item(struct batch *b, size_t i)
{
	const struct import_goods *g = &b->rows[i];

	return json_pack("{s:s, s:s, s:s, s:s, s:s?, s:s?, s:s, s:i, s:I, s:o}", "slug", b->plan[i].slug, "type", g->type,
		"lang", g->texts[0].lang, "sort_key", folded(b, g->texts[0].name, 190), "maker", g->maker, "origin", g->origin,
		"unit", g->unit, "no_discount", g->no_discount, "tax", (json_int_t)g->tax_class.v,
		"category", g->category_id.v ? json_integer(g->category_id.v) : json_null());
}

static struct error *add_items(struct batch *b)
{
	json_t *all = array(b);
	const char *rows;

	for (size_t i = 0; i < b->n; i++)
		if (b->plan[i].makes_item)
			json_array_append_new(all, new_item(b, i));
	rows = rows_json(b, all);
	if (!rows)
		return NULL;
	return db_exec(b->c->db, NULL,
		"INSERT INTO item (type, slug, category_id, tax_class_id, lang, sort_key, maker, origin, unit, no_discount, created_at) "
		"SELECT j.type, j.slug, j.category, j.tax, j.lang, j.sort_key, j.maker, j.origin, j.unit, j.no_discount, ? "
		"FROM JSON_TABLE(?, '$[*]' COLUMNS ("
		"slug VARCHAR(120) CHARACTER SET utf8mb4 PATH '$.slug', type VARCHAR(16) CHARACTER SET utf8mb4 PATH '$.type', "
		"lang VARCHAR(2) CHARACTER SET utf8mb4 PATH '$.lang', sort_key VARCHAR(190) CHARACTER SET utf8mb4 PATH '$.sort_key', "
		"maker VARCHAR(190) CHARACTER SET utf8mb4 PATH '$.maker', origin VARCHAR(2) CHARACTER SET utf8mb4 PATH '$.origin', "
		"unit VARCHAR(8) CHARACTER SET utf8mb4 PATH '$.unit', no_discount INT PATH '$.no_discount', tax BIGINT PATH '$.tax', "
		"category BIGINT PATH '$.category')) AS j", ARGS(AT(b->c->now), T(rows)));
}

static struct error *add_texts(struct batch *b)
{
	json_t *all = array(b);
	const char *rows;

	for (size_t i = 0; i < b->n; i++) {
		const struct import_goods *g = &b->rows[i];

		for (size_t k = 0; k < g->text_count && b->plan[i].makes_item; k++)
			json_array_append_new(all, json_pack("[s, s, s, s, s?]", b->plan[i].slug, g->texts[k].lang, g->texts[k].name,
				folded(b, g->texts[k].name, 250), g->texts[k].description && *g->texts[k].description ? g->texts[k].description : NULL));
	}
	rows = rows_json(b, all);
	if (!rows)
		return NULL;
	return db_exec(b->c->db, NULL,
		"INSERT INTO item_text (item_id, lang, name, name_folded, description) "
		"SELECT STRAIGHT_JOIN i.id, j.lang, j.name, j.folded, j.description FROM JSON_TABLE(?, '$[*]' COLUMNS ("
		"slug VARCHAR(120) CHARACTER SET utf8mb4 PATH '$[0]', lang VARCHAR(2) CHARACTER SET utf8mb4 PATH '$[1]', "
		"name VARCHAR(250) CHARACTER SET utf8mb4 PATH '$[2]', folded VARCHAR(250) CHARACTER SET utf8mb4 PATH '$[3]', "
		"description VARCHAR(8192) CHARACTER SET utf8mb4 PATH '$[4]')) AS j JOIN item i ON i.slug = j.slug", ARGS(T(rows)));
}

static const char *label_of(const struct import_goods *g)
{
	return g->label ? g->label : "";
}

/* Behind those that the item has, in the order of the rows. */
static struct error *insert_variants(struct batch *b)
{
	json_t *all = array(b);
	const char *rows;

	for (size_t i = 0; i < b->n; i++) {
		const struct import_goods *g = &b->rows[i];

		if (b->plan[i].makes_variant)
			json_array_append_new(all, json_pack("[s, s, s?, o, s?, I]", b->plan[i].slug, label_of(g), g->sku,
				g->content ? json_integer(g->content) : json_null(), g->content_unit,
				(json_int_t)(b->known[i].item.v || g->item ? i : 0)));
	}
	rows = rows_json(b, all);
	if (!rows)
		return NULL;
	return db_exec(b->c->db, NULL,
		"INSERT INTO variant (item_id, sku, label, position, content, content_unit) "
		"SELECT STRAIGHT_JOIN i.id, j.sku, j.label, "
		"COALESCE((SELECT MAX(w.position) + 1 FROM variant w WHERE w.item_id = i.id), 0) + j.pos, j.content, j.content_unit "
		"FROM JSON_TABLE(?, '$[*]' COLUMNS ("
		"slug VARCHAR(120) CHARACTER SET utf8mb4 PATH '$[0]', label VARCHAR(100) CHARACTER SET utf8mb4 PATH '$[1]', "
		"sku VARCHAR(64) CHARACTER SET utf8mb4 PATH '$[2]', content BIGINT PATH '$[3]', "
		"content_unit VARCHAR(8) CHARACTER SET utf8mb4 PATH '$[4]', pos INT PATH '$[5]')) AS j JOIN item i ON i.slug = j.slug",
		ARGS(T(rows)));
}

struct made {
	int64_t n;
	struct variant_id variant;
	struct item_id item;
};

static const struct db_column made_columns[] = {
	DB_COL(struct made, n, INT), DB_COL(struct made, variant, INT), DB_COL(struct made, item, INT),
};
static const struct db_row made_row = DB_ROW(struct made, made_columns);

static struct error *add_variants(struct batch *b)
{
	json_t *all = array(b);
	struct made *made;
	const char *rows;
	size_t n;

	TRY(insert_variants(b));
	for (size_t i = 0; i < b->n; i++)
		if (b->plan[i].makes_variant)
			json_array_append_new(all, json_pack("[I, s, s]", (json_int_t)i, b->plan[i].slug, label_of(&b->rows[i])));
	rows = rows_json(b, all);
	if (!rows)
		return NULL;
	TRY(db_all(b->c->db, &made_row, &made, &n,
		"SELECT STRAIGHT_JOIN j.n, v.id, i.id FROM JSON_TABLE(?, '$[*]' COLUMNS (n BIGINT PATH '$[0]', "
		"slug VARCHAR(120) CHARACTER SET utf8mb4 PATH '$[1]', label VARCHAR(100) CHARACTER SET utf8mb4 PATH '$[2]')) AS j "
		"JOIN item i ON i.slug = j.slug JOIN variant v ON v.item_id = i.id AND v.label = j.label", ARGS(T(rows))));
	for (size_t i = 0; i < n; i++)
		b->out[made[i].n].variant = made[i].variant;
	return NULL;
}

/* ---- codes, prices, levels ---- */

static struct error *add_codes(struct batch *b)
{
	json_t *all = array(b);
	const char *rows;

	for (size_t i = 0; i < b->n; i++) {
		const struct import_goods *g = &b->rows[i];

		for (size_t k = 0; k < g->code_count && (b->plan[i].makes_variant || b->plan[i].sets_variant); k++)
			json_array_append_new(all, json_pack("[s, I, I, I]", g->codes[k].code, (json_int_t)g->codes[k].scope.v,
				(json_int_t)b->out[i].variant.v, (json_int_t)g->codes[k].pack));
	}
	rows = rows_json(b, all);
	if (!rows)
		return NULL;
	/* One that all branches share keeps its scope. */
	return db_exec(b->c->db, NULL,
		"INSERT INTO barcode (code, branch_id, variant_id, pack_quantity) "
		"SELECT STRAIGHT_JOIN j.code, IF(EXISTS (SELECT 1 FROM barcode w WHERE w.code = j.code AND w.branch_id = 0 "
		"AND w.variant_id = j.variant), 0, j.branch), j.variant, j.pack FROM JSON_TABLE(?, '$[*]' COLUMNS ("
		"code VARCHAR(64) CHARACTER SET utf8mb4 PATH '$[0]', branch BIGINT PATH '$[1]', variant BIGINT PATH '$[2]', "
		"pack BIGINT PATH '$[3]')) AS j ON DUPLICATE KEY UPDATE pack_quantity = j.pack", ARGS(T(rows)));
}

static struct error *set_prices(struct batch *b)
{
	json_t *all = array(b);
	const char *rows;

	for (size_t i = 0; i < b->n; i++)
		if (b->out[i].repriced || (b->plan[i].makes_variant && b->rows[i].price != PRICE_NONE))
			json_array_append_new(all, json_pack("[I, I]", (json_int_t)b->out[i].variant.v, (json_int_t)b->rows[i].price));
	rows = rows_json(b, all);
	if (!rows)
		return NULL;
	return db_exec(b->c->db, NULL,
		"INSERT INTO price (price_list_id, variant_id, valid_from, price, staff_id) "
		"SELECT ?, j.variant, ?, j.price, ? FROM JSON_TABLE(?, '$[*]' COLUMNS "
		"(variant BIGINT PATH '$[0]', price BIGINT PATH '$[1]')) AS j",
		ARGS(ID(b->t->branch->price_list), AT(b->c->now), ID_OR_NULL(b->c->actor.staff), T(rows)));
}

static bool needs_level(const struct batch *b, size_t i)
{
	return b->out[i].variant.v && !b->rows[i].mark && !b->known[i].stocked && b->out[i].effect != EFFECT_OTHER_UNIT;
}

static struct error *add_levels(struct batch *b)
{
	json_t *all = array(b);
	const char *rows;

	for (size_t i = 0; i < b->n; i++) {
		const struct import_goods *g = &b->rows[i];
		bool counted = g->stock != IMPORT_NO_STOCK;

		if (needs_level(b, i))
			json_array_append_new(all, json_pack("[I, I, s]", (json_int_t)b->out[i].variant.v,
				(json_int_t)(counted ? g->stock : 0), g->policy ? g->policy : counted ? "block" : "uncounted"));
	}
	rows = rows_json(b, all);
	if (!rows)
		return NULL;
	TRY(db_exec(b->c->db, NULL,
		"INSERT INTO stock_level (location_id, variant_id, on_hand, reserved, floor, policy) "
		"SELECT ?, j.variant, j.stock, 0, 0, j.policy FROM JSON_TABLE(?, '$[*]' COLUMNS (variant BIGINT PATH '$[0]', "
		"stock BIGINT PATH '$[1]', policy VARCHAR(16) CHARACTER SET utf8mb4 PATH '$[2]')) AS j",
		ARGS(ID(b->t->branch->shelf), T(rows))));
	return db_exec(b->c->db, NULL,
		"INSERT INTO ledger.stock_move (location_id, variant_id, quantity, reason, staff_id, note, moved_at) "
		"SELECT ?, j.variant, j.stock, 'opening', ?, NULL, ? FROM JSON_TABLE(?, '$[*]' COLUMNS (variant BIGINT PATH '$[0]', "
		"stock BIGINT PATH '$[1]')) AS j WHERE j.stock <> 0",
		ARGS(ID(b->t->branch->shelf), ID_OR_NULL(b->c->actor.staff), AT(b->c->now), T(rows)));
}

/* ---- what changes of known goods ---- */

static struct error *set_text(struct batch *b, struct item_id item, const struct import_text *x)
{
	return db_exec(b->c->db, NULL,
		"INSERT INTO item_text (item_id, lang, name, name_folded, description) VALUES (?, ?, ?, ?, NULLIF(?, '')) "
		"ON DUPLICATE KEY UPDATE name = VALUES(name), name_folded = VALUES(name_folded), "
		"description = IF(? IS NULL, description, VALUES(description))",
		ARGS(ID(item), T(x->lang), T(x->name), T(folded(b, x->name, 250)), T(x->description), T(x->description)));
}

static struct error *set_item(struct batch *b, size_t i)
{
	const struct import_goods *g = &b->rows[i];
	const struct known *k = &b->known[i];
	const bool *silent = b->t->silent;
	struct db *db = b->c->db;

	for (size_t n = 0; n < g->text_count; n++)
		TRY(set_text(b, k->item, &g->texts[n]));
	TRY(db_exec(db, NULL,
		"UPDATE item SET sort_key = IF(lang = ?, ?, sort_key), maker = ?, origin = ?, no_discount = ? WHERE id = ?",
		ARGS(T(g->texts[0].lang), T(folded(b, g->texts[0].name, 190)), T(silent[FIELD_MAKER] ? k->maker : g->maker),
		     T(silent[FIELD_ORIGIN] ? k->origin : g->origin),
		     I(silent[FIELD_NO_DISCOUNT] ? k->no_discount : g->no_discount), ID(k->item))));
	if (!b->t->profile->all)
		return NULL;
	return db_exec(db, NULL, "UPDATE item SET tax_class_id = ?, category_id = ?, type = ? WHERE id = ?",
		ARGS(ID(g->tax_class), ID_OR_NULL(g->category_id), T(g->type), ID(k->item)));
}

static struct error *set_variant(struct batch *b, size_t i)
{
	const struct import_goods *g = &b->rows[i];
	const struct known *k = &b->known[i];
	bool silent = b->t->silent[FIELD_CONTENT] && b->t->silent[FIELD_SIZE];
	int64_t content = silent ? k->content : g->content;

	return db_exec(b->c->db, NULL, "UPDATE variant SET content = ?, content_unit = ?, label = ?, sku = ? WHERE id = ?",
		ARGS(content ? I(content) : NONE, T(silent ? k->content_unit : g->content_unit), T(g->label ? g->label : k->label),
		     T(g->sku ? g->sku : k->sku), ID(k->variant)));
}

static struct error *revive(struct batch *b, const struct known *k)
{
	TRY(db_exec(b->c->db, NULL, "UPDATE variant SET archived_at = NULL WHERE id = ?", ARGS(ID(k->variant))));
	return db_exec(b->c->db, NULL, "UPDATE item SET archived_at = NULL WHERE id = ?", ARGS(ID(k->item)));
}

static struct error *set_known(struct batch *b)
{
	for (size_t i = 0; i < b->n; i++) {
		if (b->plan[i].sets_item)
			TRY(set_item(b, i));
		if (b->plan[i].sets_variant)
			TRY(set_variant(b, i));
		if (b->plan[i].revives)
			TRY(revive(b, &b->known[i]));
	}
	return NULL;
}

/* ---- where it came from, what to look at ---- */

static struct error *claim(struct batch *b)
{
	json_t *all = array(b);
	const char *rows;

	for (size_t i = 0; i < b->n; i++)
		if (b->out[i].variant.v && !b->rows[i].mark && b->out[i].effect != EFFECT_OTHER_UNIT)
			json_array_append_new(all, json_integer(b->out[i].variant.v));
	rows = rows_json(b, all);
	if (!rows)
		return NULL;
	return db_exec(b->c->db, NULL,
		"INSERT INTO import_source (variant_id, branch_id, profile, source, first_seen, last_seen, retired_at) "
		"SELECT j.id, ?, ?, ?, ?, ?, NULL FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS j "
		"ON DUPLICATE KEY UPDATE last_seen = VALUES(last_seen), retired_at = NULL",
		ARGS(ID(b->t->branch->id), T(b->t->profile->name), T(b->t->source), I(b->t->run), I(b->t->run), T(rows)));
}

static void question(json_t *all, const struct batch *b, size_t i, const char *reason, const char *detail)
{
	json_array_append_new(all, json_pack("[I, s, s?]", (json_int_t)b->out[i].variant.v, reason, detail));
}

static struct error *add_reviews(struct batch *b)
{
	json_t *all = array(b);
	const char *rows;

	for (size_t i = 0; i < b->n; i++) {
		const struct import_goods *g = &b->rows[i];

		if (!b->plan[i].makes_variant)
			continue;
		if (strcmp(g->type, "weighed") == 0)
			question(all, b, i, "weighed", NULL);
		if (g->tax_guessed)
			question(all, b, i, "tax_class", NULL);
		if (g->bad_code)
			question(all, b, i, g->shared_code ? "shared_barcode" : "bad_barcode", g->bad_code);
	}
	rows = rows_json(b, all);
	if (!rows)
		return NULL;
	return db_exec(b->c->db, NULL,
		"INSERT IGNORE INTO import_review (variant_id, reason, detail, run_id, created_at) "
		"SELECT j.variant, j.reason, j.detail, ?, ? FROM JSON_TABLE(?, '$[*]' COLUMNS (variant BIGINT PATH '$[0]', "
		"reason VARCHAR(16) CHARACTER SET utf8mb4 PATH '$[1]', detail VARCHAR(250) CHARACTER SET utf8mb4 PATH '$[2]')) AS j",
		ARGS(I(b->t->run), AT(b->c->now), T(rows)));
}

static const struct db_column item_columns[] = { { DB_INT, 0 } };
static const struct db_row item_row = { sizeof(struct item_id), item_columns, 1 };

/* By which they are found. */
static struct error *index_words(struct batch *b)
{
	json_t *all = array(b);
	struct item_id *items;
	const char *rows;
	size_t n;

	for (size_t i = 0; i < b->n; i++) {
		const struct planned *p = &b->plan[i];

		if (p->makes_item || p->makes_variant || p->sets_item || p->sets_variant || p->revives)
			json_array_append_new(all, json_string(p->slug));
	}
	rows = rows_json(b, all);
	if (!rows)
		return NULL;
	TRY(db_all(b->c->db, &item_row, &items, &n,
		"SELECT STRAIGHT_JOIN DISTINCT i.id FROM JSON_TABLE(?, '$[*]' COLUMNS (slug VARCHAR(120) CHARACTER SET utf8mb4 PATH '$')) AS j "
		"JOIN item i ON i.slug = j.slug", ARGS(T(rows))));
	return search_index(b->c, items, n);
}

static bool goods_change(const struct batch *b)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->out[i].effect == EFFECT_ADDED || b->out[i].effect == EFFECT_CHANGED)
			return true;
	return false;
}

struct error *import_write(struct db *db, void *batch)
{
	struct batch *b = batch;

	(void)db;
	TRY(add_items(b));
	TRY(add_texts(b));
	TRY(add_variants(b));
	TRY(add_codes(b));
	TRY(set_prices(b));
	TRY(add_levels(b));
	TRY(set_known(b));
	TRY(add_reviews(b));
	TRY(claim(b));
	TRY(index_words(b));
	return goods_change(b) ? item_changed(b->c) : NULL;
}
