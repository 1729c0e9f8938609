/* report.c: the result's buffer: runs, allocations, taxes, totals. */
#include "price/report.h"
#include "price/sort.h"
#include "price/tax_sum.h"

static int order(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_gifts(const struct engine *e, uint32_t a, uint32_t b)
{
	for (; a != b; a = e->gifts[a].next, b = e->gifts[b].next) {
		int o;

		if (a == NONE || b == NONE)
			return a == NONE ? -1 : 1;
		o = order(e->gifts[a].kind, e->gifts[b].kind);
		o = o ? o : order(e->gifts[a].reason, e->gifts[b].reason);
		o = o ? o : order(e->gifts[a].amount, e->gifts[b].amount);
		if (o)
			return o;
	}
	return 0;
}

/* 0 where segments of a line are units alike. Measured ones never are. */
static int by_units(const void *a, const void *b, const void *context)
{
	const struct engine *e = context;
	const struct segment *x = &e->segments[*(const uint32_t *)a], *y = &e->segments[*(const uint32_t *)b];
	int o = order(y->list, x->list);

	o = o ? o : order(y->paid, x->paid);
	o = o ? o : order(y->quantity, x->quantity);
	return o ? o : by_gifts(e, x->gifts, y->gifts);
}


void *report_section(struct report *r, uint32_t count, size_t record, struct rules_span *span)
{
	void *at = work_take(r->engine, count, record);

	if (at)
		*span = (struct rules_span){ (uint32_t)((char *)at - (char *)r->result), count };
	return at;
}

static uint32_t gifts_of(const struct engine *e, uint32_t segment)
{
	uint32_t n = 0;

	for (uint32_t g = e->segments[segment].gifts; g != NONE; g = e->gifts[g].next)
		n++;
	return n;
}

/* The segments of line i, units alike beside each other, at `order`; their count. */
static uint32_t line_order(const struct engine *e, uint32_t i, uint32_t *chain)
{
	uint32_t n = 0;

	for (uint32_t s = e->lines[i].first; s != NONE; s = e->segments[s].next)
		chain[n++] = s;
	sort_records(chain, n, sizeof(*chain), by_units, e);
	return n;
}

static void add_run(struct report *r, uint32_t line, uint32_t segment)
{
	const struct engine *e = r->engine;
	const struct segment *s = &e->segments[segment];

	r->runs[r->run_count++] = (struct result_run){
		.quantity = s->count * s->quantity, .list = s->count * s->list, .paid = s->count * s->paid,
		.line = e->lines[line].place, .rate = e->lines[line].tax,
		.allocations = { .count = gifts_of(e, segment) },
	};
}

static void line_runs(struct report *r, uint32_t line, uint32_t *chain)
{
	const struct engine *e = r->engine;
	const uint32_t n = line_order(e, line, chain);
	struct result_line *out = &r->lines[e->lines[line].place];

	*out = (struct result_line){
		.price = e->lines[line].price, .list_id = e->lines[line].list_id, .list = e->lines[line].list,
		.source = e->lines[line].source, .runs = { .at = r->run_count },
	};
	for (uint32_t i = 0; i < n; i++) {
		const struct segment *s = &e->segments[chain[i]];

		if (i > 0 && by_units(&chain[i - 1], &chain[i], e) == 0) {
			struct result_run *run = &r->runs[r->run_count - 1];

			run->quantity += s->count * s->quantity;
			run->list += s->count * s->list;
			run->paid += s->count * s->paid;
			continue;
		}
		r->heads[r->run_count] = chain[i];
		add_run(r, line, chain[i]);
	}
	out->runs.count = r->run_count - out->runs.at;
	for (uint32_t i = 0; i < out->runs.count; i++)
		out->paid += r->runs[out->runs.at + i].paid;
}

static bool runs_write(struct report *r)
{
	struct engine *e = r->engine;
	uint32_t *chain = work_take(e, e->segment_count, sizeof(*chain));

	r->heads = work_take(e, e->segment_count, sizeof(*r->heads));
	r->result = work_take(e, 1, sizeof(*r->result));
	if (!chain || !r->heads || !r->result)
		return false;
	*r->result = (struct result){ .magic = RESULT_MAGIC };
	r->lines = report_section(r, e->line_count, sizeof(*r->lines), &r->result->lines);
	r->runs = report_section(r, e->segment_count, sizeof(*r->runs), &r->result->runs);
	if (!r->lines || !r->runs)
		return false;
	for (uint32_t i = 0; i < e->line_count; i++)
		line_runs(r, i, chain);
	/* What units alike did not need is free again. */
	e->used -= (size_t)(e->segment_count - r->run_count) * sizeof(*r->runs);
	r->result->runs.count = r->run_count;
	return true;
}

/* The gifts of each run in the order they were given. */
static bool allocations_write(struct report *r)
{
	const struct engine *e = r->engine;
	struct result_allocation *out;
	uint32_t n = 0;

	for (uint32_t i = 0; i < r->run_count; i++) {
		r->runs[i].allocations.at = n;
		n += r->runs[i].allocations.count;
	}
	out = report_section(r, n, sizeof(*out), &r->result->allocations);
	if (!out)
		return false;
	for (uint32_t i = 0; i < r->run_count; i++) {
		int64_t units = r->runs[i].quantity / e->segments[r->heads[i]].quantity;
		uint32_t at = r->runs[i].allocations.at + r->runs[i].allocations.count;

		for (uint32_t g = e->segments[r->heads[i]].gifts; g != NONE; g = e->gifts[g].next) {
			out[--at] = (struct result_allocation){ e->gifts[g].reason, units * e->gifts[g].amount, e->gifts[g].kind, i };
			r->result->saved += out[at].amount;
		}
	}
	return true;
}

static int by_rate(const void *a, const void *b, const void *context)
{
	const struct result_tax *x = a, *y = b;

	(void)context;
	return x->kind != y->kind ? order(x->kind, y->kind) : order(x->rate, y->rate);
}

/* The rates that occur, each once, rising; the runs are given their places. */
static bool taxes_write(struct report *r)
{
	struct engine *e = r->engine;
	const struct rules_tax *rates = FLAT(struct rules_tax, e->rules, taxes);
	struct result_tax *rows = report_section(r, e->line_count, sizeof(*rows), &r->result->taxes);
	uint32_t n = 0;

	if (!rows)
		return false;
	for (uint32_t i = 0; i < e->line_count; i++)
		rows[i] = (struct result_tax){ .kind = rates[e->lines[i].tax].kind, .rate = rates[e->lines[i].tax].rate };
	sort_records(rows, e->line_count, sizeof(*rows), by_rate, NULL);
	for (uint32_t i = 0; i < e->line_count; i++)
		if (i == 0 || by_rate(&rows[n - 1], &rows[i], NULL) != 0)
			rows[n++] = rows[i];
	for (uint32_t i = 0; i < r->run_count; i++) {
		const struct rules_tax *t = &rates[r->runs[i].rate];
		uint32_t at = 0;

		while (rows[at].kind != t->kind || rows[at].rate != t->rate)
			at++;
		r->runs[i].rate = at;
	}
	e->used -= (size_t)(e->line_count - n) * sizeof(*rows);
	r->result->taxes.count = n;
	r->taxes = rows;
	return true;
}

static bool totals(struct report *r)
{
	struct engine *e = r->engine;
	const size_t used = e->used;
	struct tax_sums t = {
		.included = e->basket->flags & BASKET_TAX_INCLUDED, .by_line = e->basket->flags & BASKET_TAX_BY_LINE,
		.runs = r->runs, .rows = r->taxes, .run_count = r->run_count, .row_count = r->result->taxes.count,
		.scratch = work_take(e, 1, tax_sums_need(r->run_count) + 1),
	};

	if (!t.scratch)
		return false;
	if (!tax_sums(&t))
		return work_fail(e, PRICING_OVERFLOW, e->line_count);
	work_back(e, used);
	for (uint32_t i = 0; i < r->run_count; i++)
		r->lines[r->runs[i].line].tax += r->runs[i].tax;
	for (uint32_t i = 0; i < e->line_count; i++)
		r->result->list += r->lines[i].list;
	for (uint32_t i = 0; i < t.row_count; i++) {
		r->result->net += r->taxes[i].net;
		r->result->tax += r->taxes[i].tax;
		r->result->total += r->taxes[i].gross;
	}
	return true;
}

/* Moves the finished result to the beginning of the memory. */
static void move_down(struct report *r)
{
	struct engine *e = r->engine;
	const uint64_t *from = (const uint64_t *)r->result;
	uint64_t *to = (uint64_t *)e->memory;
	size_t words = (size_t)(e->memory + e->used - (char *)r->result) / sizeof(*to);

	r->result->size = (uint32_t)(words * sizeof(*to));
	for (size_t i = 0; i < words; i++)
		to[i] = from[i];
}

bool result_write(struct engine *e)
{
	struct report r = { .engine = e };

	if (!runs_write(&r) || !allocations_write(&r) || !taxes_write(&r) || !totals(&r))
		return false;
	r.result->tip = e->basket->tip;
	r.result->exact = !e->cut;
	r.result->nodes = e->nodes;
	if (!tenders_write(&r) || !hints_write(&r) || !verdicts_write(&r))
		return false;
	move_down(&r);
	return true;
}
