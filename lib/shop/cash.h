/* cash.h: the notes and coins of a currency: what a drawer is counted by and
 * what a customer is likely to hand over.
 *
 * To add a currency: a row in cash.c.
 */
#ifndef MAKOLET_SHOP_CASH_H
#define MAKOLET_SHOP_CASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CASH_VALUES_MAX 16

struct cash {
	const char *currency;			/* ISO 4217 */
	int64_t values[CASH_VALUES_MAX];	/* minor units, falling; 0 behind the last */
	size_t notes;				/* the first of them are notes, the others coins */
};

/* Never NULL: a currency without a row has no values, its cash is counted as one sum. */
const struct cash *cash_find(const char *currency);
size_t cash_values(const struct cash *cash);
/* What `counts` of each value come to; false when it is beyond NUM_MAX or a count is negative. */
bool cash_sum(const struct cash *cash, const int64_t *counts, int64_t *out);

#endif
