/* job.c: the table job: claimed by a lease that is committed, done, marked. */
#include "shop/job.h"

#include "base/bytes.h"
#include "base/utf8.h"

#define PAUSE_FIRST MINUTE
#define PAUSE_MAX (6 * HOUR)
#define ERROR_MAX 500

static const struct db_column job_columns[] = {
	DB_COL(struct job, id, INT), DB_COL(struct job, kind, TEXT),
	DB_COL(struct job, order, INT), DB_COL(struct job, message, INT), DB_COL(struct job, attempts, INT),
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
		"SELECT id, kind, order_id, message_id, attempts FROM job"
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
