/* web_routes.c: what must hold for every row of routes.def. */
#include "unit.h"

#include "app/route.h"

static void fail_row(const struct route *r, const char *why)
{
	fail_msg("%s %s: %s", r->method == METHOD_POST ? "POST" : "GET", r->path, why);
}

static int names_in(const char *path)
{
	int n = 0;

	for (const char *s = strstr(path, "/:"); s; s = strstr(s + 1, "/:"))
		n++;
	return n;
}

static void every_name_of_a_path_is_a_required_parameter(void **state)
{
	(void)state;
	for (size_t i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];
		int declared = 0;
		for (size_t p = 0; p < r->param_count; p++) {
			if (route_value(r, r->params[p].name) < 0)
				continue;
			declared++;
			if (r->params[p].presence != REQUIRED)
				fail_row(r, "a part of the path cannot be optional");
		}
		if (declared != names_in(r->path) || declared > ROUTE_VALUES)
			fail_row(r, "every :name needs its P()");
	}
}

static void every_post_has_a_proof_and_no_get_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < route_count; i++) {
		if ((routes[i].method == METHOD_POST) != (routes[i].proof != PROOF_NONE))
			fail_row(&routes[i], "proof");
		if (routes[i].method == METHOD_POST && routes[i].cache == CACHE_PUBLIC)
			fail_row(&routes[i], "the answer to a POST is private");
		if (routes[i].method == METHOD_GET && routes[i].form)
			fail_row(&routes[i], "a form is a POST's");
		if (routes[i].cache == CACHE_PUBLIC && routes[i].may != MAY_PUBLIC)
			fail_row(&routes[i], "what not everybody may see cannot be kept for everybody");
	}
}

static void bounds_make_sense(void **state)
{
	(void)state;
	for (size_t i = 0; i < route_count; i++) {
		for (size_t p = 0; p < routes[i].param_count; p++) {
			const struct param_decl *d = &routes[i].params[p];
			bool bounded = d->kind == PARAM_TEXT || d->kind == PARAM_LINES || d->kind == PARAM_PASSWORD
				|| d->kind == PARAM_SLUG || d->kind == PARAM_WHOLE || d->kind == PARAM_MONEY
				|| d->kind == PARAM_QUANTITY || d->kind == PARAM_JSON || d->kind == PARAM_FILE;
			if (bounded && (d->max <= 0 || d->min > d->max))
				fail_row(&routes[i], d->name);
			if ((d->kind == PARAM_CHOICE) != (d->choices != NULL))
				fail_row(&routes[i], d->name);
		}
	}
}

static void no_two_rows_answer_the_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < route_count; i++)
		for (size_t k = i + 1; k < route_count; k++)
			if (routes[i].method == routes[k].method && strcmp(routes[i].path, routes[k].path) == 0)
				fail_row(&routes[k], "twice");
}

UNIT_MAIN(
	cmocka_unit_test(every_name_of_a_path_is_a_required_parameter),
	cmocka_unit_test(every_post_has_a_proof_and_no_get_does),
	cmocka_unit_test(bounds_make_sense),
	cmocka_unit_test(no_two_rows_answer_the_same))
