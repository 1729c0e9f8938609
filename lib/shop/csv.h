/* csv.h: a strict reader of CSV (RFC 4180), row by row, plain or gzip.
 *
 * Memory is bounded whatever comes in. A field may be quoted, with doubled
 * quotes and line ends inside; rows end in LF, CRLF or CR. A byte order mark
 * at the start is dropped. A quote within an unquoted field stands for itself
 * (5" pipe): nothing else it could mean. A row that cannot be read is told
 * with its line and the reader goes on with the line after it, so that one
 * quote which is never closed costs one line, not the file.
 *
 * Bytes are passed on as they are: whether they are UTF-8 is the caller's
 * question. A NUL makes the row a broken one.
 */
#ifndef MAKOLET_SHOP_CSV_H
#define MAKOLET_SHOP_CSV_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

#define CSV_FIELDS_MAX 200
#define CSV_FIELD_MAX 8192		/* bytes */
#define CSV_ROW_MAX 65536

enum csv_fault {
	CSV_OK,
	CSV_QUOTE,		/* text behind a closing quote, or one never closed within a row's size */
	CSV_NUL,
	CSV_FIELD_LONG,
	CSV_ROW_LONG,
	CSV_FIELDS,		/* too many */
};
/* "quote", "field_too_long" and so on. */
const char *csv_fault_name(enum csv_fault fault);

struct csv_row {
	int64_t line;			/* on which it begins, from 1 */
	enum csv_fault fault;
	const char **fields;		/* of the reader: valid until the next row; none where it is at fault */
	size_t count;
};

struct csv;

/* Reads from memory, which must outlive the reader. */
struct csv *csv_of_bytes(struct arena *a, const void *p, size_t n, char separator);
/* A file, unpacked where it is gzip; closed with the arena. NOT_FOUND "csv.file". */
struct error *csv_open(struct arena *a, const char *path, char separator, struct csv **out);
/* The next row; *more is false at the end. Empty lines are passed over. INVALID
 * "csv.gzip" where the file is cut or damaged. */
struct error *csv_next(struct csv *csv, struct csv_row *row, bool *more);

#endif
