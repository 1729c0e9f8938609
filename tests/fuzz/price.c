/* price.c: any bytes as rules and a basket: refused or priced, with sums that
 * agree. Four bytes say how many of the rest are the rules; the highest bit of
 * them has magic and size put right, so that more gets through. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The target is one file with the libraries. */
#include "../price/invariant.c"

#define NEED_MOST ((size_t)256 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void *part(const uint8_t *data, size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		abort();
	return memcpy(p, data, size);
}

static void price(const struct rules *rules, const struct basket *basket, size_t size)
{
	const struct result *r;
	uint32_t where;

	if (basket_check(rules, basket, size, &where) == PRICING_OK && price_need(rules, basket) > NEED_MOST)
		return;
	r = price_here(rules, basket, size);
	if (r->status >= PRICING_COUNT || r->status == PRICING_MEMORY || invariant_broken(basket, r))
		abort();
	if (r->status == PRICING_OK && basket->lines.count > 1 && order_matters(rules, basket, size, r, 0))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint32_t head, where;
	size_t rules_bytes, basket_bytes;
	struct rules *rules;
	struct basket *basket;

	if (size < sizeof(head))
		return 0;
	memcpy(&head, data, sizeof(head));
	rules_bytes = (head & INT32_MAX) % (size - sizeof(head) + 1);
	basket_bytes = size - sizeof(head) - rules_bytes;
	rules = part(data + sizeof(head), rules_bytes);
	basket = part(data + sizeof(head) + rules_bytes, basket_bytes);
	if (head >> 31 && rules_bytes >= sizeof(*rules) && basket_bytes >= sizeof(*basket)) {
		rules->magic = RULES_MAGIC;
		rules->size = (uint32_t)rules_bytes;
		basket->magic = BASKET_MAGIC;
		basket->size = (uint32_t)basket_bytes;
	}
	if (rules_check(rules, rules_bytes, &where) == PRICING_OK)
		price(rules, basket, basket_bytes);
	free(rules);
	free(basket);
	return 0;
}
