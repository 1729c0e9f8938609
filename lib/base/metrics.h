/* metrics.h: numbers that all processes of a shop add to, in one mapped file.
 *
 * Slots are fixed; every addition is one atomic instruction, without a lock
 * and without a system call. Numbers only grow; they begin again at 0 when the
 * file is new or another release lays it out otherwise. Until metrics_open()
 * a process counts for itself alone.
 */
#ifndef MAKOLET_BASE_METRICS_H
#define MAKOLET_BASE_METRICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Places of requests; those beyond share the last. Place 0 is no route's. */
#define METRICS_ROUTES 512
/* 1xx to 5xx. */
#define METRICS_CLASSES 5
#define METRICS_DOORS 3
/* The last holds what takes longer than all bounds. */
#define METRICS_BUCKETS 13

/* Upper bounds of the buckets but the last, microseconds. */
extern const int64_t metrics_bounds[METRICS_BUCKETS - 1];

enum metric {
	METRIC_TX,		/* transactions committed */
	METRIC_TX_AGAIN,	/* run again: deadlock, lock timeout */
	METRIC_TX_UNCERTAIN,	/* lost at COMMIT */
	METRIC_COUNT,
};

/* What stands in the file. Read with metrics_read(). */
struct metrics {
	uint64_t layout;
	uint64_t counts[METRIC_COUNT];
	uint64_t requests[METRICS_ROUTES][METRICS_CLASSES];
	uint64_t buckets[METRICS_DOORS][METRICS_BUCKETS];
	uint64_t microseconds[METRICS_DOORS];
};

/* Maps the file, made where it is missing (mode 0600). layout: whatever says
 * what stands at which place (a hash of the routes). False with errno set:
 * counting goes on in this process. Call before fork(). */
bool metrics_open(const char *path, uint64_t layout);

void metrics_add(enum metric what);
void metrics_request(size_t route, size_t door, int status, int64_t microseconds);

/* The numbers of now. */
void metrics_read(struct metrics *out);

#endif
