/* wide.h: whole numbers too wide for 64 bits on their way, and checked sums.
 *
 * The engine may use neither __int128 (WebAssembly without a compiler's run
 * time library has none) nor floating point. Every function here says whether
 * its result fits; when it does not, *out is untouched.
 */
#ifndef MAKOLET_PRICE_WIDE_H
#define MAKOLET_PRICE_WIDE_H

#include <stdbool.h>
#include <stdint.h>

struct wide { uint64_t high, low; };

struct wide wide_multiply(uint64_t a, uint64_t b);
/* n / d with d > n.high (so that it fits), the remainder in *rest. */
uint64_t wide_divide(struct wide n, uint64_t d, uint64_t *rest);
int wide_compare(struct wide a, struct wide b);

bool add_fits(int64_t a, int64_t b, int64_t *out);
bool subtract_fits(int64_t a, int64_t b, int64_t *out);
bool multiply_fits(int64_t a, int64_t b, int64_t *out);
/* a * b / d, d > 0, rounded half away from zero (1.5 -> 2, -1.5 -> -2). */
bool scale_half(int64_t a, int64_t b, int64_t d, int64_t *out);
/* a * b / d, d > 0, rounded to what is not above it (-1.5 -> -2). */
bool scale_floor(int64_t a, int64_t b, int64_t d, int64_t *out);

#endif
