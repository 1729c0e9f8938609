/* statements.c: every statement of lib/ fits the migrated schema, and
 * sql/schema.sql is that schema.
 *
 * MAKOLET_WRITE_SCHEMA=1 writes sql/schema.sql anew first. */
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "db/migrate.h"

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

/* One line of build-aux/sql-list: "file:line<tab>statement". */
static bool prepares(struct db *db, char *line)
{
	char *sql = strchr(line, '\t');
	struct error *e;

	assert_non_null(sql);
	*sql++ = '\0';
	e = db_prepares(db, sql);
	if (e)
		print_error("%s: %s\n", line, e->detail);
	return !e;
}

/* In a transaction, as a session that reads does not even prepare a write. */
static struct error *prepare_all(struct db *db, void *arg)
{
	FILE *list = popen(arena_printf(t->arena, "'%s/build-aux/sql-list' '%s'", test_top(), test_top()), "re");
	int *bad = arg, seen = 0;
	char *line = NULL;
	size_t size = 0;
	ssize_t n;

	assert_non_null(list);
	while ((n = getline(&line, &size, list)) > 0) {
		line[n - 1] = '\0';
		seen++;
		*bad += !prepares(db, line);
	}
	free(line);
	assert_int_equal(pclose(list), 0);
	assert_true(seen > 0);
	return NULL;
}

/* By the application's account, so that one it may not run fails. */
static void every_statement_prepares(void **state)
{
	int bad = 0;

	(void)state;
	assert_ok(db_tx(t->app, prepare_all, &bad));
	assert_int_equal(bad, 0);
}

/* ---- sql/schema.sql ---- */

struct fact { const char *text; };
static const struct db_column fact_columns[] = { DB_COL(struct fact, text, TEXT) };
static const struct db_row fact_row = DB_ROW(struct fact, fact_columns);

/* "L" stands for the ledger's schema, "M" for the other; the table that counts
 * migrations is theirs alone. */
#define WHICH(schema) "IF(" schema " = DATABASE(), 'M', 'L')"
#define OURS(schema) schema " IN (DATABASE(), CONCAT(DATABASE(), '_ledger'))"

static const char *const questions[] = {
	"SELECT CONCAT_WS(' ', 'table', " WHICH("table_schema") ", table_name, engine, table_collation) AS fact "
	"FROM information_schema.tables WHERE " OURS("table_schema") " AND table_name <> 'migration' ORDER BY fact",

	"SELECT CONCAT_WS(' ', 'column', " WHICH("table_schema") ", table_name, LPAD(ordinal_position, 3, '0'), column_name, "
	"column_type, is_nullable, QUOTE(column_default), collation_name, extra, generation_expression) AS fact "
	"FROM information_schema.columns WHERE " OURS("table_schema") " AND table_name <> 'migration' ORDER BY fact",

	"SELECT CONCAT_WS(' ', 'index', " WHICH("table_schema") ", table_name, index_name, seq_in_index, column_name, "
	"non_unique, QUOTE(sub_part), collation, index_type) AS fact "
	"FROM information_schema.statistics WHERE " OURS("table_schema") " AND table_name <> 'migration' ORDER BY fact",

	"SELECT CONCAT_WS(' ', 'reference', " WHICH("k.table_schema") ", k.table_name, k.constraint_name, k.ordinal_position, "
	"k.column_name, " WHICH("k.referenced_table_schema") ", k.referenced_table_name, k.referenced_column_name, "
	"r.update_rule, r.delete_rule) AS fact FROM information_schema.key_column_usage k "
	"JOIN information_schema.referential_constraints r ON r.constraint_schema = k.constraint_schema "
	"AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name "
	"WHERE " OURS("k.table_schema") " ORDER BY fact",

	"SELECT CONCAT_WS(' ', 'check', " WHICH("constraint_schema") ", constraint_name, check_clause) AS fact "
	"FROM information_schema.check_constraints WHERE " OURS("constraint_schema") " ORDER BY fact",
};

/* Counts the facts of one side that are not in the other; both are sorted. */
static int missing(const struct fact *a, size_t n_a, const struct fact *b, size_t n_b, const char *where)
{
	int found = 0;

	for (size_t i = 0; i < n_a; i++) {
		size_t j = 0;

		while (j < n_b && strcmp(a[i].text, b[j].text) != 0)
			j++;
		if (j < n_b)
			continue;
		found++;
		print_error("only in %s: %s\n", where, a[i].text);
	}
	return found;
}

/* sql/schema.sql is run as if it were a migration of its own. */
static void load_schema(struct test_db *into)
{
	char dir[] = "/tmp/makolet-schema.XXXXXX";
	const char *top = test_top();
	int done;

	assert_non_null(mkdtemp(dir));
	assert_int_equal(system(arena_printf(t->arena, "cp '%s/sql/schema.sql' '%s/0001_schema.sql'", top, dir)), 0);
	assert_ok(migrate_run(into->owner, into->arena, dir, &done, NULL));
	assert_int_equal(system(arena_printf(t->arena, "rm -rf '%s'", dir)), 0);
}

static void write_schema(void)
{
	const char *top = test_top();

	assert_int_equal(system(arena_printf(t->arena, "'%s/build-aux/schema-dump' '%s' %s >'%s/sql/schema.sql.new' && "
		"mv '%s/sql/schema.sql.new' '%s/sql/schema.sql'", top, t->conf->database_socket, db_name(t->owner), top, top, top)), 0);
}

static void schema_is_what_migrations_make(void **state)
{
	struct test_db *other = test_db_open();
	int wrong = 0;

	(void)state;
	if (getenv("MAKOLET_WRITE_SCHEMA"))
		write_schema();
	load_schema(other);
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
		struct fact *made, *read;
		size_t n_made, n_read;

		assert_ok(db_all(t->owner, &fact_row, &made, &n_made, questions[i], NULL, 0));
		assert_ok(db_all(other->owner, &fact_row, &read, &n_read, questions[i], NULL, 0));
		assert_true(n_made > 0);
		wrong += missing(made, n_made, read, n_read, "the migrations");
		wrong += missing(read, n_read, made, n_made, "sql/schema.sql");
	}
	test_db_close(other);
	if (wrong)
		print_error("to write sql/schema.sql anew: MAKOLET_WRITE_SCHEMA=1 tests/run db/statements\n");
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_statement_prepares),
		cmocka_unit_test(schema_is_what_migrations_make),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
