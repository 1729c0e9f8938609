/* item_barcode.c: the codes by which goods are scanned, each with how much is in
 * the pack that carries it. */
#include "base/json.h"
#include "base/num.h"
#include "price/gtin.h"
#include "shop/audit.h"
#include "shop/item_internal.h"
#include "shop/scope_sql.h"

static const struct db_column barcode_columns[] = {
	DB_COL(struct barcode, code, TEXT), DB_COL(struct barcode, branch, INT), DB_COL(struct barcode, pack_quantity, INT),
};
static const struct db_row barcode_row = DB_ROW(struct barcode, barcode_columns);

struct error *barcodes_of(struct ctx *c, struct variant_id variant, struct barcode **out, size_t *n)
{
	return db_all(c->db, &barcode_row, out, n,
		"SELECT code, branch_id, pack_quantity FROM barcode WHERE variant_id = ? AND (branch_id = 0 OR " IN_SCOPE_SQL("branch_id") ") "
		"ORDER BY pack_quantity, branch_id, code", ARGS(ID(variant), IN_SCOPE(c)));
}

/* ---- whose it is ---- */

struct owner {
	struct variant_id variant;
	const char *name;
};
static const struct db_column owner_columns[] = { DB_COL(struct owner, variant, INT), DB_COL(struct owner, name, TEXT) };
static const struct db_row owner_row = DB_ROW(struct owner, owner_columns);

struct error *barcode_owner(struct ctx *c, const char *code, struct variant_id but, struct variant_id *owner, const char **name)
{
	struct owner row = { { 0 }, NULL };
	char gtin[GTIN_SIZE];
	bool found;

	TRY(db_find(c->db, &owner_row, &row, &found,
		"SELECT v.id, IF(v.label = '', t.name, CONCAT(t.name, ', ', v.label)) FROM barcode b JOIN variant v ON v.id = b.variant_id "
		"JOIN item i ON i.id = v.item_id JOIN item_text t ON t.item_id = i.id AND t.lang = i.lang "
		"WHERE b.code = ? AND b.variant_id <> ? ORDER BY b.branch_id LIMIT 1",
		ARGS(T(gtin_normalise(code, gtin) ? gtin : code), ID(but))));
	*owner = row.variant;
	*name = row.name;
	return NULL;
}

static struct error *refused(struct ctx *c, enum error_kind kind, const char *why)
{
	return error_field(error_new(c->arena, kind, why, __FILE__, __LINE__), "code");
}

struct error *barcode_check(struct ctx *c, struct variant_id variant, const char *code, const char **stored)
{
	char gtin[GTIN_SIZE], right[GTIN_SIZE];
	struct variant_id owner;
	const char *name;
	size_t n = strlen(code);

	for (const char *p = code; *p; p++)
		if (*p <= ' ' || *p > '~')
			n = 0;
	if (!n || n > 64)
		return error_text(refused(c, INVALID, "barcode.code"), N_("A code has up to 64 letters and digits."), NULL);
	*stored = gtin_normalise(code, gtin) ? arena_strdup(c->arena, gtin) : code;
	if (gtin_mend(code, right))
		return error_text(refused(c, INVALID, "barcode.check"),
			N_("This is no barcode: its last digit would have to be {digit}. Did you mean {code}?"),
			"digit", arena_strdup(c->arena, right + strlen(right) - 1), "code", arena_strdup(c->arena, right), NULL);
	TRY(barcode_owner(c, code, variant, &owner, &name));
	return owner.v ? error_text(refused(c, CONFLICT, "barcode.taken"), N_("“{name}” has this code."), "name", name, NULL) : NULL;
}

/* ---- changing ---- */

struct changing {
	struct ctx *c;
	struct variant_id variant;
	const char *code;
	struct branch_id branch;
	int64_t pack;
};

static struct error *log_code(const struct changing *x, const char *action, const char *code)
{
	return audit_add(x->c, action, "variant", x->variant.v,
		json_keep(x->c->arena, json_pack("{s:s, s:I}", "code", code, "pack", (json_int_t)x->pack)));
}

static struct error *put(struct db *db, void *arg)
{
	const struct changing *x = arg;
	struct item_id item;
	const char *stored;
	int64_t pieces;

	TRY(item_lock(x->c, x->variant, &item));
	TRY(barcode_check(x->c, x->variant, x->code, &stored));
	TRY(db_whole(db, &pieces, 0, "SELECT unit = 'piece' FROM item WHERE id = ?", ARGS(ID(item))));
	if (x->pack <= 0 || (pieces && x->pack % QUANTITY_ONE))
		return error_field(error_text(ERR(x->c->arena, INVALID, "barcode.pack"), N_("This is counted by the piece."), NULL), "pack");
	TRY(item_add_barcode(x->c, x->variant, stored, (struct branch_id){ 0 }, x->pack));
	TRY(db_exec(db, NULL, "UPDATE barcode SET pack_quantity = ? WHERE code = ? AND branch_id = 0", ARGS(I(x->pack), T(stored))));
	return log_code(x, "barcode.add", stored);
}

struct error *barcode_put(struct ctx *c, struct variant_id variant, const char *code, int64_t pack_quantity)
{
	struct changing x = { .c = c, .variant = variant, .code = code, .pack = pack_quantity };

	TRY(ctx_need(c, MAY_GOODS_EDIT));
	return db_tx(c->db, put, &x);
}

static struct error *take(struct db *db, void *arg)
{
	const struct changing *x = arg;
	int64_t gone;

	TRY(db_exec(db, &gone, "DELETE FROM barcode WHERE code = ? AND branch_id = ? AND variant_id = ?",
		ARGS(T(x->code), ID(x->branch), ID(x->variant))));
	if (!gone)
		return NULL;
	TRY(item_changed(x->c));
	return log_code(x, "barcode.remove", x->code);
}

struct error *barcode_remove(struct ctx *c, struct variant_id variant, const char *code, struct branch_id branch)
{
	struct changing x = { .c = c, .variant = variant, .code = code, .branch = branch };

	TRY(ctx_need(c, MAY_GOODS_EDIT));
	if (branch.v)
		TRY(ctx_need_branch(c, branch));
	return db_tx(c->db, take, &x);
}
