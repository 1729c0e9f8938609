/* picture.c: runs makolet-render. */
#include "app/picture.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/body.h"
#include "base/log.h"
#include "base/num.h"
#include "base/str.h"

#define NOT_STARTED 127
#define FDS_MAX 1024
#define RENDER_WITHIN (30 * SECOND)
#define RENDER_OUTPUT_MAX ((size_t)8 * 1024 * 1024)

struct child {
	struct arena *arena;
	pid_t pid;
	int in, out;			/* the original; what the child says */
	int status;			/* of waitpid */
	struct str said;
};

/* Beside this program, as in a build tree; else where it is installed. */
static const char *program(struct arena *a)
{
	char *self = arena_alloc(a, PATH_MAX);
	ssize_t n = readlink("/proc/self/exe", self, PATH_MAX - 1);
	char *slash = n > 0 ? strrchr(self, '/') : NULL;
	const char *beside;

	if (!slash)
		return MAKOLET_LIBEXEC_DIR "/makolet-render";
	*slash = '\0';
	beside = arena_printf(a, "%s/makolet-render", self);
	return access(beside, X_OK) == 0 ? beside : MAKOLET_LIBEXEC_DIR "/makolet-render";
}

/* Neither the listening socket nor the database is any business of the child's. */
static void become(const struct child *c, const char *path, const char *word, int to)
{
	char *argv[] = { arena_strdup(c->arena, path), arena_strdup(c->arena, word), NULL };
	long fds = sysconf(_SC_OPEN_MAX);

	if (dup2(c->in, STDIN_FILENO) >= 0 && dup2(to, STDOUT_FILENO) >= 0) {
		for (int fd = STDERR_FILENO + 1; fd < (fds > 0 && fds < FDS_MAX ? fds : FDS_MAX); fd++)
			close(fd);
		execv(path, argv);
	}
	_exit(NOT_STARTED);
}

static bool start(struct child *c, const char *word)
{
	const char *path = program(c->arena);
	int ends[2];

	if (pipe(ends) != 0)
		return false;
	c->pid = fork();
	if (c->pid == 0)
		become(c, path, word, ends[1]);
	close(ends[1]);
	if (c->pid < 0)
		close(ends[0]);
	c->out = ends[0];
	return c->pid > 0;
}

/* Until it ends, says too much or takes too long: then it is killed. */
static bool listen_to(struct child *c)
{
	int64_t until = clock_ticks() + RENDER_WITHIN;
	char *chunk = arena_alloc(c->arena, 65536);

	while (c->said.len <= RENDER_OUTPUT_MAX) {
		struct pollfd p = { c->out, POLLIN, 0 };
		int64_t left = (until - clock_ticks()) / 1000;
		ssize_t n;

		if (left <= 0)
			return false;
		if (poll(&p, 1, (int)left) <= 0)
			continue;
		n = read(c->out, chunk, 65536);
		if (n == 0)
			return true;
		if (n > 0)
			str_addn(&c->said, chunk, (size_t)n);
		else if (errno != EINTR)
			return false;
	}
	return false;
}

static void reap(struct child *c, bool finished)
{
	if (!finished)
		kill(c->pid, SIGKILL);
	while (waitpid(c->pid, &c->status, 0) < 0 && errno == EINTR)
		;
}

static struct error *no_render(struct arena *a, const char *what)
{
	return error_note(ERR(a, UNAVAILABLE, "picture.render"), "%s: %s", what, strerror(errno));
}

static struct error *render(struct ctx *ctx, const char *word, const void *bytes, size_t n, struct child *c)
{
	*c = (struct child){ .arena = ctx->arena, .out = -1 };
	str_init(&c->said, ctx->arena);
	c->in = body_file(ctx->arena, ctx->conf->state_dir, bytes, n);
	if (c->in < 0)
		return no_render(ctx->arena, "a file for the original");
	if (!start(c, word)) {
		close(c->in);
		return no_render(ctx->arena, "makolet-render");
	}
	reap(c, listen_to(c));
	close(c->in);
	close(c->out);
	return NULL;
}

/* ---- what it says ---- */

static const struct {
	const char *reason, *code, *text;
} refusals[] = {
	{ "refused empty\n", "picture.empty", N_("“{file}” is empty.") },
	{ "refused type\n", "picture.type", N_("“{file}” is no picture that we can show: JPEG, PNG, WebP or GIF.") },
	{ "refused bytes\n", "picture.bytes", N_("“{file}” is too large: at most 12 MB.") },
	{ "refused pixels\n", "picture.pixels", N_("“{file}” has too many pixels: at most 50 million.") },
	{ "refused polyglot\n", "picture.polyglot", N_("“{file}” is a picture and something else as well. Please save it anew as a picture.") },
	{ "refused broken\n", "picture.broken", N_("“{file}” is damaged or cut off.") },
};

static struct error *refused(struct arena *a, const char *code, const char *sentence, const char *file)
{
	return error_text(ERR(a, INVALID, code), sentence, "file", file, NULL);
}

static bool read_answer(struct arena *a, const char *said, struct media_new *out)
{
	size_t type = strcspn(said, " "), width = strcspn(said + type + (said[type] != '\0'), " ");
	const char *first = said + type + 1, *second;

	if (strncmp(said, "image/", 6) != 0 || !said[type] || !first[width])
		return false;
	second = first + width + 1;
	out->type = arena_strndup(a, said, type);
	return num_parse_int(arena_strndup(a, first, width), &out->width)
		&& num_parse_int(arena_strndup(a, second, strcspn(second, "\n")), &out->height);
}

struct error *picture_probe(struct ctx *c, const char *file, const void *bytes, size_t n, struct media_new *out)
{
	struct child child;

	TRY(render(c, "--probe", bytes, n, &child));
	*out = (struct media_new){ .bytes = bytes, .n = n };
	if (WIFSIGNALED(child.status) || WEXITSTATUS(child.status) == 1)
		return refused(c->arena, "picture.heavy", N_("“{file}” takes too much to open."), file);
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++)
		if (strcmp(child.said.p, refusals[i].reason) == 0)
			return refused(c->arena, refusals[i].code, refusals[i].text, file);
	if (WEXITSTATUS(child.status) != 0 || !read_answer(c->arena, child.said.p, out))
		return error_note(ERR(c->arena, UNAVAILABLE, "picture.render"), "status %d", child.status);
	return NULL;
}

struct error *picture_size(struct ctx *c, const void *bytes, size_t n, int width, struct str *out)
{
	struct child child;

	TRY(render(c, arena_printf(c->arena, "%d", width), bytes, n, &child));
	if (!WIFEXITED(child.status) || WEXITSTATUS(child.status) != 0 || !child.said.len)
		return error_note(ERR(c->arena, UNAVAILABLE, "picture.render"), "status %d", child.status);
	*out = child.said;
	return NULL;
}
