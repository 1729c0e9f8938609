/* explain.c: what became of every promotion that matched a line or a coupon. */
#include "price/report.h"
#include "price/sort.h"

static int by_promotion(const void *a, const void *b, const void *context)
{
	const struct result_verdict *x = a, *y = b;

	(void)context;
	if (x->promotion != y->promotion)
		return x->promotion < y->promotion ? -1 : 1;
	return (x->code > y->code) - (x->code < y->code);
}

static bool coupon_known(const struct engine *e, int64_t coupon)
{
	const struct rules_promotion *p = FLAT(struct rules_promotion, e->rules, promotions);

	for (uint32_t i = 0; i < e->rules->promotions.count; i++)
		if (p[i].coupon == coupon)
			return true;
	return false;
}

bool verdicts_write(struct report *r)
{
	struct engine *e = r->engine;
	const struct basket_coupon *c = FLAT(struct basket_coupon, e->basket, coupons);
	const uint32_t most = e->offer_count + e->basket->coupons.count;
	struct result_verdict *out = report_section(r, most, sizeof(*out), &r->result->verdicts);
	uint32_t n = 0;

	if (!out)
		return false;
	for (uint32_t i = 0; i < e->offer_count; i++) {
		const struct offer *o = &e->offers[i];

		out[n++] = (struct result_verdict){ o->promotion->id, o->saving, o->verdict, o->sets };
	}
	for (uint32_t i = 0; i < e->basket->coupons.count; i++)
		if (!coupon_known(e, c[i].coupon))
			out[n++] = (struct result_verdict){ c[i].coupon, 0, VERDICT_UNKNOWN_COUPON, 0 };
	sort_records(out, n, sizeof(*out), by_promotion, NULL);
	e->used -= (size_t)(most - n) * sizeof(*out);
	r->result->verdicts.count = n;
	return true;
}
