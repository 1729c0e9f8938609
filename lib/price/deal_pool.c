/* deal_pool.c: one pool of which the cheapest of each set get, against what its
 * units would save plainly: exactly, by going through the units once.
 *
 * Dearest first, a unit is in the pool or not; of those that are, every n-th (the
 * last of each n, as many as get) gets. best[s] is the most that is gained with s
 * units in the pool so far, counted within a set, or in all when sets are limited.
 */
#include "price/deal.h"

#define CELLS_MAX 65536u
#define LOST INT64_MIN

struct pool {
	struct component *c;
	struct deal_offer *o;
	const struct deal_part *get;	/* the part that gets */
	uint32_t n, gets;	/* units of a set, and of those that get */
	uint32_t states, units;
	bool limited;
	int64_t *best, *next;
	unsigned char *came;	/* [unit][state]: the best way to the state takes the unit */
};

static int64_t gain_of(const struct pool *p, const struct deal_type *t, uint32_t state)
{
	const struct rules_part *in = p->get->in;

	if (state % p->n < p->n - p->gets)
		return -t->plain;
	if (in->benefit == BENEFIT_TOTAL)
		return (t->amount > in->value ? t->amount - in->value : 0) - t->plain;
	return unit_saving(in->benefit, in->value, t) - t->plain;
}

/* One unit more: it stays out, or goes in. */
static void step(struct pool *p, const struct deal_type *t, unsigned char *came)
{
	int64_t *swap = p->best;

	for (uint32_t s = 0; s < p->states; s++) {
		p->next[s] = p->best[s];
		came[s] = 0;
	}
	for (uint32_t s = 0; s < p->states; s++) {
		const uint32_t to = p->limited ? s + 1 : (s + 1) % p->n;
		int64_t gain;

		if (p->best[s] == LOST || to == p->states)
			continue;
		gain = p->best[s] + gain_of(p, t, s);
		if (gain > p->next[to]) {
			p->next[to] = gain;
			came[to] = 1;
		}
	}
	p->best = p->next;
	p->next = swap;
}

static bool prepare(struct pool *p)
{
	uint64_t units = 0;

	for (uint32_t i = 0; i < p->o->part_count; i++) {
		const struct rules_part *in = p->o->parts[i].in;

		if (in->role == ROLE_GET)
			p->get = &p->o->parts[i];
	}
	p->n = (uint32_t)set_units(p->o);
	p->gets = (uint32_t)(p->get->in->quantity / WHOLE);
	for (uint32_t i = 0; i < p->get->types.count; i++)
		units += (uint64_t)p->c->types[p->c->lists[p->get->types.at + i]].count;
	p->limited = (uint64_t)p->o->sets_max < units / p->n;
	/* Too few for a set: the search has nothing to do. */
	if (units < p->n || units > CELLS_MAX || units * p->n > CELLS_MAX || (p->limited && units * ((uint64_t)p->o->sets_max * p->n + 1) > CELLS_MAX))
		return false;
	p->units = (uint32_t)units;
	p->states = p->limited ? (uint32_t)p->o->sets_max * p->n + 1 : p->n;
	p->best = work_take(p->c->engine, p->states, sizeof(*p->best));
	p->next = work_take(p->c->engine, p->states, sizeof(*p->next));
	p->came = work_take(p->c->engine, (size_t)p->units * p->states, 1);
	return p->best && p->next && p->came;
}

/* The state with whole sets alone that gains most. */
static uint32_t last_state(const struct pool *p)
{
	uint32_t best = 0;

	for (uint32_t s = 0; s < p->states; s += p->n)
		if (p->best[s] > p->best[best])
			best = s;
	return best;
}

/* Goes back from the last unit: came[unit][0] says then whether it is in the pool. */
static void go_back(struct pool *p)
{
	uint32_t state = last_state(p);

	for (uint32_t u = p->units; u-- > 0;) {
		unsigned char *row = &p->came[(size_t)u * p->states];
		const bool in = row[state];

		if (in)
			state = state ? state - 1 : p->n - 1;
		row[0] = in;
	}
}

static void add_pick(struct pick *picks, uint32_t *count, uint32_t part, uint32_t type)
{
	for (uint32_t i = 0; i < *count; i++)
		if (picks[i].part == part && picks[i].type == type) {
			picks[i].count++;
			return;
		}
	picks[(*count)++] = (struct pick){ part, type, 1 };
}

/* The part of a set's k-th unit, dearest first: needed parts, then the one that gets. */
static uint32_t part_of(const struct pool *p, uint32_t k)
{
	int64_t end = 0;

	for (uint32_t i = 0; i < p->o->part_count; i++) {
		if (&p->o->parts[i] == p->get)
			continue;
		end += p->o->parts[i].in->quantity / WHOLE;
		if (k < end)
			return i;
	}
	return (uint32_t)(p->get - p->o->parts);
}

static bool take_sets(struct pool *p)
{
	struct pick *picks = work_take(p->c->engine, p->n, sizeof(*picks));
	uint32_t unit = 0, in_set = 0, count = 0;

	if (!picks)
		return false;
	for (uint32_t i = 0; i < p->get->types.count; i++) {
		const uint32_t type = p->c->lists[p->get->types.at + i];

		for (int64_t k = p->c->types[type].count; k > 0; k--, unit++) {
			if (!p->came[(size_t)unit * p->states])
				continue;
			add_pick(picks, &count, part_of(p, in_set), type);
			if (++in_set < p->n)
				continue;
			if (!set_take(p->c, p->o, picks, count, 1))
				return false;
			in_set = count = 0;
		}
	}
	return true;
}

bool pool_solve(struct component *c, struct deal_offer *o)
{
	const size_t used = c->engine->used;
	struct pool p = { .c = c, .o = o };
	uint32_t unit = 0;
	bool solved;

	if (o->spend_inside || !prepare(&p))
		return false;
	for (uint32_t s = 0; s < p.states; s++)
		p.best[s] = s == 0 ? 0 : LOST;
	for (uint32_t i = 0; i < p.get->types.count; i++) {
		const struct deal_type *t = &c->types[c->lists[p.get->types.at + i]];

		for (int64_t k = t->count; k > 0; k--)
			step(&p, t, &p.came[(size_t)unit++ * p.states]);
	}
	go_back(&p);
	solution_start(c);
	solved = take_sets(&p);
	if (solved)
		solution_keep(c);
	work_back(c->engine, used);
	return solved;
}
