/* sniff.c: magic numbers, and the marks of files that are two things at once. */
#include "render/sniff.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

/* A ZIP archive ends with a record of 22 bytes and a comment of at most 65,535
 * (PKWARE APPNOTE 4.3.16); readers look for it from the end. */
#define ZIP_END_SIZE 22
#define ZIP_END_WITHIN (ZIP_END_SIZE + 65535)
/* Readers of PDF look for its mark so far in (ISO 32000-1 annex H). */
#define PDF_WITHIN 1024

static bool at(const unsigned char *p, size_t n, size_t offset, const char *mark, size_t size)
{
	return n >= offset + size && memcmp(p + offset, mark, size) == 0;
}

const char *sniff_type(const unsigned char *p, size_t n)
{
	if (at(p, n, 0, "\xff\xd8\xff", 3))
		return "image/jpeg";
	if (at(p, n, 0, "\x89PNG\r\n\x1a\n", 8))
		return "image/png";
	if (at(p, n, 0, "RIFF", 4) && at(p, n, 8, "WEBP", 4))
		return "image/webp";
	if (at(p, n, 0, "GIF87a", 6) || at(p, n, 0, "GIF89a", 6))
		return "image/gif";
	return NULL;
}

static uint32_t little(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* The four bytes come by chance; a directory that lies before them does not. */
static bool is_zip(const unsigned char *p, size_t n)
{
	size_t first = n > ZIP_END_WITHIN ? n - ZIP_END_WITHIN : 0;

	for (size_t i = first; i + ZIP_END_SIZE <= n; i++)
		if (at(p, n, i, "PK\x05\x06", 4) && (uint64_t)little(p + i + 12) + little(p + i + 16) <= i
				&& i + ZIP_END_SIZE + p[i + 20] + ((size_t)p[i + 21] << 8) <= n)
			return true;
	return false;
}

static bool is_pdf(const unsigned char *p, size_t n)
{
	for (size_t i = 0; i < PDF_WITHIN && i + 5 <= n; i++)
		if (at(p, n, i, "%PDF-", 5))
			return true;
	return false;
}

/* Long enough that no picture holds them by chance. */
static bool has_markup(const unsigned char *p, size_t n)
{
	static const char *const marks[] = { "<script", "<!doctype", "<html", "<?php", "<iframe" };
	const unsigned char *end = p + n;

	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
			if ((size_t)(end - p) >= strlen(marks[i]) && strncasecmp((const char *)p, marks[i], strlen(marks[i])) == 0)
				return true;
		p++;
	}
	return false;
}

/* A header whose sizes spell the beginning of a comment runs as JavaScript. */
static bool is_script(const unsigned char *p, size_t n)
{
	return at(p, n, 0, "GIF89a/*", 8) || at(p, n, 0, "GIF87a/*", 8) || at(p, n, 0, "GIF89a=", 7)
		|| at(p, n, 0, "GIF87a=", 7) || (at(p, n, 0, "\xff\xd8\xff", 3) && at(p, n, 4, "/*", 2));
}

bool sniff_polyglot(const unsigned char *p, size_t n)
{
	return is_zip(p, n) || is_pdf(p, n) || has_markup(p, n) || is_script(p, n);
}
