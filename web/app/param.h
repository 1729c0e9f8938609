/* param.h: validates what a request sends against what its row declares.
 *
 * To add a kind: a value of enum param_kind, its row in the table in param.c,
 * its name in route.c, its cases in tests/unit/web_param.c.
 */
#ifndef MAKOLET_APP_PARAM_H
#define MAKOLET_APP_PARAM_H

#include <jansson.h>

#include "app/http_parse.h"

/* Invariant: given means that a value was sent and is valid. */
struct param {
	const struct param_decl *decl;
	const char *typed;	/* tidied; NULL when nothing was sent */
	bool given;
	const char *text;	/* of every kind but JSON and FILE, once given */
	int64_t number;		/* WHOLE, QUANTITY, MONEY, DATE, CLOCK; FLAG 1 */
	const json_t *json;
	const struct http_file *files;	/* FILE: in the order sent */
	size_t file_count;
};

struct params {
	struct param *list;	/* in the order of the row */
	size_t count;
	const char *undeclared;	/* first name that a handler asked for and the row lacks */
};

/* One value; NULL for one that was not sent. INVALID with field and sentence. */
struct error *param_check(struct arena *a, const struct param_decl *decl, const char *sent, struct param *out);
/* All that the row declares. NOT_FOUND "page.none" for a bad part of the path;
 * INVALID, all bad fields chained, for the others. *out is filled either way. */
struct error *params_check(struct arena *a, const struct route *route, const char *const *path_values,
	const struct http *http, struct params *out);

#endif
