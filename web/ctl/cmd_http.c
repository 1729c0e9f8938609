/* cmd_http.c: makolet http: one page without a web server. */
#include <ctype.h>

#include "app/http_parse.h"
#include "app/page.h"
#include "ctl/ctl.h"

#define HEADERS_MOST 64

static struct error *run(struct ctl *c);

static const struct ctl_option options[] = {
	{ "body", NULL, "print the body alone" },
	{ "data", NULL, "print the page's data in place of its HTML" },
	{ "form", "TEXT", "a form as the body: \"a=1&b=2\"" },
	{ "json", "TEXT", "JSON as the body" },
	{ NULL, NULL, NULL },
};

const struct command cmd_http = {
	.name = "http", .help = "Answers one request, such as 'GET /en/', without a web server",
	.words = "'METHOD PATH' ['Header: value' ...]", .words_min = 1, .words_max = HEADERS_MOST,
	.options = options, .run = run,
	.about = "Prints status, headers and body. A POST without --form or --json sends the standard input,\n"
		"as a form unless a Content-Type header says otherwise.\n",
};

struct sent {
	const char *env[HEADERS_MOST + 16];
	size_t n;
	struct str body;
};

static void put(struct ctl *c, struct sent *s, const char *name, const char *value)
{
	s->env[s->n++] = arena_printf(c->arena, "%s=%s", name, value);
}

static const char *variable(struct ctl *c, const char *header, size_t n)
{
	char *name = arena_strndup(c->arena, header, n);

	for (char *p = name; *p; p++)
		*p = *p == '-' ? '_' : (char)toupper((unsigned char)*p);
	if (strcmp(name, "CONTENT_TYPE") == 0)
		return name;
	return arena_printf(c->arena, "HTTP_%s", name);
}

static struct error *put_header(struct ctl *c, struct sent *s, const char *line)
{
	const char *colon = strchr(line, ':');

	if (!colon)
		return ctl_wrong(c, "A header is written 'Name: value', not '%s'.", line);
	put(c, s, variable(c, line, (size_t)(colon - line)), colon + 1 + strspn(colon + 1, " "));
	return NULL;
}

static void read_stdin(struct str *body)
{
	char buf[65536];
	size_t n;

	while (body->len <= HTTP_BODY_MAX && (n = fread(buf, 1, sizeof(buf), stdin)) > 0)
		str_addn(body, buf, n);
}

/* The first of two variables counts, so the caller's headers come before. */
static void put_body(struct ctl *c, struct sent *s)
{
	const char *form = ctl_value(c, "form"), *json = ctl_value(c, "json");

	if (form || json)
		str_add(&s->body, form ? form : json);
	else
		read_stdin(&s->body);
	put(c, s, "CONTENT_TYPE", json ? "application/json" : "application/x-www-form-urlencoded");
	put(c, s, "CONTENT_LENGTH", arena_printf(c->arena, "%zu", s->body.len));
}

static struct error *read_request(struct ctl *c, const struct conf *conf, struct sent *s)
{
	const char *line = c->words[0], *blank = strchr(line, ' ');
	const char *method;

	if (!blank || blank[1] != '/')
		return ctl_wrong(c, "The request is written 'GET /en/', not '%s'.", line);
	method = arena_strndup(c->arena, line, (size_t)(blank - line));
	for (int i = 1; i < c->word_count; i++)
		TRY(put_header(c, s, c->words[i]));
	put(c, s, "REQUEST_METHOD", method);
	put(c, s, "REQUEST_URI", blank + 1);
	put(c, s, "REMOTE_ADDR", "127.0.0.1");
	put(c, s, "HTTP_HOST", strstr(conf->shop_url, "://") + 3);
	if (strcmp(method, "POST") == 0)
		put_body(c, s);
	return NULL;
}

static struct error *run(struct ctl *c)
{
	struct sent sent = { .n = 0 };
	struct conf *conf;
	struct app *app;
	struct str out;
	const char *body;

	str_init(&sent.body, c->arena);
	str_init(&out, c->arena);
	TRY(ctl_conf(c, &conf));
	TRY(read_request(c, conf, &sent));
	TRY(app_start(c->arena, conf, &app));
	app_show_data(app, ctl_value(c, "data") != NULL);
	app_serve(app, c->arena, sent.env, sent.body.p, sent.body.len, &out);
	app_stop(app);
	body = ctl_value(c, "body") ? strstr(out.p, "\r\n\r\n") + 4 : out.p;
	fwrite(body, 1, out.len - (size_t)(body - out.p), stdout);
	return NULL;
}
