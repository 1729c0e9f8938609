/* receiving_typed.c: dates and costs as people type them from a label or a delivery note. */
#include <ctype.h>

#include "base/num.h"
#include "shop/receiving.h"

#define DAYS_BACK 30
#define YEARS_AHEAD 20

bool receiving_unit_cost(int64_t typed, enum cost_per per, int64_t packs, int64_t pack_quantity, int64_t *out)
{
	int64_t quantity;

	switch (per) {
	case PER_PIECE:
		*out = typed;
		return true;
	case PER_BOX:
		return num_mul_div(typed, QUANTITY_ONE, pack_quantity, out);
	case PER_LINE:
		return num_mul_div(packs, pack_quantity, QUANTITY_ONE, &quantity) && quantity > 0
			&& num_mul_div(typed, QUANTITY_ONE, quantity, out);
	}
	return false;
}

int64_t receiving_jump(int64_t cost, int64_t previous)
{
	int64_t rate;

	if (cost == COST_NONE || previous <= 0 || !num_mul_div(cost - previous, RATE_ONE, previous, &rate))
		return 0;
	return rate > COST_JUMP_RATE || rate < -COST_JUMP_RATE ? rate : 0;
}

/* ---- dates ---- */

/* Numbers with one sign between each, each with how many digits it has. */
struct digits {
	int value[3], length[3], count;
};

static bool digits_read(const char *s, struct digits *out)
{
	*out = (struct digits){ .count = 0 };
	for (;;) {
		int at = out->count;

		if (at == 3 || !isdigit((unsigned char)*s))
			return false;
		for (; isdigit((unsigned char)*s); s++) {
			if (++out->length[at] > 8)
				return false;
			out->value[at] = out->value[at] * 10 + (*s - '0');
		}
		out->count++;
		if (!*s)
			return true;
		if (!strchr("./- ", *s++))
			return false;
	}
}

static bool day_of(int year, int month, int day, int32_t *out)
{
	int y, m, d;

	if (year < 100)
		year += 2000;
	if (year < 2000 || year > 2099 || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	*out = date_from_civil(year, month, day);
	date_to_civil(*out, &y, &m, &d);
	return d == day;
}

/* The last day of a month: a label that names no day is good until then. */
static bool month_of(int year, int month, int32_t *out)
{
	if (!day_of(year, month, 1, out))
		return false;
	*out = date_from_civil(month == 12 ? (year % 100) + 2001 : (year % 100) + 2000, month == 12 ? 1 : month + 1, 1) - 1;
	return true;
}

/* A day without its year: the next, unless it went by a moment ago. */
static bool coming(int month, int day, int32_t today, int32_t *out)
{
	int year, m, d;

	date_to_civil(today, &year, &m, &d);
	for (int y = year - 1; y <= year + 8; y++)
		if (day_of(y, month, day, out) && *out >= today - DAYS_BACK)
			return true;
	return false;
}

/* A month of a year that a label may name now. */
static bool plausible(int month, int year, int32_t today)
{
	int now, m, d;

	date_to_civil(today, &now, &m, &d);
	return month >= 1 && month <= 12 && 2000 + year >= now - 1 && 2000 + year <= now + YEARS_AHEAD;
}

/* Digits alone. */
static bool run_together(int value, int length, int32_t today, int32_t *out)
{
	switch (length) {
	case 4:
		if (plausible(value / 100, value % 100, today))
			return month_of(value % 100, value / 100, out);
		return coming(value % 100, value / 100, today, out);
	case 6:
		return day_of(value % 100, value / 100 % 100, value / 10000, out);
	case 8:
		return day_of(value % 10000, value / 10000 % 100, value / 1000000, out);
	}
	return false;
}

static bool two_parts(const struct digits *d, int32_t today, int32_t *out)
{
	if (d->length[1] == 4)
		return month_of(d->value[1], d->value[0], out);
	if (d->length[0] > 2 || d->length[1] > 2)
		return false;
	if (coming(d->value[1], d->value[0], today, out))
		return true;
	return plausible(d->value[0], d->value[1], today) && month_of(d->value[1], d->value[0], out);
}

bool receiving_expiry(const char *typed, int32_t today, int32_t *out)
{
	struct digits d;

	if (!digits_read(typed, &d))
		return false;
	if (d.count == 1)
		return run_together(d.value[0], d.length[0], today, out);
	if (d.count == 2)
		return two_parts(&d, today, out);
	if (d.length[0] == 4)
		return d.length[1] <= 2 && d.length[2] <= 2 && day_of(d.value[0], d.value[1], d.value[2], out);
	return d.length[0] <= 2 && d.length[1] <= 2 && (d.length[2] == 2 || d.length[2] == 4)
		&& day_of(d.value[2], d.value[1], d.value[0], out);
}
