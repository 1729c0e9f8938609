/* session.c: cookies, log-ins, rights and limits as the database keeps them. */
#include "harness.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/bytes.h"
#include "shop/limit.h"
#include "shop/session.h"

static struct test_db *t;
static struct ctx c;

static int set_up(void **state)
{
	(void)state;
	t = test_db_open();
	test_db_migrate(t);
	db_arena(t->app, t->arena);
	test_root(t, "INSERT INTO role (id, code) VALUES (50, 'test_clerk')");
	test_root(t, "INSERT INTO role_permission VALUES (50, 'order.view'), (50, 'till.sell'), (50, 'of.another.release')");
	test_root(t, "INSERT INTO staff (id, login, name, role_id, lang, all_branches, created_at)"
		" VALUES (7, 'dana', 'Dana', 50, 'he', 0, '2026-01-01')");
	test_root(t, "INSERT INTO company VALUES (1, 'A', 'A', '1', 'IL', 'ILS', 2, 'he', '2026-01-01', NULL)");
	test_root(t, "INSERT INTO price_list VALUES (1, 1, 'main', 'ILS', NULL)");
	test_root(t, "INSERT INTO branch (id, company_id, code, name, address, phone, zone, day_ends, price_list_id, pickup)"
		" VALUES (3, 1, 'main', 'Main', '', '', 'Asia/Jerusalem', 0, 1, 1)");
	test_root(t, "INSERT INTO staff_branch VALUES (7, 3)");
	test_root(t, "INSERT INTO till VALUES (5, 3, 'Front', 7, '2026-01-01', NULL)");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	test_db_close(t);
	return 0;
}

static int begin(void **state)
{
	(void)state;
	c = (struct ctx){ .arena = t->arena, .db = t->app, .conf = t->conf, .request_id = "" };
	assert_true(instant_parse("2026-08-10T06:30:00Z", &c.now));
	test_root(t, "UPDATE till SET revoked_at = NULL");
	test_root(t, "UPDATE staff SET archived_at = NULL");
	return 0;
}

static const char *begin_session(enum session_kind kind, struct session *s)
{
	const char *token;

	assert_ok(session_start(&c, kind, s, &token));
	return token;
}

static void a_token_opens_its_own_door_alone(void **state)
{
	struct session s, found;
	const char *token = begin_session(SESSION_STORE, &s);
	int64_t plain;

	(void)state;
	assert_ok(session_find(&c, SESSION_STORE, token, &found));
	assert_int_equal(found.id.v, s.id.v);
	assert_string_equal(found.csrf, s.csrf);
	assert_int_equal(found.staff.v, 0);
	assert_fails(session_find(&c, SESSION_OFFICE, token, &found), NOT_FOUND, "session.none");
	assert_fails(session_find(&c, SESSION_STORE, token_new(t->arena), &found), NOT_FOUND, "session.none");
	assert_fails(session_find(&c, SESSION_STORE, "' OR 1", &found), NOT_FOUND, "session.none");
	assert_ok(db_whole(t->app, &plain, -1, "SELECT COUNT(*) FROM session WHERE token_hash = ? OR csrf = ?", ARGS(T(token), T(token))));
	assert_int_equal(plain, 0);
}

static void a_session_ends_when_it_was_not_seen(void **state)
{
	struct session s, found;
	const char *token = begin_session(SESSION_OFFICE, &s);

	(void)state;
	c.now += 11 * HOUR;
	assert_ok(session_find(&c, SESSION_OFFICE, token, &found));
	c.now += 11 * HOUR;
	assert_ok(session_find(&c, SESSION_OFFICE, token, &found));
	c.now += 12 * HOUR + SECOND;
	assert_fails(session_find(&c, SESSION_OFFICE, token, &found), NOT_FOUND, "session.none");
	assert_ok(session_sweep(&c));
	c.now -= 12 * HOUR;
	assert_fails(session_find(&c, SESSION_OFFICE, token, &found), NOT_FOUND, "session.none");
}

static void seen_is_written_once_a_minute(void **state)
{
	struct session s, found;
	const char *token = begin_session(SESSION_STORE, &s);
	instant at = c.now;

	(void)state;
	c.now += 59 * SECOND;
	assert_ok(session_find(&c, SESSION_STORE, token, &found));
	assert_true(found.seen_at == at);
	c.now += SECOND;
	assert_ok(session_find(&c, SESSION_STORE, token, &found));
	c.now += SECOND;
	assert_ok(session_find(&c, SESSION_STORE, token, &found));
	assert_true(found.seen_at == at + MINUTE);
}

static void a_log_in_makes_the_old_token_worthless(void **state)
{
	struct session s, found;
	const char *old = begin_session(SESSION_OFFICE, &s), *token, *csrf = s.csrf;

	(void)state;
	assert_ok(session_log_in(&c, &s, (struct staff_id){ 7 }, &token));
	assert_string_not_equal(s.csrf, csrf);
	assert_fails(session_find(&c, SESSION_OFFICE, old, &found), NOT_FOUND, "session.none");
	assert_ok(session_find(&c, SESSION_OFFICE, token, &found));
	assert_int_equal(found.staff.v, 7);
	assert_string_equal(found.csrf, s.csrf);
	assert_ok(session_end(&c, &s));
	assert_fails(session_find(&c, SESSION_OFFICE, token, &found), NOT_FOUND, "session.none");
	assert_fails(session_log_in(&c, &s, (struct staff_id){ 7 }, &token), CONFLICT, "session.ended");
}

static void a_till_stays_enrolled_and_its_cashier_is_logged_out(void **state)
{
	struct session s, found;
	const char *token;

	(void)state;
	begin_session(SESSION_TILL, &s);
	assert_ok(session_enrol(&c, &s, (struct till_id){ 5 }, &token));
	assert_ok(session_log_in(&c, &s, (struct staff_id){ 7 }, &token));
	c.now += 15 * HOUR;
	assert_ok(session_find(&c, SESSION_TILL, token, &found));
	assert_int_equal(found.staff.v, 7);
	c.now += 40 * HOUR;
	assert_ok(session_find(&c, SESSION_TILL, token, &found));
	assert_int_equal(found.staff.v, 0);
	assert_int_equal(found.till.v, 5);
	c.now += HOUR;
	assert_ok(session_find(&c, SESSION_TILL, token, &found));
	assert_int_equal(found.staff.v, 0);
	assert_ok(session_log_in(&c, &found, (struct staff_id){ 7 }, &token));
	assert_ok(session_log_out(&c, &found));
	assert_ok(session_find(&c, SESSION_TILL, token, &found));
	assert_int_equal(found.staff.v, 0);
	assert_int_equal(found.till.v, 5);
	test_root(t, "UPDATE till SET revoked_at = '2026-08-10'");
	assert_ok(session_find(&c, SESSION_TILL, token, &found));
	assert_int_equal(found.till.v, 0);
}

struct logging_out {
	struct ctx c;
	int told;	/* a byte goes here once the row is locked */
};

/* Commits only after the other side has had time to read the row as it was. */
static struct error *log_out_slowly(struct db *db, void *arg)
{
	struct logging_out *x = arg;

	(void)db;
	TRY(session_end_staff(&x->c, (struct staff_id){ 7 }));
	if (write(x->told, "x", 1) != 1)
		return ERR(x->c.arena, INTERNAL, "test.pipe");
	usleep(300000);
	return NULL;
}

static void log_out_elsewhere(int told)
{
	struct logging_out x = { .c = c, .told = told };

	x.c.db = test_db_more(t, DB_APPLICATION, &x.c.arena);
	_exit(db_tx(x.c.db, log_out_slowly, &x) ? 1 : 0);
}

static void a_request_under_way_brings_no_log_in_back(void **state)
{
	struct session s, found;
	const char *token;
	int ends[2], status;
	char byte;
	pid_t child;

	(void)state;
	begin_session(SESSION_OFFICE, &s);
	assert_ok(session_log_in(&c, &s, (struct staff_id){ 7 }, &token));
	c.now += 2 * MINUTE;
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0)
		log_out_elsewhere(ends[1]);
	assert_int_equal(read(ends[0], &byte, 1), 1);
	assert_ok(session_find(&c, SESSION_OFFICE, token, &found));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_ok(session_find(&c, SESSION_OFFICE, token, &found));
	assert_int_equal(found.staff.v, 0);
	close(ends[0]);
	close(ends[1]);
}

static void an_actor_has_the_rights_of_his_role_and_his_branches(void **state)
{
	struct session s = { .staff = { 7 }, .till = { 5 } };

	(void)state;
	assert_ok(session_actor(&c, &s));
	assert_string_equal(c.actor.name, "Dana");
	assert_ok(ctx_need(&c, MAY_ORDER_VIEW));
	assert_ok(ctx_need(&c, MAY_TILL_SELL));
	assert_fails(ctx_need(&c, MAY_GOODS_PRICE), DENIED, "denied");
	assert_ok(ctx_need_branch(&c, (struct branch_id){ 3 }));
	assert_fails(ctx_need_branch(&c, (struct branch_id){ 4 }), NOT_FOUND, "branch.none");
	assert_int_equal(c.actor.till.v, 5);
	test_root(t, "UPDATE staff SET archived_at = '2026-08-10'");
	assert_fails(session_actor(&c, &s), NOT_FOUND, "staff.none");
}

static void a_cart_is_kept(void **state)
{
	struct session s, found;
	const char *token = begin_session(SESSION_STORE, &s);

	(void)state;
	assert_ok(session_set_cart(&c, &s, (struct cart_id){ 9 }));
	assert_ok(session_find(&c, SESSION_STORE, token, &found));
	assert_int_equal(found.cart.v, 9);
}

static void tries_are_limited_by_key_and_window(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++)
		assert_ok(limit_count(&c, "login", "dana", 3, 60));
	assert_fails(limit_count(&c, "login", "dana", 3, 60), LIMITED, "limited");
	assert_ok(limit_count(&c, "login", "noa", 3, 60));
	assert_ok(limit_count(&c, "pin", "dana", 3, 60));
	c.now += 59 * SECOND;
	assert_fails(limit_count(&c, "login", "dana", 3, 60), LIMITED, "limited");
	c.now += SECOND;
	for (int i = 0; i < 3; i++)
		assert_ok(limit_count(&c, "login", "dana", 3, 60));
	assert_fails(limit_count(&c, "login", "dana", 3, 60), LIMITED, "limited");
}

static void a_right_try_is_returned_and_no_other(void **state)
{
	(void)state;
	for (int i = 0; i < 10; i++) {
		assert_ok(limit_count(&c, "place", "here", 3, 60));
		assert_ok(limit_return(&c, "place", "here"));
	}
	for (int i = 0; i < 3; i++)
		assert_ok(limit_count(&c, "place", "here", 3, 60));
	assert_fails(limit_count(&c, "place", "here", 3, 60), LIMITED, "limited");
	assert_ok(limit_return(&c, "place", "nowhere"));
}

/* 2,500 numbers: more than one piece of a sweep. */
#define MANY "(SELECT a.n + 10 * b.n + 100 * d.n + 1000 * e.n AS n FROM digit a, digit b, digit d, digit e) AS many WHERE n < 2500"

static int64_t rows_of(const char *sql)
{
	int64_t n;

	assert_ok(db_whole(t->app, &n, -1, sql, NULL, 0));
	return n;
}

static void a_sweep_leaves_nothing_that_has_ended(void **state)
{
	struct session s;

	(void)state;
	assert_ok(session_sweep(&c));
	test_root(t, "CREATE TABLE digit (n INT PRIMARY KEY)");
	test_root(t, "INSERT INTO digit VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
	test_root(t, "INSERT INTO session (token_hash, kind, csrf, created_at, seen_at, expires_at)"
		" SELECT UNHEX(SHA2(n, 256)), 'store', 'x', '2026-01-01', '2026-01-01', '2026-02-01' FROM " MANY);
	test_root(t, "INSERT INTO rate_limit (what, key_hash, window_start, tries)"
		" SELECT 'login', UNHEX(SHA2(n, 256)), '2026-01-01', 1 FROM " MANY);
	test_root(t, "DROP TABLE digit");
	begin_session(SESSION_STORE, &s);
	assert_ok(session_sweep(&c));
	assert_ok(limit_sweep(&c));
	assert_int_equal(rows_of("SELECT COUNT(*) FROM session WHERE expires_at < '2026-03-01'"), 0);
	assert_int_equal(rows_of("SELECT COUNT(*) FROM rate_limit WHERE window_start < '2026-03-01'"), 0);
	assert_true(rows_of("SELECT COUNT(*) FROM session") > 0);
}

static void a_cart_goes_with_its_session(void **state)
{
	struct session ended, lasting;

	(void)state;
	test_root(t, "INSERT INTO sales_channel VALUES (1, 1, 'web', 'web', 'Web', 'he', 1)");
	test_root(t, "INSERT INTO cart VALUES (901, 1, NULL, '2026-01-01', '2026-01-01'), (902, 1, NULL, '2026-01-01', '2026-01-01')");
	begin_session(SESSION_STORE, &ended);
	assert_ok(session_set_cart(&c, &ended, (struct cart_id){ 901 }));
	c.now += 30 * DAY;
	begin_session(SESSION_STORE, &lasting);
	assert_ok(session_set_cart(&c, &lasting, (struct cart_id){ 902 }));
	c.now += 31 * DAY;
	assert_ok(session_sweep(&c));
	assert_int_equal(rows_of("SELECT COUNT(*) FROM cart WHERE id = 901"), 0);
	assert_int_equal(rows_of("SELECT COUNT(*) FROM cart WHERE id = 902"), 1);
}

static void swept_limits_are_gone(void **state)
{
	int64_t n;

	(void)state;
	assert_ok(limit_count(&c, "login", "old", 3, 60));
	c.now += 2 * DAY;
	assert_ok(limit_sweep(&c));
	assert_ok(db_whole(t->app, &n, -1, "SELECT COUNT(*) FROM rate_limit WHERE what <> ?", ARGS(T(""))));
	assert_int_equal(n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_token_opens_its_own_door_alone, begin),
		cmocka_unit_test_setup(a_session_ends_when_it_was_not_seen, begin),
		cmocka_unit_test_setup(seen_is_written_once_a_minute, begin),
		cmocka_unit_test_setup(a_log_in_makes_the_old_token_worthless, begin),
		cmocka_unit_test_setup(a_till_stays_enrolled_and_its_cashier_is_logged_out, begin),
		cmocka_unit_test_setup(a_request_under_way_brings_no_log_in_back, begin),
		cmocka_unit_test_setup(an_actor_has_the_rights_of_his_role_and_his_branches, begin),
		cmocka_unit_test_setup(a_cart_is_kept, begin),
		cmocka_unit_test_setup(tries_are_limited_by_key_and_window, begin),
		cmocka_unit_test_setup(a_right_try_is_returned_and_no_other, begin),
		cmocka_unit_test_setup(a_sweep_leaves_nothing_that_has_ended, begin),
		cmocka_unit_test_setup(a_cart_goes_with_its_session, begin),
		cmocka_unit_test_setup(swept_limits_are_gone, begin),
	};

	base_init();
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
