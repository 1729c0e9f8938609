/* clock.c: the clock, the calendar and RFC 3339. */
#include "base/clock.h"

#include <time.h>

static struct {
	bool started;
	/* What is added to the system's clock. */
	instant shift;
} clock_state;

static int64_t read_clock(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * SECOND + t.tv_nsec / 1000;
}

/* A variable that cannot be read ends the process: a test that runs at the
 * wrong time would otherwise fail far from here. */
static void start(void)
{
	const char *now = getenv("MAKOLET_NOW");
	instant at;

	if (!now || !*now) {
		clock_set(0);
		return;
	}
	if (!instant_parse(now, &at)) {
		fputs("makolet: MAKOLET_NOW is not a time like 2026-08-10T06:30:00Z\n", stderr);
		exit(2);
	}
	clock_set(at);
}

instant clock_now(void)
{
	if (!clock_state.started)
		start();
	return read_clock(CLOCK_REALTIME) + clock_state.shift;
}

int64_t clock_ticks(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

void clock_set(instant now)
{
	clock_state.started = true;
	clock_state.shift = now ? now - read_clock(CLOCK_REALTIME) : 0;
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Years are counted from 1 March, so that the leap day is the last of a year;
 * 400 years always have 146,097 days. */
int32_t date_from_civil(int year, int month, int day)
{
	int64_t y = month <= 2 ? (int64_t)year - 1 : year;
	int64_t era = floor_div(y, 400);
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;

	return (int32_t)(era * 146097 + days - 719468);
}

void date_to_civil(int32_t date, int *year, int *month, int *day)
{
	int64_t shifted = (int64_t)date + 719468;
	int64_t era = floor_div(shifted, 146097);
	int64_t days = shifted - era * 146097;
	int64_t of_era = (days - days / 1460 + days / 36524 - days / 146096) / 365;
	int64_t of_year = days - (365 * of_era + of_era / 4 - of_era / 100);
	int64_t m = (5 * of_year + 2) / 153;

	*day = (int)(of_year - (153 * m + 2) / 5 + 1);
	*month = (int)(m < 10 ? m + 3 : m - 9);
	*year = (int)(era * 400 + of_era + (*month <= 2));
}

char *date_format(char *buf, int32_t date)
{
	int year, month, day;

	date_to_civil(date, &year, &month, &day);
	snprintf(buf, 16, "%04d-%02d-%02d", year, month, day);
	return buf;
}

/* Exactly n digits; moves on. */
static bool digits(const char **s, int n, int *out)
{
	int value = 0;

	for (; n > 0; n--, (*s)++) {
		if (**s < '0' || **s > '9')
			return false;
		value = value * 10 + (**s - '0');
	}
	*out = value;
	return true;
}

static bool mark(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

static bool take_date(const char **s, int32_t *out)
{
	int year, month, day, y, m, d;

	if (!digits(s, 4, &year) || !mark(s, '-') || !digits(s, 2, &month) || !mark(s, '-') || !digits(s, 2, &day))
		return false;
	if (month < 1 || month > 12)
		return false;
	/* A day that the month does not have comes back as another date. */
	*out = date_from_civil(year, month, day);
	date_to_civil(*out, &y, &m, &d);
	return y == year && m == month && d == day;
}

bool date_parse(const char *s, int32_t *out)
{
	int32_t date;

	if (!take_date(&s, &date) || *s)
		return false;
	*out = date;
	return true;
}

char *instant_format(char *buf, instant at)
{
	int32_t date = (int32_t)floor_div(at, DAY);
	int64_t rest = at - date * DAY;
	int year, month, day;

	date_to_civil(date, &year, &month, &day);
	snprintf(buf, 40, "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", year, month, day, (int)(rest / HOUR),
		 (int)(rest / MINUTE % 60), (int)(rest / SECOND % 60), (int)(rest % SECOND));
	return buf;
}

/* A leap second (RFC 3339 allows 60) is the first of the next minute. */
static bool take_time(const char **s, int64_t *micro)
{
	int hour, minute, second;

	if (!digits(s, 2, &hour) || !mark(s, ':') || !digits(s, 2, &minute) || !mark(s, ':') || !digits(s, 2, &second))
		return false;
	if (hour > 23 || minute > 59 || second > 60)
		return false;
	*micro = hour * HOUR + minute * MINUTE + second * SECOND;
	return true;
}

/* ".5", ".123456789"; what is finer than a microsecond is dropped. */
static bool take_fraction(const char **s, int64_t *micro)
{
	int64_t unit = SECOND / 10;
	int digit;

	if (!mark(s, '.'))
		return true;
	if (!digits(s, 1, &digit))
		return false;
	do {
		*micro += digit * unit;
		unit /= 10;
	} while (digits(s, 1, &digit));
	return true;
}

static bool take_offset(const char **s, int64_t *offset)
{
	bool west = **s == '-';
	int hour, minute;

	*offset = 0;
	if (mark(s, 'Z') || mark(s, 'z'))
		return true;
	if (!mark(s, '+') && !mark(s, '-'))
		return false;
	if (!digits(s, 2, &hour) || !mark(s, ':') || !digits(s, 2, &minute) || hour > 23 || minute > 59)
		return false;
	*offset = (hour * HOUR + minute * MINUTE) * (west ? -1 : 1);
	return true;
}

bool instant_parse(const char *s, instant *out)
{
	int64_t micro, offset;
	int32_t date;

	if (!take_date(&s, &date) || (!mark(&s, 'T') && !mark(&s, 't')))
		return false;
	if (!take_time(&s, &micro) || !take_fraction(&s, &micro) || !take_offset(&s, &offset) || *s)
		return false;
	*out = date * DAY + micro - offset;
	return true;
}
