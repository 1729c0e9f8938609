/* bare.c: the yardstick of pages: a FastCGI program that sends the same bytes
 * every time and does nothing else.  bare SOCKET FILE PROCESSES */
#include <fcgiapp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <signal.h>
#include <unistd.h>

#include "base/num.h"

static char page[1 << 20];

static void serve(int socket, size_t n)
{
	FCGX_Request request;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	FCGX_InitRequest(&request, socket, 0);
	while (FCGX_Accept_r(&request) == 0) {
		FCGX_FPrintF(request.out, "Status: 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n");
		FCGX_PutStr(page, (int)n, request.out);
		FCGX_Finish_r(&request);
	}
}

int main(int argc, char **argv)
{
	int64_t processes;
	FILE *in;
	size_t n;
	int socket;

	if (argc != 4 || !num_parse_int(argv[3], &processes) || !(in = fopen(argv[2], "rb")))
		return 2;
	n = fread(page, 1, sizeof page, in);
	fclose(in);
	FCGX_Init();
	socket = FCGX_OpenSocket(argv[1], 128);
	for (int64_t i = 0; i < processes; i++)
		if (fork() == 0) {
			serve(socket, n);
			return 0;
		}
	while (wait(NULL) > 0)
		;
	return 0;
}
