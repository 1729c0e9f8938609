/* body.c: the body of a request, in memory or mapped from a file. */
#include "app/body.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "app/http_parse.h"
#include "base/log.h"

#define CHUNK ((size_t)64 * 1024)

struct mapping {
	void *p;
	size_t n;
};

static void mapping_end(void *data)
{
	struct mapping *m = data;

	munmap(m->p, m->n);
}

static int file_without_name(struct arena *a, const char *dir)
{
	char *path = arena_printf(a, "%s/upload.XXXXXX", dir);
	int fd = mkstemp(path);

	if (fd < 0)
		return -1;
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	unlink(path);
	return fd;
}

static bool write_all(int fd, const char *s, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, s, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		s += done;
		n -= (size_t)done;
	}
	return true;
}

int body_file(struct arena *a, const char *dir, const void *bytes, size_t n)
{
	int fd = file_without_name(a, dir);

	if (fd >= 0 && write_all(fd, bytes, n) && lseek(fd, 0, SEEK_SET) == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

/* How many bytes came; false when they could not be written. */
static bool fill(struct arena *a, const struct body *b, int fd, size_t size, size_t *n)
{
	char *chunk = arena_alloc(a, CHUNK);

	*n = 0;
	while (*n < size) {
		size_t want = size - *n < CHUNK ? size - *n : CHUNK;
		size_t got = b->read(b->arg, chunk, want);
		if (!write_all(fd, chunk, got))
			return false;
		*n += got;
		if (got < want)
			break;
	}
	return true;
}

static bool map(struct arena *a, int fd, size_t n, const char **out)
{
	struct mapping *m = ARENA_NEW(a, struct mapping);

	*out = "";
	if (n == 0)
		return true;
	m->p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
	if (m->p == MAP_FAILED)
		return false;
	m->n = n;
	arena_on_release(a, mapping_end, m);
	*out = m->p;
	return true;
}

static bool read_large(struct arena *a, const struct body *b, size_t size, const char **out, size_t *n)
{
	int fd = file_without_name(a, b->dir);
	bool done = fd >= 0 && fill(a, b, fd, size, n) && map(a, fd, *n, out);

	if (!done)
		log_event(LOG_ERROR, "request.no_room", "reason", strerror(errno), NULL);
	if (fd >= 0)
		close(fd);
	return done;
}

bool body_read(struct arena *a, const struct body *b, size_t announced, size_t limit, const char **out, size_t *n)
{
	size_t size = announced > limit ? limit + 1 : announced;
	char *memory;

	if (size > HTTP_BODY_MAX + 1)
		return read_large(a, b, size, out, n);
	memory = arena_alloc(a, size + 1);
	*n = size ? b->read(b->arg, memory, size) : 0;
	*out = memory;
	return true;
}
