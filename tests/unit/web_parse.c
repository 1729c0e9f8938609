/* web_parse.c: the parser of requests takes what browsers send and refuses the rest. */
#include "unit.h"

#include "app/http_parse.h"

/* The environment is set up in one static array: the parser keeps pointers. */
static const char *env[8];

static struct error *parse_with(const char *uri, const char *type, const char *body, struct http **h)
{
	int n = 0;

	env[n++] = type ? "REQUEST_METHOD=POST" : "REQUEST_METHOD=GET";
	env[n++] = arena_printf(arena, "REQUEST_URI=%s", uri);
	if (type)
		env[n++] = arena_printf(arena, "CONTENT_TYPE=%s", type);
	env[n] = NULL;
	return http_parse(arena, env, body, body ? strlen(body) : 0, h);
}

static void refused(const char *uri, const char *type, const char *body, const char *code)
{
	struct http *h;
	struct error *e = parse_with(uri, type, body, &h);

	assert_non_null(e);
	assert_int_equal(e->kind, INVALID);
	assert_string_equal(e->code, code);
	assert_non_null(h);
}

#define FORM_TYPE "application/x-www-form-urlencoded"

static void path_and_query_are_decoded(void **state)
{
	struct http *h;

	(void)state;
	assert_null(parse_with("/he/goods/%D7%97%D7%9C%D7%91?q=a+b%26c&empty=&bare&&x=%C5%81", NULL, NULL, &h));
	assert_string_equal(h->path, "/he/goods/חלב");
	assert_string_equal(http_value(h, "q"), "a b&c");
	assert_string_equal(http_value(h, "empty"), "");
	assert_string_equal(http_value(h, "bare"), "");
	assert_string_equal(http_value(h, "x"), "Ł");
	assert_null(http_value(h, "y"));
	assert_int_equal(h->pair_count, 4);
	assert_string_equal(h->query, "q=a+b%26c&empty=&bare&&x=%C5%81");
}

static void plus_is_a_blank_in_queries_alone(void **state)
{
	struct http *h;

	(void)state;
	assert_null(parse_with("/a+b?a+b=c", NULL, NULL, &h));
	assert_string_equal(h->path, "/a+b");
	assert_string_equal(http_value(h, "a b"), "c");
}

static void bad_addresses_are_refused(void **state)
{
	(void)state;
	refused("", NULL, NULL, "request.path");
	refused("en/", NULL, NULL, "request.path");
	refused("http://other/", NULL, NULL, "request.path");
	refused("/a b", NULL, NULL, "request.path");
	refused("/a#b", NULL, NULL, "request.path");
	refused("/a%2Fb", NULL, NULL, "request.path");
	refused("/a%0D%0ASet-Cookie:x", NULL, NULL, "request.path");
	refused("/%00", NULL, NULL, "request.text");
	refused("/%", NULL, NULL, "request.escape");
	refused("/%4", NULL, NULL, "request.escape");
	refused("/%zz", NULL, NULL, "request.escape");
	refused("/%c3%28", NULL, NULL, "request.text");
	refused("/\xff", NULL, NULL, "request.text");
	refused("/?a=%", NULL, NULL, "request.escape");
	refused("/?a=%1", NULL, NULL, "request.escape");
	refused("/?%ff=1", NULL, NULL, "request.text");
	refused("/?a=%00", NULL, NULL, "request.text");
	refused("/?a=%ed%a0%80", NULL, NULL, "request.text");
	refused("/?a=\x01", NULL, NULL, "request.path");
}

static void an_escape_at_the_very_end_counts(void **state)
{
	struct http *h;

	(void)state;
	assert_null(parse_with("/%41?a=%42", NULL, NULL, &h));
	assert_string_equal(h->path, "/A");
	assert_string_equal(http_value(h, "a"), "B");
}

static const char *repeat(const char *s, size_t times)
{
	char *out = arena_alloc(arena, strlen(s) * times + 1);

	for (size_t i = 0; i < times; i++)
		memcpy(out + i * strlen(s), s, strlen(s));
	return out;
}

static void sizes_are_bounded(void **state)
{
	char *large = arena_alloc(arena, HTTP_BODY_MAX + 2);
	struct http *h;

	(void)state;
	assert_null(parse_with(arena_printf(arena, "/?%s", repeat("a&", 64)), NULL, NULL, &h));
	refused(arena_printf(arena, "/?%s", repeat("a&", 65)), NULL, NULL, "request.many");
	refused(arena_printf(arena, "/?%s", repeat("a", HTTP_QUERY_MAX + 1)), NULL, NULL, "request.query");
	refused(arena_printf(arena, "/%s", repeat("a", HTTP_PATH_MAX)), NULL, NULL, "request.path");
	refused("/?a=1", FORM_TYPE, repeat("b&", 64), "request.many");
	memset(large, 'a', HTTP_BODY_MAX + 1);
	refused("/", FORM_TYPE, large, "request.large");
}

static void the_form_comes_before_the_query_and_the_first_counts(void **state)
{
	struct http *h;

	(void)state;
	assert_null(parse_with("/?a=query&b=query", FORM_TYPE "; charset=UTF-8", "a=first&a=second", &h));
	assert_string_equal(http_value(h, "a"), "first");
	assert_string_equal(http_value(h, "b"), "query");
}

static void bodies_are_forms_or_json(void **state)
{
	struct http *h;

	(void)state;
	assert_null(parse_with("/", "application/json", "{\"a\":1}", &h));
	assert_int_equal(h->body_size, 7);
	assert_int_equal(h->pair_count, 0);
	assert_null(parse_with("/", "multipart/form-data; boundary=x", "", &h));
	refused("/", "multipart/form-data; boundary=x", "--x", "request.body");
	refused("/", "application/jsonp", "{}", "request.type");
	refused("/", "text/plain", "a=1", "request.type");
	refused("/", FORM_TYPE, "a=%f", "request.escape");
}

static void a_body_of_another_length_than_announced_is_refused(void **state)
{
	const char *sent[] = { "REQUEST_METHOD=POST", "REQUEST_URI=/", "CONTENT_TYPE=" FORM_TYPE, "CONTENT_LENGTH=5", NULL };
	const char *wrong[] = { "REQUEST_METHOD=POST", "REQUEST_URI=/", "CONTENT_LENGTH=-1", NULL };
	struct http *h;

	(void)state;
	assert_null(http_parse(arena, sent, "a=123", 5, &h));
	assert_string_equal(http_parse(arena, sent, "a=12", 4, &h)->code, "request.body");
	assert_string_equal(http_parse(arena, wrong, "", 0, &h)->code, "request.body");
}

static void plain_cgi_gives_the_path_decoded(void **state)
{
	const char *sent[] = { "REQUEST_METHOD=GET", "PATH_INFO=/en/50%", "QUERY_STRING=a=%41", NULL };
	const char *none[] = { "REQUEST_METHOD=GET", NULL };
	struct http *h;

	(void)state;
	assert_null(http_parse(arena, sent, NULL, 0, &h));
	assert_string_equal(h->path, "/en/50%");
	assert_string_equal(http_value(h, "a"), "A");
	assert_null(http_parse(arena, none, NULL, 0, &h));
	assert_string_equal(h->path, "/");
}

static void methods(void **state)
{
	const char *sent[] = { "REQUEST_METHOD=HEAD", "REQUEST_URI=/", NULL };
	struct http *h;

	(void)state;
	assert_null(http_parse(arena, sent, NULL, 0, &h));
	assert_int_equal(h->method, METHOD_GET);
	assert_true(h->head);
	sent[0] = "REQUEST_METHOD=DELETE";
	assert_null(http_parse(arena, sent, NULL, 0, &h));
	assert_int_equal(h->method, 0);
}

static void foolish_cookies_lock_nobody_out(void **state)
{
	const char *sent[] = { "REQUEST_URI=/", "HTTP_COOKIE=;; =x; novalue; a=1;b = 2;c=%zz; a=3; d=x=y", NULL };
	struct http *h;

	(void)state;
	assert_null(http_parse(arena, sent, NULL, 0, &h));
	assert_string_equal(http_cookie(h, "a"), "1");
	assert_string_equal(http_cookie(h, "c"), "%zz");
	assert_string_equal(http_cookie(h, "d"), "x=y");
	assert_null(http_cookie(h, "novalue"));
	sent[1] = "HTTP_COOKIE=a=\xff";
	assert_null(http_parse(arena, sent, NULL, 0, &h));
	assert_null(http_cookie(h, "a"));
}

static void headers_are_clean_text_or_absent(void **state)
{
	const char *sent[] = { "REQUEST_URI=/", "HTTP_ACCEPT_LANGUAGE=he", "HTTP_ACCEPT=a\nb", "HTTP_ORIGIN=\xff",
		"HTTP_X=1", NULL };
	struct http *h;

	(void)state;
	assert_null(http_parse(arena, sent, NULL, 0, &h));
	assert_string_equal(http_header(h, "accept-language"), "he");
	assert_null(http_header(h, "accept"));
	assert_null(http_header(h, "origin"));
	assert_null(http_header(h, "accept-lang"));
	assert_string_equal(http_header(h, "x"), "1");
}

UNIT_MAIN(
	cmocka_unit_test(path_and_query_are_decoded),
	cmocka_unit_test(plus_is_a_blank_in_queries_alone),
	cmocka_unit_test(bad_addresses_are_refused),
	cmocka_unit_test(an_escape_at_the_very_end_counts),
	cmocka_unit_test(sizes_are_bounded),
	cmocka_unit_test(the_form_comes_before_the_query_and_the_first_counts),
	cmocka_unit_test(bodies_are_forms_or_json),
	cmocka_unit_test(a_body_of_another_length_than_announced_is_refused),
	cmocka_unit_test(plain_cgi_gives_the_path_decoded),
	cmocka_unit_test(methods),
	cmocka_unit_test(foolish_cookies_lock_nobody_out),
	cmocka_unit_test(headers_are_clean_text_or_absent))
