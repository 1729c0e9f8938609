/* admit.c: whether a promotion may be had now, by this customer, on which goods. */
#include "price/work.h"

static bool in_minutes(const struct rules_promotion *p, uint32_t minute)
{
	if (p->minute_from == p->minute_until)
		return true;
	if (p->minute_from < p->minute_until)
		return minute >= p->minute_from && minute < p->minute_until;
	return minute >= p->minute_from || minute < p->minute_until;
}

/* A window over midnight belongs to the day it began in. */
static bool now_right(const struct basket *b, const struct rules_promotion *p)
{
	bool over = p->minute_from > p->minute_until && b->minute < p->minute_until;
	uint32_t day = over ? (b->weekday + 6) % 7 : b->weekday;

	return p->from <= b->instant && b->instant < p->until && in_minutes(p, b->minute) && (p->weekdays >> day & 1);
}

static bool customer_right(const struct engine *e, const struct rules_promotion *p)
{
	const int64_t *needed = FLAT(int64_t, e->rules, groups) + p->groups.at;
	const int64_t *has = FLAT(int64_t, e->basket, groups);

	if (p->groups.count == 0)
		return true;
	for (uint32_t i = 0; i < p->groups.count; i++)
		for (uint32_t j = 0; j < e->basket->groups.count; j++)
			if (needed[i] == has[j])
				return true;
	return false;
}

static void lower(uint32_t *most, uint32_t to)
{
	if (to < *most)
		*most = to;
}

/* The sets that a coupon still gives; NONE - 1 as good as without end. */
static uint32_t coupon_sets(const struct engine *e, int64_t coupon, bool *shown)
{
	const struct basket_coupon *c = FLAT(struct basket_coupon, e->basket, coupons);

	for (uint32_t i = 0; i < e->basket->coupons.count; i++)
		if (c[i].coupon == coupon) {
			*shown = true;
			return c[i].sets;
		}
	*shown = false;
	return 0;
}

static uint32_t use_sets(const struct engine *e, int64_t promotion)
{
	const struct basket_use *u = FLAT(struct basket_use, e->basket, uses);

	for (uint32_t i = 0; i < e->basket->uses.count; i++)
		if (u[i].promotion == promotion)
			return u[i].sets;
	return NONE;
}

/* Where each unit is by itself a coupon or a customer's share is used once a
 * basket, however many units there are. */
static void limit_sets(struct engine *e, struct offer *o)
{
	const struct rules_promotion *p = o->promotion;
	const bool each = p->layer == LAYER_DEAL && o->parts[0].quantity == 0;
	uint32_t left = use_sets(e, p->id);
	bool shown = true;

	o->sets_max = p->sets_max ? p->sets_max : NONE;
	if (left == 0 || !each)
		lower(&o->sets_max, left);
	if (p->coupon)
		left = coupon_sets(e, p->coupon, &shown);
	if (p->coupon && (left == 0 || !each))
		lower(&o->sets_max, left);
	if (!shown)
		o->verdict = VERDICT_COUPON;
	else if (o->sets_max == 0)
		o->verdict = VERDICT_USED_UP;
}

void offer_admit(struct engine *e, struct offer *o)
{
	o->verdict = VERDICT_TOO_FEW;
	limit_sets(e, o);
	if (!customer_right(e, o->promotion))
		o->verdict = VERDICT_CUSTOMER;
	if (!now_right(e->basket, o->promotion))
		o->verdict = VERDICT_NOT_NOW;
	if ((o->promotion->flags & PROMOTION_BOX) && (e->basket->flags & BASKET_BOXES_OFF))
		o->verdict = VERDICT_SWITCHED_OFF;
	if (o->banned)
		o->verdict = VERDICT_SPEND;
	o->open = o->verdict == VERDICT_TOO_FEW;
	o->sets = o->had_goods = 0;
	o->saving = 0;
}
