/* deal_solution.c: the sets that were chosen, and which choice is better. */
#include "price/deal.h"

bool solution_take(struct component *c, struct solution *s, uint32_t units)
{
	s->batch_max = units < DEAL_BATCHES_MAX ? units : DEAL_BATCHES_MAX;
	s->pick_max = units < DEAL_PICKS_MAX ? units : DEAL_PICKS_MAX;
	s->batches = work_take(c->engine, s->batch_max, sizeof(*s->batches));
	s->picks = work_take(c->engine, s->pick_max, sizeof(*s->picks));
	s->plain = work_take(c->engine, c->type_count, sizeof(*s->plain));
	s->batch_count = s->pick_count = s->promotions = 0;
	s->value = -1;
	return s->batches && s->picks && s->plain;
}

bool solution_add(struct solution *s, uint32_t offer, const struct pick *picks, uint32_t count, int64_t times, int64_t saving)
{
	if (s->batch_count == s->batch_max || count > s->pick_max - s->pick_count) {
		s->full = true;
		return false;
	}
	s->batches[s->batch_count++] = (struct batch){ .offer = offer, .first = s->pick_count, .count = count, .times = times, .saving = saving };
	for (uint32_t i = 0; i < count; i++)
		s->picks[s->pick_count++] = picks[i];
	return true;
}

void solution_start(struct component *c)
{
	struct solution *s = &c->now;

	s->batch_count = s->pick_count = s->promotions = 0;
	s->value = 0;
	s->full = false;
	for (uint32_t o = 0; o < c->offer_count; o++) {
		c->offers[o].sets_left = c->offers[o].sets_max;
		c->offers[o].spend_used = 0;
		for (uint32_t p = 0; p < c->offers[o].part_count; p++)
			c->offers[o].parts[p].done = 0;
	}
	for (uint32_t t = 0; t < c->type_count; t++) {
		c->types[t].left = c->types[t].count;
		s->plain[t] = c->types[t].plain_offer;
		s->value += c->types[t].count * c->types[t].plain;
	}
}

static uint32_t promotions_of(struct component *c, const struct solution *s)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < c->offer_count; i++)
		c->marks[i] = 0;
	for (uint32_t i = 0; i < s->batch_count; i++)
		c->marks[s->batches[i].offer] = 1;
	for (uint32_t t = 0; t < c->type_count; t++)
		if (c->types[t].left > 0 && s->plain[t] != NONE)
			c->marks[s->plain[t]] = 1;
	for (uint32_t i = 0; i < c->offer_count; i++)
		n += c->marks[i];
	return n;
}

/* Of equal values the one with fewer promotions, then the one found first. */
void solution_keep(struct component *c)
{
	struct solution *now = &c->now, *best = &c->best;

	if (now->value < best->value)
		return;
	now->promotions = promotions_of(c, now);
	if (now->value == best->value && now->promotions >= best->promotions)
		return;
	for (uint32_t i = 0; i < now->batch_count; i++)
		best->batches[i] = now->batches[i];
	for (uint32_t i = 0; i < now->pick_count; i++)
		best->picks[i] = now->picks[i];
	for (uint32_t t = 0; t < c->type_count; t++)
		best->plain[t] = now->plain[t];
	best->batch_count = now->batch_count;
	best->pick_count = now->pick_count;
	best->promotions = now->promotions;
	best->value = now->value;
}
