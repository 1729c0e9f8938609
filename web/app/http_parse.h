/* http_parse.h: a CGI environment and a body, taken apart strictly (RFC 3875,
 * RFC 3986, the URL Standard's form encoding, RFC 6265 cookies).
 *
 * Pure: no clock, no network, no state. Decided here: of a name sent twice the
 * first value counts, and the form comes before the query. A cookie that makes
 * no sense is passed over, because other software of the host may have set it;
 * everything else that makes no sense refuses the request.
 *
 * Invariant: every text is valid UTF-8 without NUL.
 */
#ifndef MAKOLET_APP_HTTP_PARSE_H
#define MAKOLET_APP_HTTP_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "app/route.h"

#define HTTP_PARAMS_MAX 64
#define HTTP_PATH_MAX 2048
#define HTTP_QUERY_MAX 8192
#define HTTP_COOKIES_MAX 8192
#define HTTP_BODY_MAX (1024 * 1024)	/* beside the files of a row that takes some */
#define HTTP_FILES_MAX 32

struct http_pair {
	const char *name, *value;
};

/* As the sender called it: neither name nor type says what is in it. */
struct http_file {
	const char *field;
	const char *name;		/* without its directories, tidied; may be "" */
	const char *type;		/* "" for none */
	const char *bytes;		/* of the body, not ended by NUL */
	size_t size;
};

struct http {
	const char *const *env;
	enum method method;		/* 0 for one that no page knows; HEAD is GET */
	bool head;
	const char *path;		/* decoded, begins with "/"; "" when it was refused */
	const char *query;		/* raw, "" for none */
	struct http_pair *pairs;	/* form, then query */
	size_t pair_count;
	struct http_pair *cookies;
	size_t cookie_count;
	const char *body;		/* of application/json alone, else NULL */
	size_t body_size;
	struct http_file *files;	/* of multipart/form-data */
	size_t file_count;
};

/* *out is always set, as far as parsing came. INVALID: "request.path",
 * "request.query", "request.escape", "request.text" (UTF-8, NUL),
 * "request.many", "request.large" (413), "request.type" (415), "request.body"
 * (another length than announced: the sender broke off; no such multipart).
 * Files point into the body, which must live as long as *out. */
struct error *http_parse(struct arena *a, const char *const *env, const void *body, size_t n, struct http **out);

/* Bytes that the body of this request may have: HTTP_BODY_MAX, and for a form
 * with files sent to a row that declares some, what these may have beside. */
size_t http_body_limit(struct arena *a, const char *const *env);

/* Variable of the environment; NULL if none. */
const char *http_env(const struct http *h, const char *name);
/* Header by name in lower case; NULL if none or not clean text. */
const char *http_header(const struct http *h, const char *name);
/* First value of a parameter or cookie; NULL if none. */
const char *http_value(const struct http *h, const char *name);
const char *http_cookie(const struct http *h, const char *name);

#endif
