/* base_utf8.c: hostile bytes, tidying, folding. */
#include "unit.h"

#include "base/utf8.h"

static bool valid(const char *s)
{
	return utf8_valid(s, strlen(s));
}

TEST(text_in_many_scripts_is_valid)
{
	assert_true(valid(""));
	assert_true(valid("milk, Żółć, Äiti, שָׁלוֹם, 牛乳, 🥛"));
	assert_true(valid("\xed\x9f\xbf\xee\x80\x80"));
	assert_true(valid("\xf4\x8f\xbf\xbf"));
	assert_true(valid("\xc2\x80\xe0\xa0\x80\xf0\x90\x80\x80"));
}

TEST(hostile_bytes_are_not)
{
	static const char *const bad[] = { "\x80", "\xbf", "a\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf",
		"\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
		"\xff", "\xfe", "\xc2", "\xe2\x82", "\xf0\x9f\xa5", "\xc2\x41", "\xe2\x82\x41", "\xf0\x9f\xa5\x41", "\xd7\xd7\x90" };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (valid(bad[i]))
			fail_msg("taken: case %zu", i);
	assert_false(utf8_valid("a\0b", 3));
	assert_false(utf8_valid("\xe2\x82\xac", 2));
}

TEST(length_and_cut_count_characters)
{
	assert_int_equal(utf8_length(""), 0);
	assert_int_equal(utf8_length("חלב 3%"), 6);
	assert_string_equal(utf8_cut(arena, "חלב 3%", 3), "חלב");
	assert_string_equal(utf8_cut(arena, "חלב 3%", 0), "");
	assert_string_equal(utf8_cut(arena, "חלב 3%", 6), "חלב 3%");
	assert_string_equal(utf8_cut(arena, "🥛🥛", 1), "🥛");
	assert_string_equal(utf8_cut(arena, "ab", SIZE_MAX), "ab");
}

TEST(tidy_makes_one_line)
{
	assert_string_equal(utf8_tidy(arena, "  red \t\r\n wine\xc2\xa0 \xe3\x80\x80 ", false), "red wine");
	assert_string_equal(utf8_tidy(arena, "a\x01\x1b[31mb\x7f\xc2\x9b", false), "a[31mb");
	assert_string_equal(utf8_tidy(arena, "a\xe2\x80\xae" "b\xe2\x81\xa6" "c\xef\xbb\xbf", false), "abc");
	assert_string_equal(utf8_tidy(arena, "Z\xcc\x87o\xcc\x81", false), "Żó");
	/* What stood between a letter and its mark is gone before they are joined. */
	assert_string_equal(utf8_tidy(arena, "e\xe2\x80\xae\xcc\x81", false), "é");
	assert_string_equal(utf8_tidy(arena, " \n\t ", false), "");
	assert_string_equal(utf8_tidy(arena, "a\xffi\xd7", false), "ai");
	/* Marks of direction that Hebrew text needs, and joiners, stay. */
	assert_string_equal(utf8_tidy(arena, "a\xe2\x80\x8f" "b", false), "a\xe2\x80\x8f" "b");
}

TEST(tidy_keeps_lines_where_asked)
{
	assert_string_equal(utf8_tidy(arena, " one  two \r\n  three\n\n\tfour \n ", true), "one two\nthree\n\n\tfour");
	assert_string_equal(utf8_tidy(arena, "\n\n \t", true), "");
}

TEST(fold_is_what_people_mean)
{
	assert_string_equal(utf8_fold(arena, "שָׁלוֹם"), "שלום");
	assert_string_equal(utf8_fold(arena, "Żółć"), "zolc");
	assert_string_equal(utf8_fold(arena, "ŁÓDŹ"), "lodz");
	assert_string_equal(utf8_fold(arena, "Äiti"), "aiti");
	assert_string_equal(utf8_fold(arena, "500 מ\"ל"), "500 מל");
	assert_string_equal(utf8_fold(arena, "500 מ״ל"), "500 מל");
	assert_string_equal(utf8_fold(arena, "צ'יפס"), "ציפס");
	assert_string_equal(utf8_fold(arena, "צ׳יפס"), "ציפס");
	assert_string_equal(utf8_fold(arena, "„Łaciate” mleko"), "laciate mleko");
	assert_string_equal(utf8_fold(arena, "בית־ספר"), "בית ספר");
	assert_string_equal(utf8_fold(arena, "  Coca-Cola (1.5L)!  "), "coca cola 1 5l");
	assert_string_equal(utf8_fold(arena, "STRASSE ﬁne ½"), "strasse fine 1⁄2");
	assert_string_equal(utf8_fold(arena, "Straße"), "strasse");
	assert_string_equal(utf8_fold(arena, "ＭＩＬＫ"), "milk");
	assert_string_equal(utf8_fold(arena, "co\xc2\xadop\xe2\x80\x8e"), "coop");
	assert_string_equal(utf8_fold(arena, "rock´n´roll ‘n’ rock'n'roll 12″"), "rocknroll n rocknroll 12");
	assert_string_equal(utf8_fold(arena, "!?"), "");
	assert_string_equal(utf8_fold(arena, "\xff\xfe" "a\x80"), "a");
}

TEST(folding_and_tidying_twice_changes_nothing)
{
	for (unsigned c = 1; c < 0x30000; c++) {
		struct arena *a = arena_new();
		char bytes[6] = { 0 };
		const char *once;

		if (c < 0x80)
			bytes[0] = (char)c;
		else if (c < 0x800)
			memcpy(bytes, (char[]){ (char)(0xc0 | c >> 6), (char)(0x80 | (c & 63)) }, 2);
		else if (c < 0x10000)
			memcpy(bytes, (char[]){ (char)(0xe0 | c >> 12), (char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63)) }, 3);
		else
			memcpy(bytes, (char[]){ (char)(0xf0 | c >> 18), (char)(0x80 | (c >> 12 & 63)),
						(char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63)) }, 4);
		once = utf8_fold(a, bytes);
		if (strcmp(utf8_fold(a, once), once) != 0)
			fail_msg("U+%04X folds to \"%s\", then to \"%s\"", c, once, utf8_fold(a, once));
		once = utf8_tidy(a, bytes, true);
		if (strcmp(utf8_tidy(a, once, true), once) != 0)
			fail_msg("U+%04X tidies twice", c);
		arena_free(a);
	}
}

UNIT_MAIN(cmocka_unit_test(text_in_many_scripts_is_valid),
	  cmocka_unit_test(hostile_bytes_are_not),
	  cmocka_unit_test(length_and_cut_count_characters),
	  cmocka_unit_test(tidy_makes_one_line),
	  cmocka_unit_test(tidy_keeps_lines_where_asked),
	  cmocka_unit_test(fold_is_what_people_mean),
	  cmocka_unit_test(folding_and_tidying_twice_changes_nothing))
