/* _harness.c: see harness.h. */
#include "harness.h"

#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/num.h"
#include "base/str.h"
#include "db/migrate.h"

const char *test_top(void)
{
	const char *top = getenv("MAKOLET_TOP");

	if (!top)
		top = getenv("srcdir");
	return top ? top : ".";
}

static const char *env(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value && *value ? value : otherwise;
}

static struct conf *make_conf(struct arena *a)
{
	struct conf *c = ARENA_NEW(a, struct conf);
	uint8_t random[6];
	char hex[13];
	FILE *f = fopen("/dev/urandom", "re");

	assert_non_null(f);
	assert_int_equal(fread(random, 1, sizeof(random), f), sizeof(random));
	fclose(f);
	hex_encode(hex, random, sizeof(random));
	c->database_socket = env("MAKOLET_TEST_SOCKET", env("MAKOLET_DATABASE_SOCKET", ""));
	c->database_host = env("MAKOLET_TEST_HOST", "127.0.0.1");
	if (*env("MAKOLET_TEST_HOST", ""))
		c->database_socket = "";
	assert_true(num_parse_int(env("MAKOLET_TEST_PORT", "3306"), &c->database_port));
	c->database_name = arena_printf(a, "test_%s", hex);
	c->database_user = arena_printf(a, "app_%s", hex);
	c->database_password = "the application's";
	c->owner_user = arena_printf(a, "own_%s", hex);
	c->owner_password = "the owner's";
	return c;
}

static MYSQL *root_open(const struct conf *c)
{
	MYSQL *root = mysql_init(NULL);
	bool local = *c->database_socket;

	if (!mysql_real_connect(root, local ? NULL : c->database_host, "root", "", NULL,
			local ? 0 : (unsigned int)c->database_port, local ? c->database_socket : NULL, 0))
		fail_msg("no database for the tests (MAKOLET_TEST_SOCKET): %s", mysql_error(root));
	return root;
}

static void root_run(MYSQL *root, const char *sql)
{
	if (mysql_query(root, sql))
		fail_msg("%s: %s", sql, mysql_error(root));
}

void test_root(struct test_db *t, const char *format, ...)
{
	MYSQL *root = root_open(t->conf);
	va_list args;
	char *sql;

	va_start(args, format);
	sql = arena_vprintf(t->arena, format, args);
	va_end(args);
	assert_int_equal(mysql_select_db(root, t->conf->database_name), 0);
	root_run(root, sql);
	mysql_close(root);
}

bool test_is_mariadb(struct test_db *t)
{
	MYSQL *root = root_open(t->conf);
	bool is = strstr(mysql_get_server_info(root), "MariaDB");

	mysql_close(root);
	return is;
}

/* An underscore in the schema of a GRANT stands for any character. */
static const char *pattern(struct arena *a, const char *name)
{
	struct str s;

	str_init(&s, a);
	for (; *name; name++) {
		if (*name == '_')
			str_addc(&s, '\\');
		str_addc(&s, *name);
	}
	return s.p;
}

static void create(struct test_db *t)
{
	const struct conf *c = t->conf;
	const char *both = pattern(t->arena, c->database_name), *sql[] = {
		arena_printf(t->arena, "CREATE DATABASE %s", c->database_name),
		arena_printf(t->arena, "CREATE DATABASE %s_ledger", c->database_name),
		arena_printf(t->arena, "CREATE USER %s IDENTIFIED BY \"%s\"", c->database_user, c->database_password),
		arena_printf(t->arena, "CREATE USER %s IDENTIFIED BY \"%s\"", c->owner_user, c->owner_password),
		arena_printf(t->arena, "GRANT SELECT, INSERT, UPDATE, DELETE ON `%s`.* TO %s", both, c->database_user),
		arena_printf(t->arena, "GRANT SELECT, INSERT ON `%s\\_ledger`.* TO %s", both, c->database_user),
		arena_printf(t->arena, "GRANT ALL ON `%s`.* TO %s", both, c->owner_user),
		arena_printf(t->arena, "GRANT ALL ON `%s\\_ledger`.* TO %s", both, c->owner_user),
	};
	MYSQL *root = root_open(c);

	for (size_t i = 0; i < sizeof(sql) / sizeof(sql[0]); i++)
		root_run(root, sql[i]);
	mysql_close(root);
}

struct test_db *test_db_open(void)
{
	struct arena *a = arena_new();
	struct test_db *t = ARENA_NEW(a, struct test_db);

	base_init();
	t->arena = a;
	t->conf = make_conf(a);
	create(t);
	t->app = db_new(t->conf, DB_APPLICATION);
	t->owner = db_new(t->conf, DB_OWNER);
	db_arena(t->app, a);
	db_arena(t->owner, a);
	return t;
}

struct db *test_db_more(struct test_db *t, enum db_account account, struct arena **arena)
{
	struct db *db = db_new(t->conf, account);

	*arena = arena_new();
	db_arena(db, *arena);
	return db;
}

void test_db_migrate(struct test_db *t)
{
	int done;

	assert_ok(migrate_run(t->owner, t->arena, arena_printf(t->arena, "%s/sql/migrations", test_top()), &done, NULL));
}

void test_db_state(struct test_db *t)
{
	char *dir = arena_printf(t->arena, "%s/makolet-test.XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");

	assert_non_null(mkdtemp(dir));
	t->conf->state_dir = t->state_dir = dir;
}

void test_db_close(struct test_db *t)
{
	const struct conf *c;
	MYSQL *root;

	if (!t)
		return;
	c = t->conf;
	if (t->state_dir) {
		unlink(arena_printf(t->arena, "%s/signing.key", t->state_dir));
		rmdir(t->state_dir);
	}
	root = root_open(c);
	db_close(t->app);
	db_close(t->owner);
	root_run(root, arena_printf(t->arena, "DROP DATABASE %s", c->database_name));
	root_run(root, arena_printf(t->arena, "DROP DATABASE %s_ledger", c->database_name));
	root_run(root, arena_printf(t->arena, "DROP USER %s, %s", c->database_user, c->owner_user));
	mysql_close(root);
	arena_free(t->arena);
}

static void say(const struct error *e, const char *file, int line)
{
	struct arena *a = arena_new();

	print_error("%s:%d: %s\n", file, line, e ? error_line(a, e) : "no error");
	arena_free(a);
}

void test_ok(const struct error *e, const char *file, int line)
{
	if (!e)
		return;
	say(e, file, line);
	_fail(file, line);
}

void test_error(const struct error *e, enum error_kind kind, const char *code, const char *file, int line)
{
	if (e && e->kind == kind && e->code && strcmp(e->code, code) == 0)
		return;
	say(e, file, line);
	print_error("expected %s %s\n", error_kind_name(kind), code);
	_fail(file, line);
}
