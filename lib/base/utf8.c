/* utf8.c: validity, tidying and folding; the tables are utf8proc's. */
#include "base/utf8.h"

#include <stdint.h>
#include <utf8proc.h>

#include "base/str.h"

/* The length of the character at s (RFC 3629 section 4), 0 if there is none
 * within n bytes. */
static size_t char_size(const uint8_t *s, size_t n)
{
	uint8_t low = 0x80, high = 0xbf;
	size_t size;

	if (s[0] < 0x80)
		return s[0] != 0;
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0;
	size = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
	/* Overlongs, surrogates and what lies above U+10FFFF show in the second byte. */
	if (s[0] == 0xe0)
		low = 0xa0;
	if (s[0] == 0xed)
		high = 0x9f;
	if (s[0] == 0xf0)
		low = 0x90;
	if (s[0] == 0xf4)
		high = 0x8f;
	if (size > n || s[1] < low || s[1] > high)
		return 0;
	for (size_t i = 2; i < size; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	return size;
}

bool utf8_valid(const char *s, size_t n)
{
	size_t size;

	for (; n > 0; s += size, n -= size) {
		size = char_size((const uint8_t *)s, n);
		if (!size)
			return false;
	}
	return true;
}

static bool starts_char(char c)
{
	return ((unsigned char)c & 0xc0) != 0x80;
}

size_t utf8_length(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += starts_char(*s);
	return n;
}

char *utf8_cut(struct arena *a, const char *s, size_t max)
{
	const char *p = s;

	for (; *p; p++)
		if (starts_char(*p) && max-- == 0)
			break;
	return arena_strndup(a, s, (size_t)(p - s));
}

/* The next character, moving on; bytes that are none are passed over. False
 * at the end. */
static bool next_char(const char **s, size_t *left, utf8proc_int32_t *c)
{
	while (*left > 0) {
		size_t size = char_size((const uint8_t *)*s, *left);
		size_t step = size ? size : 1;

		if (size)
			utf8proc_iterate((const uint8_t *)*s, (utf8proc_ssize_t)size, c);
		*s += step;
		*left -= step;
		if (size)
			return true;
	}
	return false;
}

static void add_char(struct str *out, utf8proc_int32_t c)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t n = utf8proc_encode_char(c, bytes);

	str_addn(out, (const char *)bytes, (size_t)n);
}

static bool is_space(utf8proc_int32_t c)
{
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return (c >= '\t' && c <= '\r') || c == 0x85;
	}
}

static bool is_dropped(utf8proc_int32_t c)
{
	return utf8proc_category(c) == UTF8PROC_CATEGORY_CC || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

/* Runs utf8proc over valid text; the result in the arena. */
static char *map(struct arena *a, const struct str *s, utf8proc_custom_func custom, utf8proc_option_t options)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t n;
	char *copy;

	n = utf8proc_map_custom((const utf8proc_uint8_t *)s->p, (utf8proc_ssize_t)s->len, &mapped, options, custom, NULL);
	if (n < 0) {
		fprintf(stderr, "makolet: utf8proc: %s\n", utf8proc_errmsg(n));
		abort();
	}
	copy = arena_strndup(a, (const char *)mapped, (size_t)n);
	free(mapped);
	return copy;
}

/* A blank waits until something follows it, so that none ends a line or the
 * text. */
char *utf8_tidy(struct arena *a, const char *s, bool lines)
{
	size_t left = strlen(s);
	utf8proc_int32_t c;
	bool blank = false;
	struct str out;
	size_t end = 0;

	str_init(&out, a);
	while (next_char(&s, &left, &c)) {
		bool kept = lines && (c == '\n' || c == '\t');

		if (!kept && is_space(c)) {
			blank = true;
			continue;
		}
		if (!kept && is_dropped(c))
			continue;
		if (blank && !kept && out.len && out.p[out.len - 1] != '\n' && out.p[out.len - 1] != '\t')
			str_addc(&out, ' ');
		blank = false;
		if (kept && !out.len)
			continue;
		add_char(&out, c);
		if (!kept)
			end = out.len;
	}
	/* Kept line ends and tabs are trimmed at the end as well. */
	out.len = end;
	return map(a, &out, NULL, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

/* Quotes and apostrophes of all scripts in their decomposed form, geresh and
 * gershayim: people write one for the other, or none. */
static bool is_quote(utf8proc_int32_t c)
{
	switch (c) {
	case '"': case '\'': case '`':
	case 0xab: case 0xbb:
	case 0x2b9: case 0x2ba: case 0x2bb: case 0x2bc:
	case 0x5f3: case 0x5f4:
	case 0x2032: case 0x2035: case 0x2039: case 0x203a:
		return true;
	default:
		return c >= 0x2018 && c <= 0x201f;
	}
}

/* What Unicode's decomposition does not do, or does otherwise: the acute that
 * is typed for an apostrophe would become a blank. */
static utf8proc_int32_t fold_char(utf8proc_int32_t c, void *data)
{
	(void)data;
	switch (c) {
	case 0x141:
	case 0x142:
		return 'l';
	case 0xb4:
		return '\'';
	default:
		return c;
	}
}

static bool is_separator(utf8proc_int32_t c)
{
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_PC:
	case UTF8PROC_CATEGORY_PD:
	case UTF8PROC_CATEGORY_PS:
	case UTF8PROC_CATEGORY_PE:
	case UTF8PROC_CATEGORY_PI:
	case UTF8PROC_CATEGORY_PF:
	case UTF8PROC_CATEGORY_PO:
	case UTF8PROC_CATEGORY_CC:
		return true;
	default:
		return is_space(c);
	}
}

char *utf8_fold(struct arena *a, const char *s)
{
	size_t left = strlen(s);
	utf8proc_int32_t c;
	bool blank = false;
	const char *mapped;
	struct str in, out;

	str_init(&in, a);
	while (next_char(&s, &left, &c))
		add_char(&in, c);
	mapped = map(a, &in, fold_char, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
		     UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);

	str_init(&out, a);
	left = strlen(mapped);
	while (next_char(&mapped, &left, &c)) {
		if (is_quote(c))
			continue;
		if (is_separator(c)) {
			blank = true;
			continue;
		}
		if (blank && out.len)
			str_addc(&out, ' ');
		blank = false;
		add_char(&out, c);
	}
	return out.p;
}
