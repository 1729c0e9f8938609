/* day.c: the documents of a business day, for the accountant. */
#include "shop/day.h"

#include "base/num.h"
#include "shop/csv_write.h"

struct paper {
	int64_t id, number, exponent, total, tax, rounding, cash, card;
	const char *kind, *series, *door, *till, *order, *currency, *credits;
	instant issued_at;
};

static const struct db_column paper_columns[] = {
	DB_COL(struct paper, id, INT), DB_COL(struct paper, kind, TEXT), DB_COL(struct paper, series, TEXT), DB_COL(struct paper, number, INT),
	DB_COL(struct paper, issued_at, TIME), DB_COL(struct paper, door, TEXT), DB_COL(struct paper, till, TEXT), DB_COL(struct paper, order, TEXT),
	DB_COL(struct paper, currency, TEXT), DB_COL(struct paper, exponent, INT), DB_COL(struct paper, total, INT), DB_COL(struct paper, tax, INT),
	DB_COL(struct paper, rounding, INT), DB_COL(struct paper, cash, INT), DB_COL(struct paper, card, INT),
	DB_COL(struct paper, credits, TEXT),
};
static const struct db_row paper_row = DB_ROW(struct paper, paper_columns);

struct part {
	int64_t document, rate, gross, tax;
};

static const struct db_column part_columns[] = {
	DB_COL(struct part, document, INT), DB_COL(struct part, rate, INT), DB_COL(struct part, gross, INT), DB_COL(struct part, tax, INT),
};
static const struct db_row part_row = DB_ROW(struct part, part_columns);

static const char *const names[] = { "kind", "series", "number", "business_date", "issued_at", "branch", "door", "till", "order", "currency",
	"total", "tax", "rounding", "cash", "card", "credits" };
#define NAMES (sizeof(names) / sizeof(names[0]))

struct day {
	struct arena *a;
	const struct branch *branch;
	int32_t date;
	struct paper *papers;
	struct part *parts;		/* by document, rate */
	int64_t *rates;			/* of the day */
	size_t paper_count, part_count, rate_count;
};

static const char *decimal(struct arena *a, int64_t value, int64_t decimals)
{
	return num_format(arena_alloc(a, NUM_FORMAT_SIZE), value, (int)decimals);
}

static struct error *read_day(struct ctx *c, struct day *d)
{
	struct part *rates;

	TRY(db_all(c->db, &paper_row, &d->papers, &d->paper_count,
		"SELECT d.id, d.kind, d.series_code, d.number, d.issued_at, ch.kind, t.name, o.code, d.currency, d.currency_exponent, d.total, d.tax, d.rounding, "
		"(SELECT SUM(p.amount + p.rounding) FROM ledger.document_payment p WHERE p.document_id = d.id AND p.tender = 'cash'), "
		"(SELECT SUM(p.amount + p.rounding) FROM ledger.document_payment p WHERE p.document_id = d.id AND p.tender = 'card'), "
		"(SELECT CONCAT(w.series_code, '-', w.number) FROM ledger.document w WHERE w.id = d.credits_document_id) "
		"FROM ledger.document d JOIN orders o ON o.id = d.order_id JOIN sales_channel ch ON ch.id = o.channel_id LEFT JOIN till t ON t.id = d.till_id "
		"WHERE d.branch_id = ? AND d.business_date = ? ORDER BY d.id", ARGS(ID(d->branch->id), ON(d->date))));
	TRY(db_all(c->db, &part_row, &d->parts, &d->part_count,
		"SELECT x.document_id, x.rate, x.gross, x.tax FROM ledger.document d JOIN ledger.document_tax x ON x.document_id = d.id "
		"WHERE d.branch_id = ? AND d.business_date = ? ORDER BY x.document_id, x.rate", ARGS(ID(d->branch->id), ON(d->date))));
	TRY(db_all(c->db, &part_row, &rates, &d->rate_count,
		"SELECT 0, x.rate, 0, 0 FROM ledger.document d JOIN ledger.document_tax x ON x.document_id = d.id "
		"WHERE d.branch_id = ? AND d.business_date = ? GROUP BY x.rate ORDER BY x.rate", ARGS(ID(d->branch->id), ON(d->date))));
	d->rates = ARENA_ARRAY(d->a, d->rate_count, int64_t);
	for (size_t i = 0; i < d->rate_count; i++)
		d->rates[i] = rates[i].rate;
	return NULL;
}

/* "18", "25.5" */
static const char *percent(struct arena *a, int64_t rate)
{
	char *s = arena_strdup(a, decimal(a, rate, 2));
	size_t n = strlen(s);

	while (s[n - 1] == '0')
		s[--n] = '\0';
	if (s[n - 1] == '.')
		s[n - 1] = '\0';
	return s;
}

static void write_heading(const struct day *d, FILE *to)
{
	const char **fields = ARENA_ARRAY(d->a, NAMES + 2 * d->rate_count, const char *);

	memcpy(fields, names, sizeof(names));
	for (size_t i = 0; i < d->rate_count; i++) {
		fields[NAMES + 2 * i] = arena_printf(d->a, "gross_%s", percent(d->a, d->rates[i]));
		fields[NAMES + 2 * i + 1] = arena_printf(d->a, "tax_%s", percent(d->a, d->rates[i]));
	}
	fputs(CSV_MARK, to);
	csv_write_row(to, fields, NAMES + 2 * d->rate_count);
}

/* *at: the next of the day's parts. */
static void write_paper(const struct day *d, const struct paper *p, size_t *at, FILE *to)
{
	const char **fields = ARENA_ARRAY(d->a, NAMES + 2 * d->rate_count, const char *);
	const char *const head[NAMES] = {
		p->kind, p->series, decimal(d->a, p->number, 0), date_format(arena_alloc(d->a, 16), d->date),
		instant_format(arena_alloc(d->a, 40), p->issued_at), d->branch->code, p->door, p->till, p->order, p->currency,
		decimal(d->a, p->total, p->exponent), decimal(d->a, p->tax, p->exponent), decimal(d->a, p->rounding, p->exponent),
		decimal(d->a, p->cash, p->exponent), decimal(d->a, p->card, p->exponent), p->credits,
	};

	memcpy(fields, head, sizeof(head));
	for (size_t i = 0; i < d->rate_count; i++) {
		bool has = *at < d->part_count && d->parts[*at].document == p->id && d->parts[*at].rate == d->rates[i];

		fields[NAMES + 2 * i] = decimal(d->a, has ? d->parts[*at].gross : 0, p->exponent);
		fields[NAMES + 2 * i + 1] = decimal(d->a, has ? d->parts[*at].tax : 0, p->exponent);
		*at += has;
	}
	csv_write_row(to, fields, NAMES + 2 * d->rate_count);
}

struct error *day_write(struct ctx *c, const struct branch *branch, int32_t date, FILE *to)
{
	struct day d = { .a = c->arena, .branch = branch, .date = date };
	size_t at = 0;

	TRY(ctx_need(c, MAY_REPORT_VIEW));
	TRY(ctx_need_branch(c, branch->id));
	TRY(read_day(c, &d));
	write_heading(&d, to);
	for (size_t i = 0; i < d.paper_count; i++)
		write_paper(&d, &d.papers[i], &at, to);
	if (fflush(to) == 0 && !ferror(to))
		return NULL;
	return error_text(ERR(c->arena, UNAVAILABLE, "export.write"), N_("The file could not be written."), NULL);
}
