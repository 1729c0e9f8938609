/* tax.c: which rate a line has, and what a position does to its price. */
#include "price/wide.h"
#include "price/work.h"

/* The latest rate of a class in a position that has begun, or NONE. */
static uint32_t rate_on(const struct engine *e, int64_t class_id, uint32_t position)
{
	const struct rules_tax *t = FLAT(struct rules_tax, e->rules, taxes);
	uint32_t low = 0, high = e->rules->taxes.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct rules_tax *m = &t[middle];
		bool before = m->class_id != class_id ? m->class_id < class_id :
			m->position != position ? m->position < position : m->from <= e->basket->date;

		if (before)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || t[low - 1].class_id != class_id || t[low - 1].position != position)
		return NONE;
	return low - 1;
}

bool tax_find(struct engine *e, struct sale_line *l)
{
	l->tax = rate_on(e, l->in->tax_class, l->in->position);
	if (l->tax == NONE)
		l->tax = rate_on(e, l->in->tax_class, 0);
	return l->tax != NONE || work_fail(e, PRICING_TAX, l->place);
}

/* Prices are made for position 0. With the tax within, keeping the net changes
 * them where the rate differs; with the tax added, keeping the gross does. */
bool tax_convert(const struct engine *e, const struct sale_line *l, int64_t *price)
{
	const struct rules_tax *t = FLAT(struct rules_tax, e->rules, taxes);
	bool included = e->basket->flags & BASKET_TAX_INCLUDED, keep_net = e->basket->flags & BASKET_KEEP_NET;
	uint32_t usual;
	int64_t here, there;

	if (l->in->position == 0 || included != keep_net || l->source == SOURCE_OVERRIDE || l->source == SOURCE_LABEL)
		return true;
	usual = rate_on(e, l->in->tax_class, 0);
	if (usual == NONE)
		return true;
	here = RATE_ONE + t[l->tax].rate;
	there = RATE_ONE + t[usual].rate;
	return included ? scale_half(*price, here, there, price) : scale_half(*price, there, here, price);
}
