/* web_dispatch.c: the order of things in one request, with a table of pages,
 * sessions and a shop of the test's own in place of the real ones. */
#include "unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "app/page.h"
#include "app/till.h"
#include "base/bytes.h"
#include "base/log.h"
#include "db/migrate.h"

#define CSRF "CCCCCCCCCCCCCCCCCCCCCC"
#define VISITOR "VVVVVVVVVVVVVVVVVVVVVV"
#define OWNER "OOOOOOOOOOOOOOOOOOOOOO"

/* ---- the world around the dispatcher ---- */

static struct {
	struct error *shop;	/* what shop_get() answers */
	int found, handled;
} world;

struct error *migrate_check(struct db *db, struct arena *a, const char *dir)
{
	(void)db, (void)a, (void)dir;
	return NULL;
}

struct error *shop_get(struct ctx *c, const struct shop **out)
{
	static const struct shop shop = { .company = { .name = "Test & Co", .country = "FI", .currency = "EUR", .currency_exponent = 2 } };

	(void)c;
	*out = &shop;
	return world.shop;
}

void shop_forget(void)
{
}

const struct channel *shop_channel(const struct shop *s, const char *kind)
{
	static const struct channel web = { .languages = "he en" };

	(void)s, (void)kind;
	return &web;
}

struct error *session_find(struct ctx *c, enum session_kind kind, const char *token, struct session *out)
{
	world.found++;
	if (strcmp(token, kind == SESSION_OFFICE ? OWNER : VISITOR) != 0)
		return ERR(c->arena, NOT_FOUND, "session.none");
	*out = (struct session){ .id = { 1 }, .kind = kind, .csrf = CSRF };
	if (kind == SESSION_OFFICE)
		out->staff.v = 7;
	return NULL;
}

struct error *session_start(struct ctx *c, enum session_kind kind, struct session *out, const char **token)
{
	(void)c;
	*out = (struct session){ .id = { 2 }, .kind = kind, .csrf = CSRF };
	*token = VISITOR;
	return NULL;
}

struct error *session_actor(struct ctx *c, const struct session *s)
{
	c->actor = (struct actor){ .staff = s->staff, .name = "Dana", .permissions = 1 << MAY_ORDER_VIEW };
	return NULL;
}

struct error *session_log_in(struct ctx *c, struct session *s, struct staff_id staff, const char **token)
{
	(void)c;
	s->staff = staff;
	*token = OWNER;
	return NULL;
}

struct error *session_enrol(struct ctx *c, struct session *s, struct till_id till, const char **token)
{
	(void)c;
	s->till = till;
	*token = VISITOR;
	return NULL;
}

struct error *till_here(const struct request *r, struct till *till, const struct branch **branch)
{
	(void)till;
	(void)branch;
	return ERR(r->ctx->arena, NOT_FOUND, "till.none");
}

void till_bar(const struct request *r, struct data *d, const struct till *till, const struct branch *branch)
{
	(void)r;
	(void)d;
	(void)till;
	(void)branch;
}

/* ---- pages ---- */

static struct error *show(struct request *r, struct page *p)
{
	world.handled++;
	data_text(p->data, "note", param_text(r, "note"));
	return NULL;
}

static struct error *form(struct request *r, struct page *p)
{
	data_text(p->data, "tab", param_text(r, "tab"));
	return NULL;
}

static struct error *add(struct request *r, struct page *p)
{
	world.handled++;
	if (param_number(r, "n", 0) == 13)
		return error_text(ERR(r->ctx->arena, SHORTAGE, "cart.shortage"), N_("Only {left} are left."), "left", "3", NULL);
	TRY(request_session(r, p));
	page_redirect(p, r->ctx->arena, "/en/cart");
	return NULL;
}

static struct error *undeclared(struct request *r, struct page *p)
{
	(void)p;
	param_text(r, "surprise");
	return NULL;
}

static struct error *broken(struct request *r, struct page *p)
{
	(void)p;
	return error_note(ERR(r->ctx->arena, INTERNAL, "broken"), "secret detail");
}

static struct error *take(struct request *r, struct page *p)
{
	page_json(p, r->ctx->arena, json_pack("{s:O}", "got", param_json(r, "sale")));
	return NULL;
}

#define SIZED(a) (a), sizeof(a) / sizeof((a)[0])
static const struct param_decl show_params[] = { { "lang", PARAM_LANG, REQUIRED, 0, 0, NULL }, { "note", PARAM_TEXT, OPTIONAL, 0, 20, NULL } };
static const struct param_decl form_params[] = { { "lang", PARAM_LANG, REQUIRED, 0, 0, NULL }, { "tab", PARAM_TEXT, OPTIONAL, 0, 20, NULL } };
static const struct param_decl add_params[] = { { "lang", PARAM_LANG, REQUIRED, 0, 0, NULL }, { "n", PARAM_WHOLE, REQUIRED, 1, 99, NULL },
	{ "secret", PARAM_PASSWORD, OPTIONAL, 0, 20, NULL } };
static const struct param_decl sale_params[] = { { "sale", PARAM_JSON, REQUIRED, 0, 1000, NULL } };

const struct route routes[] = {
	{ METHOD_GET, "/:lang/page", "show", show, MAY_PUBLIC, PROOF_NONE, CACHE_PUBLIC, "t/show", NULL, NULL, SIZED(show_params) },
	{ METHOD_GET, "/:lang/", "show", show, MAY_PUBLIC, PROOF_NONE, CACHE_PRIVATE, "t/show", NULL, NULL, SIZED(show_params) },
	{ METHOD_GET, "/:lang/cart", "form", form, MAY_PUBLIC, PROOF_NONE, CACHE_PRIVATE, "t/form", NULL, NULL, SIZED(form_params) },
	{ METHOD_POST, "/:lang/cart", "add", add, MAY_PUBLIC, PROOF_CSRF, CACHE_PRIVATE, "-", form, "t/form", SIZED(add_params) },
	{ METHOD_POST, "/:lang/open", "add", add, MAY_PUBLIC, PROOF_ORIGIN, CACHE_PRIVATE, "-", NULL, NULL, SIZED(add_params) },
	{ METHOD_POST, "/api/hook", "take", take, MAY_PUBLIC, PROOF_SIGNED, CACHE_PRIVATE, "-", NULL, NULL, SIZED(sale_params) },
	{ METHOD_GET, "/office/orders", "show", broken, MAY_ORDER_VIEW, PROOF_NONE, CACHE_PRIVATE, "-", NULL, NULL, NULL, 0 },
	{ METHOD_GET, "/office/goods", "show", broken, MAY_GOODS_PRICE, PROOF_NONE, CACHE_PRIVATE, "-", NULL, NULL, NULL, 0 },
	{ METHOD_GET, "/till/", "show", broken, MAY_TILL_SELL, PROOF_NONE, CACHE_PRIVATE, "-", NULL, NULL, NULL, 0 },
	{ METHOD_GET, "/undeclared", "undeclared", undeclared, MAY_PUBLIC, PROOF_NONE, CACHE_PRIVATE, "-", NULL, NULL, NULL, 0 },
	{ METHOD_GET, "/:lang/badtemplate", "form", form, MAY_PUBLIC, PROOF_NONE, CACHE_PRIVATE, "t/none", NULL, NULL, SIZED(form_params) },
};
const size_t route_count = sizeof(routes) / sizeof(routes[0]);

/* ---- asking ---- */

static struct conf conf = { .shop_url = "https://shop.example", .https = true, .database_socket = "/nonexistent",
	.database_host = "", .database_name = "x", .database_user = "x", .database_password = "", .state_dir = "." };
static struct app *app;
static const char *reply;

/* request: "GET /en/"; lines: further variables up to NULL; form: a body or NULL. */
static int ask(const char *request, const char *form_body, const char *const *lines)
{
	const char *env[16];
	size_t n = 0;
	struct str out;

	env[n++] = arena_printf(arena, "REQUEST_METHOD=%.*s", (int)strcspn(request, " "), request);
	env[n++] = arena_printf(arena, "REQUEST_URI=%s", strchr(request, ' ') + 1);
	for (; lines && *lines; lines++)
		env[n++] = *lines;
	env[n++] = "CONTENT_TYPE=application/x-www-form-urlencoded";
	env[n++] = "HTTP_HOST=127.0.0.1:8080";
	env[n++] = "REQUEST_SCHEME=http";
	env[n] = NULL;
	str_init(&out, arena);
	world.handled = world.found = 0;
	app_serve(app, arena, env, form_body, form_body ? strlen(form_body) : 0, &out);
	reply = out.p;
	return (int)strtol(reply + strlen("Status: "), NULL, 10);
}

#define WITH(...) (const char *const[]){ __VA_ARGS__, NULL }
#define HAS(text) do { if (!strstr(reply, text)) fail_msg("no %s in:\n%s", text, reply); } while (0)
#define LACKS(text) do { if (strstr(reply, text)) fail_msg("%s in:\n%s", text, reply); } while (0)

#define STORE_COOKIE "HTTP_COOKIE=__Host-store=" VISITOR
#define OFFICE_COOKIE "HTTP_COOKIE=__Host-office=" OWNER

static void a_public_page_reads_no_cookie_and_sets_none(void **state)
{
	(void)state;
	assert_int_equal(ask("GET /en/page?note=%3Cb%3E", NULL, WITH(STORE_COOKIE)), 200);
	assert_int_equal(world.found, 0);
	HAS("note=&lt;b&gt;");
	HAS("X-Accel-Expires: 1\r\n");
	HAS("Cache-Control: public, max-age=0\r\n");
	LACKS("Set-Cookie");
	LACKS("csrf=C");
	LACKS("Vary: Cookie");
}

static void a_private_page_carries_the_token_and_is_not_kept(void **state)
{
	(void)state;
	assert_int_equal(ask("GET /en/", NULL, WITH(STORE_COOKIE)), 200);
	HAS("csrf=" CSRF);
	HAS("Cache-Control: private, no-store\r\n");
	HAS("X-Accel-Expires: 0\r\n");
	assert_int_equal(ask("GET /en/", NULL, WITH("HTTP_COOKIE=store=" VISITOR)), 200);
	LACKS("csrf=C");
	assert_int_equal(ask("GET /en/", NULL, WITH("HTTP_COOKIE=__Host-office=" OWNER)), 200);
	assert_int_equal(world.found, 0);
}

static void the_headers_of_safety(void **state)
{
	(void)state;
	ask("GET /en/page", NULL, NULL);
	HAS("Content-Security-Policy: default-src 'none'; script-src 'self'; ");
	LACKS("unsafe");
	HAS("Referrer-Policy: same-origin\r\n");
	HAS("X-Content-Type-Options: nosniff\r\n");
	HAS("Strict-Transport-Security: ");
	HAS("X-Request-Id: ");
}

static void head_has_headers_alone(void **state)
{
	(void)state;
	assert_int_equal(ask("HEAD /en/page", NULL, NULL), 200);
	HAS("Content-Length: ");
	assert_string_equal(strstr(reply, "\r\n\r\n"), "\r\n\r\n");
}

static void a_forgotten_slash_is_forgiven(void **state)
{
	(void)state;
	assert_int_equal(ask("GET /he?a=%20b", NULL, NULL), 308);
	HAS("Location: /he/?a=%20b\r\n");
	assert_int_equal(ask("GET /he/page/", NULL, NULL), 308);
	HAS("Location: /he/page\r\n");
	assert_int_equal(ask("POST /he/open/", "n=1", NULL), 404);
}

static void what_is_no_page_is_said_in_its_language(void **state)
{
	(void)state;
	assert_int_equal(ask("GET /he/none", NULL, NULL), 404);
	HAS("error he 404");
	assert_int_equal(ask("GET /xx/page", NULL, WITH("HTTP_ACCEPT_LANGUAGE=pl")), 404);
	HAS("error pl 404");
	assert_int_equal(ask("GET /en/%zz", NULL, NULL), 400);
	assert_int_equal(ask("POST /en/page", "", NULL), 405);
	HAS("Allow: GET, HEAD\r\n");
	assert_int_equal(ask("PUT /en/cart", "", NULL), 405);
	HAS("Allow: GET, HEAD, POST\r\n");
	assert_int_equal(ask("GET /api/none", NULL, NULL), 404);
	HAS("application/problem+json");
}

/* The list of who may POST, in the order of the brief that is route.h. */
static void proof_of_posts(void **state)
{
	(void)state;
	/* Nobody's cookie: a first visit. */
	assert_int_equal(ask("POST /en/cart", "n=1", NULL), 303);
	HAS("Location: /en/cart\r\n");
	HAS("Set-Cookie: __Host-store=" VISITOR "; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=");
	/* A session needs its token. */
	assert_int_equal(ask("POST /en/open", "n=1", WITH(STORE_COOKIE)), 403);
	assert_int_equal(world.handled, 0);
	assert_int_equal(ask("POST /en/open", "n=1&csrf=" VISITOR, WITH(STORE_COOKIE)), 403);
	assert_int_equal(ask("POST /en/open", "n=1&csrf=" CSRF, WITH(STORE_COOKIE)), 303);
	LACKS("Set-Cookie");
	assert_int_equal(ask("POST /en/open", "n=1", WITH(STORE_COOKIE, "HTTP_X_CSRF_TOKEN=" CSRF)), 303);
	/* A cookie whose session has ended is none. */
	assert_int_equal(ask("POST /en/open", "n=1", WITH("HTTP_COOKIE=__Host-store=AAAAAAAAAAAAAAAAAAAAAA")), 303);
}

static void origin_is_proof_where_the_row_says_so(void **state)
{
	(void)state;
	assert_int_equal(ask("POST /en/open", "n=1", WITH(STORE_COOKIE, "HTTP_ORIGIN=http://127.0.0.1:8080")), 303);
	assert_int_equal(ask("POST /en/open", "n=1", WITH(STORE_COOKIE, "HTTP_ORIGIN=https://shop.example")), 303);
	assert_int_equal(ask("POST /en/open", "n=1", WITH(STORE_COOKIE, "HTTP_SEC_FETCH_SITE=same-origin")), 303);
	assert_int_equal(ask("POST /en/open", "n=1", WITH(STORE_COOKIE, "HTTP_SEC_FETCH_SITE=none")), 403);
	assert_int_equal(ask("POST /en/cart", "n=1", WITH(STORE_COOKIE, "HTTP_SEC_FETCH_SITE=same-origin")), 403);
}

static void foreign_pages_are_refused_whatever_they_bring(void **state)
{
	static const char *const foreign[] = { "HTTP_SEC_FETCH_SITE=cross-site", "HTTP_SEC_FETCH_SITE=same-site",
		"HTTP_ORIGIN=https://evil.example", "HTTP_ORIGIN=null", "HTTP_ORIGIN=https://shop.example.evil",
		"HTTP_ORIGIN=https://127.0.0.1:8080", NULL };

	(void)state;
	for (int i = 0; foreign[i]; i++) {
		assert_int_equal(ask("POST /en/cart", "n=1", WITH(foreign[i])), 403);
		assert_int_equal(ask("POST /en/cart", "n=1&csrf=" CSRF, WITH(foreign[i], STORE_COOKIE)), 403);
		assert_int_equal(world.handled, 0);
		LACKS("Set-Cookie");
	}
	assert_int_equal(ask("POST /api/hook", "", WITH(foreign[0])), 400);	/* the body is missing, not the proof */
}

static void a_form_that_failed_keeps_what_was_typed(void **state)
{
	(void)state;
	assert_int_equal(ask("POST /en/cart", "n=%3Cmany%3E&secret=hunter2", NULL), 422);
	assert_int_equal(world.handled, 0);
	HAS("typed=&lt;many&gt;");
	HAS("at=Please enter a whole number.");
	LACKS("hunter2");
	assert_int_equal(ask("POST /en/cart", "n=13", NULL), 409);
	HAS("all=Only 3 are left.");
	HAS("typed=13");
	/* Without a form it is a page of its own. */
	assert_int_equal(ask("POST /en/open", "n=x", NULL), 400);
	HAS("error en 400");
}

static void a_stale_token_shows_the_form_again(void **state)
{
	(void)state;
	assert_int_equal(ask("POST /en/cart", "n=5&csrf=old", WITH(STORE_COOKIE)), 403);
	HAS("Please press the button once more.");
	HAS("typed=5");
	HAS("csrf=" CSRF);
}

static void rights(void **state)
{
	(void)state;
	assert_int_equal(ask("GET /office/orders", NULL, NULL), 303);
	HAS("Location: /office/login");
	assert_int_equal(ask("GET /office/orders", NULL, WITH(OFFICE_COOKIE)), 500);	/* allowed, and broken */
	assert_int_equal(ask("GET /office/goods", NULL, WITH(OFFICE_COOKIE)), 403);
	assert_int_equal(ask("GET /till/", NULL, NULL), 303);
	HAS("Location: /till/enrol\r\n");
	assert_int_equal(ask("GET /till/", NULL, WITH("HTTP_COOKIE=__Host-till=" VISITOR)), 303);
}

static void our_faults_say_nothing_but_the_request(void **state)
{
	(void)state;
	assert_int_equal(ask("GET /office/orders", NULL, WITH(OFFICE_COOKIE)), 500);
	LACKS("secret detail");
	HAS("<p>Something went wrong on our side.</p>");	/* the office has no error template here */
	assert_int_equal(ask("GET /undeclared", NULL, NULL), 500);
	HAS("error en 500");
	assert_int_equal(ask("GET /he/badtemplate", NULL, NULL), 500);
	HAS("error he 500");
	LACKS("t/none");
}

static void without_the_shop_it_is_503_at_once(void **state)
{
	(void)state;
	world.shop = ERR(arena, UNAVAILABLE, "db.away");
	assert_int_equal(ask("GET /en/page", NULL, NULL), 503);
	HAS("Retry-After: ");
	HAS("X-Accel-Expires: 0\r\n");
	world.shop = NULL;
	assert_int_equal(ask("GET /en/page", NULL, NULL), 200);
}

static void problems_are_json(void **state)
{
	(void)state;
	assert_int_equal(ask("POST /api/hook", "", NULL), 400);
	HAS("Content-Type: application/problem+json\r\n");
	HAS("\"field\":\"sale\"");
	HAS("\"request_id\":\"");
	HAS("\"status\":400");
}

/* ---- */

static void put_template(const char *dir, const char *name, const char *content)
{
	FILE *f = fopen(arena_printf(arena, "%s/templates/%s.cs", dir, name), "w");

	assert_non_null(f);
	fputs(content, f);
	fclose(f);
}

static const char *make_data_dir(char *dir)
{
	assert_non_null(mkdtemp(dir));
	mkdir(arena_printf(arena, "%s/templates", dir), 0700);
	mkdir(arena_printf(arena, "%s/templates/t", dir), 0700);
	mkdir(arena_printf(arena, "%s/templates/store", dir), 0700);
	assert_int_equal(symlink(SHARE_DIR "/locale", arena_printf(arena, "%s/locale", dir)), 0);
	put_template(dir, "t/show", "note=<?cs var:note ?> csrf=<?cs var:csrf ?>");
	put_template(dir, "t/form", "typed=<?cs var:typed.n ?> at=<?cs var:errors.field.n ?> all=<?cs var:errors.all.0 ?>"
		" secret=<?cs var:typed.secret ?> csrf=<?cs var:csrf ?>");
	put_template(dir, "store/error", "error <?cs var:lang ?> <?cs var:error.status ?> <?cs var:error.text ?>");
	return dir;
}

static int start(void **state)
{
	static char dir[] = "/tmp/makolet-dispatch-XXXXXX";
	struct error *e;

	unit_setup(state);
	base_init();
	log_set_level(LOG_ERROR + 1);
	conf.data_dir = make_data_dir(dir);
	e = app_start(arena, &conf, &app);
	return e ? (puts(error_line(arena, e)), 1) : 0;
}

static int stop(void **state)
{
	static const char *const made[] = { "templates/t/show.cs", "templates/t/form.cs", "templates/store/error.cs",
		"templates/t", "templates/store", "templates", "locale", "" };

	app_stop(app);
	for (size_t i = 0; i < sizeof(made) / sizeof(made[0]); i++)
		remove(arena_printf(arena, "%s/%s", conf.data_dir, made[i]));
	return unit_teardown(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_public_page_reads_no_cookie_and_sets_none),
		cmocka_unit_test(a_private_page_carries_the_token_and_is_not_kept),
		cmocka_unit_test(the_headers_of_safety),
		cmocka_unit_test(head_has_headers_alone),
		cmocka_unit_test(a_forgotten_slash_is_forgiven),
		cmocka_unit_test(what_is_no_page_is_said_in_its_language),
		cmocka_unit_test(proof_of_posts),
		cmocka_unit_test(origin_is_proof_where_the_row_says_so),
		cmocka_unit_test(foreign_pages_are_refused_whatever_they_bring),
		cmocka_unit_test(a_form_that_failed_keeps_what_was_typed),
		cmocka_unit_test(a_stale_token_shows_the_form_again),
		cmocka_unit_test(rights),
		cmocka_unit_test(our_faults_say_nothing_but_the_request),
		cmocka_unit_test(without_the_shop_it_is_503_at_once),
		cmocka_unit_test(problems_are_json),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, start, stop);
}
