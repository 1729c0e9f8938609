/* append_only.c: the application's account cannot change or remove what
 * stands in the ledger's schema, in any table of it. */
#include "harness.h"

#include <string.h>

struct name { const char *table, *column; };
static const struct db_column name_columns[] = { DB_COL(struct name, table, TEXT), DB_COL(struct name, column, TEXT) };
static const struct db_row name_row = DB_ROW(struct name, name_columns);

static struct test_db *t;

static int set_up(void **state)
{
	(void)state;
	t = test_db_open();
	test_db_migrate(t);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	test_db_close(t);
	return 0;
}

static struct error *write_it(struct db *db, void *arg)
{
	return db_exec(db, NULL, arg, NULL, 0);
}

/* 1142: the command is denied to the user for the table. */
static void denied(const struct error *e)
{
	assert_fails(e, INTERNAL, "db.error");
	if (!strstr(e->detail, "error 1142"))
		fail_msg("%s", e->detail);
}

static void refused(const char *sql)
{
	denied(db_tx(t->app, write_it, (char *)sql));
}

/* Even where the application's account opens its session for DDL. */
static void ddl_refused(struct db *db, const char *sql)
{
	denied(db_script(db, sql));
}

static void every_ledger(void **state)
{
	struct conf conf = *t->conf;
	struct name *names;
	struct db *posing;
	size_t n;

	(void)state;
	assert_ok(db_all(t->app, &name_row, &names, &n, "SELECT table_name, MIN(column_name) FROM information_schema.columns "
		"WHERE table_schema = CONCAT(DATABASE(), '_ledger') GROUP BY table_name", NULL, 0));
	assert_true(n > 0);
	conf.owner_user = conf.database_user;
	conf.owner_password = conf.database_password;
	posing = db_new(&conf, DB_OWNER);
	for (size_t i = 0; i < n; i++) {
		int64_t rows;

		refused(arena_printf(t->arena, "UPDATE ledger.%s SET %s = NULL", names[i].table, names[i].column));
		refused(arena_printf(t->arena, "DELETE FROM ledger.%s", names[i].table));
		ddl_refused(posing, arena_printf(t->arena, "TRUNCATE TABLE ledger.%s", names[i].table));
		ddl_refused(posing, arena_printf(t->arena, "DROP TABLE ledger.%s", names[i].table));
		ddl_refused(posing, arena_printf(t->arena, "ALTER TABLE ledger.%s COMMENT = ''", names[i].table));
		assert_ok(db_whole(t->app, &rows, 0, arena_printf(t->arena, "SELECT COUNT(*) FROM ledger.%s", names[i].table), NULL, 0));
	}
	db_close(posing);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(every_ledger) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
