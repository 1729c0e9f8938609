/* csv.h: a strict reader of CSV (RFC 4180), row by row, plain or gzip.
 *
 * Memory is bounded whatever comes in. A field may be quoted, with doubled
 * quotes and line ends inside; rows end in LF, CRLF or CR. A byte order mark
 * at the start is dropped. A quote within an unquoted field stands for itself
 * (5" pipe): nothing else it could mean. A row that cannot be read is told
 * with its line and the reader goes on with the line after it, so that one
 * quote which is never closed costs one line, not the file.
 *
 * Other encodings come out as UTF-8; bytes of UTF-8 are passed on as they are:
 * whether they are valid is the caller's question. A NUL makes the row a broken
 * one.
 */
#ifndef MAKOLET_SHOP_CSV_H
#define MAKOLET_SHOP_CSV_H

#include <stdbool.h>
#include <stdint.h>

#include "base/charset.h"
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

/* How a file is to be read. */
struct csv_format {
	enum charset charset;		/* CHARSET_AUTO: UTF-8 */
	char separator;
	int skip;			/* lines before the first row */
};

/* What lies in a file, as one pass over all of it found: whoever reads it
 * afterwards meets no surprise but a bad row. */
struct csv_file {
	int64_t size;			/* of the file */
	int64_t unpacked;		/* bytes within, those of plain files as they are */
	int64_t lines;			/* line ends, and one more for a last line without */
	enum charset charset;		/* as guessed */
	uint8_t hash[32];		/* SHA-256 of the unpacked bytes */
};
/* NOT_FOUND "csv.file"; INVALID "csv.gzip" where it is cut or damaged, "csv.bomb"
 * where it unpacks to more than any list of goods: over 64 MiB and a hundred times
 * its size, or over CSV_UNPACKED_MAX. */
#define CSV_UNPACKED_MAX (INT64_C(4) << 30)
struct error *csv_examine(struct arena *a, const char *path, struct csv_file *out);
/* The one of , ; tab and | that stands most often, outside quotes, in the line behind the
 * skipped ones; a comma where there is none. */
struct error *csv_separator(struct arena *a, const char *path, const struct csv_format *format, char *out);

struct csv;

/* Reads from memory, which must outlive the reader. */
struct csv *csv_of_bytes(struct arena *a, const void *p, size_t n, const struct csv_format *format);
/* A file, unpacked where it is gzip; closed with the arena. NOT_FOUND "csv.file". */
struct error *csv_open(struct arena *a, const char *path, const struct csv_format *format, struct csv **out);
/* The next row; *more is false at the end. Empty lines are passed over. INVALID
 * "csv.gzip" where the file is cut or damaged. */
struct error *csv_next(struct csv *csv, struct csv_row *row, bool *more);

#endif
