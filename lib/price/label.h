/* label.h: EAN-13 that a scale prints, with the weight in it (GS1 General
 * Specifications 2.1.12 and 5.10: restricted circulation numbers 02, 20 to 29,
 * whose digits each country and shop divides for itself).
 *
 * A pattern is 13 characters: digits that the code begins with, I for the item's
 * number, W for the weight in thousandths of the unit, C for the check digit:
 * "21IIIIIWWWWWC". Several stand in one text, parted by blanks.
 */
#ifndef MAKOLET_PRICE_LABEL_H
#define MAKOLET_PRICE_LABEL_H

#include <stdbool.h>
#include <stdint.h>

#include "price/gtin.h"

#define LABEL_PATTERN 13

struct label {
	char item[LABEL_PATTERN];	/* digits, without leading zeros: the PLU */
	char base[GTIN_SIZE];		/* the code of weight zero as 14 digits */
	int64_t quantity;		/* thousandths, > 0 */
};

/* Whether every pattern has literal digits first, one run each of I and W, and C last. */
bool label_patterns_right(const char *patterns);
/* True when a code of 13 digits with a right check digit fits a pattern, the
 * first that does, and tells an item and a weight. */
bool label_read(const char *patterns, const char *code, struct label *out);
/* The code of `item` (digits) at a quantity by the first pattern that both fit
 * into; what a scale prints. False when none does. */
bool label_write(const char *patterns, const char *item, int64_t quantity, char out[LABEL_PATTERN + 1]);

#endif
