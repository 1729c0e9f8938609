/* gtin.h: article numbers (GS1 General Specifications, sections 1.3 and 7.9).
 *
 * We store a GTIN as 14 digits. Anything else that is scanned or typed is an
 * in-store code and kept as it is.
 */
#ifndef MAKOLET_PRICE_GTIN_H
#define MAKOLET_PRICE_GTIN_H

#include <stdbool.h>

#define GTIN_SIZE 15	/* 14 digits and a NUL */

/* GTIN-8, -12, -13 or -14 with a right check digit -> 14 digits. */
bool gtin_normalise(const char *code, char out[GTIN_SIZE]);
/* As above, and 9 to 11 digits that are a GTIN-12 which lost leading zeros
 * in a spreadsheet. */
bool gtin_repair(const char *code, char out[GTIN_SIZE]);
/* As many digits as a GTIN has, and the check digit is wrong: the same with the
 * right one. buf of GTIN_SIZE. */
bool gtin_mend(const char *code, char *buf);
/* Restricted circulation (GS1 General Specifications 1.4): GTIN-13 from 02, 04
 * and 2, GTIN-8 from 0 and 2. Each shop gives these out for itself: they name
 * something in one branch alone. */
bool gtin_in_store(const char *gtin14);
/* As shoppers know it: without the leading zeros of 14 (13 or 8 digits). buf of GTIN_SIZE. */
const char *gtin_shown(const char *gtin14, char *buf);

#endif
