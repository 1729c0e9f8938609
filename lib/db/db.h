/* db.h: one connection to MySQL or MariaDB, its statements and transactions.
 *
 * The session is read-only and READ COMMITTED: a write outside db_tx() fails
 * at the server. A connection that was lost is opened again by the next call
 * outside a transaction; while the database is away every call answers
 * UNAVAILABLE at once.
 *
 * SQL is a literal with ?, in the function that uses it. "ledger." in it
 * stands for the append-only schema (NAME_ledger); db.c puts the name in when
 * the statement is prepared, once a connection.
 *
 * Reading: a struct, its columns in a table beside it, and rows come back as
 * an array in the arena:
 *
 *	static const struct db_column brand_columns[] = {
 *		DB_COL(struct brand, id, INT), DB_COL(struct brand, name, TEXT),
 *	};
 *	static const struct db_row brand_row = DB_ROW(struct brand, brand_columns);
 *	db_all(c->db, &brand_row, &brands, &n,
 *		"SELECT id, name FROM brand WHERE maker_id = ?", ARGS(I(maker)));
 *
 * The number of columns in the SELECT must equal that of the table, else
 * INTERNAL. tests/db/statements prepares every statement of lib/ against the
 * real schema.
 *
 * Writing: a function handed to db_tx(), which may run it more than once.
 */
#ifndef MAKOLET_DB_DB_H
#define MAKOLET_DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/error.h"

struct db;

enum db_account {
	DB_APPLICATION,	/* an answer takes a minute at the most */
	DB_COMMAND,	/* the same account; an answer takes as long as it wants, for no visitor waits */
	DB_OWNER,	/* owns and migrates; as long as it wants */
};

/* Does not connect yet. Lives until db_close(), as must conf. Errors and rows
 * are allocated in the arena set by db_arena(), the request's; before that (or
 * after db_arena(db, NULL)) in one of its own, until db_close(). */
struct db *db_new(const struct conf *conf, enum db_account account);
void db_close(struct db *db);
void db_arena(struct db *db, struct arena *a);

/* ---- values in ---- */

enum db_type {
	DB_NULL,
	DB_INT,		/* int64_t, or a struct of one (an id) */
	DB_TEXT,	/* const char *, NULL for SQL NULL */
	DB_BYTES,	/* struct db_bytes */
	DB_TIME,	/* instant; DATETIME(6) in UTC. INSTANT_NONE for SQL NULL */
	DB_DATE,	/* int64_t days since 1970 (see date_parse); DATE. DATE_NONE for NULL */
	DB_BOOL,	/* bool */
};

#define INSTANT_NONE INT64_MIN
#define DATE_NONE INT64_MIN

struct db_bytes {
	const void *p;	/* NULL for SQL NULL */
	size_t n;
};

struct db_value {
	enum db_type type;
	int64_t i;
	struct db_bytes b;
};

/* Whole number, id (any struct with .v), text, bytes, instant, date, NULL. */
#define I(x) ((struct db_value){ .type = DB_INT, .i = (x) })
#define ID(x) ((struct db_value){ .type = DB_INT, .i = (x).v })
/* An id of 0 is stored as NULL. */
#define ID_OR_NULL(x) ((struct db_value){ .type = (x).v ? DB_INT : DB_NULL, .i = (x).v })
#define T(s) db_text(s)
#define B(ptr, len) ((struct db_value){ .type = DB_BYTES, .b = { (ptr), (len) } })
#define AT(t) ((struct db_value){ .type = DB_TIME, .i = (t) })
#define ON(d) ((struct db_value){ .type = DB_DATE, .i = (d) })
#define NONE ((struct db_value){ .type = DB_NULL })
#define ARGS(...) (const struct db_value[]){ __VA_ARGS__ }, \
	sizeof((const struct db_value[]){ __VA_ARGS__ }) / sizeof(struct db_value)

struct db_value db_text(const char *s);

/* ---- rows out ----
 *
 * SQL NULL arrives as 0, false, NULL, INSTANT_NONE or DATE_NONE. A DB_DATE
 * member is an int64_t. SUM() over no rows is NULL, so 0. */

struct db_column {
	enum db_type type;
	size_t offset;
};

struct db_row {
	size_t size;
	const struct db_column *columns;
	size_t count;
};

#define DB_COL(type, member, kind) { DB_##kind, offsetof(type, member) }
#define DB_ROW(type, table) { sizeof(type), (table), sizeof(table) / sizeof((table)[0]) }

/* All rows into *rows (array of the row's struct), *n of them. */
struct error *db_all(struct db *db, const struct db_row *row, void *rows, size_t *n,
	const char *sql, const struct db_value *args, size_t n_args);
/* Exactly one row into *out (the caller's struct); none: NOT_FOUND, code
 * "db.none", more than one: INTERNAL. */
struct error *db_one(struct db *db, const struct db_row *row, void *out,
	const char *sql, const struct db_value *args, size_t n_args);
/* As db_one, but none leaves *out alone and sets *found. */
struct error *db_find(struct db *db, const struct db_row *row, void *out, bool *found,
	const char *sql, const struct db_value *args, size_t n_args);
/* One whole number; none or NULL: the fallback. */
struct error *db_whole(struct db *db, int64_t *out, int64_t fallback,
	const char *sql, const struct db_value *args, size_t n_args);
/* Rows one by one, unbuffered at our side, for exports: fn's error stops it.
 * The row and its texts live in a scratch arena until fn returns. fn may use
 * db: the rows wait in a cursor. */
struct error *db_each(struct db *db, const struct db_row *row,
	struct error *(*fn)(void *arg, struct arena *scratch, const void *row), void *arg,
	const char *sql, const struct db_value *args, size_t n_args);

/* Rows with their texts and bytes, in another arena. */
void *db_copy(struct arena *a, const struct db_row *row, const void *rows, size_t n);

/* ---- writing ---- */

/* Runs fn between START TRANSACTION and COMMIT; its error rolls back and is
 * returned. Deadlock, lock timeout and a cluster's certification failure
 * (1213, 1205, 1020, 1047, 1180) roll back and run fn again, 10 times at the
 * most with growing pauses and none after 12 seconds, then UNAVAILABLE. A connection lost before COMMIT
 * is opened once more and fn run again; one lost at COMMIT is UNCERTAIN and
 * never run again. fn must leave nothing behind but what it writes through db
 * and sets anew in arg. Nested calls are INTERNAL. */
struct error *db_tx(struct db *db, struct error *(*fn)(struct db *db, void *arg), void *arg);
bool db_in_tx(const struct db *db);
/* Runs fn once, in one snapshot (REPEATABLE READ): whatever it reads was true
 * at one instant. It writes nothing; a lost connection is UNAVAILABLE. */
struct error *db_snapshot(struct db *db, struct error *(*fn)(struct db *db, void *arg), void *arg);

/* INSERT, UPDATE, DELETE; INTERNAL outside db_tx(). *changed (may be NULL):
 * rows matched for UPDATE and DELETE, inserted for INSERT. A duplicate key is
 * CONFLICT, code "db.duplicate"; a failed foreign key CONFLICT, "db.reference". */
struct error *db_exec(struct db *db, int64_t *changed,
	const char *sql, const struct db_value *args, size_t n_args);
/* An INSERT that names its AUTO_INCREMENT column's value. */
struct error *db_insert(struct db *db, int64_t *id,
	const char *sql, const struct db_value *args, size_t n_args);

/* Any text without arguments or result (DDL), outside a transaction; for
 * migrations and tests, owner account only. */
struct error *db_script(struct db *db, const char *sql);
/* One SELECT whose columns are not known beforehand, for sql/check: counts its
 * rows, `limit` at the most; *first is the first of them as "a=1 b=2", NULL
 * for none. */
struct error *db_peek(struct db *db, const char *sql, int64_t limit, int64_t *rows, const char **first);
/* Prepares and drops: for the test of all statements. */
struct error *db_prepares(struct db *db, const char *sql);

/* True when a connection is there or can be made, within two seconds. */
bool db_alive(struct db *db);
const char *db_name(const struct db *db);

#endif
