/* sort.c: insertion for little, heap sort for much. */
#include "price/sort.h"

#include <stdbool.h>
#include <stdint.h>

struct heap {
	unsigned char *base;
	size_t size;
	sort_compare *compare;
	const void *context;
};

static void *at(const struct heap *h, size_t i)
{
	return h->base + i * h->size;
}

static void swap(const struct heap *h, size_t i, size_t j)
{
	uint32_t *a = at(h, i), *b = at(h, j);

	for (size_t k = 0; k < h->size / sizeof(*a); k++) {
		uint32_t t = a[k];

		a[k] = b[k];
		b[k] = t;
	}
}

static void sink(const struct heap *h, size_t i, size_t n)
{
	for (size_t child; (child = 2 * i + 1) < n; i = child) {
		if (child + 1 < n && h->compare(at(h, child), at(h, child + 1), h->context) < 0)
			child++;
		if (h->compare(at(h, i), at(h, child), h->context) >= 0)
			return;
		swap(h, i, child);
	}
}

/* What is almost in order, or little, is sorted by insertion; it gives up after a
 * few steps a record. */
static bool insert_all(const struct heap *h, size_t n)
{
	size_t steps = 8 * n;

	for (size_t i = 1; i < n; i++)
		for (size_t j = i; j > 0 && h->compare(at(h, j - 1), at(h, j), h->context) > 0; j--) {
			if (steps-- == 0)
				return false;
			swap(h, j - 1, j);
		}
	return true;
}

void sort_records(void *records, size_t n, size_t size, sort_compare *compare, const void *context)
{
	const struct heap h = { records, size, compare, context };

	if (insert_all(&h, n))
		return;
	for (size_t i = n / 2; i-- > 0;)
		sink(&h, i, n);
	for (size_t i = n; i-- > 1;) {
		swap(&h, 0, i);
		sink(&h, 0, i);
	}
}
