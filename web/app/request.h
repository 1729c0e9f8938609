/* request.h: one request, parsed strictly and once.
 *
 * The parser (http_parse.c) takes the CGI environment (RFC 3875) and the body
 * and refuses what it does not understand: bad percent escapes, invalid UTF-8,
 * NUL, more than 64 parameters, 8 KiB of query, 1 MiB of body beside the files
 * that a row takes. It is pure and fuzzed (tests/fuzz/request.c, multipart.c). The handler sees declared parameters alone.
 */
#ifndef MAKOLET_APP_REQUEST_H
#define MAKOLET_APP_REQUEST_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/route.h"
#include "shop/session.h"
#include "shop/shop.h"
#include "view/view.h"

struct http_file;	/* app/http_parse.h */
struct page;

struct request {
	struct ctx *ctx;
	const struct route *route;
	enum lang lang;
	const char *path;		/* as asked, decoded */
	const char *query;		/* raw, "" for none */
	const char *ip;			/* REMOTE_ADDR */
	struct session *session;	/* NULL: none yet. Never set on cache=public pages */
	struct error *errors;		/* while a form is shown again */
	const struct shop *shop;	/* NULL on /, /health and early error pages */
	struct http *http;		/* what was sent; handlers leave it alone */
	struct params *params;		/* validated; handlers leave it alone */
};

/* Declared parameters. Text that was not given is NULL, a number the fallback.
 * Asking for a name that the row does not declare is a programming error and
 * the answer becomes INTERNAL; but a form that is shown again may ask for what
 * its own GET row declares, and gets nothing. */
const char *param_text(const struct request *r, const char *name);
int64_t param_number(const struct request *r, const char *name, int64_t fallback);
bool param_given(const struct request *r, const char *name);
const json_t *param_json(const struct request *r, const char *name);
/* Files sent under the name, *n of them; they live as long as the request. */
const struct http_file *param_files(const struct request *r, const char *name, size_t *n);
/* What was typed, tidied but perhaps invalid: to show a form again. NULL if
 * nothing, and for passwords. The page's data has it as typed.NAME. */
const char *param_typed(const struct request *r, const char *name);

/* Header by name in lower case ("accept-language"); NULL if none. */
const char *request_header(const struct request *r, const char *name);

/* The session of the door, started if there is none: sets the cookie. */
struct error *request_session(struct request *r, struct page *p);
/* A new token for the session's cookie (after a login). */
void request_session_cookie(struct request *r, struct page *p, const char *token);
/* The session of the door becomes that of a staff member, with a new token
 * (session_log_in); one is started if there is none. */
struct error *request_log_in(struct request *r, struct page *p, struct staff_id staff);
/* Takes the cookie back (after session_end). */
void request_session_drop(struct request *r, struct page *p);

/* At another door: makes who is logged in at the office in this browser the
 * actor, and only where the row's own proof holds (a till that a manager enrols). */
struct error *request_office(struct request *r, bool *found);

#endif
