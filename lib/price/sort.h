/* sort.h: a heap sort in place, without memory of its own. Not stable: orders
 * that matter are total. */
#ifndef MAKOLET_PRICE_SORT_H
#define MAKOLET_PRICE_SORT_H

#include <stddef.h>

typedef int sort_compare(const void *a, const void *b, const void *context);

/* `size` is a multiple of 4, the records are aligned to it. */
void sort_records(void *records, size_t n, size_t size, sort_compare *compare, const void *context);

#endif
