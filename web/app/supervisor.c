/* supervisor.c: keeps N workers on one Unix socket. */
#include "app/supervisor.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"

#define BACKLOG 512
#define SHORT_LIFE (5 * SECOND)
#define PAUSE_FIRST (SECOND / 10)
#define PAUSE_MOST (5 * SECOND)
#define STOP_WITHIN (30 * SECOND)

struct worker {
	pid_t pid;		/* 0: not running */
	int64_t started;	/* clock_ticks() */
	int64_t pause;		/* before the next start */
	int64_t due;		/* of the next start */
};

struct crew {
	struct worker *workers;
	int count;
	int listener;
	int (*work)(int listener, void *arg);
	void *arg;
	sigset_t signals;	/* ours, blocked but in sigtimedwait() */
	sigset_t before;	/* the mask that workers get back */
};

/* ---- the socket ---- */

static bool answers(const struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool yes = fd >= 0 && connect(fd, (const struct sockaddr *)address, sizeof(*address)) == 0;

	if (fd >= 0)
		close(fd);
	return yes;
}

/* Takes away only what is a socket and dead. */
static bool make_room(const struct sockaddr_un *address)
{
	struct stat st;

	if (lstat(address->sun_path, &st) < 0)
		return errno == ENOENT;
	if (!S_ISSOCK(st.st_mode)) {
		errno = EEXIST;
		return false;
	}
	if (answers(address)) {
		errno = EADDRINUSE;
		return false;
	}
	return unlink(address->sun_path) == 0;
}

static int listen_at(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	mode_t mask;
	int fd, bound;

	if (strlen(path) >= sizeof(address.sun_path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(address.sun_path, path, strlen(path) + 1);
	if (!make_room(&address))
		return -1;
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (fd < 0)
		return -1;
	mask = umask(0117);
	bound = bind(fd, (const struct sockaddr *)&address, sizeof(address));
	umask(mask);
	if (bound < 0 || listen(fd, BACKLOG) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

/* ---- workers ---- */

static void start_worker(struct crew *crew, struct worker *w)
{
	pid_t parent = getpid();

	w->started = clock_ticks();
	w->pid = fork();
	if (w->pid < 0) {
		w->pid = 0;
		w->due = w->started + PAUSE_MOST;
		log_event(LOG_ERROR, "supervisor.fork", "errno", strerror(errno), NULL);
		return;
	}
	if (w->pid > 0)
		return;
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(0);
	sigprocmask(SIG_SETMASK, &crew->before, NULL);
	exit(crew->work(crew->listener, crew->arg));
}

static void note_death(struct worker *w, int status)
{
	char text[32];
	int64_t now = clock_ticks();

	if (WIFSIGNALED(status))
		snprintf(text, sizeof(text), "signal %d", WTERMSIG(status));
	else
		snprintf(text, sizeof(text), "exit %d", WEXITSTATUS(status));
	log_event(LOG_ERROR, "supervisor.worker_died", "how", text, NULL);
	if (now - w->started >= SHORT_LIFE)
		w->pause = 0;
	else
		w->pause = w->pause ? w->pause * 2 : PAUSE_FIRST;
	if (w->pause > PAUSE_MOST)
		w->pause = PAUSE_MOST;
	w->pid = 0;
	w->due = now + w->pause;
}

static void collect(struct crew *crew, bool stopping)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		for (int i = 0; i < crew->count; i++) {
			if (crew->workers[i].pid != pid)
				continue;
			if (stopping)
				crew->workers[i].pid = 0;
			else
				note_death(&crew->workers[i], status);
		}
	}
}

static int running(const struct crew *crew)
{
	int n = 0;

	for (int i = 0; i < crew->count; i++)
		n += crew->workers[i].pid > 0;
	return n;
}

static void signal_all(const struct crew *crew, int number)
{
	for (int i = 0; i < crew->count; i++)
		if (crew->workers[i].pid > 0)
			kill(crew->workers[i].pid, number);
}

/* Starts what is due and waits for a signal, at most until the next is due. */
static int next_signal(struct crew *crew)
{
	int64_t now = clock_ticks(), wait = 60 * SECOND;
	struct timespec limit;

	for (int i = 0; i < crew->count; i++) {
		struct worker *w = &crew->workers[i];
		if (!w->pid && w->due <= now)
			start_worker(crew, w);
		if (!w->pid && w->due - now < wait)
			wait = w->due > now ? w->due - now : 1;
	}
	limit = (struct timespec){ .tv_sec = wait / SECOND, .tv_nsec = wait % SECOND * 1000 };
	return sigtimedwait(&crew->signals, NULL, &limit);
}

static void stop_all(struct crew *crew)
{
	int64_t until = clock_ticks() + STOP_WITHIN;
	struct timespec step = { .tv_nsec = 100 * 1000 * 1000 };

	signal_all(crew, SIGTERM);
	while (running(crew) && clock_ticks() < until) {
		sigtimedwait(&crew->signals, NULL, &step);
		collect(crew, true);
	}
	signal_all(crew, SIGKILL);
}

/* A child's death is learnt by SIGCHLD, which must not be ignored from outside. */
static void take_signals(struct crew *crew)
{
	signal(SIGCHLD, SIG_DFL);
	sigemptyset(&crew->signals);
	sigaddset(&crew->signals, SIGCHLD);
	sigaddset(&crew->signals, SIGTERM);
	sigaddset(&crew->signals, SIGINT);
	sigprocmask(SIG_BLOCK, &crew->signals, &crew->before);
}

int supervise(const char *socket_path, int workers, int (*work)(int listener, void *arg), void *arg)
{
	struct crew crew = { .count = workers, .work = work, .arg = arg };
	int number;

	crew.listener = listen_at(socket_path);
	if (crew.listener < 0) {
		log_event(LOG_ERROR, "supervisor.socket", "errno", strerror(errno), NULL);
		return 1;
	}
	crew.workers = calloc((size_t)workers, sizeof(*crew.workers));
	if (!crew.workers)
		abort();
	take_signals(&crew);
	log_event(LOG_INFO, "supervisor.started", NULL);
	while ((number = next_signal(&crew)) != SIGTERM && number != SIGINT)
		collect(&crew, false);
	stop_all(&crew);
	unlink(socket_path);
	free(crew.workers);
	log_event(LOG_INFO, "supervisor.stopped", NULL);
	return 0;
}
