/* job.c: the table job: claimed by a lease that is committed, done, marked. */
#include "shop/job.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "shop/audit.h"
#include "shop/limit.h"
#include "shop/shop.h"

#define PAUSE_FIRST MINUTE
#define PAUSE_MAX (6 * HOUR)
#define ERROR_MAX 500

static const struct db_column job_columns[] = {
	DB_COL(struct job, id, INT), DB_COL(struct job, kind, TEXT),
	DB_COL(struct job, order, INT), DB_COL(struct job, message, INT), DB_COL(struct job, recipient, TEXT),
	DB_COL(struct job, attempts, INT),
};
static const struct db_row job_row = DB_ROW(struct job, job_columns);

struct error *job_add(struct ctx *c, const char *kind, struct order_id order, instant due)
{
	return job_add_message(c, kind, order, 0, due);
}

struct error *job_add_message(struct ctx *c, const char *kind, struct order_id order, int64_t message, instant due)
{
	return db_exec(c->db, NULL,
		"INSERT INTO job (kind, order_id, message_id, due_at, attempts, state, created_at) VALUES (?, ?, ?, ?, 0, 'waiting', ?)",
		ARGS(T(kind), ID_OR_NULL(order), message ? I(message) : NONE, AT(due), AT(c->now)));
}

/* ---- test mails ---- */

#define TESTS_AN_HOUR 10

struct test {
	struct ctx *c;
	const char *recipient, *uuid;
};

static struct error *add_test(struct db *db, void *arg)
{
	const struct test *test = arg;
	struct ctx *c = test->c;
	int64_t there;

	TRY(db_whole(db, &there, 0, "SELECT id FROM job WHERE uuid = ?", ARGS(T(test->uuid))));
	if (there)
		return NULL;
	TRY(db_exec(db, NULL,
		"INSERT INTO job (kind, recipient, uuid, due_at, attempts, state, created_at) "
		"VALUES ('mail.test', ?, ?, ?, 0, 'waiting', ?)",
		ARGS(T(test->recipient), T(test->uuid), AT(c->now), AT(c->now))));
	return audit_add(c, "mail.test", "company", 0, NULL);
}

struct error *mail_test_send(struct ctx *c, const char *recipient, const char *uuid)
{
	struct test test = { c, recipient, uuid };

	TRY(ctx_need(c, MAY_SETTINGS_EDIT));
	TRY(limit_count(c, "mail.test", "shop", TESTS_AN_HOUR, (int)(HOUR / SECOND)));
	return db_tx(c->db, add_test, &test);
}

static const struct db_column test_columns[] = {
	DB_COL(struct mail_test, id, INT), DB_COL(struct mail_test, recipient, TEXT), DB_COL(struct mail_test, state, TEXT),
	DB_COL(struct mail_test, error, TEXT), DB_COL(struct mail_test, attempts, INT), DB_COL(struct mail_test, created_at, TIME),
	DB_COL(struct mail_test, finished_at, TIME), DB_COL(struct mail_test, due_at, TIME),
};
static const struct db_row test_row = DB_ROW(struct mail_test, test_columns);

struct error *mail_tests(struct ctx *c, size_t limit, struct mail_test **out, size_t *n)
{
	return db_all(c->db, &test_row, out, n,
		"SELECT id, recipient, state, error, attempts, created_at, finished_at, due_at FROM job "
		"WHERE kind = 'mail.test' ORDER BY id DESC LIMIT ?", ARGS(I((int64_t)limit)));
}

static struct error *note_passed(struct db *db, void *arg)
{
	const struct test *test = arg;
	const struct shop *shop;

	TRY(shop_get(test->c, &shop));
	return setting_put(db, SET_MAIL_TESTED, "company", shop->company.id,
		arena_printf(test->c->arena, "%lld", (long long)(test->c->now / SECOND)));
}

struct error *mail_test_passed(struct ctx *c)
{
	struct test test = { .c = c };

	return db_tx(c->db, note_passed, &test);
}

/* ---- claiming ---- */

struct claim {
	struct ctx *c;
	struct job *job;
	bool found;
};

static struct error *find_due(struct db *db, struct claim *claim)
{
	struct ctx *c = claim->c;

	return db_find(db, &job_row, claim->job, &claim->found,
		"SELECT id, kind, order_id, message_id, recipient, attempts FROM job"
		" WHERE state = 'waiting' AND due_at <= ? AND (leased_until IS NULL OR leased_until <= ?)"
		" ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED",
		ARGS(AT(c->now), AT(c->now)));
}

static struct error *give_up(struct db *db, const struct claim *claim)
{
	return db_exec(db, NULL,
		"UPDATE job SET state = 'failed', lease = NULL, leased_until = NULL, error = ?, finished_at = ? WHERE id = ?",
		ARGS(T("its runner died each time"), AT(claim->c->now), ID(claim->job->id)));
}

static struct error *take(struct db *db, void *arg)
{
	struct claim *claim = arg;
	struct job *job = claim->job;
	struct ctx *c = claim->c;

	for (;;) {
		TRY(find_due(db, claim));
		if (!claim->found)
			return NULL;
		if (job->attempts < JOB_ATTEMPTS_MAX)
			break;
		TRY(give_up(db, claim));
	}
	job->attempts++;
	job->lease = token_new(c->arena);
	return db_exec(db, NULL, "UPDATE job SET lease = ?, leased_until = ?, attempts = ? WHERE id = ?",
		ARGS(T(job->lease), AT(c->now + JOB_LEASE), I(job->attempts), ID(job->id)));
}

struct error *job_claim(struct ctx *c, bool *found, struct job *out)
{
	struct claim claim = { .c = c, .job = out };

	TRY(db_tx(c->db, take, &claim));
	*found = claim.found;
	return NULL;
}

/* ---- marking ---- */

struct mark {
	struct ctx *c;
	const struct job *job;
	const struct error *why;
};

static struct error *still_ours(struct ctx *c, int64_t changed)
{
	return changed ? NULL : ERR(c->arena, CONFLICT, "job.lost");
}

static struct error *write_done(struct db *db, void *arg)
{
	const struct mark *m = arg;
	int64_t changed;

	TRY(db_exec(db, &changed,
		"UPDATE job SET state = 'done', lease = NULL, leased_until = NULL, error = NULL, finished_at = ?"
		" WHERE id = ? AND lease = ?",
		ARGS(AT(m->c->now), ID(m->job->id), T(m->job->lease))));
	return still_ours(m->c, changed);
}

struct error *job_done(struct ctx *c, const struct job *j)
{
	return db_tx(c->db, write_done, &(struct mark){ .c = c, .job = j });
}

static instant pause_after(int64_t attempts)
{
	instant pause = PAUSE_FIRST;

	while (--attempts > 0 && pause < PAUSE_MAX)
		pause *= 2;
	return pause < PAUSE_MAX ? pause : PAUSE_MAX;
}

static struct error *write_failed(struct db *db, void *arg)
{
	const struct mark *m = arg;
	struct ctx *c = m->c;
	bool last = m->why->kind == INVALID || m->job->attempts >= JOB_ATTEMPTS_MAX;
	const char *error = utf8_cut(c->arena, error_line(c->arena, m->why), ERROR_MAX);
	int64_t changed;

	TRY(db_exec(db, &changed,
		"UPDATE job SET state = ?, due_at = ?, lease = NULL, leased_until = NULL, error = ?, finished_at = ?"
		" WHERE id = ? AND lease = ?",
		ARGS(T(last ? "failed" : "waiting"), AT(c->now + pause_after(m->job->attempts)), T(error),
			AT(last ? c->now : INSTANT_NONE), ID(m->job->id), T(m->job->lease))));
	return still_ours(c, changed);
}

struct error *job_failed(struct ctx *c, const struct job *j, const struct error *why)
{
	return db_tx(c->db, write_failed, &(struct mark){ .c = c, .job = j, .why = why });
}

static struct error *sweep(struct db *db, void *arg)
{
	const struct mark *m = arg;

	return db_exec(db, NULL, "DELETE FROM job WHERE state = 'done' AND finished_at < ? ORDER BY id LIMIT 1000",
		ARGS(AT(m->c->now - JOB_KEPT)));
}

struct error *job_sweep(struct ctx *c)
{
	return db_tx(c->db, sweep, &(struct mark){ .c = c });
}
