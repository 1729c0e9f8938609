/* csv_write.c: rows of CSV, safe for spreadsheets. */
#include "shop/csv_write.h"

#include <string.h>

#include "base/num.h"

static bool starts_formula(const char *s)
{
	return *s && strchr("=+-@\t\r", *s);
}

/* Apostrophes, then what a formula begins with. */
static bool needs_guard(const char *s)
{
	int64_t number;

	if (*s == '-' && num_parse(s, 9, &number))
		return false;
	return starts_formula(s + strspn(s, "'"));
}

const char *csv_read_back(const char *field)
{
	return *field == '\'' && starts_formula(field + strspn(field, "'")) ? field + 1 : field;
}

struct sink {
	FILE *file;
	struct str *str;
};

static void put(const struct sink *to, const char *p, size_t n)
{
	if (to->file)
		fwrite(p, 1, n, to->file);
	else
		str_addn(to->str, p, n);
}

static void put_field(const struct sink *to, const char *s)
{
	bool quoted = s[strcspn(s, ",;\"\t\r\n")] || *s == ' ';

	if (quoted)
		put(to, "\"", 1);
	if (needs_guard(s))
		put(to, "'", 1);
	while (*s) {
		size_t n = strcspn(s, "\"");

		put(to, s, n);
		if (s[n])
			put(to, "\"\"", 2);
		s += n + (s[n] != '\0');
	}
	if (quoted)
		put(to, "\"", 1);
}

static void put_row(const struct sink *to, const char *const *fields, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			put(to, ",", 1);
		if (fields[i])
			put_field(to, fields[i]);
	}
	put(to, "\r\n", 2);
}

void csv_write_row(FILE *to, const char *const *fields, size_t n)
{
	put_row(&(struct sink){ .file = to }, fields, n);
}

void csv_add_row(struct str *to, const char *const *fields, size_t n)
{
	put_row(&(struct sink){ .str = to }, fields, n);
}
