/* report.c: sums of documents, and what has gone wrong. Branch by branch, so
 * that the index of documents by branch and day is used. */
#include "shop/report.h"

#include "shop/scope_sql.h"

static int32_t today_of(const struct ctx *c, const struct branch *b)
{
	return business_date(b->zone, (int)b->day_ends, c->now);
}

/* ---- today ---- */

static const struct db_column door_columns[] = {
	DB_COL(struct report_door, channel, TEXT),
	DB_COL(struct report_door, all.documents, INT), DB_COL(struct report_door, all.amount, INT),
	DB_COL(struct report_door, cash.documents, INT), DB_COL(struct report_door, cash.amount, INT),
	DB_COL(struct report_door, card.documents, INT), DB_COL(struct report_door, card.amount, INT),
	DB_COL(struct report_door, back.documents, INT), DB_COL(struct report_door, back.amount, INT),
};
static const struct db_row door_row = DB_ROW(struct report_door, door_columns);

struct error *report_today(struct ctx *c, struct report_branch **out, size_t *n)
{
	const struct shop *shop;

	TRY(ctx_need(c, MAY_REPORT_VIEW));
	TRY(shop_get(c, &shop));
	*out = ARENA_ARRAY(c->arena, shop->branch_count, struct report_branch);
	*n = 0;
	for (size_t i = 0; i < shop->branch_count; i++) {
		struct report_branch *b = &(*out)[*n];

		if (ctx_need_branch(c, shop->branches[i].id))
			continue;
		b->branch = &shop->branches[i];
		b->date = today_of(c, b->branch);
		TRY(db_all(c->db, &door_row, &b->doors, &b->count,
			"SELECT ch.kind, COUNT(DISTINCT CASE WHEN d.kind = 'receipt' THEN d.id END), SUM(p.amount), "
			"COUNT(DISTINCT CASE WHEN d.kind = 'receipt' AND p.tender = 'cash' THEN d.id END), SUM(CASE WHEN p.tender = 'cash' THEN p.amount END), "
			"COUNT(DISTINCT CASE WHEN d.kind = 'receipt' AND p.tender = 'card' THEN d.id END), SUM(CASE WHEN p.tender = 'card' THEN p.amount END), "
			"COUNT(DISTINCT CASE WHEN d.kind = 'credit_note' THEN d.id END), -SUM(CASE WHEN d.kind = 'credit_note' THEN p.amount END) "
			"FROM ledger.document d JOIN orders o ON o.id = d.order_id JOIN sales_channel ch ON ch.id = o.channel_id "
			"LEFT JOIN ledger.document_payment p ON p.document_id = d.id "
			"WHERE d.branch_id = ? AND d.business_date = ? GROUP BY ch.kind ORDER BY ch.kind DESC",
			ARGS(ID(b->branch->id), ON(b->date))));
		(*n)++;
	}
	return NULL;
}

/* ---- the last days ---- */

struct day_sum {
	int64_t date, web, till;
};

static const struct db_column day_columns[] = {
	DB_COL(struct day_sum, date, DATE), DB_COL(struct day_sum, web, INT), DB_COL(struct day_sum, till, INT),
};
static const struct db_row day_row = DB_ROW(struct day_sum, day_columns);

static struct error *add_branch(struct ctx *c, const struct branch *b, struct report_day out[REPORT_DAYS])
{
	int32_t first = out[0].date;
	struct day_sum *days;
	size_t n;

	TRY(db_all(c->db, &day_row, &days, &n,
		"SELECT d.business_date, SUM(CASE WHEN ch.kind = 'web' THEN d.total END), SUM(CASE WHEN ch.kind <> 'web' THEN d.total END) "
		"FROM ledger.document d JOIN orders o ON o.id = d.order_id JOIN sales_channel ch ON ch.id = o.channel_id "
		"WHERE d.branch_id = ? AND d.business_date BETWEEN ? AND ? GROUP BY d.business_date",
		ARGS(ID(b->id), ON(first), ON(first + REPORT_DAYS - 1))));
	for (size_t i = 0; i < n; i++) {
		out[days[i].date - first].web += days[i].web;
		out[days[i].date - first].till += days[i].till;
	}
	return NULL;
}

struct error *report_days(struct ctx *c, struct report_day out[REPORT_DAYS])
{
	const struct shop *shop;
	int32_t last = 0;

	TRY(ctx_need(c, MAY_REPORT_VIEW));
	TRY(shop_get(c, &shop));
	for (size_t i = 0; i < shop->branch_count; i++)
		if (!ctx_need_branch(c, shop->branches[i].id) && today_of(c, &shop->branches[i]) > last)
			last = today_of(c, &shop->branches[i]);
	for (int i = 0; i < REPORT_DAYS; i++)
		out[i] = (struct report_day){ .date = last - REPORT_DAYS + 1 + i };
	for (size_t i = 0; i < shop->branch_count; i++)
		if (!ctx_need_branch(c, shop->branches[i].id))
			TRY(add_branch(c, &shop->branches[i], out));
	return NULL;
}

/* ---- what needs a person ---- */

static const struct db_column shift_columns[] = {
	DB_COL(struct report_shift, till, INT), DB_COL(struct report_shift, name, TEXT),
	DB_COL(struct report_shift, branch, INT), DB_COL(struct report_shift, business_date, DATE),
};
static const struct db_row shift_row = DB_ROW(struct report_shift, shift_columns);

struct error *report_needs(struct ctx *c, struct report_needs *out)
{
	const struct shop *shop;
	size_t n;

	TRY(ctx_need(c, MAY_ORDER_VIEW));
	TRY(shop_get(c, &shop));
	TRY(db_whole(c->db, &out->jobs_failed, 0,
		"SELECT COUNT(*) FROM job j LEFT JOIN orders o ON o.id = j.order_id WHERE j.state = 'failed' AND " IN_SCOPE_SQL("o.branch_id"),
		ARGS(IN_SCOPE(c))));
	TRY(db_all(c->db, &shift_row, &out->shifts, &n,
		"SELECT t.id, t.name, s.branch_id, s.business_date FROM shift s JOIN till t ON t.id = s.till_id "
		"WHERE s.open_till_id IS NOT NULL AND " IN_SCOPE_SQL("s.branch_id") " ORDER BY s.business_date, s.id", ARGS(IN_SCOPE(c))));
	out->shift_count = 0;
	for (size_t i = 0; i < n; i++) {
		const struct branch *b = shop_branch(shop, out->shifts[i].branch);

		if (b && out->shifts[i].business_date < today_of(c, b))
			out->shifts[out->shift_count++] = out->shifts[i];
	}
	return NULL;
}
