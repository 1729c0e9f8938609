/* share.c: largest remainder. */
#include "price/share.h"
#include "price/sort.h"
#include "price/wide.h"

static int by_rest(const void *a, const void *b, const void *context)
{
	const struct slice *x = a, *y = b;

	(void)context;
	if (x->rest != y->rest)
		return x->rest > y->rest ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

/* amount * weight / whole, down, and its remainder. */
static bool floor_share(int64_t amount, int64_t whole, struct slice *s)
{
	struct wide product = wide_multiply((uint64_t)amount, (uint64_t)s->weight);
	uint64_t rest;

	if (product.high >= (uint64_t)whole)
		return false;
	s->each = (int64_t)wide_divide(product, (uint64_t)whole, &rest);
	s->rest = (int64_t)rest;
	s->more = 0;
	return true;
}

bool share_amount(int64_t amount, struct slice *slices, size_t n)
{
	int64_t whole = 0, left = amount, part;

	for (size_t i = 0; i < n; i++)
		if (!multiply_fits(slices[i].weight, slices[i].count, &part) || !add_fits(whole, part, &whole))
			return false;
	for (size_t i = 0; i < n; i++) {
		if (whole == 0)
			slices[i].each = slices[i].more = slices[i].rest = 0;
		else if (!floor_share(amount, whole, &slices[i]))
			return false;
		left -= slices[i].each * slices[i].count;
	}
	sort_records(slices, n, sizeof(*slices), by_rest, NULL);
	for (size_t i = 0; i < n && left > 0 && whole > 0; i++) {
		slices[i].more = left < slices[i].count ? left : slices[i].count;
		left -= slices[i].more;
	}
	return left == 0;
}
