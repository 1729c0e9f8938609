/* print_barcode.c: the bars of an EAN-13, against the tables of GS1 General
 * Specifications 5.2.1 and read back as a scanner does. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "print/barcode.h"

static const char *modules(const char *gtin)
{
	char *out = arena_alloc(arena, EAN13_MODULES + 1);

	assert_null(ean13_modules(arena, gtin, out));
	assert_int_equal(strlen(out), EAN13_MODULES);
	return out;
}

/* Element widths of figure 5.2.1.2.1-1 (set A): space, bar, space, bar. B has
 * them backwards; C has A's, bars first. */
static const int widths[10][4] = {
	{ 3, 2, 1, 1 }, { 2, 2, 2, 1 }, { 2, 1, 2, 2 }, { 1, 4, 1, 1 }, { 1, 1, 3, 2 },
	{ 1, 2, 3, 1 }, { 1, 1, 1, 4 }, { 1, 3, 1, 2 }, { 1, 2, 1, 3 }, { 3, 1, 1, 2 },
};

/* A digit by its four elements; *backwards for set B. -1: none. */
static int digit_read(const char *m, bool *backwards)
{
	int w[4] = { 0 }, element = 0;

	for (int i = 0; i < 7; i++) {
		if (i > 0 && m[i] != m[i - 1])
			element++;
		if (element > 3)
			return -1;
		w[element]++;
	}
	for (int d = 0; d < 10; d++) {
		bool forth = true, back = true;

		for (int i = 0; i < 4; i++) {
			forth = forth && w[i] == widths[d][i];
			back = back && w[i] == widths[d][3 - i];
		}
		if (forth || back) {
			*backwards = back;
			return d;
		}
	}
	return -1;
}

static void scan(const char *m, char out[14])
{
	static const int first[10] = { 0, 11, 13, 14, 19, 25, 28, 21, 22, 26 };
	int sets = 0;
	bool back;

	assert_memory_equal(m, "101", 3);
	assert_memory_equal(m + 45, "01010", 5);
	assert_memory_equal(m + 92, "101", 3);
	for (int i = 0; i < 12; i++) {
		const char *at = m + 3 + 7 * i + (i < 6 ? 0 : 5);

		assert_int_equal(at[0], i < 6 ? '0' : '1');
		out[i + 1] = (char)('0' + digit_read(at, &back));
		if (i < 6)
			sets = sets * 2 + back;
		else
			assert_false(back);
	}
	out[0] = '?';
	for (int d = 0; d < 10; d++)
		if (first[d] == sets)
			out[0] = (char)('0' + d);
	out[13] = '\0';
}

TEST(every_first_digit_is_read_back)
{
	static const char *const codes[] = { "0123456789012", "1123456789011", "2123456789010", "3123456789019", "4006381333931",
		"5901234123457", "6123456789016", "7299990000029", "8123456789014", "9780201379624" };
	char read[14];

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		scan(modules(codes[i]), read);
		assert_string_equal(read, codes[i]);
	}
}

TEST(what_is_no_gtin_13_is_refused)
{
	static const char *const codes[] = { "", "7299990000028", "729999000002", "72999900000290", "729999000002x" };
	char out[EAN13_MODULES + 1];

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		struct error *e = ean13_modules(arena, codes[i], out);

		assert_non_null(e);
		assert_string_equal(e->code, "barcode.gtin");
	}
}

TEST(the_drawing_has_these_bars_and_its_quiet_zones)
{
	const char *want = modules("7299990000036"), *d;
	int x, n, height, back, used, bars = 0;
	char drawn[EAN13_MODULES];
	struct str out;

	memset(drawn, '0', sizeof drawn);
	str_init(&out, arena);
	assert_null(ean13_svg(arena, "7299990000036", &out));
	assert_non_null(strstr(out.p, "viewBox=\"0 0 113 "));
	d = strstr(out.p, "<path d=\"");
	assert_non_null(d);
	for (d += strlen("<path d=\""); *d == 'M'; d += used, bars++) {
		assert_int_equal(sscanf(d, "M%d 0h%dv%dh-%dz%n", &x, &n, &height, &back, &used), 4);
		assert_int_equal(n, back);
		assert_true(x >= 11 && x + n <= 11 + EAN13_MODULES);
		memset(drawn + x - 11, '1', (size_t)n);
	}
	assert_int_equal(bars, 30);
	assert_memory_equal(drawn, want, EAN13_MODULES);
}

UNIT_MAIN(cmocka_unit_test(every_first_digit_is_read_back), cmocka_unit_test(what_is_no_gtin_13_is_refused),
	cmocka_unit_test(the_drawing_has_these_bars_and_its_quiet_zones))
