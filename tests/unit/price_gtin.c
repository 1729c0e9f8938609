/* price_gtin.c: article numbers: what is one, what can be mended, how it is shown. */
#include "unit.h"

#include <errno.h>

#include "price/gtin.h"

static void becomes(const char *code, const char *want)
{
	char got[GTIN_SIZE] = "";

	assert_true(gtin_normalise(code, got));
	assert_string_equal(got, want);
	assert_true(gtin_repair(code, got));
	assert_string_equal(got, want);
}

static void is_none(const char *code)
{
	char got[GTIN_SIZE] = "untouched";

	if (gtin_normalise(code, got))
		fail_msg("'%s' passes for a GTIN", code);
	assert_string_equal(got, "untouched");
}

TEST(all_four_lengths_become_fourteen_digits)
{
	becomes("96385074", "00000096385074");
	becomes("036000291452", "00036000291452");
	becomes("7290000066318", "07290000066318");
	becomes("4006381333931", "04006381333931");
	becomes("10614141000415", "10614141000415");
}

TEST(a_wrong_check_digit_is_mended)
{
	char right[GTIN_SIZE];

	assert_true(gtin_mend("4006381333930", right));
	assert_string_equal(right, "4006381333931");
	assert_true(gtin_mend("96385070", right));
	assert_string_equal(right, "96385074");
	assert_false(gtin_mend("4006381333931", right));
	assert_false(gtin_mend("40063813339", right));
	assert_false(gtin_mend("A006381333930", right));
	assert_false(gtin_mend("00000000", right));
}

TEST(other_lengths_and_wrong_check_digits_are_none)
{
	is_none("");
	is_none("7");
	is_none("100");
	is_none("7290000066319");
	is_none("96385075");
	is_none("036000291453");
	is_none("123456789012345");
	is_none("17290000066318");
}

TEST(what_is_not_digits_alone_is_none)
{
	is_none(" 7290000066318");
	is_none("7290000066318 ");
	is_none("729000006631x");
	is_none("-290000066318");
	is_none("72900000\xc2\xa0" "66318");
}

TEST(zeros_name_nothing)
{
	is_none("00000000");
	is_none("0000000000000");
	is_none("00000000000000");
}

TEST(lost_zeros_come_back_by_repair_alone)
{
	char got[GTIN_SIZE] = "";

	is_none("36000291452");
	assert_true(gtin_repair("36000291452", got));
	assert_string_equal(got, "00036000291452");
	assert_true(gtin_repair("21200513152", got));
	assert_string_equal(got, "00021200513152");
	assert_false(gtin_repair("36000291453", got));
	assert_false(gtin_repair("100", got));
	assert_false(gtin_repair("1234567", got));
}

TEST(one_wrong_digit_is_always_noticed)
{
	char code[] = "7290000066318", got[GTIN_SIZE];

	for (int i = 0; i < 13; i++) {
		char right = code[i];

		for (char d = '0'; d <= '9'; d++) {
			code[i] = d;
			assert_int_equal(gtin_normalise(code, got), d == right);
		}
		code[i] = right;
	}
}

TEST(shown_as_shoppers_know_it)
{
	char buf[GTIN_SIZE];

	assert_string_equal(gtin_shown("07290000066318", buf), "7290000066318");
	assert_string_equal(gtin_shown("00036000291452", buf), "0036000291452");
	assert_string_equal(gtin_shown("00000096385074", buf), "96385074");
	assert_string_equal(gtin_shown("10614141000415", buf), "10614141000415");
}

TEST(numbers_that_a_shop_gives_itself_are_told_apart)
{
	assert_true(gtin_in_store("02900000000001"));
	assert_true(gtin_in_store("00200000000004"));
	assert_true(gtin_in_store("00400000000002"));
	assert_true(gtin_in_store("00000020000004"));
	assert_true(gtin_in_store("00000001234565"));
	assert_false(gtin_in_store("07290000066318"));
	assert_false(gtin_in_store("00036000291452"));
	assert_false(gtin_in_store("00000096385074"));
	assert_false(gtin_in_store("00021200513152"));
	assert_false(gtin_in_store("12900000000008"));
}

/* The columns: code, length, check_digit_ok, sold_by_weight, from, name. Codes
 * of 8, 12, 13 and 14 digits are GTINs if the digit is right. */
TEST(real_codes_are_judged_as_their_source_judges_them)
{
	const char *top = getenv("MAKOLET_TOP");
	char *path = arena_printf(arena, "%s/../shared/data/gtin-real/gtins.csv", top ? top : ".");
	FILE *f = fopen(path, "r");
	char line[1000], got[GTIN_SIZE];
	int rows = 0;

	if (!f) {
		print_message("# no ../shared/data/gtin-real: %s\n", strerror(errno));
		skip();
	}
	assert_non_null(fgets(line, sizeof(line), f));
	while (fgets(line, sizeof(line), f)) {
		char *comma = strchr(line, ',');
		char *flag = strchr(comma + 1, ',') + 1;
		size_t n = (size_t)(comma - line);
		bool gtin = (n == 8 || (n >= 12 && n <= 14)) && *flag == '1';

		*comma = '\0';
		if (gtin_normalise(line, got) != gtin)
			fail_msg("%s", line);
		rows++;
	}
	fclose(f);
	assert_true(rows > 800);
}

UNIT_MAIN(
	cmocka_unit_test(all_four_lengths_become_fourteen_digits),
	cmocka_unit_test(a_wrong_check_digit_is_mended),
	cmocka_unit_test(other_lengths_and_wrong_check_digits_are_none),
	cmocka_unit_test(what_is_not_digits_alone_is_none),
	cmocka_unit_test(zeros_name_nothing),
	cmocka_unit_test(lost_zeros_come_back_by_repair_alone),
	cmocka_unit_test(one_wrong_digit_is_always_noticed),
	cmocka_unit_test(shown_as_shoppers_know_it),
	cmocka_unit_test(numbers_that_a_shop_gives_itself_are_told_apart),
	cmocka_unit_test(real_codes_are_judged_as_their_source_judges_them))
