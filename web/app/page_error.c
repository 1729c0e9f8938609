/* page_error.c: the one place where errors become answers. */
#include "app/serve.h"

#include "app/till.h"
#include "base/json.h"
#include "base/log.h"

#define RETRY_AFTER "5"

/* The few codes of the parser that HTTP has numbers of its own for. */
static int invalid_status(const struct error *e)
{
	if (strcmp(e->code, "page.method") == 0)
		return 405;
	if (strcmp(e->code, "request.large") == 0)
		return 413;
	if (strcmp(e->code, "request.type") == 0)
		return 415;
	return 400;
}

int page_error_status(const struct error *e)
{
	switch (e->kind) {
	case NOT_FOUND: return 404;
	case INVALID: return invalid_status(e);
	case DENIED: return 403;
	case CONFLICT: case SHORTAGE: return 409;
	case LIMITED: return 429;
	case UNAVAILABLE: return 503;
	case UNCERTAIN: return 502;
	case INTERNAL: break;
	}
	return 500;
}

bool page_wants_json(const struct request *r)
{
	const char *accept = request_header(r, "accept");

	if (r->route && route_json(r->route))
		return true;
	if (!r->route)
		return strncmp(r->path, "/api/", 5) == 0;
	return strcmp(r->route->template, "-") == 0 && accept && strstr(accept, "json");
}

void page_error_data(const struct request *r, struct data *d, const struct error *e)
{
	struct arena *a = r->ctx->arena;

	for (int i = 0; e; e = e->also, i++) {
		const char *sentence = text_error(a, r->lang, e);
		const char *name = e->field ? arena_printf(a, "errors.field.%s", e->field) : NULL;
		data_text(d, arena_printf(a, "errors.all.%d", i), sentence);
		if (name && !data_get(d, name))
			data_text(d, name, sentence);
	}
}

/* ---- RFC 9457 ---- */

static json_t *problem_part(const struct request *r, const struct error *e)
{
	json_t *o = json_object();

	json_object_set_new(o, "code", json_string(e->code));
	if (e->field)
		json_object_set_new(o, "field", json_string(e->field));
	json_object_set_new(o, "detail", json_string(text_error(r->ctx->arena, r->lang, e)));
	return o;
}

static void answer_problem(struct request *r, struct page *p, const struct error *e)
{
	json_t *o = problem_part(r, e), *all = json_array();

	json_object_set_new(o, "type", json_string(arena_printf(r->ctx->arena, "urn:makolet:error:%s", e->code)));
	json_object_set_new(o, "title", json_string(text(r->lang, error_kind_text(e->kind))));
	json_object_set_new(o, "status", json_integer(p->status));
	json_object_set_new(o, "request_id", json_string(r->ctx->request_id));
	for (const struct error *also = e; also; also = also->also)
		json_array_append_new(all, problem_part(r, also));
	json_object_set_new(o, "errors", all);
	page_json(p, r->ctx->arena, o);
	p->type = "application/problem+json";
}

/* ---- HTML ---- */

/* Templates may be what is broken: no template here, nothing from outside. */
static void answer_plainly(struct request *r, struct page *p, const struct error *e)
{
	const char *html = arena_printf(r->ctx->arena,
		"<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\"><meta charset=\"utf-8\"><title>%d</title>\n"
		"<h1>%d</h1>\n<p>%s</p>\n<p><small>%s</small></p>\n</html>\n",
		lang_code(r->lang), lang_rtl(r->lang) ? "rtl" : "ltr", p->status, p->status,
		text(r->lang, error_kind_text(e->kind)), r->ctx->request_id);

	page_bytes(p, NULL, html, strlen(html));
}

/* The office keeps its menu, a till its bar. Nothing is looked up for a failure
 * of our own: what is broken may be the database. */
static void fill_door(const struct request *r, struct data *d, enum door door)
{
	const struct branch *branch;
	struct till till;

	if (door == DOOR_STORE)
		return;
	page_person(r, d);
	if (door == DOOR_TILL && r->ctx->actor.till.v && r->shop && !till_here(r, &till, &branch))
		till_bar(r, d, &till, branch);
}

static bool answer_template(struct request *r, struct page *p, const struct error *e, enum door door)
{
	struct arena *a = r->ctx->arena;
	struct error *failed;

	/* The shop's name and address are decoration here: without them it is a page too. */
	if (!r->shop && page_error_status(e) < 500 && shop_get(r->ctx, &r->shop))
		r->shop = NULL;
	p->data = page_data(r);
	data_int(p->data, "error.status", p->status);
	data_text(p->data, "page.title", text(r->lang, error_kind_text(e->kind)));
	data_bool(p->data, "page.noindex", true);
	data_text(p->data, "error.kind", error_kind_name(e->kind));
	data_text(p->data, "error.title", text(r->lang, error_kind_text(e->kind)));
	if (e->text)
		data_text(p->data, "error.text", text_error(a, r->lang, e));
	page_error_data(r, p->data, e);
	if (p->status < 500)
		fill_door(r, p->data, door);
	str_clear(&p->body);
	failed = template_render(arena_printf(a, "%s/error", door_name(door)), p->data, &p->body);
	if (failed)
		log_failure("page.error_template", failed);
	return !failed;
}

/* ---- */

static void method_header(struct request *r, struct page *p)
{
	const char *values[ROUTE_VALUES];
	const struct route *route;
	bool get = !route_match(r->ctx->arena, METHOD_GET, r->path, &route, values);
	bool post = !route_match(r->ctx->arena, METHOD_POST, r->path, &route, values);

	page_header(p, "Allow", get && post ? "GET, HEAD, POST" : post ? "POST" : "GET, HEAD");
}

void page_error(struct request *r, struct page *p, struct error *e)
{
	log_failure("request.failed", e);
	p->status = page_error_status(e);
	p->type = p->location = NULL;
	if (p->status == 405)
		method_header(r, p);
	if (p->status == 503 || p->status == 429)
		page_header(p, "Retry-After", RETRY_AFTER);
	if (page_wants_json(r)) {
		answer_problem(r, p, e);
		return;
	}
	if (!answer_template(r, p, e, route_door(r->path)))
		answer_plainly(r, p, e);
}
