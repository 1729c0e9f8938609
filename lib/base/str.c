/* str.c: a string that grows by doubling. */
#include "base/str.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void str_init(struct str *s, struct arena *a)
{
	/* cap 0 marks the shared "", which is never written to. */
	*s = (struct str){ .arena = a, .p = (char *)"" };
}

static void reserve(struct str *s, size_t more)
{
	size_t cap = s->cap ? s->cap : 64;
	char *p;

	if (s->cap > s->len && s->cap - s->len > more)
		return;
	while (cap - s->len <= more)
		cap *= 2;
	p = arena_alloc(s->arena, cap);
	memcpy(p, s->p, s->len);
	s->p = p;
	s->cap = cap;
}

void str_addn(struct str *s, const char *bytes, size_t n)
{
	reserve(s, n);
	if (n)
		memcpy(s->p + s->len, bytes, n);
	s->len += n;
	s->p[s->len] = '\0';
}

void str_add(struct str *s, const char *text)
{
	str_addn(s, text, strlen(text));
}

void str_addc(struct str *s, char c)
{
	str_addn(s, &c, 1);
}

void str_addf(struct str *s, const char *format, ...)
{
	char most[128];			/* of what is printed is short: once is enough */
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(most, sizeof(most), format, args);
	va_end(args);
	if (n <= 0)
		return;
	if ((size_t)n < sizeof(most)) {
		str_addn(s, most, (size_t)n);
		return;
	}
	reserve(s, (size_t)n);
	va_start(args, format);
	vsnprintf(s->p + s->len, (size_t)n + 1, format, args);
	va_end(args);
	s->len += (size_t)n;
}

struct error *str_add_file(struct str *s, const char *path)
{
	FILE *f = fopen(path, "re");
	struct error *e = NULL;
	char block[8192];
	size_t n;

	if (!f)
		return error_note(ERR(s->arena, INTERNAL, "file.read"), "%s: %s", path, strerror(errno));
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		str_addn(s, block, n);
	if (ferror(f))
		e = error_note(ERR(s->arena, INTERNAL, "file.read"), "%s: %s", path, strerror(errno));
	fclose(f);
	return e;
}

void str_clear(struct str *s)
{
	s->len = 0;
	if (s->cap)
		s->p[0] = '\0';
}
