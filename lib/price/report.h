/* report.h: the result while it is written, at the end of the work memory. Private to lib/price. */
#ifndef MAKOLET_PRICE_REPORT_H
#define MAKOLET_PRICE_REPORT_H

#include "price/work.h"

struct report {
	struct engine *engine;
	struct result *result;
	struct result_line *lines;	/* as the basket's */
	struct result_run *runs;	/* by line in canonical order */
	struct result_tax *taxes;
	uint32_t *heads;		/* a segment of each run */
	uint32_t run_count;
};

/* A section at the end of the result, its place in *span; NULL when memory ends. */
void *report_section(struct report *r, uint32_t count, size_t record, struct rules_span *span);

bool tenders_write(struct report *r);	/* tender.c */
bool hints_write(struct report *r);	/* hint.c */
bool verdicts_write(struct report *r);	/* explain.c */

#endif
