/* supervisor.h: keeps N workers on one Unix socket. */
#ifndef MAKOLET_APP_SUPERVISOR_H
#define MAKOLET_APP_SUPERVISOR_H

/* Listens on the socket (mode 0660, in place of one that nobody answers at)
 * and keeps `workers` children running work(listener, arg), whose result is
 * their exit code. One that dies is replaced, at once or, when it lived for
 * less than five seconds, after a pause that grows to five seconds. SIGTERM or
 * SIGINT ends them: each finishes its request, for at most 30 seconds. Workers
 * end when their parent does. Returns the exit code for main. */
int supervise(const char *socket_path, int workers, int (*work)(int listener, void *arg), void *arg);

#endif
