/* zone.c: local time by the system's TZif files (RFC 9636). */
#include "base/clock.h"

#define ZONE_DIR "/usr/share/zoneinfo"
/* The largest file of the system has some 4 kB, fat ones included. */
#define ZONE_FILE_MAX ((size_t)64 * 1024)
#define HEADER_SIZE ((size_t)44)
#define NAME_LENGTH_MAX 64

#define HOUR_SECONDS INT64_C(3600)
#define DAY_SECONDS INT64_C(86400)

/* One date of the footer: Mm.w.d, Jn or n (POSIX TZ). */
struct change {
	char form;		/* 'M', 'J' or '0' */
	int month, week, weekday;
	int day;
	int64_t time;		/* seconds past local midnight, -167 to 167 hours */
};

/* What counts past the last transition; `daylight` false: one offset always. */
struct footer {
	bool present;
	bool daylight;
	int64_t standard_offset, daylight_offset;
	struct change start, end;
};

/* Invariant: at[] rises; kind[i] < the number of offsets. Offsets are seconds
 * east of UTC; offsets[0] counts before the first transition. */
struct zone {
	struct arena *arena;
	const char *name;
	size_t count;
	const int64_t *at;
	const uint8_t *kind;
	const int32_t *offsets;
	struct footer footer;
	struct zone *next;
};

static struct {
	struct zone *zones;
} zone_cache;

/* ---- reading a file ---- */

static uint32_t be32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int64_t be64(const uint8_t *p)
{
	return (int64_t)((uint64_t)be32(p) << 32 | be32(p + 4));
}

/* The six counts of a header (section 3.1), in the file's order. */
struct counts {
	size_t utc_marks, standard_marks, leaps, times, types, chars;
};

static bool read_header(const uint8_t *p, size_t n, struct counts *c)
{
	if (n < HEADER_SIZE || memcmp(p, "TZif", 4) != 0 || p[4] < '2')
		return false;
	c->utc_marks = be32(p + 20);
	c->standard_marks = be32(p + 24);
	c->leaps = be32(p + 28);
	c->times = be32(p + 32);
	c->types = be32(p + 36);
	c->chars = be32(p + 40);
	return true;
}

static size_t block_size(const struct counts *c, size_t time_size)
{
	return c->times * time_size + c->times + c->types * 6 + c->chars + c->leaps * (time_size + 4) +
	       c->standard_marks + c->utc_marks;
}

static bool read_block(struct arena *a, const uint8_t *p, const struct counts *c, struct zone *z)
{
	int64_t *at = ARENA_ARRAY(a, c->times, int64_t);
	int32_t *offsets = ARENA_ARRAY(a, c->types, int32_t);
	const uint8_t *kinds = p + c->times * 8;
	const uint8_t *types = kinds + c->times;

	for (size_t i = 0; i < c->types; i++)
		offsets[i] = (int32_t)be32(types + i * 6);
	for (size_t i = 0; i < c->times; i++) {
		at[i] = be64(p + i * 8);
		if (kinds[i] >= c->types || (i && at[i] <= at[i - 1]))
			return false;
	}
	z->count = c->times;
	z->at = at;
	z->kind = arena_memdup(a, kinds, c->times);
	z->offsets = offsets;
	return true;
}

/* ---- the footer: std offset [dst [offset] , start [/time] , end [/time]] ---- */

static bool take(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

static bool take_number(const char **s, int max, int *out)
{
	int value = 0;

	if (**s < '0' || **s > '9')
		return false;
	for (; **s >= '0' && **s <= '9'; (*s)++) {
		value = value * 10 + (**s - '0');
		if (value > max)
			return false;
	}
	*out = value;
	return true;
}

static bool take_name(const char **s)
{
	const char *from = *s;

	if (take(s, '<')) {
		*s += strcspn(*s, ">");
		return take(s, '>');
	}
	while ((**s >= 'A' && **s <= 'Z') || (**s >= 'a' && **s <= 'z'))
		(*s)++;
	return *s - from >= 3;
}

/* [+-]hh[:mm[:ss]] in seconds. */
static bool take_seconds(const char **s, int max_hours, int64_t *out)
{
	int hours, minutes = 0, seconds = 0;
	bool negative = **s == '-';

	if (**s == '-' || **s == '+')
		(*s)++;
	if (!take_number(s, max_hours, &hours))
		return false;
	if (take(s, ':') && !take_number(s, 59, &minutes))
		return false;
	if (take(s, ':') && !take_number(s, 59, &seconds))
		return false;
	*out = (hours * HOUR_SECONDS + minutes * 60 + seconds) * (negative ? -1 : 1);
	return true;
}

static bool take_change(const char **s, struct change *c)
{
	bool ok;

	c->time = 2 * HOUR_SECONDS;
	if (take(s, 'M')) {
		c->form = 'M';
		ok = take_number(s, 12, &c->month) && take(s, '.') && take_number(s, 5, &c->week) && take(s, '.') &&
		     take_number(s, 6, &c->weekday) && c->month >= 1 && c->week >= 1;
	} else if (take(s, 'J')) {
		c->form = 'J';
		ok = take_number(s, 365, &c->day) && c->day >= 1;
	} else {
		c->form = '0';
		ok = take_number(s, 365, &c->day);
	}
	return ok && (!take(s, '/') || take_seconds(s, 167, &c->time));
}

static bool read_footer(const char *s, struct footer *f)
{
	if (!*s)
		return true;
	if (!take_name(&s) || !take_seconds(&s, 24, &f->standard_offset))
		return false;
	/* POSIX counts westwards. */
	f->standard_offset = -f->standard_offset;
	f->present = true;
	if (!*s)
		return true;

	f->daylight = true;
	f->daylight_offset = f->standard_offset + HOUR_SECONDS;
	if (!take_name(&s))
		return false;
	if (*s != ',') {
		if (!take_seconds(&s, 24, &f->daylight_offset))
			return false;
		f->daylight_offset = -f->daylight_offset;
	}
	return take(&s, ',') && take_change(&s, &f->start) && take(&s, ',') && take_change(&s, &f->end) && !*s;
}

/* The footer stands between two newlines behind the second block. */
static bool read_tail(struct arena *a, const uint8_t *p, size_t n, struct zone *z)
{
	const uint8_t *end;

	if (n < 2 || p[0] != '\n')
		return false;
	end = memchr(p + 1, '\n', n - 1);
	return end && read_footer(arena_strndup(a, (const char *)p + 1, (size_t)(end - p - 1)), &z->footer);
}

/* The first block has 32-bit times, for old readers: skipped. Files that count
 * leap seconds ("right/...") are refused: an instant here has none. */
static bool read_zone(struct arena *a, const uint8_t *p, size_t n, struct zone *z)
{
	struct counts c;
	size_t size;

	if (!read_header(p, n, &c))
		return false;
	size = HEADER_SIZE + block_size(&c, 4);
	if (size > n || !read_header(p + size, n - size, &c))
		return false;
	p += size + HEADER_SIZE;
	n -= size + HEADER_SIZE;
	size = block_size(&c, 8);
	if (size > n || !c.types || c.leaps)
		return false;
	return read_block(a, p, &c, z) && read_tail(a, p + size, n - size, z);
}

/* ---- finding a zone ---- */

/* Letters, digits and "_+-", in parts between single slashes: no way out of
 * the directory. */
static bool plain_name(const char *name)
{
	if (strlen(name) > NAME_LENGTH_MAX)
		return false;
	for (const char *p = name; *p; p++) {
		bool letter = (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z');
		bool inner = (*p >= '0' && *p <= '9') || strchr("_+-", *p) || (*p == '/' && p[1] && p[1] != '/');

		if (!letter && (p == name || !inner))
			return false;
	}
	return *name;
}

static size_t read_file(const char *name, uint8_t *bytes)
{
	char path[sizeof(ZONE_DIR) + 1 + NAME_LENGTH_MAX];
	size_t n;
	FILE *f;

	snprintf(path, sizeof(path), ZONE_DIR "/%s", name);
	f = fopen(path, "rb");
	if (!f)
		return 0;
	n = fread(bytes, 1, ZONE_FILE_MAX, f);
	fclose(f);
	return n;
}

/* A zone has an arena of its own, so that a file that is none leaves nothing. */
static struct zone *load(const char *name)
{
	struct arena *scratch = arena_new();
	struct arena *a = arena_new();
	uint8_t *bytes = arena_alloc(scratch, ZONE_FILE_MAX);
	struct zone *z = ARENA_NEW(a, struct zone);
	bool ok = read_zone(a, bytes, read_file(name, bytes), z);

	z->arena = a;
	z->name = arena_strdup(a, name);
	arena_free(scratch);
	if (!ok) {
		arena_free(a);
		return NULL;
	}
	return z;
}

const struct zone *zone_find(const char *name)
{
	struct zone *z;

	for (z = zone_cache.zones; z; z = z->next)
		if (strcmp(z->name, name) == 0)
			return z;
	if (!plain_name(name))
		return NULL;
	z = load(name);
	if (z) {
		z->next = zone_cache.zones;
		zone_cache.zones = z;
	}
	return z;
}

/* ---- offsets ---- */

/* The local date of a change in a year. */
static int32_t change_date(const struct change *c, int year)
{
	int32_t date;
	int y, m, d, weekday;

	if (c->form == '0')
		return date_from_civil(year, 1, 1) + c->day;
	if (c->form == 'J') {
		/* 29 February is never counted: day 60 is always 1 March. */
		return c->day < 60 ? date_from_civil(year, 1, c->day) : date_from_civil(year, 3, 1) + c->day - 60;
	}
	date = date_from_civil(year, c->month, 1);
	/* 1970-01-01 was a Thursday. */
	weekday = ((date + 4) % 7 + 7) % 7;
	date += (c->weekday - weekday + 7) % 7 + (c->week - 1) * 7;
	/* Week 5 is the last one that the month has. */
	date_to_civil(date, &y, &m, &d);
	return m == c->month ? date : date - 7;
}

static int64_t floor_seconds(int64_t value, int64_t unit)
{
	return value / unit - (value % unit < 0);
}

static int64_t footer_offset(const struct footer *f, int64_t at)
{
	int64_t start, end;
	int year, month, day;
	bool daylight;

	if (!f->daylight)
		return f->standard_offset;
	date_to_civil((int32_t)floor_seconds(at + f->standard_offset, DAY_SECONDS), &year, &month, &day);
	start = change_date(&f->start, year) * DAY_SECONDS + f->start.time - f->standard_offset;
	end = change_date(&f->end, year) * DAY_SECONDS + f->end.time - f->daylight_offset;
	/* South of the equator daylight time runs over the new year. */
	daylight = start < end ? at >= start && at < end : at >= start || at < end;
	return daylight ? f->daylight_offset : f->standard_offset;
}

static int64_t offset_at(const struct zone *z, int64_t at)
{
	size_t low = 0, high = z->count;

	if (z->footer.present && (!z->count || at >= z->at[z->count - 1]))
		return footer_offset(&z->footer, at);
	/* How many transitions have passed. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (z->at[middle] <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return z->offsets[low ? z->kind[low - 1] : 0];
}

struct civil zone_local(const struct zone *z, instant at)
{
	int64_t seconds = floor_seconds(at, SECOND);
	int64_t local = seconds + offset_at(z, seconds);
	int32_t date = (int32_t)floor_seconds(local, DAY_SECONDS);
	int64_t rest = local - date * DAY_SECONDS;
	struct civil c = {
		.hour = (int)(rest / 3600),
		.minute = (int)(rest / 60 % 60),
		.second = (int)(rest % 60),
		.micro = (int)(at - seconds * SECOND),
		.weekday = ((date + 4) % 7 + 7) % 7,
	};

	date_to_civil(date, &c.year, &c.month, &c.day);
	return c;
}

/* The first second at which the clocks show `local` or more, when they jump
 * over it between `before` and `after`. */
static int64_t end_of_gap(const struct zone *z, int64_t local, int64_t before, int64_t after)
{
	while (after - before > 1) {
		int64_t middle = before + (after - before) / 2;

		if (middle + offset_at(z, middle) >= local)
			after = middle;
		else
			before = middle;
	}
	return after;
}

/* The two instants, in seconds, at which the clocks may show a local time: that
 * of the offset before a change and that of the one after; often the same. */
static int64_t candidates(const struct zone *z, const struct civil *local, int64_t *first, int64_t *second)
{
	int64_t shown = date_from_civil(local->year, local->month, local->day) * DAY_SECONDS +
			local->hour * HOUR_SECONDS + local->minute * 60 + local->second;
	/* No offset reaches a day, so these two lie on either side of a change. */
	int64_t earlier = shown - offset_at(z, shown - DAY_SECONDS);
	int64_t later = shown - offset_at(z, shown + DAY_SECONDS);

	*first = earlier < later ? earlier : later;
	*second = earlier < later ? later : earlier;
	return shown;
}

instant zone_instant(const struct zone *z, const struct civil *local)
{
	int64_t first, second, shown = candidates(z, local, &first, &second);

	if (first + offset_at(z, first) == shown)
		return first * SECOND + local->micro;
	if (second + offset_at(z, second) == shown)
		return second * SECOND + local->micro;
	return end_of_gap(z, shown, first, second) * SECOND;
}

int zone_times(const struct zone *z, const struct civil *local)
{
	int64_t first, second, shown = candidates(z, local, &first, &second);

	return (first + offset_at(z, first) == shown) + (second != first && second + offset_at(z, second) == shown);
}

static instant day_start(const struct zone *z, int ends, int32_t date)
{
	struct civil c = { .hour = ends / 60, .minute = ends % 60 };

	date_to_civil(date, &c.year, &c.month, &c.day);
	return zone_instant(z, &c);
}

/* By the instants at which days start, not by what the clock on the wall
 * shows: a business day that has begun is never left again when clocks go back. */
int32_t business_date(const struct zone *z, int ends, instant at)
{
	struct civil c = zone_local(z, at);
	int32_t date = date_from_civil(c.year, c.month, c.day);

	if (at >= day_start(z, ends, date + 1))
		return date + 1;
	return at < day_start(z, ends, date) ? date - 1 : date;
}
