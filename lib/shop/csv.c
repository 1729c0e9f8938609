/* csv.c: a window of bytes over the input, and rows cut out of it. */
#include "shop/csv.h"

#include <errno.h>
#include <sodium.h>
#include <sys/stat.h>
#include <zlib.h>

/* A row with its end always fits, and a refill moves little. */
#define WINDOW (4 * CSV_ROW_MAX)
#define RAW (1 << 16)			/* of the file, before it is UTF-8 */
#define BOMB_SIZE (INT64_C(64) << 20)
#define BOMB_RATIO 100

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
	int skip;
	struct charset_reader *charset;
	char *raw;			/* read and not yet converted */
	size_t raw_n;
	bool raw_end;
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

static struct csv *csv_new(struct arena *a, const struct csv_format *format)
{
	struct csv *csv = ARENA_NEW(a, struct csv);

	csv->arena = a;
	csv->separator = format->separator;
	csv->skip = format->skip;
	csv->charset = charset_open(a, format->charset);
	csv->raw = ARENA_ARRAY(a, RAW, char);
	csv->line = 1;
	csv->window = ARENA_ARRAY(a, WINDOW, char);
	csv->text = ARENA_ARRAY(a, CSV_ROW_MAX + CSV_FIELDS_MAX + 1, char);
	csv->fields = ARENA_ARRAY(a, CSV_FIELDS_MAX, const char *);
	return csv;
}

struct csv *csv_of_bytes(struct arena *a, const void *p, size_t n, const struct csv_format *format)
{
	struct csv *csv = csv_new(a, format);

	csv->bytes = p;
	csv->left = n;
	return csv;
}

static void close_file(void *file)
{
	gzclose(file);
}

static struct error *open_file(struct arena *a, const char *path, gzFile *out)
{
	gzFile file = gzopen(path, "rbe");

	if (!file)
		return error_note(error_text(ERR(a, NOT_FOUND, "csv.file"), N_("The file {path} cannot be read: {reason}."),
			"path", path, "reason", strerror(errno), NULL), "%s: %s", path, strerror(errno));
	arena_on_release(a, close_file, file);
	gzbuffer(file, 1 << 17);
	*out = file;
	return NULL;
}

struct error *csv_open(struct arena *a, const char *path, const struct csv_format *format, struct csv **out)
{
	gzFile file;

	TRY(open_file(a, path, &file));
	*out = csv_new(a, format);
	(*out)->file = file;
	(*out)->path = path;
	return NULL;
}

/* ---- the window ---- */

static struct error *unpack(struct arena *a, gzFile file, const char *path, char *to, size_t room, size_t *got)
{
	int n = gzread(file, to, (unsigned int)room), number;

	*got = n > 0 ? (size_t)n : 0;
	gzerror(file, &number);
	/* A file that ends in the middle gives what it has and only then says so. */
	if (n < 0 || (n == 0 && number != Z_OK && number != Z_STREAM_END))
		return error_note(error_text(ERR(a, INVALID, "csv.gzip"),
			N_("The file {path} is cut short or damaged."), "path", path, NULL),
			"%s: zlib %d", path, number);
	return NULL;
}

static struct error *read_raw(struct csv *csv)
{
	size_t room = RAW - csv->raw_n, got;

	if (csv->file) {
		TRY(unpack(csv->arena, csv->file, csv->path, csv->raw + csv->raw_n, room, &got));
	} else {
		got = room < csv->left ? room : csv->left;
		if (got)
			memcpy(csv->raw + csv->raw_n, csv->bytes, got);
		csv->bytes += got;
		csv->left -= got;
	}
	csv->raw_n += got;
	csv->raw_end = got == 0;
	return NULL;
}

/* *got 0: all has been read, or there is no room for one more character. */
static struct error *read_more(struct csv *csv, char *to, size_t room, size_t *got)
{
	const char *in = csv->raw;

	do {
		if (csv->raw_n < RAW / 2 && !csv->raw_end)
			TRY(read_raw(csv));
		in = csv->raw;
		*got = charset_convert(csv->charset, &in, &csv->raw_n, to, room, csv->raw_end);
		memmove(csv->raw, in, csv->raw_n);
	} while (*got == 0 && !csv->raw_end);
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
	while (WINDOW - csv->end >= 8 && !csv->drained) {
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

/* Lines, not rows: what stands there is not meant as CSV. */
static struct error *pass_skipped(struct csv *csv)
{
	for (; csv->skip > 0; csv->skip--) {
		csv->cut = true;
		TRY(pass_cut_line(csv));
		TRY(fill(csv));
	}
	return NULL;
}

struct error *csv_next(struct csv *csv, struct csv_row *row, bool *more)
{
	bool start = csv->end == 0 && csv->line == 1;

	TRY(pass_cut_line(csv));
	TRY(fill(csv));
	if (start) {
		pass_mark(csv);
		TRY(pass_skipped(csv));
	}
	while (csv->at < csv->end && line_end(csv->window + csv->at, csv->window + csv->end)) {
		pass_line(csv);
		TRY(fill(csv));
	}
	*more = csv->at < csv->end;
	if (*more)
		take_row(csv, row);
	return NULL;
}

/* ---- a look at the whole file first ---- */

struct look {
	struct charset_guess guess;
	crypto_hash_sha256_state hash;
	int64_t lf, cr;
	char last;
};

static void look_at(struct look *l, const char *p, size_t n)
{
	charset_feed(&l->guess, p, n);
	crypto_hash_sha256_update(&l->hash, (const unsigned char *)p, n);
	for (size_t i = 0; i < n; i++) {
		l->lf += p[i] == '\n';
		l->cr += p[i] == '\r';
	}
	l->last = p[n - 1];
}

static bool is_bomb(const struct csv_file *f)
{
	return f->unpacked > CSV_UNPACKED_MAX || (f->unpacked > BOMB_SIZE && f->unpacked / BOMB_RATIO > f->size);
}

static struct error *look_through(struct arena *a, gzFile file, const char *path, struct look *l, struct csv_file *out)
{
	char *buf = arena_alloc(a, RAW);
	size_t got;

	for (;;) {
		TRY(unpack(a, file, path, buf, RAW, &got));
		if (!got)
			return NULL;
		out->unpacked += (int64_t)got;
		if (is_bomb(out))
			return error_text(ERR(a, INVALID, "csv.bomb"),
				N_("The file {path} unpacks to far more than a list of goods holds."), "path", path, NULL);
		look_at(l, buf, got);
	}
}

struct error *csv_examine(struct arena *a, const char *path, struct csv_file *out)
{
	struct look *l = ARENA_NEW(a, struct look);
	struct stat st;
	gzFile file;

	*out = (struct csv_file){ 0 };
	TRY(open_file(a, path, &file));
	out->size = stat(path, &st) == 0 ? (int64_t)st.st_size : 0;
	crypto_hash_sha256_init(&l->hash);
	TRY(look_through(a, file, path, l, out));
	crypto_hash_sha256_final(&l->hash, out->hash);
	out->charset = charset_guessed(&l->guess);
	/* Where both occur they are mostly CRLF; it is for a progress bar. */
	out->lines = (l->lf > l->cr ? l->lf : l->cr) + (l->last && l->last != '\n' && l->last != '\r');
	return NULL;
}

/* Counts what stands outside quotes, up to the line's end. */
static char most_often(const char *p, const char *end)
{
	static const char separators[] = ",;\t|";
	size_t count[4] = { 0 }, best = 0;
	bool quoted = false;

	for (; p < end && (quoted || !line_end(p, end)); p++) {
		const char *s = *p ? strchr(separators, *p) : NULL;

		quoted ^= *p == '"';
		if (s && !quoted)
			count[s - separators]++;
	}
	for (size_t i = 1; i < 4; i++)
		best = count[i] > count[best] ? i : best;
	return separators[best];
}

struct error *csv_separator(struct arena *a, const char *path, const struct csv_format *format, char *out)
{
	struct csv *csv;

	TRY(csv_open(a, path, format, &csv));
	TRY(fill(csv));
	pass_mark(csv);
	TRY(pass_skipped(csv));
	while (csv->at < csv->end && line_end(csv->window + csv->at, csv->window + csv->end))
		pass_line(csv);
	*out = most_often(csv->window + csv->at, csv->window + csv->end);
	return NULL;
}
