/* media.c: the sizes of pictures, which nginx serves once they are files: made
 * here the first time, on whichever machine is asked. */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/handlers.h"
#include "app/picture.h"
#include "base/log.h"
#include "base/str.h"

#define DRAWING_NAME "drawing.svg"
#define DRAWING_CSP "default-src 'none'; style-src 'unsafe-inline'; sandbox"
#define SIZE_MAX_BYTES ((off_t)16 * 1024 * 1024)

struct file {
	const char *path;		/* of the size */
	const char *part;		/* of it while it is made; locked by who makes it */
	int fd;				/* of `part`; -1: it cannot be kept */
};

/* ---- files ---- */

static bool file_read(struct arena *a, const char *path, struct str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	ssize_t n = -1;
	char *bytes;

	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && st.st_size > 0 && st.st_size <= SIZE_MAX_BYTES) {
		bytes = arena_alloc(a, (size_t)st.st_size);
		n = read(fd, bytes, (size_t)st.st_size);
		str_addn(out, bytes, n == st.st_size ? (size_t)n : 0);
	}
	close(fd);
	return out->len > 0;
}

/* Waits for whoever makes the same size at this moment. */
static void file_lock(struct arena *a, const struct ctx *c, const char *hash, const char *name, struct file *f)
{
	const char *dir = arena_printf(a, "%s/media/%s", c->conf->state_dir, hash);

	f->path = arena_printf(a, "%s/%s", dir, name);
	f->part = arena_printf(a, "%s/%s.part", dir, name);
	/* nginx reads them by another account. */
	mkdir(arena_printf(a, "%s/media", c->conf->state_dir), 0755);
	mkdir(dir, 0755);
	f->fd = open(f->part, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
	while (f->fd >= 0 && flock(f->fd, LOCK_EX) != 0 && errno == EINTR)
		;
}

/* Whole or not at all. A disk that is full only means that it is made again. */
static void file_keep(const struct file *f, const struct str *bytes)
{
	if (f->fd < 0 || ftruncate(f->fd, 0) != 0 || lseek(f->fd, 0, SEEK_SET) != 0
			|| write(f->fd, bytes->p, bytes->len) != (ssize_t)bytes->len || rename(f->part, f->path) != 0)
		log_event(LOG_WARN, "media.not_kept", "reason", strerror(errno), NULL);
}

static void file_unlock(const struct file *f)
{
	unlink(f->part);
	if (f->fd >= 0)
		close(f->fd);
}

/* ---- a size ---- */

/* 0 for the drawing itself, -1 for a name that is none. */
static int width_of(struct arena *a, const char *name)
{
	static const int widths[] = MEDIA_WIDTHS;

	if (strcmp(name, DRAWING_NAME) == 0)
		return 0;
	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++)
		if (strcmp(name, arena_printf(a, "%d.webp", widths[i])) == 0)
			return widths[i];
	return -1;
}

static struct error *make_once(struct ctx *c, const char *hash, const char *name, int width, struct str *out)
{
	struct error *e = NULL;
	struct media media;
	struct file f;

	TRY(media_find(c, hash, &media));
	if ((strcmp(media.type, MEDIA_DRAWING) == 0) != (width == 0))
		return ERR(c->arena, NOT_FOUND, "page.none");
	file_lock(c->arena, c, hash, name, &f);
	if (!file_read(c->arena, f.path, out)) {
		if (width)
			e = picture_size(c, media.bytes.p, media.bytes.n, width, out);
		else
			str_addn(out, media.bytes.p, media.bytes.n);
		if (!e)
			file_keep(&f, out);
	}
	file_unlock(&f);
	return e;
}

struct error *media_file(struct request *r, struct page *p)
{
	const char *name = param_text(r, "name");
	int width = width_of(r->ctx->arena, name);
	struct str bytes;

	if (width < 0)
		return ERR(r->ctx->arena, NOT_FOUND, "page.none");
	str_init(&bytes, r->ctx->arena);
	TRY(make_once(r->ctx, param_text(r, "hash"), name, width, &bytes));
	page_bytes(p, width ? "image/webp" : MEDIA_DRAWING, bytes.p, bytes.len);
	p->forever = true;
	p->csp = DRAWING_CSP;
	return NULL;
}
