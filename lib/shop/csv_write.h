/* csv_write.h: CSV (RFC 4180) that a spreadsheet opens without harm.
 *
 * Fields that hold a separator, a quote or a line end are quoted. Text that a
 * spreadsheet would take for a formula (it begins with = + - @ or a tab or CR,
 * and is no plain number) gets an apostrophe in front; csv_read_back() takes it
 * away again, and a text that begins with apostrophes before such a character
 * gets one more, so that nothing is lost. Lines end in CRLF.
 */
#ifndef MAKOLET_SHOP_CSV_WRITE_H
#define MAKOLET_SHOP_CSV_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/str.h"

/* What a spreadsheet needs to know UTF-8. */
#define CSV_MARK "\xef\xbb\xbf"

/* NULL fields are empty. */
void csv_write_row(FILE *to, const char *const *fields, size_t n);
void csv_add_row(struct str *to, const char *const *fields, size_t n);
/* The text within a field that csv_write_row() wrote. */
const char *csv_read_back(const char *field);

#endif
