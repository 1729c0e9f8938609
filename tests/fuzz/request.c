/* request.c: libFuzzer target of the request's parser and of every validator.
 *
 * The input is lines: address, content type, cookies; what is left is the
 * body. A first byte of '!' makes it plain CGI. What comes out must be valid
 * UTF-8 within bounds, however strange what goes in.
 */
#include "app/http_parse.h"
#include "app/param.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static const char *line(struct arena *a, const char **s, size_t *n)
{
	const char *end = memchr(*s, '\n', *n);
	size_t size = end ? (size_t)(end - *s) : *n;
	const char *out = arena_strndup(a, *s, size);

	*s += size + (end != NULL);
	*n -= size + (end != NULL);
	return out;
}

static void check_text(const char *s)
{
	must(utf8_valid(s, strlen(s)));
}

static void check_validators(struct arena *a, const char *sent)
{
	for (int kind = 0; kind < PARAM_JSON; kind++) {
		struct param_decl d = { "it", (enum param_kind)kind, REQUIRED, 1, 40, "in|out" };
		struct param p;
		struct error *e = param_check(a, &d, sent, &p);
		must(p.given == !e);
		if (p.typed)
			check_text(p.typed);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	const char *s = (const char *)data;
	size_t n = size;
	bool cgi = n > 0 && *s == '!';
	const char *uri = line(a, &s, &n);
	const char *env[] = {
		"REQUEST_METHOD=POST", arena_printf(a, cgi ? "PATH_INFO=%s" : "REQUEST_URI=%s", uri + cgi),
		arena_printf(a, "CONTENT_TYPE=%s", line(a, &s, &n)), arena_printf(a, "HTTP_COOKIE=%s", line(a, &s, &n)), NULL,
	};
	struct http *h;
	struct error *e = http_parse(a, env, s, n, &h);

	must(!e || e->kind == INVALID);
	must(h->pair_count <= HTTP_PARAMS_MAX && h->cookie_count <= HTTP_PARAMS_MAX);
	must(e || *h->path == '/');
	check_text(h->path);
	for (size_t i = 0; i < h->cookie_count; i++)
		check_text(h->cookies[i].value);
	for (size_t i = 0; i < h->pair_count; i++) {
		check_text(h->pairs[i].name);
		check_text(h->pairs[i].value);
		check_validators(a, h->pairs[i].value);
	}
	arena_free(a);
	return 0;
}
