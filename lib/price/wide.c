/* wide.c: 64 x 64 -> 128 and 128 / 64, in halves of 32 bits. */
#include "price/wide.h"

#define HALF 0xffffffffu

struct wide wide_multiply(uint64_t a, uint64_t b)
{
	uint64_t al = a & HALF, ah = a >> 32, bl = b & HALF, bh = b >> 32;
	uint64_t low = al * bl, left = ah * bl, right = al * bh;
	uint64_t middle = (low >> 32) + (left & HALF) + (right & HALF);

	return (struct wide){
		.high = ah * bh + (left >> 32) + (right >> 32) + (middle >> 32),
		.low = middle << 32 | (low & HALF),
	};
}

uint64_t wide_divide(struct wide n, uint64_t d, uint64_t *rest)
{
	uint64_t q = 0, r = n.high;

	if (r == 0) {
		*rest = n.low % d;
		return n.low / d;
	}
	for (int bit = 63; bit >= 0; bit--) {
		bool carry = r >> 63;

		r = r << 1 | (n.low >> bit & 1);
		if (carry || r >= d) {
			r -= d;
			q |= (uint64_t)1 << bit;
		}
	}
	*rest = r;
	return q;
}

int wide_compare(struct wide a, struct wide b)
{
	if (a.high != b.high)
		return a.high < b.high ? -1 : 1;
	return (a.low > b.low) - (a.low < b.low);
}

bool add_fits(int64_t a, int64_t b, int64_t *out)
{
	if (b > 0 ? a > INT64_MAX - b : a < INT64_MIN - b)
		return false;
	*out = a + b;
	return true;
}

bool subtract_fits(int64_t a, int64_t b, int64_t *out)
{
	if (b > 0 ? a < INT64_MIN + b : a > INT64_MAX + b)
		return false;
	*out = a - b;
	return true;
}

static uint64_t magnitude(int64_t v)
{
	return v < 0 ? -(uint64_t)v : (uint64_t)v;
}

/* The quotient of magnitudes with its sign; what does not fit is told. */
static bool with_sign(uint64_t q, bool negative, int64_t *out)
{
	if (q > (uint64_t)INT64_MAX)
		return false;
	*out = negative ? -(int64_t)q : (int64_t)q;
	return true;
}

bool multiply_fits(int64_t a, int64_t b, int64_t *out)
{
	struct wide w = wide_multiply(magnitude(a), magnitude(b));

	return w.high == 0 && with_sign(w.low, (a < 0) != (b < 0), out);
}

static bool scale(int64_t a, int64_t b, int64_t d, uint64_t *q, uint64_t *rest)
{
	struct wide w = wide_multiply(magnitude(a), magnitude(b));

	if (d <= 0 || w.high >= (uint64_t)d)
		return false;
	*q = wide_divide(w, (uint64_t)d, rest);
	return *q < UINT64_MAX;
}

bool scale_half(int64_t a, int64_t b, int64_t d, int64_t *out)
{
	uint64_t q, rest;

	return scale(a, b, d, &q, &rest) &&
		with_sign(q + (rest >= (uint64_t)d - rest), (a < 0) != (b < 0), out);
}

bool scale_floor(int64_t a, int64_t b, int64_t d, int64_t *out)
{
	bool negative = (a < 0) != (b < 0);
	uint64_t q, rest;

	return scale(a, b, d, &q, &rest) && with_sign(q + (negative && rest != 0), negative, out);
}
