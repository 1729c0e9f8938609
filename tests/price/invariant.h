/* invariant.h: what is true of every result, whatever the rules are. */
#ifndef MAKOLET_TESTS_PRICE_INVARIANT_H
#define MAKOLET_TESTS_PRICE_INVARIANT_H

#include "price/engine.h"

/* Prices in memory of exactly price_need() bytes, kept between calls; the result lies in it. */
const struct result *price_here(const struct rules *rules, const struct basket *basket, size_t size);
/* NULL, or what is wrong: sums, allocations, taxes, nothing below zero. */
const char *invariant_broken(const struct basket *basket, const struct result *r);
/* NULL, or what differs when the lines stand in another order: backwards for
 * turn 0, else rotated by `turn`. */
const char *order_matters(const struct rules *rules, const struct basket *basket, size_t size, const struct result *r, uint32_t turn);

#define RESULT(type, r, section) ((const type *)((const char *)(r) + (r)->section.at))

#endif
