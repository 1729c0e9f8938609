/* route.c: finds the row of routes.def for a method and path. */
#include "app/route.h"

/* The next segment of a path; false behind the last. "/a/" has "a" and "". */
static bool segment_next(const char **path, const char **segment, size_t *n)
{
	if (**path != '/')
		return false;
	*segment = *path + 1;
	*n = strcspn(*segment, "/");
	*path = *segment + *n;
	return true;
}

static bool fits_name(const char *s, size_t n)
{
	return n > 0 && !(n == 1 && s[0] == '.') && !(n == 2 && s[0] == '.' && s[1] == '.');
}

static bool path_fits(const char *pattern, const char *path)
{
	const char *want, *have;
	size_t want_n, have_n;

	while (segment_next(&pattern, &want, &want_n)) {
		if (!segment_next(&path, &have, &have_n))
			return false;
		if (*want == ':' ? !fits_name(have, have_n)
				: want_n != have_n || memcmp(want, have, want_n) != 0)
			return false;
	}
	return *path == '\0';
}

/* Both fit the same path: the one with the earlier literal segment wins. */
static bool more_literal(const char *a, const char *b)
{
	const char *x, *y;
	size_t x_n, y_n;

	while (segment_next(&a, &x, &x_n) && segment_next(&b, &y, &y_n))
		if ((*x == ':') != (*y == ':'))
			return *y == ':';
	return false;
}

static void take_values(struct arena *a, const struct route *route, const char *path, const char **values)
{
	const char *pattern = route->path, *want, *have;
	size_t want_n, have_n, count = 0;

	while (segment_next(&pattern, &want, &want_n) && segment_next(&path, &have, &have_n))
		if (*want == ':' && count < ROUTE_VALUES)
			values[count++] = arena_strndup(a, have, have_n);
}

struct error *route_match(struct arena *a, enum method m, const char *path,
	const struct route **out, const char **values)
{
	const struct route *best = NULL;
	bool other = false;

	for (size_t i = 0; i < route_count; i++) {
		const struct route *route = &routes[i];
		if (!path_fits(route->path, path))
			continue;
		if (route->method != m)
			other = true;
		else if (!best || more_literal(route->path, best->path))
			best = route;
	}
	if (!best)
		return other ? ERR(a, INVALID, "page.method") : ERR(a, NOT_FOUND, "page.none");
	take_values(a, best, path, values);
	*out = best;
	return NULL;
}

int route_value(const struct route *route, const char *name)
{
	const char *pattern = route->path, *segment;
	size_t n;
	int place = 0;

	while (segment_next(&pattern, &segment, &n)) {
		if (*segment != ':')
			continue;
		if (strlen(name) == n - 1 && memcmp(segment + 1, name, n - 1) == 0)
			return place;
		place++;
	}
	return -1;
}

const struct param_decl *route_param(const struct route *route, const char *name)
{
	for (size_t i = 0; i < route->param_count; i++)
		if (strcmp(route->params[i].name, name) == 0)
			return &route->params[i];
	return NULL;
}

bool route_json(const struct route *route)
{
	if (strncmp(route->path, "/api/", 5) == 0)
		return true;
	for (size_t i = 0; i < route->param_count; i++)
		if (route->params[i].kind == PARAM_JSON)
			return true;
	return false;
}

size_t route_files_max(const struct route *route)
{
	size_t sum = 0;

	for (size_t i = 0; i < route->param_count; i++)
		if (route->params[i].kind == PARAM_FILE)
			sum += (size_t)route->params[i].min * (size_t)route->params[i].max;
	return sum;
}

/* ---- doors ---- */

static bool under(const char *path, const char *top)
{
	size_t n = strlen(top);

	return strncmp(path, top, n) == 0 && (path[n] == '\0' || path[n] == '/');
}

enum door route_door(const char *path)
{
	if (under(path, "/till") || under(path, "/api/till"))
		return DOOR_TILL;
	if (under(path, "/office") || under(path, "/api/office"))
		return DOOR_OFFICE;
	return DOOR_STORE;
}

const char *door_name(enum door door)
{
	switch (door) {
	case DOOR_TILL: return "till";
	case DOOR_OFFICE: return "office";
	case DOOR_STORE: break;
	}
	return "store";
}

/* ---- names ---- */

const char *route_may_name(const struct route *route)
{
	switch (route->may) {
	case MAY_PUBLIC: return "public";
	case MAY_STAFF: return "staff";
	case MAY_TILL: return "till";
	}
	return permission_name((enum permission)route->may);
}

const char *route_proof_name(const struct route *route)
{
	switch (route->proof) {
	case PROOF_CSRF: return "csrf";
	case PROOF_ORIGIN: return "origin";
	case PROOF_SIGNED: return "signed";
	case PROOF_NONE: break;
	}
	return "-";
}

const char *param_kind_name(enum param_kind kind)
{
	static const char *const names[PARAM_KINDS] = {
		[PARAM_TEXT] = "text", [PARAM_LINES] = "lines", [PARAM_PASSWORD] = "password",
		[PARAM_WHOLE] = "whole", [PARAM_QUANTITY] = "quantity", [PARAM_MONEY] = "money",
		[PARAM_SLUG] = "slug", [PARAM_TOKEN] = "token", [PARAM_UUID] = "uuid",
		[PARAM_EMAIL] = "email", [PARAM_PHONE] = "phone", [PARAM_DATE] = "date", [PARAM_CLOCK] = "clock", [PARAM_LANG] = "lang",
		[PARAM_FLAG] = "flag", [PARAM_CHOICE] = "choice", [PARAM_JSON] = "json",
		[PARAM_FILE] = "file",
	};
	return names[kind];
}
