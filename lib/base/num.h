/* num.h: whole numbers for money, quantity and rates, checked.
 *
 * amount    int64_t, minor units of a currency (agorot, grosze, cents)
 * price     int64_t, 1/10,000 of a minor unit (unit prices and costs)
 * quantity  int64_t, thousandths of a unit (1.250 kg = 1250, one piece = 1000)
 * rate      int64_t, basis points (18 % = 1800)
 *
 * No floating point anywhere near them. The checked functions return false
 * and leave *out alone when the result does not fit.
 */
#ifndef MAKOLET_BASE_NUM_H
#define MAKOLET_BASE_NUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PRICE_PER_MINOR 10000
#define QUANTITY_ONE 1000
#define RATE_ONE 10000

/* Amounts and quantities that a person may type stay below this, so that
 * sums of a document's lines cannot overflow. */
#define NUM_MAX INT64_C(1000000000000)

static inline bool num_add(int64_t a, int64_t b, int64_t *out)
{
	int64_t r;
	if (__builtin_add_overflow(a, b, &r))
		return false;
	*out = r;
	return true;
}

/* a * b / c in 128 bits, rounded half away from zero. c > 0. */
bool num_mul_div(int64_t a, int64_t b, int64_t c, int64_t *out);

/* Reads a decimal ("12", "12.5", "-0.50", ",5" is refused) into units of
 * 10^-decimals: num_parse("12.5", 2) = 1250. Point or comma as the decimal
 * mark, an optional sign, no blanks, no grouping. False for anything else,
 * for more decimals than asked unless they are zeros, or outside +-NUM_MAX. */
bool num_parse(const char *s, int decimals, int64_t *out);

/* Plain decimal with a point, for machines: num_format(buf, 1250, 2) "12.50".
 * Trailing zeros are kept. buf of NUM_FORMAT_SIZE. Returns buf. */
#define NUM_FORMAT_SIZE 32
char *num_format(char *buf, int64_t value, int decimals);

/* Whole number without sign games: digits only, optional '-', fits int64. */
bool num_parse_int(const char *s, int64_t *out);

#endif
