/* arena.c: chunks of zeroed memory, cut from the front, given back together. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#endif

/* Under ASan what is not handed out is poisoned, with a gap between two
 * allocations, so that an overrun or a use after reset is seen as with malloc. */
#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) __asan_poison_memory_region((p), (n))
#define UNPOISON(p, n) __asan_unpoison_memory_region((p), (n))
#define GAP 16
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define GAP 0
#endif

#define CHUNK_SIZE ((size_t)32 * 1024)
#define ALIGN alignof(max_align_t)

struct chunk {
	struct chunk *next;
	size_t size;
	size_t used;
	alignas(max_align_t) char bytes[];
};

struct hook {
	struct hook *next;
	void (*fn)(void *data);
	void *data;
};

/* Invariant: chunks is the one being cut, of CHUNK_SIZE, zero from `used` on;
 * it alone survives a reset. The ones behind it are full or large. */
struct arena {
	struct chunk *chunks;
	struct hook *hooks;
	size_t used;
};

static _Noreturn void out_of_memory(void)
{
	fputs("makolet: out of memory\n", stderr);
	abort();
}

static struct chunk *chunk_new(size_t size)
{
	struct chunk *c;

	if (size > SIZE_MAX - sizeof(*c))
		out_of_memory();
	c = calloc(1, sizeof(*c) + size);
	if (!c)
		out_of_memory();
	c->size = size;
	POISON(c->bytes, size);
	return c;
}

static void chunk_free(struct chunk *c)
{
	UNPOISON(c->bytes, c->size);
	free(c);
}

struct arena *arena_new(void)
{
	struct arena *a = calloc(1, sizeof(*a));

	if (!a)
		out_of_memory();
	a->chunks = chunk_new(CHUNK_SIZE);
	return a;
}

/* A hook may still allocate, and may register another. */
static void run_hooks(struct arena *a)
{
	while (a->hooks) {
		struct hook *h = a->hooks;

		a->hooks = h->next;
		h->fn(h->data);
	}
}

void arena_reset(struct arena *a)
{
	struct chunk *keep;

	run_hooks(a);
	keep = a->chunks;
	while (keep->next) {
		struct chunk *c = keep->next;

		keep->next = c->next;
		chunk_free(c);
	}
	UNPOISON(keep->bytes, keep->used);
	memset(keep->bytes, 0, keep->used);
	keep->used = 0;
	POISON(keep->bytes, keep->size);
	a->used = 0;
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	arena_reset(a);
	chunk_free(a->chunks);
	free(a);
}

/* The chunk to cut `need` bytes from. What is large gets a chunk of its own
 * behind the current one, whose rest stays in use. */
static struct chunk *chunk_for(struct arena *a, size_t need)
{
	struct chunk *c = a->chunks;

	if (c->size - c->used >= need)
		return c;
	if (need > CHUNK_SIZE / 4) {
		struct chunk *large = chunk_new(need);

		large->next = c->next;
		c->next = large;
		return large;
	}
	a->chunks = chunk_new(CHUNK_SIZE);
	a->chunks->next = c;
	return a->chunks;
}

void *arena_alloc(struct arena *a, size_t size)
{
	struct chunk *c;
	size_t need;
	char *p;

	if (size > PTRDIFF_MAX - ALIGN - GAP)
		out_of_memory();
	need = (size + GAP + ALIGN - 1) / ALIGN * ALIGN;
	c = chunk_for(a, need);
	p = c->bytes + c->used;
	c->used += need;
	a->used += size;
	UNPOISON(p, size);
	return p;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		out_of_memory();
	return arena_alloc(a, total);
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_memdup(a, s, strlen(s) + 1) : NULL;
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *copy;

	if (!s)
		return NULL;
	if (n == SIZE_MAX)
		out_of_memory();
	copy = arena_alloc(a, n + 1);
	memcpy(copy, s, n);
	return copy;
}

void *arena_memdup(struct arena *a, const void *p, size_t n)
{
	return p ? memcpy(arena_alloc(a, n), p, n) : NULL;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	va_list args;
	char *s;

	va_start(args, format);
	s = arena_vprintf(a, format, args);
	va_end(args);
	return s;
}

char *arena_vprintf(struct arena *a, const char *format, va_list args)
{
	char most[128];			/* of what is printed is short: once is enough */
	va_list again;
	char *s;
	int n;

	va_copy(again, args);
	n = vsnprintf(most, sizeof(most), format, again);
	va_end(again);
	if (n < 0)
		out_of_memory();
	if ((size_t)n < sizeof(most))
		return arena_memdup(a, most, (size_t)n + 1);
	s = arena_alloc(a, (size_t)n + 1);
	vsnprintf(s, (size_t)n + 1, format, args);
	return s;
}

void arena_on_release(struct arena *a, void (*fn)(void *data), void *data)
{
	struct hook *h = ARENA_NEW(a, struct hook);

	h->next = a->hooks;
	h->fn = fn;
	h->data = data;
	a->hooks = h;
}

size_t arena_used(const struct arena *a)
{
	return a->used;
}
