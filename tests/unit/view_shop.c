/* view_shop.c: the shop's own templates and translations can be read, and
 * every page renders without data. Runs where share/ was built. */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "view/view.h"

#define TEMPLATES SHARE_DIR "/templates/"

static struct {
	struct arena *arena;
} run;

static void render(const char *name)
{
	for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
		struct data *d = data_new(run.arena, lang, (struct currency){ "EUR", 2 }, NULL);
		struct str out;

		str_init(&out, run.arena);
		struct error *e = template_render(name, d, &out);
		if (!e)
			e = template_render_text(name, d, &out);
		if (e)
			fail_msg("%s", error_line(run.arena, e));
	}
}

/* A file whose name begins with _ or that stands in layout/ is part of others. */
static bool is_page(const char *name)
{
	return strncmp(name, "layout/", 7) != 0 && !strstr(name, "/_");
}

static void every_page_renders_without_data(void **state)
{
	glob_t files;

	(void)state;
	assert_null(template_init(run.arena, SHARE_DIR, false));
	assert_int_equal(glob(TEMPLATES "*/*.cs", 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		const char *name = files.gl_pathv[i] + strlen(TEMPLATES);
		if (is_page(name))
			render(arena_strndup(run.arena, name, strlen(name) - 3));
	}
	globfree(&files);
}

static void every_language_is_there(void **state)
{
	(void)state;
	assert_null(text_load(run.arena, SHARE_DIR));
	for (enum lang lang = LANG_HE; lang < LANG_COUNT; lang++) {
		const char *key = error_kind_text(SHORTAGE);
		assert_string_not_equal(text(lang, key), key);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_language_is_there),
		cmocka_unit_test(every_page_renders_without_data),
	};

	run.arena = arena_new();
	cmocka_set_message_output(CM_OUTPUT_TAP);
	int failures = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(run.arena);
	return failures;
}
