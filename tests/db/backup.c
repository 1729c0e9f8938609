/* backup.c: a backup is one instant of a shop that goes on selling; it comes
 * back whole or not at all, and never over something that is there. */
#include "shop.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/migrate.h"
#include "shop/backup.h"
#include "shop/check.h"

static struct test_shop *shop;
static const char *file;

static const char *data_dir(struct arena *a)
{
	const char *dir = arena_printf(a, "%s/makolet-backup-%d", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", (int)getpid());

	char top[PATH_MAX];

	assert_non_null(realpath(test_top(), top));
	assert_int_equal(mkdir(dir, 0700), 0);
	assert_int_equal(symlink(arena_printf(a, "%s/sql", top), arena_printf(a, "%s/sql", dir)), 0);
	return dir;
}

static int set_up(void **state)
{
	(void)state;
	shop = test_shop_open();
	shop->t->conf->data_dir = data_dir(shop->t->arena);
	file = arena_printf(shop->t->arena, "%s/a.backup", shop->t->conf->data_dir);
	test_shop_sell(shop, BREAD, MILK);
	test_shop_pay(shop, test_shop_order(shop, CHEESE, 1, NULL));
	test_shop_order(shop, MILK, 1, "noa@example.com");
	return 0;
}

static int tear_down(void **state)
{
	const char *dir = shop->t->conf->data_dir;

	(void)state;
	unlink(file);
	unlink(arena_printf(shop->t->arena, "%s/sql", dir));
	rmdir(dir);
	test_shop_close(shop);
	return 0;
}

/* ---- a second place to restore into ---- */

struct place {
	struct test_db *t;
	struct ctx ctx;
};

static struct place place_open(void)
{
	struct place p = { .t = test_db_open() };
	char *dir = arena_printf(p.t->arena, "%s/restored.XXXXXX", shop->t->conf->data_dir);

	assert_non_null(mkdtemp(dir));
	p.t->conf->state_dir = dir;
	p.t->conf->data_dir = shop->t->conf->data_dir;
	p.ctx = (struct ctx){ .arena = p.t->arena, .db = p.t->owner, .conf = p.t->conf, .now = clock_now(), .request_id = "" };
	p.ctx.actor.all_branches = true;
	return p;
}

static void place_close(struct place *p)
{
	unlink(arena_printf(p->t->arena, "%s/signing.key", p->t->conf->state_dir));
	rmdir(p->t->conf->state_dir);
	test_db_close(p->t);
}

static int64_t count(struct db *db, const char *sql)
{
	int64_t n;

	assert_ok(db_whole(db, &n, 0, sql, NULL, 0));
	return n;
}

static void assert_clean(struct place *p)
{
	struct check_result *results;
	struct journal_fault *faults;
	int64_t entries;
	size_t n;

	assert_ok(check_run(&p->ctx, arena_printf(p->t->arena, "%s/sql/check", p->t->conf->data_dir), &results, &n));
	for (size_t i = 0; i < n; i++)
		if (results[i].rows)
			fail_msg("%s: %s", results[i].name, results[i].first);
	assert_ok(journal_verify(&p->ctx, &faults, &n, &entries));
	assert_int_equal(n, 0);
	assert_true(entries > 0);
}

/* Rows of every table, as text. */
static const char *counts(struct db *db, struct arena *a, const struct dump_sums *sums)
{
	const char *all = "";

	for (size_t i = 0; i < sums->count; i++) {
		int64_t rows;
		const char *first;

		assert_ok(db_peek(db, arena_printf(a, "SELECT COUNT(*) AS n FROM %s", sums->tables[i].name), 1, &rows, &first));
		all = arena_printf(a, "%s%s %s\n", all, sums->tables[i].name, first);
	}
	return all;
}

static struct error *make(struct backup *out)
{
	return backup_make(&shop->ctx, "0", file, out);
}

/* ---- the tests ---- */

static void comes_back_whole(void **state)
{
	static const char next_order[] = "SELECT auto_increment FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'orders'";
	struct place p = place_open();
	struct backup made, read;
	struct stat st;

	(void)state;
	test_root(shop->t, "INSERT INTO setting VALUES ('company', 9, 'odd', CONCAT('quote \\' back \\\\ line \\n nul ', CHAR(0), ' \u05e9'))");
	test_root(shop->t, "ALTER TABLE orders AUTO_INCREMENT = 5000");
	assert_ok(make(&made));
	assert_int_equal(stat(file, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_ok(backup_restore(&p.ctx, file, &read));
	assert_string_equal(read.shop, "Corner");
	assert_int_equal(read.sums.rows, made.sums.rows);
	assert_null(strstr(read.configuration, "password"));
	assert_non_null(strstr(read.configuration, "shop_url = http://shop.example\n"));
	assert_clean(&p);
	assert_string_equal(counts(p.t->owner, p.t->arena, &read.sums), counts(shop->t->owner, p.t->arena, &read.sums));
	assert_int_equal(count(p.t->owner, "SELECT COUNT(*) FROM setting WHERE name = 'odd' AND HEX(value) = "
		"HEX(CONCAT('quote \\' back \\\\ line \\n nul ', CHAR(0), ' \u05e9'))"), 1);
	assert_int_equal(count(p.t->owner, next_order), 5000);
	assert_int_equal(count(p.t->owner, "SELECT COUNT(*) FROM role_permission"), count(shop->t->owner, "SELECT COUNT(*) FROM role_permission"));
	place_close(&p);
}

static void refuses_a_full_database(void **state)
{
	struct place p = place_open();
	struct backup b;

	(void)state;
	assert_ok(make(&b));
	assert_ok(backup_restore(&p.ctx, file, &b));
	assert_fails(backup_restore(&p.ctx, file, &b), CONFLICT, "backup.full");
	place_close(&p);
	p = place_open();
	test_root(p.t, "CREATE TABLE wine (id INT PRIMARY KEY)");
	assert_fails(backup_restore(&p.ctx, file, &b), CONFLICT, "backup.full");
	place_close(&p);
}

static void refuses_another_schema(void **state)
{
	struct place p = place_open();
	struct backup b;

	(void)state;
	assert_ok(make(&b));
	p.t->conf->data_dir = "/nonexistent";
	assert_fails(backup_restore(&p.ctx, file, &b), INTERNAL, "migrate.file");
	p.t->conf->data_dir = arena_printf(p.t->arena, "%s/older", shop->t->conf->data_dir);
	assert_int_equal(system(arena_printf(p.t->arena, "mkdir -p '%s/sql/migrations' && echo '-- nothing' >'%s/sql/migrations/0001_ground.sql'",
		p.t->conf->data_dir, p.t->conf->data_dir)), 0);
	assert_fails(backup_restore(&p.ctx, file, &b), CONFLICT, b.schema > 1 ? "backup.newer" : "backup.changed");
	assert_int_equal(system(arena_printf(p.t->arena, "rm -r '%s'", p.t->conf->data_dir)), 0);
	place_close(&p);
}

/* The next release has one migration more, and its empty database stands there. */
static void an_older_backup_is_migrated(void **state)
{
	struct place p = place_open();
	struct migration_state at;
	struct backup b;
	const char *dir;
	int done;

	(void)state;
	assert_ok(make(&b));
	p.t->conf->data_dir = arena_printf(p.t->arena, "%s/newer", shop->t->conf->data_dir);
	dir = arena_printf(p.t->arena, "%s/sql/migrations", p.t->conf->data_dir);
	assert_int_equal(system(arena_printf(p.t->arena, "mkdir -p '%s' && cp '%s'/sql/migrations/*.sql '%s/' && cp -R '%s/sql/check' '%s/sql/' && "
		"echo 'ALTER TABLE company ADD COLUMN motto VARCHAR(20) NULL;' >'%s/9999_motto.sql'", dir, shop->t->conf->data_dir, dir,
		shop->t->conf->data_dir, p.t->conf->data_dir, dir)), 0);
	assert_ok(migrate_run(p.t->owner, p.t->arena, dir, &done, NULL));
	assert_ok(backup_restore(&p.ctx, file, &b));
	assert_ok(migrate_state(p.t->owner, p.t->arena, dir, &at));
	assert_int_equal(at.applied, 9999);
	assert_int_equal(count(p.t->owner, "SELECT COUNT(*) FROM company WHERE motto IS NULL"), 1);
	assert_clean(&p);
	assert_int_equal(system(arena_printf(p.t->arena, "rm -r '%s'", p.t->conf->data_dir)), 0);
	place_close(&p);
}

static void refuses_another_shops_key(void **state)
{
	struct place p = place_open();
	struct backup b;

	(void)state;
	assert_ok(make(&b));
	assert_ok(signing_key_create(p.t->arena, p.t->conf->state_dir));
	assert_fails(backup_restore(&p.ctx, file, &b), CONFLICT, "backup.key");
	assert_int_equal(count(p.t->owner, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"), 0);
	place_close(&p);
}

static void flip(const char *path, long at)
{
	FILE *f = fopen(path, "r+e");
	int c;

	assert_non_null(f);
	assert_int_equal(fseek(f, at, SEEK_SET), 0);
	c = fgetc(f);
	assert_int_equal(fseek(f, at, SEEK_SET), 0);
	fputc(c ^ 0x10, f);
	fclose(f);
}

/* Any byte behind the ten of gzip's own head, where time and system stand. In
 * the padding of a block nothing stands: what was read was whole (SHA-256). */
static void a_damaged_byte_is_refused(void **state)
{
	int padding = 0;
	struct place p = place_open();
	struct backup b;
	struct stat st;

	(void)state;
	assert_ok(make(&b));
	assert_int_equal(stat(file, &st), 0);
	for (long at = 10; at < st.st_size; at += st.st_size / 97) {
		struct error *e;

		flip(file, at);
		e = backup_read(p.t->arena, file, &b);
		if (e)
			assert_int_equal(e->kind, INVALID);
		padding += !e;
		flip(file, at);
	}
	assert_in_range(padding, 0, 2);
	flip(file, st.st_size / 2);
	assert_fails(backup_restore(&p.ctx, file, &b), INVALID, "backup.damaged");
	assert_non_null(strstr(backup_read(p.t->arena, file, &b)->detail, "record "));
	flip(file, st.st_size / 2);
	assert_int_equal(count(p.t->owner, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"), 0);
	assert_ok(backup_restore(&p.ctx, file, &b));
	place_close(&p);
}

static void a_cut_file_is_refused(void **state)
{
	struct place p = place_open();
	struct backup b;
	struct stat st;

	(void)state;
	assert_ok(make(&b));
	assert_int_equal(stat(file, &st), 0);
	for (int i = 0; i < 20; i++) {
		struct error *e;

		assert_ok(make(&b));
		assert_int_equal(truncate(file, st.st_size * i / 20), 0);
		e = backup_restore(&p.ctx, file, &b);
		assert_non_null(e);
		assert_int_equal(e->kind, INVALID);
	}
	assert_int_equal(truncate(file, 0), 0);
	assert_fails(backup_restore(&p.ctx, file, &b), INVALID, "backup.format");
	assert_fails(backup_restore(&p.ctx, "/nonexistent", &b), NOT_FOUND, "backup.file");
	place_close(&p);
}

/* A process of its own that sells until it is killed. */
static pid_t seller(void)
{
	pid_t pid = fork();
	struct arena *a;

	if (pid)
		return pid;
	alarm(60);
	shop->ctx.db = test_db_more(shop->t, DB_APPLICATION, &a);
	for (;;) {
		shop->ctx.now = clock_now();
		test_shop_sell(shop, BREAD, CHEESE);
		test_shop_pay(shop, test_shop_order(shop, MILK, 1, NULL));
	}
}

struct selling {
	const char *file;
	int64_t before, after;		/* orders */
};

static void restored_within(const struct selling *s)
{
	struct place p = place_open();
	int64_t restored;
	struct backup b;

	assert_ok(backup_restore(&p.ctx, s->file, &b));
	restored = count(p.t->owner, "SELECT COUNT(*) FROM orders");
	assert_in_range(restored, s->before, s->after);
	assert_clean(&p);
	place_close(&p);
	unlink(s->file);
}

static void a_shop_that_sells_is_one_instant(void **state)
{
	static const char orders[] = "SELECT COUNT(*) FROM orders";
	struct selling made[5];
	struct error *e = NULL;
	struct backup b;
	pid_t pid;

	(void)state;
	for (int i = 0; i < TEST_GOODS; i++)
		assert_ok(stock_set_policy(&shop->ctx, shop->branch->shelf, shop->goods[i], STOCK_ALLOW));
	pid = seller();
	for (int i = 0; i < 5 && !e; i++) {
		usleep(200 * 1000);
		made[i].file = arena_printf(shop->t->arena, "%s.%d", file, i);
		made[i].before = count(shop->t->owner, orders);
		e = backup_make(&shop->ctx, "0", made[i].file, &b);
		made[i].after = count(shop->t->owner, orders);
	}
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	assert_ok(e);
	assert_true(made[4].before > made[0].after);
	for (int i = 0; i < 5; i++)
		restored_within(&made[i]);
}

/* Rows enough for a second or more, and for the memory to show. */
static void fill(int64_t rows)
{
	test_root(shop->t, "DELETE FROM version WHERE name LIKE 'filler %%'");
	test_root(shop->t, "INSERT INTO version VALUES ('filler 0', 0)");
	for (int64_t n = 1; n < rows; n *= 2)
		test_root(shop->t, "INSERT INTO version SELECT CONCAT('filler ', number + %lld), number + %lld FROM version WHERE name LIKE 'filler %%'",
			(long long)n, (long long)n);
}

static bool has_shop(struct place *p)
{
	return count(p->t->owner, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'company'") &&
		count(p->t->owner, "SELECT COUNT(*) FROM company");
}

static void killed_it_can_be_restored_again(void **state)
{
	struct place p = place_open();
	struct backup b;
	int killed = 0;

	(void)state;
	fill(50000);
	assert_ok(make(&b));
	for (int ms = 100; ms < 1500; ms += 300) {
		pid_t pid = fork();
		int status;

		if (!pid) {
			struct arena *a;

			p.ctx.db = test_db_more(p.t, DB_OWNER, &a);
			p.ctx.arena = a;
			_exit(backup_restore(&p.ctx, file, &b) ? 1 : 0);
		}
		usleep((useconds_t)ms * 1000);
		kill(pid, SIGKILL);
		waitpid(pid, &status, 0);
		killed += WIFSIGNALED(status);
		if (!WIFSIGNALED(status))
			break;
		assert_false(has_shop(&p));
	}
	assert_true(killed > 0);
	if (!has_shop(&p))
		assert_ok(backup_restore(&p.ctx, file, &b));
	assert_clean(&p);
	assert_int_equal(count(p.t->owner, "SELECT COUNT(*) FROM version"), count(shop->t->owner, "SELECT COUNT(*) FROM version"));
	place_close(&p);
}

/* What was freed is given back, else AddressSanitizer's own store of it would
 * be taken for ours. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "quarantine_size_mb=8";
}

static long peak_kb(void)
{
	struct rusage u;

	assert_int_equal(getrusage(RUSAGE_SELF, &u), 0);
	return u.ru_maxrss;
}

/* A million with --long. */
static void many_rows_stream(void **state)
{
	const char *all = getenv("MAKOLET_LONG");
	struct place p = place_open();
	struct backup b;
	long before;

	(void)state;
	fill(all && *all ? 1000000 : 20000);
	before = peak_kb();
	assert_ok(make(&b));
	assert_ok(backup_restore(&p.ctx, file, &b));
	print_message("# %lld rows, %ld kB more at the peak\n", (long long)b.sums.rows, peak_kb() - before);
	assert_true(peak_kb() - before < 64 * 1024);
	assert_int_equal(count(p.t->owner, "SELECT COUNT(*) FROM version"), count(shop->t->owner, "SELECT COUNT(*) FROM version"));
	place_close(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_back_whole),
		cmocka_unit_test(refuses_a_full_database),
		cmocka_unit_test(refuses_another_schema),
		cmocka_unit_test(an_older_backup_is_migrated),
		cmocka_unit_test(refuses_another_shops_key),
		cmocka_unit_test(a_damaged_byte_is_refused),
		cmocka_unit_test(a_cut_file_is_refused),
		cmocka_unit_test(a_shop_that_sells_is_one_instant),
		cmocka_unit_test(killed_it_can_be_restored_again),
		cmocka_unit_test(many_rows_stream),
	};

	return cmocka_run_group_tests_name("backup", tests, set_up, tear_down);
}
