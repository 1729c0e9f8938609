/* metrics.c: the mapped file of counters. */
#include "base/metrics.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const int64_t metrics_bounds[METRICS_BUCKETS - 1] = {
	1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000, 2500000, 10000000,
};

static struct {
	struct metrics own;
	struct metrics *at;		/* NULL: own */
} state;

static struct metrics *here(void)
{
	return state.at ? state.at : &state.own;
}

/* Under a lock: two that start at once must not both empty it. */
static bool prepare(int fd, uint64_t layout)
{
	struct stat st;
	uint64_t was = 0;

	if (flock(fd, LOCK_EX) || fstat(fd, &st))
		return false;
	if (st.st_size == (off_t)sizeof(struct metrics) && pread(fd, &was, sizeof(was), 0) == (ssize_t)sizeof(was) && was == layout)
		return true;
	/* Never shorter: who has mapped it would die of what is no longer there. */
	for (size_t at = 0; at < sizeof(struct metrics);) {
		static const char zeros[4096];
		size_t n = sizeof(struct metrics) - at < sizeof(zeros) ? sizeof(struct metrics) - at : sizeof(zeros);

		if (pwrite(fd, zeros, n, (off_t)at) != (ssize_t)n)
			return false;
		at += n;
	}
	return ftruncate(fd, sizeof(struct metrics)) == 0 && pwrite(fd, &layout, sizeof(layout), 0) == (ssize_t)sizeof(layout);
}

bool metrics_open(const char *path, uint64_t layout)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	void *p = MAP_FAILED;

	if (fd < 0)
		return false;
	if (prepare(fd, layout))
		p = mmap(NULL, sizeof(struct metrics), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	/* By word: the map keeps the file, and with it the lock, beyond close(). */
	flock(fd, LOCK_UN);
	close(fd);
	if (p == MAP_FAILED)
		return false;
	if (state.at)
		munmap(state.at, sizeof(struct metrics));
	state.at = p;
	return true;
}

static void add(uint64_t *to, uint64_t n)
{
	__atomic_fetch_add(to, n, __ATOMIC_RELAXED);
}

void metrics_add(enum metric what)
{
	add(&here()->counts[what], 1);
}

static size_t bucket_of(int64_t microseconds)
{
	size_t i = 0;

	while (i < METRICS_BUCKETS - 1 && microseconds > metrics_bounds[i])
		i++;
	return i;
}

void metrics_request(size_t route, size_t door, int status, int64_t microseconds)
{
	struct metrics *m = here();
	size_t class = status >= 100 && status < 600 ? (size_t)(status / 100 - 1) : METRICS_CLASSES - 1;

	add(&m->requests[route < METRICS_ROUTES ? route : METRICS_ROUTES - 1][class], 1);
	if (door >= METRICS_DOORS)
		return;
	add(&m->buckets[door][bucket_of(microseconds)], 1);
	add(&m->microseconds[door], microseconds > 0 ? (uint64_t)microseconds : 0);
}

void metrics_read(struct metrics *out)
{
	const uint64_t *from = (const uint64_t *)here();
	uint64_t *to = (uint64_t *)out;

	for (size_t i = 0; i < sizeof(*out) / sizeof(uint64_t); i++)
		to[i] = __atomic_load_n(&from[i], __ATOMIC_RELAXED);
}
