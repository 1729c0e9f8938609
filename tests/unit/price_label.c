/* price_label.c: codes that a scale prints. */
#include "unit.h"

#include "price/label.h"

#define PATTERNS "21IIIIIWWWWWC 2900IIIIWWWWC"

TEST(a_pattern_is_checked)
{
	assert_true(label_patterns_right(""));
	assert_true(label_patterns_right(PATTERNS));
	assert_true(label_patterns_right("  02IIIIWWWWWWC "));
	assert_false(label_patterns_right("21IIIIIWWWWW"));	/* no check digit */
	assert_false(label_patterns_right("21IIIIIWWWWWCC"));
	assert_false(label_patterns_right("IIIIIIIWWWWWC"));	/* any code would fit */
	assert_false(label_patterns_right("21WWWWWIIIIIC"));
	assert_false(label_patterns_right("21IIIIIIIIIIC"));
	assert_false(label_patterns_right(PATTERNS " what"));
}

/* Check digits worked out by hand: 2104015012840: (2+0+0+5+1+8) + 3(1+4+1+0+2+4) = 16 + 36 = 52 -> 8. */
TEST(a_label_tells_item_and_weight)
{
	struct label l;

	assert_true(label_read(PATTERNS, "2104015012848", &l));
	assert_string_equal(l.item, "4015");
	assert_int_equal(l.quantity, 1284);
	/* 210401500000: (2+0+0+5+0+0) + 3(1+4+1+0+0+0) = 7 + 18 = 25 -> 5. */
	assert_string_equal(l.base, "02104015000005");
	/* 290000420750: (2+0+0+4+0+5) + 3(9+0+0+2+7+0) = 11 + 54 = 65 -> 5. */
	assert_true(label_read(PATTERNS, "2900004207505", &l));
	assert_string_equal(l.item, "42");
	assert_int_equal(l.quantity, 750);
}

TEST(what_is_no_label_is_left_alone)
{
	struct label l;

	assert_false(label_read(PATTERNS, "2104015012841", &l));	/* check digit */
	assert_false(label_read(PATTERNS, "7290000066318", &l));	/* another prefix */
	assert_false(label_read(PATTERNS, "2104015000005", &l));	/* weighs nothing */
	assert_false(label_read(PATTERNS, "210401501284", &l));
	assert_false(label_read(PATTERNS, "21040150128480", &l));
	assert_false(label_read(PATTERNS, "", &l));
	assert_false(label_read("", "2104015012848", &l));
}

TEST(what_is_written_is_read)
{
	char code[LABEL_PATTERN + 1];
	struct label l;

	assert_true(label_write(PATTERNS, "4015", 1284, code));
	assert_string_equal(code, "2104015012848");
	for (int64_t grams = 1; grams <= 99999; grams += 997) {
		assert_true(label_write(PATTERNS, "90210", grams, code));
		assert_true(label_read(PATTERNS, code, &l));
		assert_string_equal(l.item, "90210");
		assert_int_equal(l.quantity, grams);
	}
	assert_false(label_write(PATTERNS, "4015", 100000, code));
	assert_false(label_write(PATTERNS, "4015", 0, code));
	assert_false(label_write(PATTERNS, "401500", 1, code));
	assert_false(label_write(PATTERNS, "", 1, code));
	assert_false(label_write(PATTERNS, "40x", 1, code));
}

UNIT_MAIN(
	cmocka_unit_test(a_pattern_is_checked),
	cmocka_unit_test(a_label_tells_item_and_weight),
	cmocka_unit_test(what_is_no_label_is_left_alone),
	cmocka_unit_test(what_is_written_is_read))
