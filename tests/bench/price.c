/* price.c: baskets a second by the money engine: 1, 20 and 100 lines against 50
 * and 2,000 active promotions of a supermarket: most of a few variants, some of
 * a brand or a category, one in a hundred of everything. Prints the median and
 * the slowest of a basket in microseconds, and how many searches were cut.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "price/engine.h"

#define VARIANTS 8000u
#define BRANDS 300u
#define CATEGORIES 200u
#define BASKETS 500u

static uint64_t state = 1;

static uint32_t below(uint32_t n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) % n;
}

static void *zeroed(size_t n, size_t size)
{
	void *p = calloc(n, size);

	if (!p)
		abort();
	return p;
}

static int by_id(const void *a, const void *b)
{
	const struct rules_term *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* Variants beside each other: what one offer is about. */
static struct rules_selector selector(struct rules_term *terms, uint32_t *count)
{
	const uint32_t at = *count, kind = below(100), first = 1 + below(VARIANTS - 40);

	if (kind == 0)
		terms[(*count)++] = (struct rules_term){ .kind = TERM_ALL };
	else if (kind < 6)
		terms[(*count)++] = (struct rules_term){ .kind = TERM_BRAND, .id = 1 + below(BRANDS) };
	else if (kind < 10)
		terms[(*count)++] = (struct rules_term){ .kind = TERM_CATEGORY, .id = 1 + below(CATEGORIES) };
	else
		for (uint32_t n = 1 + below(30), i = 0; i < n; i++)
			terms[(*count)++] = (struct rules_term){ .kind = TERM_VARIANT, .id = first + i };
	qsort(terms + at, *count - at, sizeof(*terms), by_id);
	return (struct rules_selector){ .include = { at, *count - at } };
}

/* What is on everything is a percentage. */
static void promotion(struct rules_promotion *p, struct rules_part *parts, uint32_t *count, uint32_t place, bool all)
{
	const uint32_t kind = all ? 9 : below(10);

	*p = (struct rules_promotion){ .id = place + 1, .from = INT64_MIN, .until = INT64_MAX, .weekdays = 127, .parts = { *count, 1 } };
	if (kind < 5) {	/* n for an amount */
		p->benefit = BENEFIT_TOTAL;
		p->value = 1000 + 100 * below(30);
		parts[(*count)++] = (struct rules_part){ .selector = place, .quantity = 1000 * (2 + below(3)) };
	} else if (kind < 7) {	/* the second at a percentage */
		p->parts.count = 2;
		parts[(*count)++] = (struct rules_part){ .selector = place, .quantity = 1000 };
		parts[(*count)++] = (struct rules_part){ .selector = place, .role = ROLE_GET, .quantity = 1000, .benefit = BENEFIT_PERCENT, .value = 5000 };
	} else {
		parts[(*count)++] = (struct rules_part){ .selector = place, .role = ROLE_GET, .benefit = BENEFIT_PERCENT, .value = 1000 + 500 * below(5) };
	}
	if (!all && below(3) == 0)
		p->sets_max = 1 + below(4);
}

static struct rules *rules_of(uint32_t promotions)
{
	static const struct rules_tax tax = { .class_id = 1, .rate = 1800 };
	struct rules_promotion *p = zeroed(promotions, sizeof(*p));
	struct rules_part *parts = zeroed(2 * promotions, sizeof(*parts));
	struct rules_selector *selectors = zeroed(promotions, sizeof(*selectors));
	struct rules_term *terms = zeroed(32 * promotions, sizeof(*terms));
	struct rules_source s = { .promotions = p, .parts = parts, .selectors = selectors, .terms = terms, .taxes = &tax,
		.promotion_count = promotions, .selector_count = promotions, .tax_count = 1 };
	struct rules *out;
	uint32_t where;

	for (uint32_t i = 0; i < promotions; i++) {
		selectors[i] = selector(terms, &s.term_count);
		promotion(&p[i], parts, &s.part_count, i, terms[selectors[i].include.at].kind == TERM_ALL);
	}
	out = zeroed(rules_size(&s), 1);
	rules_write(&s, out);
	if (rules_check(out, out->size, &where) != PRICING_OK)
		abort();
	free(p);
	free(parts);
	free(selectors);
	free(terms);
	return out;
}

static struct basket *basket_of(uint32_t lines)
{
	const uint32_t size = (uint32_t)(sizeof(struct basket) + lines * (sizeof(struct basket_line) + 8));
	struct basket *b = zeroed(1, size);
	struct basket_line *l = (struct basket_line *)(b + 1);
	int64_t *categories = (int64_t *)(l + lines);

	*b = (struct basket){ .magic = BASKET_MAGIC, .size = size, .flags = BASKET_TAX_INCLUDED, .date = 20370, .cash_step = 10 };
	b->lines = (struct rules_span){ sizeof(*b), lines };
	b->categories = (struct rules_span){ (uint32_t)((char *)categories - (char *)b), lines };
	b->lists = b->groups = b->coupons = b->uses = b->tenders = (struct rules_span){ size, 0 };
	for (uint32_t i = 0; i < lines; i++) {
		const uint32_t variant = 1 + below(VARIANTS);

		l[i] = (struct basket_line){ .variant = variant, .item = variant, .brand = 1 + variant % BRANDS, .tax_class = 1,
			.quantity = 1000 * (1 + below(3)), .price = 10000 * (190 + variant % 90 * 50), .categories = { i, 1 } };
		categories[i] = 1 + variant % CATEGORIES;
	}
	return b;
}

static int by_time(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double microseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void measure(uint32_t lines, uint32_t promotions)
{
	static double times[BASKETS];
	struct rules *rules = rules_of(promotions);
	size_t most = (size_t)64 << 20;
	char *work = zeroed(most, 1);
	uint32_t cut = 0, saved = 0;
	double sum = 0;

	for (uint32_t i = 0; i < BASKETS; i++) {
		struct basket *b = basket_of(lines);
		const struct result *r = (const struct result *)work;
		double best = 1e9;

		for (int again = 0; again < 3; again++) {
			double begin = microseconds(), spent;

			if (price_basket(rules, b, b->size, work, price_need(rules, b) < most ? price_need(rules, b) : most) != PRICING_OK)
				abort();
			spent = microseconds() - begin;
			best = spent < best ? spent : best;
		}
		times[i] = best;
		sum += best;
		cut += !r->exact;
		saved += r->saved > 0;
		free(b);
	}
	qsort(times, BASKETS, sizeof(*times), by_time);
	printf("%4u lines %5u promotions %9.0f baskets/s  median %8.1f us  99 of 100 %8.1f us  slowest %8.1f us  with a saving %u, cut %u of %u\n", lines, promotions,
		BASKETS * 1e6 / sum, times[BASKETS / 2], times[BASKETS * 99 / 100], times[BASKETS - 1], saved, cut, BASKETS);
	free(rules);
	free(work);
}

int main(void)
{
	static const uint32_t lines[] = { 1, 20, 100 }, promotions[] = { 50, 2000 };

	for (int p = 0; p < 2; p++)
		for (int l = 0; l < 3; l++)
			measure(lines[l], promotions[p]);
	return 0;
}
