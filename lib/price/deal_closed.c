/* deal_closed.c: one offer that makes sets, while others are at most plain.
 *
 * Where the parts match the same units, or none in common, the sets that gain
 * most are those of the best units, one set after the other: each later set
 * gains no more than the one before. Exact for: each unit by itself; a benefit
 * for the whole set; one part that gets, if it has units of its own, or if the
 * benefit is for each unit or for one (deal_pool.c where something is plain).
 */
#include "price/deal.h"

#define PICKS_IN_SET 1024u

static bool same_types(const struct component *c, const struct deal_part *a, const struct deal_part *b)
{
	if (a->types.count != b->types.count)
		return false;
	for (uint32_t i = 0; i < a->types.count; i++)
		if (c->lists[a->types.at + i] != c->lists[b->types.at + i])
			return false;
	return true;
}

/* Both lists rise, so they are walked together. */
static bool no_common_type(const struct component *c, const struct deal_part *a, const struct deal_part *b)
{
	uint32_t i = 0, j = 0;

	while (i < a->types.count && j < b->types.count) {
		uint32_t x = c->lists[a->types.at + i], y = c->lists[b->types.at + j];

		if (x == y)
			return false;
		if (x < y)
			i++;
		else
			j++;
	}
	return true;
}

struct form { bool same, apart; };

static struct form form_of(const struct component *c, const struct deal_offer *o)
{
	struct form f = { true, true };

	for (uint32_t i = 0; i < o->part_count; i++)
		for (uint32_t j = 0; j < i; j++) {
			f.same = f.same && same_types(c, &o->parts[j], &o->parts[i]);
			f.apart = f.apart && no_common_type(c, &o->parts[j], &o->parts[i]);
		}
	return f;
}

static bool nothing_plain(const struct component *c, const struct deal_offer *o)
{
	for (uint32_t p = 0; p < o->part_count; p++)
		for (uint32_t i = 0; i < o->parts[p].types.count; i++)
			if (c->types[c->lists[o->parts[p].types.at + i]].plain != 0)
				return false;
	return true;
}

static const struct rules_part *only_get(const struct deal_offer *o)
{
	const struct rules_part *get = NULL;

	for (uint32_t p = 0; p < o->part_count; p++) {
		if (o->parts[p].in->role != ROLE_GET)
			continue;
		if (get)
			return NULL;
		get = o->parts[p].in;
	}
	return get;
}

enum way { WAY_NONE, WAY_BLOCKS, WAY_POOL };

static enum way way_of(const struct component *c, const struct deal_offer *o)
{
	const struct form f = form_of(c, o);
	const struct rules_part *get;

	if (o->kind == DEAL_UNITS)
		return WAY_BLOCKS;
	if (o->offer->promotion->benefit != BENEFIT_NONE)
		return f.same || f.apart ? WAY_BLOCKS : WAY_NONE;
	get = only_get(o);
	if (!get)
		return WAY_NONE;
	if (f.apart)
		return WAY_BLOCKS;
	if (!f.same || (get->benefit != BENEFIT_PERCENT && get->benefit != BENEFIT_UNIT_PRICE && get->quantity != WHOLE))
		return WAY_NONE;
	return nothing_plain(c, o) ? WAY_BLOCKS : WAY_POOL;
}

/* A fixed amount off units that cost less than it: dearer ones might better be spread. */
static bool amount_lost(const struct component *c, const struct deal_offer *o, const struct pick *picks, uint32_t count)
{
	const struct rules_promotion *p = o->offer->promotion;

	for (uint32_t part = 0; part < o->part_count; part++) {
		bool whole = p->benefit == BENEFIT_AMOUNT;
		int64_t sum = 0;

		if (o->kind == DEAL_UNITS || (!whole && o->parts[part].in->benefit != BENEFIT_AMOUNT))
			continue;
		for (uint32_t i = 0; i < count; i++)
			if (whole || picks[i].part == part)
				sum += picks[i].count * c->types[picks[i].type].amount;
		if (sum < (whole ? p->value : o->parts[part].in->value))
			return true;
	}
	return false;
}

bool closed_solve(struct component *c, uint32_t offer)
{
	struct deal_offer *o = &c->offers[offer];
	struct pick picks[PICKS_IN_SET];
	uint32_t count;
	enum way way;

	if (o->kind == DEAL_MEASURE)
		return false;
	way = way_of(c, o);
	if (way != WAY_BLOCKS)
		return way == WAY_POOL && pool_solve(c, o);
	rank_types(c, o);
	solution_start(c);
	while ((count = next_set(c, o, picks, PICKS_IN_SET)) > 0 && set_gain(c, o, picks, count) > 0) {
		int64_t times = set_times(c, o, picks, count);

		if (times == 0 && o->sets_left > 0)
			return false;
		if (times == 0)
			break;
		if (amount_lost(c, o, picks, count) || !set_take(c, o, picks, count, times))
			return false;
	}
	solution_keep(c);
	return true;
}
