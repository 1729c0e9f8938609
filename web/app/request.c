/* request.c: what a handler may ask of its request: parameters, session. */
#include "app/serve.h"

#define COOKIE_LIFE (400 * 24 * 3600)	/* seconds; the server ends sessions earlier */

/* ---- parameters ---- */

static bool form_declares(const struct request *r, const char *name)
{
	if (!r->errors || !r->route->form)
		return false;
	for (size_t i = 0; i < route_count; i++)
		if (routes[i].handle == r->route->form && route_param(&routes[i], name))
			return true;
	return false;
}

static const struct param *find(const struct request *r, const char *name)
{
	for (size_t i = 0; i < r->params->count; i++)
		if (strcmp(r->params->list[i].decl->name, name) == 0)
			return &r->params->list[i];
	if (!r->params->undeclared && !form_declares(r, name))
		r->params->undeclared = name;
	return NULL;
}

const char *param_text(const struct request *r, const char *name)
{
	const struct param *p = find(r, name);

	return p && p->given ? p->text : NULL;
}

int64_t param_number(const struct request *r, const char *name, int64_t fallback)
{
	const struct param *p = find(r, name);

	return p && p->given ? p->number : fallback;
}

bool param_given(const struct request *r, const char *name)
{
	const struct param *p = find(r, name);

	return p && p->given;
}

const json_t *param_json(const struct request *r, const char *name)
{
	const struct param *p = find(r, name);

	return p && p->given ? p->json : NULL;
}

const struct http_file *param_files(const struct request *r, const char *name, size_t *n)
{
	const struct param *p = find(r, name);

	*n = p && p->given ? p->file_count : 0;
	return *n ? p->files : NULL;
}

const char *param_typed(const struct request *r, const char *name)
{
	const struct param *p = find(r, name);

	return p && p->decl->kind != PARAM_PASSWORD ? p->typed : NULL;
}

const char *request_header(const struct request *r, const char *name)
{
	return http_header(r->http, name);
}

/* ---- the session of the door ---- */

static const char *cookie_name(const struct request *r, enum door door)
{
	return arena_printf(r->ctx->arena, "%s%s", r->ctx->conf->https ? "__Host-" : "", door_name(door));
}

const char *request_cookie_name(const struct request *r)
{
	return cookie_name(r, route_door(r->path));
}

static enum session_kind session_kind(const struct request *r)
{
	switch (route_door(r->path)) {
	case DOOR_TILL: return SESSION_TILL;
	case DOOR_OFFICE: return SESSION_OFFICE;
	case DOOR_STORE: break;
	}
	return SESSION_STORE;
}

static void set_cookie(struct request *r, struct page *p, const char *value, long life)
{
	const char *age = life < 0 ? "" : arena_printf(r->ctx->arena, "; Max-Age=%ld", life);

	page_header(p, "Set-Cookie", arena_printf(r->ctx->arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s",
		request_cookie_name(r), value, r->ctx->conf->https ? "; Secure" : "", age));
}

/* The office's cookie goes with the browser's window. */
void request_session_cookie(struct request *r, struct page *p, const char *token)
{
	set_cookie(r, p, token, session_kind(r) == SESSION_OFFICE ? -1 : COOKIE_LIFE);
}

void request_session_drop(struct request *r, struct page *p)
{
	r->session = NULL;
	r->ctx->actor = (struct actor){ 0 };
	set_cookie(r, p, "", 0);
}

struct error *request_session_find(struct request *r)
{
	const char *token = http_cookie(r->http, request_cookie_name(r));
	struct session *s = ARENA_NEW(r->ctx->arena, struct session);
	struct error *e;

	if (!token)
		return NULL;
	e = session_find(r->ctx, session_kind(r), token, s);
	if (e && e->kind == NOT_FOUND)
		return NULL;
	if (e)
		return e;
	r->session = s;
	r->ctx->actor.till = s->till;
	if (!s->staff.v)
		return NULL;
	e = session_actor(r->ctx, s);
	if (e && e->kind == NOT_FOUND) {
		s->staff.v = 0;
		return NULL;
	}
	return e;
}

struct error *request_office(struct request *r, bool *found)
{
	const char *token = http_cookie(r->http, cookie_name(r, DOOR_OFFICE));
	struct session s;
	struct error *e;

	*found = false;
	if (!token)
		return NULL;
	e = session_find(r->ctx, SESSION_OFFICE, token, &s);
	if (!e && s.staff.v) {
		e = session_actor(r->ctx, &s);
		*found = !e;
	}
	return e && e->kind == NOT_FOUND ? NULL : e;
}

struct error *request_session(struct request *r, struct page *p)
{
	struct session *s;
	const char *token;

	if (r->session)
		return NULL;
	if (r->route->cache == CACHE_PUBLIC)
		return error_note(ERR(r->ctx->arena, INTERNAL, "page.public"), "a public page starts no session");
	s = ARENA_NEW(r->ctx->arena, struct session);
	TRY(session_start(r->ctx, session_kind(r), s, &token));
	r->session = s;
	request_session_cookie(r, p, token);
	return NULL;
}

/* Like a new session for who was nobody, without a cookie in between. */
struct error *request_log_in(struct request *r, struct page *p, struct staff_id staff)
{
	struct session *s = r->session;
	const char *token;

	if (!s) {
		s = ARENA_NEW(r->ctx->arena, struct session);
		TRY(session_start(r->ctx, session_kind(r), s, &token));
	}
	TRY(session_log_in(r->ctx, s, staff, &token));
	r->session = s;
	request_session_cookie(r, p, token);
	return NULL;
}
