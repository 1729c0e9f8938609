/* price_random.c: random baskets by random rules: sums agree, nothing is below
 * zero, the order of the lines does not matter.
 *
 * tests/run: seconds 300
 * price_random [COUNT [SEED]]; the seed is printed, a basket's own when it fails.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "invariant.h"
#include "random.h"

static uint64_t cut, applied, statuses[PRICING_COUNT];

static const char *one(uint64_t seed)
{
	struct random r = { seed };
	const struct random_size n = { .promotions = 1 + random_below(&r, 12), .lines = 1 + random_below(&r, 12), .variants = 1 + random_below(&r, 16),
		.units = 1 + random_below(&r, 5), .everything = random_below(&r, 2) };
	size_t rules_bytes, size;
	struct rules *rules = random_rules(&r, &n, &rules_bytes);
	struct basket *basket = random_basket(&r, &n, &size);
	const struct result *result;
	const char *wrong;
	uint32_t where;

	if (rules_check(rules, rules_bytes, &where) != PRICING_OK) {
		wrong = "the rules are none";
	} else {
		result = price_here(rules, basket, size);
		statuses[result->status]++;
		wrong = result->status == PRICING_MEMORY ? "price_need() is too little" : invariant_broken(basket, result);
		if (result->status == PRICING_OK) {
			cut += !result->exact;
			applied += result->saved > 0;
		}
		for (uint32_t turn = 0; turn < 2 && !wrong && basket->lines.count; turn++)
			wrong = order_matters(rules, basket, size, result, turn);
	}
	free(rules);
	free(basket);
	return wrong;
}

int main(int argc, char **argv)
{
	uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : getenv("MAKOLET_LONG") && *getenv("MAKOLET_LONG") ? 1000000 : 10000;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : (uint64_t)time(NULL) * 1000003u;
	const char *wrong = NULL;
	uint64_t i;

	printf("1..1\n# seed %llu\n", (unsigned long long)seed);
	for (i = 0; i < count && !wrong; i++)
		wrong = one(seed + i);
	if (wrong)
		printf("# price_random 1 %llu: %s\n", (unsigned long long)(seed + i - 1), wrong);
	printf("# %llu baskets, %llu with a saving, %llu beyond the search's budget, %llu refused\n", (unsigned long long)i,
		(unsigned long long)applied, (unsigned long long)cut, (unsigned long long)(i - statuses[PRICING_OK]));
	printf("%sok 1 - sums agree and the order of lines does not matter\n", wrong ? "not " : "");
	return wrong != NULL;
}
