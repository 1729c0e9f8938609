/* checklist.c: what a new shop still lacks. */
#include "shop/checklist.h"

#include "base/json.h"
#include "shop/audit.h"
#include "shop/hours.h"
#include "shop/tax_number.h"

struct found {
	bool goods, stock, till, cashier;
};
static const struct db_column found_columns[] = {
	DB_COL(struct found, goods, BOOL), DB_COL(struct found, stock, BOOL), DB_COL(struct found, till, BOOL),
	DB_COL(struct found, cashier, BOOL),
};
static const struct db_row found_row = DB_ROW(struct found, found_columns);

bool checklist_needed(enum checklist_step step)
{
	return step != CHECKLIST_STOCK;
}

static struct error *look(struct ctx *c, struct found *out)
{
	return db_one(c->db, &found_row, out, "SELECT "
		"EXISTS (SELECT 1 FROM price p JOIN variant v ON v.id = p.variant_id JOIN item i ON i.id = v.item_id"
		" WHERE v.archived_at IS NULL AND i.archived_at IS NULL AND p.price > 0 AND p.valid_from <= ?), "
		"EXISTS (SELECT 1 FROM stock_level s WHERE s.policy <> 'uncounted' AND s.on_hand > 0), "
		"EXISTS (SELECT 1 FROM till t WHERE t.revoked_at IS NULL), "
		"EXISTS (SELECT 1 FROM staff s JOIN role_permission p ON p.role_id = s.role_id AND p.permission = 'till.sell'"
		" WHERE s.pin_hash IS NOT NULL AND s.archived_at IS NULL)",
		ARGS(AT(c->now)));
}

static struct error *number(struct ctx *c, enum setting s, int64_t *out)
{
	return setting_number(c, s, (struct branch_id){ 0 }, (struct till_id){ 0 }, out);
}

static struct branch_id without_hours(const struct shop *shop)
{
	for (size_t i = 0; i < shop->branch_count; i++)
		if (!hours_kept(&shop->branches[i]))
			return shop->branches[i].id;
	return (struct branch_id){ 0 };
}

static void sum_up(struct checklist *list)
{
	list->ready = true;
	for (int i = 0; i < CHECKLIST_STEPS; i++) {
		list->done_count += list->done[i];
		if (!list->done[i] && checklist_needed((enum checklist_step)i))
			list->ready = false;
	}
}

struct error *checklist_get(struct ctx *c, struct checklist *out)
{
	int64_t tested, version, read;
	char number_tidied[TAX_NUMBER_SIZE];
	const struct shop *shop;
	struct found found;

	*out = (struct checklist){ 0 };
	TRY(shop_get(c, &shop));
	TRY(look(c, &found));
	TRY(number(c, SET_MAIL_TESTED, &tested));
	TRY(number(c, SET_TERMS_VERSION, &version));
	TRY(number(c, SET_TERMS_READ, &read));
	out->open = shop->open;
	out->no_hours = without_hours(shop);
	out->done[CHECKLIST_TAX] = tax_number_tidy(shop->company.country, shop->company.tax_number, number_tidied);
	out->done[CHECKLIST_HOURS] = !out->no_hours.v;
	out->done[CHECKLIST_GOODS] = found.goods;
	out->done[CHECKLIST_STOCK] = found.stock;
	out->done[CHECKLIST_MAIL] = tested > 0;
	out->done[CHECKLIST_TILL] = found.till;
	out->done[CHECKLIST_CASHIER] = found.cashier;
	out->done[CHECKLIST_TERMS] = read >= version;
	sum_up(out);
	return NULL;
}

/* ---- changing ---- */

struct work {
	struct ctx *c;
	enum setting setting;
	const char *value, *action;
	int64_t company;
};

static struct error *put(struct db *db, void *arg)
{
	const struct work *w = arg;

	TRY(setting_put(db, w->setting, "company", w->company, w->value));
	return audit_add(w->c, w->action, "company", w->company, json_keep(w->c->arena, json_pack("{s:s}", "value", w->value)));
}

static struct error *change(struct work *w)
{
	const struct shop *shop;

	TRY(shop_get(w->c, &shop));
	w->company = shop->company.id;
	TRY(db_tx(w->c->db, put, w));
	shop_forget();
	return NULL;
}

struct error *checklist_read_terms(struct ctx *c)
{
	struct work w = { .c = c, .setting = SET_TERMS_READ, .action = "shop.terms_read" };
	int64_t version, read;

	TRY(ctx_need(c, MAY_SETTINGS_EDIT));
	TRY(number(c, SET_TERMS_VERSION, &version));
	TRY(number(c, SET_TERMS_READ, &read));
	if (read >= version)
		return NULL;
	w.value = arena_printf(c->arena, "%lld", (long long)version);
	return change(&w);
}

struct error *checklist_open(struct ctx *c)
{
	struct work w = { .c = c, .setting = SET_OPEN, .value = "1", .action = "shop.opened" };
	struct checklist list;

	TRY(ctx_need(c, MAY_SETTINGS_EDIT));
	shop_forget();
	TRY(checklist_get(c, &list));
	if (list.open)
		return NULL;
	if (!list.ready)
		return error_text(ERR(c->arena, CONFLICT, "shop.not_ready"),
			N_("The shop cannot open yet: something on the list is missing."), NULL);
	return change(&w);
}
