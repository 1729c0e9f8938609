/* base_json.c: reading with limits, typed members, writing. */
#include "unit.h"

#include "base/json.h"
#include "base/str.h"

static struct error *read_text(const char *text, json_t **out)
{
	return json_read(arena, text, strlen(text), out);
}

static const char *nested(int depth, char open, char close)
{
	struct str s;

	str_init(&s, arena);
	for (int i = 0; i < depth; i++)
		str_add(&s, open == '{' && i ? "\"a\":{" : (char[]){ open, '\0' });
	for (int i = 0; i < depth; i++)
		str_addc(&s, close);
	return s.p;
}

TEST(members_are_read_by_type)
{
	const char *name = "before";
	int64_t count = -7;
	json_t *v;

	assert_null(read_text("{\"name\":\"חלב\",\"count\":9223372036854775807,\"price\":1.5,\"none\":null}", &v));
	assert_false(json_text(v, "count", &name));
	assert_false(json_text(v, "absent", &name));
	assert_false(json_text(v, "none", &name));
	assert_string_equal(name, "before");
	assert_false(json_whole(v, "name", &count));
	assert_false(json_whole(v, "price", &count));
	assert_false(json_whole(v, "absent", &count));
	assert_int_equal(count, -7);
	assert_true(json_text(v, "name", &name));
	assert_string_equal(name, "חלב");
	assert_true(json_whole(v, "count", &count));
	assert_true(count == INT64_MAX);
	assert_false(json_text(NULL, "a", &name));
	assert_null(read_text("[1]", &v));
	assert_false(json_whole(v, "a", &count));
}

TEST(what_is_not_strict_json_is_refused)
{
	static const char *const bad[] = { "", " ", "{", "[1,]", "{\"a\":1,}", "{'a':1}", "{a:1}", "[1] x", "{}{}", "nul", "01", "+1",
		"NaN", "[Infinity]", "{\"a\":1,\"a\":2}", "{\"a\":{\"b\":1,\"b\":1}}", "{\"a\":1,\"\\u0061\":2}", "\"\\u0000\"",
		"{\"\\u0000\":1}", "\"\xff\"", "\"\xed\xa0\x80\"", "\"\\ud800\"", "\"a\nb\"", "9223372036854775808", "1e999",
		"// x\n1", "\xef\xbb\xbf{}" };
	json_t *v = NULL;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct error *e = read_text(bad[i], &v);

		if (!e)
			fail_msg("taken: %s", bad[i]);
		assert_int_equal(e->kind, INVALID);
		assert_string_equal(e->code, "json.syntax");
		assert_null(v);
	}
	assert_non_null(json_read(arena, "[1]\0", 4, &v));
	assert_non_null(json_read(arena, "[\0]", 3, &v));
	assert_non_null(json_read(arena, "\"a\0b\"", 5, &v));
}

TEST(depth_is_bounded)
{
	json_t *v;

	assert_null(read_text(nested(32, '[', ']'), &v));
	assert_null(read_text(nested(32, '{', '}'), &v));
	assert_non_null(read_text(nested(33, '[', ']'), &v));
	assert_non_null(read_text(nested(33, '{', '}'), &v));
	assert_non_null(read_text(nested(100000, '[', ']'), &v));
	assert_non_null(read_text(arena_strndup(arena, nested(100000, '[', ']'), 100000), &v));
}

TEST(an_error_says_where_but_not_what)
{
	json_t *v;
	struct error *e = read_text("{\"name\":\n \"Moshe\" x}", &v);

	assert_non_null(strstr(e->detail, "line 2"));
	assert_null(strstr(e->detail, "Moshe"));
}

TEST(writing_is_compact_and_keeps_the_order)
{
	static const char text[] = "{\"z\":1,\"a\":[true,null,\"ש\\\"\\n\"],\"m\":{}}";
	json_t *v;

	assert_null(read_text(text, &v));
	assert_string_equal(json_write(arena, v), text);
	v = json_keep(arena, json_pack("{s:i,s:s}", "b", 1, "a", "x"));
	assert_string_equal(json_write(arena, v), "{\"b\":1,\"a\":\"x\"}");
	assert_string_equal(json_write(arena, json_keep(arena, json_integer(INT64_MIN))), "-9223372036854775808");
	assert_null(json_keep(arena, NULL));
	assert_null(json_write(arena, NULL));
}

UNIT_MAIN(cmocka_unit_test(members_are_read_by_type),
	  cmocka_unit_test(what_is_not_strict_json_is_refused),
	  cmocka_unit_test(depth_is_bounded),
	  cmocka_unit_test(an_error_says_where_but_not_what),
	  cmocka_unit_test(writing_is_compact_and_keeps_the_order))
