/* cmd_work.c: makolet work: does the jobs that are due, until it is told to end.
 *
 * How to add a kind of job: a row in `kinds` whose name is what job_add() was
 * given. A job may run twice and must bear it. What is to be done every so
 * often is a row in `rounds`.
 */
#include <signal.h>
#include <time.h>

#include "app/metrics.h"
#include "base/log.h"
#include "ctl/ctl.h"
#include "ctl/work_mail.h"
#include "shop/category.h"
#include "shop/import_run.h"
#include "shop/limit.h"
#include "shop/order.h"
#include "shop/search.h"
#include "shop/session.h"
#include "shop/stock.h"
#include "view/view.h"

#define LOOK_EVERY_MS 500L
#define AFTER_FAILURE_MS 3000L

static struct error *run(struct ctl *c);

static const struct ctl_option options[] = {
	{ "once", NULL, "do what is due now and end" },
	{ NULL, NULL, NULL },
};

const struct command cmd_work = {
	.name = "work", .help = "Sends mails and does what is due, until it is ended",
	.words = "", .options = options, .run = run,
	.about = "Any number may run at once, on any machine. SIGTERM ends it after the job in hand.\n",
};

static const struct kind {
	const char *name;
	struct error *(*run)(struct ctx *c, const struct job *j);
} kinds[] = {
	{ "mail.confirmation", mail_confirmation },
	{ "mail.alert", mail_alert },
	{ "mail.lapsed", mail_lapsed },
	{ "mail.ready", mail_ready },
	{ "mail.cancelled", mail_cancelled },
	{ "mail.promised", mail_promised },
	{ "mail.message", mail_message },
	{ "mail.test", mail_test },
};

/* How many went is of no interest here: more of them go the next time. */
static struct error *lapse_orders(struct ctx *c)
{
	int64_t lapsed;

	return order_lapse_due(c, &lapsed);
}

static struct error *expire_holds(struct ctx *c)
{
	int64_t expired;

	return stock_expire(c, &expired);
}

/* One at a time: what else is due comes between two of them. */
static struct error *import_uploads(struct ctx *c)
{
	bool done;

	return import_work(c, &done);
}

static const struct round {
	const char *name;
	instant every;
	struct error *(*run)(struct ctx *c);
} rounds[] = {
	{ "orders.lapse", MINUTE, lapse_orders },
	{ "stock.expire", MINUTE, expire_holds },
	{ "imports.run", SECOND, import_uploads },
	{ "imports.sweep", HOUR, import_sweep },
	{ "sessions.sweep", HOUR, session_sweep },
	{ "limits.sweep", HOUR, limit_sweep },
	{ "jobs.sweep", HOUR, job_sweep },
	{ "searches.sweep", HOUR, search_sweep },
	{ "categories.words", SECOND, category_catch_up },
};
#define ROUNDS (sizeof(rounds) / sizeof(rounds[0]))

/* One of makolet's runners. */
struct work {
	struct ctx ctx;
	instant due[ROUNDS];		/* 0: at once */
};

static struct {
	volatile sig_atomic_t stop;
} work_state;

/* ---- jobs ---- */

static struct error *do_job(struct ctx *c, const struct job *j)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, j->kind) == 0)
			return kinds[i].run(c, j);
	return error_note(ERR(c->arena, INTERNAL, "job.kind"), "%s", j->kind);
}

static struct error *finish(struct ctx *c, const struct job *j, struct error *e)
{
	c->now = clock_now();
	if (!e) {
		log_event(LOG_INFO, "job.done", "kind", j->kind, NULL);
		return job_done(c, j);
	}
	log_failure("job.failed", e);
	return job_failed(c, j, e);
}

/* Errors of the job are noted with it; what comes back is the runner's own. */
static struct error *next_job(struct work *w, bool *found)
{
	struct job job;
	struct error *e;

	arena_reset(w->ctx.arena);
	w->ctx.now = clock_now();
	TRY(job_claim(&w->ctx, found, &job));
	if (!*found)
		return NULL;
	log_set_request(arena_printf(w->ctx.arena, "job-%lld", (long long)job.id.v));
	e = finish(&w->ctx, &job, do_job(&w->ctx, &job));
	log_set_request(NULL);
	return e;
}

/* ---- rounds ---- */

/* One that fails is left until its next time: the others go on. */
static void do_rounds(struct work *w)
{
	for (size_t i = 0; i < ROUNDS && !work_state.stop; i++) {
		struct error *e;

		arena_reset(w->ctx.arena);
		w->ctx.now = clock_now();
		if (w->ctx.now < w->due[i])
			continue;
		w->due[i] = w->ctx.now + rounds[i].every;
		e = rounds[i].run(&w->ctx);
		if (e)
			log_failure(rounds[i].name, e);
	}
}

/* ---- the two ways of running ---- */

static struct error *once(struct work *w)
{
	bool found = true;

	do_rounds(w);
	while (found)
		TRY(next_job(w, &found));
	return NULL;
}

static void pause_ms(long ms)
{
	struct timespec t = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };

	if (!work_state.stop)
		nanosleep(&t, NULL);
}

static void until_stopped(struct work *w)
{
	while (!work_state.stop) {
		bool found = false;
		struct error *e;

		do_rounds(w);
		e = next_job(w, &found);
		if (e)
			log_failure("work.failed", e);
		if (!found)
			pause_ms(e ? AFTER_FAILURE_MS : LOOK_EVERY_MS);
	}
}

static void on_stop(int number)
{
	(void)number;
	work_state.stop = 1;
}

/* Without SA_RESTART, so that a pause ends at once. */
static void catch_stop(void)
{
	struct sigaction action = { .sa_handler = on_stop };

	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
}

/* The command's arena lives as long as the command, the work's as long as a job. */
static struct error *open_work(struct ctl *c, struct work *w)
{
	TRY(ctl_ctx(c, DB_APPLICATION, &w->ctx));
	log_set_level_named(w->ctx.conf->log_level);
	app_metrics_open(c->arena, w->ctx.conf);
	TRY(text_load(c->arena, w->ctx.conf->data_dir));
	TRY(template_init(c->arena, w->ctx.conf->data_dir, w->ctx.conf->development));
	w->ctx.arena = arena_new();
	db_arena(w->ctx.db, w->ctx.arena);
	return NULL;
}

static struct error *run(struct ctl *c)
{
	struct work w = { .due = { 0 } };
	struct error *e = NULL;

	catch_stop();
	TRY(open_work(c, &w));
	if (ctl_value(c, "once"))
		e = once(&w);
	else
		until_stopped(&w);
	/* main() prints the error after the work's arena has gone. */
	if (e)
		e = error_note(ERR(c->arena, e->kind, e->code), "%s", error_line(c->arena, e));
	db_arena(w.ctx.db, c->arena);
	arena_free(w.ctx.arena);
	return e;
}
