/* tax_number.c: tax numbers of the three countries. */
#include "shop/tax_number.h"

#include <stddef.h>
#include <string.h>

/* Digits of what was typed, blanks, hyphens and points left out. False for
 * anything else, or more than fit. */
static bool digits_of(const char *typed, int *out, size_t max, size_t *n)
{
	*n = 0;
	for (; *typed; typed++) {
		if (strchr(" -.", *typed))
			continue;
		if (*typed < '0' || *typed > '9' || *n == max)
			return false;
		out[(*n)++] = *typed - '0';
	}
	return true;
}

static int weigh(const int *digits, const int *weights, size_t n)
{
	int sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += digits[i] * weights[i];
	return sum;
}

static bool all_zero(const int *digits, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (digits[i])
			return false;
	return true;
}

static void write(const int *digits, size_t n, char *out)
{
	for (size_t i = 0; i < n; i++)
		out[i] = (char)('0' + digits[i]);
	out[n] = '\0';
}

/* Every second digit counts double, its own digits added up; short ones have
 * zeros in front. */
static bool tidy_israel(const char *typed, char *out)
{
	int typed_digits[9], digits[9] = { 0 }, sum = 0;
	size_t n;

	if (!digits_of(typed, typed_digits, 9, &n) || n < 8)
		return false;
	memcpy(digits + 9 - n, typed_digits, n * sizeof(int));
	for (size_t i = 0; i < 9; i++) {
		int value = digits[i] * (i % 2 ? 2 : 1);

		sum += value / 10 + value % 10;
	}
	if (sum % 10 || all_zero(digits, 9))
		return false;
	write(digits, 9, out);
	return true;
}

static bool tidy_poland(const char *typed, char *out)
{
	static const int weights[9] = { 6, 5, 7, 2, 3, 4, 5, 6, 7 };
	int digits[10];
	size_t n;

	if (strncmp(typed, "PL", 2) == 0)
		typed += 2;
	if (!digits_of(typed, digits, 10, &n) || n != 10 || all_zero(digits, 10))
		return false;
	if (weigh(digits, weights, 9) % 11 != digits[9])
		return false;
	write(digits, 10, out);
	return true;
}

/* Old ones had six digits before the hyphen. */
static bool tidy_finland(const char *typed, char *out)
{
	static const int weights[7] = { 7, 9, 10, 5, 8, 4, 2 };
	int typed_digits[8], digits[8] = { 0 }, left;
	size_t n;

	if (strncmp(typed, "FI", 2) == 0)
		typed += 2;
	if (!digits_of(typed, typed_digits, 8, &n) || n < 7)
		return false;
	memcpy(digits + 8 - n, typed_digits, n * sizeof(int));
	left = weigh(digits, weights, 7) % 11;
	if (left == 1 || (left ? 11 - left : 0) != digits[7] || all_zero(digits, 8))
		return false;
	write(digits, 7, out);
	out[7] = '-';
	write(digits + 7, 1, out + 8);
	return true;
}

bool tax_number_tidy(const char *country, const char *typed, char out[TAX_NUMBER_SIZE])
{
	if (strcmp(country, "IL") == 0)
		return tidy_israel(typed, out);
	if (strcmp(country, "PL") == 0)
		return tidy_poland(typed, out);
	if (strcmp(country, "FI") == 0)
		return tidy_finland(typed, out);
	if (!*typed || strlen(typed) >= TAX_NUMBER_SIZE)
		return false;
	memcpy(out, typed, strlen(typed) + 1);
	return true;
}
