/* hours_text.c: a week of opening hours out of one line of text. */
#include "shop/hours.h"


static const char *const days[7] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat" };

static const char *blanks(const char *s)
{
	return s + strspn(s, " \t");
}

static bool take_day(const char **s, int *out)
{
	for (int d = 0; d < 7; d++)
		if (strncmp(*s, days[d], 3) == 0) {
			*s += 3;
			*out = d;
			return true;
		}
	return false;
}

/* "7:00", "07:00" */
static bool take_clock(const char **s, int64_t *out)
{
	int64_t hours = 0, minutes = 0;
	int digits = 0;

	for (; **s >= '0' && **s <= '9' && digits < 2; digits++, ++*s)
		hours = hours * 10 + (**s - '0');
	if (!digits || **s != ':' || strspn(*s + 1, "0123456789") < 2)
		return false;
	minutes = ((*s)[1] - '0') * 10 + ((*s)[2] - '0');
	*s += 3;
	*out = hours * 60 + minutes;
	return minutes < 60;
}

struct week {
	struct branch_hours *out;
	size_t max, n;
};

/* The same times on each day of a run, over the end of the week too. */
static bool add_span(struct week *w, int from, int to, struct hours_span span)
{
	for (int day = from;; day = (day + 1) % 7) {
		if (w->n == w->max)
			return false;
		w->out[w->n++] = (struct branch_hours){ .weekday = day, .opens = span.opens, .closes = span.closes };
		if (day == to)
			return true;
	}
}

/* "sun-thu 7:00-13:00 16:00-19:00", "sat closed" */
static bool take_entry(const char **s, struct week *w)
{
	struct hours_span span;
	int from, to;

	if (!take_day(s, &from))
		return false;
	to = from;
	if (**s == '-') {
		++*s;
		if (!take_day(s, &to))
			return false;
	}
	*s = blanks(*s);
	if (strncmp(*s, "closed", 6) == 0) {
		*s = blanks(*s + 6);
		return true;
	}
	do {
		if (!take_clock(s, &span.opens) || **s != '-')
			return false;
		++*s;
		if (!take_clock(s, &span.closes) || span.closes <= span.opens || span.closes > HOURS_DAY || !add_span(w, from, to, span))
			return false;
		*s = blanks(*s);
	} while (**s >= '0' && **s <= '9');
	return true;
}

bool hours_parse(const char *text, struct branch_hours *out, size_t max, size_t *n)
{
	struct week w = { out, max, 0 };
	const char *s = blanks(text);

	while (*s) {
		if (!take_entry(&s, &w))
			return false;
		if (*s && *s != ',' && *s != ';')
			return false;
		s = blanks(s + (*s != '\0'));
	}
	*n = w.n;
	return w.n > 0;
}
