/* barcode.h: an article number as bars, drawn as SVG (GS1 General
 * Specifications, section 5.2: EAN-13).
 */
#ifndef MAKOLET_PRINT_BARCODE_H
#define MAKOLET_PRINT_BARCODE_H

#include "base/error.h"
#include "base/str.h"

#define EAN13_MODULES 95

/* The 95 modules of a GTIN-13 as '0' and '1', and a NUL. INVALID
 * "barcode.gtin" unless it is 13 digits with a right check digit. */
struct error *ean13_modules(struct arena *a, const char *gtin, char out[EAN13_MODULES + 1]);
/* Appends the bars alone, as the d of a path: one unit a module, 113 wide with the
 * quiet zones, 65 high. */
struct error *ean13_path(struct arena *a, const char *gtin, struct str *out);
/* Appends a whole SVG document: black bars on white with their quiet zones (11
 * modules left, 7 right), one unit a module, the number in plain text below. */
struct error *ean13_svg(struct arena *a, const char *gtin, struct str *out);

#endif
