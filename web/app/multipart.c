/* multipart.c: the strict parser of multipart/form-data. Fuzzed by
 * tests/fuzz/multipart.c. */
#include "app/multipart.h"

#include <strings.h>

#include "base/utf8.h"

#define BOUNDARY_MAX 70
#define HEADERS_MAX 8
#define HEADER_MAX 1024

struct reader {
	struct arena *a;
	struct http *h;
	const char *at, *end;
	const char *delimiter;		/* "--boundary" */
	size_t delimiter_size;
	size_t texts;			/* bytes of text so far */
};

struct part {
	const char *name;
	const char *filename;		/* NULL: a text */
	const char *type;
};

static struct error *bad(struct arena *a, const char *what)
{
	return error_note(ERR(a, INVALID, "request.body"), "multipart: %s", what);
}

static bool starts(const struct reader *r, const char *s, size_t n)
{
	return (size_t)(r->end - r->at) >= n && memcmp(r->at, s, n) == 0;
}

static bool skip(struct reader *r, const char *s)
{
	size_t n = strlen(s);

	if (!starts(r, s, n))
		return false;
	r->at += n;
	return true;
}

/* ---- attributes of a header: name=token or name="text" ---- */

static bool token_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
		|| (c && strchr("!#$%&'*+-.^_`|~", c));
}

static size_t token_size(const char *s)
{
	size_t n = 0;

	while (token_char(s[n]))
		n++;
	return n;
}

/* The next attribute of "; name=value ..."; false at what is none. A backslash
 * stands for itself, as browsers send it; a quote they send as %22. */
static bool attribute_next(struct arena *a, const char **s, const char **name, const char **value)
{
	size_t n;

	*s += strspn(*s, " ");
	if (*(*s)++ != ';')
		return false;
	*s += strspn(*s, " ");
	n = token_size(*s);
	if (n == 0 || (*s)[n] != '=')
		return false;
	*name = arena_strndup(a, *s, n);
	*s += n + 1;
	if (**s == '"') {
		n = strcspn(*s + 1, "\"");
		*value = arena_strndup(a, *s + 1, n);
		*s += n + 1;
		return *(*s)++ == '"';
	}
	n = token_size(*s);
	*value = arena_strndup(a, *s, n);
	*s += n;
	return n > 0;
}

static bool boundary_valid(const char *s)
{
	size_t n = strlen(s);

	for (size_t i = 0; i < n; i++)
		if (!token_char(s[i]) && !strchr("(),/:=? ", s[i]))
			return false;
	return n > 0 && n <= BOUNDARY_MAX && s[n - 1] != ' ';
}

static struct error *read_boundary(struct reader *r, const char *type)
{
	const char *s = strchr(type, ';'), *name, *value, *boundary = NULL;

	while (s && *s) {
		if (!attribute_next(r->a, &s, &name, &value))
			return bad(r->a, "content type");
		if (strcasecmp(name, "boundary") == 0 && boundary)
			return bad(r->a, "two boundaries");
		if (strcasecmp(name, "boundary") == 0)
			boundary = value;
	}
	if (!boundary || !boundary_valid(boundary))
		return bad(r->a, "boundary");
	r->delimiter = arena_printf(r->a, "--%s", boundary);
	r->delimiter_size = strlen(r->delimiter);
	return NULL;
}

/* ---- the headers of a part ---- */

static struct error *read_disposition(struct reader *r, const char *value, struct part *p)
{
	size_t n = token_size(value);
	const char *s = value + n, *name, *text;

	if (p->name || n != 9 || strncasecmp(value, "form-data", n) != 0)
		return bad(r->a, "disposition");
	while (*s) {
		const char **to;
		if (!attribute_next(r->a, &s, &name, &text))
			return bad(r->a, "disposition");
		to = strcasecmp(name, "name") == 0 ? &p->name : strcasecmp(name, "filename") == 0 ? &p->filename : NULL;
		if (!to || *to)
			return bad(r->a, "disposition");
		*to = text;
	}
	return p->name ? NULL : bad(r->a, "a part without a name");
}

static bool plain_encoding(const char *s)
{
	return strcasecmp(s, "7bit") == 0 || strcasecmp(s, "8bit") == 0 || strcasecmp(s, "binary") == 0;
}

static struct error *read_header(struct reader *r, const char *line, struct part *p)
{
	size_t n = token_size(line);
	const char *value = line + n + 1;

	if (n == 0 || line[n] != ':')
		return bad(r->a, "header");
	value += strspn(value, " ");
	if (n == 19 && strncasecmp(line, "content-disposition", n) == 0)
		return read_disposition(r, value, p);
	if (n == 25 && strncasecmp(line, "content-transfer-encoding", n) == 0 && !plain_encoding(value))
		return bad(r->a, "transfer encoding");
	if (n == 12 && strncasecmp(line, "content-type", n) == 0)
		p->type = value;
	return NULL;
}

/* A line up to CRLF, without it. A bare CR or LF, a control character and NUL
 * belong to no header. */
static struct error *read_line(struct reader *r, const char **line)
{
	const char *s = r->at;

	while (s < r->end && (unsigned char)*s >= ' ' && *s != 0x7f)
		s++;
	if (s - r->at > HEADER_MAX || r->end - s < 2 || s[0] != '\r' || s[1] != '\n')
		return bad(r->a, "header");
	if (!utf8_valid(r->at, (size_t)(s - r->at)))
		return ERR(r->a, INVALID, "request.text");
	*line = arena_strndup(r->a, r->at, (size_t)(s - r->at));
	r->at = s + 2;
	return NULL;
}

static struct error *read_headers(struct reader *r, struct part *p)
{
	const char *line = NULL;

	for (int i = 0; i <= HEADERS_MAX; i++) {
		TRY(read_line(r, &line));
		if (!*line)
			return p->name ? NULL : bad(r->a, "a part without a name");
		TRY(read_header(r, line, p));
	}
	return bad(r->a, "too many headers");
}

/* ---- the content of a part ---- */

/* Where "\r\n--boundary" stands next; NULL for nowhere. */
static const char *find_delimiter(const struct reader *r)
{
	const char *s = r->at;

	while ((s = memchr(s, '\r', (size_t)(r->end - s)))) {
		if ((size_t)(r->end - s) < r->delimiter_size + 2)
			return NULL;
		if (s[1] == '\n' && memcmp(s + 2, r->delimiter, r->delimiter_size) == 0)
			return s;
		s++;
	}
	return NULL;
}

static struct error *add_text(struct reader *r, const struct part *p, size_t n)
{
	struct http_pair *pair = &r->h->pairs[r->h->pair_count];

	r->texts += n;
	if (r->texts > HTTP_BODY_MAX)
		return ERR(r->a, INVALID, "request.large");
	if (r->h->pair_count == HTTP_PARAMS_MAX)
		return ERR(r->a, INVALID, "request.many");
	if (!utf8_valid(r->at, n))
		return ERR(r->a, INVALID, "request.text");
	pair->name = p->name;
	pair->value = arena_strndup(r->a, r->at, n);
	r->h->pair_count++;
	return NULL;
}

/* Some browsers sent the whole path. */
static const char *base_name(struct arena *a, const char *filename)
{
	for (const char *s = filename; *s; s++)
		if (*s == '/' || *s == '\\')
			filename = s + 1;
	return utf8_tidy(a, filename, false);
}

static struct error *add_file(struct reader *r, const struct part *p, size_t n)
{
	if (n == 0 && !*p->filename)
		return NULL;
	if (r->h->file_count == HTTP_FILES_MAX)
		return ERR(r->a, INVALID, "request.many");
	r->h->files[r->h->file_count++] = (struct http_file){ .field = p->name, .name = base_name(r->a, p->filename),
		.type = p->type ? p->type : "", .bytes = r->at, .size = n };
	return NULL;
}

static struct error *read_part(struct reader *r)
{
	struct part p = { NULL };
	const char *end;

	TRY(read_headers(r, &p));
	/* A delimiter right behind the blank line would end the part for one reader
	 * and be its content for another. */
	r->at -= 2;
	end = find_delimiter(r);
	r->at += 2;
	if (!end)
		return bad(r->a, "cut off");
	if (end < r->at)
		return bad(r->a, "a part without content");
	if (p.filename)
		TRY(add_file(r, &p, (size_t)(end - r->at)));
	else
		TRY(add_text(r, &p, (size_t)(end - r->at)));
	r->at = end + 2 + r->delimiter_size;
	return NULL;
}

struct error *multipart_parse(struct arena *a, const char *type, const char *body, size_t n, struct http *h)
{
	struct reader r = { .a = a, .h = h, .at = body, .end = body + n };

	TRY(read_boundary(&r, type));
	h->files = ARENA_ARRAY(a, HTTP_FILES_MAX, struct http_file);
	if (!skip(&r, r.delimiter))
		return bad(a, "start");
	while (skip(&r, "\r\n"))
		TRY(read_part(&r));
	if (!skip(&r, "--"))
		return bad(a, "delimiter");
	skip(&r, "\r\n");
	return r.at == r.end ? NULL : bad(a, "end");
}
