/* db_reconnect.c: the database goes away and comes back; nobody restarts. */
#include "harness.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

static struct test_db *t;
static struct relay *relay;
static struct db *db;	/* through the relay */

static int set_up(void **state)
{
	static struct conf conf;

	(void)state;
	t = test_db_open();
	assert_true(db_alive(t->app));
	relay = relay_open(t);
	conf = *t->conf;
	conf.database_socket = relay_socket(relay);
	db = db_new(&conf, DB_APPLICATION);
	db_arena(db, t->arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	db_close(db);
	relay_close(relay);
	test_db_close(t);
	return 0;
}

static int64_t ask(struct db *whom)
{
	int64_t n;

	assert_ok(db_whole(whom, &n, 0, "SELECT ? + 1", ARGS(I(41))));
	return n;
}

static void cut_while_idle(void **state)
{
	(void)state;
	assert_int_equal(ask(db), 42);
	relay_cut(relay);
	assert_int_equal(ask(db), 42);
	relay_cut(relay);
	assert_true(db_alive(db));
	assert_int_equal(ask(db), 42);
}

struct number { int64_t v; };
static const struct db_column number_columns[] = { DB_COL(struct number, v, INT) };
static const struct db_row number_row = DB_ROW(struct number, number_columns);

static struct error *cut_at_third(void *arg, struct arena *scratch, const void *row)
{
	const struct number *n = row;

	(void)arg;
	(void)scratch;
	if (n->v == 3) {
		relay_cut(relay);
		/* Opens the connection anew beneath the rows that are read. */
		assert_int_equal(ask(db), 42);
	}
	return NULL;
}

/* A half of the rows must not pass for all. */
static void cut_while_reading(void **state)
{
	struct error *e;

	(void)state;
	e = db_each(db, &number_row, cut_at_third, NULL,
		"WITH RECURSIVE n (v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < 900) SELECT v FROM n", NULL, 0);
	assert_non_null(e);
	assert_int_equal(e->kind, UNAVAILABLE);
	assert_int_equal(ask(db), 42);
}

static int tool(const char *verb, const char *dir)
{
	return system(arena_printf(t->arena, "'%s/web/deploy/mariadb-private' %s '%s' >/dev/null", test_top(), verb, dir));
}

static void away(struct db *whom)
{
	int64_t began = clock_ticks(), n;

	for (int i = 0; i < 20; i++)
		assert_fails(db_whole(whom, &n, 0, "SELECT 1", NULL, 0), UNAVAILABLE, "db.away");
	assert_false(db_alive(whom));
	assert_true(clock_ticks() - began < SECOND);
}

static void server_stopped_and_started(void **state)
{
	char dir[] = "/tmp/makolet-reconnect.XXXXXX";
	struct conf conf = { .database_host = "", .database_name = "mysql", .database_user = "root", .database_password = "" };
	struct db *own;

	(void)state;
	assert_non_null(mkdtemp(dir));
	conf.database_socket = arena_printf(t->arena, "%s/mariadb.sock", dir);
	own = db_new(&conf, DB_APPLICATION);
	db_arena(own, t->arena);
	away(own);
	assert_int_equal(tool("start", dir), 0);
	assert_int_equal(ask(own), 42);
	assert_int_equal(tool("stop", dir), 0);
	away(own);
	assert_int_equal(tool("start", dir), 0);
	assert_true(db_alive(own));
	assert_int_equal(ask(own), 42);
	db_close(own);
	assert_int_equal(tool("stop", dir), 0);
	assert_int_equal(system(arena_printf(t->arena, "rm -rf '%s'", dir)), 0);
}

/* An address that answers nothing costs one wait, not one a call. */
static void host_that_drops(void **state)
{
	struct conf conf = { .database_socket = "", .database_host = "192.0.2.1", .database_port = 3306,
		.database_name = "x", .database_user = "x", .database_password = "" };
	struct db *own = db_new(&conf, DB_APPLICATION);
	int64_t began = clock_ticks(), n;

	(void)state;
	db_arena(own, t->arena);
	assert_fails(db_whole(own, &n, 0, "SELECT 1", NULL, 0), UNAVAILABLE, "db.away");
	assert_fails(db_whole(own, &n, 0, "SELECT 1", NULL, 0), UNAVAILABLE, "db.away");
	assert_true(clock_ticks() - began < 3 * SECOND);
	db_close(own);
}

static void wrong_password(void **state)
{
	struct conf conf = *t->conf;
	struct db *own;
	int64_t n;
	struct error *e;

	(void)state;
	conf.database_password = "not the application's";
	own = db_new(&conf, DB_APPLICATION);
	db_arena(own, t->arena);
	e = db_whole(own, &n, 0, "SELECT 1", NULL, 0);
	assert_fails(e, INTERNAL, "db.error");
	assert_null(strstr(error_line(t->arena, e), "not the application's"));
	db_close(own);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cut_while_idle),
		cmocka_unit_test(cut_while_reading),
		cmocka_unit_test(server_stopped_and_started),
		cmocka_unit_test(host_that_drops),
		cmocka_unit_test(wrong_password),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
