/* web_multipart.c: forms with files are taken as browsers send them, and the
 * rest refused. */
#include "unit.h"

#include "app/param.h"
#include "base/str.h"

static const char *env[8];

static struct error *parse_bytes(const char *type, const char *body, size_t n, struct http **h)
{
	env[0] = "REQUEST_METHOD=POST";
	env[1] = "REQUEST_URI=/nowhere";
	env[2] = arena_printf(arena, "CONTENT_TYPE=%s", type);
	env[3] = NULL;
	return http_parse(arena, env, body, n, h);
}

#define TYPE "multipart/form-data; boundary=B"
#define PART(head, content) "--B\r\n" head "\r\n\r\n" content "\r\n"
#define TEXT_PART(name, content) PART("Content-Disposition: form-data; name=\"" name "\"", content)
#define FILE_PART(name, file, content) \
	PART("Content-Disposition: form-data; name=\"" name "\"; filename=\"" file "\"\r\nContent-Type: image/png", content)
#define END "--B--\r\n"

static struct http *taken(const char *type, const char *body)
{
	struct http *h;

	assert_null(parse_bytes(type, body, strlen(body), &h));
	return h;
}

static void refused_as(const char *type, const char *body, const char *code)
{
	struct http *h;
	struct error *e = parse_bytes(type, body, strlen(body), &h);

	assert_non_null(e);
	assert_int_equal(e->kind, INVALID);
	assert_string_equal(e->code, code);
}

#define REFUSED(body) refused_as(TYPE, body, "request.body")

static void texts_and_files_are_told_apart(void **state)
{
	static const char body[] = TEXT_PART("csrf", "abc") FILE_PART("pictures", "C:\\my pictures\\קפה.png", "\0\r\n--A\r\n")
		FILE_PART("pictures", "b.png", "") TEXT_PART("note", "שלום\r\nשוב") END;
	struct http *h;

	(void)state;
	assert_null(parse_bytes(TYPE, body, sizeof(body) - 1, &h));
	assert_string_equal(http_value(h, "csrf"), "abc");
	assert_string_equal(http_value(h, "note"), "שלום\r\nשוב");
	assert_int_equal(h->file_count, 2);
	assert_string_equal(h->files[0].field, "pictures");
	assert_string_equal(h->files[0].name, "קפה.png");
	assert_string_equal(h->files[0].type, "image/png");
	assert_int_equal(h->files[0].size, 8);
	assert_memory_equal(h->files[0].bytes, "\0\r\n--A\r\n", 8);
	assert_string_equal(h->files[1].name, "b.png");
	assert_int_equal(h->files[1].size, 0);
}

static void an_empty_file_input_is_nothing(void **state)
{
	struct http *h = taken(TYPE, TEXT_PART("a", "") PART("Content-Disposition: form-data; name=\"f\"; filename=\"\"\r\n"
		"Content-Type: application/octet-stream", "") END);

	(void)state;
	assert_int_equal(h->file_count, 0);
	assert_string_equal(http_value(h, "a"), "");
}

static void what_clients_vary_is_taken(void **state)
{
	(void)state;
	assert_string_equal(http_value(taken("Multipart/Form-Data; charset=utf-8; boundary=\"B\"", TEXT_PART("a", "1") END), "a"), "1");
	assert_string_equal(http_value(taken(TYPE, PART("content-disposition:form-data;name=a", "1") END), "a"), "1");
	assert_string_equal(http_value(taken(TYPE, PART("X-Other: y\r\nContent-Transfer-Encoding: binary\r\n"
		"Content-Disposition: form-data; name=\"a\"", "1") "--B--"), "a"), "1");
	taken(TYPE, END);
}

static void what_is_cut_or_torn_is_refused(void **state)
{
	static const char whole[] = TEXT_PART("a", "1") FILE_PART("f", "x.png", "bytes") END;
	struct http *h;

	(void)state;
	/* All but the last line end may not be missing. */
	for (size_t n = 1; n < sizeof(whole) - 3; n++)
		assert_non_null(parse_bytes(TYPE, whole, n, &h));
	assert_null(parse_bytes(TYPE, whole, sizeof(whole) - 3, &h));
	REFUSED("preamble\r\n" TEXT_PART("a", "1") END);
	REFUSED(TEXT_PART("a", "1") END "more");
	REFUSED(TEXT_PART("a", "1\r\n--Bee") END);
	REFUSED("--B \r\n\r\n" END);
	REFUSED("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" END);
}

static void strange_headers_are_refused(void **state)
{
	(void)state;
	REFUSED(PART("Content-Type: text/plain", "1") END);
	REFUSED(PART("Content-Disposition: form-data", "1") END);
	REFUSED(PART("Content-Disposition: attachment; name=\"a\"", "1") END);
	REFUSED(PART("Content-Disposition: form-data; name=\"a\"; name=\"b\"", "1") END);
	REFUSED(PART("Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''x", "1") END);
	REFUSED(PART("Content-Disposition: form-data; name=\"a\" x", "1") END);
	REFUSED(PART("Content-Disposition: form-data; name=\"a", "1") END);
	REFUSED(PART("Content-Disposition: form-data;\r\n name=\"a\"", "1") END);
	REFUSED(PART("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64", "MQ==") END);
	REFUSED(PART("Content-Disposition: form-data; name=\"a\"\nX: y", "1") END);
	refused_as(TYPE, PART("Content-Disposition: form-data; name=\"\xff\"", "1") END, "request.text");
	refused_as(TYPE, TEXT_PART("a", "\xff") END, "request.text");
}

static void boundaries_are_checked(void **state)
{
	static const char *const bad[] = { "", ";", "; boundary=", "; boundary=\"\"", "; boundary=B; boundary=B", "; boundary=B ",
		"; boundary=\"B \"", "; boundary=\"B\x01\"", "; boundary=B; x",
		"; boundary=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		refused_as(arena_printf(arena, "multipart/form-data%s", bad[i]), TEXT_PART("a", "1") END, "request.body");
}

static void numbers_and_sizes_are_bounded(void **state)
{
	struct str many, files, headers;
	struct http *h;
	char *large = arena_alloc(arena, HTTP_BODY_MAX + 1);

	(void)state;
	str_init(&many, arena);
	str_init(&files, arena);
	str_init(&headers, arena);
	for (int i = 0; i <= HTTP_PARAMS_MAX; i++)
		str_add(&many, TEXT_PART("a", "1"));
	for (int i = 0; i <= HTTP_FILES_MAX; i++)
		str_add(&files, FILE_PART("f", "x", "1"));
	for (int i = 0; i < 8; i++)
		str_add(&headers, "X: y\r\n");
	refused_as(TYPE, arena_printf(arena, "%s" END, many.p), "request.many");
	refused_as(TYPE, arena_printf(arena, "%s" END, files.p), "request.many");
	REFUSED(arena_printf(arena, "--B\r\n%sContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n" END, headers.p));
	REFUSED(arena_printf(arena, "--B\r\nX: %01030d\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n" END, 0));
	memset(large, 'a', HTTP_BODY_MAX);
	/* No row of this address takes files. */
	assert_string_equal(parse_bytes(TYPE, arena_printf(arena, "%s" FILE_PART("f", "x", "1") END, large),
		HTTP_BODY_MAX + 1, &h)->code, "request.large");
}

static const struct param_decl decls[] = {
	{ "name", PARAM_TEXT, REQUIRED, 1, 20, NULL }, { "pictures", PARAM_FILE, REQUIRED, 2, 4, NULL },
};
static const struct route route = { .path = "/x", .params = decls, .param_count = 2 };

static struct error *check(const char *body, struct params *params)
{
	return params_check(arena, &route, NULL, taken(TYPE, body), params);
}

static void rows_bound_their_files(void **state)
{
	struct params params;
	struct error *e;

	(void)state;
	assert_null(check(TEXT_PART("name", "n") FILE_PART("other", "x", "12345") FILE_PART("pictures", "x", "1234") END, &params));
	assert_int_equal(params.list[1].file_count, 1);
	assert_int_equal(params.list[1].files[0].size, 4);
	e = check(TEXT_PART("name", "n") FILE_PART("pictures", "x", "12345") END, &params);
	assert_string_equal(e->code, "param.file_large");
	assert_string_equal(e->field, "pictures");
	assert_false(params.list[1].given);
	e = check(FILE_PART("pictures", "x", "1") FILE_PART("pictures", "x", "1") FILE_PART("pictures", "x", "1") END, &params);
	assert_string_equal(e->code, "param.missing");
	assert_string_equal(e->also->code, "param.files_many");
	e = check(TEXT_PART("name", "n") TEXT_PART("pictures", "not a file") END, &params);
	assert_string_equal(e->code, "param.missing");
	assert_string_equal(e->field, "pictures");
	assert_int_equal(route_files_max(&route), 8);
}

UNIT_MAIN(
	cmocka_unit_test(texts_and_files_are_told_apart),
	cmocka_unit_test(an_empty_file_input_is_nothing),
	cmocka_unit_test(what_clients_vary_is_taken),
	cmocka_unit_test(what_is_cut_or_torn_is_refused),
	cmocka_unit_test(strange_headers_are_refused),
	cmocka_unit_test(boundaries_are_checked),
	cmocka_unit_test(numbers_and_sizes_are_bounded),
	cmocka_unit_test(rows_bound_their_files))
