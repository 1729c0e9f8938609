/* price.h: what a document costs, by one plain function.
 *
 * Depends on nothing: no allocation, no libc, so that it can be compiled for
 * the till's page too. Units are those of base/num.h. Tax is included in the
 * unit prices or added to them, as the policy says; it is computed once a rate
 * on the document's sum and shared over the lines by largest remainder (ties:
 * the earlier line), so that lines, tax by rate and total always agree.
 */
#ifndef MAKOLET_PRICE_PRICE_H
#define MAKOLET_PRICE_PRICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PRICE_LINES_MAX 1000
#define PRICE_RATES_MAX 16

struct price_policy {
	bool tax_included;
	int64_t cash_step;	/* smallest amount payable in cash, minor units; 0 or 1: none.
				   Halves go up, away from zero (Israel 5-9 up, Finland nearest 5) */
};

struct price_line {
	int64_t quantity;	/* in: thousandths, may be negative (a return) */
	int64_t unit_price;	/* in: 1/10,000 minor unit, >= 0 */
	int64_t tax_rate;	/* in: basis points, 0..10,000 */
	int64_t amount;		/* out: to pay, tax included, minor units */
	int64_t tax;		/* out: thereof tax */
};

struct price_tax {
	int64_t rate;
	int64_t gross;
	int64_t tax;
};

struct price_total {
	int64_t total;
	int64_t tax;
	struct price_tax taxes[PRICE_RATES_MAX];	/* by rising rate */
	size_t tax_count;
};

enum price_status {
	PRICE_OK,
	PRICE_TOO_MANY_LINES,
	PRICE_TOO_MANY_RATES,
	PRICE_OUT_OF_RANGE,	/* a negative price, a rate over 100 %, a sum that does not fit */
};

/* Fills amount and tax of every line, and *out. On a failure *out is untouched. */
enum price_status price_document(const struct price_policy *policy,
	struct price_line *lines, size_t n, struct price_total *out);

/* What paying `amount` in cash adds or takes: 12.34 at a step of 10 gives -4. */
int64_t price_cash_rounding(const struct price_policy *policy, int64_t amount);

#endif
