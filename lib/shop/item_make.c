/* item_make.c: a new good, perhaps out of another one; goods taken off the
 * lists and brought back. */
#include "base/str.h"
#include "shop/audit.h"
#include "shop/item_internal.h"
#include "shop/search.h"

struct making {
	struct ctx *c;
	const struct item_sheet *in;
	const struct item_making *how;
	struct variant_id made;
};

/* ---- out of another one ---- */

static struct error *copy_pictures(struct ctx *c, struct item_id from, struct item_id to)
{
	return db_exec(c->db, NULL,
		"INSERT INTO item_picture (item_id, variant_id, media_id, position) "
		"SELECT ?, NULL, p.media_id, MIN(p.position) FROM item_picture p WHERE p.item_id = ? GROUP BY p.media_id ORDER BY MIN(p.position)",
		ARGS(ID(to), ID(from)));
}

static struct error *copy_alts(struct ctx *c, struct item_id from, struct item_id to)
{
	return db_exec(c->db, NULL,
		"INSERT INTO item_picture_text (picture_id, lang, alt) SELECT n.id, t.lang, MIN(t.alt) FROM item_picture n "
		"JOIN item_picture p ON p.item_id = ? AND p.media_id = n.media_id JOIN item_picture_text t ON t.picture_id = p.id "
		"WHERE n.item_id = ? GROUP BY n.id, t.lang", ARGS(ID(from), ID(to)));
}

/* What every list of the actor's itself asks for the one, for the other; what it has
 * of its parent goes on following that. */
static struct error *copy_prices(struct ctx *c, struct variant_id from, struct variant_id to, struct price_list_id but)
{
	struct list_price *lists;
	int64_t price;
	bool changed;
	size_t n;

	if (!ctx_may(c, MAY_GOODS_PRICE))
		return NULL;
	TRY(price_lists(c, from, &lists, &n));
	for (size_t i = 0; i < n; i++) {
		TRY(price_own(c, lists[i].list, from, c->now, &price));
		if (lists[i].list.v != but.v && price != PRICE_NONE)
			TRY(price_set(c, lists[i].list, to, price, c->now, &changed));
	}
	return NULL;
}

static struct error *copy_rest(struct making *x, struct item_id to)
{
	struct price_list_id typed = { x->how->price == PRICE_NONE ? 0 : x->how->list.v };
	struct variant_row *rows;
	struct item_id from;
	size_t n;

	TRY(db_whole(x->c->db, &from.v, 0, "SELECT item_id FROM variant WHERE id = ?", ARGS(ID(x->how->copy_of))));
	TRY(variants_of(x->c, from, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct variant_id copy = x->made;

		if (rows[i].archived)
			continue;
		if (rows[i].id.v != x->how->copy_of.v)
			TRY(item_add_variant(x->c, to, rows[i].label, NULL, rows[i].content, rows[i].content_unit, &copy));
		TRY(copy_prices(x->c, rows[i].id, copy, copy.v == x->made.v ? typed : (struct price_list_id){ 0 }));
	}
	TRY(copy_pictures(x->c, from, to));
	return copy_alts(x->c, from, to);
}

/* ---- a new one ---- */

static const struct item_words *own_words(const struct item_sheet *in)
{
	for (size_t i = 0; i < in->word_count; i++)
		if (strcmp(in->words[i].lang, in->lang) == 0)
			return &in->words[i];
	return &in->words[0];
}

static struct error *write_new(struct making *x, struct item_id *item)
{
	const struct item_sheet *in = x->in;
	const struct item_words *own = own_words(in);
	const struct item_new new = {
		.type = in->type, .slug = in->slug, .lang = in->lang, .name = own->name, .description = own->description,
		.maker = in->maker, .origin = in->origin, .unit = in->unit, .category = in->category, .tax_class = in->tax_class,
		.no_discount = in->no_discount, .content = in->content, .content_unit = in->content_unit, .label = in->label, .sku = in->sku,
	};

	TRY(item_add(x->c, &new, item, &x->made));
	TRY(db_exec(x->c->db, NULL, "UPDATE item SET uuid = ? WHERE id = ?", ARGS(T(x->how->uuid), ID(*item))));
	for (size_t i = 0; i < in->word_count; i++)
		if (&in->words[i] != own && in->words[i].name && *in->words[i].name)
			TRY(item_write_text(x->c, *item, in->words[i].lang, in->words[i].name, in->words[i].description));
	return NULL;
}

static struct error *check_all(struct making *x, const char **code)
{
	struct error *bad = item_sheet_check(x->c, x->in, NULL, x->in->lang), *e = NULL;

	*code = NULL;
	if (x->how->barcode)
		e = barcode_check(x->c, (struct variant_id){ 0 }, x->how->barcode, code);
	return e ? error_also(bad, e) : bad;
}

static struct error *make(struct db *db, void *arg)
{
	struct making *x = arg;
	struct ctx *c = x->c;
	struct item_id item;
	const char *code;
	bool changed;

	TRY(db_whole(db, &x->made.v, 0, "SELECT v.id FROM item i JOIN variant v ON v.item_id = i.id WHERE i.uuid = ? ORDER BY v.position, v.id LIMIT 1",
		ARGS(T(x->how->uuid))));
	if (x->made.v)
		return NULL;
	TRY(check_all(x, &code));
	TRY(write_new(x, &item));
	if (code)
		TRY(item_add_barcode(c, x->made, code, (struct branch_id){ 0 }, 1000));
	if (x->how->price != PRICE_NONE)
		TRY(price_set(c, x->how->list, x->made, x->how->price, c->now, &changed));
	if (x->how->copy_of.v)
		TRY(copy_rest(x, item));
	TRY(search_index(c, &item, 1));
	TRY(item_changed(c));
	return audit_add(c, "item.add", "item", item.v, NULL);
}

struct error *item_make(struct ctx *c, const struct item_sheet *in, const struct item_making *how, struct variant_id *out)
{
	struct making x = { c, in, how, { 0 } };

	TRY(ctx_need(c, MAY_GOODS_EDIT));
	if (how->price != PRICE_NONE) {
		TRY(ctx_need(c, MAY_GOODS_PRICE));
		TRY(price_list_need(c, how->list));
	}
	TRY(db_tx(c->db, make, &x));
	*out = x.made;
	return NULL;
}

/* ---- off the lists, and back ---- */

struct archiving {
	struct ctx *c;
	struct variant_id variant;
	bool archived;
};

static struct error *archive(struct db *db, void *arg)
{
	const struct archiving *x = arg;
	struct ctx *c = x->c;
	struct item_id item;
	int64_t live;

	TRY(item_lock(c, x->variant, &item));
	TRY(db_exec(db, NULL, "UPDATE item SET archived_at = ? WHERE id = ?", ARGS(x->archived ? AT(c->now) : NONE, ID(item))));
	TRY(db_whole(db, &live, 0, "SELECT COUNT(*) FROM variant WHERE item_id = ? AND archived_at IS NULL", ARGS(ID(item))));
	if (!x->archived && !live)
		TRY(db_exec(db, NULL, "UPDATE variant SET archived_at = NULL WHERE id = ?", ARGS(ID(x->variant))));
	TRY(search_index(c, &item, 1));
	TRY(item_changed(c));
	return audit_add(c, x->archived ? "item.archive" : "item.restore", "item", item.v, NULL);
}

struct error *item_archive(struct ctx *c, struct variant_id variant, bool archived)
{
	struct archiving x = { c, variant, archived };

	TRY(ctx_need(c, MAY_GOODS_EDIT));
	return db_tx(c->db, archive, &x);
}
