/* arena.h: one block of memory per request, freed whole.
 *
 * Everything a request, a job or a test allocates hangs on one arena and is
 * never freed by hand. Memory comes back zeroed. Running out of memory ends
 * the process (the supervisor starts another): no caller checks for NULL.
 *
 * Something that is not memory (a file, a transaction) registers a release
 * hook; hooks run last-in first-out at arena_reset() and arena_free().
 */
#ifndef MAKOLET_BASE_ARENA_H
#define MAKOLET_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
/* Runs the hooks and gives the memory back for reuse; the arena stays. */
void arena_reset(struct arena *a);
/* Runs the hooks and frees all. NULL is allowed. */
void arena_free(struct arena *a);

/* Zeroed, aligned for any type. */
void *arena_alloc(struct arena *a, size_t size);
/* count * size, checked for overflow (which ends the process). */
void *arena_array(struct arena *a, size_t count, size_t size);
#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, n, type) ((type *)arena_array((a), (n), sizeof(type)))

/* Copies; NULL in, NULL out. */
char *arena_strdup(struct arena *a, const char *s);
/* n bytes and a NUL behind them. */
char *arena_strndup(struct arena *a, const char *s, size_t n);
void *arena_memdup(struct arena *a, const void *p, size_t n);
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* fn(data) runs when the arena is reset or freed. */
void arena_on_release(struct arena *a, void (*fn)(void *data), void *data);

/* Bytes handed out since the last reset, for tests and metrics. */
size_t arena_used(const struct arena *a);

#endif
