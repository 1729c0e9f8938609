/* csv.c: a window of bytes over the input, and rows cut out of it. */
#include "shop/csv.h"

#include <errno.h>
#include <zlib.h>

/* A row with its end always fits, and a refill moves little. */
#define WINDOW (4 * CSV_ROW_MAX)

struct csv {
	struct arena *arena;
	gzFile file;			/* NULL: from memory */
	const char *path;
	const char *bytes;		/* what memory still has to give */
	size_t left;
	char *window;
	size_t at, end;			/* of the window: next byte, end of what is read */
	bool drained;			/* nothing comes behind the window */
	bool cut;			/* in the middle of a line that is being passed over */
	int64_t line;
	char separator;
	char *text;			/* fields of the row, each with its NUL */
	const char **fields;
};

const char *csv_fault_name(enum csv_fault fault)
{
	static const char *const names[] = {
		[CSV_OK] = "ok", [CSV_QUOTE] = "quote", [CSV_NUL] = "nul", [CSV_FIELD_LONG] = "field_too_long",
		[CSV_ROW_LONG] = "row_too_long", [CSV_FIELDS] = "too_many_fields",
	};

	return names[fault];
}

static struct csv *csv_new(struct arena *a, char separator)
{
	struct csv *csv = ARENA_NEW(a, struct csv);

	csv->arena = a;
	csv->separator = separator;
	csv->line = 1;
	csv->window = ARENA_ARRAY(a, WINDOW, char);
	csv->text = ARENA_ARRAY(a, CSV_ROW_MAX + CSV_FIELDS_MAX + 1, char);
	csv->fields = ARENA_ARRAY(a, CSV_FIELDS_MAX, const char *);
	return csv;
}

struct csv *csv_of_bytes(struct arena *a, const void *p, size_t n, char separator)
{
	struct csv *csv = csv_new(a, separator);

	csv->bytes = p;
	csv->left = n;
	return csv;
}

static void close_file(void *file)
{
	gzclose(file);
}

struct error *csv_open(struct arena *a, const char *path, char separator, struct csv **out)
{
	gzFile file = gzopen(path, "rbe");

	if (!file)
		return error_note(error_text(ERR(a, NOT_FOUND, "csv.file"), N_("The file {path} cannot be read: {reason}."),
			"path", path, "reason", strerror(errno), NULL), "%s: %s", path, strerror(errno));
	arena_on_release(a, close_file, file);
	gzbuffer(file, 1 << 17);
	*out = csv_new(a, separator);
	(*out)->file = file;
	(*out)->path = path;
	return NULL;
}

/* ---- the window ---- */

static struct error *read_more(struct csv *csv, char *to, size_t room, size_t *got)
{
	int n, number;

	if (!csv->file) {
		*got = room < csv->left ? room : csv->left;
		if (*got)
			memcpy(to, csv->bytes, *got);
		csv->bytes += *got;
		csv->left -= *got;
		return NULL;
	}
	n = gzread(csv->file, to, (unsigned int)room);
	*got = n > 0 ? (size_t)n : 0;
	gzerror(csv->file, &number);
	/* A file that ends in the middle gives what it has and only then says so. */
	if (n < 0 || (n == 0 && number != Z_OK && number != Z_STREAM_END))
		return error_note(error_text(ERR(csv->arena, INVALID, "csv.gzip"),
			N_("The file {path} is cut short or damaged."), "path", csv->path, NULL),
			"%s: zlib %d", csv->path, number);
	return NULL;
}

/* Fills the window, so that it holds a whole row unless that is too long. */
static struct error *fill(struct csv *csv)
{
	size_t got = 0;

	if (csv->drained || csv->end - csv->at > CSV_ROW_MAX + 1)
		return NULL;
	memmove(csv->window, csv->window + csv->at, csv->end - csv->at);
	csv->end -= csv->at;
	csv->at = 0;
	while (csv->end < WINDOW && !csv->drained) {
		TRY(read_more(csv, csv->window + csv->end, WINDOW - csv->end, &got));
		csv->drained = got == 0;
		csv->end += got;
	}
	return NULL;
}

/* The bytes of a line end at p, 0 if there is none. */
static size_t line_end(const char *p, const char *end)
{
	if (*p == '\r')
		return end - p > 1 && p[1] == '\n' ? 2 : 1;
	return *p == '\n';
}

/* Drops the rest of the line at `at`; false when the window ends first. */
static bool pass_line(struct csv *csv)
{
	const char *end = csv->window + csv->end;

	for (const char *p = csv->window + csv->at; p < end; p++) {
		size_t n = line_end(p, end);

		if (!n)
			continue;
		/* A CR at the window's end may be half of a CRLF. */
		if (*p == '\r' && p + 1 == end && !csv->drained) {
			csv->at = csv->end - 1;
			return false;
		}
		csv->at = (size_t)(p + n - csv->window);
		csv->line++;
		return true;
	}
	csv->at = csv->end;
	return false;
}

static struct error *pass_cut_line(struct csv *csv)
{
	while (csv->cut) {
		TRY(fill(csv));
		csv->cut = csv->end > csv->at && !pass_line(csv);
	}
	return NULL;
}

/* ---- one row ---- */

/* Where the row is being read, and what it holds so far. */
struct cursor {
	const char *p, *end;
	char *to;
	size_t count;
	int64_t lines;
	bool ended;			/* by a line end, not by that of the bytes */
};

static enum csv_fault quoted(struct cursor *c)
{
	const char *from = c->to;

	for (c->p++; c->p < c->end; c->p++) {
		size_t n = line_end(c->p, c->end);

		if (*c->p == '\0')
			return CSV_NUL;
		if (*c->p == '"') {
			if (c->p + 1 == c->end || c->p[1] != '"') {
				c->p++;
				return CSV_OK;
			}
			c->p++;
		}
		if (c->to - from >= CSV_FIELD_MAX)
			return CSV_FIELD_LONG;
		if (n) {		/* any line end becomes one LF */
			c->lines++;
			c->p += n - 1;
			*c->to++ = '\n';
		} else {
			*c->to++ = *c->p;
		}
	}
	return CSV_QUOTE;
}

static enum csv_fault plain(struct cursor *c, char separator)
{
	const char *from = c->to;

	for (; c->p < c->end && *c->p != separator && !line_end(c->p, c->end); c->p++) {
		if (*c->p == '\0')
			return CSV_NUL;
		if (c->to - from >= CSV_FIELD_MAX)
			return CSV_FIELD_LONG;
		*c->to++ = *c->p;
	}
	return CSV_OK;
}

/* Leaves c->p behind the row's line end. */
static enum csv_fault parse(struct csv *csv, struct cursor *c)
{
	for (;;) {
		enum csv_fault fault;

		if (c->count == CSV_FIELDS_MAX)
			return CSV_FIELDS;
		csv->fields[c->count++] = c->to;
		fault = c->p < c->end && *c->p == '"' ? quoted(c) : plain(c, csv->separator);
		if (fault)
			return fault;
		*c->to++ = '\0';
		if (c->p == c->end)
			return CSV_OK;
		if (*c->p != csv->separator)
			break;
		c->p++;
	}
	if (!line_end(c->p, c->end))
		return CSV_QUOTE;
	c->p += line_end(c->p, c->end);
	c->lines++;
	c->ended = true;
	return CSV_OK;
}

static void take_row(struct csv *csv, struct csv_row *row)
{
	size_t have = csv->end - csv->at;
	bool whole = have <= CSV_ROW_MAX;	/* then the input's end is in sight */
	struct cursor c = { .p = csv->window + csv->at, .to = csv->text };

	c.end = c.p + (whole ? have : CSV_ROW_MAX);
	*row = (struct csv_row){ .line = csv->line, .fields = csv->fields };
	row->fault = parse(csv, &c);
	if (!row->fault && !c.ended && !whole)
		row->fault = CSV_ROW_LONG;
	if (row->fault) {
		csv->cut = !pass_line(csv);
		return;
	}
	row->count = c.count;
	csv->at = (size_t)(c.p - csv->window);
	csv->line += c.lines;
}

static void pass_mark(struct csv *csv)
{
	if (csv->end >= 3 && !memcmp(csv->window, "\xef\xbb\xbf", 3))
		csv->at = 3;
}

struct error *csv_next(struct csv *csv, struct csv_row *row, bool *more)
{
	bool start = csv->end == 0 && csv->line == 1;

	TRY(pass_cut_line(csv));
	TRY(fill(csv));
	if (start)
		pass_mark(csv);
	while (csv->at < csv->end && line_end(csv->window + csv->at, csv->window + csv->end)) {
		pass_line(csv);
		TRY(fill(csv));
	}
	*more = csv->at < csv->end;
	if (*more)
		take_row(csv, row);
	return NULL;
}
