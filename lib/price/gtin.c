/* gtin.c: check digits and the one form in which a GTIN is stored. */
#include "price/gtin.h"

#include <stddef.h>

#define DIGITS (GTIN_SIZE - 1)

/* The number of digits, 0 for anything else or more than fit. */
static size_t digits_of(const char *code)
{
	size_t n = 0;

	for (; code[n]; n++)
		if (code[n] < '0' || code[n] > '9' || n == DIGITS)
			return 0;
	return n;
}

/* GS1 General Specifications 7.9: weights 3, 1, 3 ... so that the last digit,
 * the check digit, weighs 1; the sum is a multiple of ten. */
static bool check_digit_right(const char gtin14[GTIN_SIZE])
{
	unsigned int sum = 0;

	for (size_t i = 0; i < DIGITS; i++)
		sum += (unsigned int)(gtin14[i] - '0') * (i % 2 ? 1 : 3);
	return sum % 10 == 0;
}

/* Zeros alone satisfy the check digit and name nothing: scanners and price
 * files send them for "no code". */
static bool only_zeros(const char gtin14[GTIN_SIZE])
{
	for (size_t i = 0; i < DIGITS; i++)
		if (gtin14[i] != '0')
			return false;
	return true;
}

static bool pad(const char *code, size_t n, char out[GTIN_SIZE])
{
	char padded[GTIN_SIZE];

	for (size_t i = 0; i < DIGITS; i++)
		padded[i] = i < DIGITS - n ? '0' : code[i - (DIGITS - n)];
	padded[DIGITS] = '\0';
	if (!check_digit_right(padded) || only_zeros(padded))
		return false;
	for (size_t i = 0; i < GTIN_SIZE; i++)
		out[i] = padded[i];
	return true;
}

bool gtin_normalise(const char *code, char out[GTIN_SIZE])
{
	size_t n = digits_of(code);

	return (n == 8 || (n >= 12 && n <= 14)) && pad(code, n, out);
}

bool gtin_repair(const char *code, char out[GTIN_SIZE])
{
	size_t n = digits_of(code);

	if (n >= 9 && n <= 11)
		return pad(code, n, out);
	return gtin_normalise(code, out);
}

bool gtin_mend(const char *code, char *buf)
{
	size_t n = digits_of(code), i;
	char gtin[GTIN_SIZE];

	if (n != 8 && (n < 12 || n > 14))
		return false;
	for (i = 0; i <= n; i++)
		buf[i] = code[i];
	if (pad(buf, n, gtin))
		return false;
	for (buf[n - 1] = '0'; buf[n - 1] <= '9'; buf[n - 1]++)
		if (pad(buf, n, gtin))
			return true;
	return false;
}

static size_t leading_zeros(const char *gtin14)
{
	size_t n = 0;

	while (gtin14[n] == '0')
		n++;
	return n;
}

bool gtin_in_store(const char *gtin14)
{
	size_t zeros = leading_zeros(gtin14);

	if (zeros >= 6)		/* GTIN-8: RCN-8 begin with 0 or 2 */
		return zeros > 6 || gtin14[6] == '2';
	if (zeros == 1)
		return gtin14[1] == '2';
	return zeros == 2 && (gtin14[2] == '2' || gtin14[2] == '4');
}

const char *gtin_shown(const char *gtin14, char *buf)
{
	size_t zeros = leading_zeros(gtin14);
	size_t from = zeros == 0 ? 0 : zeros >= 6 ? 6 : 1;
	size_t n = 0;

	while (gtin14[from + n]) {
		buf[n] = gtin14[from + n];
		n++;
	}
	buf[n] = '\0';
	return buf;
}
