/* harness.h: a scratch pair of schemas with its two accounts, for tests that
 * need a database.
 *
 * The server's administrator is root without a password, at the Unix socket
 * $MAKOLET_TEST_SOCKET or $MAKOLET_DATABASE_SOCKET, else at
 * $MAKOLET_TEST_HOST and $MAKOLET_TEST_PORT. By hand:
 *
 *	web/deploy/mariadb-private start build/my
 *	MAKOLET_TEST_SOCKET=$PWD/build/my/mariadb.sock MAKOLET_TOP=$PWD build/tests/db/db_tx
 *
 * Whatever fails here fails the test that called.
 */
#ifndef MAKOLET_TESTS_DB_HARNESS_H
#define MAKOLET_TESTS_DB_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/error.h"
#include "db/db.h"

struct test_db {
	struct arena *arena;
	struct conf *conf;
	struct db *app;		/* the application's account */
	struct db *owner;	/* the account that owns and migrates */
	const char *state_dir;	/* of test_db_state(); else NULL */
};

struct test_db *test_db_open(void);
/* Runs the real sql/migrations. */
void test_db_migrate(struct test_db *t);
/* Gives the configuration a state_dir of its own, for the signing key. */
void test_db_state(struct test_db *t);
/* Drops schemas, accounts and the state directory. NULL: does nothing. */
void test_db_close(struct test_db *t);
/* Another connection with its own arena; the caller frees both. */
struct db *test_db_more(struct test_db *t, enum db_account account, struct arena **arena);

/* The source tree: $MAKOLET_TOP, else $srcdir, else here. */
const char *test_top(void);
/* As the server's administrator, in NAME. */
void test_root(struct test_db *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool test_is_mariadb(struct test_db *t);

void test_ok(const struct error *e, const char *file, int line);
void test_error(const struct error *e, enum error_kind kind, const char *code, const char *file, int line);
#define assert_ok(call) test_ok((call), __FILE__, __LINE__)
#define assert_fails(call, kind, code) test_error((call), (kind), (code), __FILE__, __LINE__)

/* ---- between client and server ---- */

enum relay_mode {
	RELAY_PASS,
	RELAY_CUT_BEFORE_COMMIT,	/* COMMIT never reaches the server */
	RELAY_CUT_AFTER_COMMIT,		/* it does, its answer never comes back */
};

/* Listens on a Unix socket and passes on to the server; one connection at a
 * time. A mode other than PASS holds for one COMMIT. */
struct relay;
struct relay *relay_open(struct test_db *t);
const char *relay_socket(const struct relay *r);
void relay_set(struct relay *r, enum relay_mode mode);
/* Ends the connection that stands, not the listening. */
void relay_cut(struct relay *r);
void relay_close(struct relay *r);

#endif
