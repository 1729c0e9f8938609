/* tx.c: db_tx(): begin, commit, and running it again; db_snapshot(). */
#include "db/internal.h"

#include <sodium.h>
#include <time.h>

#include "base/metrics.h"

#define TX_TRIES 10
/* No try begins later: locks that nobody lets go must not hold a worker longer
 * than its visitor waits. */
#define TX_SECONDS 12
#define PAUSE_FIRST_MS 2u
#define PAUSE_MAX_MS 400u

/* Twice as long each time, cut at a random place: two that met must not meet
 * again in step. */
static void pause_before(int try)
{
	uint32_t most = PAUSE_FIRST_MS << (try < 8 ? try : 8), ms;
	struct timespec t;

	if (most > PAUSE_MAX_MS)
		most = PAUSE_MAX_MS;
	ms = 1 + randombytes_uniform(most);
	t = (struct timespec){ .tv_nsec = (long)ms * 1000000 };
	nanosleep(&t, NULL);
}

static void roll_back(struct db *db)
{
	enum fault fault = db->fault;

	/* What cannot be rolled back by word is by ending the connection. */
	if (!db->lost && db_command(db, "ROLLBACK"))
		db->lost = true;
	/* fn's own error stands: a connection that died only now is no reason
	 * to run fn again. */
	db->fault = fault;
}

/* The server's word that it rolled back is a plain "again". After any other
 * failure nobody knows on which side of the COMMIT it happened. */
static struct error *commit(struct db *db)
{
	struct error *e = db_command(db, "COMMIT");
	struct error *uncertain;

	if (!e) {
		metrics_add(METRIC_TX);
		return NULL;
	}
	if (db->fault == FAULT_AGAIN) {
		roll_back(db);
		return e;
	}
	db->lost = true;
	db->fault = FAULT_NONE;
	metrics_add(METRIC_TX_UNCERTAIN);
	uncertain = ERR(db->arena, UNCERTAIN, "db.uncertain");
	return error_note(uncertain, "at COMMIT: %s", e->detail ? e->detail : e->code);
}

/* Leaves in db->fault whether running it again makes sense. */
static struct error *run_once(struct db *db, struct error *(*fn)(struct db *db, void *arg), void *arg)
{
	struct error *e;

	db->fault = FAULT_NONE;
	TRY(db_ready(db));
	db->in_tx = true;
	e = db_command(db, "START TRANSACTION READ WRITE");
	if (!e) {
		e = fn(db, arg);
		/* fn may have swallowed the error that broke the transaction. */
		if (e || db->fault != FAULT_NONE)
			roll_back(db);
		else
			e = commit(db);
	}
	db->in_tx = false;
	return e;
}

struct error *db_tx(struct db *db, struct error *(*fn)(struct db *db, void *arg), void *arg)
{
	int64_t until = clock_ticks() + TX_SECONDS * SECOND;
	bool reopened = false;
	struct error *e;

	if (db->in_tx)
		return ERR(db->arena, INTERNAL, "db.nested");
	for (int try = 1;; try++) {
		e = run_once(db, fn, arg);
		if (db->fault == FAULT_AGAIN && try < TX_TRIES && clock_ticks() < until) {
			metrics_add(METRIC_TX_AGAIN);
			pause_before(try);
			continue;
		}
		if (db->fault == FAULT_LOST && !reopened) {
			reopened = true;
			continue;
		}
		break;
	}
	if (db->fault == FAULT_AGAIN)
		return error_note(ERR(db->arena, UNAVAILABLE, "db.busy"), "error %u, tried again in vain", db->number);
	if (db->fault == FAULT_LOST)
		return error_note(ERR(db->arena, UNAVAILABLE, "db.away"), "error %u", db->number);
	return e;
}

struct error *db_snapshot(struct db *db, struct error *(*fn)(struct db *db, void *arg), void *arg)
{
	struct error *e;

	if (db->in_tx)
		return ERR(db->arena, INTERNAL, "db.nested");
	db->fault = FAULT_NONE;
	TRY(db_ready(db));
	/* Of the next transaction alone. */
	TRY(db_command(db, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"));
	db->in_tx = true;
	e = db_command(db, "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
	if (!e)
		e = fn(db, arg);
	roll_back(db);
	db->in_tx = false;
	db->fault = FAULT_NONE;
	return e;
}
