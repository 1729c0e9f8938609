/* discount.h: an amount off many segments. Private to lib/price. */
#ifndef MAKOLET_PRICE_DISCOUNT_H
#define MAKOLET_PRICE_DISCOUNT_H

#include "price/work.h"

/* Segments that a discount is shared over, in canonical order, and what they cost now. */
struct chosen {
	uint32_t *segments;
	uint32_t count;
	int64_t sum;
};

struct discount {
	int64_t amount;		/* at most the sum */
	int64_t reason;
	uint32_t kind;		/* enum allocation_kind */
	bool closes;		/* nothing follows on these units but manual discounts */
};

bool may_discount(const struct basket_line *l);
bool chosen_start(struct engine *e, struct chosen *c);
void chosen_add(const struct engine *e, struct chosen *c, uint32_t segment);
bool discount_give(struct engine *e, const struct chosen *c, const struct discount *d);
/* Halves up. */
int64_t percent_of(int64_t sum, int64_t rate);

#endif
