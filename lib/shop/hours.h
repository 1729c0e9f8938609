/* hours.h: when a branch is open. Owns branch_hours, branch_day.
 *
 * Times are minutes past midnight of a local date in the branch's zone; dates
 * are days since 1970. A day's exception counts before its weekday. A branch
 * that keeps no hours is open at any time. The branch is as shop_get() gave it.
 */
#ifndef MAKOLET_SHOP_HOURS_H
#define MAKOLET_SHOP_HOURS_H

#include "shop/shop.h"

#define HOURS_SPANS_MAX 4
#define HOURS_DAY 1440

struct hours_span {
	int64_t opens, closes;		/* opens < closes <= HOURS_DAY */
};

/* False: no hours to show. */
bool hours_kept(const struct branch *b);
/* When it is open on a date, in order; 0: closed. */
size_t hours_on(const struct branch *b, int32_t date, struct hours_span out[HOURS_SPANS_MAX]);
/* Why that date is not as others; NULL. */
const char *hours_note(const struct branch *b, int32_t date);
bool hours_open(const struct branch *b, instant at);
/* The first instant from `at` on at which it is open, `at` itself when it is
 * open then; INSTANT_NONE when that is more than 60 days away. */
instant hours_next_opening(const struct branch *b, instant at);
/* The first instant at which it is open and has been for so many minutes from
 * `from` on: work that is done while it is open. INSTANT_NONE as above. */
instant hours_after(const struct branch *b, instant from, int64_t minutes);
/* The date of the n-th day behind `from` on which it is open; where it is closed
 * for 60 days on end, the n-th day of the calendar. */
int32_t hours_open_day(const struct branch *b, int32_t from, int64_t n);

/* The instant that somebody means by a date and a time of day, as a form sends
 * them ("2026-11-22", "07:00"), at a branch; the first of the two where clocks go
 * back over it. INVALID "time.date" with field "date", "time.clock" and, for a time
 * that a change of clocks skips, "time.skipped" with field "time". */
struct error *hours_meant(struct ctx *c, const struct branch *b, const char *date, const char *clock, instant *out);
/* Whether the branch's clock shows the time of `at` twice that day. */
bool hours_twice(const struct branch *b, instant at);

/* A week as one types it: "sun-thu 7:00-13:00 16:00-19:00, fri 7:00-14:30, sat
 * closed"; days sun to sat. False for anything else, for no span at all and for
 * more than max of them. Overlaps are found by hours_put_week(). */
bool hours_parse(const char *text, struct branch_hours *out, size_t max, size_t *n);

/* ---- writing, inside db_tx() ---- */

/* The whole week anew; INVALID "hours.span", field "dayN" of the weekday, for a
 * span that is none or overlaps. */
struct error *hours_put_week(struct ctx *c, struct branch_id branch, const struct branch_hours *week, size_t n);
/* One day; both times 0: closed. note may be NULL. INVALID as above, field "closes". */
struct error *hours_put_day(struct ctx *c, struct branch_id branch, int32_t date, struct hours_span span, const char *note);
/* It is as its weekday again; nothing where it was. */
struct error *hours_drop_day(struct ctx *c, struct branch_id branch, int32_t date);

#endif
