/* job.c: a job is done by one runner at a time, again after a failure, and
 * never lost. */
#include "shop.h"

#include "shop/job.h"

static struct test_shop *shop;
static struct ctx *c;
static instant start;

static int set_up(void **state)
{
	(void)state;
	shop = test_shop_open();
	c = &shop->ctx;
	start = c->now;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	test_shop_close(shop);
	return 0;
}

static int none_waits(void **state)
{
	(void)state;
	test_root(shop->t, "DELETE FROM job");
	c->now = start;
	return 0;
}

static const struct order_id no_order = { 0 };

static struct error *add(struct db *db, void *due)
{
	(void)db;
	return job_add(c, "mail.alert", no_order, *(instant *)due);
}

static void queue(instant due)
{
	assert_ok(db_tx(c->db, add, &due));
}

static bool claim(struct job *j)
{
	bool found;

	assert_ok(job_claim(c, &found, j));
	return found;
}

struct state_row {
	const char *state, *error;
	instant due, finished;
	int64_t attempts;
};

static struct state_row only_job(void)
{
	static const struct db_column columns[] = {
		DB_COL(struct state_row, state, TEXT), DB_COL(struct state_row, error, TEXT), DB_COL(struct state_row, due, TIME),
		DB_COL(struct state_row, finished, TIME), DB_COL(struct state_row, attempts, INT),
	};
	static const struct db_row row = DB_ROW(struct state_row, columns);
	struct state_row out;

	assert_ok(db_one(c->db, &row, &out, "SELECT state, error, due_at, finished_at, attempts FROM job", NULL, 0));
	return out;
}

static struct error *away(void)
{
	return error_note(ERR(c->arena, UNAVAILABLE, "mail.away"), "smtp 421");
}

static void a_job_is_claimed_when_it_is_due(void **state)
{
	struct job j;

	(void)state;
	queue(start + MINUTE);
	assert_false(claim(&j));
	c->now = start + MINUTE;
	assert_true(claim(&j));
	assert_string_equal(j.kind, "mail.alert");
	assert_int_equal(j.attempts, 1);
	assert_int_equal(j.order.v, 0);
}

static void the_one_that_waits_longest_comes_first(void **state)
{
	struct job first, second;

	(void)state;
	queue(start - SECOND);
	queue(start - HOUR);
	assert_true(claim(&first) && claim(&second));
	assert_true(first.id.v > second.id.v);
}

static void a_claimed_job_is_nobody_elses(void **state)
{
	struct job mine, theirs;

	(void)state;
	queue(start);
	assert_true(claim(&mine));
	assert_false(claim(&theirs));
	assert_ok(job_done(c, &mine));
	c->now = start + DAY;
	assert_false(claim(&theirs));
	assert_string_equal(only_job().state, "done");
}

static void of_a_dead_runner_it_is_claimed_again_after_its_lease(void **state)
{
	struct job dead, heir;

	(void)state;
	queue(start);
	assert_true(claim(&dead));
	c->now = start + JOB_LEASE - SECOND;
	assert_false(claim(&heir));
	c->now = start + JOB_LEASE;
	assert_true(claim(&heir));
	assert_int_equal(heir.attempts, 2);
	assert_fails(job_done(c, &dead), CONFLICT, "job.lost");
	assert_fails(job_failed(c, &dead, away()), CONFLICT, "job.lost");
	assert_ok(job_done(c, &heir));
}

static void a_failure_waits_twice_as_long_each_time_and_ends_visible(void **state)
{
	static const int minutes[] = { 1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360 };
	struct job j;

	(void)state;
	queue(start);
	for (size_t i = 0; i < sizeof(minutes) / sizeof(minutes[0]); i++) {
		assert_true(claim(&j));
		assert_ok(job_failed(c, &j, away()));
		assert_int_equal(only_job().due, c->now + minutes[i] * MINUTE);
		assert_string_equal(only_job().state, "waiting");
		c->now += minutes[i] * MINUTE - SECOND;
		assert_false(claim(&j));
		c->now += SECOND;
	}
	assert_true(claim(&j));
	assert_int_equal(j.attempts, JOB_ATTEMPTS_MAX);
	assert_ok(job_failed(c, &j, away()));
	assert_string_equal(only_job().state, "failed");
	assert_non_null(strstr(only_job().error, "smtp 421"));
	assert_int_equal(only_job().finished, c->now);
}

static void what_is_refused_for_good_is_not_tried_again(void **state)
{
	struct job j;

	(void)state;
	queue(start);
	assert_true(claim(&j));
	assert_ok(job_failed(c, &j, ERR(c->arena, INVALID, "mail.refused")));
	assert_string_equal(only_job().state, "failed");
	assert_int_equal(only_job().attempts, 1);
}

static void a_job_that_kills_its_runners_is_given_up(void **state)
{
	struct job j;

	(void)state;
	queue(start);
	for (int i = 0; i < JOB_ATTEMPTS_MAX; i++) {
		assert_true(claim(&j));
		c->now += JOB_LEASE;
	}
	queue(c->now);
	assert_true(claim(&j));
	assert_int_equal(j.attempts, 1);
	assert_ok(job_done(c, &j));
	test_root(shop->t, "DELETE FROM job WHERE state = 'done'");
	assert_string_equal(only_job().state, "failed");
}

static void a_long_error_is_cut_between_letters(void **state)
{
	struct job j;
	struct error *e = away();

	(void)state;
	for (int i = 0; i < 100; i++)
		error_note(e, "שגיאה ארוכה");
	queue(start);
	assert_true(claim(&j));
	assert_ok(job_failed(c, &j, e));
	assert_string_equal(only_job().state, "waiting");
}

/* ---- two runners ---- */

struct taking {
	struct ctx *other;
	struct job mine, theirs;
	bool found;
};

/* While the first transaction holds the row, a second runner passes it over. */
static struct error *claim_inside(struct db *db, void *arg)
{
	struct taking *x = arg;
	int64_t id;

	TRY(db_whole(db, &id, 0, "SELECT MIN(id) FROM job", NULL, 0));
	TRY(db_exec(db, NULL, "UPDATE job SET attempts = attempts WHERE id = ?", ARGS(I(id))));
	x->mine.id.v = id;
	return job_claim(x->other, &x->found, &x->theirs);
}

static void two_runners_do_not_wait_for_each_other(void **state)
{
	struct arena *arena;
	struct db *db = test_db_more(shop->t, DB_APPLICATION, &arena);
	struct ctx other = *c;
	struct taking x = { .other = &other };

	(void)state;
	other.db = db;
	other.arena = arena;
	queue(start - HOUR);
	queue(start);
	assert_ok(db_tx(c->db, claim_inside, &x));
	assert_true(x.found);
	assert_true(x.theirs.id.v != x.mine.id.v);
	db_close(db);
	arena_free(arena);
}

static struct error *fail_after_adding(struct db *db, void *arg)
{
	(void)db;
	(void)arg;
	TRY(job_add(c, "mail.alert", no_order, start));
	return ERR(c->arena, SHORTAGE, "stock.short");
}

static void what_is_rolled_back_leaves_no_job(void **state)
{
	struct job j;

	(void)state;
	assert_fails(db_tx(c->db, fail_after_adding, NULL), SHORTAGE, "stock.short");
	assert_false(claim(&j));
}

static void what_was_done_long_ago_goes(void **state)
{
	int64_t left;
	struct job j;

	(void)state;
	queue(start);
	assert_true(claim(&j));
	assert_ok(job_done(c, &j));
	c->now += JOB_KEPT - HOUR;
	assert_ok(job_sweep(c));
	assert_ok(db_whole(c->db, &left, 0, "SELECT COUNT(*) FROM job WHERE id = ?", ARGS(ID(j.id))));
	assert_int_equal(left, 1);
	c->now += 2 * HOUR;
	assert_ok(job_sweep(c));
	assert_ok(db_whole(c->db, &left, 0, "SELECT COUNT(*) FROM job WHERE id = ?", ARGS(ID(j.id))));
	assert_int_equal(left, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_job_is_claimed_when_it_is_due, none_waits),
		cmocka_unit_test_setup(the_one_that_waits_longest_comes_first, none_waits),
		cmocka_unit_test_setup(a_claimed_job_is_nobody_elses, none_waits),
		cmocka_unit_test_setup(of_a_dead_runner_it_is_claimed_again_after_its_lease, none_waits),
		cmocka_unit_test_setup(a_failure_waits_twice_as_long_each_time_and_ends_visible, none_waits),
		cmocka_unit_test_setup(what_is_refused_for_good_is_not_tried_again, none_waits),
		cmocka_unit_test_setup(a_job_that_kills_its_runners_is_given_up, none_waits),
		cmocka_unit_test_setup(a_long_error_is_cut_between_letters, none_waits),
		cmocka_unit_test_setup(two_runners_do_not_wait_for_each_other, none_waits),
		cmocka_unit_test_setup(what_is_rolled_back_leaves_no_job, none_waits),
		cmocka_unit_test_setup(what_was_done_long_ago_goes, none_waits),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
