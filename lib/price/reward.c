/* reward.c: basket coupons, spend and get: on what is left to pay after the
 * deals. Priorities from high to low; within one the reward that saves most now,
 * one after the other. */
#include "price/discount.h"
#include "price/wide.h"

int64_t spend_now(const struct engine *e, const struct rules_promotion *p)
{
	int64_t sum = 0;

	for (uint32_t l = 0; l < e->line_count; l++) {
		if ((e->lines[l].in->flags & (LINE_DEPOSIT | LINE_RETURN)) || !selector_matches(e, p->spend_selector, e->lines[l].in))
			continue;
		for (uint32_t s = e->lines[l].first; s != NONE; s = e->segments[s].next)
			sum += e->segments[s].count * (p->flags & PROMOTION_SPEND_PAID ? e->segments[s].paid : e->segments[s].list);
	}
	return sum;
}

/* How often the reward is given for what is spent. */
static int64_t times_of(const struct engine *e, const struct offer *o)
{
	const struct rules_promotion *p = o->promotion;
	int64_t times = 1;

	if (p->spend)
		times = spend_now(e, p) / p->spend;
	if (!(p->flags & PROMOTION_PER_SPEND) && times > 1)
		times = 1;
	return times < o->sets_max ? times : o->sets_max;
}

/* The units that the reward may be on. */
static bool scope(struct engine *e, const struct offer *o, struct chosen *c)
{
	if (!chosen_start(e, c))
		return false;
	for (uint32_t m = o->first_match; m < o->first_match + o->match_count; m++)
		for (uint32_t l = e->good_lines[e->matches[m].good]; l < e->good_lines[e->matches[m].good + 1]; l++)
			for (uint32_t s = e->lines[l].first; s != NONE; s = e->segments[s].next)
				if (may_discount(e->lines[l].in) && !(e->lines[l].in->flags & LINE_OVERRIDE) && !e->segments[s].closed)
					chosen_add(e, c, s);
	return true;
}

static int64_t saving_of(const struct offer *o, int64_t sum, int64_t times)
{
	int64_t amount = sum;

	if (o->parts[0].benefit == BENEFIT_PERCENT)
		return times > 0 ? percent_of(sum, o->parts[0].value) : 0;
	multiply_fits(o->parts[0].value, times, &amount);
	return amount < sum ? amount : sum;
}

static bool is_reward(const struct offer *o)
{
	return o->open && o->promotion->layer == LAYER_REWARD && o->sets == 0;
}

/* The reward that saves most now, NONE when none saves; false when memory ends. */
static bool find_best(struct engine *e, uint32_t first, uint32_t end, uint32_t *best)
{
	const size_t used = e->used;
	int64_t most = 0;

	*best = NONE;
	for (uint32_t i = first; i < end; i++) {
		struct offer *o = &e->offers[i];
		struct chosen c;
		int64_t times, saving;

		if (!is_reward(o))
			continue;
		if (group_given(e, o)) {
			o->verdict = VERDICT_EXCLUSIVE;
			continue;
		}
		if (!scope(e, o, &c))
			return false;
		times = times_of(e, o);
		saving = saving_of(o, c.sum, times);
		o->verdict = times <= 0 ? VERDICT_SPEND : c.count == 0 ? (o->match_count ? VERDICT_GOODS : VERDICT_TOO_FEW) : VERDICT_NO_SAVING;
		if (saving > most) {
			most = saving;
			*best = i;
		}
		work_back(e, used);
	}
	return true;
}

static bool give(struct engine *e, struct offer *o)
{
	const size_t used = e->used;
	struct discount d = { .reason = o->promotion->id, .kind = ALLOCATION_REWARD, .closes = !(o->promotion->flags & PROMOTION_STACKS) };
	struct chosen c;
	int64_t times;

	if (!scope(e, o, &c))
		return false;
	times = times_of(e, o);
	d.amount = saving_of(o, c.sum, times);
	if (!discount_give(e, &c, &d))
		return false;
	o->sets = (uint32_t)(times < NONE ? times : NONE);
	o->saving = d.amount;
	o->verdict = VERDICT_APPLIED;
	work_back(e, used);
	return true;
}

bool rewards_apply(struct engine *e)
{
	for (uint32_t first = 0, end, best; first < e->offer_count; first = end) {
		for (end = first; end < e->offer_count && e->offers[end].promotion->priority == e->offers[first].promotion->priority; end++)
			;
		do {
			if (!find_best(e, first, end, &best) || (best != NONE && !give(e, &e->offers[best])))
				return false;
		} while (best != NONE);
	}
	return true;
}

/* The saving is that on what is here already. */
bool spend_hint(struct engine *e, const struct offer *o, struct result_hint *h)
{
	const struct rules_promotion *p = o->promotion;
	int64_t spent;
	struct chosen c;

	if (p->spend == 0 || (o->sets > 0 && !(p->flags & PROMOTION_PER_SPEND)))
		return true;
	if (!scope(e, o, &c))
		return false;
	spent = spend_now(e, p);
	if (spent <= 0)
		return true;
	h->amount = p->spend - spent % p->spend;
	h->saving = saving_of(o, c.sum, 1);
	return true;
}
