/* chart.h: bars of two parts, one upon the other, as paths of an SVG.
 *
 * The page that shows them writes the <svg> itself, viewBox "0 0 CHART_WIDTH
 * CHART_HEIGHT", so that its classes colour them, light and dark.
 */
#ifndef MAKOLET_PRINT_CHART_H
#define MAKOLET_PRINT_CHART_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define CHART_WIDTH 600
#define CHART_HEIGHT 160

/* In any whole unit; below zero counts as nothing. */
struct chart_bar {
	int64_t lower, upper;
};

struct chart {
	int64_t top;			/* what the whole height stands for: 1, 2, 3 or 5 and zeros, 100 at the least */
	const char *lower, *upper;	/* path data (SVG 2, 9.3); "" where nothing is to draw */
};

/* Every part that is something is to be seen, however small. */
void chart_stack(struct arena *a, const struct chart_bar *bars, size_t n, struct chart *out);

#endif
