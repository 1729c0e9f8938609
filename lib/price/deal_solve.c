/* deal_solve.c: the best of a component: which member of each exclusive group is
 * active, and then by closed form where there is one, else by search. */
#include "price/deal.h"

#define CHOICES_MAX 256u	/* of members; beyond it each group is chosen by itself, once */

/* What each type saves plainly, by the offer that saves most on it. */
static void set_plain(struct component *c)
{
	for (uint32_t t = 0; t < c->type_count; t++) {
		c->types[t].plain = 0;
		c->types[t].plain_offer = NONE;
	}
	for (uint32_t i = 0; i < c->offer_count; i++) {
		const struct deal_offer *o = &c->offers[i];
		const struct deal_part *part = &o->parts[0];

		if (!o->active || o->kind != DEAL_PLAIN)
			continue;
		for (uint32_t k = 0; k < part->types.count; k++) {
			struct deal_type *t = &c->types[c->lists[part->types.at + k]];
			int64_t saving = unit_saving(part->in->benefit, part->in->value, t);

			if (saving > t->plain) {
				t->plain = saving;
				t->plain_offer = i;
			}
		}
	}
}

static bool active_solve(struct component *c)
{
	uint32_t sets = 0, last = 0;

	set_plain(c);
	for (uint32_t i = 0; i < c->offer_count; i++)
		if (c->offers[i].active && c->offers[i].kind != DEAL_PLAIN) {
			sets++;
			last = i;
		}
	if (sets == 0) {
		solution_start(c);
		solution_keep(c);
		return true;
	}
	if (sets == 1 && closed_solve(c, last))
		return true;
	return search_solve(c);
}

/* A group of offers that exclude one another: the place of each member. */
struct group { uint32_t number, first, count, chosen; };

static void activate(struct component *c, const struct group *groups, uint32_t count, const uint32_t *members)
{
	for (uint32_t g = 0; g < count; g++)
		for (uint32_t i = 0; i < groups[g].count; i++)
			c->offers[members[groups[g].first + i]].active = i == groups[g].chosen;
}

/* Groups with more than one member that may be had. */
static uint32_t find_groups(const struct component *c, struct group *groups, uint32_t *members)
{
	uint32_t count = 0, n = 0;

	for (uint32_t i = 0; i < c->offer_count; i++) {
		const uint32_t number = c->offers[i].offer->promotion->exclusive;
		struct group *g = &groups[count];
		bool seen = !number || !c->offers[i].active;

		for (uint32_t k = 0; k < count && !seen; k++)
			seen = groups[k].number == number;
		if (seen)
			continue;
		*g = (struct group){ .number = number, .first = n };
		for (uint32_t k = i; k < c->offer_count; k++)
			if (c->offers[k].active && c->offers[k].offer->promotion->exclusive == number)
				members[n++] = k;
		g->count = n - g->first;
		count++;
	}
	return count;
}

/* The next choice of members, the last group's first; false after the last. */
static bool next_choice(struct group *groups, uint32_t count)
{
	for (uint32_t g = count; g-- > 0;) {
		if (++groups[g].chosen < groups[g].count)
			return true;
		groups[g].chosen = 0;
	}
	return false;
}

static bool choose_each(struct component *c, struct group *groups, uint32_t count, const uint32_t *members)
{
	c->engine->cut = true;
	for (uint32_t g = 0; g < count; g++) {
		uint32_t best = 0;

		for (groups[g].chosen = 0; groups[g].chosen < groups[g].count; groups[g].chosen++) {
			const int64_t before = c->best.value;

			activate(c, groups, count, members);
			if (!active_solve(c))
				return false;
			if (c->best.value > before)
				best = groups[g].chosen;
		}
		groups[g].chosen = best;
	}
	return true;
}

static bool choose_all(struct component *c, struct group *groups, uint32_t count, const uint32_t *members)
{
	do {
		activate(c, groups, count, members);
		if (!active_solve(c))
			return false;
	} while (next_choice(groups, count));
	return true;
}

bool component_solve(struct component *c)
{
	struct group *groups = work_take(c->engine, c->offer_count, sizeof(*groups));
	uint32_t *members = work_take(c->engine, c->offer_count, sizeof(*members));
	uint64_t choices = 1, units = 0;
	uint32_t count;

	if (!groups || !members)
		return false;
	for (uint32_t t = 0; t < c->type_count; t++)
		units += (uint64_t)c->types[t].count;
	if (units > DEAL_PICKS_MAX)
		units = DEAL_PICKS_MAX;
	if (!solution_take(c, &c->best, (uint32_t)units) || !solution_take(c, &c->now, (uint32_t)units))
		return false;
	count = find_groups(c, groups, members);
	for (uint32_t g = 0; g < count && choices <= CHOICES_MAX; g++)
		choices *= groups[g].count;
	return choices <= CHOICES_MAX ? choose_all(c, groups, count, members) : choose_each(c, groups, count, members);
}
