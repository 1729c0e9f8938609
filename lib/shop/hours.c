/* hours.c: opening hours: the week, the days that differ, and what follows. */
#include "shop/hours.h"

#include "base/num.h"

#define DAYS_AHEAD 60
#define THURSDAY 4	/* 1970-01-01 */

bool hours_kept(const struct branch *b)
{
	return b->hours_count > 0;
}

static int weekday(int32_t date)
{
	int day = (int)((date + THURSDAY) % 7);

	return day < 0 ? day + 7 : day;
}

static const struct branch_day *exception(const struct branch *b, int32_t date)
{
	for (size_t i = 0; i < b->day_count; i++)
		if (b->days[i].date == date)
			return &b->days[i];
	return NULL;
}

size_t hours_on(const struct branch *b, int32_t date, struct hours_span out[HOURS_SPANS_MAX])
{
	const struct branch_day *day = exception(b, date);
	size_t n = 0;

	if (day) {
		out[0] = (struct hours_span){ day->opens, day->closes };
		return day->opens < day->closes;
	}
	if (!hours_kept(b)) {
		out[0] = (struct hours_span){ 0, HOURS_DAY };
		return 1;
	}
	for (size_t i = 0; i < b->hours_count && n < HOURS_SPANS_MAX; i++)
		if (b->hours[i].weekday == weekday(date))
			out[n++] = (struct hours_span){ b->hours[i].opens, b->hours[i].closes };
	return n;
}

const char *hours_note(const struct branch *b, int32_t date)
{
	const struct branch_day *day = exception(b, date);

	return day ? day->note : NULL;
}

static int32_t date_of(const struct civil *t)
{
	return date_from_civil(t->year, t->month, t->day);
}

bool hours_open(const struct branch *b, instant at)
{
	struct civil now = zone_local(b->zone, at);
	struct hours_span spans[HOURS_SPANS_MAX];
	size_t n = hours_on(b, date_of(&now), spans);
	int minute = now.hour * 60 + now.minute;

	for (size_t i = 0; i < n; i++)
		if (minute >= spans[i].opens && minute < spans[i].closes)
			return true;
	return false;
}

static instant instant_on(const struct branch *b, int32_t date, int64_t minute)
{
	struct civil t = { .hour = (int)(minute / 60), .minute = (int)(minute % 60) };

	date_to_civil(date, &t.year, &t.month, &t.day);
	return zone_instant(b->zone, &t);
}

instant hours_next_opening(const struct branch *b, instant at)
{
	struct civil now = zone_local(b->zone, at);
	struct hours_span spans[HOURS_SPANS_MAX];
	int32_t today = date_of(&now);

	if (hours_open(b, at))
		return at;
	for (int32_t date = today; date <= today + DAYS_AHEAD; date++) {
		size_t n = hours_on(b, date, spans);

		for (size_t i = 0; i < n; i++) {
			instant opens = instant_on(b, date, spans[i].opens);

			if (opens >= at)
				return opens;
		}
	}
	return INSTANT_NONE;
}

/* Until when it is open, being open at `at`. */
static instant closing(const struct branch *b, instant at)
{
	struct civil now = zone_local(b->zone, at);
	struct hours_span spans[HOURS_SPANS_MAX];
	size_t n = hours_on(b, date_of(&now), spans);
	int minute = now.hour * 60 + now.minute;

	for (size_t i = 0; i < n; i++)
		if (minute >= spans[i].opens && minute < spans[i].closes)
			return instant_on(b, date_of(&now), spans[i].closes);
	return at;
}

instant hours_after(const struct branch *b, instant from, int64_t minutes)
{
	instant left = minutes * MINUTE, at = hours_next_opening(b, from);

	while (at != INSTANT_NONE) {
		instant closes = closing(b, at);

		if (at + left < closes)
			return at + left;
		/* An hour that a change of clocks repeats must not go round. */
		if (closes <= at)
			return INSTANT_NONE;
		left -= closes - at;
		at = hours_next_opening(b, closes);
	}
	return INSTANT_NONE;
}

int32_t hours_open_day(const struct branch *b, int32_t from, int64_t n)
{
	struct hours_span spans[HOURS_SPANS_MAX];
	int32_t date = from;
	int closed = 0;

	for (int64_t found = 0; found < n; ) {
		bool open = hours_on(b, ++date, spans) > 0;

		found += open;
		closed = open ? 0 : closed + 1;
		if (closed > DAYS_AHEAD)
			return from + (int32_t)n;
	}
	return date;
}

/* ---- what somebody types ---- */

/* "7:05", "07:05", "07:05:00" as browsers send it. */
static bool clock_read(const char *s, struct civil *out)
{
	int64_t hour, minute;
	const char *colon = s ? strchr(s, ':') : NULL;
	char hours[3] = "", minutes[3] = "";

	if (!colon || colon - s < 1 || colon - s > 2 || strlen(colon) < 3 || (colon[3] && strcmp(colon + 3, ":00")))
		return false;
	memcpy(hours, s, (size_t)(colon - s));
	memcpy(minutes, colon + 1, 2);
	if (!num_parse_int(hours, &hour) || !num_parse_int(minutes, &minute) || hour < 0 || hour > 23 || minute < 0 || minute > 59)
		return false;
	out->hour = (int)hour;
	out->minute = (int)minute;
	return true;
}

struct error *hours_meant(struct ctx *c, const struct branch *b, const char *date, const char *clock, instant *out)
{
	struct civil t = { .minute = 0 };
	int32_t day;

	if (!date || !date_parse(date, &day))
		return error_field(error_text(ERR(c->arena, INVALID, "time.date"), N_("This is not a date."), NULL), "date");
	if (!clock_read(clock, &t))
		return error_field(error_text(ERR(c->arena, INVALID, "time.clock"), N_("This is not a time of day."), NULL), "time");
	date_to_civil(day, &t.year, &t.month, &t.day);
	if (!zone_times(b->zone, &t))
		return error_field(error_text(ERR(c->arena, INVALID, "time.skipped"),
			N_("The clocks go forward that night and skip this time. Choose an earlier or a later one."), NULL), "time");
	*out = zone_instant(b->zone, &t);
	return NULL;
}

bool hours_twice(const struct branch *b, instant at)
{
	struct civil local = zone_local(b->zone, at);

	return zone_times(b->zone, &local) == 2;
}

/* ---- writing ---- */

static struct error *wrong_span(struct ctx *c, const char *field)
{
	return error_text(error_field(ERR(c->arena, INVALID, "hours.span"), field),
		N_("Opening hours end after they begin, on the same day, and do not overlap."), NULL);
}

static bool overlap(const struct branch_hours *a, const struct branch_hours *b)
{
	return a->weekday == b->weekday && a->opens < b->closes && b->opens < a->closes;
}

static bool span_right(const struct branch_hours *week, size_t i)
{
	const struct branch_hours *h = &week[i];

	if (h->weekday < 0 || h->weekday > 6 || h->opens < 0 || h->opens >= h->closes || h->closes > HOURS_DAY)
		return false;
	for (size_t j = 0; j < i; j++)
		if (overlap(h, &week[j]))
			return false;
	return true;
}

/* All days that are wrong, each once. */
static struct error *check_week(struct ctx *c, const struct branch_hours *week, size_t n)
{
	struct error *bad = NULL;
	unsigned said = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned day = 1u << (week[i].weekday & 31);

		if (span_right(week, i) || (said & day))
			continue;
		said |= day;
		bad = error_also(bad, wrong_span(c, arena_printf(c->arena, "day%lld", (long long)week[i].weekday)));
	}
	return bad;
}

struct error *hours_put_week(struct ctx *c, struct branch_id branch, const struct branch_hours *week, size_t n)
{
	TRY(check_week(c, week, n));
	TRY(db_exec(c->db, NULL, "DELETE FROM branch_hours WHERE branch_id = ?", ARGS(ID(branch))));
	for (size_t i = 0; i < n; i++)
		TRY(db_exec(c->db, NULL, "INSERT INTO branch_hours (branch_id, weekday, opens, closes) VALUES (?, ?, ?, ?)",
			ARGS(ID(branch), I(week[i].weekday), I(week[i].opens), I(week[i].closes))));
	return NULL;
}

struct error *hours_put_day(struct ctx *c, struct branch_id branch, int32_t date, struct hours_span span, const char *note)
{
	bool closed = !span.opens && !span.closes;

	if (!closed && (span.opens < 0 || span.opens >= span.closes || span.closes > HOURS_DAY))
		return wrong_span(c, "closes");
	return db_exec(c->db, NULL,
		"INSERT INTO branch_day (branch_id, day, opens, closes, note) VALUES (?, ?, ?, ?, ?) "
		"ON DUPLICATE KEY UPDATE opens = VALUES(opens), closes = VALUES(closes), note = VALUES(note)",
		ARGS(ID(branch), ON(date), closed ? NONE : I(span.opens), closed ? NONE : I(span.closes), T(note)));
}

struct error *hours_drop_day(struct ctx *c, struct branch_id branch, int32_t date)
{
	return db_exec(c->db, NULL, "DELETE FROM branch_day WHERE branch_id = ? AND day = ?", ARGS(ID(branch), ON(date)));
}
