/* archive.c: records in a gzip stream, with a sum at its end. */
#include "db/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#define MAGIC "MAKOLET BACKUP 1\n"
#define HEAD 9u			/* kind, length, CRC-32 */
#define BUFFER (256u * 1024)
/* zlib unpacks a buffer at once: what it finds damaged is so near. */
#define BUFFER_READ 4096u
/* Level 6 takes three times as long for a twentieth less. */
#define MODE_WRITE "wb3"

struct archive {
	struct arena *arena;
	const char *path;
	char *draft;		/* while it is written; NULL else */
	gzFile file;
	int fd;			/* a second one of the draft's, for fsync */
	crypto_hash_sha256_state sum;
	uint8_t *payload;	/* of malloc: grows to the longest record */
	size_t room;
	int64_t record;		/* how many were read */
	int64_t at;		/* of the record being read, uncompressed */
};

static void release(void *arg)
{
	struct archive *x = arg;

	if (x->file)
		gzclose(x->file);
	if (x->fd >= 0)
		close(x->fd);
	if (x->draft)
		unlink(x->draft);
	free(x->payload);
}

static struct error *file_failed(struct archive *x, enum error_kind kind, const char *what)
{
	const char *why = strerror(errno);
	struct error *e = ERR(x->arena, kind, "backup.file");

	error_note(e, "%s %s: %s", what, x->path, why);
	return error_text(e, "The file {file}: {why}.", "file", x->path, "why", why, NULL);
}

static struct archive *archive_new(struct arena *a, const char *path)
{
	struct archive *x = ARENA_NEW(a, struct archive);

	x->arena = a;
	x->path = arena_strdup(a, path);
	x->fd = -1;
	arena_on_release(a, release, x);
	return x;
}

/* ---- writing ---- */

static struct error *put_bytes(struct archive *x, const void *p, size_t n)
{
	crypto_hash_sha256_update(&x->sum, p, n);
	if (n && gzfwrite(p, 1, n, x->file) != n)
		return file_failed(x, UNAVAILABLE, "write");
	return NULL;
}

struct error *archive_create(struct arena *a, const char *path, struct archive **out)
{
	struct archive *x = archive_new(a, path);
	char *draft = arena_printf(a, "%s.XXXXXX", path);
	int fd = mkstemp(draft);

	if (fd < 0)
		return file_failed(x, UNAVAILABLE, "create");
	x->draft = draft;
	x->fd = fd;
	fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	x->file = fd < 0 ? NULL : gzdopen(fd, MODE_WRITE);
	if (!x->file)
		return file_failed(x, UNAVAILABLE, "create");
	gzbuffer(x->file, BUFFER);
	crypto_hash_sha256_init(&x->sum);
	*out = x;
	return put_bytes(x, MAGIC, sizeof(MAGIC) - 1);
}

static void number_put(uint8_t *out, uint32_t n)
{
	for (int i = 0; i < 4; i++)
		out[i] = (uint8_t)(n >> (8 * i));
}

static uint32_t number_get(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Over the head too: a length that was changed is found before it is believed. */
static uint32_t sum_of(const uint8_t *head, const void *payload, size_t n)
{
	uLong crc = crc32(crc32(0, NULL, 0), head, 5);

	return (uint32_t)crc32_z(crc, payload, n);
}

struct error *archive_put(struct archive *x, char kind, const void *payload, size_t n)
{
	uint8_t head[HEAD] = { (uint8_t)kind };

	if (n > ARCHIVE_RECORD_MAX)
		return error_note(ERR(x->arena, INTERNAL, "backup.record"), "a record of %zu bytes", n);
	number_put(head + 1, (uint32_t)n);
	number_put(head + 5, sum_of(head, n ? payload : "", n));
	TRY(put_bytes(x, head, sizeof(head)));
	return put_bytes(x, payload, n);
}

/* The name itself is on the disk once its directory is. */
static struct error *sync_directory(struct archive *x)
{
	const char *slash = strrchr(x->path, '/');
	const char *dir = slash ? arena_strndup(x->arena, x->path, (size_t)(slash - x->path) + 1) : ".";
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct error *e = fd < 0 || fsync(fd) ? file_failed(x, UNAVAILABLE, "sync the directory of") : NULL;

	if (fd >= 0)
		close(fd);
	return e;
}

struct error *archive_finish(struct archive *x)
{
	uint8_t sum[crypto_hash_sha256_BYTES];
	gzFile file;

	crypto_hash_sha256_final(&x->sum, sum);
	TRY(archive_put(x, ARCHIVE_END, sum, sizeof(sum)));
	file = x->file;
	x->file = NULL;
	if (gzclose(file) != Z_OK || fsync(x->fd))
		return file_failed(x, UNAVAILABLE, "write");
	if (rename(x->draft, x->path))
		return file_failed(x, UNAVAILABLE, "name");
	x->draft = NULL;
	return sync_directory(x);
}

/* ---- reading ---- */

static struct error *damaged(struct archive *x, const char *how)
{
	struct error *e = ERR(x->arena, INVALID, "backup.damaged");
	const char *record = arena_printf(x->arena, "%lld", (long long)x->record);
	const char *at = arena_printf(x->arena, "%lld", (long long)x->at);

	error_note(e, "%s: record %s, byte %s unpacked, byte %lld of the file: %s", x->path, record, at,
		(long long)gzoffset(x->file), how);
	return error_text(e, "The file {file} is damaged at record {record}, byte {at} of what it holds. Nothing was changed.",
		"file", x->path, "record", record, "at", at, NULL);
}

static struct error *take_bytes(struct archive *x, void *p, size_t n)
{
	size_t done = 0;

	while (done < n) {
		size_t got = gzfread((char *)p + done, 1, n - done, x->file);

		if (!got)
			break;
		done += got;
	}
	return done == n ? NULL : damaged(x, gzeof(x->file) ? "it ends" : "its packing");
}

static struct error *read_magic(struct archive *x)
{
	char magic[sizeof(MAGIC) - 1];
	size_t n = gzfread(magic, 1, sizeof(magic), x->file);
	int state;

	x->record = 0;
	x->at = 0;
	gzerror(x->file, &state);
	if (state != Z_OK && !gzdirect(x->file))
		return damaged(x, "its beginning");
	if (n != sizeof(magic) || gzdirect(x->file) || memcmp(magic, MAGIC, sizeof(magic)) != 0)
		return error_text(error_note(ERR(x->arena, INVALID, "backup.format"), "%s", x->path),
			"The file {file} is no backup of Makolet.", "file", x->path, NULL);
	crypto_hash_sha256_init(&x->sum);
	crypto_hash_sha256_update(&x->sum, (const uint8_t *)magic, sizeof(magic));
	x->at = sizeof(magic);
	return NULL;
}

struct error *archive_open(struct arena *a, const char *path, struct archive **out)
{
	struct archive *x = archive_new(a, path);
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	x->file = fd < 0 ? NULL : gzdopen(fd, "rb");
	if (!x->file)
		return file_failed(x, NOT_FOUND, "open");
	gzbuffer(x->file, BUFFER_READ);
	*out = x;
	return read_magic(x);
}

struct error *archive_rewind(struct archive *x)
{
	if (gzrewind(x->file))
		return file_failed(x, UNAVAILABLE, "read");
	return read_magic(x);
}

static void make_room(struct archive *x, size_t n)
{
	if (n <= x->room)
		return;
	free(x->payload);
	x->room = n;
	x->payload = malloc(n);
	if (!x->payload)
		abort();
}

/* Behind the last record stands nothing, and gzip's own sum agrees. */
static struct error *check_end(struct archive *x, size_t n)
{
	uint8_t sum[crypto_hash_sha256_BYTES];
	char more;
	int state;

	crypto_hash_sha256_final(&x->sum, sum);
	if (n != sizeof(sum) || memcmp(sum, x->payload, n) != 0)
		return damaged(x, "its SHA-256");
	if (gzfread(&more, 1, 1, x->file) != 0 || (gzerror(x->file, &state), state != Z_OK))
		return damaged(x, "behind its end");
	return NULL;
}

struct error *archive_next(struct archive *x, char *kind, const uint8_t **payload, size_t *n)
{
	uint8_t head[HEAD];

	x->record++;
	TRY(take_bytes(x, head, sizeof(head)));
	*kind = (char)head[0];
	*n = number_get(head + 1);
	if (*n > ARCHIVE_RECORD_MAX)
		return damaged(x, "its length");
	make_room(x, *n + 1);
	TRY(take_bytes(x, x->payload, *n));
	if (sum_of(head, x->payload, *n) != number_get(head + 5))
		return damaged(x, "its CRC-32");
	if (*kind == ARCHIVE_END)
		TRY(check_end(x, *n));
	crypto_hash_sha256_update(&x->sum, head, sizeof(head));
	crypto_hash_sha256_update(&x->sum, x->payload, *n);
	x->at += (int64_t)(HEAD + *n);
	*payload = x->payload;
	return NULL;
}
