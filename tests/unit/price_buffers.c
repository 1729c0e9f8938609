/* price_buffers.c: buffers that are damaged word by word, and too little memory:
 * refused with a status, or priced right; never more memory than was said. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "invariant.h"
#include "random.h"

static const uint32_t words[] = { 0, 1, 7, 200, 0x7fffffff, 0x80000000, 0xffffffff };
#define WORDS (sizeof(words) / sizeof(words[0]))

static const struct random_size size_of_test = { .promotions = 6, .lines = 6, .variants = 5, .units = 3, .everything = 1 };

struct pair { struct rules *rules; struct basket *basket; size_t rules_bytes, size; };

static struct pair pair_of(uint64_t seed)
{
	struct random r = { seed };
	struct pair p;

	p.rules = random_rules(&r, &size_of_test, &p.rules_bytes);
	p.basket = random_basket(&r, &size_of_test, &p.size);
	return p;
}

static void pair_free(struct pair *p)
{
	free(p->rules);
	free(p->basket);
}

static void price_both(const struct pair *p)
{
	const struct result *r;
	uint32_t where;

	if (rules_check(p->rules, p->rules_bytes, &where) != PRICING_OK)
		return;
	if (basket_check(p->rules, p->basket, p->size, &where) == PRICING_OK && price_need(p->rules, p->basket) > (64u << 20))
		return;
	r = price_here(p->rules, p->basket, p->size);
	assert_true(r->magic == RESULT_MAGIC && r->status < PRICING_COUNT && r->status != PRICING_MEMORY);
	assert_null(invariant_broken(p->basket, r));
}

static void damage(struct pair *p, void *buffer, size_t size)
{
	uint32_t *at = buffer;

	for (size_t i = 0; i < size / sizeof(*at); i++) {
		const uint32_t right = at[i];

		for (size_t w = 0; w < WORDS; w++) {
			at[i] = words[w];
			price_both(p);
		}
		at[i] = right + 1;
		price_both(p);
		at[i] = right;
	}
}

TEST(damaged_rules_are_refused_or_priced)
{
	for (uint64_t seed = 1; seed <= 6; seed++) {
		struct pair p = pair_of(seed);

		damage(&p, p.rules, p.rules_bytes);
		pair_free(&p);
	}
}

TEST(a_damaged_basket_is_refused_or_priced)
{
	for (uint64_t seed = 1; seed <= 6; seed++) {
		struct pair p = pair_of(seed);

		damage(&p, p.basket, p.size);
		pair_free(&p);
	}
}

TEST(cut_buffers_are_refused)
{
	struct pair p = pair_of(3);
	uint32_t where;

	for (size_t n = 0; n < p.rules_bytes; n += 4) {
		void *cut = malloc(n ? n : 1);

		memcpy(cut, p.rules, n);
		assert_int_equal(rules_check(cut, n, &where), PRICING_RULES);
		free(cut);
	}
	for (size_t n = 0; n < p.size; n += 4) {
		void *cut = malloc(n ? n : 1);

		memcpy(cut, p.basket, n);
		assert_int_equal(basket_check(p.rules, cut, n, &where), PRICING_BASKET);
		free(cut);
	}
	pair_free(&p);
}

/* With less memory the answer is PRICING_MEMORY, or the same result. */
TEST(too_little_memory_is_told)
{
	for (uint64_t seed = 1; seed <= 5; seed++) {
		struct pair p = pair_of(seed);
		const size_t need = price_need(p.rules, p.basket);
		struct result *whole = malloc(need);
		uint32_t right = price_basket(p.rules, p.basket, p.size, whole, need);

		for (size_t n = sizeof(struct result); n < need; n += n < 65536 ? 40 : 4096) {
			struct result *r = malloc(n);
			uint32_t status = price_basket(p.rules, p.basket, p.size, r, n);

			assert_int_equal(r->status, status);
			assert_true(status == PRICING_MEMORY || status == right);
			if (status == PRICING_OK) {
				assert_int_equal(r->size, whole->size);
				assert_memory_equal(r, whole, r->size);
			}
			free(r);
		}
		free(whole);
		pair_free(&p);
	}
}

UNIT_MAIN(
	cmocka_unit_test(damaged_rules_are_refused_or_priced),
	cmocka_unit_test(a_damaged_basket_is_refused_or_priced),
	cmocka_unit_test(cut_buffers_are_refused),
	cmocka_unit_test(too_little_memory_is_told))
