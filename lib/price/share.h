/* share.h: an amount over weights by largest remainder.
 *
 * Each of a slice's `count` units gets the floor of its share; what is left goes
 * one minor unit each to the units with the largest remainders, of equal ones
 * to those of the earlier slice.
 */
#ifndef MAKOLET_PRICE_SHARE_H
#define MAKOLET_PRICE_SHARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct slice {
	int64_t weight;	/* in: of one unit, >= 0 */
	int64_t count;	/* in: units, > 0 */
	int64_t each;	/* out: what every unit gets */
	int64_t more;	/* out: so many of them one more */
	int64_t rest;	/* the remainder, between */
	uint32_t place;	/* in: kept; the order of ties */
	uint32_t zero;
};

/* Reorders the slices by remainder. False when the weights are all 0 and amount
 * is not, or when a sum does not fit. */
bool share_amount(int64_t amount, struct slice *slices, size_t n);

#endif
