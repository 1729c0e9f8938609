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

static const char text[] = "key sku\nlanguage en\nfield sku a\nfield name b\nfield price c\nfield barcodes d\nfield origin e\n"
	"field size f\nfield maker g\nfield category h\nfield label i\nfield stock j\nconstant row both\nfield item k\ntax t otherwise\n";

static const struct import_heading *heading_of(struct arena *a)
{
	static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k" };
	static const struct branch branch = { .id = { 1 } };
	static const struct import_class class = { { 1 }, "t" };
	static const struct import_options o = { .branch = &branch };
	struct import_target *t = ARENA_NEW(a, struct import_target);
	const struct csv_row row = { .fields = (const char **)names, .count = sizeof(names) / sizeof(names[0]) };
	struct ctx c = { .arena = a };
	struct import_heading *heading;

	*t = (struct import_target){ .branch = &branch, .classes = &class, .class_count = 1, .decimals = 6 };
	if (import_profile_parse(a, "fuzz", text, &t->profile) || import_heading(&c, t, &o, &row, &heading))
		abort();
	return heading;
}

/* What a row says fits its columns. */
static void check_goods(struct arena *a, const struct import_heading *heading, const struct csv_row *row)
{
	struct import_goods g;
	struct import_fault fault;

	if (import_row(a, heading, row, &g, &fault) != ROW_TAKEN)
		return;
	if (g.price <= 0 || !*g.texts[0].name || utf8_length(g.texts[0].name) > 250 || g.content < 0 || utf8_length(g.sku) > 64)
		abort();
	for (size_t i = 0; i < g.code_count; i++)
		if (strlen(g.codes[i].code) > 64 || g.codes[i].pack <= 0)
			abort();
	if ((g.origin && strlen(g.origin) != 2) || (g.maker && utf8_length(g.maker) > 190) || utf8_length(g.label) > 100)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct import_heading *heading;
	static struct arena *a, *life;
	struct csv_row row;
	int64_t line = 0;
	struct csv *csv;
	bool more;

	if (!a) {
		a = arena_new();
		life = arena_new();
		heading = heading_of(life);
	}
	/* The first byte chooses how the rest is read. */
	csv = csv_of_bytes(a, size ? data + 1 : data, size ? size - 1 : 0, &(struct csv_format){
		size ? (enum charset)(CHARSET_UTF8 + *data % (CHARSETS - 1)) : CHARSET_UTF8, ',', size ? *data / 64 : 0 });
	while (!csv_next(csv, &row, &more) && more) {
		if (row.line <= line)
			abort();
		line = row.line;
		check_row(&row);
		if (!row.fault)
			check_goods(a, heading, &row);
	}
	if (more || line > (int64_t)size + 4)
		abort();
	arena_reset(a);
	return 0;
}
