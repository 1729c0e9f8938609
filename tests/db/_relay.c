/* _relay.c: stands between a client and the server and cuts the connection on
 * demand; see harness.h. */
#include "harness.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

struct relay {
	const struct conf *conf;
	char dir[64], path[96];
	int listening, client, server, wake[2];
	pthread_t thread;
	_Atomic(enum relay_mode) mode;
};

const char *relay_socket(const struct relay *r)
{
	return r->path;
}

void relay_set(struct relay *r, enum relay_mode mode)
{
	r->mode = mode;
}

static int local_socket(const char *path, struct sockaddr_un *to)
{
	*to = (struct sockaddr_un){ .sun_family = AF_UNIX };
	snprintf(to->sun_path, sizeof(to->sun_path), "%s", path);
	return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

static int connect_server(const struct conf *c)
{
	struct sockaddr_in host = { .sin_family = AF_INET, .sin_port = htons((uint16_t)c->database_port) };
	struct sockaddr_un local;
	int fd, failed;

	if (*c->database_socket) {
		fd = local_socket(c->database_socket, &local);
		failed = connect(fd, (struct sockaddr *)&local, sizeof(local));
	} else {
		inet_pton(AF_INET, c->database_host, &host.sin_addr);
		fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		failed = connect(fd, (struct sockaddr *)&host, sizeof(host));
	}
	if (failed) {
		close(fd);
		return -1;
	}
	return fd;
}

static void hang_up(struct relay *r)
{
	if (r->client >= 0)
		close(r->client);
	if (r->server >= 0)
		close(r->server);
	r->client = r->server = -1;
}

static void answer(struct relay *r)
{
	int fd = accept(r->listening, NULL, NULL);

	hang_up(r);
	r->client = fd;
	r->server = connect_server(r->conf);
	if (r->server < 0)
		hang_up(r);
}

/* False when the connection has ended. */
static bool pass(struct relay *r, int from, int to)
{
	char block[65536];
	ssize_t n = read(from, block, sizeof(block));
	bool commit;

	if (n <= 0)
		return false;
	commit = from == r->client && r->mode != RELAY_PASS && memmem(block, (size_t)n, "COMMIT", 6);
	if (commit && r->mode == RELAY_CUT_BEFORE_COMMIT) {
		r->mode = RELAY_PASS;
		return false;
	}
	if (send(to, block, (size_t)n, MSG_NOSIGNAL) != n)
		return false;
	if (!commit)
		return true;
	r->mode = RELAY_PASS;
	if (read(r->server, block, sizeof(block)) < 0)
		fprintf(stderr, "relay: %s\n", strerror(errno));
	return false;
}

static void *run(void *arg)
{
	struct relay *r = arg;
	char word;

	for (;;) {
		struct pollfd at[] = {
			{ r->wake[0], POLLIN, 0 }, { r->listening, POLLIN, 0 },
			{ r->client, POLLIN, 0 }, { r->server, POLLIN, 0 },
		};

		poll(at, 4, -1);
		if (at[0].revents) {
			if (read(r->wake[0], &word, 1) != 1 || word == 'q')
				return NULL;
			hang_up(r);
			word = 'd';
			if (write(r->wake[0], &word, 1) != 1)
				return NULL;
		} else if (at[1].revents) {
			answer(r);
		} else if ((at[2].revents && !pass(r, r->client, r->server)) ||
				(at[3].revents && !pass(r, r->server, r->client))) {
			hang_up(r);
		}
	}
}

struct relay *relay_open(struct test_db *t)
{
	struct relay *r = ARENA_NEW(t->arena, struct relay);
	struct sockaddr_un to;

	r->conf = t->conf;
	r->client = r->server = -1;
	snprintf(r->dir, sizeof(r->dir), "/tmp/makolet-relay.XXXXXX");
	assert_non_null(mkdtemp(r->dir));
	snprintf(r->path, sizeof(r->path), "%s/s", r->dir);
	r->listening = local_socket(r->path, &to);
	assert_int_equal(bind(r->listening, (struct sockaddr *)&to, sizeof(to)), 0);
	assert_int_equal(listen(r->listening, 8), 0);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, r->wake), 0);
	assert_int_equal(pthread_create(&r->thread, NULL, run, r), 0);
	return r;
}

void relay_cut(struct relay *r)
{
	char word = 'c';

	assert_int_equal(write(r->wake[1], &word, 1), 1);
	assert_int_equal(read(r->wake[1], &word, 1), 1);
}

void relay_close(struct relay *r)
{
	assert_int_equal(write(r->wake[1], "q", 1), 1);
	pthread_join(r->thread, NULL);
	hang_up(r);
	close(r->listening);
	close(r->wake[0]);
	close(r->wake[1]);
	unlink(r->path);
	rmdir(r->dir);
}
