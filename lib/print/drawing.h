/* drawing.h: goods drawn as pictures: a shape, a colour, a label.
 *
 * One style: calm flat shapes on a counter, light from the upper left, three
 * tones made of the colour. The same arguments give the same bytes. For goods
 * without a photograph; the demo shop's are all drawn so.
 * To add a shape: a row in drawing_shapes.def.
 */
#ifndef MAKOLET_PRINT_DRAWING_H
#define MAKOLET_PRINT_DRAWING_H

#include <stddef.h>

#include "base/error.h"
#include "base/str.h"

/* No drawing is longer. */
#define DRAWING_MAX 3000

struct drawing {
	const char *shape;		/* "bottle" */
	const char *colour;		/* "#c98b4a" */
	const char *label;		/* up to 12 characters, a symbol as "*leaf", or both as "*leaf TEA"; "" for none */
	unsigned seed;			/* what else may differ: the label's form, the light behind */
};

/* Appends a whole SVG document with a square viewBox, without script, style or
 * identifiers. INVALID "drawing.shape", "drawing.colour", "drawing.label". */
struct error *drawing_svg(struct arena *a, const struct drawing *in, struct str *out);
/* The shapes by number, then NULL. */
const char *drawing_shape(size_t i);

#endif
