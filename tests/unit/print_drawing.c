/* print_drawing.c: every shape is a whole, bounded, harmless picture, the same each time. */
#include "unit.h"

#include <string.h>

#include "print/drawing.h"

static const char *draw(const char *shape, const char *colour, const char *label, unsigned seed)
{
	struct drawing in = { shape, colour, label, seed };
	struct str out;

	str_init(&out, arena);
	assert_null(drawing_svg(arena, &in, &out));
	assert_int_equal(strlen(out.p), out.len);
	return out.p;
}

/* Tags nest and close, attributes are quoted, no '<' stands elsewhere. */
static void is_well_formed(const char *svg)
{
	const char *open[8];
	size_t sizes[8], depth = 0;

	for (const char *s = svg; *s; s++) {
		const char *name = s + 1, *end = s;
		size_t n;

		if (*s != '<')
			continue;
		for (bool quoted = false; quoted || *end != '>'; end++) {
			assert_int_not_equal(*end, 0);
			quoted = *end == '\'' ? !quoted : quoted;
		}
		if (*name == '/') {
			assert_true(depth > 0);
			depth--;
			assert_int_equal(sizes[depth], (size_t)(end - name - 1));
			assert_memory_equal(open[depth], name + 1, sizes[depth]);
		} else if (end[-1] != '/') {
			n = strcspn(name, " >");
			assert_true(depth < 8);
			open[depth] = name;
			sizes[depth++] = n;
		}
		s = end;
	}
	assert_int_equal(depth, 0);
}

TEST(every_shape_is_well_formed_small_and_harmless)
{
	static const char *const labels[] = { "", "MILK", "*leaf", "*olive OIL", "a<b&c>'d", "חלב 3%" };

	for (size_t i = 0; drawing_shape(i); i++) {
		for (unsigned seed = 0; seed < 60; seed++) {
			const char *svg = draw(drawing_shape(i), "#c0473b", labels[seed % 6], seed);

			assert_true(strlen(svg) < DRAWING_MAX);
			assert_non_null(strstr(svg, "viewBox='0 0 200 200'"));
			assert_null(strchr(svg, '@'));
			assert_null(strstr(svg, "script"));
			assert_null(strstr(svg, " id="));
			assert_null(strstr(svg, "href"));
			is_well_formed(svg);
		}
	}
}

TEST(there_are_shapes_enough_and_none_twice)
{
	size_t n = 0;

	while (drawing_shape(n)) {
		for (size_t i = 0; i < n; i++)
			assert_string_not_equal(drawing_shape(i), drawing_shape(n));
		n++;
	}
	assert_true(n >= 20);
}

TEST(the_same_arguments_give_the_same_bytes_and_others_another_picture)
{
	const char *one = draw("jar", "#b23a5b", "JAM", 3);

	assert_string_equal(one, draw("jar", "#b23a5b", "JAM", 3));
	assert_string_not_equal(one, draw("jar", "#b23a5c", "JAM", 3));
	assert_string_not_equal(one, draw("jar", "#b23a5b", "FIG", 3));
	assert_string_not_equal(one, draw("jar", "#b23a5b", "JAM", 4));
	assert_string_not_equal(one, draw("can", "#b23a5b", "JAM", 3));
}

TEST(a_label_is_text_whatever_is_in_it)
{
	const char *svg = draw("shirt", "#ffffff", "</svg><a b='", 0);

	assert_non_null(strstr(svg, "&lt;/svg&gt;&lt;a b='"));
	assert_null(strstr(draw("round", "#ffffff", "MILK", 0), "MILK"));
}

static void refused(const char *shape, const char *colour, const char *label, const char *code)
{
	struct drawing in = { shape, colour, label, 0 };
	struct str out;
	struct error *e;

	str_init(&out, arena);
	e = drawing_svg(arena, &in, &out);
	assert_non_null(e);
	assert_int_equal(e->kind, INVALID);
	assert_string_equal(e->code, code);
	assert_int_equal(out.len, 0);
}

TEST(what_cannot_be_drawn_is_said)
{
	refused("zeppelin", "#b23a5b", "", "drawing.shape");
	refused("jar", "red", "", "drawing.colour");
	refused("jar", "#B23A5B", "", "drawing.colour");
	refused("jar", NULL, "", "drawing.colour");
	refused("jar", "#b23a5b", "*unicorn", "drawing.label");
	refused("jar", "#b23a5b", "thirteen chars", "drawing.label");
	refused("jar", "#b23a5b", "\xff", "drawing.label");
}

UNIT_MAIN(cmocka_unit_test(every_shape_is_well_formed_small_and_harmless),
	cmocka_unit_test(there_are_shapes_enough_and_none_twice),
	cmocka_unit_test(the_same_arguments_give_the_same_bytes_and_others_another_picture),
	cmocka_unit_test(a_label_is_text_whatever_is_in_it),
	cmocka_unit_test(what_cannot_be_drawn_is_said))
