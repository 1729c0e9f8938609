/* csv.c: any bytes through the CSV reader and the row of a price file. */
#include <stdint.h>

#include "base/bytes.h"
#include "base/utf8.h"
#include "shop/csv.h"
#include "shop/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_row(const struct csv_row *row)
{
	size_t bytes = 0;

	if (row->fault)
		return;
	if (row->count < 1 || row->count > CSV_FIELDS_MAX)
		abort();
	for (size_t i = 0; i < row->count; i++) {
		size_t n = strlen(row->fields[i]);

		if (n > CSV_FIELD_MAX)
			abort();
		bytes += n;
	}
	if (bytes > CSV_ROW_MAX)
		abort();
}

/* What a profile takes fits its columns. */
static void check_goods(struct arena *a, const struct csv_row *row)
{
	static const struct branch branch = { .id = { 1 } };
	const struct import_options o = { .chain = "1", .store = "1", .branch = &branch };
	const struct import_profile *profile = import_profile_find("israel-prices");
	const char *values[16] = { "1", "1" };
	struct import_goods g = { 0 };
	enum import_reason why;

	for (size_t i = 2; profile->headings[i]; i++)
		values[i] = i - 2 < row->count ? row->fields[i - 2] : "";
	if (profile->row(a, &o, 6, values, &g, &why) != ROW_TAKEN)
		return;
	if (g.price <= 0 || !*g.name || utf8_length(g.name) > 250 || strlen(g.code) > 64 || g.content < 0)
		abort();
	if ((g.origin && strlen(g.origin) != 2) || (g.maker && utf8_length(g.maker) > 190))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena *a;
	struct csv_row row;
	int64_t line = 0;
	struct csv *csv;
	bool more;

	if (!a)
		a = arena_new();
	csv = csv_of_bytes(a, data, size, &(struct csv_format){ CHARSET_UTF8, ',', 0 });
	while (!csv_next(csv, &row, &more) && more) {
		if (row.line <= line)
			abort();
		line = row.line;
		check_row(&row);
		if (!row.fault)
			check_goods(a, &row);
	}
	if (more || line > (int64_t)size + 1)
		abort();
	arena_reset(a);
	return 0;
}
