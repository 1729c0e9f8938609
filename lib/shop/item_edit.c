/* item_edit.c: the sheet of one of the goods: read, compared with what somebody
 * saw of it, changed where it differs.
 *
 * Two people may change the same good. A form carries a short hash of each
 * field as it was shown, so that a change is told field by field, whoever made
 * it: another form, an import, a command.
 */
#include "shop/item_edit.h"

#include "base/json.h"
#include "base/num.h"
#include "base/str.h"
#include "base/utf8.h"
#include "shop/audit.h"
#include "shop/item_internal.h"
#include "shop/search.h"

#define FIELDS_MAX (2 * ITEM_LANGS_MAX + 12)
#define HASH_DIGITS 8
#define SLUG_MAX 100
/* Of a value in the log of changes: an entry holds 1,000 bytes. */
#define LOGGED_CHARS 20
#define LOGGED_FIELDS 5

/* ---- reading ---- */

static const struct db_column sheet_columns[] = {
	DB_COL(struct item_sheet, item, INT), DB_COL(struct item_sheet, variant, INT), DB_COL(struct item_sheet, lang, TEXT),
	DB_COL(struct item_sheet, archived, BOOL), DB_COL(struct item_sheet, variant_archived, BOOL),
	DB_COL(struct item_sheet, live, INT), DB_COL(struct item_sheet, all, INT), DB_COL(struct item_sheet, slug, TEXT),
	DB_COL(struct item_sheet, category, INT), DB_COL(struct item_sheet, type, TEXT), DB_COL(struct item_sheet, unit, TEXT),
	DB_COL(struct item_sheet, tax_class, INT), DB_COL(struct item_sheet, no_discount, BOOL), DB_COL(struct item_sheet, maker, TEXT),
	DB_COL(struct item_sheet, origin, TEXT), DB_COL(struct item_sheet, label, TEXT), DB_COL(struct item_sheet, sku, TEXT),
	DB_COL(struct item_sheet, content, INT), DB_COL(struct item_sheet, content_unit, TEXT),
};
static const struct db_row sheet_row = DB_ROW(struct item_sheet, sheet_columns);

static const struct db_column words_columns[] = {
	DB_COL(struct item_words, lang, TEXT), DB_COL(struct item_words, name, TEXT), DB_COL(struct item_words, description, TEXT),
};
static const struct db_row words_row = DB_ROW(struct item_words, words_columns);

struct error *item_sheet_read(struct ctx *c, struct variant_id variant, struct item_sheet *out)
{
	struct item_words *rows;
	bool found;
	size_t n;

	TRY(db_find(c->db, &sheet_row, out, &found,
		"SELECT i.id, v.id, i.lang, i.archived_at IS NOT NULL, v.archived_at IS NOT NULL, "
		"(SELECT COUNT(*) FROM variant w WHERE w.item_id = i.id AND w.archived_at IS NULL), "
		"(SELECT COUNT(*) FROM variant w WHERE w.item_id = i.id), i.slug, i.category_id, i.type, i.unit, i.tax_class_id, "
		"i.no_discount, i.maker, i.origin, v.label, v.sku, v.content, v.content_unit "
		"FROM variant v JOIN item i ON i.id = v.item_id WHERE v.id = ?", ARGS(ID(variant))));
	if (!found)
		return item_none(c->arena);
	TRY(db_all(c->db, &words_row, &rows, &n, "SELECT lang, name, description FROM item_text WHERE item_id = ?", ARGS(ID(out->item))));
	for (size_t i = 0; i < out->word_count; i++) {
		out->words[i].name = out->words[i].description = NULL;
		for (size_t k = 0; k < n; k++)
			if (strcmp(rows[k].lang, out->words[i].lang) == 0)
				out->words[i] = rows[k];
	}
	return NULL;
}

/* ---- fields ---- */

struct field {
	const char *name, *value;	/* as text; "" for none */
};

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

static const char *whole(struct arena *a, int64_t n)
{
	return n ? arena_printf(a, "%lld", (long long)n) : "";
}

/* In an order that only grows at its end: forms that are open stay readable. */
static size_t fields_of(struct arena *a, const struct item_sheet *s, struct field *out)
{
	const struct field facts[] = {
		{ "address", or_empty(s->slug) }, { "category", whole(a, s->category.v) }, { "type", s->type }, { "unit", s->unit },
		{ "tax", whole(a, s->tax_class.v) }, { "no_discount", s->no_discount ? "1" : "" }, { "maker", or_empty(s->maker) },
		{ "origin", or_empty(s->origin) }, { "label", s->label }, { "sku", or_empty(s->sku) },
		{ "content", whole(a, s->content) }, { "content_unit", s->content ? or_empty(s->content_unit) : "" },
	};
	size_t n = 0;

	for (size_t i = 0; i < s->word_count; i++) {
		out[n++] = (struct field){ arena_printf(a, "name_%s", s->words[i].lang), or_empty(s->words[i].name) };
		out[n++] = (struct field){ arena_printf(a, "description_%s", s->words[i].lang), or_empty(s->words[i].description) };
	}
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
		out[n++] = facts[i];
	return n;
}

/* FNV-1a: enough to see a change that nobody means to hide. */
static const char *hash_of(struct arena *a, const char *value)
{
	uint32_t hash = 2166136261u;

	for (; *value; value++)
		hash = (hash ^ (unsigned char)*value) * 16777619u;
	return arena_printf(a, "%08x", (unsigned int)hash);
}

const char *item_sheet_seen(struct arena *a, const struct item_sheet *sheet)
{
	struct field fields[FIELDS_MAX];
	size_t n = fields_of(a, sheet, fields);
	struct str out;

	str_init(&out, a);
	for (size_t i = 0; i < n; i++)
		str_add(&out, hash_of(a, fields[i].value));
	return out.p;
}

/* ---- what others changed ---- */

static struct error *theirs(struct ctx *c, const struct field *now)
{
	return error_field(error_text(ERR(c->arena, CONFLICT, "item.theirs"),
		N_("Somebody has changed this in the meantime; so it stands now."), NULL), now->name);
}

static struct error *both(struct ctx *c, const struct field *now)
{
	bool words = !strncmp(now->name, "name_", 5) || !strcmp(now->name, "address") || !strcmp(now->name, "maker") || !strcmp(now->name, "label")
		|| !strcmp(now->name, "sku") || !strcmp(now->name, "origin");
	struct error *e = ERR(c->arena, CONFLICT, "item.both");

	if (words && *now->value)
		error_text(e, N_("In the meantime somebody has made this “{now}”. Save again to replace it by yours."), "now", now->value, NULL);
	else
		error_text(e, N_("In the meantime somebody has changed this too. Save again to replace it by yours."), NULL);
	return error_field(e, now->name);
}

static struct error *compare(struct ctx *c, const struct item_sheet *now, const struct item_sheet *in, const char *seen)
{
	struct field is[FIELDS_MAX], typed[FIELDS_MAX];
	size_t n = fields_of(c->arena, now, is);
	struct error *e = NULL;

	fields_of(c->arena, in, typed);
	if (strlen(seen) != n * HASH_DIGITS)
		return ERR(c->arena, INVALID, "item.seen");
	for (size_t i = 0; i < n; i++) {
		const char *was = seen + i * HASH_DIGITS;

		if (strncmp(hash_of(c->arena, is[i].value), was, HASH_DIGITS) == 0 || strcmp(is[i].value, typed[i].value) == 0)
			continue;
		e = error_also(e, strncmp(hash_of(c->arena, typed[i].value), was, HASH_DIGITS) == 0 ? theirs(c, &is[i]) : both(c, &is[i]));
	}
	return e;
}

/* ---- what was typed ---- */

static struct error *wrong(struct ctx *c, struct error *list, const char *field, const char *sentence)
{
	return error_also(list, error_field(error_text(ERR(c->arena, INVALID, "item.invalid"), sentence, NULL), field));
}

static bool fits(const char *s, size_t max)
{
	return !s || utf8_length(s) <= max;
}

static struct error *check_words(struct ctx *c, struct error *e, const struct item_sheet *in, const char *own)
{
	for (size_t i = 0; i < in->word_count; i++) {
		const struct item_words *w = &in->words[i];
		const char *name = arena_printf(c->arena, "name_%s", w->lang), *description = arena_printf(c->arena, "description_%s", w->lang);

		if (!*or_empty(w->name) && strcmp(w->lang, own) == 0)
			e = wrong(c, e, name, N_("The good needs a name in this language: it is shown where another one is missing."));
		else if (!*or_empty(w->name) && *or_empty(w->description))
			e = wrong(c, e, name, N_("A description needs a name in the same language."));
		if (!fits(w->name, ITEM_NAME_MAX))
			e = wrong(c, e, name, N_("An item needs a name of at most 250 characters."));
		if (!fits(w->description, ITEM_DESCRIPTION_MAX))
			e = wrong(c, e, description, N_("This is too long."));
	}
	return e;
}

static bool one_of(const char *s, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(s, *list) == 0)
			return true;
	return false;
}

static struct error *check_facts(struct ctx *c, struct error *e, const struct item_sheet *in)
{
	static const char *const types[] = { "good", "weighed", "service", "event", "digital", "gift_card", "deposit", "bundle", NULL };
	static const char *const units[] = { "piece", "kg", "l", "m", NULL };
	static const char *const contents[] = { "g", "kg", "ml", "l", "m", "piece", NULL };
	bool piece = strcmp(in->unit, "piece") == 0, weighed = strcmp(in->type, "weighed") == 0;

	if (!one_of(in->type, types))
		e = wrong(c, e, "type", N_("Please choose one of the list."));
	if (!one_of(in->unit, units))
		e = wrong(c, e, "unit", N_("Please choose one of the list."));
	else if (piece == weighed)
		e = wrong(c, e, "unit", weighed ? N_("What is weighed or measured is sold by kg, l or m.")
			: N_("Only goods by weight or measure are sold by kg, l or m."));
	if (in->origin && (strlen(in->origin) != 2 || strspn(in->origin, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 2))
		e = wrong(c, e, "origin", N_("A country is two letters, such as IL."));
	if (in->content && !(in->content_unit && one_of(in->content_unit, contents)))
		e = wrong(c, e, "content_unit", N_("Please choose one of the list."));
	if (!fits(in->maker, 190))
		e = wrong(c, e, "maker", N_("This is too long."));
	if (!fits(in->label, 100))
		e = wrong(c, e, "label", N_("This is too long."));
	return e;
}

/* Rows that must be there. */
static struct error *check_rows(struct ctx *c, struct error *e, const struct item_sheet *in, const struct item_sheet *now, struct error **bad)
{
	int64_t known;

	TRY(db_whole(c->db, &known, 0, "SELECT COUNT(*) FROM tax_class WHERE id = ?", ARGS(ID(in->tax_class))));
	if (!known)
		e = wrong(c, e, "tax", N_("Please choose one of the list."));
	TRY(db_whole(c->db, &known, 0, "SELECT COUNT(*) FROM category WHERE id = ? AND archived_at IS NULL", ARGS(ID(in->category))));
	if (in->category.v && !known && !(now && now->category.v == in->category.v))
		e = wrong(c, e, "category", N_("Please choose one of the list."));
	*bad = e;
	return NULL;
}

struct owner {
	struct variant_id variant;
	const char *name;
};
static const struct db_column owner_columns[] = { DB_COL(struct owner, variant, INT), DB_COL(struct owner, name, TEXT) };
static const struct db_row owner_row = DB_ROW(struct owner, owner_columns);

struct error *sku_check(struct ctx *c, struct variant_id variant, const char *sku, struct error **bad)
{
	struct owner owner;
	bool found;

	if (!sku)
		return NULL;
	for (const char *p = sku; *p; p++)
		if (*p <= ' ' || *p > '~')
			return *bad = wrong(c, *bad, "sku", N_("A code has up to 64 letters and digits.")), NULL;
	TRY(db_find(c->db, &owner_row, &owner, &found,
		"SELECT v.id, t.name FROM variant v JOIN item i ON i.id = v.item_id JOIN item_text t ON t.item_id = i.id AND t.lang = i.lang "
		"WHERE v.sku = ? AND v.id <> ?", ARGS(T(sku), ID(variant))));
	if (found)
		*bad = error_also(*bad, error_field(error_text(ERR(c->arena, CONFLICT, "sku.taken"),
			N_("“{name}” has this article number."), "name", owner.name, NULL), "sku"));
	return NULL;
}

struct error *label_check(struct ctx *c, struct item_id item, struct variant_id variant, const char *label, struct error **bad)
{
	int64_t others, same;

	TRY(db_whole(c->db, &others, 0, "SELECT COUNT(*) FROM variant WHERE item_id = ? AND id <> ?", ARGS(ID(item), ID(variant))));
	TRY(db_whole(c->db, &same, 0, "SELECT COUNT(*) FROM variant WHERE item_id = ? AND id <> ? AND label = ?",
		ARGS(ID(item), ID(variant), T(label))));
	if (others && !*label)
		*bad = wrong(c, *bad, "label", N_("One of several variants needs a name, such as “L / blue”."));
	else if (same)
		*bad = wrong(c, *bad, "label", N_("Another variant is called this."));
	return NULL;
}

static struct error *slug_check(struct ctx *c, const struct item_sheet *in, struct item_id item, struct error **bad)
{
	struct owner owner;
	bool found;

	if (!in->slug)
		return NULL;
	TRY(db_find(c->db, &owner_row, &owner, &found,
		"SELECT 0, t.name FROM item i JOIN item_text t ON t.item_id = i.id AND t.lang = i.lang WHERE i.slug = ? AND i.id <> ?",
		ARGS(T(in->slug), ID(item))));
	if (found)
		*bad = error_also(*bad, error_field(error_text(ERR(c->arena, CONFLICT, "slug.taken"),
			N_("“{name}” has this address."), "name", owner.name, NULL), "address"));
	return NULL;
}

/* What lies there in halves cannot be counted by the piece. */
static struct error *unit_check(struct ctx *c, const struct item_sheet *in, const struct item_sheet *now, struct error **bad)
{
	int64_t broken;

	if (strcmp(in->unit, "piece") != 0 || strcmp(now->unit, "piece") == 0)
		return NULL;
	TRY(db_whole(c->db, &broken, 0,
		"SELECT COUNT(*) FROM variant v JOIN stock_level s ON s.variant_id = v.id WHERE v.item_id = ? AND (s.on_hand % ? <> 0 OR s.reserved % ? <> 0)",
		ARGS(ID(now->item), I(QUANTITY_ONE), I(QUANTITY_ONE))));
	if (broken)
		*bad = wrong(c, *bad, "unit", N_("The stock is no whole number. Count it in pieces first."));
	return NULL;
}

struct error *item_sheet_check(struct ctx *c, const struct item_sheet *in, const struct item_sheet *now, const char *own)
{
	struct error *bad = check_facts(c, check_words(c, NULL, in, own), in);
	struct variant_id variant = { now ? now->variant.v : 0 };
	struct item_id item = { now ? now->item.v : 0 };

	TRY(check_rows(c, bad, in, now, &bad));
	TRY(sku_check(c, variant, in->sku, &bad));
	TRY(slug_check(c, in, item, &bad));
	if (now) {
		TRY(label_check(c, item, variant, in->label, &bad));
		TRY(unit_check(c, in, now, &bad));
	}
	return bad;
}

/* ---- writing ---- */

static struct error *write_words(struct ctx *c, const struct item_sheet *now, const struct item_sheet *in)
{
	for (size_t i = 0; i < in->word_count; i++) {
		const struct item_words *old = &now->words[i], *w = &in->words[i];

		if (strcmp(or_empty(old->name), or_empty(w->name)) == 0 && strcmp(or_empty(old->description), or_empty(w->description)) == 0)
			continue;
		if (*or_empty(w->name))
			TRY(item_write_text(c, now->item, w->lang, w->name, *or_empty(w->description) ? w->description : NULL));
		else
			TRY(db_exec(c->db, NULL, "DELETE FROM item_text WHERE item_id = ? AND lang = ?", ARGS(ID(now->item), T(w->lang))));
	}
	return NULL;
}

static struct error *write_sheet(struct ctx *c, const struct item_sheet *now, const struct item_sheet *in)
{
	TRY(write_words(c, now, in));
	TRY(db_exec(c->db, NULL,
		"UPDATE item SET slug = ?, category_id = ?, type = ?, unit = ?, tax_class_id = ?, no_discount = ?, maker = ?, origin = ? WHERE id = ?",
		ARGS(T(in->slug), ID_OR_NULL(in->category), T(in->type), T(in->unit), ID(in->tax_class), I(in->no_discount), T(in->maker),
		     T(in->origin), ID(now->item))));
	TRY(db_exec(c->db, NULL, "UPDATE variant SET label = ?, sku = ?, content = ?, content_unit = ? WHERE id = ?",
		ARGS(T(in->label), T(in->sku), in->content ? I(in->content) : NONE, T(in->content ? in->content_unit : NULL), ID(now->variant))));
	if (strcmp(in->slug, now->slug) != 0)
		TRY(address_move(c, "item", now->item.v, now->slug, in->slug));
	TRY(search_index(c, &now->item, 1));
	return item_changed(c);
}

static struct error *log_changes(struct ctx *c, const struct item_sheet *now, const struct item_sheet *in)
{
	json_t *before = json_object(), *after = json_object();
	json_t *detail = json_keep(c->arena, json_pack("{s:o, s:o}", "before", before, "after", after));
	struct field is[FIELDS_MAX], typed[FIELDS_MAX];
	size_t n = fields_of(c->arena, now, is), changed = 0;

	fields_of(c->arena, in, typed);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(is[i].value, typed[i].value) == 0 || changed++ >= LOGGED_FIELDS)
			continue;
		json_object_set_new(before, is[i].name, json_string(utf8_cut(c->arena, is[i].value, LOGGED_CHARS)));
		json_object_set_new(after, is[i].name, json_string(utf8_cut(c->arena, typed[i].value, LOGGED_CHARS)));
	}
	return changed ? audit_add(c, "item.edit", "item", now->item.v, detail) : NULL;
}

struct saving {
	struct ctx *c;
	struct variant_id variant;
	const struct item_sheet *in;
	const char *seen;
};

struct error *item_lock(struct ctx *c, struct variant_id variant, struct item_id *out)
{
	TRY(db_whole(c->db, &out->v, 0, "SELECT i.id FROM item i JOIN variant v ON v.item_id = i.id WHERE v.id = ? FOR UPDATE", ARGS(ID(variant))));
	return out->v ? NULL : item_none(c->arena);
}

/* What was typed, as an address; what stands may be older than its rules. */
static struct error *slug_typed(struct ctx *c, const struct item_sheet *now, struct item_sheet *in)
{
	if (!in->slug || !*in->slug) {
		for (size_t i = 0; i < in->word_count; i++)
			if (strcmp(in->words[i].lang, now->lang) == 0)
				return item_free_slug(c, or_empty(in->words[i].name), now->item, &in->slug);
	} else if (strcmp(in->slug, now->slug) != 0) {
		in->slug = item_slug(c->arena, in->slug, SLUG_MAX);
	}
	return NULL;
}

static struct error *save(struct db *db, void *arg)
{
	const struct saving *x = arg;
	struct item_sheet now = *x->in, in = *x->in;
	struct ctx *c = x->c;
	struct item_id item;

	(void)db;
	TRY(item_lock(c, x->variant, &item));
	TRY(item_sheet_read(c, x->variant, &now));
	TRY(slug_typed(c, &now, &in));
	TRY(compare(c, &now, &in, x->seen));
	TRY(item_sheet_check(c, &in, &now, now.lang));
	TRY(write_sheet(c, &now, &in));
	return log_changes(c, &now, &in);
}

struct error *item_save(struct ctx *c, struct variant_id variant, const struct item_sheet *in, const char *seen)
{
	struct saving x = { c, variant, in, seen };

	TRY(ctx_need(c, MAY_GOODS_EDIT));
	return db_tx(c->db, save, &x);
}
