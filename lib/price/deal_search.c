/* deal_search.c: branch and bound over sets, in one order: offers as they stand,
 * sets of one offer by the place of their first unit, dearest first.
 *
 * The bound: no set gains more than the sum of what each of its units brings at
 * most (unit_bound), so what is left gains no more than its units together.
 */
#include "price/deal.h"
#include "price/wide.h"

#define PATH_MAX 1000u	/* units picked on one way down */

struct search {
	struct component *c;
	uint32_t *offers;	/* those that make sets */
	int64_t *bounds;	/* [offer][type]: the most a unit brings from this offer on */
	uint32_t *used;		/* how often each offer is on the way */
	uint32_t count, promotions;
	struct pick picks[PATH_MAX];	/* of the set that is put together, at `base` */
	uint32_t base, top;
	bool stop;
};

/* floor(total * dear / whole): a part's share of the set's price, for one unit. */
static int64_t price_share(const struct component *c, const struct deal_offer *o, uint32_t part)
{
	int64_t whole = 0, dear, share = 0;

	for (uint32_t p = 0; p < o->part_count; p++)
		if (o->parts[p].types.count)
			whole += o->parts[p].in->quantity / WHOLE * c->types[c->lists[o->parts[p].types.at]].amount;
	dear = c->types[c->lists[o->parts[part].types.at]].amount;
	if (whole > 0)
		scale_floor(o->offer->promotion->value, dear, whole, &share);
	return share;
}

static int64_t up(int64_t a, int64_t b)
{
	return a / b + (a % b != 0);
}

/* In one pool of equal parts of which one gets, the cheapest do: they save no more
 * than their share of what all units would. */
static bool one_pool(const struct component *c, const struct deal_offer *o)
{
	uint32_t gets = 0;

	for (uint32_t p = 0; p < o->part_count; p++)
		gets += o->parts[p].in->role == ROLE_GET;
	if (gets > 1)
		return false;
	for (uint32_t p = 1; p < o->part_count; p++) {
		if (o->parts[p].types.count != o->parts[0].types.count)
			return false;
		for (uint32_t i = 0; i < o->parts[p].types.count; i++)
			if (c->lists[o->parts[p].types.at + i] != c->lists[o->parts[0].types.at + i])
				return false;
	}
	return true;
}

/* A fixed amount: an even share for each unit, or, where some unit costs less than
 * that, each unit's own price. One or the other for all units of the offer. */
static int64_t amount_bound(const struct component *c, const struct deal_offer *o, const struct deal_type *t, int64_t value, int64_t units)
{
	const int64_t even = up(value, units);

	for (uint32_t p = 0; p < o->part_count; p++)
		for (uint32_t i = 0; i < o->parts[p].types.count; i++)
			if (c->types[c->lists[o->parts[p].types.at + i]].amount < even)
				return t->amount;
	return even;
}

static int64_t part_bound(const struct component *c, const struct deal_offer *o, uint32_t part, const struct deal_type *t, bool pool)
{
	const struct rules_promotion *p = o->offer->promotion;
	const struct rules_part *in = o->parts[part].in;
	const int64_t units = in->quantity ? in->quantity / WHOLE : 1;
	uint32_t benefit = p->benefit != BENEFIT_NONE ? p->benefit : in->benefit;
	int64_t value = p->benefit != BENEFIT_NONE ? p->value : in->value, saving;

	switch (benefit) {
	case BENEFIT_AMOUNT:
		return o->kind == DEAL_UNITS ? unit_saving(benefit, value, t) :
			amount_bound(c, o, t, value, p->benefit != BENEFIT_NONE ? set_units(o) : units);
	case BENEFIT_TOTAL:
		return t->amount - (p->benefit != BENEFIT_NONE ? price_share(c, o, part) : value / units);
	case BENEFIT_NONE:
		return 0;
	default:
		saving = unit_saving(benefit, value, t);
		return pool && p->benefit == BENEFIT_NONE && saving <= INT64_MAX / units ? up(saving * units, set_units(o)) : saving;
	}
}

/* What a unit brings at most beyond its plain saving. */
static int64_t unit_bound(const struct component *c, const struct deal_offer *o, uint32_t type, bool pool)
{
	const struct deal_type *t = &c->types[type];
	int64_t most = 0;

	for (uint32_t p = 0; p < o->part_count; p++) {
		int64_t b;

		if (!part_takes(c, o, p, type))
			continue;
		b = o->kind == DEAL_MEASURE ? t->amount : part_bound(c, o, p, t, pool);
		most = b > most ? b : most;
	}
	return most > t->plain ? most - t->plain : 0;
}

static int64_t bound_from(const struct search *s, uint32_t k)
{
	const int64_t *row = &s->bounds[(size_t)k * s->c->type_count];
	int64_t sum = 0;

	for (uint32_t t = 0; t < s->c->type_count; t++)
		sum += s->c->types[t].left * row[t];
	return sum;
}

/* Nothing from offer k on can beat the best. */
static bool hopeless(const struct search *s, uint32_t k)
{
	int64_t most = s->c->now.value + bound_from(s, k);

	if (most != s->c->best.value)
		return most < s->c->best.value;
	return s->c->best.promotions <= (s->promotions ? s->promotions : 1);
}

static bool step(struct search *s)
{
	if (++s->c->engine->nodes > SEARCH_NODES_MAX)
		s->stop = true;
	return !s->stop;
}

static void expand(struct search *s, uint32_t k, uint32_t from);

static void undo(struct search *s, const struct deal_offer *before, struct deal_offer *o, int64_t value, const struct pick *picks, uint32_t count)
{
	struct component *c = s->c;

	for (uint32_t i = 0; i < count; i++)
		c->types[picks[i].type].left += picks[i].count;
	*o = *before;
	c->now.value = value;
	c->now.batch_count--;
	c->now.pick_count -= count;
}

/* A whole set stands in the picks: taken, gone on from, given back. */
static void try_set(struct search *s, uint32_t k, uint32_t first)
{
	struct component *c = s->c;
	struct deal_offer *o = &c->offers[s->offers[k]];
	const struct deal_offer before = *o;
	const struct pick *picks = &s->picks[s->base];
	const uint32_t count = s->top - s->base, base = s->base;
	const int64_t value = c->now.value;

	if (set_gain(c, o, picks, count) <= 0 || !cheapest_gets(c, o, picks, count) || set_times(c, o, picks, count) < 1)
		return;
	if (!set_take(c, o, picks, count, 1)) {
		s->stop = true;
		return;
	}
	s->promotions += s->used[k]++ == 0;
	s->base = s->top;
	expand(s, k, first);
	s->base = base;
	s->promotions -= --s->used[k] == 0;
	undo(s, &before, o, value, picks, count);
}

static void try_weight(struct search *s, uint32_t k)
{
	struct component *c = s->c;
	struct deal_offer *o = &c->offers[s->offers[k]];
	const struct deal_offer before = *o;
	const uint32_t count = s->top - s->base, base = s->base;
	const int64_t value = c->now.value;
	int64_t sets, saving = weight_saving(c, o, &s->picks[base], count, &sets), gain = saving;

	for (uint32_t i = base; i < s->top; i++)
		gain -= s->picks[i].count * c->types[s->picks[i].type].plain;
	if (gain <= 0)
		return;
	if (!solution_add(&c->now, s->offers[k], &s->picks[base], count, sets, saving)) {
		s->stop = true;
		return;
	}
	for (uint32_t i = base; i < s->top; i++)
		c->types[s->picks[i].type].left -= s->picks[i].count;
	c->now.value += gain;
	o->sets_left = 0;
	s->promotions += s->used[k]++ == 0;
	s->base = s->top;
	expand(s, k + 1, 0);
	s->base = base;
	s->promotions -= --s->used[k] == 0;
	undo(s, &before, o, value, &s->picks[base], count);
}

/* Which of the weighed types from `pos` on are taken whole. The picks are sorted
 * when they are tried, so each try has a copy of its own above them. */
static void choose_weight(struct search *s, uint32_t k, uint32_t pos)
{
	const struct deal_part *part = &s->c->offers[s->offers[k]].parts[0];
	const uint32_t base = s->base, top = s->top;

	for (uint32_t i = pos; i < part->types.count && !s->stop; i++) {
		const uint32_t type = s->c->lists[part->types.at + i];

		for (int64_t n = s->c->types[type].left; n > 0 && step(s); n--) {
			if (2 * (top - base) + top + 2 > PATH_MAX) {
				s->stop = true;
				return;
			}
			s->picks[top] = (struct pick){ 0, type, n };
			s->base = top + 1;
			s->top = s->base;
			for (uint32_t p = base; p <= top; p++)
				s->picks[s->top++] = s->picks[p];
			try_weight(s, k);
			s->base = base;
			s->top = top + 1;
			choose_weight(s, k, i + 1);
			s->top = top;
		}
	}
}

/* The parts of a set in turn, needed ones first: `wanted` more units of this one. */
static void choose(struct search *s, uint32_t k, uint32_t turn, uint32_t pos, int64_t wanted, uint32_t first)
{
	struct component *c = s->c;
	const struct deal_offer *o = &c->offers[s->offers[k]];
	const struct deal_part *part;

	if (wanted == 0) {
		if (++turn == o->part_count) {
			try_set(s, k, first);
			return;
		}
		pos = 0;
		wanted = o->parts[turn].in->quantity / WHOLE;
	}
	part = &o->parts[turn];
	for (uint32_t i = pos; i < part->types.count && !s->stop; i++) {
		const uint32_t type = c->lists[part->types.at + i], top = s->top;
		int64_t left = c->types[type].left;

		for (uint32_t p = s->base; p < top; p++)
			left -= s->picks[p].type == type ? s->picks[p].count : 0;
		if (top == PATH_MAX) {
			s->stop = true;
			return;
		}
		for (int64_t n = left < wanted ? left : wanted; n > 0 && step(s); n--) {
			s->picks[top] = (struct pick){ turn, type, n };
			s->top = top + 1;
			choose(s, k, turn, i + 1, wanted - n, top == s->base ? i : first);
			s->top = top;
		}
	}
}

/* Everything that offers from k on can add to what is taken; of k itself sets
 * whose first unit stands at `from` or later. */
static void expand(struct search *s, uint32_t k, uint32_t from)
{
	solution_keep(s->c);
	for (; k < s->count && !s->stop && !hopeless(s, k); k++, from = 0) {
		struct deal_offer *o = &s->c->offers[s->offers[k]];
		const uint32_t top = s->top;

		if (o->sets_left <= 0)
			continue;
		if (o->kind == DEAL_MEASURE)
			choose_weight(s, k, 0);
		else
			choose(s, k, 0, from, o->kind == DEAL_UNITS ? 1 : o->parts[0].in->quantity / WHOLE, from);
		s->top = top;
	}
}

static bool prepare(struct search *s, struct component *c)
{
	const uint64_t cells = (uint64_t)c->offer_count * c->type_count;

	s->c = c;
	s->offers = work_take(c->engine, c->offer_count, sizeof(*s->offers));
	s->used = work_take(c->engine, c->offer_count, sizeof(*s->used));
	s->bounds = work_take(c->engine, cells > DEAL_CELLS_MAX ? 0 : (size_t)cells, sizeof(*s->bounds));
	if (!s->offers || !s->used || !s->bounds)
		return false;
	s->count = s->promotions = s->base = s->top = 0;
	s->stop = cells > DEAL_CELLS_MAX;
	for (uint32_t i = 0; i < c->offer_count; i++)
		if (c->offers[i].active && c->offers[i].kind != DEAL_PLAIN) {
			s->used[s->count] = 0;
			s->offers[s->count++] = i;
		}
	for (uint32_t k = s->count; k-- > 0 && !s->stop;) {
		const struct deal_offer *o = &c->offers[s->offers[k]];
		const bool pool = one_pool(c, o);
		int64_t *row = &s->bounds[(size_t)k * c->type_count];

		for (uint32_t t = 0; t < c->type_count; t++) {
			row[t] = unit_bound(c, o, t, pool);
			if (k + 1 < s->count && row[t] < row[t + c->type_count])
				row[t] = row[t + c->type_count];
		}
	}
	return true;
}

bool search_solve(struct component *c)
{
	const size_t used = c->engine->used;
	struct search *s = work_take(c->engine, 1, sizeof(*s));

	if (!s)
		return false;
	for (uint32_t i = 0; i < c->offer_count; i++)
		if (c->offers[i].active && c->offers[i].kind != DEAL_MEASURE && c->offers[i].kind != DEAL_PLAIN)
			rank_types(c, &c->offers[i]);
	greedy_solve(c, false);
	greedy_solve(c, true);
	if (c->engine->status != PRICING_OK || !prepare(s, c))
		return false;
	solution_start(c);
	if (!s->stop)
		expand(s, 0, 0);
	if (s->stop)
		c->engine->cut = true;
	work_back(c->engine, used);
	return c->engine->status == PRICING_OK;
}
