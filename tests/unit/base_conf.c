/* base_conf.c: the configuration file, good and bad. */
#include "unit.h"

#include <unistd.h>

#include "base/conf.h"

static char path[] = "base_conf.XXXXXX";

static struct error *load(const char *text, size_t n, struct conf **out)
{
	FILE *f = fopen(path, "w");
	struct error *e;

	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, n, f), n);
	fclose(f);
	e = conf_load(arena, path, out);
	return e;
}

static struct error *load_text(const char *text, struct conf **out)
{
	return load(text, strlen(text), out);
}

/* The line that an error names; 0 for none. */
static const char *line_of(const struct error *e)
{
	for (int i = 0; e->args[i]; i += 2)
		if (strcmp(e->args[i], "line") == 0)
			return e->args[i + 1];
	return "0";
}

TEST(an_empty_file_gives_the_defaults)
{
	struct conf *c;

	assert_null(load_text("", &c));
	assert_int_equal(c->database_port, 3306);
	assert_string_equal(c->database_name, "makolet");
	assert_string_equal(c->database_password, "");
	assert_string_equal(c->log_level, "info");
	assert_false(c->development);
	assert_false(c->https);
	assert_int_equal(c->workers, 4);
}

TEST(values_are_read)
{
	struct conf *c;

	assert_null(load_text("# the shop\n\n  workers=8\r\n\tshop_url =  https://shop.example  \n"
			      "database_password = a # b = \"c\"\ndevelopment = yes\nsmtp_user =\n"
			      "mail_from = מכולת <shop@example.com>\nlog_level = debug", &c));
	assert_int_equal(c->workers, 8);
	assert_string_equal(c->shop_url, "https://shop.example");
	assert_true(c->https);
	assert_string_equal(c->database_password, "a # b = \"c\"");
	assert_true(c->development);
	assert_string_equal(c->smtp_user, "");
	assert_string_equal(c->mail_from, "מכולת <shop@example.com>");
	assert_string_equal(c->log_level, "debug");
}

TEST(an_unknown_name_is_refused_with_its_line)
{
	struct conf *c = NULL;
	struct error *e = load_text("# one\nworkers = 2\nworker = 3\n", &c);

	assert_non_null(e);
	assert_string_equal(e->code, "conf.unknown");
	assert_string_equal(line_of(e), "3");
	assert_non_null(strstr(e->detail, ":3: worker"));
	assert_null(c);
}

TEST(bad_values_are_refused_with_their_lines)
{
	static const char *const bad[] = { "workers = 0", "workers = -1", "workers = x", "workers =", "workers = 9223372036854775808",
		"database_port = 65536", "database_port = 3306x", "development = true", "development =", "log_level = loud",
		"shop_url = shop.example", "shop_url = https://", "shop_url = https://shop.example/", "shop_url = https://a/b",
		"shop_url = ftp://a", "smtp_url = 127.0.0.1", "database_name =", "data_dir =" };
	struct conf *c;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct error *e = load_text(arena_printf(arena, "\n%s\n", bad[i]), &c);

		if (!e)
			fail_msg("taken: %s", bad[i]);
		assert_string_equal(e->code, "conf.value");
		assert_string_equal(line_of(e), "2");
	}
}

TEST(all_that_is_wrong_is_said_at_once_and_no_secret)
{
	struct conf *c;
	struct error *e = load_text("workers = 3\nworkers = 4\nnonsense\npasword = hunter2\ndatabase_port = hunter2\n", &c);

	assert_string_equal(e->code, "conf.twice");
	assert_string_equal(line_of(e), "2");
	assert_string_equal(e->also->code, "conf.syntax");
	assert_string_equal(line_of(e->also), "3");
	assert_string_equal(e->also->also->code, "conf.unknown");
	assert_string_equal(e->also->also->also->code, "conf.value");
	assert_null(e->also->also->also->also);
	assert_null(strstr(error_line(arena, e), "hunter2"));
}

TEST(bytes_that_are_no_text_are_refused)
{
	static const char nul[] = "workers = 3\0 = 4\n";
	struct conf *c;

	assert_string_equal(load(nul, sizeof(nul) - 1, &c)->code, "conf.syntax");
	assert_string_equal(load_text("database_name = \xff\n", &c)->code, "conf.syntax");
	assert_string_equal(load_text("= 3\n", &c)->code, "conf.unknown");
	assert_string_equal(load_text("https = yes\n", &c)->code, "conf.unknown");
}

TEST(the_environment_names_the_file)
{
	struct error *e;
	struct conf *c;

	assert_null(load_text("workers = 7\n", &c));
	setenv("MAKOLET_CONF", path, 1);
	assert_null(conf_load(arena, NULL, &c));
	assert_int_equal(c->workers, 7);
	setenv("MAKOLET_CONF", "no-such-file", 1);
	e = conf_load(arena, NULL, &c);
	assert_string_equal(e->code, "conf.file");
	assert_non_null(strstr(e->detail, "no-such-file"));
	assert_string_equal(conf_load(arena, ".", &c)->code, "conf.file");
	unsetenv("MAKOLET_CONF");
}

static int make_file(void **state)
{
	int fd = mkstemp(path);

	if (fd < 0)
		return -1;
	close(fd);
	return unit_setup(state);
}

static int remove_file(void **state)
{
	unlink(path);
	return unit_teardown(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_file_gives_the_defaults),
		cmocka_unit_test(values_are_read),
		cmocka_unit_test(an_unknown_name_is_refused_with_its_line),
		cmocka_unit_test(bad_values_are_refused_with_their_lines),
		cmocka_unit_test(all_that_is_wrong_is_said_at_once_and_no_secret),
		cmocka_unit_test(bytes_that_are_no_text_are_refused),
		cmocka_unit_test(the_environment_names_the_file),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, make_file, remove_file);
}
