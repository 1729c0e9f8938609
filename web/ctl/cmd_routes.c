/* cmd_routes.c: makolet routes: the map of the site as it was built in. */
#include "app/route.h"
#include "base/json.h"
#include "ctl/ctl.h"

static struct error *run(struct ctl *c);

static const struct ctl_option options[] = {
	{ "json", NULL, "as JSON, for tests" },
	{ NULL, NULL, NULL },
};

const struct command cmd_routes = {
	.name = "routes", .help = "Lists the pages with who may see them and what they take",
	.words = "", .options = options, .run = run,
};

static const char *method_name(const struct route *route)
{
	return route->method == METHOD_POST ? "POST" : "GET";
}

static const char *cache_name(const struct route *route)
{
	return route->cache == CACHE_PUBLIC ? "public" : "private";
}

static void print_param(const struct param_decl *d)
{
	printf("        %-16s %-9s %s", d->name, param_kind_name(d->kind), d->presence == REQUIRED ? "required" : "optional");
	if (d->choices)
		printf("  %s", d->choices);
	else if (d->min || d->max)
		printf("  %lld..%lld", (long long)d->min, (long long)d->max);
	putchar('\n');
}

static void print_route(const struct route *route)
{
	printf("%-4s %-36s %-22s may=%s proof=%s cache=%s template=%s%s%s\n", method_name(route), route->path, route->name,
		route_may_name(route), route_proof_name(route), cache_name(route), route->template,
		route->form ? " form=" : "", route->form ? route->form_template : "");
	for (size_t i = 0; i < route->param_count; i++)
		print_param(&route->params[i]);
}

static json_t *param_object(const struct route *route, const struct param_decl *d)
{
	json_t *o = json_pack("{s:s s:s s:b s:b s:I s:I}", "name", d->name, "kind", param_kind_name(d->kind),
		"required", d->presence == REQUIRED, "in_path", route_value(route, d->name) >= 0,
		"min", (json_int_t)d->min, "max", (json_int_t)d->max);

	if (d->choices)
		json_object_set_new(o, "choices", json_string(d->choices));
	return o;
}

static json_t *route_object(const struct route *route)
{
	json_t *params = json_array();

	for (size_t i = 0; i < route->param_count; i++)
		json_array_append_new(params, param_object(route, &route->params[i]));
	return json_pack("{s:s s:s s:s s:s s:s s:s s:s s:s? s:b s:o}", "method", method_name(route), "path", route->path,
		"handler", route->name, "may", route_may_name(route), "proof", route_proof_name(route),
		"cache", cache_name(route), "template", route->template, "form", route->form_template,
		"json", route_json(route), "params", params);
}

static struct error *run(struct ctl *c)
{
	json_t *all = json_array();

	for (size_t i = 0; i < route_count; i++) {
		if (ctl_value(c, "json"))
			json_array_append_new(all, route_object(&routes[i]));
		else
			print_route(&routes[i]);
	}
	if (ctl_value(c, "json"))
		puts(json_write(c->arena, json_keep(c->arena, all)));
	else
		json_decref(all);
	return NULL;
}
