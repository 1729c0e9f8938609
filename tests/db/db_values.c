/* db_values.c: every type goes into the database and comes back the same. */
#include "harness.h"

#include <string.h>

struct thing {
	int64_t id, whole;
	const char *text;
	struct db_bytes bytes;
	instant at;
	int64_t day;
	bool flag;
};

static const struct db_column thing_columns[] = {
	DB_COL(struct thing, id, INT), DB_COL(struct thing, whole, INT), DB_COL(struct thing, text, TEXT),
	DB_COL(struct thing, bytes, BYTES), DB_COL(struct thing, at, TIME), DB_COL(struct thing, day, DATE),
	DB_COL(struct thing, flag, BOOL),
};
static const struct db_row thing_row = DB_ROW(struct thing, thing_columns);
#define THING "SELECT id, whole, text, bytes, at, day, flag FROM thing "

static struct test_db *t;

static int set_up(void **state)
{
	(void)state;
	t = test_db_open();
	assert_ok(db_script(t->owner, "CREATE TABLE thing (id BIGINT AUTO_INCREMENT PRIMARY KEY, whole BIGINT, "
		"text LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, bytes LONGBLOB, at DATETIME(6), day DATE, flag BOOLEAN, "
		"short VARCHAR(3), small SMALLINT, UNIQUE KEY only_once (short), "
		"other BIGINT, CONSTRAINT other_thing FOREIGN KEY (other) REFERENCES thing (id)) ENGINE = InnoDB"));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	test_db_close(t);
	return 0;
}

static struct error *insert(struct db *db, void *arg)
{
	struct thing *x = arg;

	return db_insert(db, &x->id, "INSERT INTO thing (whole, text, bytes, at, day, flag) VALUES (?, ?, ?, ?, ?, ?)",
		ARGS(I(x->whole), T(x->text), B(x->bytes.p, x->bytes.n), AT(x->at), ON(x->day), I(x->flag)));
}

static void round_trip(const struct thing *in)
{
	struct thing x = *in, y = { 0 };

	assert_ok(db_tx(t->app, insert, &x));
	assert_true(x.id > 0);
	assert_ok(db_one(t->app, &thing_row, &y, THING "WHERE id = ?", ARGS(I(x.id))));
	assert_int_equal(y.id, x.id);
	assert_int_equal(y.whole, x.whole);
	if (!x.text)
		assert_null(y.text);
	else
		assert_string_equal(y.text, x.text);
	assert_int_equal(y.bytes.n, x.bytes.n);
	if (!x.bytes.p)
		assert_null(y.bytes.p);
	else
		assert_memory_equal(y.bytes.p, x.bytes.p, x.bytes.n);
	assert_int_equal(y.at, x.at);
	assert_int_equal(y.day, x.day);
	assert_int_equal(y.flag, x.flag);
}

static void edges(void **state)
{
	(void)state;
	round_trip(&(struct thing){ 0, INT64_MAX, "", { "", 0 }, 0, 0, true });
	round_trip(&(struct thing){ 0, INT64_MIN, NULL, { NULL, 0 }, INSTANT_NONE, DATE_NONE, false });
	round_trip(&(struct thing){ 0, -1, "שמן זית 🫒 zażółć", { "a\0b\0", 4 },
		INT64_C(1786343400123456), date_from_civil(2026, 8, 10), true });
	round_trip(&(struct thing){ 0, 1, "x' OR '1'='1", { "\xff\xfe\x00\x80", 4 }, -1, -1, true });
	round_trip(&(struct thing){ 0, 1, "?", { "?", 1 }, date_from_civil(1000, 1, 1) * DAY, date_from_civil(9999, 12, 31), true });
}

/* Around the size at which a text is fetched a second time, and far above. */
static void lengths(void **state)
{
	static const size_t sizes[] = { 255, 256, 257, 4096, 1 << 20, 3 << 20 };

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		char *text = arena_alloc(t->arena, sizes[i] + 1);

		for (size_t j = 0; j < sizes[i]; j++)
			text[j] = (char)('a' + (j * 7 + i) % 26);
		round_trip(&(struct thing){ 0, 1, text, { text, sizes[i] }, 0, 0, false });
	}
}

static void sums_and_nulls(void **state)
{
	int64_t n = 7;
	bool found = true;
	struct thing x = { .whole = 5 };

	(void)state;
	assert_ok(db_whole(t->app, &n, -3, "SELECT SUM(whole) FROM thing WHERE id < 0", NULL, 0));
	assert_int_equal(n, -3);
	assert_ok(db_whole(t->app, &n, -3, "SELECT whole FROM thing WHERE id < 0", NULL, 0));
	assert_int_equal(n, -3);
	assert_ok(db_whole(t->app, &n, 0, "SELECT SUM(v) FROM (SELECT -9000000000000000000 AS v UNION SELECT 1) x", NULL, 0));
	assert_true(n == INT64_C(-8999999999999999999));
	assert_fails(db_whole(t->app, &n, 0, "SELECT SUM(v) FROM (SELECT 9000000000000000000 AS v UNION SELECT 8000000000000000000) x", NULL, 0),
		INTERNAL, "db.column");
	assert_ok(db_find(t->app, &thing_row, &x, &found, THING "WHERE id < 0", NULL, 0));
	assert_false(found);
	assert_int_equal(x.whole, 5);
	assert_fails(db_one(t->app, &thing_row, &x, THING "WHERE id < 0", NULL, 0), NOT_FOUND, "db.none");
	assert_fails(db_one(t->app, &thing_row, &x, THING, NULL, 0), INTERNAL, "db.many");
}

static void many_rows(void **state)
{
	struct thing *all = NULL;
	size_t n = 0;

	(void)state;
	for (int i = 0; i < 50; i++)
		assert_ok(db_tx(t->app, insert, &(struct thing){ .whole = 1000 + i, .text = i % 2 ? "odd" : NULL }));
	assert_ok(db_all(t->app, &thing_row, &all, &n, THING "WHERE whole BETWEEN ? AND ? ORDER BY whole DESC", ARGS(I(1000), I(1049))));
	assert_int_equal(n, 50);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(all[i].whole, 1049 - (int64_t)i);
		assert_int_equal(all[i].text != NULL, i % 2 == 0);
	}
	assert_ok(db_all(t->app, &thing_row, &all, &n, THING "WHERE id < 0", NULL, 0));
	assert_int_equal(n, 0);
	assert_null(all);
}

static struct error *count_row(void *arg, struct arena *scratch, const void *row)
{
	const struct thing *x = row;
	int64_t *left = arg, same;

	/* The connection stays free for other statements, even for this one. */
	assert_ok(db_whole(t->app, &same, 0, "SELECT whole FROM thing WHERE id = ?", ARGS(I(x->id))));
	assert_int_equal(same, x->whole);
	return --*left == 0 ? ERR(scratch, DENIED, "test.enough") : NULL;
}

static void one_by_one(void **state)
{
	int64_t all, left = 3;
	struct error *e;

	(void)state;
	assert_ok(db_whole(t->app, &all, 0, "SELECT COUNT(*) FROM thing", NULL, 0));
	left = all + 1;
	assert_ok(db_each(t->app, &thing_row, count_row, &left, THING "ORDER BY id", NULL, 0));
	assert_int_equal(left, 1);
	left = 3;
	e = db_each(t->app, &thing_row, count_row, &left, THING "ORDER BY id", NULL, 0);
	assert_non_null(e);
	assert_int_equal(left, 0);
	assert_ok(db_whole(t->app, &all, 0, "SELECT 1", NULL, 0));
}

/* ---- what is refused ---- */

static struct error *bad_write(struct db *db, void *arg)
{
	const char *const *sql = arg;

	return db_exec(db, NULL, *sql, NULL, 0);
}

static void refused(const char *sql, enum error_kind kind, const char *code)
{
	struct error *e = db_tx(t->app, bad_write, &sql);

	assert_fails(e, kind, code);
	assert_non_null(e->detail);
}

static void errors_by_kind(void **state)
{
	const char *first = "INSERT INTO thing (short) VALUES ('sec')";
	struct error *e;

	(void)state;
	assert_ok(db_tx(t->app, bad_write, &first));
	refused("INSERT INTO thing (short) VALUES ('sec')", CONFLICT, "db.duplicate");
	refused("INSERT INTO thing (other) VALUES (99999)", CONFLICT, "db.reference");
	refused("INSERT INTO thing (short) VALUES ('four')", INVALID, "db.range");
	refused("INSERT INTO thing (small) VALUES (40000)", INVALID, "db.range");
	refused("INSERT INTO nothing (small) VALUES (1)", INTERNAL, "db.error");
	refused("SELECT 1", INTERNAL, "db.columns");
	e = db_tx(t->app, bad_write, &first);
	assert_non_null(strstr(e->detail, "1062"));
	assert_non_null(strstr(e->detail, "only_once"));
}

static struct error *duplicate_secret(struct db *db, void *arg)
{
	(void)arg;
	TRY(db_exec(db, NULL, "INSERT INTO thing (short) VALUES (?)", ARGS(T("pin"))));
	return db_exec(db, NULL, "INSERT INTO thing (short) VALUES (?)", ARGS(T("pin")));
}

static void log_without_values(void **state)
{
	struct error *e = db_tx(t->app, duplicate_secret, NULL);

	(void)state;
	assert_fails(e, CONFLICT, "db.duplicate");
	assert_null(strstr(error_line(t->arena, e), "pin"));
}

static void wrong_shapes(void **state)
{
	struct thing x;
	int64_t n;

	(void)state;
	assert_fails(db_one(t->app, &thing_row, &x, "SELECT id FROM thing WHERE id = ?", ARGS(I(1))), INTERNAL, "db.columns");
	assert_fails(db_whole(t->app, &n, 0, "SELECT id FROM thing WHERE id = ?", NULL, 0), INTERNAL, "db.arguments");
	assert_fails(db_whole(t->app, &n, 0, "SELECT id FROM thing WHERE at = ?", ARGS(AT(INT64_MAX))), INVALID, "db.range");
	assert_fails(db_whole(t->app, &n, 0, "SELECT id FROM thing WHERE day = ?", ARGS(ON(INT64_MAX))), INVALID, "db.range");
	assert_fails(db_whole(t->app, &n, 0, "SELECT id FROM", NULL, 0), INTERNAL, "db.error");
	assert_ok(db_whole(t->app, &n, 0, "SELECT 5", NULL, 0));
	assert_int_equal(n, 5);
}

/* More texts than the cache holds: the oldest go, all work. */
static void many_statements(void **state)
{
	int64_t n;

	(void)state;
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 900; i++) {
			assert_ok(db_whole(t->app, &n, 0, arena_printf(t->arena, "SELECT ? + %d", i), ARGS(I(round))));
			assert_int_equal(n, i + round);
		}
}

static struct error *touch(struct db *db, void *arg)
{
	return db_exec(db, arg, "UPDATE thing SET flag = flag WHERE short = ?", ARGS(T("sec")));
}

static void matched_not_changed(void **state)
{
	int64_t matched = 0;

	(void)state;
	assert_ok(db_tx(t->app, touch, &matched));
	assert_int_equal(matched, 1);
}

static void session_as_promised(void **state)
{
	struct words { const char *zone, *charset; int64_t strict; } w;
	static const struct db_column columns[] = {
		DB_COL(struct words, zone, TEXT), DB_COL(struct words, charset, TEXT), DB_COL(struct words, strict, INT),
	};
	static const struct db_row row = DB_ROW(struct words, columns);

	(void)state;
	assert_ok(db_one(t->app, &row, &w, "SELECT @@session.time_zone, @@session.character_set_client, "
		"@@session.sql_mode LIKE '%STRICT_ALL_TABLES%'", NULL, 0));
	assert_string_equal(w.zone, "+00:00");
	assert_string_equal(w.charset, "utf8mb4");
	assert_int_equal(w.strict, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edges),
		cmocka_unit_test(lengths),
		cmocka_unit_test(sums_and_nulls),
		cmocka_unit_test(many_rows),
		cmocka_unit_test(one_by_one),
		cmocka_unit_test(errors_by_kind),
		cmocka_unit_test(log_without_values),
		cmocka_unit_test(wrong_shapes),
		cmocka_unit_test(many_statements),
		cmocka_unit_test(matched_not_changed),
		cmocka_unit_test(session_as_promised),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
