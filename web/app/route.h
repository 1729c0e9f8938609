/* route.h: the table of the site, read from routes.def.
 *
 * How to add a page: a row in routes.def, its handler in the file that its
 * path names (/office/orders -> office_orders.c), its template, its test.
 *
 * What a request sends and its row does not declare never reaches a handler:
 * unknown names are dropped, declared ones are validated first. A row of a
 * POST may name the handler of the form it was sent from: when a parameter or
 * the handler itself fails with INVALID, SHORTAGE, CONFLICT or LIMITED, that
 * form is shown again with what was typed and the sentences at their fields.
 */
#ifndef MAKOLET_APP_ROUTE_H
#define MAKOLET_APP_ROUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "shop/ctx.h"

struct request;
struct page;

enum method { METHOD_GET = 1, METHOD_POST };

/* How a POST shows that it comes from our own page. */
enum proof {
	PROOF_NONE,	/* GET */
	PROOF_CSRF,	/* the session's token; a POST without cookies starts a session */
	PROOF_ORIGIN,	/* as CSRF, but a same-origin Origin or Sec-Fetch-Site will do:
			   for forms that stand on cache=public pages, which carry no token */
	PROOF_SIGNED,	/* the handler checks the sender's own signature */
};

enum cacheable { CACHE_PRIVATE, CACHE_PUBLIC };

/* Validators. min and max: length in code points for texts, value for numbers. */
enum param_kind {
	PARAM_TEXT,	/* one line, tidied */
	PARAM_LINES,	/* several lines, tidied */
	PARAM_PASSWORD,	/* as typed, valid UTF-8 */
	PARAM_WHOLE,	/* whole number in min..max */
	PARAM_QUANTITY,	/* decimal to thousandths in min..max (thousandths) */
	PARAM_MONEY,	/* decimal to minor units, 2 places, in min..max (minor units) */
	PARAM_SLUG,	/* letters of any script, digits, hyphens */
	PARAM_TOKEN,	/* base/bytes.h */
	PARAM_UUID,
	PARAM_EMAIL,	/* something@something.something, no blanks, at most 254 bytes */
	PARAM_PHONE,	/* digits, + - ( ) and blanks; at least 7 digits */
	PARAM_DATE,	/* "2026-08-10"; the number is its day since 1970 */
	PARAM_CLOCK,	/* "07:00" or "7.00", to "24:00"; the number is minutes past midnight */
	PARAM_LANG,	/* one of the shop's languages */
	PARAM_FLAG,	/* present and "1" or "on" */
	PARAM_CHOICE,	/* one of `choices`, "a|b|c" */
	PARAM_JSON,	/* the whole body, application/json; max bytes */
	PARAM_FILE,	/* files of a multipart/form-data: `min` of them at most (P_FILE: one),
			   `max` bytes each; the row's body may be as large as all of these */
	PARAM_KINDS,
};

enum presence { OPTIONAL, REQUIRED };

struct param_decl {
	const char *name;
	enum param_kind kind;
	enum presence presence;
	int64_t min, max;
	const char *choices;
};

typedef struct error *(*handler)(struct request *r, struct page *p);

struct route {
	enum method method;
	const char *path;	/* "/:lang/goods/:slug"; ":name" is a declared parameter */
	const char *name;	/* of the handler, for the log and `makolet routes` */
	handler handle;
	int may;		/* enum permission or MAY_PUBLIC, MAY_STAFF, MAY_TILL */
	enum proof proof;
	enum cacheable cache;
	const char *template;	/* "store/product" or "-" */
	handler form;		/* NULL for none */
	const char *form_template;
	const struct param_decl *params;
	size_t param_count;
};

extern const struct route routes[];
extern const size_t route_count;

/* ":name" segments that one path may have. */
#define ROUTE_VALUES 8

/* The row of a method and (decoded) path. NOT_FOUND "page.none"; INVALID
 * "page.method" when the path exists with another method (405). The path's
 * parameters come back not validated, in the order of the row's ":names", in
 * values[ROUTE_VALUES]. Segments "", "." and ".." match no ":name". */
struct error *route_match(struct arena *a, enum method m, const char *path,
	const struct route **out, const char **values);
/* Place of ":name" among the path's names, -1 for a name that is none. */
int route_value(const struct route *route, const char *name);
const struct param_decl *route_param(const struct route *route, const char *name);
/* True for a path under /api and for a row that takes JSON: errors are problems. */
bool route_json(const struct route *route);
/* Bytes of all files that the row takes; 0 for one that takes none. */
size_t route_files_max(const struct route *route);

/* Which door a path belongs to. */
enum door { DOOR_STORE, DOOR_TILL, DOOR_OFFICE };
enum door route_door(const char *path);
/* "store", "till", "office": first part of names of templates and cookies. */
const char *door_name(enum door door);

/* As routes.def writes them, for `makolet routes`. */
const char *route_may_name(const struct route *route);
const char *route_proof_name(const struct route *route);
const char *param_kind_name(enum param_kind kind);

#endif
