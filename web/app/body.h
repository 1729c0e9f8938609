/* body.h: the body of a request, read once. A small one is memory; a large one
 * goes through a file without a name and is mapped, so that an upload costs the
 * worker no memory of its own.
 */
#ifndef MAKOLET_APP_BODY_H
#define MAKOLET_APP_BODY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct body {
	/* Up to n bytes; fewer only at the end. */
	size_t (*read)(void *arg, char *to, size_t n);
	void *arg;
	const char *dir;	/* where the file without a name is made */
};

/* `announced` bytes, or one more than `limit`: enough for the parser to refuse
 * what is too large. The bytes live as long as the arena. False, logged, when
 * there is no room for them. */
bool body_read(struct arena *a, const struct body *b, size_t announced, size_t limit, const char **out, size_t *n);
/* A file without a name that holds the bytes, at its beginning; -1, with errno. */
int body_file(struct arena *a, const char *dir, const void *bytes, size_t n);

#endif
