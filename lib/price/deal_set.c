/* deal_set.c: what a unit or a set saves, and whether a set may be. */
#include "price/deal.h"
#include "price/wide.h"

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Every amount here is at most MONEY_MAX, so that no product below overflows. */
static int64_t scaled(int64_t a, int64_t b, int64_t d)
{
	int64_t v = MONEY_MAX;

	scale_half(a, b, d, &v);
	return v;
}

int64_t unit_saving(uint32_t benefit, int64_t value, const struct deal_type *t)
{
	int64_t quantity = t->measure ? t->measure : WHOLE, price;

	switch (benefit) {
	case BENEFIT_PERCENT:
		return scaled(t->amount, value, RATE_ONE);
	case BENEFIT_AMOUNT:
		return least(t->amount, scaled(value, quantity, WHOLE));
	case BENEFIT_UNIT_PRICE:
		price = scaled(value, quantity, (int64_t)WHOLE * MINOR_IN_PRICE);
		return price < t->amount ? t->amount - price : 0;
	default:
		return 0;
	}
}

static bool by_unit(uint32_t benefit)
{
	return benefit == BENEFIT_PERCENT || benefit == BENEFIT_UNIT_PRICE;
}

/* What a benefit is worth on those of the picks that are of `part`, or on all (NONE). */
static int64_t benefit_saving(const struct component *c, uint32_t benefit, int64_t value, const struct pick *picks, uint32_t count, uint32_t part)
{
	int64_t sum = 0;

	for (uint32_t i = 0; i < count; i++) {
		const struct deal_type *t = &c->types[picks[i].type];

		if (part == NONE || picks[i].part == part)
			sum += picks[i].count * (by_unit(benefit) ? unit_saving(benefit, value, t) : t->amount);
	}
	if (by_unit(benefit))
		return sum;
	if (benefit == BENEFIT_AMOUNT)
		return least(sum, value);
	return sum > value ? sum - value : 0;
}

int64_t set_saving(const struct component *c, const struct deal_offer *o, const struct pick *picks, uint32_t count)
{
	const struct rules_promotion *p = o->offer->promotion;
	int64_t saving = 0;

	if (o->kind == DEAL_UNITS || o->kind == DEAL_PLAIN)
		return unit_saving(o->parts[0].in->benefit, o->parts[0].in->value, &c->types[picks[0].type]);
	if (p->benefit != BENEFIT_NONE)
		return benefit_saving(c, p->benefit, p->value, picks, count, NONE);
	for (uint32_t i = 0; i < o->part_count; i++)
		if (o->parts[i].in->role == ROLE_GET)
			saving += benefit_saving(c, o->parts[i].in->benefit, o->parts[i].in->value, picks, count, i);
	return saving;
}

int64_t set_gain(const struct component *c, const struct deal_offer *o, const struct pick *picks, uint32_t count)
{
	int64_t gain = set_saving(c, o, picks, count);

	for (uint32_t i = 0; i < count; i++)
		gain -= picks[i].count * c->types[picks[i].type].plain;
	return gain;
}

int64_t set_units(const struct deal_offer *o)
{
	int64_t units = 0;

	for (uint32_t i = 0; i < o->part_count; i++)
		units += o->parts[i].in->quantity / WHOLE;
	return units ? units : 1;
}

/* Classes list their parts, and behind them the spends they count for. */
static bool class_has(const struct component *c, uint32_t good_class, uint32_t what)
{
	uint32_t low = c->classes[good_class].at, high = low + c->classes[good_class].count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (c->class_parts[middle] == what)
			return true;
		if (c->class_parts[middle] < what)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

bool part_takes(const struct component *c, const struct deal_offer *o, uint32_t part, uint32_t type)
{
	const struct deal_type *t = &c->types[type];
	const struct rules_part *in = o->parts[part].in;

	if (!class_has(c, t->good_class, (uint32_t)(&o->parts[part] - c->parts)))
		return false;
	if (in->quantity == 0)
		return true;
	if (((in->flags & PART_MEASURE) != 0) != (t->measure != 0))
		return false;
	return !(t->form & LINE_NO_JOINT) || (set_units(o) == 1 && !(in->flags & PART_MEASURE));
}

int64_t spend_of(const struct component *c, const struct deal_offer *o, uint32_t type, int64_t n)
{
	const struct deal_type *t = &c->types[type];

	if (o->offer->promotion->spend == 0 || !class_has(c, t->good_class, c->part_count + (uint32_t)(o - c->offers)))
		return 0;
	return n * t->amount;
}

bool cheapest_gets(const struct component *c, const struct deal_offer *o, const struct pick *picks, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		if (o->parts[picks[i].part].in->role != ROLE_GET)
			continue;
		for (uint32_t j = 0; j < count; j++)
			if (o->parts[picks[j].part].in->role == ROLE_NEED &&
			    c->types[picks[j].type].amount < c->types[picks[i].type].amount &&
			    part_takes(c, o, picks[i].part, picks[j].type) && part_takes(c, o, picks[j].part, picks[i].type))
				return false;
	}
	return true;
}
