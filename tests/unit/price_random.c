/* price_random.c: random baskets by random rules: sums agree, nothing is below
 * zero, the order of the lines does not matter, and any parts that go back sum to
 * what was paid.
 *
 * tests/run: seconds 300
 * price_random [COUNT [SEED]]; the seed is printed, a basket's own when it fails.
 * price_random --dump COUNT SEED prints rules, basket and result of each in hex.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "invariant.h"
#include "price/refund.h"
#include "random.h"

static uint64_t cut, applied, statuses[PRICING_COUNT];

/* One line goes back in parts. */
static const char *line_back(struct random *r, const struct result_line *line, const struct result_run *runs)
{
	struct refund_run *left = calloc(line->runs.count, sizeof(*left));
	struct refund_part *parts = calloc(line->runs.count, sizeof(*parts)), sum;
	int64_t quantity = 0, paid = 0, tax = 0;
	const char *wrong = NULL;

	for (uint32_t i = 0; i < line->runs.count; i++) {
		const struct result_run *run = &runs[line->runs.at + i];

		left[i] = (struct refund_run){ .quantity = run->quantity, .paid = run->paid, .tax = run->tax };
		quantity += run->quantity;
	}
	while (quantity > 0 && !wrong) {
		int64_t now = 1 + random_below(r, (uint32_t)quantity);

		if (refund_take(left, line->runs.count, now, parts, &sum) != REFUND_OK || sum.paid < 0 || sum.tax < 0)
			wrong = "a part cannot go back";
		quantity -= now;
		paid += sum.paid;
		tax += sum.tax;
	}
	if (!wrong && (paid != line->paid || tax != line->tax))
		wrong = "what went back is not what was paid";
	free(left);
	free(parts);
	return wrong;
}

/* Every line that was bought; tax that the shares of a document with returns made negative stays out. */
static const char *refund_broken(struct random *r, const struct basket *basket, const struct result *result)
{
	const struct basket_line *in = (const struct basket_line *)((const char *)basket + basket->lines.at);
	const struct result_line *lines = RESULT(struct result_line, result, lines);
	const struct result_run *runs = RESULT(struct result_run, result, runs);
	const char *wrong = NULL;

	for (uint32_t i = 0; i < result->lines.count && !wrong; i++) {
		bool negative = in[i].quantity < 0;

		for (uint32_t k = lines[i].runs.at; k < lines[i].runs.at + lines[i].runs.count; k++)
			negative = negative || runs[k].tax < 0;
		if (!negative)
			wrong = line_back(r, &lines[i], runs);
	}
	return wrong;
}

static void print_hex(const void *data, size_t size)
{
	for (size_t i = 0; i < size; i++)
		printf("%02x", ((const unsigned char *)data)[i]);
	putchar(' ');
}

static const char *one(uint64_t seed, bool dump)
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
			wrong = wrong ? wrong : refund_broken(&r, basket, result);
		}
		if (dump) {
			print_hex(rules, rules_bytes);
			print_hex(basket, size);
			print_hex(result, result->size);
			printf("%llu\n", (unsigned long long)seed);
		}
		for (uint32_t turn = 0; turn < 2 && !wrong && basket->lines.count; turn++)
			wrong = order_matters(rules, basket, size, result, turn);
	}
	free(rules);
	free(basket);
	return wrong;
}

static int dump(uint64_t count, uint64_t seed)
{
	for (uint64_t i = 0; i < count; i++)
		one(seed + i, true);
	return 0;
}

int main(int argc, char **argv)
{
	uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : getenv("MAKOLET_LONG") && *getenv("MAKOLET_LONG") ? 1000000 : 10000;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : (uint64_t)time(NULL) * 1000003u;
	const char *wrong = NULL;
	uint64_t i;

	if (argc == 4 && strcmp(argv[1], "--dump") == 0)
		return dump(strtoull(argv[2], NULL, 10), strtoull(argv[3], NULL, 10));
	printf("1..1\n# seed %llu\n", (unsigned long long)seed);
	for (i = 0; i < count && !wrong; i++)
		wrong = one(seed + i, false);
	if (wrong)
		printf("# price_random 1 %llu: %s\n", (unsigned long long)(seed + i - 1), wrong);
	printf("# %llu baskets, %llu with a saving, %llu beyond the search's budget, %llu refused\n", (unsigned long long)i,
		(unsigned long long)applied, (unsigned long long)cut, (unsigned long long)(i - statuses[PRICING_OK]));
	printf("%sok 1 - sums agree, the order of lines does not matter, parts that go back sum to what was paid\n", wrong ? "not " : "");
	return wrong != NULL;
}
