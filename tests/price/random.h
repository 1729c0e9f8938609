/* random.h: random rules and baskets from a seed: small enough to compete, with
 * everything in them that the engine knows. */
#ifndef MAKOLET_TESTS_PRICE_RANDOM_H
#define MAKOLET_TESTS_PRICE_RANDOM_H

#include "price/engine.h"

struct random { uint64_t state; };

uint64_t random_next(struct random *r);
/* 0 <= v < n */
uint32_t random_below(struct random *r, uint32_t n);

struct random_size {
	uint32_t promotions, lines, variants, units;	/* at most so many, units of a line */
	uint32_t everything;	/* weighed, returned, flagged lines; coupons, lists, manual discounts, tenders */
};

/* Buffers of malloc(), aligned to 8. The rules pass rules_check(). */
struct rules *random_rules(struct random *r, const struct random_size *n, size_t *size);
struct basket *random_basket(struct random *r, const struct random_size *n, size_t *size);

#endif
