/* invariant.c: what is true of every result. */
#include "invariant.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static struct result *price_into(const struct rules *rules, const struct basket *basket, size_t size, char **memory)
{
	uint32_t where, status = basket_check(rules, basket, size, &where);
	size_t need = status == PRICING_OK ? price_need(rules, basket) : sizeof(struct result);

	/* A block of its own, so that a sanitizer sees every byte too far. */
	free(*memory);
	*memory = malloc(need);
	if (!*memory)
		abort();
	memset(*memory, 0xa5, need);
	price_basket(rules, basket, size, *memory, need);
	return (struct result *)*memory;
}

const struct result *price_here(const struct rules *rules, const struct basket *basket, size_t size)
{
	static char *memory;

	return price_into(rules, basket, size, &memory);
}

static const char *run_broken(const struct result *r, const struct result_run *run, uint32_t place)
{
	const struct result_allocation *a = RESULT(struct result_allocation, r, allocations) + run->allocations.at;
	int64_t off = 0;

	for (uint32_t i = 0; i < run->allocations.count; i++) {
		off += a[i].amount;
		if (a[i].amount < 0)
			return "an allocation is below zero";
		if (a[i].run != place)
			return "an allocation is of another run";
	}
	if (run->list - off != run->paid)
		return "a run is not its list price less its allocations";
	return run->quantity > 0 && run->paid < 0 ? "what is bought is paid below zero" : NULL;
}

static const char *line_broken(const struct basket_line *in, const struct result *r, uint32_t place, int64_t *saved)
{
	const struct result_line *l = &RESULT(struct result_line, r, lines)[place];
	int64_t quantity = 0, list = 0, paid = 0, tax = 0;

	for (uint32_t i = l->runs.at; i < l->runs.at + l->runs.count; i++) {
		const struct result_run *run = &RESULT(struct result_run, r, runs)[i];
		const char *wrong = run_broken(r, run, i);

		if (wrong)
			return wrong;
		if (run->line != place)
			return "a run is of another line";
		quantity += run->quantity;
		list += run->list;
		paid += run->paid;
		tax += run->tax;
	}
	*saved += list - paid;
	if (quantity != in->quantity)
		return "the runs are not the line's quantity";
	return list != l->list || paid != l->paid || tax != l->tax ? "the runs are not the line's amounts" : NULL;
}

static const char *sums_broken(const struct basket *basket, const struct result *r)
{
	const struct basket_line *in = (const struct basket_line *)((const char *)basket + basket->lines.at);
	const struct result_tax *t = RESULT(struct result_tax, r, taxes);
	const bool included = basket->flags & BASKET_TAX_INCLUDED;
	int64_t gross = 0, tax = 0, paid = 0, line_tax = 0, saved = 0, list = 0;

	for (uint32_t i = 0; i < r->lines.count; i++) {
		const char *wrong = line_broken(&in[i], r, i, &saved);

		if (wrong)
			return wrong;
		paid += RESULT(struct result_line, r, lines)[i].paid;
		line_tax += RESULT(struct result_line, r, lines)[i].tax;
		list += RESULT(struct result_line, r, lines)[i].list;
	}
	for (uint32_t i = 0; i < r->taxes.count; i++) {
		gross += t[i].gross;
		tax += t[i].tax;
		if (t[i].net + t[i].tax != t[i].gross)
			return "a rate's gross is not net and tax";
	}
	if (gross != r->total || tax != r->tax || line_tax != tax || r->net + r->tax != r->total)
		return "the taxes are not the total";
	if (paid != (included ? r->total : r->net))
		return "the lines are not the total";
	return list != r->list || saved != r->saved || list - saved != paid ? "list less saved is not paid" : NULL;
}

const char *invariant_broken(const struct basket *basket, const struct result *r)
{
	return r->status == PRICING_OK ? sums_broken(basket, r) : NULL;
}

static const char *runs_differ(const struct basket *b, const struct result *r, const struct basket *c, const struct result *s)
{
	const struct basket_line *x = (const struct basket_line *)((const char *)b + b->lines.at);
	const struct basket_line *y = (const struct basket_line *)((const char *)c + c->lines.at);
	const struct result_run *p = RESULT(struct result_run, r, runs), *q = RESULT(struct result_run, s, runs);

	if (r->status != s->status)
		return "another order has another status";
	if (r->status != PRICING_OK)
		return NULL;
	if (r->total != s->total || r->tax != s->tax || r->saved != s->saved || r->runs.count != s->runs.count)
		return "another order has other totals";
	for (uint32_t i = 0; i < r->runs.count; i++)
		if (x[p[i].line].variant != y[q[i].line].variant || p[i].quantity != q[i].quantity || p[i].list != q[i].list ||
		    p[i].paid != q[i].paid || p[i].tax != q[i].tax)
			return "another order has other runs";
	return NULL;
}

const char *order_matters(const struct rules *rules, const struct basket *basket, size_t size, const struct result *r, uint32_t turn)
{
	static char *memory;
	struct basket *turned = malloc(size);
	const struct basket_line *from = (const struct basket_line *)((const char *)basket + basket->lines.at);
	const uint32_t n = basket->lines.count;
	struct basket_line *to;
	const char *wrong;

	if (!turned)
		abort();
	memcpy(turned, basket, size);
	to = (struct basket_line *)((char *)turned + turned->lines.at);
	for (uint32_t i = 0; i < n; i++)
		to[i] = from[turn ? (i + turn) % n : n - 1 - i];
	wrong = runs_differ(basket, r, turned, price_into(rules, turned, size, &memory));
	free(turned);
	return wrong;
}
