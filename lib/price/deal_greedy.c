/* deal_greedy.c: two stated ways that are not always the best: the set that gains
 * most next, and the set that gains most for each of its units. Ties go to the
 * offer that stands first. */
#include "price/deal.h"
#include "price/wide.h"

#define PICKS_IN_SET 1024u

struct candidate {
	uint32_t offer, count;
	int64_t gain, units, times;
	struct pick picks[PICKS_IN_SET];
};

/* Of the weighed lines that are left, dearest first, so many that they gain most. */
static uint32_t weight_next(struct component *c, struct deal_offer *o, struct candidate *out)
{
	const struct deal_part *part = &o->parts[0];
	uint32_t n = 0, best = 0;
	int64_t sets, gain;

	out->gain = 0;
	for (uint32_t i = 0; i < part->types.count && n < PICKS_IN_SET; i++)
		if (c->types[c->lists[part->types.at + i]].left > 0)
			out->picks[n++] = (struct pick){ 0, c->lists[part->types.at + i], c->types[c->lists[part->types.at + i]].left };
	weight_saving(c, o, out->picks, n, &sets);
	for (uint32_t i = 1; i <= n; i++) {
		gain = weight_saving(c, o, out->picks, i, &sets);
		for (uint32_t k = 0; k < i; k++)
			gain -= out->picks[k].count * c->types[out->picks[k].type].plain;
		if (gain > out->gain && sets > 0) {
			out->gain = gain;
			out->times = sets;
			best = i;
		}
	}
	return best;
}

/* The offer's next set; false when it has none that gains. */
static bool candidate_of(struct component *c, uint32_t offer, struct candidate *out)
{
	struct deal_offer *o = &c->offers[offer];

	out->offer = offer;
	out->units = 0;
	if (o->sets_left <= 0)
		return false;
	if (o->kind == DEAL_MEASURE) {
		out->count = weight_next(c, o, out);
	} else {
		out->count = next_set(c, o, out->picks, PICKS_IN_SET);
		if (out->count == 0 || !cheapest_gets(c, o, out->picks, out->count))
			return false;
		out->gain = set_gain(c, o, out->picks, out->count);
		out->times = set_times(c, o, out->picks, out->count);
	}
	for (uint32_t i = 0; i < out->count; i++)
		out->units += out->picks[i].count;
	return out->count > 0 && out->gain > 0 && out->times > 0;
}

static bool better(const struct candidate *a, const struct candidate *b, bool each_unit)
{
	if (!each_unit)
		return a->gain > b->gain;
	return wide_compare(wide_multiply((uint64_t)a->gain, (uint64_t)b->units), wide_multiply((uint64_t)b->gain, (uint64_t)a->units)) > 0;
}

static bool take(struct component *c, struct candidate *a)
{
	struct deal_offer *o = &c->offers[a->offer];
	int64_t sets, saving;

	if (o->kind != DEAL_MEASURE)
		return set_take(c, o, a->picks, a->count, a->times);
	saving = weight_saving(c, o, a->picks, a->count, &sets);
	if (!solution_add(&c->now, a->offer, a->picks, a->count, sets, saving))
		return false;
	c->now.value += a->gain;
	for (uint32_t i = 0; i < a->count; i++)
		c->types[a->picks[i].type].left -= a->picks[i].count;
	o->sets_left = 0;
	return true;
}

void greedy_solve(struct component *c, bool each_unit)
{
	const size_t used = c->engine->used;
	struct candidate *two = work_take(c->engine, 2, sizeof(*two)), *best = two, *next = two + 1;
	bool found = true;

	if (!two)
		return;
	solution_start(c);
	while (found) {
		found = false;
		for (uint32_t i = 0; i < c->offer_count; i++) {
			struct candidate *swap;

			if (!c->offers[i].active || c->offers[i].kind == DEAL_PLAIN || !candidate_of(c, i, next))
				continue;
			if (found && !better(next, best, each_unit))
				continue;
			swap = best;
			best = next;
			next = swap;
			found = true;
		}
		if (found && !take(c, best))
			break;
	}
	solution_keep(c);
	work_back(c->engine, used);
}
