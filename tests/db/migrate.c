/* migrate.c: migrations are applied once, go on where they were killed, and
 * refuse what does not fit. */
#include "db/migrate.h"
#include "harness.h"

#include <dlfcn.h>
#include <mysql.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct test_db *t;
static char *dir;

static void put(const char *name, const char *text)
{
	FILE *f = fopen(arena_printf(t->arena, "%s/%s", dir, name), "we");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static const char first[] =
	"-- What a comment says; is no statement;\n"
	"CREATE TABLE one (\n"
	"  id INT PRIMARY KEY, -- the key\n"
	"  note VARCHAR(40)\n"
	");\n"
	"\n"
	"INSERT INTO one VALUES (1, 'a;b'),\n"
	"  (2, 'c');\n"
	"CREATE TABLE ledger.one (id INT PRIMARY KEY);\n";
static const char second[] =
	"ALTER TABLE one ADD COLUMN more INT;\n"
	"UPDATE one SET more = id * 10;\n"
	"CREATE INDEX more ON one (more);\n";

static int set_up(void **state)
{
	char name[] = "/tmp/makolet-migrate.XXXXXX";

	(void)state;
	t = test_db_open();
	assert_non_null(mkdtemp(name));
	dir = arena_strdup(t->arena, name);
	put("0001_first.sql", first);
	put("0002_second.sql", second);
	put("README", "not a migration\n");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	assert_int_equal(system(arena_printf(t->arena, "rm -rf '%s'", dir)), 0);
	test_db_close(t);
	return 0;
}

static int64_t whole(const char *sql)
{
	int64_t n;

	assert_ok(db_whole(t->owner, &n, -1, sql, NULL, 0));
	return n;
}

static int run(void)
{
	int done = -1;

	assert_ok(migrate_run(t->owner, t->arena, dir, &done, NULL));
	return done;
}

static void is_whole(void)
{
	struct migration_state s;

	assert_ok(migrate_state(t->app, t->arena, dir, &s));
	assert_int_equal(s.applied, 2);
	assert_int_equal(s.known, 2);
	assert_ok(migrate_check(t->app, t->arena, dir));
	assert_int_equal(whole("SELECT SUM(more) FROM one"), 30);
	assert_int_equal(whole("SELECT COUNT(*) FROM ledger.one"), 0);
	assert_int_equal(whole("SELECT COUNT(*) FROM migration WHERE done = statements AND statements = 3"), 2);
}

static void fresh_and_again(void **state)
{
	struct migration_state s;

	(void)state;
	assert_ok(migrate_state(t->app, t->arena, dir, &s));
	assert_int_equal(s.applied, 0);
	assert_int_equal(s.known, 2);
	assert_fails(migrate_check(t->app, t->arena, dir), UNAVAILABLE, "migrate.needed");
	assert_int_equal(run(), 2);
	is_whole();
	assert_int_equal(run(), 0);
	is_whole();
}

static void one_more(void **state)
{
	(void)state;
	assert_int_equal(run(), 2);
	put("0003_third.sql", "CREATE TABLE three (id INT PRIMARY KEY)\n;");
	assert_fails(migrate_check(t->app, t->arena, dir), UNAVAILABLE, "migrate.needed");
	assert_int_equal(run(), 1);
	assert_ok(migrate_check(t->app, t->arena, dir));
	assert_int_equal(whole("SELECT COUNT(*) FROM three"), 0);
}

static void changed_refused(void **state)
{
	int done;

	(void)state;
	assert_int_equal(run(), 2);
	put("0001_first.sql", arena_printf(t->arena, "%s\n", first));
	assert_fails(migrate_run(t->owner, t->arena, dir, &done, NULL), CONFLICT, "migrate.changed");
	assert_fails(migrate_check(t->app, t->arena, dir), CONFLICT, "migrate.changed");
}

static void newer_refused(void **state)
{
	int done;

	(void)state;
	assert_int_equal(run(), 2);
	assert_int_equal(unlink(arena_printf(t->arena, "%s/0002_second.sql", dir)), 0);
	assert_fails(migrate_run(t->owner, t->arena, dir, &done, NULL), CONFLICT, "migrate.newer");
	assert_fails(migrate_check(t->app, t->arena, dir), CONFLICT, "migrate.newer");
}

static void number_twice_refused(void **state)
{
	int done;

	(void)state;
	put("0002_other.sql", "SELECT 1;\n");
	assert_fails(migrate_run(t->owner, t->arena, dir, &done, NULL), INTERNAL, "migrate.file");
}

static void application_cannot(void **state)
{
	int done;

	(void)state;
	assert_fails(migrate_run(t->app, t->arena, dir, &done, NULL), INTERNAL, "db.script");
}

/* A statement that fails is not taken for done by the next run, and what
 * stood before it is not run again. */
static void failed_and_mended(void **state)
{
	struct error *e;
	int done;

	(void)state;
	put("0002_second.sql", "CREATE TABLE two (id INT PRIMARY KEY);\nCREATE TABLE taken (id INT PRIMARY KEY);\nINSERT INTO two VALUES (1);\n");
	test_root(t, "CREATE TABLE taken (other INT)");
	for (int i = 0; i < 2; i++) {
		e = migrate_run(t->owner, t->arena, dir, &done, NULL);
		assert_fails(e, INTERNAL, "db.error");
		assert_non_null(strstr(e->detail, "0002_second.sql, statement 2"));
		assert_int_equal(done, i == 0 ? 1 : 0);
	}
	test_root(t, "DROP TABLE taken");
	assert_int_equal(run(), 1);
	assert_int_equal(whole("SELECT COUNT(*) FROM two"), 1);
	assert_int_equal(whole("SELECT COUNT(id) FROM taken"), 0);
}

/* ---- killed ---- */

/* The client library's calls, so that a child can die at its n-th, with the
 * call done or not done. */
static int calls_left;
static bool die_behind;

static bool last_call(void)
{
	return calls_left && --calls_left == 0;
}

int mysql_real_query(MYSQL *mysql, const char *sql, unsigned long length)
{
	int (*real)(MYSQL *, const char *, unsigned long) =
		(int (*)(MYSQL *, const char *, unsigned long))dlsym(RTLD_NEXT, "mysql_real_query");
	bool last = last_call();
	int result;

	if (last && !die_behind)
		raise(SIGKILL);
	result = real(mysql, sql, length);
	if (last)
		raise(SIGKILL);
	return result;
}

int mysql_stmt_execute(MYSQL_STMT *stmt)
{
	int (*real)(MYSQL_STMT *) = (int (*)(MYSQL_STMT *))dlsym(RTLD_NEXT, "mysql_stmt_execute");
	bool last = last_call();
	int result;

	if (last && !die_behind)
		raise(SIGKILL);
	result = real(stmt);
	if (last)
		raise(SIGKILL);
	return result;
}

/* True when it died, false when it came to its end before. */
static bool killed_run(int calls, bool behind)
{
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		struct arena *a;
		struct db *db = test_db_more(t, DB_OWNER, &a);
		int done;

		calls_left = calls;
		die_behind = behind;
		_exit(migrate_run(db, a, dir, &done, NULL) ? 1 : 0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFEXITED(status))
		assert_int_equal(WEXITSTATUS(status), 0);
	return WIFSIGNALED(status);
}

static void start_over(void)
{
	test_root(t, "DROP TABLE IF EXISTS migration, one");
	test_root(t, "DROP TABLE IF EXISTS %s_ledger.one", db_name(t->owner));
}

static void killed_anywhere(void **state)
{
	int n = 1;

	(void)state;
	for (int behind = 0; behind < 2; behind++) {
		for (n = 1; start_over(), killed_run(n, behind); n++) {
			run();
			is_whole();
		}
		is_whole();
		assert_true(n > 30);
	}
}

/* ---- two at once ---- */

static void *other_main(void *arg)
{
	struct arena *a;
	struct db *db = test_db_more(t, DB_OWNER, &a);
	int *done = arg;

	assert_ok(migrate_run(db, a, dir, done, NULL));
	db_close(db);
	arena_free(a);
	return NULL;
}

static void two_at_once(void **state)
{
	int done[4];
	pthread_t threads[4];

	(void)state;
	put("0001_first.sql", arena_printf(t->arena, "%sDO SLEEP(0.3);\n", first));
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, other_main, &done[i]), 0);
	for (int i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(done[0] + done[1] + done[2] + done[3], 2);
	assert_int_equal(whole("SELECT SUM(more) FROM one"), 30);
}

/* ---- the real ones ---- */

static void the_real_ones(void **state)
{
	const char *real = arena_printf(t->arena, "%s/sql/migrations", test_top());
	int done;

	(void)state;
	test_db_migrate(t);
	assert_ok(migrate_check(t->app, t->arena, real));
	assert_ok(migrate_run(t->owner, t->arena, real, &done, NULL));
	assert_int_equal(done, 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(fresh_and_again),
		TEST(one_more),
		TEST(changed_refused),
		TEST(newer_refused),
		TEST(number_twice_refused),
		TEST(application_cannot),
		TEST(failed_and_mended),
		TEST(killed_anywhere),
		TEST(two_at_once),
		TEST(the_real_ones),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
