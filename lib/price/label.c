/* label.c: what a scale's label says. No allocation, no libc. */
#include "price/label.h"

#include <stddef.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The next pattern of a text, its length in *n; NULL behind the last. */
static const char *next_pattern(const char *at, size_t *n)
{
	while (*at == ' ')
		at++;
	for (*n = 0; at[*n] && at[*n] != ' ';)
		++*n;
	return *n ? at : NULL;
}

static size_t run(const char *pattern, size_t from, char kind)
{
	size_t n = 0;

	while (from + n < LABEL_PATTERN && pattern[from + n] == kind)
		n++;
	return n;
}

/* Literal digits, the item, the weight, the check digit, in this order. */
struct parts {
	size_t item, weight, check;
};

static bool parts_of(const char *pattern, size_t n, struct parts *out)
{
	size_t at = 0;

	if (n != LABEL_PATTERN)
		return false;
	while (is_digit(pattern[at]))
		at++;
	out->item = at;
	out->weight = at + run(pattern, at, 'I');
	out->check = out->weight + run(pattern, out->weight, 'W');
	return at > 0 && out->weight > out->item && out->check > out->weight
		&& out->check == LABEL_PATTERN - 1 && pattern[out->check] == 'C';
}

bool label_patterns_right(const char *patterns)
{
	struct parts parts;
	size_t n;

	for (const char *at = patterns; (at = next_pattern(at, &n)); at += n)
		if (!parts_of(at, n, &parts))
			return false;
	return true;
}

static char check_digit(const char *code)
{
	unsigned int sum = 0;

	for (size_t i = 0; i < LABEL_PATTERN - 1; i++)
		sum += (unsigned int)(code[i] - '0') * (i % 2 ? 3 : 1);
	return (char)('0' + (10 - sum % 10) % 10);
}

static bool begins_like(const char *code, const char *pattern, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (code[i] != pattern[i])
			return false;
	return true;
}

static void read_parts(const char *code, const struct parts *p, struct label *out)
{
	char base[LABEL_PATTERN + 1];
	size_t n = 0;

	*out = (struct label){ .quantity = 0 };
	for (size_t i = 0; i <= LABEL_PATTERN; i++)
		base[i] = i >= p->weight && i < p->check ? '0' : code[i];
	base[p->check] = check_digit(base);
	gtin_normalise(base, out->base);
	for (size_t i = p->item; i < p->weight; i++)
		if (n || code[i] != '0')
			out->item[n++] = code[i];
	for (size_t i = p->weight; i < p->check; i++)
		out->quantity = out->quantity * 10 + (code[i] - '0');
}

bool label_read(const char *patterns, const char *code, struct label *out)
{
	char gtin[GTIN_SIZE];
	struct parts parts;
	size_t n;

	for (n = 0; is_digit(code[n]);)
		n++;
	if (n != LABEL_PATTERN || code[n] || !gtin_normalise(code, gtin))
		return false;
	for (const char *at = patterns; (at = next_pattern(at, &n)); at += n) {
		if (!parts_of(at, n, &parts) || !begins_like(code, at, parts.item))
			continue;
		read_parts(code, &parts, out);
		if (out->quantity > 0 && out->item[0])
			return true;
	}
	return false;
}

/* Right-aligned digits; false when they do not fit. */
static bool put_digits(char *to, size_t width, const char *digits, size_t n)
{
	if (n > width)
		return false;
	for (size_t i = 0; i < width; i++)
		to[i] = i < width - n ? '0' : digits[i - (width - n)];
	return true;
}

static size_t decimal(int64_t value, char out[20])
{
	size_t n = 0;

	for (int64_t rest = value; rest > 0; rest /= 10)
		n++;
	for (size_t i = n; i > 0; i--, value /= 10)
		out[i - 1] = (char)('0' + value % 10);
	return n;
}

bool label_write(const char *patterns, const char *item, int64_t quantity, char out[LABEL_PATTERN + 1])
{
	char weight[20];
	size_t digits = quantity > 0 ? decimal(quantity, weight) : 0, length = 0, n;
	struct parts parts;

	while (is_digit(item[length]))
		length++;
	if (!digits || !length || item[length])
		return false;
	for (const char *at = patterns; (at = next_pattern(at, &n)); at += n) {
		if (!parts_of(at, n, &parts))
			continue;
		for (size_t i = 0; i < parts.item; i++)
			out[i] = at[i];
		if (!put_digits(out + parts.item, parts.weight - parts.item, item, length)
			|| !put_digits(out + parts.weight, parts.check - parts.weight, weight, digits))
			continue;
		out[parts.check] = check_digit(out);
		out[LABEL_PATTERN] = '\0';
		return true;
	}
	return false;
}
