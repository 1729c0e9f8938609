/* str.h: a string that grows, in an arena.
 *
 * Invariant: p is never NULL once something was added, p[len] == '\0'.
 * str_init() leaves p at "" so that an empty string may be printed.
 */
#ifndef MAKOLET_BASE_STR_H
#define MAKOLET_BASE_STR_H

#include "base/error.h"

struct str {
	struct arena *arena;
	char *p;
	size_t len;
	size_t cap;
};

void str_init(struct str *s, struct arena *a);
void str_add(struct str *s, const char *text);
void str_addn(struct str *s, const char *bytes, size_t n);
void str_addc(struct str *s, char c);
void str_addf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The whole file behind it; INTERNAL "file.read", with the path in its note. */
struct error *str_add_file(struct str *s, const char *path);
/* Forgets the content, keeps the memory. */
void str_clear(struct str *s);

#endif
