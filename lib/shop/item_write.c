/* item_write.c: new goods, their texts, barcodes and addresses. */
#include "shop/item_internal.h"

#include "base/str.h"
#include "base/utf8.h"
#include "price/gtin.h"
#include "shop/search.h"

#define SORT_MAX_CHARS 190
#define SLUG_MAX_CHARS 120
/* Leaves room for the suffix that makes a slug unique. */
#define SLUG_BASE_CHARS 100

struct error *item_changed(struct ctx *c)
{
	return db_exec(c->db, NULL,
		"INSERT INTO version (name, number) VALUES ('goods', 1) ON DUPLICATE KEY UPDATE number = number + 1", NULL, 0);
}

/* Folding has left letters, digits, symbols and single blanks. Letters of any
 * script stay; ASCII symbols would need escaping in an address. */
static bool in_slug(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

char *item_slug(struct arena *a, const char *name, size_t max)
{
	const char *folded = utf8_cut(a, utf8_fold(a, name), max);
	struct str out;

	str_init(&out, a);
	for (; *folded; folded++) {
		if (in_slug((unsigned char)*folded))
			str_addc(&out, *folded);
		else if (out.len && out.p[out.len - 1] != '-')
			str_addc(&out, '-');
	}
	while (out.len && out.p[out.len - 1] == '-')
		out.p[--out.len] = '\0';
	return out.len ? out.p : arena_strdup(a, "item");
}

/* The base itself, else base-2, base-3 ... behind the highest there is. What was
 * another's address still leads to it. */
struct error *item_free_slug(struct ctx *c, const char *name, struct item_id item, const char **out)
{
	const char *base = item_slug(c->arena, name, SLUG_BASE_CHARS), *suffixed = arena_printf(c->arena, "%s-", base);
	int64_t taken, highest;

	*out = base;
	TRY(db_whole(c->db, &taken, 0,
		"SELECT (SELECT COUNT(*) FROM item WHERE slug = ? AND id <> ?) + "
		"(SELECT COUNT(*) FROM slug_moved WHERE kind = 'item' AND slug = ? AND target_id <> ?)",
		ARGS(T(base), ID(item), T(base), ID(item))));
	if (!taken)
		return NULL;
	TRY(db_whole(c->db, &highest, 1,
		"SELECT MAX(CAST(SUBSTRING(s.slug, CHAR_LENGTH(?) + 1) AS SIGNED)) FROM (SELECT slug FROM item WHERE slug LIKE CONCAT(?, '%') "
		"UNION ALL SELECT slug FROM slug_moved WHERE kind = 'item' AND slug LIKE CONCAT(?, '%')) AS s "
		"WHERE SUBSTRING(s.slug, CHAR_LENGTH(?) + 1) REGEXP '^[1-9][0-9]{0,8}$'",
		ARGS(T(suffixed), T(suffixed), T(suffixed), T(suffixed))));
	*out = arena_printf(c->arena, "%s%lld", suffixed, (long long)highest + 1);
	return NULL;
}

/* ---- addresses that moved ---- */

struct error *address_move(struct ctx *c, const char *kind, int64_t target, const char *from, const char *to)
{
	TRY(db_exec(c->db, NULL, "DELETE FROM slug_moved WHERE kind = ? AND slug = ?", ARGS(T(kind), T(to))));
	return db_exec(c->db, NULL,
		"INSERT INTO slug_moved (kind, slug, target_id, moved_at) VALUES (?, ?, ?, ?) "
		"ON DUPLICATE KEY UPDATE target_id = VALUES(target_id), moved_at = VALUES(moved_at)",
		ARGS(T(kind), T(from), I(target), AT(c->now)));
}

struct now_row {
	const char *slug;
};
static const struct db_column now_columns[] = { DB_COL(struct now_row, slug, TEXT) };
static const struct db_row now_row = DB_ROW(struct now_row, now_columns);

struct error *address_now(struct ctx *c, const char *kind, const char *slug, const char **out)
{
	struct now_row row = { NULL };
	bool found;

	TRY(db_find(c->db, &now_row, &row, &found,
		"SELECT COALESCE(i.slug, k.slug) FROM slug_moved m "
		"LEFT JOIN item i ON m.kind = 'item' AND i.id = m.target_id AND i.archived_at IS NULL "
		"LEFT JOIN category k ON m.kind = 'category' AND k.id = m.target_id AND k.archived_at IS NULL "
		"WHERE m.kind = ? AND m.slug = ?", ARGS(T(kind), T(slug))));
	*out = row.slug;
	return NULL;
}

/* ---- texts ---- */

static struct error *name_check(struct ctx *c, const char *name)
{
	if (name && *name && utf8_valid(name, strlen(name)) && utf8_length(name) <= ITEM_NAME_MAX)
		return NULL;
	return error_field(error_text(ERR(c->arena, INVALID, "item.name"),
		N_("An item needs a name of at most 250 characters."), NULL), "name");
}

struct error *item_write_text(struct ctx *c, struct item_id item, const char *lang, const char *name, const char *description)
{
	const char *folded;

	TRY(name_check(c, name));
	folded = utf8_fold(c->arena, name);
	TRY(db_exec(c->db, NULL,
		"INSERT INTO item_text (item_id, lang, name, name_folded, description) VALUES (?, ?, ?, ?, ?) "
		"ON DUPLICATE KEY UPDATE name = VALUES(name), name_folded = VALUES(name_folded), description = VALUES(description)",
		ARGS(ID(item), T(lang), T(name), T(utf8_cut(c->arena, folded, ITEM_NAME_MAX)), T(description))));
	return db_exec(c->db, NULL, "UPDATE item SET sort_key = ? WHERE id = ? AND lang = ?",
		ARGS(T(utf8_cut(c->arena, folded, SORT_MAX_CHARS)), ID(item), T(lang)));
}

struct error *item_set_text(struct ctx *c, struct item_id item, const char *lang, const char *name, const char *description)
{
	TRY(item_write_text(c, item, lang, name, description));
	TRY(search_index(c, &item, 1));
	return item_changed(c);
}

struct error *item_add_variant(struct ctx *c, struct item_id item, const char *label, const char *sku,
	int64_t content, const char *content_unit, struct variant_id *variant)
{
	int64_t position;

	TRY(db_whole(c->db, &position, 0, "SELECT MAX(position) + 1 FROM variant WHERE item_id = ?", ARGS(ID(item))));
	TRY(db_insert(c->db, &variant->v,
		"INSERT INTO variant (item_id, sku, label, position, content, content_unit) VALUES (?, ?, ?, ?, ?, ?)",
		ARGS(ID(item), T(sku), T(label), I(position), content ? I(content) : NONE, T(content ? content_unit : NULL))));
	if (*label)
		TRY(search_index(c, &item, 1));
	return item_changed(c);
}

struct error *item_add(struct ctx *c, const struct item_new *in, struct item_id *item, struct variant_id *variant)
{
	const char *slug;

	TRY(name_check(c, in->name));
	TRY(item_free_slug(c, in->slug ? in->slug : in->name, (struct item_id){ 0 }, &slug));
	TRY(db_insert(c->db, &item->v,
		"INSERT INTO item (type, slug, category_id, tax_class_id, lang, sort_key, maker, origin, unit, no_discount, created_at) "
		"VALUES (?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?)",
		ARGS(T(in->type), T(slug), ID_OR_NULL(in->category), ID(in->tax_class), T(in->lang),
		     T(in->maker), T(in->origin), T(in->unit), I(in->no_discount), AT(c->now))));
	TRY(item_set_text(c, *item, in->lang, in->name, in->description));
	return item_add_variant(c, *item, in->label ? in->label : "", in->sku, in->content, in->content_unit, variant);
}

static bool code_fits(const char *code)
{
	size_t n = strlen(code);

	for (size_t i = 0; i < n; i++)
		if (code[i] <= ' ' || code[i] > '~')
			return false;
	return n > 0 && n <= 64;
}

struct error *item_add_barcode(struct ctx *c, struct variant_id variant, const char *code, struct branch_id branch, int64_t pack_quantity)
{
	char gtin[GTIN_SIZE];
	int64_t holder;

	if (!code_fits(code) || pack_quantity <= 0)
		return error_field(error_text(ERR(c->arena, INVALID, "barcode.code"),
			N_("A code has up to 64 letters and digits."), NULL), "code");
	if (gtin_normalise(code, gtin))
		code = gtin;
	TRY(db_exec(c->db, NULL,
		"INSERT INTO barcode (code, branch_id, variant_id, pack_quantity) VALUES (?, ?, ?, ?) "
		"ON DUPLICATE KEY UPDATE code = VALUES(code)",
		ARGS(T(code), ID(branch), ID(variant), I(pack_quantity))));
	TRY(db_whole(c->db, &holder, 0, "SELECT variant_id FROM barcode WHERE code = ? AND branch_id = ?",
		ARGS(T(code), ID(branch))));
	if (holder == variant.v)
		return item_changed(c);
	return error_field(error_text(ERR(c->arena, CONFLICT, "barcode.taken"),
		N_("Another item has this code."), NULL), "code");
}

/* ---- categories ---- */

struct error *category_add(struct ctx *c, struct category_id parent, const char *slug, int64_t position, struct category_id *out)
{
	TRY(db_insert(c->db, &out->v,
		"INSERT INTO category (parent_id, slug, position) VALUES (?, ?, ?)",
		ARGS(ID_OR_NULL(parent), T(item_slug(c->arena, slug, SLUG_MAX_CHARS)), I(position))));
	return item_changed(c);
}

struct error *category_set_text(struct ctx *c, struct category_id category, const char *lang, const char *name)
{
	TRY(db_exec(c->db, NULL,
		"INSERT INTO category_text (category_id, lang, name) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE name = VALUES(name)",
		ARGS(ID(category), T(lang), T(name))));
	TRY(search_index_category(c, category));
	return item_changed(c);
}
