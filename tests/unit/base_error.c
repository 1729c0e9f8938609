/* base_error.c: errors with texts, notes, the way they took and their chain. */
#include "unit.h"

#include "base/error.h"

static struct error *inner(bool fails)
{
	return fails ? error_note(ERR(arena, UNAVAILABLE, "db.gone"), "server %d", 2006) : NULL;
}

static struct error *middle(bool fails)
{
	TRY(inner(fails));
	return NULL;
}

static struct error *outer(bool fails)
{
	TRY(error_note(middle(fails), "reading order %d", 12));
	return NULL;
}

TEST(success_is_null_all_the_way)
{
	assert_null(outer(false));
	assert_null(error_note(NULL, "nothing"));
}

TEST(an_error_notes_the_way_it_passed)
{
	struct error *e = outer(true);

	assert_int_equal(e->kind, UNAVAILABLE);
	assert_string_equal(e->code, "db.gone");
	assert_string_equal(e->detail, "reading order 12: server 2006");
	assert_non_null(strstr(e->file, "base_error.c"));
	assert_int_equal(e->line, 8);
	assert_non_null(strstr(e->trace, "base_error.c:13 "));
	assert_non_null(strstr(e->trace, "base_error.c:19"));
}

TEST(texts_take_copies_of_their_values)
{
	char left[] = "3", field[] = "line[2]";
	struct error *e = error_field(error_text(ERR(arena, SHORTAGE, "cart.shortage"),
			N_("Only {left} of {name} are left."), "left", left, "name", "milk", NULL), field);

	left[0] = field[0] = 'X';
	assert_string_equal(e->text, "Only {left} of {name} are left.");
	assert_string_equal(e->args[0], "left");
	assert_string_equal(e->args[1], "3");
	assert_string_equal(e->args[2], "name");
	assert_string_equal(e->args[3], "milk");
	assert_null(e->args[4]);
	assert_string_equal(e->field, "line[2]");
	e = error_text(e, N_("None are left."), NULL);
	assert_null(e->args[0]);
}

TEST(several_errors_keep_their_order)
{
	struct error *list = NULL;

	list = error_also(list, error_field(ERR(arena, INVALID, "field.empty"), "name"));
	list = error_also(list, error_field(ERR(arena, INVALID, "field.long"), "note"));
	list = error_also(list, error_note(ERR(arena, SHORTAGE, "cart.shortage"), "variant 5"));
	assert_string_equal(list->code, "field.empty");
	assert_string_equal(list->also->code, "field.long");
	assert_string_equal(list->also->also->code, "cart.shortage");
	assert_null(list->also->also->also);
}

TEST(the_line_for_the_log_says_all)
{
	struct error *e = error_field(error_note(error_new(arena, INVALID, "a.b", "x.c", 3), "why"), "name");

	error_passed(error_passed(e, "y.c", 4), "z.c", 5);
	error_also(e, error_new(arena, INTERNAL, "c.d", "w.c", 6));
	assert_string_equal(error_line(arena, e),
			    "INVALID a.b field name: why (x.c:3 y.c:4 z.c:5); also INTERNAL c.d (w.c:6)");
	assert_string_equal(error_line(arena, NULL), "");
}

TEST(every_kind_has_name_and_sentence)
{
	for (enum error_kind kind = NOT_FOUND; kind <= INTERNAL; kind++) {
		const char *text = error_kind_text(kind);

		assert_non_null(error_kind_name(kind));
		assert_int_equal(text[strlen(text) - 1], '.');
	}
	assert_string_equal(error_kind_name(NOT_FOUND), "NOT_FOUND");
	assert_string_equal(error_kind_name(UNCERTAIN), "UNCERTAIN");
	assert_string_equal(error_kind_name(INTERNAL), "INTERNAL");
	assert_string_equal(error_kind_name((enum error_kind)0), "INTERNAL");
	assert_string_equal(error_kind_name((enum error_kind)77), "INTERNAL");
}

UNIT_MAIN(cmocka_unit_test(success_is_null_all_the_way),
	  cmocka_unit_test(an_error_notes_the_way_it_passed),
	  cmocka_unit_test(texts_take_copies_of_their_values),
	  cmocka_unit_test(several_errors_keep_their_order),
	  cmocka_unit_test(the_line_for_the_log_says_all),
	  cmocka_unit_test(every_kind_has_name_and_sentence))
