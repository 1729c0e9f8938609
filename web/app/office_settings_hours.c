/* office_settings_hours.c: when a branch is open: its week, and days that differ. */
#include "app/handlers.h"
#include "app/office_settings.h"
#include "shop/branch.h"
#include "shop/country.h"

#define WEEKDAYS 7
/* Shown at once; further ones are unfolded. */
#define SPANS_SHOWN 1

static struct error *find(const struct request *r, const struct branch **out)
{
	struct branch_id id = { param_number(r, "id", 0) };

	TRY(ctx_need_branch(r->ctx, id));
	*out = shop_branch(r->shop, id);
	return *out ? NULL : ERR(r->ctx->arena, NOT_FOUND, "branch.none");
}

/* "from20": when the first span of Tuesday opens. */
static const char *field_of(const struct request *r, const char *what, int day, int span)
{
	return arena_printf(r->ctx->arena, "%s%d%d", what, day, span);
}

/* As a field for times wants it, in every language: "07:00". Midnight at the end is 00:00 there. */
static const char *clock_typed(const struct request *r, int64_t minutes)
{
	return arena_printf(r->ctx->arena, "%02d:%02d", (int)(minutes / 60 % 24), (int)(minutes % 60));
}

static const char *error_of(const struct request *r, const char *field)
{
	for (const struct error *e = r->errors; e; e = e->also)
		if (e->field && strcmp(e->field, field) == 0)
			return text_error(r->ctx->arena, r->lang, e);
	return NULL;
}

/* ---- the week ---- */

static const struct branch_hours *stands(const struct branch *b, int day, int span)
{
	for (size_t i = 0; i < b->hours_count; i++)
		if (b->hours[i].weekday == day && span-- == 0)
			return &b->hours[i];
	return NULL;
}

/* A fault of one field is shown at its day. */
static void fill_span(const struct request *r, struct data *day_data, const struct branch *b, int day, int span)
{
	const char *from = field_of(r, "from", day, span), *to = field_of(r, "to", day, span);
	const struct branch_hours *h = stands(b, day, span);
	struct data *s = data_add(day_data, "spans");
	const char *opens = settings_typed(r, from, h ? clock_typed(r, h->opens) : NULL);
	const char *closes = settings_typed(r, to, h ? clock_typed(r, h->closes) : NULL);
	const char *wrong = error_of(r, from) ? error_of(r, from) : error_of(r, to), *n = format_whole(r->ctx->arena, r->lang, span + 1);

	data_sentence(s, "from_label", N_("{day}, from ({n})"), "day", page_weekday(r, day), "n", n, NULL);
	data_sentence(s, "to_label", N_("{day}, to ({n})"), "day", page_weekday(r, day), "n", n, NULL);
	data_text(s, "from", from);
	data_text(s, "to", to);
	data_text(s, "opens", opens);
	data_text(s, "closes", closes);
	data_bool(s, "further", span >= SPANS_SHOWN);
	data_bool(s, "first_further", span == SPANS_SHOWN);
	data_bool(s, "wrong", wrong != NULL);
	if (wrong)
		data_text(day_data, "error", wrong);
	if (span >= SPANS_SHOWN && (opens || closes))
		data_bool(day_data, "unfolded", true);
}

static void fill_week(const struct request *r, struct data *d, const struct branch *b)
{
	int begins = country_find(r->shop->company.country)->week_begins;

	for (int i = 0; i < WEEKDAYS; i++) {
		int day = (begins + i) % WEEKDAYS;
		struct data *o = data_add(d, "week");

		data_int(o, "day", day);
		data_text(o, "name", page_weekday(r, day));
		data_text(o, "error", error_of(r, arena_printf(r->ctx->arena, "day%d", day)));
		for (int span = 0; span < HOURS_SPANS_MAX; span++)
			fill_span(r, o, b, day, span);
	}
}

/* ---- days that differ ---- */

static void fill_days(const struct request *r, struct data *d, const struct branch *b)
{
	int32_t today = business_date(b->zone, 0, r->ctx->now);
	char typed[16];

	data_text(d, "today", arena_strdup(r->ctx->arena, date_format(typed, today)));
	for (size_t i = 0; i < b->day_count; i++) {
		const struct branch_day *day = &b->days[i];
		struct hours_span span = { day->opens, day->closes };
		struct civil t = { 0 };
		struct data *o;

		if (day->date < today)
			continue;
		o = data_add(d, "days");
		date_to_civil((int32_t)day->date, &t.year, &t.month, &t.day);
		t = zone_local(b->zone, zone_instant(b->zone, &t));
		data_text(o, "day", arena_strdup(r->ctx->arena, date_format(typed, (int32_t)day->date)));
		data_date(o, "date", (int32_t)day->date);
		data_text(o, "weekday", page_weekday(r, t.weekday));
		data_text(o, "hours", span.opens < span.closes ? page_spans(r, &span, 1) : text(r->lang, N_("Closed all day")));
		data_bool(o, "closed", span.opens >= span.closes);
		data_text(o, "note", day->note);
	}
}

struct error *office_settings_hours(struct request *r, struct page *p)
{
	const struct branch *b;

	TRY(find(r, &b));
	settings_page(r, p, text(r->lang, N_("Opening hours")));
	data_int(p->data, "branch.id", b->id.v);
	data_text(p->data, "branch.name", b->name);
	page_hours(r, data_part(p->data, "branch"), b);
	fill_week(r, p->data, b);
	fill_days(r, p->data, b);
	data_text(p->data, "new.day", settings_typed(r, "day", NULL));
	data_text(p->data, "new.opens", settings_typed(r, "opens", NULL));
	data_text(p->data, "new.closes", settings_typed(r, "closes", NULL));
	data_text(p->data, "new.note", settings_typed(r, "note", NULL));
	return NULL;
}

/* ---- changing ---- */

static struct error *half(const struct request *r, const char *field)
{
	return error_field(error_text(ERR(r->ctx->arena, INVALID, "hours.half"),
		N_("Please enter both times: when it opens and when it closes."), NULL), field);
}

/* Midnight at the end of a day: fields for times know no 24:00. */
static int64_t closing(int64_t minutes)
{
	return minutes ? minutes : HOURS_DAY;
}

static struct error *back(struct request *r, struct page *p, const char *to)
{
	page_redirect(p, r->ctx->arena, "/office/settings/branches/%lld/hours%s", (long long)param_number(r, "id", 0), to);
	return NULL;
}

static struct error *read_week(const struct request *r, struct branch_hours *week, size_t *n)
{
	struct error *bad = NULL;

	*n = 0;
	for (int i = 0; i < WEEKDAYS * HOURS_SPANS_MAX; i++) {
		int day = i / HOURS_SPANS_MAX, span = i % HOURS_SPANS_MAX;
		const char *from = field_of(r, "from", day, span), *to = field_of(r, "to", day, span);

		if (param_given(r, from) != param_given(r, to))
			bad = error_also(bad, half(r, param_given(r, from) ? to : from));
		else if (param_given(r, from))
			week[(*n)++] = (struct branch_hours){ .weekday = day, .opens = param_number(r, from, 0),
				.closes = closing(param_number(r, to, 0)) };
	}
	return bad;
}

struct error *office_settings_hours_week(struct request *r, struct page *p)
{
	struct branch_hours week[WEEKDAYS * HOURS_SPANS_MAX];
	size_t n;

	TRY(read_week(r, week, &n));
	TRY(branch_set_week(r->ctx, (struct branch_id){ param_number(r, "id", 0) }, week, n));
	return back(r, p, "");
}

struct error *office_settings_hours_day(struct request *r, struct page *p)
{
	struct hours_span span = { 0, 0 };
	const struct branch *b;

	TRY(find(r, &b));
	if (param_given(r, "opens") != param_given(r, "closes"))
		return half(r, param_given(r, "opens") ? "closes" : "opens");
	if (param_given(r, "opens"))
		span = (struct hours_span){ param_number(r, "opens", 0), closing(param_number(r, "closes", 0)) };
	TRY(branch_set_day(r->ctx, b, (int32_t)param_number(r, "day", 0), span, param_text(r, "note")));
	return back(r, p, "#days");
}

struct error *office_settings_hours_drop(struct request *r, struct page *p)
{
	TRY(branch_drop_day(r->ctx, (struct branch_id){ param_number(r, "id", 0) }, (int32_t)param_number(r, "day", 0)));
	return back(r, p, "#days");
}
