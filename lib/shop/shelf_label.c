/* shelf_label.c: labels that are wrong, printed, or to be taken off. */
#include "shop/shelf_label.h"

#include "base/bytes.h"
#include "base/json.h"
#include "base/num.h"
#include "base/str.h"
#include "shop/audit.h"
#include "shop/item_sql.h"

#define MARK_HEX 8
#define DEPTH_MOST 16

/* ---- categories in the order of a walk ---- */

/* The first shelf is the first category, then what is below it, then the next:
 * "2,1,3". category_all() gives them by position, level by level. */
static void walk_below(struct str *out, const struct category *all, size_t n, int64_t parent, int depth)
{
	for (size_t i = 0; i < n && depth < DEPTH_MOST; i++) {
		if (all[i].parent.v != parent)
			continue;
		str_addf(out, "%s%lld", out->len ? "," : "", (long long)all[i].id.v);
		walk_below(out, all, n, all[i].id.v, depth + 1);
	}
}

static struct error *walk(struct ctx *c, const char *lang, const char **out)
{
	struct category *all;
	struct str ids;
	size_t n;

	TRY(category_all(c, lang, &all, &n));
	str_init(&ids, c->arena);
	walk_below(&ids, all, n, 0, 0);
	*out = ids.p;
	return NULL;
}

/* ---- queries ---- */

static const struct db_column label_columns[] = {
	DB_COL(struct shelf_label, variant, INT), DB_COL(struct shelf_label, name, TEXT),
	DB_COL(struct shelf_label, price, INT), DB_COL(struct shelf_label, unit, TEXT),
	DB_COL(struct shelf_label, maker, TEXT), DB_COL(struct shelf_label, content, INT),
	DB_COL(struct shelf_label, content_unit, TEXT), DB_COL(struct shelf_label, category, TEXT),
	DB_COL(struct shelf_label, code, TEXT), DB_COL(struct shelf_label, was_name, TEXT),
	DB_COL(struct shelf_label, was_price, INT), DB_COL(struct shelf_label, printed_at, TIME),
	DB_COL(struct shelf_label, true_from, TIME), DB_COL(struct shelf_label, at, TIME),
};
static const struct db_row label_row = DB_ROW(struct shelf_label, label_columns);

#define NAME_SQL "CONCAT(COALESCE(t.name, o.name), IF(v.label = '', '', CONCAT(', ', v.label)))"

/* Arguments: of ASKED_SQL, ID(shelf), ID(branch), then the filter's; then what
 * the caller adds. */
#define LABELS_SQL \
	" FROM " ASKED_SQL " JOIN stock_level k ON k.location_id = ?" \
	" JOIN variant v ON v.id = k.variant_id AND v.archived_at IS NULL" \
	" JOIN item i ON i.id = v.item_id AND i.archived_at IS NULL" \
	TEXT_JOIN_SQL \
	" LEFT JOIN shelf_label s ON s.branch_id = ? AND s.variant_id = v.id" \
	" LEFT JOIN category_text g ON g.category_id = i.category_id AND g.lang = asked.lang" \
	" WHERE (? IS NULL OR FIND_IN_SET(i.category_id, ?)) AND (? = 0 OR v.id = ?)" \
	" AND (? = 0 OR EXISTS (SELECT 1 FROM price_change_line y WHERE y.change_id = ? AND y.variant_id = v.id))" \
	" HAVING price >= 0 AND (? = 1 OR was_name IS NULL OR (true_since <= asked_at AND (was_name <> name OR was_price <> price)))"

#define FILTER_ARGS(f, q) \
	AT((f)->at), T((q)->lang), ID((f)->branch->price_list), ID((f)->branch->shelf), ID((f)->branch->id), \
	T((q)->categories), T((q)->categories), ID((f)->variant), ID((f)->variant), ID((f)->change), ID((f)->change), I((f)->all)

/* What a filter needs looked up. */
struct query {
	const char *lang, *walk;
	const char *categories;		/* "3,17"; NULL: any */
};

static struct error *query_make(struct ctx *c, const struct label_filter *filter, struct query *out)
{
	const struct category_id *ids;
	const struct shop *shop;
	struct str list;
	size_t n;

	TRY(ctx_need(c, MAY_GOODS_LABEL));
	TRY(ctx_need_branch(c, filter->branch->id));
	TRY(shop_get(c, &shop));
	*out = (struct query){ .lang = shop->company.lang };
	TRY(walk(c, out->lang, &out->walk));
	if (!filter->category.v)
		return NULL;
	TRY(category_below(c, filter->category, &ids, &n));
	str_init(&list, c->arena);
	for (size_t i = 0; i < n; i++)
		str_addf(&list, "%s%lld", i ? "," : "", (long long)ids[i].v);
	out->categories = list.p;
	return NULL;
}

struct error *label_list(struct ctx *c, const struct label_filter *filter, size_t skip, size_t limit,
	struct shelf_label **out, size_t *n)
{
	struct query q;

	TRY(query_make(c, filter, &q));
	return db_all(c->db, &label_row, out, n,
		"SELECT v.id, " NAME_SQL " AS name, " PRICE_SQL " AS price, i.unit, i.maker, v.content, v.content_unit, g.name, "
		"(SELECT MIN(b.code) FROM barcode b WHERE b.variant_id = v.id AND b.branch_id IN (0, ?) AND b.pack_quantity = 1000), "
		"s.name AS was_name, COALESCE(s.price, -1) AS was_price, s.printed_at, s.true_from AS true_since, asked.at AS asked_at" LABELS_SQL
		" ORDER BY COALESCE(FIND_IN_SET(i.category_id, ?), 0) = 0, FIND_IN_SET(i.category_id, ?), i.sort_key, v.position, v.id LIMIT ? OFFSET ?",
		ARGS(ID(filter->branch->id), FILTER_ARGS(filter, &q), T(q.walk), T(q.walk), I((int64_t)limit), I((int64_t)skip)));
}

struct error *label_count(struct ctx *c, const struct label_filter *filter, int64_t *out)
{
	struct query q;

	TRY(query_make(c, filter, &q));
	return db_whole(c->db, out, 0,
		"SELECT COUNT(*) FROM (SELECT " NAME_SQL " AS name, " PRICE_SQL " AS price, s.name AS was_name, s.price AS was_price, s.true_from AS true_since, asked.at AS asked_at" LABELS_SQL ") AS z",
		ARGS(FILTER_ARGS(filter, &q)));
}

struct error *label_obsolete(struct ctx *c, const struct branch *branch, size_t limit, struct shelf_label **out, size_t *n)
{
	TRY(ctx_need(c, MAY_GOODS_LABEL));
	TRY(ctx_need_branch(c, branch->id));
	return db_all(c->db, &label_row, out, n,
		"SELECT s.variant_id, s.name, s.price, i.unit, i.maker, v.content, v.content_unit, NULL, NULL, s.name, s.price, s.printed_at, s.true_from, asked.at FROM "
		ASKED_SQL " JOIN shelf_label s ON s.branch_id = ? JOIN variant v ON v.id = s.variant_id JOIN item i ON i.id = v.item_id "
		"WHERE v.archived_at IS NOT NULL OR i.archived_at IS NOT NULL "
		"OR NOT EXISTS (SELECT 1 FROM stock_level k WHERE k.location_id = ? AND k.variant_id = v.id) OR " PRICE_SQL " < 0 "
		"ORDER BY s.name, s.variant_id LIMIT ?",
		ARGS(AT(c->now), T(""), ID(branch->price_list), ID(branch->id), ID(branch->shelf), I((int64_t)limit)));
}

/* ---- marks ---- */

const char *label_mark(struct arena *a, const struct shelf_label *label)
{
	const char *said = arena_printf(a, "%lld %s", (long long)label->price, label->name);
	char hex[2 * SHA256_SIZE + 1];
	uint8_t hash[SHA256_SIZE];

	sha256(hash, said, strlen(said));
	hex_encode(hex, hash, SHA256_SIZE);
	return arena_printf(a, "%lld-%.*s", (long long)label->variant.v, MARK_HEX, hex);
}

struct marks {
	const char *text;
	const char *ids;		/* JSON */
	size_t n;
};

static struct error *wrong_marks(struct arena *a)
{
	return error_text(ERR(a, INVALID, "label.marks"), N_("This list of labels cannot be read. Print it again."), NULL);
}

/* The ids before the dashes; the rest is compared as text. */
static struct error *marks_read(struct arena *a, const char *text, struct marks *out)
{
	struct str ids;

	str_init(&ids, a);
	*out = (struct marks){ .text = arena_printf(a, " %s ", text) };
	for (const char *at = text; *at; out->n++) {
		size_t length = strcspn(at, " ");
		const char *dash = memchr(at, '-', length);
		int64_t id;

		if (!dash || length > LABEL_MARK_MAX || !num_parse_int(arena_strndup(a, at, (size_t)(dash - at)), &id) || id < 1)
			return wrong_marks(a);
		str_addf(&ids, "%c%lld", out->n ? ',' : '[', (long long)id);
		at += length;
		at += *at == ' ';
	}
	if (!out->n || out->n > LABELS_AT_ONCE)
		return wrong_marks(a);
	str_add(&ids, "]");
	out->ids = ids.p;
	return NULL;
}

static bool marked(struct arena *a, const struct marks *marks, const struct shelf_label *label)
{
	return strstr(marks->text, arena_printf(a, " %s ", label_mark(a, label))) != NULL;
}

/* ---- written down ---- */

struct writing {
	struct ctx *c;
	const char *uuid;
	const struct branch *branch;
	const char *lang;
	instant at;
	struct marks marks;
	struct label_result result;
};

static const struct db_column result_columns[] = {
	DB_COL(struct label_result, labels, INT), DB_COL(struct label_result, outdated, INT),
};
static const struct db_row result_row = DB_ROW(struct label_result, result_columns);

static struct error *said_before(struct writing *w, bool *found)
{
	return db_find(w->c->db, &result_row, &w->result, found, "SELECT labels, outdated FROM label_print WHERE uuid = ?", ARGS(T(w->uuid)));
}

static struct error *say(struct writing *w, const char *action, int64_t labels)
{
	struct ctx *c = w->c;

	w->result = (struct label_result){ labels, (int64_t)w->marks.n - labels };
	TRY(db_exec(c->db, NULL,
		"INSERT INTO label_print (uuid, branch_id, labels, outdated, printed_at, staff_id) VALUES (?, ?, ?, ?, ?, ?)",
		ARGS(T(w->uuid), ID(w->branch->id), I(w->result.labels), I(w->result.outdated), AT(c->now), ID_OR_NULL(c->actor.staff))));
	return audit_add(c, action, "branch", w->branch->id.v, json_keep(c->arena, json_pack("{s:I, s:I}",
		"labels", (json_int_t)w->result.labels, "outdated", (json_int_t)w->result.outdated)));
}

/* Labels of the goods that are marked, as they are at w->at. */
static struct error *marked_labels(struct writing *w, struct shelf_label **out, size_t *n)
{
	return db_all(w->c->db, &label_row, out, n,
		"SELECT v.id, " NAME_SQL ", " PRICE_SQL ", i.unit, NULL, 0, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL FROM " ASKED_SQL
		" JOIN JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS j JOIN variant v ON v.id = j.id JOIN item i ON i.id = v.item_id"
		TEXT_JOIN_SQL,
		ARGS(AT(w->at), T(w->lang), ID(w->branch->price_list), T(w->marks.ids)));
}

static struct error *write_printed(struct db *db, void *arg)
{
	struct writing *w = arg;
	struct ctx *c = w->c;
	json_t *rows = json_keep(c->arena, json_array());
	struct shelf_label *labels;
	bool found;
	size_t n;

	TRY(said_before(w, &found));
	if (found)
		return NULL;
	TRY(marked_labels(w, &labels, &n));
	for (size_t i = 0; i < n; i++)
		if (marked(c->arena, &w->marks, &labels[i]))
			json_array_append_new(rows, json_pack("[I, s, I]", (json_int_t)labels[i].variant.v, labels[i].name, (json_int_t)labels[i].price));
	if (json_array_size(rows))
		TRY(db_exec(db, NULL,
			"INSERT INTO shelf_label (branch_id, variant_id, name, price, true_from, printed_at, staff_id) "
			"SELECT ?, j.variant, j.name, j.price, ?, ?, ? FROM JSON_TABLE(?, '$[*]' COLUMNS "
			"(variant BIGINT PATH '$[0]', name VARCHAR(360) PATH '$[1]', price BIGINT PATH '$[2]')) AS j "
			"ON DUPLICATE KEY UPDATE name = VALUES(name), price = VALUES(price), true_from = VALUES(true_from), printed_at = VALUES(printed_at), staff_id = VALUES(staff_id)",
			ARGS(ID(w->branch->id), AT(w->at), AT(c->now), ID_OR_NULL(c->actor.staff), T(json_write(c->arena, rows)))));
	return say(w, "label.print", (int64_t)json_array_size(rows));
}

static struct error *write_removed(struct db *db, void *arg)
{
	struct writing *w = arg;
	struct shelf_label *labels;
	int64_t gone = 0;
	bool found;
	size_t n;

	TRY(said_before(w, &found));
	if (found)
		return NULL;
	TRY(label_obsolete(w->c, w->branch, LABELS_AT_ONCE, &labels, &n));
	for (size_t i = 0; i < n; i++) {
		if (!marked(w->c->arena, &w->marks, &labels[i]))
			continue;
		TRY(db_exec(db, NULL, "DELETE FROM shelf_label WHERE branch_id = ? AND variant_id = ?",
			ARGS(ID(w->branch->id), ID(labels[i].variant))));
		gone++;
	}
	return say(w, "label.remove", gone);
}

static struct error *write_down(struct writing *w, const char *marks, struct error *(*how)(struct db *db, void *arg), struct label_result *out)
{
	const struct shop *shop;
	struct error *e;

	TRY(ctx_need(w->c, MAY_GOODS_LABEL));
	TRY(ctx_need_branch(w->c, w->branch->id));
	TRY(shop_get(w->c, &shop));
	TRY(marks_read(w->c->arena, marks, &w->marks));
	w->lang = shop->company.lang;
	e = db_tx(w->c->db, how, w);
	/* Somebody sent the same at the same time: theirs is found now. */
	if (e && e->kind == CONFLICT && strcmp(e->code, "db.duplicate") == 0)
		e = db_tx(w->c->db, how, w);
	*out = w->result;
	return e;
}

struct error *label_printed(struct ctx *c, const char *uuid, const struct branch *branch, instant at, const char *marks,
	struct label_result *out)
{
	return write_down(&(struct writing){ .c = c, .uuid = uuid, .branch = branch, .at = at }, marks, write_printed, out);
}

struct error *label_removed(struct ctx *c, const char *uuid, const struct branch *branch, const char *marks,
	struct label_result *out)
{
	return write_down(&(struct writing){ .c = c, .uuid = uuid, .branch = branch, .at = c->now }, marks, write_removed, out);
}
