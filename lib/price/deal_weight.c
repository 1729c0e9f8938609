/* deal_weight.c: "3 kg for 10" over weighed lines. */
#include "price/deal.h"
#include "price/sort.h"
#include "price/wide.h"

int64_t weight_amount(const struct deal_type *t, int64_t measure)
{
	int64_t amount = t->amount;

	if (measure < t->measure)
		scale_half(t->amount, measure, t->measure, &amount);
	return amount;
}

/* Dearest by measure first. */
static int by_dearness(const void *a, const void *b, const void *context)
{
	const struct component *c = context;
	const struct pick *x = a, *y = b;
	const struct deal_type *t = &c->types[x->type], *u = &c->types[y->type];
	int o = wide_compare(wide_multiply((uint64_t)u->amount, (uint64_t)t->measure), wide_multiply((uint64_t)t->amount, (uint64_t)u->measure));

	return o ? o : (x->type > y->type) - (x->type < y->type);
}

int64_t weight_taken(const struct deal_offer *o, int64_t sets)
{
	return sets * o->parts[0].in->quantity;
}

/* What the dearest `measure` of the picks costs at list price. */
static int64_t cost_of(const struct component *c, const struct pick *picks, uint32_t count, int64_t measure)
{
	int64_t sum = 0;

	for (uint32_t i = 0; i < count && measure > 0; i++) {
		const struct deal_type *t = &c->types[picks[i].type];
		int64_t whole = measure / t->measure;

		whole = whole < picks[i].count ? whole : picks[i].count;
		sum += whole * t->amount;
		measure -= whole * t->measure;
		if (whole < picks[i].count && measure > 0) {
			sum += weight_amount(t, measure);
			measure = 0;
		}
	}
	return sum;
}

static int64_t saving_of(const struct component *c, const struct deal_offer *o, const struct pick *picks, uint32_t count, int64_t sets)
{
	const struct rules_part *part = o->parts[0].in;
	const int64_t measure = weight_taken(o, sets);
	int64_t cost = cost_of(c, picks, count, measure), price = MONEY_MAX;

	switch (part->benefit) {
	case BENEFIT_PERCENT:
		scale_half(cost, part->value, RATE_ONE, &price);
		return price;
	case BENEFIT_AMOUNT:
		return multiply_fits(sets, part->value, &price) && price < cost ? price : cost;
	case BENEFIT_TOTAL:
		return multiply_fits(sets, part->value, &price) && price < cost ? cost - price : 0;
	default:
		return scale_half(measure, part->value, (int64_t)WHOLE * MINOR_IN_PRICE, &price) && price < cost ? cost - price : 0;
	}
}

int64_t weight_saving(const struct component *c, const struct deal_offer *o, struct pick *picks, uint32_t count, int64_t *sets)
{
	int64_t measure = 0, low = 0, high;

	sort_records(picks, count, sizeof(*picks), by_dearness, c);
	for (uint32_t i = 0; i < count; i++)
		measure += picks[i].count * c->types[picks[i].type].measure;
	high = measure / o->parts[0].in->quantity;
	high = high < o->sets_left ? high : o->sets_left;
	/* Each set saves no more than the one before: the last that saves something. */
	while (low < high) {
		int64_t middle = low + (high - low + 1) / 2;

		if (saving_of(c, o, picks, count, middle) > saving_of(c, o, picks, count, middle - 1))
			low = middle;
		else
			high = middle - 1;
	}
	*sets = low;
	return saving_of(c, o, picks, count, low);
}
