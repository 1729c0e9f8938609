/* shop_csv.c: the CSV reader: what it reads, what it refuses, and that it goes on. */
#include "unit.h"

#include <unistd.h>
#include <zlib.h>

#include "shop/csv.h"

static const struct csv_format comma = { CHARSET_UTF8, ',', 0 }, semicolon = { CHARSET_UTF8, ';', 0 };

static struct csv *of(const char *text)
{
	return csv_of_bytes(arena, text, strlen(text), &comma);
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
	struct csv *csv = csv_of_bytes(arena, text, sizeof(text) - 1, &comma);

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
	csv = csv_of_bytes(arena, text, n, &comma);
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

		assert_null(csv_open(arena, path, &semicolon, &csv));
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
	assert_null(csv_open(arena, path, &comma, &csv));
	while (!e && more)
		e = csv_next(csv, &row, &more);
	unlink(path);
	assert_non_null(e);
	assert_string_equal(e->code, "csv.gzip");
}

TEST(a_file_that_is_not_there_is_named)
{
	struct csv *csv;
	struct error *e = csv_open(arena, "/nowhere/goods.csv", &comma, &csv);

	assert_non_null(e);
	assert_int_equal(e->kind, NOT_FOUND);
	assert_string_equal(e->args[1], "/nowhere/goods.csv");
}

static struct csv *in(enum charset charset, const char *bytes, size_t n)
{
	const struct csv_format f = { charset, ',', 0 };

	return csv_of_bytes(arena, bytes, n, &f);
}
#define IN(charset, literal) in(charset, literal, sizeof(literal) - 1)

TEST(other_encodings_come_out_as_utf8)
{
	struct csv *csv = IN(CHARSET_UTF16LE, "\xff\xfe\xd0\x05,\0b\0\r\0\n\0" "1\0");

	NEXT(csv, "1|א|b");
	NEXT(csv, "2|1");
	NEXT(csv, "end");
	csv = IN(CHARSET_UTF16BE, "\xfe\xff\x05\xd0\0,\0b\0\n\xd8");	/* cut within a surrogate */
	NEXT(csv, "1|א|b");
	NEXT(csv, "2|\xef\xbf\xbd");
	csv = IN(CHARSET_WINDOWS1255, "\xe7\xec\xe1,\xff\n\xf9\xc0");
	NEXT(csv, "1|חלב|\xef\xbf\xbd");
	NEXT(csv, "2|שְ");
	NEXT(csv, "end");
	csv = IN(CHARSET_LATIN1, "\xe4iti,\xff");
	NEXT(csv, "1|äiti|ÿ");
}

TEST(characters_across_the_window_come_out_whole)
{
	size_t rows = 60000;
	char *text = arena_alloc(arena, rows * 20), *p = text;
	struct csv *csv;

	for (size_t i = 0; i < rows; i++) {	/* 10 characters: "אב" and so on */
		static const unsigned char row[] = { 0xd0, 5, 0xd1, 5, 'x', 0, ',', 0, 0x3d, 0xd8, 0, 0xde, 'y', 0, 'z', 0, '\n', 0 };
		memcpy(p, row, sizeof(row));
		p += sizeof(row);
	}
	csv = in(CHARSET_UTF16LE, text, (size_t)(p - text));
	for (size_t i = 0; i < rows; i++)
		NEXT(csv, arena_printf(arena, "%zu|אבx|😀yz", i + 1));
	NEXT(csv, "end");
}

static enum charset guess(const char *bytes, size_t n)
{
	struct charset_guess g = { 0 };

	for (size_t i = 0; i < n; i++)
		charset_feed(&g, bytes + i, 1);
	return charset_guessed(&g);
}
#define GUESS(literal) guess(literal, sizeof(literal) - 1)

TEST(encodings_are_guessed)
{
	assert_int_equal(GUESS(""), CHARSET_UTF8);
	assert_int_equal(GUESS("plain,text\n"), CHARSET_UTF8);
	assert_int_equal(GUESS("\xef\xbb\xbf\xff"), CHARSET_UTF8);
	assert_int_equal(GUESS("ברקוד,שם מוצר,מחיר\xff\n"), CHARSET_UTF8);
	assert_int_equal(GUESS("חל\xd7"), CHARSET_UTF8);
	assert_int_equal(GUESS("\xff\xfe" "a\0"), CHARSET_UTF16LE);
	assert_int_equal(GUESS("\xfe\xff\0a"), CHARSET_UTF16BE);
	assert_int_equal(GUESS("a\0,\0b\0\n\0"), CHARSET_UTF16LE);
	assert_int_equal(GUESS("\0a\0,\0b\0\n"), CHARSET_UTF16BE);
	assert_int_equal(GUESS("\xe7\xec\xe1 \xe8\xf8\xe9,5.90\n"), CHARSET_WINDOWS1255);
	assert_int_equal(GUESS("Gesti\xf3n,a\xf1o,M\xe4mmi\n"), CHARSET_LATIN1);
}

TEST(lines_before_the_heading_are_passed_over_as_they_are)
{
	static const char text[] = "a \"title\r\n\r\n;;\rone,two\n";
	const struct csv_format f = { CHARSET_UTF8, ',', 3 };

	NEXT(csv_of_bytes(arena, text, sizeof(text) - 1, &f), "4|one|two");
	NEXT(csv_of_bytes(arena, "a", 1, &f), "end");
}

static char separator_of(const char *text, int skip)
{
	const struct csv_format f = { CHARSET_UTF8, ',', skip };
	const char *path = file_of(text, strlen(text), false);
	char out = 0;

	assert_null(csv_separator(arena, path, &f, &out));
	unlink(path);
	return out;
}

TEST(the_separator_is_told_by_the_heading)
{
	assert_int_equal(separator_of("a;\"b,c,d,e\";f\n1,1,1,1\n", 0), ';');
	assert_int_equal(separator_of("a\tb,c\td\n", 0), '\t');
	assert_int_equal(separator_of("x;y;z\n\na,b\n", 1), ',');
	assert_int_equal(separator_of("", 0), ',');
}

TEST(a_file_is_looked_at_before_it_is_read)
{
	static const char text[] = "a,b\r\n1,2\r\nlast";
	const char *path = file_of(text, sizeof(text) - 1, true);
	struct csv_file f;

	assert_null(csv_examine(arena, path, &f));
	assert_int_equal(f.unpacked, sizeof(text) - 1);
	assert_int_equal(f.lines, 3);
	assert_int_equal(truncate(path, f.size - 9), 0);
	assert_string_equal(csv_examine(arena, path, &f)->code, "csv.gzip");
	unlink(path);
}

/* 200 MB of one line in 200 kB. */
TEST(a_bomb_is_refused_before_it_is_read)
{
	char *path = arena_strdup(arena, "/tmp/makolet-csv-XXXXXX"), *zeros = arena_alloc(arena, 1 << 20);
	gzFile file = gzdopen(mkstemp(path), "wb9");
	struct csv_file f;
	struct error *e;

	memset(zeros, 'x', 1 << 20);
	for (int i = 0; i < 200; i++)
		assert_int_equal(gzwrite(file, zeros, 1 << 20), 1 << 20);
	assert_int_equal(gzclose(file), Z_OK);
	e = csv_examine(arena, path, &f);
	unlink(path);
	assert_non_null(e);
	assert_string_equal(e->code, "csv.bomb");
	assert_in_range(f.unpacked, 64 << 20, 66 << 20);
}

UNIT_MAIN(
	cmocka_unit_test(other_encodings_come_out_as_utf8),
	cmocka_unit_test(characters_across_the_window_come_out_whole),
	cmocka_unit_test(encodings_are_guessed),
	cmocka_unit_test(lines_before_the_heading_are_passed_over_as_they_are),
	cmocka_unit_test(the_separator_is_told_by_the_heading),
	cmocka_unit_test(a_file_is_looked_at_before_it_is_read),
	cmocka_unit_test(a_bomb_is_refused_before_it_is_read),
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
