/* deal_apply.c: the chosen sets, on the segments of their units. */
#include "price/deal.h"
#include "price/share.h"

#define SLICES 1024u	/* as many as a set has picks */

struct applying {
	struct component *c;
	struct deal_offer *o;
	uint32_t *next;		/* of each type: its first unit that is still free */
};

static bool mark(struct applying *a, uint32_t segment, int64_t amount)
{
	struct engine *e = a->c->engine;
	const struct rules_promotion *p = a->o->offer->promotion;
	struct segment *s = &e->segments[segment];

	s->deal = (uint32_t)(a->o->offer - e->offers);
	s->closed = !(p->flags & PROMOTION_STACKS);
	a->o->offer->saving += s->count * amount;
	return segment_give(e, segment, amount, ALLOCATION_DEAL, p->id);
}

/* Takes `amount` off each of the next n units of a type. */
static bool give_units(struct applying *a, uint32_t type, int64_t n, int64_t amount)
{
	const struct deal_type *t = &a->c->types[type];
	struct engine *e = a->c->engine;

	while (n > 0) {
		uint32_t segment = a->c->units[t->first_unit + a->next[type]];
		int64_t count = e->segments[segment].count;

		if (count > n) {
			segment = segment_split(e, segment, n);
			if (segment == NONE)
				return false;
			count = n;
		} else {
			a->next[type]++;
		}
		if (!mark(a, segment, amount))
			return false;
		n -= count;
	}
	return true;
}

/* An amount off the picks of a part (NONE: of all), shared by what they cost. */
static bool give_shared(struct applying *a, const struct pick *picks, uint32_t count, uint32_t part, int64_t amount, int64_t times)
{
	struct slice slices[SLICES];
	uint32_t n = 0;

	for (uint32_t i = 0; i < count; i++)
		if (part == NONE || picks[i].part == part)
			slices[n++] = (struct slice){ .weight = a->c->types[picks[i].type].amount, .count = picks[i].count, .place = i };
	if (!share_amount(amount, slices, n))
		return work_fail(a->c->engine, PRICING_OVERFLOW, a->c->engine->line_count);
	for (uint32_t place = 0; place < count; place++)
		for (uint32_t i = 0; i < n; i++) {
			const struct slice *s = &slices[i];

			if (s->place == place &&
			    (!give_units(a, picks[place].type, times * s->more, s->each + 1) ||
			     !give_units(a, picks[place].type, times * (s->count - s->more), s->each)))
				return false;
		}
	return true;
}

static bool give_benefit(struct applying *a, const struct pick *picks, uint32_t count, uint32_t part, uint32_t benefit, int64_t value, int64_t times)
{
	int64_t sum = 0;

	for (uint32_t i = 0; i < count; i++) {
		const struct deal_type *t = &a->c->types[picks[i].type];

		if (part != NONE && picks[i].part != part)
			continue;
		sum += picks[i].count * t->amount;
		if ((benefit == BENEFIT_PERCENT || benefit == BENEFIT_UNIT_PRICE || benefit == BENEFIT_NONE) &&
		    !give_units(a, picks[i].type, times * picks[i].count, unit_saving(benefit, value, t)))
			return false;
	}
	if (benefit == BENEFIT_AMOUNT)
		return give_shared(a, picks, count, part, sum < value ? sum : value, times);
	return benefit != BENEFIT_TOTAL || give_shared(a, picks, count, part, sum > value ? sum - value : 0, times);
}

static bool apply_set(struct applying *a, const struct batch *b, const struct pick *picks)
{
	const struct rules_promotion *p = a->o->offer->promotion;

	a->o->offer->sets += (uint32_t)b->times;
	if (a->o->kind == DEAL_UNITS)
		return give_units(a, picks[0].type, b->times, b->saving);
	if (p->benefit != BENEFIT_NONE)
		return give_benefit(a, picks, b->count, NONE, p->benefit, p->value, b->times);
	for (uint32_t part = 0; part < a->o->part_count; part++) {
		const struct rules_part *in = a->o->parts[part].in;

		if (!give_benefit(a, picks, b->count, part, in->benefit, in->value, b->times))
			return false;
	}
	return true;
}

/* The first `measure` of a measured segment becomes one of its own. */
static uint32_t split_measure(struct engine *e, uint32_t segment, int64_t measure, int64_t amount)
{
	struct segment *s = &e->segments[segment];
	uint32_t made = e->segment_count;

	if (made == e->segment_max) {
		work_fail(e, PRICING_MEMORY, 0);
		return NONE;
	}
	e->segment_count++;
	e->segments[made] = *s;
	e->segments[made].quantity = measure;
	e->segments[made].list = e->segments[made].paid = amount;
	s->quantity -= measure;
	s->list -= amount;
	s->paid -= amount;
	e->segments[made].next = s->next;
	s->next = made;
	return made;
}

/* One measured unit: so much of it in the sets, which get `amount` off; the rest of it is taken, at list price. */
static bool give_measure(struct applying *a, uint32_t type, int64_t measure, int64_t amount)
{
	const struct deal_type *t = &a->c->types[type];
	struct engine *e = a->c->engine;
	uint32_t segment = a->c->units[t->first_unit + a->next[type]++];

	if (measure < t->measure) {
		uint32_t rest = segment;

		segment = split_measure(e, segment, measure, weight_amount(t, measure));
		if (segment == NONE)
			return false;
		e->segments[rest].deal = (uint32_t)(a->o->offer - e->offers);
	}
	return mark(a, segment, amount);
}

/* The picks stand dearest first, as weight_saving() left them. */
static bool apply_weight(struct applying *a, const struct batch *b, const struct pick *picks)
{
	const size_t used = a->c->engine->used;
	int64_t left = weight_taken(a->o, b->times);
	struct slice *slices;
	uint32_t n = 0, units = 0;

	for (uint32_t i = 0; i < b->count; i++)
		units += (uint32_t)picks[i].count;
	slices = work_take(a->c->engine, units, sizeof(*slices));
	if (!slices)
		return false;
	for (uint32_t i = 0; i < b->count; i++)
		for (int64_t k = 0; k < picks[i].count && left > 0; k++) {
			const struct deal_type *t = &a->c->types[picks[i].type];
			int64_t measure = left < t->measure ? left : t->measure;

			slices[n] = (struct slice){ .weight = weight_amount(t, measure), .count = 1, .place = n };
			n++;
			left -= measure;
		}
	if (!share_amount(b->saving, slices, n))
		return work_fail(a->c->engine, PRICING_OVERFLOW, a->c->engine->line_count);
	left = weight_taken(a->o, b->times);
	for (uint32_t i = 0, place = 0; i < b->count; i++)
		for (int64_t k = 0; k < picks[i].count && left > 0; k++, place++) {
			const struct deal_type *t = &a->c->types[picks[i].type];
			int64_t measure = left < t->measure ? left : t->measure;
			uint32_t s = 0;

			while (slices[s].place != place)
				s++;
			if (!give_measure(a, picks[i].type, measure, slices[s].each + slices[s].more))
				return false;
			left -= measure;
		}
	a->o->offer->sets += (uint32_t)b->times;
	work_back(a->c->engine, used);
	return true;
}

/* What no set took gets what it gets plainly. */
static bool apply_plain(struct applying *a, uint32_t type)
{
	const struct deal_type *t = &a->c->types[type];
	const uint32_t plain = a->c->best.plain[type];
	int64_t left = 0, saving;

	if (plain == NONE)
		return true;
	a->o = &a->c->offers[plain];
	saving = unit_saving(a->o->parts[0].in->benefit, a->o->parts[0].in->value, t);
	for (uint32_t i = a->next[type]; i < t->unit_count; i++)
		left += a->c->engine->segments[a->c->units[t->first_unit + i]].count;
	a->o->offer->sets += (uint32_t)left;
	return give_units(a, type, left, saving);
}

bool deal_apply(struct component *c)
{
	struct applying a = { .c = c, .next = work_take(c->engine, c->type_count, sizeof(*a.next)) };

	if (!a.next)
		return false;
	for (uint32_t t = 0; t < c->type_count; t++)
		a.next[t] = 0;
	for (uint32_t i = 0; i < c->best.batch_count; i++) {
		const struct batch *b = &c->best.batches[i];
		const struct pick *picks = &c->best.picks[b->first];

		a.o = &c->offers[b->offer];
		if (a.o->kind == DEAL_MEASURE ? !apply_weight(&a, b, picks) : !apply_set(&a, b, picks))
			return false;
	}
	for (uint32_t t = 0; t < c->type_count; t++)
		if (!apply_plain(&a, t))
			return false;
	return true;
}
