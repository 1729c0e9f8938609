/* shop_csv.c: the CSV reader: what it reads, what it refuses, and that it goes on. */
#include "unit.h"

#include <unistd.h>
#include <zlib.h>

#include "shop/csv.h"

static struct csv *of(const char *text)
{
	return csv_of_bytes(arena, text, strlen(text), ',');
}

/* The next row as "line|field|field", or "line!fault"; "end" behind the last. */
static const char *next(struct csv *csv)
{
	struct csv_row row;
	char *out;
	bool more;

	assert_null(csv_next(csv, &row, &more));
	if (!more)
		return "end";
	if (row.fault)
		return arena_printf(arena, "%lld!%s", (long long)row.line, csv_fault_name(row.fault));
	out = arena_printf(arena, "%lld", (long long)row.line);
	for (size_t i = 0; i < row.count; i++)
		out = arena_printf(arena, "%s|%s", out, row.fields[i]);
	return out;
}

#define NEXT(csv, want) assert_string_equal(next(csv), want)

TEST(plain_rows_and_all_three_line_ends)
{
	struct csv *csv = of("a,b,c\r\n1,,3\n x , y,\rlast");

	NEXT(csv, "1|a|b|c");
	NEXT(csv, "2|1||3");
	NEXT(csv, "3| x | y|");
	NEXT(csv, "4|last");
	NEXT(csv, "end");
	NEXT(csv, "end");
}

TEST(quotes_commas_and_line_breaks_within_a_field)
{
	struct csv *csv = of("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\n\"\",\"\"\"\"\nz");

	NEXT(csv, "1|a,b|say \"hi\"|two\nlines");
	NEXT(csv, "3||\"");
	NEXT(csv, "4|z");
	NEXT(csv, "end");
}

TEST(a_quote_inside_an_unquoted_field_stands_for_itself)
{
	struct csv *csv = of("pipe 5\",ק\"ג,a\"b\"c\n");

	NEXT(csv, "1|pipe 5\"|ק\"ג|a\"b\"c");
	NEXT(csv, "end");
}

TEST(a_mark_at_the_start_is_dropped_there_alone)
{
	struct csv *csv = of("\xef\xbb\xbf" "a,b\n\xef\xbb\xbf" "c,d\n");

	NEXT(csv, "1|a|b");
	NEXT(csv, "2|\xef\xbb\xbf" "c|d");
}

TEST(empty_lines_and_empty_input)
{
	struct csv *csv = of("\n\r\n\na\n\n\n");

	NEXT(csv, "4|a");
	NEXT(csv, "end");
	NEXT(of(""), "end");
	NEXT(of("\xef\xbb\xbf"), "end");
}

TEST(a_broken_row_costs_its_line_and_no_more)
{
	struct csv *csv = of("a,\"b\"x,c\nok\n\"never closed,1\nnext,2\nlast,3\n");

	NEXT(csv, "1!quote");
	NEXT(csv, "2|ok");
	NEXT(csv, "3!quote");
	NEXT(csv, "4|next|2");
	NEXT(csv, "5|last|3");
	NEXT(csv, "end");
}

TEST(a_nul_breaks_its_row)
{
	static const char text[] = "a\0b,c\nok\n\"q\0\"\nok2";
	struct csv *csv = csv_of_bytes(arena, text, sizeof(text) - 1, ',');

	NEXT(csv, "1!nul");
	NEXT(csv, "2|ok");
	NEXT(csv, "3!nul");
	NEXT(csv, "4|ok2");
}

static char *repeated(char c, size_t n, const char *then)
{
	char *out = arena_alloc(arena, n + strlen(then) + 1);

	memset(out, c, n);
	memcpy(out + n, then, strlen(then));
	return out;
}

TEST(sizes_have_ends)
{
	struct csv *csv;

	csv = of(repeated('x', CSV_FIELD_MAX, "\nok"));
	assert_int_equal(strlen(next(csv)), CSV_FIELD_MAX + 2);
	NEXT(csv, "2|ok");
	csv = of(repeated('x', CSV_FIELD_MAX + 1, "\nok"));
	NEXT(csv, "1!field_too_long");
	NEXT(csv, "2|ok");
	csv = of(repeated(',', CSV_FIELDS_MAX - 1, "\nok"));
	assert_int_equal(strlen(next(csv)), CSV_FIELDS_MAX + 1);
	csv = of(repeated(',', CSV_FIELDS_MAX, "\nok"));
	NEXT(csv, "1!too_many_fields");
	NEXT(csv, "2|ok");
	csv = of(repeated('x', 3000000, "\nok"));
	NEXT(csv, "1!field_too_long");
	NEXT(csv, "2|ok");
	NEXT(csv, "end");
}

/* Twelve fields of 8,000 bytes are 96,000: each fits, the row does not. */
TEST(a_row_too_long_is_passed_over)
{
	char *text = repeated('x', 96000, "\nok\n");
	struct csv *csv;

	for (size_t i = 8000; i < 96000; i += 8000)
		text[i] = ',';
	csv = of(text);
	NEXT(csv, "1!row_too_long");
	NEXT(csv, "2|ok");
	NEXT(csv, "end");
}

/* Every row of a text longer than the window comes out whole, whatever lies
 * on the window's edge. */
TEST(rows_across_the_window_come_out_whole)
{
	size_t rows = 40000;
	char *text = arena_alloc(arena, rows * 40);
	size_t n = 0;
	struct csv *csv;

	for (size_t i = 0; i < rows; i++)
		n += (size_t)snprintf(text + n, 40, "%zu,\"a\"\"b\n%zu\",x\r\n", i, i);
	csv = csv_of_bytes(arena, text, n, ',');
	for (size_t i = 0; i < rows; i++)
		NEXT(csv, arena_printf(arena, "%zu|%zu|a\"b\n%zu|x", 2 * i + 1, i, i));
	NEXT(csv, "end");
}

/* A file in a scratch directory; gone at the end of the test's arena. */
static const char *file_of(const char *bytes, size_t n, bool packed)
{
	char *path = arena_strdup(arena, "/tmp/makolet-csv-XXXXXX");
	int fd = mkstemp(path);
	gzFile f;

	assert_true(fd >= 0);
	f = gzdopen(fd, packed ? "wb" : "wbT");
	assert_int_equal(gzwrite(f, bytes, (unsigned int)n), n);
	assert_int_equal(gzclose(f), Z_OK);
	return path;
}

TEST(files_plain_and_packed)
{
	for (int packed = 0; packed < 2; packed++) {
		const char *path = file_of("a;b\n1;2\n", 8, packed);
		struct csv *csv;

		assert_null(csv_open(arena, path, ';', &csv));
		NEXT(csv, "1|a|b");
		NEXT(csv, "2|1|2");
		NEXT(csv, "end");
		unlink(path);
	}
}

TEST(a_packed_file_that_is_cut_says_so)
{
	char *text = arena_alloc(arena, 400000);
	const char *path;
	struct csv_row row;
	struct error *e = NULL;
	struct csv *csv;
	bool more = true;

	for (size_t i = 0; i < 400000; i++)
		text[i] = i % 50 == 49 ? '\n' : (char)('a' + i * i % 23);
	path = file_of(text, 400000, true);
	assert_int_equal(truncate(path, 1500), 0);
	assert_null(csv_open(arena, path, ',', &csv));
	while (!e && more)
		e = csv_next(csv, &row, &more);
	unlink(path);
	assert_non_null(e);
	assert_string_equal(e->code, "csv.gzip");
}

TEST(a_file_that_is_not_there_is_named)
{
	struct csv *csv;
	struct error *e = csv_open(arena, "/nowhere/goods.csv", ',', &csv);

	assert_non_null(e);
	assert_int_equal(e->kind, NOT_FOUND);
	assert_string_equal(e->args[1], "/nowhere/goods.csv");
}

UNIT_MAIN(
	cmocka_unit_test(plain_rows_and_all_three_line_ends),
	cmocka_unit_test(quotes_commas_and_line_breaks_within_a_field),
	cmocka_unit_test(a_quote_inside_an_unquoted_field_stands_for_itself),
	cmocka_unit_test(a_mark_at_the_start_is_dropped_there_alone),
	cmocka_unit_test(empty_lines_and_empty_input),
	cmocka_unit_test(a_broken_row_costs_its_line_and_no_more),
	cmocka_unit_test(a_nul_breaks_its_row),
	cmocka_unit_test(sizes_have_ends),
	cmocka_unit_test(a_row_too_long_is_passed_over),
	cmocka_unit_test(rows_across_the_window_come_out_whole),
	cmocka_unit_test(files_plain_and_packed),
	cmocka_unit_test(a_packed_file_that_is_cut_says_so),
	cmocka_unit_test(a_file_that_is_not_there_is_named))
