/* clock.h: time, zones and the business day.
 *
 * An instant is int64_t microseconds since 1970-01-01 UTC. A date is
 * int32_t days since 1970-01-01 in the proleptic Gregorian calendar.
 * Zones come from the system's TZif files (RFC 9636), read and cached by us;
 * past the last transition the file's POSIX footer counts.
 */
#ifndef MAKOLET_BASE_CLOCK_H
#define MAKOLET_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

typedef int64_t instant;

/* No instant: SQL NULL, an unset value. */
#define INSTANT_NONE INT64_MIN

#define SECOND INT64_C(1000000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

instant clock_now(void);
/* Microseconds that only ever grow, for measuring. */
int64_t clock_ticks(void);
/* Tests set the clock: from here on clock_now() answers this instant plus the
 * time that has passed since. 0 goes back to the system's clock. The variable
 * MAKOLET_NOW (RFC 3339, UTC) does the same from outside at the first call. */
void clock_set(instant now);

struct civil {
	int year, month, day;		/* month 1-12, day 1-31 */
	int hour, minute, second;
	int micro;
	int weekday;			/* 0 = Sunday */
};

int32_t date_from_civil(int year, int month, int day);
void date_to_civil(int32_t date, int *year, int *month, int *day);
/* "2026-08-10"; buf of 16. Returns buf. */
char *date_format(char *buf, int32_t date);
bool date_parse(const char *s, int32_t *out);

/* RFC 3339 in UTC with microseconds: "2026-08-10T06:30:00.000000Z"; buf of 40. */
char *instant_format(char *buf, instant at);
/* RFC 3339 with Z or an offset; fraction optional. */
bool instant_parse(const char *s, instant *out);

struct zone;
/* "Asia/Jerusalem". NULL when the system does not know it or the name is not
 * a plain zone name. Cached for the life of the process. */
const struct zone *zone_find(const char *name);
struct civil zone_local(const struct zone *z, instant at);
/* The instant of a local time. A time that a change of clocks skips gives the
 * first instant after the gap; one that happens twice gives the first. */
instant zone_instant(const struct zone *z, const struct civil *local);
/* How often the clocks show a local time: once, 0 times where a change skips
 * it, twice where they go back over it. */
int zone_times(const struct zone *z, const struct civil *local);
/* The date of the business day that `at` falls in, when the day ends at
 * `ends` minutes past local midnight (0 = midnight, 240 = 4 in the morning). */
int32_t business_date(const struct zone *z, int ends, instant at);

#endif
