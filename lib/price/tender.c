/* tender.c: what each tender takes of what is to pay, and the rounding of cash.
 *
 * Only the tender that settles the rest in cash rounds; a part paid in cash
 * before others is taken as it is.
 */
#include "price/report.h"
#include "price/wide.h"

static int64_t rounded(int64_t amount, int64_t step)
{
	int64_t rest;

	if (step <= 1)
		return amount;
	rest = amount % step;
	if (rest < 0)
		return 2 * -rest >= step ? amount - rest - step : amount - rest;
	return 2 * rest >= step ? amount - rest + step : amount - rest;
}

/* What goods that a tender may not pay cost, tax within. */
static int64_t excluded_sum(const struct report *r, uint32_t selector)
{
	const struct engine *e = r->engine;
	const bool included = e->basket->flags & BASKET_TAX_INCLUDED;
	int64_t sum = 0;

	for (uint32_t i = 0; i < e->line_count; i++) {
		const struct result_line *l = &r->lines[e->lines[i].place];

		if (selector_matches(e, selector, e->lines[i].in))
			sum += included ? l->paid : l->paid + l->tax;
	}
	return sum;
}

/* At most so much may still come from tenders of this one's kind: those before
 * it with the same share and the same exclusion count. */
static int64_t room(const struct report *r, const struct basket_tender *t, uint32_t place, const struct result_tender *out)
{
	const struct basket_tender *all = FLAT(struct basket_tender, r->engine->basket, tenders);
	int64_t most = MONEY_MAX * 4, share;

	if (t->excluded != 0)
		most = r->result->total - excluded_sum(r, t->excluded - 1);
	if (t->share_max < RATE_ONE && scale_floor(r->result->total, t->share_max, RATE_ONE, &share) && share < most)
		most = share;
	for (uint32_t i = 0; i < place; i++)
		if (all[i].excluded == t->excluded && all[i].share_max == t->share_max)
			most -= out[i].taken;
	return most > 0 ? most : 0;
}

static void take(struct report *r, const struct basket_tender *t, int64_t most, struct result_tender *out)
{
	int64_t open = r->result->open;

	if ((t->flags & TENDER_CASH) && open <= most && out->offered >= rounded(open, r->engine->basket->cash_step)) {
		open = rounded(open, r->engine->basket->cash_step);
		r->result->cash_rounding = open - r->result->open;
		r->result->open = open;
		most = open > most ? open : most;
	}
	most = most < open ? most : open;
	out->taken = out->offered < most ? out->offered : most;
	if (out->offered > out->taken && (t->flags & TENDER_CHANGE))
		out->change = out->offered - out->taken;
	else if (out->offered > out->taken)
		out->verdict = TENDER_TOO_MUCH;
	r->result->open -= out->taken;
}

bool tenders_write(struct report *r)
{
	const struct engine *e = r->engine;
	const struct basket_tender *t = FLAT(struct basket_tender, e->basket, tenders);
	struct result_tender *out = report_section(r, e->basket->tenders.count, sizeof(*out), &r->result->tenders);

	if (!out)
		return false;
	r->result->open = r->result->total + e->basket->tip;
	for (uint32_t i = 0; i < e->basket->tenders.count; i++) {
		out[i] = (struct result_tender){ .verdict = TENDER_TAKEN };
		if (!scale_floor(t[i].amount, t[i].rate_mul, t[i].rate_div, &out[i].offered) || out[i].offered > MONEY_MAX)
			return work_fail(r->engine, PRICING_TENDER, i);
		if (r->result->open <= 0)
			out[i].verdict = TENDER_NOT_NEEDED;
		else
			take(r, &t[i], room(r, &t[i], i, out), &out[i]);
	}
	r->result->cash_open = rounded(r->result->open, e->basket->cash_step);
	return true;
}
