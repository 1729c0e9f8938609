/* http_parse.c: the strict parser of requests. Fuzzed by tests/fuzz/request.c. */
#include "app/http_parse.h"

#include <ctype.h>
#include <strings.h>

#include "app/multipart.h"
#include "base/num.h"
#include "base/utf8.h"

/* ---- the environment ---- */

const char *http_env(const struct http *h, const char *name)
{
	size_t n = strlen(name);

	for (const char *const *e = h->env; e && *e; e++)
		if (strncmp(*e, name, n) == 0 && (*e)[n] == '=')
			return *e + n + 1;
	return NULL;
}

static bool clean_text(const char *s)
{
	for (const char *p = s; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			return false;
	return utf8_valid(s, strlen(s));
}

static bool same_header(const char *variable, const char *name)
{
	while (*name && *variable) {
		char c = *name == '-' ? '_' : (char)toupper((unsigned char)*name);
		if (c != *variable)
			return false;
		name++;
		variable++;
	}
	return !*name && *variable == '=';
}

const char *http_header(const struct http *h, const char *name)
{
	if (strcmp(name, "content-type") == 0)
		return http_env(h, "CONTENT_TYPE");
	for (const char *const *e = h->env; e && *e; e++) {
		if (strncmp(*e, "HTTP_", 5) != 0 || !same_header(*e + 5, name))
			continue;
		const char *value = strchr(*e, '=') + 1;
		return clean_text(value) ? value : NULL;
	}
	return NULL;
}

static const char *pair_find(const struct http_pair *pairs, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(pairs[i].name, name) == 0)
			return pairs[i].value;
	return NULL;
}

const char *http_value(const struct http *h, const char *name)
{
	return pair_find(h->pairs, h->pair_count, name);
}

const char *http_cookie(const struct http *h, const char *name)
{
	return pair_find(h->cookies, h->cookie_count, name);
}

/* ---- percent encoding ---- */

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* RFC 3986 2.1; `form` reads '+' as a blank too. */
static struct error *decode(struct arena *a, const char *s, size_t n, bool form, const char **out)
{
	char *to = arena_alloc(a, n + 1);
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		char c = s[i];
		if (c == '%') {
			int high = i + 2 < n ? hex_digit(s[i + 1]) : -1;
			int low = i + 2 < n ? hex_digit(s[i + 2]) : -1;
			if (high < 0 || low < 0)
				return ERR(a, INVALID, "request.escape");
			c = (char)(high * 16 + low);
			i += 2;
		} else if (c == '+' && form) {
			c = ' ';
		}
		to[len++] = c;
	}
	if (!utf8_valid(to, len))
		return ERR(a, INVALID, "request.text");
	*out = to;
	return NULL;
}

/* ---- parameters ---- */

static struct error *add_pair(struct arena *a, struct http *h, const char *s, size_t n)
{
	const char *eq = memchr(s, '=', n);
	size_t name_size = eq ? (size_t)(eq - s) : n;
	struct http_pair *pair = &h->pairs[h->pair_count];

	if (h->pair_count == HTTP_PARAMS_MAX)
		return ERR(a, INVALID, "request.many");
	TRY(decode(a, s, name_size, true, &pair->name));
	if (eq)
		TRY(decode(a, eq + 1, n - name_size - 1, true, &pair->value));
	else
		pair->value = "";
	h->pair_count++;
	return NULL;
}

static struct error *add_pairs(struct arena *a, struct http *h, const char *s, size_t n)
{
	while (n > 0) {
		const char *end = memchr(s, '&', n);
		size_t size = end ? (size_t)(end - s) : n;
		if (size > 0)
			TRY(add_pair(a, h, s, size));
		s += size + (end != NULL);
		n -= size + (end != NULL);
	}
	return NULL;
}

/* ---- the address ---- */

static bool visible(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s <= ' ' || *s == 0x7f)
			return false;
	return true;
}

static size_t count_slashes(const char *s, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += s[i] == '/';
	return count;
}

/* An escaped slash would move the borders of the segments: refused. */
static struct error *parse_path(struct arena *a, struct http *h, const char *raw, size_t n, bool escaped)
{
	const char *path = NULL;

	if (n == 0 || n > HTTP_PATH_MAX || *raw != '/')
		return ERR(a, INVALID, "request.path");
	if (escaped)
		TRY(decode(a, raw, n, false, &path));
	else
		path = arena_strndup(a, raw, n);
	if (!clean_text(path) || count_slashes(path, strlen(path)) != count_slashes(raw, n))
		return ERR(a, INVALID, "request.path");
	h->path = path;
	return NULL;
}

/* REQUEST_URI is what the client sent; without it (plain CGI) PATH_INFO, which
 * RFC 3875 4.1.5 says is decoded already. */
static struct error *parse_address(struct arena *a, struct http *h)
{
	const char *uri = http_env(h, "REQUEST_URI");
	const char *query = http_env(h, "QUERY_STRING");

	if (uri) {
		const char *mark = strchr(uri, '?');
		if (!visible(uri) || strchr(uri, '#'))
			return ERR(a, INVALID, "request.path");
		TRY(parse_path(a, h, uri, mark ? (size_t)(mark - uri) : strlen(uri), true));
		query = mark ? mark + 1 : "";
	} else {
		const char *path = http_env(h, "PATH_INFO");
		path = path && *path ? path : "/";
		TRY(parse_path(a, h, path, strlen(path), false));
	}
	if (query && (strlen(query) > HTTP_QUERY_MAX || !visible(query)))
		return ERR(a, INVALID, "request.query");
	if (query)
		h->query = query;
	return NULL;
}

static void parse_method(struct http *h)
{
	const char *method = http_env(h, "REQUEST_METHOD");

	if (!method)
		return;
	h->head = strcmp(method, "HEAD") == 0;
	if (h->head || strcmp(method, "GET") == 0)
		h->method = METHOD_GET;
	else if (strcmp(method, "POST") == 0)
		h->method = METHOD_POST;
}

/* ---- cookies ---- */

static void add_cookie(struct arena *a, struct http *h, const char *s, size_t n)
{
	const char *eq;

	while (n > 0 && *s == ' ')
		s++, n--;
	eq = memchr(s, '=', n);
	if (!eq || eq == s || h->cookie_count == HTTP_PARAMS_MAX)
		return;
	h->cookies[h->cookie_count].name = arena_strndup(a, s, (size_t)(eq - s));
	h->cookies[h->cookie_count].value = arena_strndup(a, eq + 1, n - (size_t)(eq - s) - 1);
	h->cookie_count++;
}

static void parse_cookies(struct arena *a, struct http *h)
{
	const char *s = http_header(h, "cookie");

	if (!s || strlen(s) > HTTP_COOKIES_MAX)
		return;
	h->cookies = ARENA_ARRAY(a, HTTP_PARAMS_MAX, struct http_pair);
	while (*s) {
		size_t n = strcspn(s, ";");
		add_cookie(a, h, s, n);
		s += n + (s[n] == ';');
	}
}

/* ---- the body ---- */

static bool media_type(const char *type, const char *wanted)
{
	size_t n = strlen(wanted);

	return type && strncasecmp(type, wanted, n) == 0 && (!type[n] || type[n] == ';' || type[n] == ' ');
}

static size_t body_limit(struct arena *a, const struct http *h)
{
	const char *values[ROUTE_VALUES];
	const struct route *route;

	if (h->method != METHOD_POST || !media_type(http_env(h, "CONTENT_TYPE"), "multipart/form-data")
			|| route_match(a, h->method, h->path, &route, values))
		return HTTP_BODY_MAX;
	return HTTP_BODY_MAX + route_files_max(route);
}

static struct error *parse_body(struct arena *a, struct http *h, const char *body, size_t n)
{
	const char *announced = http_env(h, "CONTENT_LENGTH");
	const char *type = http_env(h, "CONTENT_TYPE");
	int64_t length;

	if (n > body_limit(a, h))
		return ERR(a, INVALID, "request.large");
	if (announced && *announced && (!num_parse_int(announced, &length) || length != (int64_t)n))
		return ERR(a, INVALID, "request.body");
	if (n == 0 || h->method != METHOD_POST)
		return NULL;
	if (media_type(type, "application/x-www-form-urlencoded"))
		return add_pairs(a, h, body, n);
	if (media_type(type, "multipart/form-data"))
		return multipart_parse(a, type, body, n, h);
	if (!media_type(type, "application/json"))
		return ERR(a, INVALID, "request.type");
	h->body = body;
	h->body_size = n;
	return NULL;
}

static struct http *http_new(struct arena *a, const char *const *env)
{
	struct http *h = ARENA_NEW(a, struct http);

	h->env = env;
	h->path = h->query = "";
	h->pairs = ARENA_ARRAY(a, HTTP_PARAMS_MAX, struct http_pair);
	parse_method(h);
	return h;
}

size_t http_body_limit(struct arena *a, const char *const *env)
{
	struct http *h = http_new(a, env);

	return parse_address(a, h) ? HTTP_BODY_MAX : body_limit(a, h);
}

struct error *http_parse(struct arena *a, const char *const *env, const void *body, size_t n, struct http **out)
{
	struct http *h = http_new(a, env);

	*out = h;
	TRY(parse_address(a, h));
	parse_cookies(a, h);
	TRY(parse_body(a, h, body, n));
	return add_pairs(a, h, h->query, strlen(h->query));
}
