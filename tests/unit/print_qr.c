/* print_qr.c: the drawing of a QR code; tests/browser/store reads one from the screen. */
#include "unit.h"

#include <string.h>

#include "print/qr.h"

#define QUIET 4

/* A picture of ones and zeros out of the path: M x y h n v1 h-n z. */
struct picture {
	int side;
	char dark[200][200];
};

static struct picture *read_svg(const char *svg)
{
	struct picture *p = ARENA_NEW(arena, struct picture);
	const char *d = strstr(svg, "<path d=\"");
	int x, y, n, back, used;

	assert_non_null(d);
	assert_int_equal(sscanf(strstr(svg, "viewBox"), "viewBox=\"0 0 %d", &p->side), 1);
	for (d += strlen("<path d=\""); *d == 'M'; d += used) {
		assert_int_equal(sscanf(d, "M%d %dh%dv1h-%dz%n", &x, &y, &n, &back, &used), 4);
		assert_int_equal(n, back);
		assert_true(x >= QUIET && y >= QUIET && x + n <= p->side - QUIET && y < p->side - QUIET);
		memset(&p->dark[y][x], 1, (size_t)n);
	}
	assert_true(strncmp(d, "\"/></svg>", 9) == 0);
	return p;
}

/* ISO/IEC 18004, 6.3.3: a dark square of 3 in a light ring in a dark ring of 7. */
static void has_finder(const struct picture *p, int x0, int y0)
{
	for (int y = 0; y < 7; y++) {
		for (int x = 0; x < 7; x++) {
			bool ring = x == 0 || y == 0 || x == 6 || y == 6;
			bool core = x >= 2 && x <= 4 && y >= 2 && y <= 4;

			assert_int_equal(p->dark[y0 + y][x0 + x], ring || core);
		}
	}
}

TEST(a_link_is_drawn_with_its_three_finders_and_a_quiet_zone)
{
	struct str out;

	str_init(&out, arena);
	assert_null(qr_svg(arena, "http://127.0.0.1:8080/he/order/wfIMMwqYq2BQwjKe9HwnpA", &out));
	struct picture *p = read_svg(out.p);
	int last = p->side - QUIET - 7;

	assert_int_equal((p->side - 2 * QUIET - 17) % 4, 0);
	has_finder(p, QUIET, QUIET);
	has_finder(p, last, QUIET);
	has_finder(p, QUIET, last);
	/* The timing pattern alternates from finder to finder. */
	for (int x = QUIET + 8; x < last - 1; x++)
		assert_int_equal(p->dark[QUIET + 6][x], (x - QUIET) % 2 == 0);
}

TEST(another_text_is_another_code)
{
	struct str a, b;

	str_init(&a, arena);
	str_init(&b, arena);
	assert_null(qr_svg(arena, "K7M2-Q4XB", &a));
	assert_null(qr_svg(arena, "K7M2-Q4XC", &b));
	assert_string_not_equal(a.p, b.p);
}

TEST(an_empty_text_and_one_too_long_are_refused)
{
	char *many = arena_alloc(arena, 1002);
	struct str out;
	struct error *e;

	memset(many, 'a', 1001);
	str_init(&out, arena);
	e = qr_svg(arena, "", &out);
	assert_non_null(e);
	assert_int_equal(e->kind, INVALID);
	e = qr_svg(arena, many, &out);
	assert_non_null(e);
	assert_int_equal(e->kind, INVALID);
	assert_int_equal(out.len, 0);
	many[1000] = '\0';
	assert_null(qr_svg(arena, many, &out));
}

UNIT_MAIN(
	cmocka_unit_test(a_link_is_drawn_with_its_three_finders_and_a_quiet_zone),
	cmocka_unit_test(another_text_is_another_code),
	cmocka_unit_test(an_empty_text_and_one_too_long_are_refused))
