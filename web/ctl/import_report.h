/* import_report.h: what `makolet import` says on the terminal: a bar while it
 * runs, what would change, the counts.
 */
#ifndef MAKOLET_CTL_IMPORT_REPORT_H
#define MAKOLET_CTL_IMPORT_REPORT_H

#include <stdio.h>

#include "shop/import_run.h"

#define IMPORT_SHOWN 50		/* of each kind of change, by a dry run */

struct import_report {
	struct arena *arena;
	struct ctx *c;
	FILE *rejects;			/* CSV; may be NULL */
	bool terminal;
	int64_t began, drawn;		/* clock_ticks() */
	int64_t lines;			/* of the file */
	bool dry_run;
	int decimals;
	struct { const char *lines[IMPORT_SHOWN]; int64_t count; } kinds[4];
};

/* Sets the options' callbacks. */
void import_report_start(struct import_report *r, struct import_job *job);
void import_report_end(struct import_report *r, const struct import_job *job, const struct import_counts *counts);

#endif
