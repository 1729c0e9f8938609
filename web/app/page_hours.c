/* page_hours.c: today's opening hours of a branch, in one sentence; and instants
 * as people say them. */
#include "app/page.h"
#include "shop/hours.h"

static const char *const weekdays[7] = {
	N_("Sunday"), N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
};

const char *page_weekday(const struct request *r, int weekday)
{
	return text(r->lang, weekdays[weekday]);
}

static int minute_of(const struct civil *t)
{
	return t->hour * 60 + t->minute;
}

const char *page_spans(const struct request *r, const struct hours_span *spans, size_t n)
{
	struct str s;

	str_init(&s, r->ctx->arena);
	for (size_t i = 0; i < n; i++)
		str_addf(&s, "%s%s–%s", i ? ", " : "", format_clock(r->ctx->arena, r->lang, (int)spans[i].opens),
			format_clock(r->ctx->arena, r->lang, (int)spans[i].closes));
	return s.p;
}

static void fill_closed(const struct request *r, struct data *d, const struct branch *b)
{
	instant opens = hours_next_opening(b, r->ctx->now);
	struct civil t;

	if (opens == INSTANT_NONE) {
		data_text(d, "hours", text(r->lang, N_("Closed until further notice")));
		return;
	}
	t = zone_local(b->zone, opens);
	data_sentence(d, "hours", N_("Closed now. Opens: {day} {time}"), "day", text(r->lang, weekdays[t.weekday]),
		"time", format_clock(r->ctx->arena, r->lang, minute_of(&t)), NULL);
}

void page_hours(const struct request *r, struct data *d, const struct branch *b)
{
	struct civil now = zone_local(b->zone, r->ctx->now);
	int32_t today = date_from_civil(now.year, now.month, now.day);
	struct hours_span spans[HOURS_SPANS_MAX];
	size_t n = hours_on(b, today, spans);

	if (!hours_kept(b))
		return;
	data_text(d, "hours_note", hours_note(b, today));
	if (n > 0 && minute_of(&now) < spans[n - 1].closes)
		data_sentence(d, "hours", N_("Open today {hours}"), "hours", page_spans(r, spans, n), NULL);
	else
		fill_closed(r, d, b);
}

const char *page_when(const struct request *r, const struct zone *zone, instant at)
{
	struct civil now = zone_local(zone, r->ctx->now), t;
	struct arena *a = r->ctx->arena;
	const char *sentence, *time;
	int32_t days;

	if (at == INSTANT_NONE)
		return NULL;
	t = zone_local(zone, at);
	time = format_clock(a, r->lang, minute_of(&t));
	days = date_from_civil(t.year, t.month, t.day) - date_from_civil(now.year, now.month, now.day);
	sentence = days == 0 ? N_("today {time}") : days == 1 ? N_("tomorrow {time}") : days == -1 ? N_("yesterday {time}") : NULL;
	if (sentence)
		return text_fill(a, text(r->lang, sentence), (const char *const[]){ "time", time, NULL });
	return arena_printf(a, "%s, %s", text(r->lang, weekdays[t.weekday]), format_time(a, r->lang, zone, at));
}
