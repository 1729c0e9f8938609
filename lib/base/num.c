/* num.c: checked arithmetic and the spelling of decimals. */
#include "base/num.h"

bool num_mul_div(int64_t a, int64_t b, int64_t c, int64_t *out)
{
	__int128 product = (__int128)a * b;
	__int128 result, rest;

	if (c <= 0)
		return false;
	result = product / c;
	rest = product % c;
	if (rest < 0)
		rest = -rest;
	if (rest >= c - rest)
		result += product < 0 ? -1 : 1;
	if (result < INT64_MIN || result > INT64_MAX)
		return false;
	*out = (int64_t)result;
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Appends a digit to a magnitude that stays within NUM_MAX. */
static bool push_digit(int64_t *value, int digit)
{
	if (*value > (NUM_MAX - digit) / 10)
		return false;
	*value = *value * 10 + digit;
	return true;
}

/* The digits behind the mark; fills up to `decimals` with zeros. */
static bool parse_fraction(const char *s, int decimals, int64_t *value)
{
	for (; is_digit(*s); s++) {
		if (decimals == 0) {
			if (*s != '0')
				return false;
			continue;
		}
		if (!push_digit(value, *s - '0'))
			return false;
		decimals--;
	}
	for (; decimals > 0; decimals--)
		if (!push_digit(value, 0))
			return false;
	return *s == '\0';
}

bool num_parse(const char *s, int decimals, int64_t *out)
{
	bool negative = *s == '-';
	int64_t value = 0;

	if (*s == '-' || *s == '+')
		s++;
	if (!is_digit(*s))
		return false;
	for (; is_digit(*s); s++)
		if (!push_digit(&value, *s - '0'))
			return false;
	if (*s == '.' || *s == ',') {
		s++;
		if (!is_digit(*s))
			return false;
	}
	if (!parse_fraction(s, decimals, &value))
		return false;
	*out = negative ? -value : value;
	return true;
}

char *num_format(char *buf, int64_t value, int decimals)
{
	/* The magnitude of INT64_MIN fits the unsigned type alone. */
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
	char spelled[NUM_FORMAT_SIZE];
	char *p = spelled + sizeof(spelled) - 1;
	int digits = 0;

	*p = '\0';
	do {
		if (decimals > 0 && digits == decimals)
			*--p = '.';
		*--p = (char)('0' + rest % 10);
		rest /= 10;
		digits++;
	} while (rest || digits <= decimals);
	if (value < 0)
		*--p = '-';
	return memcpy(buf, p, (size_t)(spelled + sizeof(spelled) - p));
}

bool num_parse_int(const char *s, int64_t *out)
{
	bool negative = *s == '-';
	int64_t value = 0;

	if (negative)
		s++;
	if (!is_digit(*s))
		return false;
	/* Counted downwards, where INT64_MIN has room. */
	for (; is_digit(*s); s++)
		if (__builtin_mul_overflow(value, 10, &value) || __builtin_sub_overflow(value, *s - '0', &value))
			return false;
	if (*s || (!negative && value == INT64_MIN))
		return false;
	*out = negative ? value : -value;
	return true;
}
