/* charset.c: guesses an encoding from bytes and converts by the C library's iconv. */
#include "base/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

struct charset_reader {
	enum charset charset;
	iconv_t iconv;			/* of all but UTF-8 */
	bool begun, flushed;
};

static const struct {
	const char *name, *iconv;
	size_t unit;			/* bytes to pass over where one is wrong */
} charsets[CHARSETS] = {
	[CHARSET_AUTO] = { "auto", NULL, 0 },
	[CHARSET_UTF8] = { "utf-8", NULL, 1 },
	[CHARSET_UTF16LE] = { "utf-16le", "UTF-16LE", 2 },
	[CHARSET_UTF16BE] = { "utf-16be", "UTF-16BE", 2 },
	[CHARSET_WINDOWS1255] = { "windows-1255", "CP1255", 1 },
	[CHARSET_LATIN1] = { "latin-1", "ISO-8859-1", 1 },
};

const char *charset_name(enum charset c)
{
	return charsets[c].name;
}

bool charset_parse(const char *name, enum charset *out)
{
	for (int i = 0; i < CHARSETS; i++) {
		if (strcmp(charsets[i].name, name) == 0) {
			*out = (enum charset)i;
			return true;
		}
	}
	return false;
}

/* ---- guessing ---- */

static int continues(unsigned char c)
{
	if (c >= 0xc2 && c <= 0xdf)
		return 1;
	if (c >= 0xe0 && c <= 0xef)
		return 2;
	return c >= 0xf0 && c <= 0xf4 ? 3 : 0;
}

static void feed_utf8(struct charset_guess *g, unsigned char c)
{
	if (g->pending && (c & 0xc0) == 0x80) {
		g->multi += --g->pending == 0;
		return;
	}
	g->wrong += g->pending != 0;
	g->pending = continues(c);
	g->wrong += c >= 0x80 && !g->pending;
}

/* Hebrew letters stand side by side; the accented ones of Latin-1 seldom do. */
static void feed_hebrew(struct charset_guess *g, unsigned char c)
{
	bool letter = c >= 0xe0 && c <= 0xfa;

	g->high += c >= 0x80;
	g->hebrew_runs += letter && g->after_hebrew;
	g->after_hebrew = letter;
}

void charset_feed(struct charset_guess *g, const void *p, size_t n)
{
	const unsigned char *s = p;

	for (size_t i = 0; i < n; i++, g->bytes++) {
		if (g->bytes < 3)
			g->first[g->bytes] = s[i];
		if (s[i] == 0)
			*(g->bytes % 2 ? &g->zero_odd : &g->zero_even) += 1;
		if (s[i] < 0x80 && !g->pending) {
			g->after_hebrew = false;
			continue;
		}
		feed_utf8(g, s[i]);
		feed_hebrew(g, s[i]);
	}
}

enum charset charset_guessed(const struct charset_guess *g)
{
	const unsigned char *f = g->first;

	if (g->bytes >= 3 && f[0] == 0xef && f[1] == 0xbb && f[2] == 0xbf)
		return CHARSET_UTF8;
	if (g->bytes >= 2 && f[0] == 0xff && f[1] == 0xfe)
		return CHARSET_UTF16LE;
	if (g->bytes >= 2 && f[0] == 0xfe && f[1] == 0xff)
		return CHARSET_UTF16BE;
	/* Without a mark, the NULs of digits and separators stand on one side. */
	if (g->zero_odd > g->bytes / 16 && g->zero_odd > 4 * g->zero_even)
		return CHARSET_UTF16LE;
	if (g->zero_even > g->bytes / 16 && g->zero_even > 4 * g->zero_odd)
		return CHARSET_UTF16BE;
	/* A few damaged bytes do not make Hebrew into something else. */
	if (g->wrong == 0 || g->multi > 8 * g->wrong)
		return CHARSET_UTF8;
	return g->hebrew_runs > g->high / 3 ? CHARSET_WINDOWS1255 : CHARSET_LATIN1;
}

/* ---- converting ---- */

static void close_reader(void *reader)
{
	struct charset_reader *r = reader;

	if (r->iconv != (iconv_t)-1)
		iconv_close(r->iconv);
}

struct charset_reader *charset_open(struct arena *a, enum charset c)
{
	struct charset_reader *r = ARENA_NEW(a, struct charset_reader);

	r->charset = c;
	r->iconv = charsets[c].iconv ? iconv_open("UTF-8", charsets[c].iconv) : (iconv_t)-1;
	arena_on_release(a, close_reader, r);
	return r;
}

static size_t copy(const char **in, size_t *n, char *to, size_t room)
{
	size_t part = *n < room ? *n : room;

	if (part)
		memcpy(to, *in, part);
	*in += part;
	*n -= part;
	return part;
}

/* False where there is no room for it. */
static bool replace(const struct charset_reader *r, const char **in, size_t *n, char **to, size_t *room)
{
	size_t pass = charsets[r->charset].unit;

	if (*room < 3)
		return false;
	memcpy(*to, "\xef\xbf\xbd", 3);
	*to += 3;
	*room -= 3;
	pass = pass < *n ? pass : *n;
	*in += pass;
	*n -= pass;
	return true;
}

static void pass_mark(struct charset_reader *r, const char **in, size_t *n)
{
	const unsigned char *s = (const unsigned char *)*in;

	if (r->begun || *n < 2)
		return;
	r->begun = true;
	if ((r->charset == CHARSET_UTF16LE && s[0] == 0xff && s[1] == 0xfe) ||
	    (r->charset == CHARSET_UTF16BE && s[0] == 0xfe && s[1] == 0xff)) {
		*in += 2;
		*n -= 2;
	}
}

size_t charset_convert(struct charset_reader *r, const char **in, size_t *n, char *to, size_t room, bool last)
{
	char *const from = to;

	if (r->iconv == (iconv_t)-1)
		return copy(in, n, to, room);
	pass_mark(r, in, n);
	while (*n) {
		if (iconv(r->iconv, (char **)in, n, &to, &room) != (size_t)-1)
			break;
		if (errno == E2BIG || (errno == EINVAL && !last))
			break;
		if (!replace(r, in, n, &to, &room))
			break;
	}
	/* CP1255 keeps a letter back for the point that may follow. */
	if (last && *n == 0 && !r->flushed && room >= 8) {
		iconv(r->iconv, NULL, NULL, &to, &room);
		r->flushed = true;
	}
	return (size_t)(to - from);
}
