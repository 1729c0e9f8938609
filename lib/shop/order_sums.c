/* order_sums.c: what an order's lines come to, by rate of tax. */
#include "shop/order.h"

/* The place of a rate among those seen, by rising rate. */
static struct price_tax *tax_of(struct price_total *t, int64_t rate)
{
	size_t i = 0;

	while (i < t->tax_count && t->taxes[i].rate < rate)
		i++;
	if (i < t->tax_count && t->taxes[i].rate == rate)
		return &t->taxes[i];
	if (t->tax_count == PRICE_RATES_MAX)
		return NULL;
	memmove(&t->taxes[i + 1], &t->taxes[i], (t->tax_count - i) * sizeof(t->taxes[0]));
	t->tax_count++;
	t->taxes[i] = (struct price_tax){ .rate = rate };
	return &t->taxes[i];
}

void order_sums(const struct order *o, struct price_total *out)
{
	*out = (struct price_total){ .total = o->total, .tax = o->tax };
	for (size_t i = 0; i < o->count; i++) {
		struct price_tax *tax = tax_of(out, o->lines[i].tax_rate);

		if (!tax)
			continue;
		tax->gross += o->lines[i].amount;
		tax->tax += o->lines[i].tax;
	}
}
