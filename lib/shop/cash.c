/* cash.c: the table of notes and coins in circulation. */
#include "shop/cash.h"

#include <string.h>

#include "base/num.h"

static const struct cash table[] = {
	{ "ILS", { 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 10 }, 4 },
	{ "EUR", { 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1 }, 7 },
	{ "PLN", { 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1 }, 6 },
	{ "", { 0 }, 0 },
};
#define CURRENCIES (sizeof(table) / sizeof(table[0]))

const struct cash *cash_find(const char *currency)
{
	size_t i = 0;

	while (i < CURRENCIES - 1 && strcmp(table[i].currency, currency) != 0)
		i++;
	return &table[i];
}

size_t cash_values(const struct cash *cash)
{
	size_t n = 0;

	while (n < CASH_VALUES_MAX && cash->values[n])
		n++;
	return n;
}

bool cash_sum(const struct cash *cash, const int64_t *counts, int64_t *out)
{
	int64_t sum = 0;

	for (size_t i = 0; i < cash_values(cash); i++) {
		int64_t part;

		if (counts[i] < 0 || !num_mul_div(counts[i], cash->values[i], 1, &part) || !num_add(sum, part, &sum))
			return false;
	}
	if (sum > NUM_MAX)
		return false;
	*out = sum;
	return true;
}
