/* main.c: makolet-web: FastCGI worker, plain CGI, or supervisor of workers,
 * by how it is started. */
#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <unistd.h>

#include "app/body.h"
#include "app/http_parse.h"
#include "app/metrics.h"
#include "app/page.h"
#include "app/supervisor.h"
#include "base/bytes.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/num.h"

#define WORKERS_MOST 256

extern char **environ;

static struct {
	int listener;
	int nothing;		/* /dev/null, what the listener becomes at SIGTERM */
	volatile sig_atomic_t stop;
} worker;

/* accept() on /dev/null fails, be it waiting already or about to begin: no
 * moment at which the signal is lost, and a request under way is finished. */
static void on_stop(int number)
{
	int saved = errno;

	(void)number;
	worker.stop = 1;
	dup2(worker.nothing, worker.listener);
	errno = saved;
}

static void catch_stop(int listener)
{
	struct sigaction action = { .sa_handler = on_stop, .sa_flags = SA_RESTART };

	worker.listener = listener;
	worker.nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
}

static int give_up(const char *event, const struct error *e)
{
	log_failure(event, e);
	return 1;
}

/* ---- bodies ---- */

static size_t announced(const char *length)
{
	int64_t n;

	return length && num_parse_int(length, &n) && n > 0 ? (size_t)n : 0;
}

static size_t read_fcgi(void *arg, char *to, size_t n)
{
	FCGX_Request *request = arg;
	int got = FCGX_GetStr(to, (int)n, request->in);

	return got > 0 ? (size_t)got : 0;
}

static void serve_fcgi(struct app *app, const struct conf *conf, struct arena *a, FCGX_Request *request)
{
	const char *const *env = (const char *const *)request->envp;
	struct body source = { read_fcgi, request, conf->state_dir };
	const char *body;
	struct str out;
	size_t n;

	/* The web server called it off: nobody waits for an answer. */
	if (!body_read(a, &source, announced(FCGX_GetParam("CONTENT_LENGTH", request->envp)),
			http_body_limit(a, env), &body, &n) || FCGX_GetError(request->in) != 0)
		return;
	str_init(&out, a);
	app_serve(app, a, env, body, n, &out);
	FCGX_PutStr(out.p, (int)out.len, request->out);
}

static size_t read_stdin(void *arg, char *to, size_t n)
{
	return fread(to, 1, n, arg);
}

static void serve_cgi(struct app *app, const struct conf *conf, struct arena *a)
{
	const char *const *env = (const char *const *)environ;
	struct body source = { read_stdin, stdin, conf->state_dir };
	const char *body;
	struct str out;
	size_t n;

	if (!body_read(a, &source, announced(getenv("CONTENT_LENGTH")), http_body_limit(a, env), &body, &n))
		return;
	str_init(&out, a);
	app_serve(app, a, env, body, n, &out);
	fwrite(out.p, 1, out.len, stdout);
}

/* ---- the three ways of running ---- */

static int work(int listener, void *arg)
{
	struct arena *life = arena_new(), *a = arena_new();
	const struct conf *conf = arg;
	FCGX_Request request;
	struct app *app;
	struct error *e;

	catch_stop(listener);
	e = app_start(life, conf, &app);
	if (e)
		return give_up("worker.start", e);
	if (FCGX_Init() != 0 || FCGX_InitRequest(&request, listener, 0) != 0)
		return 1;
	while (!worker.stop && FCGX_Accept_r(&request) == 0) {
		serve_fcgi(app, conf, a, &request);
		FCGX_Finish_r(&request);
		arena_reset(a);
	}
	app_stop(app);
	arena_free(a);
	arena_free(life);
	return worker.stop ? 0 : 1;
}

static int run_cgi(const struct conf *conf)
{
	struct arena *life = arena_new(), *a = arena_new();
	struct app *app;
	struct error *e = app_start(life, conf, &app);

	if (e)
		return give_up("cgi.start", e);
	serve_cgi(app, conf, a);
	app_stop(app);
	arena_free(a);
	arena_free(life);
	return 0;
}

static int usage(FILE *to)
{
	fputs("Usage: makolet-web [--config FILE] --socket PATH [--workers N]\n"
		"       makolet-web [--config FILE]          as FastCGI worker or CGI program of a web server\n\n"
		"  --config FILE   configuration; else $MAKOLET_CONF, else the installed one\n"
		"  --socket PATH   listen on this Unix socket and keep workers running\n"
		"  --workers N     how many; else the configuration's number\n"
		"  --help          this text\n", to);
	return to == stdout ? 0 : 2;
}

struct options {
	const char *config, *socket;
	int64_t workers;
};

/* False: said what is wrong (or helped), *code is the exit code. */
static bool read_options(int argc, char **argv, struct options *o, int *code)
{
	static const struct option longs[] = {
		{ "config", required_argument, NULL, 'c' }, { "socket", required_argument, NULL, 's' },
		{ "workers", required_argument, NULL, 'w' }, { "help", no_argument, NULL, 'h' }, { NULL, 0, NULL, 0 },
	};
	int c;

	while ((c = getopt_long(argc, argv, "c:s:w:h", longs, NULL)) != -1) {
		if (c == 'c')
			o->config = optarg;
		else if (c == 's')
			o->socket = optarg;
		else if (c != 'w' || !num_parse_int(optarg, &o->workers) || o->workers < 1 || o->workers > WORKERS_MOST)
			return *code = usage(c == 'h' ? stdout : stderr), false;
	}
	return optind == argc ? true : (*code = usage(stderr), false);
}

static int run(struct arena *a, const struct options *o)
{
	struct conf *conf;
	struct error *e = conf_load(a, o->config, &conf);

	if (e)
		return give_up("start.configuration", e);
	log_set_level_named(conf->log_level);
	app_metrics_open(a, conf);
	if (o->socket)
		return supervise(o->socket, (int)(o->workers ? o->workers : conf->workers), work, conf);
	if (!FCGX_IsCGI())
		return work(0, conf);
	return getenv("REQUEST_METHOD") ? run_cgi(conf) : usage(stderr);
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct options o = { 0 };
	int code = 0;

	base_init();
	if (read_options(argc, argv, &o, &code))
		code = run(a, &o);
	arena_free(a);
	return code;
}
