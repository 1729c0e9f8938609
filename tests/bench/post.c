/* post.c: sends each prepared request once, from so many connections at a time.
 *
 *	post PORT FILE CONNECTIONS
 *
 * A line of FILE: path TAB cookie TAB csrf token TAB content type TAB body.
 * Prints the requests a second; whatever is not 200 or 303 is a failure, told
 * on standard error, and ends it. */
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/num.h"

#define LINE_MAX_BYTES 16384

static void fail(const char *what)
{
	fprintf(stderr, "post: %s\n", what);
	exit(1);
}

static int connect_to(int64_t port)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int s = socket(AF_INET, SOCK_STREAM, 0);

	if (s < 0 || connect(s, (struct sockaddr *)&to, sizeof to))
		fail("cannot connect");
	return s;
}

static char *field(char **rest)
{
	char *f = *rest ? strsep(rest, "\t") : NULL;

	if (!f)
		fail("a line with too few fields");
	return f;
}

static void send_line(int s, char *line)
{
	static char out[2 * LINE_MAX_BYTES];
	char *rest = line, *path = field(&rest), *cookie = field(&rest), *csrf = field(&rest), *type = field(&rest), *body = field(&rest);
	int n = snprintf(out, sizeof out,
		"POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\nX-CSRF-Token: %s\r\nSec-Fetch-Site: same-origin\r\n"
		"Content-Type: %s\r\nContent-Length: %zu\r\n\r\n%s", path, cookie, csrf, type, strlen(body), body);

	if (n < 0 || (size_t)n >= sizeof out || send(s, out, (size_t)n, MSG_NOSIGNAL) != n)
		fail("cannot send");
}

/* The whole answer: the head, and as much as it announces behind it. */
static void receive(int s)
{
	static char in[1 << 17];
	size_t have = 0, want = sizeof in - 1;

	while (have < want) {
		ssize_t n = recv(s, in + have, sizeof in - 1 - have, 0);
		char *end, *length;

		if (n <= 0)
			fail("no answer");
		have += (size_t)n;
		in[have] = '\0';
		end = strstr(in, "\r\n\r\n");
		if (!end || want != sizeof in - 1)
			continue;
		length = strcasestr(in, "\r\nContent-Length: ");
		if (!length || length > end)
			fail("an answer without a length");
		want = (size_t)(end + 4 - in) + strtoul(length + 18, NULL, 10);
	}
	if (strncmp(in + 9, "200", 3) && strncmp(in + 9, "303", 3))
		fail(in);
}

static void post_share(int64_t port, const char *path, int64_t share, int64_t shares)
{
	static char line[LINE_MAX_BYTES];
	FILE *in = fopen(path, "r");
	int s = connect_to(port), sent = 0;

	for (int64_t i = 0; in && fgets(line, sizeof line, in); i++) {
		if (i % shares != share)
			continue;
		line[strcspn(line, "\n")] = '\0';
		/* nginx closes a connection after a thousand requests. */
		if (++sent % 900 == 0) {
			close(s);
			s = connect_to(port);
		}
		send_line(s, line);
		receive(s);
	}
}

static int64_t lines_of(const char *path)
{
	FILE *in = fopen(path, "r");
	int64_t n = 0;

	for (int c; in && (c = getc(in)) != EOF;)
		n += c == '\n';
	return n;
}

int main(int argc, char **argv)
{
	int64_t port, connections, begin;
	int status, failed = 0;

	if (argc != 4 || !num_parse_int(argv[1], &port) || !num_parse_int(argv[3], &connections))
		return 2;
	begin = clock_ticks();
	for (int64_t i = 0; i < connections; i++)
		if (fork() == 0) {
			post_share(port, argv[2], i, connections);
			exit(0);
		}
	while (wait(&status) > 0)
		failed += status != 0;
	printf("%lld\n", (long long)(lines_of(argv[2]) * SECOND / (clock_ticks() - begin)));
	return failed != 0;
}
