/* base_log.c: the form of a line, quoting, cutting, levels. */
#include "unit.h"

#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/utf8.h"

static int saved = -1;
static FILE *caught;

/* From here on standard error is a file. */
static void catch_log(void)
{
	fflush(stderr);
	saved = dup(STDERR_FILENO);
	caught = tmpfile();
	assert_non_null(caught);
	dup2(fileno(caught), STDERR_FILENO);
}

/* What was logged since, without the time, which is 42 characters of "ts=". */
static const char *caught_log(void)
{
	static char text[8192];
	size_t n;

	dup2(saved, STDERR_FILENO);
	close(saved);
	rewind(caught);
	n = fread(text, 1, sizeof(text) - 1, caught);
	text[n] = '\0';
	fclose(caught);
	return n > 31 ? text + 31 : text;
}

TEST(a_line_is_logfmt_with_time_level_and_request)
{
	instant now;
	const char *line;

	assert_true(instant_parse("2026-08-10T06:30:00Z", &now));
	catch_log();
	clock_set(now);
	log_set_request("4fzyo82m");
	log_event(LOG_INFO, "order.placed", "order", "12", NULL);
	log_set_request(NULL);
	log_event(LOG_WARN, "stock.low", NULL);
	clock_set(0);
	line = caught_log() - 31;
	assert_memory_equal(line, "ts=2026-08-10T06:30:00.", 23);
	assert_int_equal(line[29], 'Z');
	assert_memory_equal(line + 31, "level=info rid=4fzyo82m event=order.placed order=12\nts=", 55);
	assert_non_null(strstr(line, "Z level=warn event=stock.low\n"));
}

TEST(values_are_quoted_so_that_a_line_stays_one)
{
	static const struct { const char *value, *want; } cases[] = {
		{ "plain", "v=plain\n" }, { "", "v=\"\"\n" }, { "two words", "v=\"two words\"\n" },
		{ "a=b", "v=\"a=b\"\n" }, { "say \"hi\"", "v=\"say \\\"hi\\\"\"\n" }, { "back\\slash", "v=\"back\\\\slash\"\n" },
		{ "x\nts=0 level=error", "v=\"x\\nts=0 level=error\"\n" }, { "\r\t", "v=\"\\r\\t\"\n" },
		{ "\x1b[31m", "v=\"\\x1b[31m\"\n" }, { "\x7f", "v=\"\\x7f\"\n" }, { "חלב", "v=חלב\n" },
		{ "\xff\xd7", "v=\"\\xff\\xd7\"\n" }, { "a\xc2\x9b" "b", "v=\"a\\xc2\\x9bb\"\n" }, { NULL, NULL },
	};

	for (size_t i = 0; cases[i].value; i++) {
		const char *line;

		catch_log();
		log_event(LOG_INFO, "e", "v", cases[i].value, NULL);
		line = caught_log();
		assert_string_equal(strstr(line, "v="), cases[i].want);
	}
}

TEST(long_values_are_cut_between_characters)
{
	char value[2002];
	const char *v;

	memset(value, 'x', 2000);
	value[2000] = '\0';
	catch_log();
	log_event(LOG_INFO, "e", "v", value, NULL);
	assert_int_equal(strlen(strstr(caught_log(), "v=") + 2), 501);

	/* Two bytes a character, from an odd place on. */
	value[0] = 'x';
	for (size_t i = 1; i < 2001; i += 2)
		memcpy(value + i, "\xd7\x90", 2);
	value[2001] = '\0';
	catch_log();
	log_event(LOG_INFO, "e", "v", value, NULL);
	v = strstr(caught_log(), "v=") + 2;
	assert_int_equal(strlen(v), 500);
	assert_true(utf8_valid(v, strlen(v)));
}

TEST(lines_below_the_level_are_dropped)
{
	catch_log();
	log_event(LOG_DEBUG, "e", NULL);
	log_set_level(LOG_ERROR);
	log_event(LOG_WARN, "e", NULL);
	log_failure("e", ERR(arena, INVALID, "a.b"));
	log_failure("e", ERR(arena, UNAVAILABLE, "a.b"));
	assert_string_equal(caught_log(), "");
	catch_log();
	log_event(LOG_ERROR, "e", NULL);
	log_set_level(LOG_INFO);
	assert_string_equal(caught_log(), "level=error event=e\n");
}

TEST(a_failure_is_logged_with_its_chain)
{
	static const struct { enum error_kind kind; const char *level; } levels[] = {
		{ INTERNAL, "error" }, { UNCERTAIN, "error" }, { UNAVAILABLE, "warn" }, { NOT_FOUND, "info" },
		{ INVALID, "info" }, { DENIED, "info" }, { CONFLICT, "info" }, { SHORTAGE, "info" }, { LIMITED, "info" },
	};
	struct error *e;

	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		catch_log();
		log_failure("request.failed", error_new(arena, levels[i].kind, "a.b", "x.c", 3));
		assert_string_equal(caught_log(), arena_printf(arena, "level=%s event=request.failed kind=%s code=a.b error=\"%s a.b (x.c:3)\"\n",
				    levels[i].level, error_kind_name(levels[i].kind), error_kind_name(levels[i].kind)));
	}
	e = error_text(error_new(arena, INTERNAL, "a.b", "x.c", 3), N_("{name} is gone."), "name", "Moshe", NULL);
	error_note(e, "%0*d", 3000, 0);
	error_also(e, error_new(arena, INVALID, "c.d", "y.c", 4));
	catch_log();
	log_failure("e", e);
	assert_int_equal(strlen(strstr(caught_log(), "error=\"") + 7), 2002);
	e->detail = NULL;
	catch_log();
	log_failure("e", e);
	assert_string_equal(strstr(caught_log(), "error=\""), "error=\"INTERNAL a.b (x.c:3); also INVALID c.d (y.c:4)\"\n");
}

UNIT_MAIN(cmocka_unit_test(a_line_is_logfmt_with_time_level_and_request),
	  cmocka_unit_test(values_are_quoted_so_that_a_line_stays_one),
	  cmocka_unit_test(long_values_are_cut_between_characters),
	  cmocka_unit_test(lines_below_the_level_are_dropped),
	  cmocka_unit_test(a_failure_is_logged_with_its_chain))
