/* base_metrics.c: processes count into one file; another layout begins anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/metrics.h"

static char path[] = "/tmp/makolet-metrics.XXXXXX";

static struct metrics now(void)
{
	struct metrics m;

	metrics_read(&m);
	return m;
}

static void add_in_a_child(int times)
{
	int status;
	pid_t pid = fork();

	if (!pid) {
		alarm(20);
		if (!metrics_open(path, 1))
			_exit(2);
		for (int i = 0; i < times; i++) {
			metrics_add(METRIC_TX);
			metrics_request(3, 1, 200, 1500);
		}
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* Each opens the file itself while others have it mapped. */
static void processes_count_together(void **state)
{
	(void)state;
	assert_true(metrics_open(path, 1));
	metrics_add(METRIC_TX);
	add_in_a_child(1000);
	add_in_a_child(1000);
	assert_int_equal(now().counts[METRIC_TX], 2001);
	assert_int_equal(now().requests[3][1], 2000);
	assert_int_equal(now().buckets[1][1], 2000);
	assert_int_equal(now().microseconds[1], 3000000);
}

static void what_is_too_much_shares_the_last_place(void **state)
{
	(void)state;
	metrics_request(METRICS_ROUTES + 7, METRICS_DOORS, 0, -1);
	assert_int_equal(now().requests[METRICS_ROUTES - 1][METRICS_CLASSES - 1], 1);
	metrics_request(0, 0, 404, INT64_MAX);
	assert_int_equal(now().buckets[0][METRICS_BUCKETS - 1], 1);
}

static void another_layout_begins_anew(void **state)
{
	(void)state;
	assert_true(metrics_open(path, 2));
	assert_int_equal(now().counts[METRIC_TX], 0);
	assert_int_equal(now().layout, 2);
	assert_false(metrics_open("/nonexistent/metrics", 2));
}

static int make_file(void **state)
{
	(void)state;
	return close(mkstemp(path));
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(processes_count_together),
		cmocka_unit_test(what_is_too_much_shares_the_last_place),
		cmocka_unit_test(another_layout_begins_anew),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
