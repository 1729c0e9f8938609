/* tax_sum.h: tax by rate on the document's sum or on each line's, shared over
 * runs by largest remainder; ties go to the earlier run. Runs of one line stand
 * together; paid may be negative where something is taken back. */
#ifndef MAKOLET_PRICE_TAX_SUM_H
#define MAKOLET_PRICE_TAX_SUM_H

#include <stdbool.h>

#include "price/result.h"

struct tax_share;

struct tax_sums {
	bool included, by_line;
	struct result_run *runs;	/* in: paid, line, rate; out: tax */
	struct result_tax *rows;	/* in: rate, the rest 0; out: gross, net, tax */
	uint32_t run_count, row_count;
	struct tax_share *scratch;	/* tax_sums_need() bytes, aligned to 8 */
};

size_t tax_sums_need(uint32_t runs);
/* False when something does not fit. */
bool tax_sums(struct tax_sums *t);

#endif
