/* engine.c: prices a basket, step by step. */
#include "price/report.h"

#define GIFTS_EACH 6u	/* discounts on a segment, at most that many in the mean */

static uint64_t units_of(const struct basket *b)
{
	const struct basket_line *l = FLAT(struct basket_line, b, lines);
	uint64_t units = 0;

	for (uint32_t i = 0; i < b->lines.count; i++)
		units += l[i].flags & (LINE_MEASURE | LINE_RETURN) ? 3 : (uint64_t)l[i].quantity / WHOLE;
	return units;
}

/* No segment is less than a unit, or a third of a measured line; and what is given
 * cuts each line a few times only. */
static uint64_t segments_most(const struct basket *b)
{
	uint64_t units = units_of(b), few = 8 * (uint64_t)b->lines.count + 4096;

	return units < few ? units : few;
}

static uint64_t spenders(const struct rules *r)
{
	const struct rules_promotion *p = FLAT(struct rules_promotion, r, promotions);
	uint64_t n = 0;

	for (uint32_t i = 0; i < r->promotions.count; i++)
		n += p[i].spend != 0;
	return n;
}

static uint64_t need(const struct rules *r, const struct basket *b)
{
	const uint64_t lines = b->lines.count, segments = segments_most(b), matches = match_bound(r, b);
	const uint64_t most = matches + (b->coupons.count ? r->promotions.count : 0);
	const uint64_t offers = most < r->promotions.count ? most : r->promotions.count;
	struct deals_size n;
	uint64_t bytes = sizeof(struct result) + 4096;

	bytes += lines * (sizeof(struct sale_line) + sizeof(uint32_t) + sizeof(struct result_line) + sizeof(struct result_tax));
	bytes += segments * (sizeof(struct segment) + GIFTS_EACH * (sizeof(struct gift) + sizeof(struct result_allocation)));
	bytes += segments * (2 * sizeof(uint32_t) + sizeof(struct result_run) + 64);
	bytes += matches * sizeof(struct match) + offers *
		(sizeof(struct offer) + sizeof(struct result_verdict) + sizeof(struct result_hint));
	n = (struct deals_size){ lines, units_of(b), segments, matches, offers, spenders(r) };
	bytes += deals_need(&n);
	bytes += b->tenders.count * sizeof(struct result_tender) + b->coupons.count * sizeof(struct result_verdict);
	return bytes;
}

size_t price_need(const struct rules *rules, const struct basket *basket)
{
	uint64_t bytes = need(rules, basket);

	return bytes > SIZE_MAX / 2 ? SIZE_MAX / 2 : (size_t)((bytes + 7) & ~(uint64_t)7);
}

/* A deal whose spend counts what is paid may turn out to fall short: once more, without it. */
static bool deals(struct engine *e)
{
	const size_t used = e->used;

	do {
		work_back(e, used);
		if (!lines_cut(e))
			return false;
		for (uint32_t i = 0; i < e->offer_count; i++)
			offer_admit(e, &e->offers[i]);
		if (!deals_apply(e))
			return false;
	} while (spend_ban(e));
	return true;
}

static bool steps(struct engine *e)
{
	e->segment_max = (uint32_t)segments_most(e->basket);
	e->gift_max = GIFTS_EACH * e->segment_max;
	e->segments = work_take(e, e->segment_max, sizeof(*e->segments));
	e->gifts = work_take(e, e->gift_max, sizeof(*e->gifts));
	if (!e->segments || !e->gifts)
		return false;
	if (!lines_price(e) || !offers_find(e) || !deals(e))
		return false;
	return rewards_apply(e) && manual_apply(e) && result_write(e);
}

uint32_t price_basket(const struct rules *rules, const void *basket, size_t basket_size, void *work, size_t work_size)
{
	struct engine e = { .rules = rules, .basket = basket, .memory = work, .size = work_size & ~(size_t)7 };

	e.status = basket_check(e.rules, basket, basket_size, &e.where);
	if (e.status == PRICING_OK && steps(&e))
		return PRICING_OK;
	*(struct result *)work = (struct result){ .magic = RESULT_MAGIC, .size = sizeof(struct result), .status = e.status, .where = e.where };
	return e.status;
}
