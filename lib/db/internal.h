/* internal.h: what the files of lib/db share. Nobody else includes it. */
#ifndef MAKOLET_DB_INTERNAL_H
#define MAKOLET_DB_INTERNAL_H

#include <mysql.h>

#include "db/db.h"

/* What an error of the server means for a transaction, weakest first. */
enum fault {
	FAULT_NONE,
	FAULT_AGAIN,	/* rolled back or to be rolled back: run it again */
	FAULT_LOST,	/* the connection is gone */
};

/* my_bool in libmariadb, bool in libmysqlclient. */
typedef __typeof__(*((MYSQL_BIND *)NULL)->is_null) db_flag;

struct stmt;

#define CACHE_BUCKETS 128

struct db {
	const struct conf *conf;
	enum db_account account;
	struct arena *arena;		/* the request's, or own */
	struct arena *own;
	MYSQL *mysql;			/* NULL: not connected */
	uint64_t session;		/* grows with each connection's end */
	bool lost;			/* to be opened anew before the next use */
	bool in_tx;
	enum fault fault;		/* the worst of this transaction */
	unsigned int number;		/* of the last error */
	int64_t refuse_until;		/* clock_ticks(); see db_open() */
	struct stmt *cache[CACHE_BUCKETS];
	int cached;
	uint64_t uses;
};

/* ---- db.c ---- */

/* Makes the connection usable, or says why it is not. First call of every
 * operation. */
struct error *db_ready(struct db *db);
/* SQL without arguments and without rows. */
struct error *db_command(struct db *db, const char *sql);
/* sql with "ledger." put in, in the request's arena. */
const char *db_spell(struct db *db, const char *sql);

/* ---- fault.c ---- */

/* Turns the server's error into ours and notes what it does to the
 * connection and the transaction. message may be NULL: it is given only where
 * it cannot hold a bound value. */
struct error *db_failed(struct db *db, unsigned int number, const char *state, const char *message, const char *sql);

/* ---- stmt.c ---- */

enum run {
	RUN_ROWS,	/* rows wait at our side when stmt_run() returns */
	RUN_CURSOR,	/* rows wait at the server's; the statement is the caller's: stmt_free() */
	RUN_WRITE,	/* no rows */
};

/* Prepares (or finds) and executes. A lost connection is opened again and
 * the statement run once more, outside a transaction. */
struct error *stmt_run(struct db *db, enum run how, struct stmt **out, const struct db_row *row,
	const char *sql, const struct db_value *args, size_t n_args);
/* The next row into out, its texts in a; *more is false behind the last. */
struct error *stmt_row(struct db *db, struct stmt *s, const struct db_row *row, struct arena *a, void *out, bool *more);
size_t stmt_count(struct stmt *s);
int64_t stmt_changed(struct stmt *s);
int64_t stmt_insert_id(struct stmt *s);
bool stmt_null(const struct stmt *s, size_t column);
/* Gives back the rows of a cached statement. */
void stmt_done(struct stmt *s);
void stmt_free(struct stmt *s);
void stmt_forget_all(struct db *db);
struct error *stmt_prepare(struct db *db, struct stmt **out, const char *sql);

#endif
