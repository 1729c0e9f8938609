/* deal_next.c: sets one after the other, each of the units that bring it most. */
#include "price/deal.h"
#include "price/sort.h"

static int by_key(const void *a, const void *b, const void *context)
{
	const struct ranked *x = a, *y = b;

	(void)context;
	if (x->key != y->key)
		return x->key > y->key ? -1 : 1;
	return (x->type > y->type) - (x->type < y->type);
}

/* What a unit brings by a benefit, beyond what it would save plainly. */
static int64_t key_of(uint32_t benefit, int64_t value, const struct deal_type *t)
{
	switch (benefit) {
	case BENEFIT_PERCENT:
	case BENEFIT_UNIT_PRICE:
		return unit_saving(benefit, value, t) - t->plain;
	case BENEFIT_TOTAL:
		return t->amount - t->plain;
	default:
		return -t->plain;
	}
}

void rank_types(struct component *c, struct deal_offer *o)
{
	const struct rules_promotion *p = o->offer->promotion;

	for (uint32_t i = 0; i < o->part_count; i++) {
		const struct deal_part *part = &o->parts[i];
		struct ranked *r = &c->ranked[part->types.at];

		for (uint32_t k = 0; k < part->types.count; k++) {
			const uint32_t type = c->lists[part->types.at + k];
			const struct deal_type *t = &c->types[type];

			if (o->kind == DEAL_UNITS)
				r[k].key = unit_saving(part->in->benefit, part->in->value, t) - t->plain;
			else if (p->benefit != BENEFIT_NONE)
				r[k].key = key_of(p->benefit, p->value, t);
			else
				r[k].key = key_of(part->in->benefit, part->in->value, t);
			r[k].type = type;
		}
		sort_records(r, part->types.count, sizeof(*r), by_key, NULL);
	}
}

/* What is left of a type while a set is put together. */
static int64_t left_beside(const struct component *c, uint32_t type, const struct pick *picks, uint32_t count)
{
	int64_t left = c->types[type].left;

	for (uint32_t i = 0; i < count; i++)
		if (picks[i].type == type)
			left -= picks[i].count;
	return left;
}

static bool fill_part(struct component *c, struct deal_offer *o, uint32_t place, struct pick *picks, uint32_t *count, uint32_t most)
{
	struct deal_part *part = &o->parts[place];
	const struct ranked *r = &c->ranked[part->types.at];
	int64_t wanted = o->kind == DEAL_UNITS ? 1 : part->in->quantity / WHOLE;

	while (part->done < part->types.count && c->types[r[part->done].type].left == 0)
		part->done++;
	for (uint32_t i = part->done; i < part->types.count && wanted > 0; i++) {
		int64_t n = left_beside(c, r[i].type, picks, *count);

		if (n <= 0)
			continue;
		if (*count == most)
			return false;
		n = n < wanted ? n : wanted;
		picks[(*count)++] = (struct pick){ place, r[i].type, n };
		wanted -= n;
	}
	return wanted == 0;
}

uint32_t next_set(struct component *c, struct deal_offer *o, struct pick *picks, uint32_t most)
{
	uint32_t count = 0;

	for (uint32_t role = ROLE_NEED; role < ROLE_COUNT; role++)
		for (uint32_t p = 0; p < o->part_count; p++)
			if (o->parts[p].in->role == role && !fill_part(c, o, p, picks, &count, most))
				return 0;
	return count;
}

/* A weighed unit of a limited promotion uses as many of its units as it measures. */
static int64_t units_used(const struct component *c, const struct deal_offer *o, const struct pick *picks)
{
	const struct deal_type *t = &c->types[picks[0].type];

	return o->kind == DEAL_UNITS && t->measure && o->offer->promotion->units_max ? (t->measure + WHOLE - 1) / WHOLE : 1;
}

static int64_t spend_inside(const struct component *c, const struct deal_offer *o, const struct pick *picks, uint32_t count)
{
	int64_t inside = 0;

	for (uint32_t i = 0; i < count; i++)
		inside += spend_of(c, o, picks[i].type, picks[i].count);
	return inside;
}

int64_t set_times(struct component *c, const struct deal_offer *o, const struct pick *picks, uint32_t count)
{
	int64_t times = o->sets_left / units_used(c, o, picks), inside;

	for (uint32_t i = 0; i < count; i++) {
		int64_t need = 0;

		for (uint32_t j = 0; j < count; j++)
			if (picks[j].type == picks[i].type)
				need += picks[j].count;
		if (c->types[picks[i].type].left / need < times)
			times = c->types[picks[i].type].left / need;
	}
	inside = spend_inside(c, o, picks, count);
	if (inside > 0) {
		int64_t most = (o->spend_total - o->spend_used - o->offer->promotion->spend) / inside;

		times = most < times ? (most > 0 ? most : 0) : times;
	}
	return times;
}

bool set_take(struct component *c, struct deal_offer *o, const struct pick *picks, uint32_t count, int64_t times)
{
	if (!solution_add(&c->now, (uint32_t)(o - c->offers), picks, count, times, set_saving(c, o, picks, count)))
		return false;
	c->now.value += times * set_gain(c, o, picks, count);
	for (uint32_t i = 0; i < count; i++)
		c->types[picks[i].type].left -= times * picks[i].count;
	o->sets_left -= times * units_used(c, o, picks);
	o->spend_used += times * spend_inside(c, o, picks, count);
	return true;
}
