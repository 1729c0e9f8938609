/* reward.c: basket coupons, spend and get: on what is left to pay after the
 * deals. Priorities from high to low; within one the order that saves most. */
#include "price/discount.h"
#include "price/wide.h"

#define ORDERS_OF 4u	/* rewards of a priority whose every order is tried */

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

/* Rewards of one priority that save most together: every order of a few is tried. */
struct orders {
	struct engine *e;
	uint32_t order[ORDERS_OF], best[ORDERS_OF];
	uint32_t count;
	int64_t most;
	struct segment *segments;	/* as they were */
	uint32_t segment_count, gift_count;
};

static void restore(struct orders *r)
{
	struct engine *e = r->e;

	for (uint32_t i = 0; i < r->segment_count; i++)
		e->segments[i] = r->segments[i];
	e->segment_count = r->segment_count;
	e->gift_count = r->gift_count;
	for (uint32_t i = 0; i < r->count; i++) {
		e->offers[r->order[i]].sets = 0;
		e->offers[r->order[i]].saving = 0;
	}
}

/* Gives what saves something, in this order; the sum is what they save. */
static bool give_in_order(struct engine *e, const uint32_t *order, uint32_t count, int64_t *sum)
{
	*sum = 0;
	for (uint32_t i = 0; i < count; i++) {
		struct offer *o = &e->offers[order[i]];
		const size_t used = e->used;
		struct chosen c;
		bool saves;

		if (!scope(e, o, &c))
			return false;
		saves = !group_given(e, o) && saving_of(o, c.sum, times_of(e, o)) > 0;
		work_back(e, used);
		if (saves && !give(e, o))
			return false;
		*sum += o->saving;
	}
	return true;
}

/* The next order by place; false after the last. */
static bool next_order(uint32_t *order, uint32_t count)
{
	uint32_t i = count - 1, j = count - 1, swap;

	while (i > 0 && order[i - 1] > order[i])
		i--;
	if (i == 0)
		return false;
	while (order[j] < order[i - 1])
		j--;
	swap = order[i - 1];
	order[i - 1] = order[j];
	order[j] = swap;
	for (j = count - 1; i < j; i++, j--) {
		swap = order[i];
		order[i] = order[j];
		order[j] = swap;
	}
	return true;
}

static bool try_orders(struct orders *r)
{
	struct engine *e = r->e;
	int64_t sum;

	r->segment_count = e->segment_count;
	r->gift_count = e->gift_count;
	r->segments = work_take(e, e->segment_count, sizeof(*r->segments));
	if (!r->segments)
		return false;
	for (uint32_t i = 0; i < e->segment_count; i++)
		r->segments[i] = e->segments[i];
	r->most = -1;
	do {
		if (!give_in_order(e, r->order, r->count, &sum))
			return false;
		if (sum > r->most) {
			r->most = sum;
			for (uint32_t i = 0; i < r->count; i++)
				r->best[i] = r->order[i];
		}
		restore(r);
	} while (next_order(r->order, r->count));
	return give_in_order(e, r->best, r->count, &sum);
}

/* One priority: a few in the best order, and then, or when they are many, the one
 * that saves most next; what is left learns why it was not given. */
static bool class_do(struct engine *e, uint32_t first, uint32_t end)
{
	const size_t used = e->used;
	struct orders r = { .e = e };
	uint32_t rewards = 0, best;

	for (uint32_t i = first; i < end; i++)
		if (is_reward(&e->offers[i]) && rewards++ < ORDERS_OF)
			r.order[r.count++] = i;
	if (rewards > 1 && rewards <= ORDERS_OF && !try_orders(&r))
		return false;
	work_back(e, used);
	do {
		if (!find_best(e, first, end, &best) || (best != NONE && !give(e, &e->offers[best])))
			return false;
	} while (best != NONE);
	return true;
}

bool rewards_apply(struct engine *e)
{
	for (uint32_t first = 0, end; first < e->offer_count; first = end) {
		for (end = first; end < e->offer_count && e->offers[end].promotion->priority == e->offers[first].promotion->priority; end++)
			;
		if (!class_do(e, first, end))
			return false;
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
