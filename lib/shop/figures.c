/* figures.c: counts for a monitor. */
#include "shop/figures.h"

static const struct db_column figure_columns[] = {
	DB_COL(struct figures, jobs_waiting, INT), DB_COL(struct figures, jobs_failed, INT), DB_COL(struct figures, job_oldest, TIME),
	DB_COL(struct figures, orders_placed, INT), DB_COL(struct figures, orders_ready, INT), DB_COL(struct figures, orders_last_day, INT),
	DB_COL(struct figures, sales, INT), DB_COL(struct figures, sales_amount, INT),
	DB_COL(struct figures, documents, INT), DB_COL(struct figures, shortfalls_open, INT),
	DB_COL(struct figures, chains, INT), DB_COL(struct figures, chain_entries, INT),
	DB_COL(struct figures, currency, TEXT),
};
static const struct db_row figure_row = DB_ROW(struct figures, figure_columns);

struct error *figures_get(struct ctx *c, struct figures *out)
{
	return db_one(c->db, &figure_row, out,
		"SELECT (SELECT COUNT(*) FROM job WHERE state = 'waiting'), (SELECT COUNT(*) FROM job WHERE state = 'failed'), "
		"(SELECT MIN(due_at) FROM job WHERE state = 'waiting'), "
		"(SELECT COUNT(*) FROM orders WHERE stage = 'placed'), (SELECT COUNT(*) FROM orders WHERE stage = 'ready'), "
		"(SELECT COUNT(*) FROM orders WHERE placed_at > ?), "
		"(SELECT COALESCE(SUM(sales_count), 0) FROM shift), (SELECT COALESCE(SUM(sales_amount), 0) FROM shift), "
		"(SELECT COALESCE(SUM(number), 0) FROM series), (SELECT COUNT(*) FROM shortfall WHERE settled_at IS NULL), "
		"(SELECT COUNT(*) FROM chain), (SELECT COALESCE(SUM(seq), 0) FROM chain), "
		"COALESCE((SELECT currency FROM company LIMIT 1), '')", ARGS(AT(c->now - DAY)));
}
