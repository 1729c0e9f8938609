/* export.c: goods, customers, orders and documents as rows of CSV. */
#include "shop/export.h"

#include "base/num.h"
#include "price/gtin.h"
#include "shop/csv_write.h"
#include "shop/item.h"
#include "shop/item_sql.h"
#include "shop/scope_sql.h"

struct out {
	struct ctx *c;
	FILE *to;
	int64_t exponent;		/* of the currency */
};

/* ---- values as text ---- */

/* Without zeros that say nothing, but two of a price: "5.90", "1.25", "3". */
static const char *decimal(struct arena *a, int64_t value, int decimals, int keep)
{
	char *text = arena_alloc(a, NUM_FORMAT_SIZE);
	size_t n;

	num_format(text, value, decimals);
	n = strlen(text);
	for (int left = decimals; left > keep && text[n - 1] == '0'; left--)
		text[--n] = '\0';
	if (n && text[n - 1] == '.')
		text[n - 1] = '\0';
	return text;
}

static const char *money(const struct out *o, struct arena *a, int64_t amount)
{
	return decimal(a, amount, (int)o->exponent, (int)o->exponent);
}

static const char *at(struct arena *a, instant t)
{
	return t == INSTANT_NONE ? NULL : instant_format(arena_alloc(a, 40), t);
}

static const char *on(struct arena *a, int64_t date)
{
	return date_format(arena_alloc(a, 16), (int32_t)date);
}

static struct error *heading(const struct out *o, const char *const *names, size_t n)
{
	fputs(CSV_MARK, o->to);
	csv_write_row(o->to, names, n);
	return NULL;
}

/* ---- goods ---- */

struct goods {
	const char *item, *lang, *type, *unit, *category, *tax_class, *maker, *origin;
	bool no_discount;
	const char *label, *sku, *barcodes, *content_unit;
	int64_t content, price, on_hand;
	const char *policy;
	const char *names[4], *descriptions[4];
};

static const struct db_column goods_columns[] = {
	DB_COL(struct goods, item, TEXT), DB_COL(struct goods, lang, TEXT), DB_COL(struct goods, type, TEXT),
	DB_COL(struct goods, unit, TEXT), DB_COL(struct goods, category, TEXT), DB_COL(struct goods, tax_class, TEXT),
	DB_COL(struct goods, maker, TEXT), DB_COL(struct goods, origin, TEXT), DB_COL(struct goods, no_discount, BOOL),
	DB_COL(struct goods, label, TEXT), DB_COL(struct goods, sku, TEXT), DB_COL(struct goods, barcodes, TEXT),
	DB_COL(struct goods, content_unit, TEXT), DB_COL(struct goods, content, INT), DB_COL(struct goods, price, INT),
	DB_COL(struct goods, on_hand, INT), DB_COL(struct goods, policy, TEXT),
	DB_COL(struct goods, names[0], TEXT), DB_COL(struct goods, names[1], TEXT), DB_COL(struct goods, names[2], TEXT), DB_COL(struct goods, names[3], TEXT),
	DB_COL(struct goods, descriptions[0], TEXT), DB_COL(struct goods, descriptions[1], TEXT), DB_COL(struct goods, descriptions[2], TEXT),
	DB_COL(struct goods, descriptions[3], TEXT),
};
static const struct db_row goods_row = DB_ROW(struct goods, goods_columns);

static const char *const goods_names[] = {
	"item", "language", "type", "unit", "category", "tax_class", "maker", "origin", "no_discount", "label", "sku", "barcodes",
	"content", "content_unit", "price", "stock", "policy", "name_en", "name_he", "name_pl", "name_fi",
	"description_en", "description_he", "description_pl", "description_fi",
};
#define GOODS_NAMES (sizeof(goods_names) / sizeof(goods_names[0]))

/* "branch code pack" a line becomes "code all:code*6": "all:" where reading the
 * code alone would make it this branch's. */
static const char *barcodes(struct arena *a, const char *lines)
{
	struct str out;

	str_init(&out, a);
	while (lines && *lines) {
		size_t n = strcspn(lines, "\n");
		char *line = arena_strndup(a, lines, n), *code = strchr(line, ' ') + 1, *pack = strrchr(line, ' ') + 1;
		char gtin[GTIN_SIZE];
		int64_t quantity = 1000;

		pack[-1] = '\0';
		num_parse_int(pack, &quantity);
		if (*line == '0' && (!gtin_repair(code, gtin) || gtin_in_store(gtin)))
			str_addf(&out, "%sall:%s", out.len ? " " : "", code);
		else
			str_addf(&out, "%s%s", out.len ? " " : "", code);
		if (quantity != 1000 || strchr(code, '*'))
			str_addf(&out, "*%s", decimal(a, quantity, 3, 0));
		lines += n + (lines[n] != '\0');
	}
	return out.p;
}

static struct error *write_good(void *arg, struct arena *a, const void *row)
{
	const struct out *o = arg;
	const struct goods *g = row;
	/* What the branch carries and does not count goes without saying. */
	bool counted = g->policy && (strcmp(g->policy, "uncounted") != 0 || g->on_hand);
	const char *fields[GOODS_NAMES] = {
		g->item, g->lang, g->type, g->unit, g->category, g->tax_class, g->maker, g->origin, g->no_discount ? "1" : "0",
		g->label, g->sku, barcodes(a, g->barcodes), g->content ? decimal(a, g->content, 3, 0) : NULL, g->content_unit,
		g->price == PRICE_NONE ? NULL : decimal(a, g->price, (int)o->exponent + 4, (int)o->exponent),
		counted ? decimal(a, g->on_hand, 3, 0) : NULL, counted ? g->policy : NULL,
		g->names[0], g->names[1], g->names[2], g->names[3],
		g->descriptions[0], g->descriptions[1], g->descriptions[2], g->descriptions[3],
	};

	csv_write_row(o->to, fields, GOODS_NAMES);
	return NULL;
}

static struct error *goods(struct ctx *c, const struct export_range *range, FILE *to)
{
	struct out o = { c, to, 2 };
	const struct shop *shop;

	TRY(shop_get(c, &shop));
	o.exponent = shop->company.currency_exponent;
	TRY(heading(&o, goods_names, GOODS_NAMES));
	return db_each(c->db, &goods_row, write_good, &o,
		"SELECT i.slug, i.lang, i.type, i.unit, "
		"NULLIF(CONCAT_WS(' > ', c3.slug, c2.slug, c1.slug, c0.slug), ''), t.code, i.maker, i.origin, i.no_discount, v.label, v.sku, "
		"(SELECT GROUP_CONCAT(CONCAT(b.branch_id, ' ', b.code, ' ', b.pack_quantity) ORDER BY b.code SEPARATOR '\n') FROM barcode b "
		"WHERE b.variant_id = v.id AND b.branch_id IN (0, me.branch)), "
		"v.content_unit, v.content, " PRICE_SQL ", l.on_hand, l.policy, "
		"te.name, th.name, tp.name, tf.name, te.description, th.description, tp.description, tf.description "
		"FROM " ASKED_SQL " JOIN (SELECT CAST(? AS SIGNED) AS branch, CAST(? AS SIGNED) AS shelf) AS me JOIN variant v "
		"JOIN item i ON i.id = v.item_id JOIN tax_class t ON t.id = i.tax_class_id "
		"LEFT JOIN category c0 ON c0.id = i.category_id LEFT JOIN category c1 ON c1.id = c0.parent_id "
		"LEFT JOIN category c2 ON c2.id = c1.parent_id LEFT JOIN category c3 ON c3.id = c2.parent_id "
		"LEFT JOIN stock_level l ON l.variant_id = v.id AND l.location_id = me.shelf "
		"LEFT JOIN item_text te ON te.item_id = i.id AND te.lang = 'en' LEFT JOIN item_text th ON th.item_id = i.id AND th.lang = 'he' "
		"LEFT JOIN item_text tp ON tp.item_id = i.id AND tp.lang = 'pl' LEFT JOIN item_text tf ON tf.item_id = i.id AND tf.lang = 'fi' "
		"WHERE v.archived_at IS NULL AND i.archived_at IS NULL ORDER BY i.id, v.position, v.id",
		ARGS(AT(c->now), T(shop->company.lang), ID(range->branch->price_list), ID(range->branch->id), ID(range->branch->shelf)));
}

/* ---- customers ---- */

struct person {
	int64_t id;
	const char *name, *email, *phone, *lang;
	instant created_at;
	int64_t orders;
};

static const struct db_column person_columns[] = {
	DB_COL(struct person, id, INT), DB_COL(struct person, name, TEXT), DB_COL(struct person, email, TEXT),
	DB_COL(struct person, phone, TEXT), DB_COL(struct person, lang, TEXT), DB_COL(struct person, created_at, TIME),
	DB_COL(struct person, orders, INT),
};
static const struct db_row person_row = DB_ROW(struct person, person_columns);

static struct error *write_person(void *arg, struct arena *a, const void *row)
{
	const struct out *o = arg;
	const struct person *p = row;
	const char *fields[] = { decimal(a, p->id, 0, 0), p->name, p->email, p->phone, p->lang, at(a, p->created_at), decimal(a, p->orders, 0, 0) };

	csv_write_row(o->to, fields, sizeof(fields) / sizeof(fields[0]));
	return NULL;
}

static struct error *customers(struct ctx *c, const struct export_range *range, FILE *to)
{
	static const char *const names[] = { "customer", "name", "email", "phone", "language", "since", "orders" };
	struct out o = { c, to, 0 };

	(void)range;
	TRY(heading(&o, names, sizeof(names) / sizeof(names[0])));
	return db_each(c->db, &person_row, write_person, &o,
		"SELECT p.id, p.name, p.email, p.phone, p.lang, p.created_at, (SELECT COUNT(*) FROM orders o WHERE o.customer_id = p.id "
		"AND NOT EXISTS (SELECT 1 FROM order_line back WHERE back.order_id = o.id AND back.line_no = 1 AND back.returns_line_id IS NOT NULL)) "
		"FROM customer p WHERE p.anonymised_at IS NULL AND p.merged_into IS NULL ORDER BY p.id", NULL, 0);
}

/* ---- orders ---- */

struct one_order {
	const char *code, *branch, *channel, *stage, *customer, *currency, *note;
	int64_t exponent, total, tax, paid;
	instant placed_at, done_at;
};

static const struct db_column one_order_columns[] = {
	DB_COL(struct one_order, code, TEXT), DB_COL(struct one_order, branch, TEXT), DB_COL(struct one_order, channel, TEXT),
	DB_COL(struct one_order, stage, TEXT), DB_COL(struct one_order, customer, TEXT), DB_COL(struct one_order, currency, TEXT),
	DB_COL(struct one_order, note, TEXT), DB_COL(struct one_order, exponent, INT), DB_COL(struct one_order, total, INT),
	DB_COL(struct one_order, tax, INT), DB_COL(struct one_order, paid, INT), DB_COL(struct one_order, placed_at, TIME),
	DB_COL(struct one_order, done_at, TIME),
};
static const struct db_row one_order_row = DB_ROW(struct one_order, one_order_columns);

static struct error *write_order(void *arg, struct arena *a, const void *row)
{
	struct out *o = arg;
	const struct one_order *x = row;

	o->exponent = x->exponent;
	csv_write_row(o->to, (const char *[]){ x->code, x->branch, x->channel, x->stage, x->customer, at(a, x->placed_at), at(a, x->done_at),
		x->currency, money(o, a, x->total), money(o, a, x->tax), money(o, a, x->paid), x->note }, 12);
	return NULL;
}

/* Midnight where the shop is. */
static instant midnight(const struct shop *shop, int32_t date)
{
	struct civil local = { 0 };

	date_to_civil(date, &local.year, &local.month, &local.day);
	return zone_instant(shop->branches[0].zone, &local);
}

static struct error *orders(struct ctx *c, const struct export_range *range, FILE *to)
{
	static const char *const names[] = { "order", "branch", "channel", "stage", "customer", "placed_at", "done_at", "currency", "total", "tax",
		"paid", "note" };
	struct out o = { c, to, 2 };
	const struct shop *shop;

	TRY(shop_get(c, &shop));
	TRY(heading(&o, names, sizeof(names) / sizeof(names[0])));
	return db_each(c->db, &one_order_row, write_order, &o,
		"SELECT o.code, b.code, s.kind, o.stage, p.name, o.currency, o.note, o.currency_exponent, o.total, o.tax, o.paid, o.placed_at, o.done_at "
		"FROM orders o JOIN branch b ON b.id = o.branch_id JOIN sales_channel s ON s.id = o.channel_id "
		"LEFT JOIN customer p ON p.id = o.customer_id WHERE o.placed_at >= ? AND o.placed_at < ? AND (? = 0 OR o.branch_id = ?) AND "
		IN_SCOPE_SQL("o.branch_id") " ORDER BY o.placed_at, o.id",
		ARGS(AT(midnight(shop, range->from)), AT(midnight(shop, range->to + 1)), I(range->branch ? range->branch->id.v : 0),
		     I(range->branch ? range->branch->id.v : 0), IN_SCOPE(c)));
}

/* ---- documents ---- */

struct paper {
	const char *kind, *series, *branch, *till, *order, *currency, *credits;
	int64_t number, date, exponent, total, tax, rounding, cash, card;
	instant issued_at;
};

static const struct db_column paper_columns[] = {
	DB_COL(struct paper, kind, TEXT), DB_COL(struct paper, series, TEXT), DB_COL(struct paper, branch, TEXT),
	DB_COL(struct paper, till, TEXT), DB_COL(struct paper, order, TEXT), DB_COL(struct paper, currency, TEXT),
	DB_COL(struct paper, number, INT), DB_COL(struct paper, date, DATE), DB_COL(struct paper, exponent, INT),
	DB_COL(struct paper, total, INT), DB_COL(struct paper, tax, INT), DB_COL(struct paper, rounding, INT),
	DB_COL(struct paper, cash, INT), DB_COL(struct paper, card, INT), DB_COL(struct paper, issued_at, TIME),
	DB_COL(struct paper, credits, TEXT),
};
static const struct db_row paper_row = DB_ROW(struct paper, paper_columns);

static struct error *write_paper(void *arg, struct arena *a, const void *row)
{
	struct out *o = arg;
	const struct paper *x = row;

	o->exponent = x->exponent;
	csv_write_row(o->to, (const char *[]){ x->kind, x->series, decimal(a, x->number, 0, 0), on(a, x->date), at(a, x->issued_at), x->branch,
		x->till, x->order, x->currency, money(o, a, x->total), money(o, a, x->tax), money(o, a, x->rounding), money(o, a, x->cash),
		money(o, a, x->card), x->credits }, 15);
	return NULL;
}

static struct error *documents(struct ctx *c, const struct export_range *range, FILE *to)
{
	static const char *const names[] = { "kind", "series", "number", "business_date", "issued_at", "branch", "till", "order", "currency",
		"total", "tax", "rounding", "cash", "card", "credits" };
	struct out o = { c, to, 2 };

	TRY(heading(&o, names, sizeof(names) / sizeof(names[0])));
	return db_each(c->db, &paper_row, write_paper, &o,
		"SELECT d.kind, d.series_code, b.code, t.name, o.code, d.currency, d.number, d.business_date, d.currency_exponent, d.total, d.tax, d.rounding, "
		"(SELECT SUM(p.amount + p.rounding) FROM ledger.document_payment p WHERE p.document_id = d.id AND p.tender = 'cash'), "
		"(SELECT SUM(p.amount) FROM ledger.document_payment p WHERE p.document_id = d.id AND p.tender = 'card'), d.issued_at, "
		"(SELECT CONCAT(w.series_code, '-', w.number) FROM ledger.document w WHERE w.id = d.credits_document_id) "
		"FROM ledger.document d JOIN branch b ON b.id = d.branch_id JOIN orders o ON o.id = d.order_id LEFT JOIN till t ON t.id = d.till_id "
		"WHERE d.business_date BETWEEN ? AND ? AND (? = 0 OR d.branch_id = ?) AND " IN_SCOPE_SQL("d.branch_id")
		" ORDER BY d.business_date, d.kind, d.series_code, d.number",
		ARGS(ON(range->from), ON(range->to), I(range->branch ? range->branch->id.v : 0), I(range->branch ? range->branch->id.v : 0), IN_SCOPE(c)));
}

/* ---- by name ---- */

static const struct export_kind kinds[] = {
	{ "goods", MAY_GOODS_EXPORT, false, goods },
	{ "customers", MAY_CUSTOMERS_EXPORT, false, customers },
	{ "orders", MAY_ORDERS_EXPORT, true, orders },
	{ "documents", MAY_ORDERS_EXPORT, true, documents },
};

const struct export_kind *export_find(const char *name)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

struct error *export_write(struct ctx *c, const struct export_kind *kind, const struct export_range *range, FILE *to)
{
	if (c->actor.staff.v)
		TRY(ctx_need(c, kind->may));
	if (c->actor.staff.v && range->branch)
		TRY(ctx_need_branch(c, range->branch->id));
	TRY(kind->write(c, range, to));
	if (fflush(to) == 0 && !ferror(to))
		return NULL;
	return error_text(ERR(c->arena, UNAVAILABLE, "export.write"), N_("The file could not be written."), NULL);
}
