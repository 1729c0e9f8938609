/* dispatch.c: the order of things in one request: parse, route, session,
 * rights, proof, parameters, handler, template. */
#include "app/serve.h"

#include <sys/random.h>

#include "app/metrics.h"
#include "base/log.h"
#include "db/migrate.h"

#define REQUEST_ID_LENGTH 12

struct app {
	const struct conf *conf;
	struct db *db;
	const char *migrations;
	bool show_data;
	bool schema_right;	/* seen once; migrations never run under us without a restart */
};

/* "/static/HASH" of static/version, which the build writes. A tree without
 * built assets serves pages all the same. */
static void name_assets(struct arena *a, const struct conf *conf)
{
	FILE *file = fopen(arena_printf(a, "%s/static/version", conf->data_dir), "re");
	char hash[16] = "";

	if (!file || fscanf(file, "%12[0-9a-f]", hash) != 1)
		log_event(LOG_WARN, "app.assets_missing", NULL);
	if (file)
		fclose(file);
	template_global("static", arena_printf(a, "/static/%s", hash));
}

struct error *app_start(struct arena *a, const struct conf *conf, struct app **out)
{
	struct app *app = ARENA_NEW(a, struct app);

	app->conf = conf;
	app->migrations = arena_printf(a, "%s/sql/migrations", conf->data_dir);
	TRY(text_load(a, conf->data_dir));
	TRY(template_init(a, conf->data_dir, conf->development));
	template_global("shop_url", conf->shop_url);
	name_assets(a, conf);
	app->db = db_new(conf, DB_APPLICATION);
	*out = app;
	return NULL;
}

void app_stop(struct app *app)
{
	db_close(app->db);
}

void app_show_data(struct app *app, bool show)
{
	app->show_data = show;
}

/* ---- before the handler ---- */

static const char *request_id(struct arena *a)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char random[REQUEST_ID_LENGTH];
	char *id = arena_alloc(a, REQUEST_ID_LENGTH + 1);

	if (getrandom(random, sizeof(random), 0) != sizeof(random))
		abort();
	for (size_t i = 0; i < sizeof(random); i++)
		id[i] = letters[random[i] & 31];
	return id;
}

/* Wrong or newer, the schema is no page's own fault: all of them answer 503. */
static struct error *schema_check(struct app *app, struct arena *a)
{
	struct error *e;

	if (app->schema_right)
		return NULL;
	e = migrate_check(app->db, a, app->migrations);
	if (e && e->kind == CONFLICT)
		e->kind = UNAVAILABLE;
	app->schema_right = !e;
	return e;
}

/* A page that is asked for in a language; in a form `lang` is somebody else's. */
static bool asks_lang(const struct request *r)
{
	return r->route && r->route->method == METHOD_GET && route_param(r->route, "lang");
}

/* Public addresses say their language; elsewhere ?lang= or the browser does. */
static enum lang choose_lang(const struct request *r)
{
	const char *accept = request_header(r, "accept-language");
	const char *asked = http_value(r->http, "lang");
	size_t n = strcspn(r->path + 1, "/");
	enum lang lang;

	if (n == 2 && lang_parse(arena_strndup(r->ctx->arena, r->path + 1, n), &lang))
		return lang;
	if (asked && asks_lang(r) && lang_parse(asked, &lang))
		return lang;
	return lang_negotiate(accept ? accept : "", LANG_EN);
}

/* Whoever is logged in chose a language once, whatever the browser says. */
static void choose_staff_lang(struct request *r)
{
	const char *own = r->ctx->actor.lang;

	if (own && route_door(r->path) != DOOR_STORE && !asks_lang(r))
		lang_parse(own, &r->lang);
}

/* "/en" for "/en/" and the other way round: people leave the slash out. */
static bool redirect_slash(struct request *r, struct page *p)
{
	struct arena *a = r->ctx->arena;
	const char *values[ROUTE_VALUES];
	size_t n = strlen(r->path);
	const struct route *route;

	const char *other = r->path[n - 1] == '/' ? arena_strndup(a, r->path, n - 1) : arena_printf(a, "%s/", r->path);
	if (r->http->method != METHOD_GET || route_match(a, METHOD_GET, other, &route, values))
		return false;
	page_redirect(p, a, "%s%s%s", url_encode_path(a, other), *r->query ? "?" : "", r->query);
	p->status = 308;
	return true;
}

/* ---- rights ---- */

static bool actor_may(const struct request *r)
{
	const struct actor *actor = &r->ctx->actor;

	if (r->route->may == MAY_PUBLIC)
		return true;
	/* A revoked till is none, whoever was logged in at it. */
	if (route_door(r->path) == DOOR_TILL && !actor->till.v)
		return false;
	switch (r->route->may) {
	case MAY_STAFF: return actor->staff.v != 0;
	case MAY_TILL: return actor->till.v != 0;
	}
	return ctx_may(r->ctx, (enum permission)r->route->may);
}

/* A link to a page (in a mail, say) leads there once somebody has logged in. */
static const char *way_in_to(const struct request *r, const char *home)
{
	struct arena *a = r->ctx->arena;

	if (strcmp(r->path, home) == 0)
		return arena_printf(a, "%s/login", home);
	return arena_printf(a, "%s/login?to=%s", home, url_encode(a, r->path));
}

/* Nobody is logged in: the way in, else NULL. */
static const char *way_in(const struct request *r)
{
	const struct actor *actor = &r->ctx->actor;

	if (r->route->method != METHOD_GET || page_wants_json(r))
		return NULL;
	switch (route_door(r->path)) {
	case DOOR_TILL: return !actor->till.v ? "/till/enrol" : actor->staff.v ? NULL : "/till/login";
	case DOOR_OFFICE: return actor->staff.v ? NULL : way_in_to(r, "/office");
	case DOOR_STORE: break;
	}
	return NULL;
}

static struct error *check_may(struct request *r, struct page *p)
{
	const char *in;

	if (actor_may(r))
		return NULL;
	in = way_in(r);
	if (!in)
		return error_note(ERR(r->ctx->arena, DENIED, "denied"), "needs %s", route_may_name(r->route));
	page_redirect(p, r->ctx->arena, "%s", in);
	return NULL;
}

/* ---- handler and form ---- */

static struct error *run(struct request *r, struct page *p, handler handle)
{
	struct error *e = handle(r, p);

	if (!e && r->params->undeclared)
		e = error_note(ERR(r->ctx->arena, INTERNAL, "page.undeclared"),
			"%s asked for a parameter that its row does not declare: %s",
			r->route->name, r->params->undeclared);
	return e;
}

/* bad: what the validators found; proof comes first, so that a foreign page learns nothing. */
static struct error *answer(struct request *r, struct page *p, struct error *bad)
{
	TRY(check_may(r, p));
	if (p->answered)
		return NULL;
	TRY(proof_check(r));
	if (bad)
		return bad;
	return run(r, p, r->route->handle);
}

static bool form_shows(const struct request *r, const struct error *e)
{
	if (!r->route->form)
		return false;
	switch (e->kind) {
	case INVALID: case SHORTAGE: case CONFLICT: case LIMITED:
		return true;
	case DENIED:
		return strcmp(e->code, "csrf") == 0 || strcmp(e->code, "login.wrong") == 0;
	default:
		return false;
	}
}

static void fill_typed(const struct request *r, struct data *d)
{
	struct data *typed = data_part(d, "typed");

	for (size_t i = 0; i < r->params->count; i++)
		data_text(typed, r->params->list[i].decl->name, param_typed(r, r->params->list[i].decl->name));
}

static struct error *show_form(struct request *r, struct page *p, struct error *e)
{
	log_failure("form.failed", e);
	r->errors = e;
	p->status = e->kind == INVALID ? 422 : page_error_status(e);
	p->template = r->route->form_template;
	p->answered = false;
	p->data = page_data(r);
	page_error_data(r, p->data, e);
	fill_typed(r, p->data);
	return run(r, p, r->route->form);
}

static void show_data(const struct request *r, struct page *p)
{
	p->type = "text/plain; charset=utf-8";
	str_add(&p->body, data_dump(r->ctx->arena, p->data));
}

static struct error *render(const struct app *app, struct request *r, struct page *p)
{
	if (p->answered || strcmp(p->template, "-") == 0)
		return NULL;
	if (r->route->cache == CACHE_PRIVATE)
		page_person(r, p->data);
	if (app->show_data)
		return show_data(r, p), NULL;
	return template_render(p->template, p->data, &p->body);
}

/* ---- one request ---- */

static bool route_starts(const struct route *route, const char *with)
{
	return strncmp(route->path, with, strlen(with)) == 0;
}

/* What a page of the shop needs; "/", "/health" and "/metrics" answer without. */
static struct error *open_shop(struct app *app, struct request *r)
{
	TRY(schema_check(app, r->ctx->arena));
	/* Who has just saved a setting sees it, whichever process answers. */
	if (route_starts(r->route, "/office/settings") || route_starts(r->route, "/office/checklist"))
		shop_forget();
	TRY(shop_get(r->ctx, &r->shop));
	if (r->route->cache == CACHE_PUBLIC && r->route->method == METHOD_GET)
		return NULL;
	return request_session_find(r);
}

/* An address that is none is asked by somebody too: his error page keeps his
 * language and his menu, where that can be had. */
static void find_person(struct app *app, struct request *r)
{
	if (route_door(r->path) == DOOR_STORE || schema_check(app, r->ctx->arena) || request_session_find(r))
		return;
	choose_staff_lang(r);
}

static bool needs_shop(const struct route *route)
{
	return strcmp(route->path, "/") != 0 && strcmp(route->path, "/health") != 0 && strcmp(route->path, "/metrics") != 0;
}

static struct error *serve(struct app *app, struct request *r, struct page *p)
{
	struct arena *a = r->ctx->arena;
	const char *values[ROUTE_VALUES] = { NULL };
	struct error *e, *bad;

	e = route_match(a, r->http->method, r->path, &r->route, values);
	if (e && redirect_slash(r, p))
		return NULL;
	if (e)
		return find_person(app, r), e;
	bad = params_check(a, r->route, values, r->http, r->params);
	if (bad && bad->kind == NOT_FOUND)
		return find_person(app, r), bad;
	r->lang = choose_lang(r);
	if (needs_shop(r->route))
		TRY(open_shop(app, r));
	choose_staff_lang(r);
	p->template = r->route->template;
	p->data = page_data(r);
	e = answer(r, p, bad);
	if (e && form_shows(r, e))
		e = show_form(r, p, e);
	return e ? e : render(app, r, p);
}

static void log_request(const struct request *r, const struct page *p, int64_t started)
{
	int64_t spent = clock_ticks() - started;
	char status[16], us[24];

	app_metrics_request(r, p->status, spent);
	snprintf(status, sizeof(status), "%d", p->status);
	snprintf(us, sizeof(us), "%lld", (long long)spent);
	log_event(LOG_INFO, "request", "route", r->route ? r->route->name : "-", "status", status, "us", us, NULL);
}

void app_serve(struct app *app, struct arena *a, const char *const *env, const void *body, size_t n, struct str *out)
{
	struct ctx ctx = { .arena = a, .db = app->db, .conf = app->conf, .now = clock_now(), .request_id = request_id(a) };
	struct params params = { 0 };
	struct request r = { .ctx = &ctx, .params = &params, .query = "", .path = "/" };
	int64_t started = clock_ticks();
	struct page p;
	struct error *e;

	db_arena(app->db, a);
	if (app->conf->development)
		name_assets(a, app->conf);
	log_set_request(ctx.request_id);
	page_init(&p, a);
	e = http_parse(a, env, body, n, &r.http);
	r.path = *r.http->path ? r.http->path : "/";
	r.query = r.http->query;
	r.ip = http_env(r.http, "REMOTE_ADDR");
	r.lang = choose_lang(&r);
	if (!e)
		e = serve(app, &r, &p);
	if (e)
		page_error(&r, &p, e);
	page_write(&r, &p, out);
	log_request(&r, &p, started);
	log_set_request(NULL);
}
