/* db_tx.c: transactions: all or nothing, run again when that is safe, and
 * UNCERTAIN when nobody can know. */
#include "harness.h"

#include <pthread.h>
#include <string.h>

static struct test_db *t;

static int set_up(void **state)
{
	(void)state;
	t = test_db_open();
	assert_ok(db_script(t->owner, "CREATE TABLE shelf (id BIGINT PRIMARY KEY, pieces BIGINT NOT NULL) ENGINE = InnoDB"));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	test_db_close(t);
	return 0;
}

static int fill(void **state)
{
	(void)state;
	test_root(t, "REPLACE INTO shelf VALUES (1, 10), (2, 10)");
	return 0;
}

static int64_t pieces(int64_t id)
{
	int64_t n;

	assert_ok(db_whole(t->owner, &n, -1, "SELECT pieces FROM shelf WHERE id = ?", ARGS(I(id))));
	return n;
}

static struct error *take(struct db *db, int64_t id)
{
	int64_t changed;

	TRY(db_exec(db, &changed, "UPDATE shelf SET pieces = pieces - 1 WHERE id = ? AND pieces >= 1", ARGS(I(id))));
	assert_int_equal(changed, 1);
	return NULL;
}

/* ---- plain ---- */

static struct error *take_both(struct db *db, void *arg)
{
	int *runs = arg;

	++*runs;
	assert_true(db_in_tx(db));
	TRY(take(db, 1));
	return take(db, 2);
}

static void committed(void **state)
{
	int runs = 0;

	(void)state;
	assert_ok(db_tx(t->app, take_both, &runs));
	assert_false(db_in_tx(t->app));
	assert_int_equal(runs, 1);
	assert_int_equal(pieces(1), 9);
	assert_int_equal(pieces(2), 9);
}

static struct error *take_and_fail(struct db *db, void *arg)
{
	(void)arg;
	TRY(take(db, 1));
	return ERR(t->arena, SHORTAGE, "test.short");
}

static void rolled_back(void **state)
{
	int runs = 0;

	(void)state;
	assert_fails(db_tx(t->app, take_and_fail, NULL), SHORTAGE, "test.short");
	assert_int_equal(pieces(1), 10);
	assert_ok(db_tx(t->app, take_both, &runs));
}

static void refused_outside(void **state)
{
	int64_t n;

	(void)state;
	assert_fails(db_exec(t->app, NULL, "UPDATE shelf SET pieces = 0", NULL, 0), INTERNAL, "db.readonly");
	assert_fails(db_insert(t->app, &n, "INSERT INTO shelf VALUES (7, 7)", NULL, 0), INTERNAL, "db.readonly");
	assert_int_equal(pieces(1), 10);
	/* The server refuses too, should our own check not be asked. */
	assert_ok(db_whole(t->app, &n, 0, test_is_mariadb(t) ? "SELECT @@session.tx_read_only" :
		"SELECT @@session.transaction_read_only", NULL, 0));
	assert_int_equal(n, 1);
	assert_fails(db_script(t->app, "DROP TABLE shelf"), INTERNAL, "db.script");
}

/* Even the owner's session is closed again behind a script. */
static void closed_behind_script(void **state)
{
	int64_t n;

	(void)state;
	assert_ok(db_script(t->owner, "UPDATE shelf SET pieces = 3 WHERE id = 1"));
	assert_ok(db_whole(t->owner, &n, 0, test_is_mariadb(t) ? "SELECT @@session.tx_read_only" :
		"SELECT @@session.transaction_read_only", NULL, 0));
	assert_int_equal(n, 1);
	assert_int_equal(pieces(1), 3);
	assert_fails(db_script(t->owner, "UPDATE shelf SET"), INTERNAL, "db.error");
	assert_ok(db_whole(t->owner, &n, 0, test_is_mariadb(t) ? "SELECT @@session.tx_read_only" :
		"SELECT @@session.transaction_read_only", NULL, 0));
	assert_int_equal(n, 1);
}

static struct error *nest(struct db *db, void *arg)
{
	TRY(take(db, 1));
	return db_tx(db, take_both, arg);
}

static void nested_refused(void **state)
{
	int runs = 0;

	(void)state;
	assert_fails(db_tx(t->app, nest, &runs), INTERNAL, "db.nested");
	assert_int_equal(runs, 0);
	assert_int_equal(pieces(1), 10);
	assert_ok(db_tx(t->app, take_both, &runs));
}

/* ---- deadlock ---- */

struct fighter {
	int64_t first, second;
	int runs;
	bool deaf;	/* goes on after the deadlock's error as if nothing were */
	bool reads;	/* meets the other one while it reads rows */
	struct error *result;
};

static pthread_barrier_t both_hold;

/* Sorted, so that the server tells the columns before it waits for a lock. */
static struct error *lock_all(struct db *db)
{
	static const struct db_column columns[] = { { DB_INT, 0 } };
	static const struct db_row row = { sizeof(int64_t), columns, 1 };
	int64_t *all;
	size_t n;

	return db_all(db, &row, &all, &n,
		"SELECT pieces FROM shelf WHERE pieces > ? ORDER BY pieces FOR UPDATE", ARGS(I(0)));
}

static struct error *fight(struct db *db, void *arg)
{
	struct fighter *f = arg;
	struct error *e;

	TRY(take(db, f->first));
	if (f->runs++ == 0)
		pthread_barrier_wait(&both_hold);
	e = f->reads ? lock_all(db) : NULL;
	if (!e)
		e = db_exec(db, NULL, "UPDATE shelf SET pieces = pieces - 1 WHERE id = ?", ARGS(I(f->second)));
	return f->deaf ? NULL : e;
}

static void *fighter_main(void *arg)
{
	struct fighter *f = arg;
	struct arena *a;
	struct db *db = test_db_more(t, DB_APPLICATION, &a);

	f->result = db_tx(db, fight, f);
	assert_ok(f->result);
	db_close(db);
	arena_free(a);
	return NULL;
}

static void let_fight(bool deaf, bool reads)
{
	struct fighter a = { 1, 2, .deaf = deaf, .reads = reads }, b = { 2, 1, .deaf = deaf, .reads = reads };
	int64_t began = clock_ticks();
	pthread_t thread;

	assert_int_equal(pthread_barrier_init(&both_hold, NULL, 2), 0);
	assert_int_equal(pthread_create(&thread, NULL, fighter_main, &a), 0);
	fighter_main(&b);
	pthread_join(thread, NULL);
	pthread_barrier_destroy(&both_hold);
	assert_null(a.result);
	assert_null(b.result);
	assert_true(a.runs + b.runs >= 3);
	assert_true(clock_ticks() - began < 10 * SECOND);
	assert_int_equal(pieces(1), 8);
	assert_int_equal(pieces(2), 8);
}

static void deadlock_run_again(void **state)
{
	(void)state;
	let_fight(false, false);
}

static void deadlock_swallowed(void **state)
{
	(void)state;
	let_fight(true, false);
}

static void deadlock_while_reading(void **state)
{
	(void)state;
	let_fight(false, true);
}

static struct error *always_busy(struct db *db, void *arg)
{
	int *runs = arg;

	++*runs;
	TRY(take(db, 1));
	return db_exec(db, NULL, "DELETE FROM shelf WHERE id = 1", NULL, 0);
}

/* The error stops its statement alone, as a lock timeout does: what was
 * written before must not be committed. */
static struct error *busy_and_deaf(struct db *db, void *arg)
{
	(void)always_busy(db, arg);
	return NULL;
}

static void gives_up(void **state)
{
	int runs = 0;

	(void)state;
	test_root(t, "CREATE TRIGGER busy BEFORE DELETE ON shelf FOR EACH ROW SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213");
	assert_fails(db_tx(t->app, always_busy, &runs), UNAVAILABLE, "db.busy");
	assert_int_equal(runs, 10);
	assert_fails(db_tx(t->app, busy_and_deaf, &runs), UNAVAILABLE, "db.busy");
	test_root(t, "DROP TRIGGER busy");
	assert_int_equal(runs, 20);
	assert_int_equal(pieces(1), 10);
}

/* ---- lost ---- */

struct killed {
	int runs;
	bool last;	/* killed behind fn's last statement */
	bool always;
};

static struct error *take_and_die(struct db *db, void *arg)
{
	struct killed *k = arg;
	int64_t id;

	TRY(db_whole(db, &id, 0, "SELECT CONNECTION_ID()", NULL, 0));
	TRY(take(db, 1));
	if (k->runs++ == 0 || k->always)
		test_root(t, "KILL %lld", (long long)id);
	return k->last ? NULL : take(db, 2);
}

static void lost_before_commit(void **state)
{
	struct killed k = { 0 };

	(void)state;
	assert_ok(db_tx(t->app, take_and_die, &k));
	assert_int_equal(k.runs, 2);
	assert_int_equal(pieces(1), 9);
	assert_int_equal(pieces(2), 9);
}

static void lost_twice(void **state)
{
	struct killed k = { .always = true };

	(void)state;
	assert_fails(db_tx(t->app, take_and_die, &k), UNAVAILABLE, "db.away");
	assert_int_equal(k.runs, 2);
	assert_int_equal(pieces(1), 10);
}

static void lost_idle(void **state)
{
	int runs = 0;
	int64_t id;

	(void)state;
	assert_ok(db_whole(t->app, &id, 0, "SELECT CONNECTION_ID()", NULL, 0));
	test_root(t, "KILL %lld", (long long)id);
	assert_ok(db_tx(t->app, take_both, &runs));
	assert_int_equal(runs, 1);
	assert_int_equal(pieces(1), 9);
}

static void lost_behind_last(void **state)
{
	struct killed k = { .last = true };

	(void)state;
	assert_fails(db_tx(t->app, take_and_die, &k), UNCERTAIN, "db.uncertain");
	assert_int_equal(k.runs, 1);
	assert_int_equal(pieces(1), 10);
}

static void lost_at_commit(enum relay_mode mode, int64_t left)
{
	struct relay *r = relay_open(t);
	struct conf conf = *t->conf;
	struct db *db;
	int runs = 0;

	/* One log-in without the relay: MySQL then knows the password. */
	assert_true(db_alive(t->app));
	conf.database_socket = relay_socket(r);
	db = db_new(&conf, DB_APPLICATION);
	db_arena(db, t->arena);
	assert_true(db_alive(db));
	relay_set(r, mode);
	assert_fails(db_tx(db, take_both, &runs), UNCERTAIN, "db.uncertain");
	assert_int_equal(runs, 1);
	assert_int_equal(pieces(1), left);
	assert_false(db_in_tx(db));
	assert_ok(db_tx(db, take_both, &runs));
	assert_int_equal(pieces(1), left - 1);
	db_close(db);
	relay_close(r);
}

static void lost_at_commit_undone(void **state)
{
	(void)state;
	lost_at_commit(RELAY_CUT_BEFORE_COMMIT, 10);
}

static void lost_at_commit_done(void **state)
{
	(void)state;
	lost_at_commit(RELAY_CUT_AFTER_COMMIT, 9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(committed, fill),
		cmocka_unit_test_setup(rolled_back, fill),
		cmocka_unit_test_setup(refused_outside, fill),
		cmocka_unit_test_setup(closed_behind_script, fill),
		cmocka_unit_test_setup(nested_refused, fill),
		cmocka_unit_test_setup(deadlock_run_again, fill),
		cmocka_unit_test_setup(deadlock_swallowed, fill),
		cmocka_unit_test_setup(deadlock_while_reading, fill),
		cmocka_unit_test_setup(gives_up, fill),
		cmocka_unit_test_setup(lost_before_commit, fill),
		cmocka_unit_test_setup(lost_twice, fill),
		cmocka_unit_test_setup(lost_idle, fill),
		cmocka_unit_test_setup(lost_behind_last, fill),
		cmocka_unit_test_setup(lost_at_commit_undone, fill),
		cmocka_unit_test_setup(lost_at_commit_done, fill),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
