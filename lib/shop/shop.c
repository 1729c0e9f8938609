/* shop.c: the company, branches, channels and settings, kept by the process. */
#include "shop/shop.h"

#include "base/num.h"
#include "shop/setting.h"

#define KEPT_FOR SECOND
/* A night's order may still ask about the day before. */
#define DAYS_BEHIND 2

struct setting_row {
	const char *scope, *name, *value;
	int64_t scope_id;
};

/* One reading. Requests that still hold it keep it alive. */
struct reading {
	struct arena *arena;
	struct shop shop;
	const struct setting_row *settings;
	size_t setting_count;
	int64_t read_at;		/* clock_ticks() */
	int users;
	bool old;
};

static struct {
	struct reading *now;
} kept;

static const struct db_column company_columns[] = {
	DB_COL(struct company, id, INT), DB_COL(struct company, name, TEXT),
	DB_COL(struct company, legal_name, TEXT), DB_COL(struct company, tax_number, TEXT),
	DB_COL(struct company, country, TEXT), DB_COL(struct company, currency, TEXT),
	DB_COL(struct company, currency_exponent, INT), DB_COL(struct company, lang, TEXT),
	DB_COL(struct company, logo, TEXT), DB_COL(struct company, logo_width, INT), DB_COL(struct company, logo_height, INT),
};
static const struct db_row company_row = DB_ROW(struct company, company_columns);

static const struct db_column branch_columns[] = {
	DB_COL(struct branch, id, INT), DB_COL(struct branch, code, TEXT), DB_COL(struct branch, name, TEXT),
	DB_COL(struct branch, address, TEXT), DB_COL(struct branch, phone, TEXT),
	DB_COL(struct branch, alert_email, TEXT), DB_COL(struct branch, zone_name, TEXT),
	DB_COL(struct branch, day_ends, INT), DB_COL(struct branch, price_list, INT),
	DB_COL(struct branch, shelf, INT), DB_COL(struct branch, pickup, BOOL), DB_COL(struct branch, archived, BOOL),
};
static const struct db_row branch_row = DB_ROW(struct branch, branch_columns);

static const struct db_column hours_columns[] = {
	DB_COL(struct branch_hours, branch, INT), DB_COL(struct branch_hours, weekday, INT),
	DB_COL(struct branch_hours, opens, INT), DB_COL(struct branch_hours, closes, INT),
};
static const struct db_row hours_row = DB_ROW(struct branch_hours, hours_columns);

static const struct db_column day_columns[] = {
	DB_COL(struct branch_day, branch, INT), DB_COL(struct branch_day, date, DATE), DB_COL(struct branch_day, opens, INT),
	DB_COL(struct branch_day, closes, INT), DB_COL(struct branch_day, note, TEXT),
};
static const struct db_row day_row = DB_ROW(struct branch_day, day_columns);

static const struct db_column channel_columns[] = {
	DB_COL(struct channel, id, INT), DB_COL(struct channel, kind, TEXT), DB_COL(struct channel, code, TEXT),
	DB_COL(struct channel, name, TEXT), DB_COL(struct channel, languages, TEXT), DB_COL(struct channel, price_list, INT),
};
static const struct db_row channel_row = DB_ROW(struct channel, channel_columns);

static const struct db_column setting_columns[] = {
	DB_COL(struct setting_row, scope, TEXT), DB_COL(struct setting_row, scope_id, INT),
	DB_COL(struct setting_row, name, TEXT), DB_COL(struct setting_row, value, TEXT),
};
static const struct db_row setting_row = DB_ROW(struct setting_row, setting_columns);

struct goods_row {
	int64_t version;
	instant price_begins, tax_begins;
};
static const struct db_column goods_columns[] = {
	DB_COL(struct goods_row, version, INT), DB_COL(struct goods_row, price_begins, TIME),
	DB_COL(struct goods_row, tax_begins, TIME),
};
static const struct db_row goods_row = DB_ROW(struct goods_row, goods_columns);

/* ---- settings ---- */

static const char *setting_at(const struct reading *r, enum setting s, const char *scope, int64_t id)
{
	for (size_t i = 0; i < r->setting_count; i++) {
		const struct setting_row *row = &r->settings[i];
		if (row->scope_id == id && !strcmp(row->scope, scope) && !strcmp(row->name, setting_spec(s)->name))
			return row->value;
	}
	return NULL;
}

/* What stands at the till, else at the branch, else at the company; NULL: nowhere. */
static const char *setting_said(const struct reading *r, enum setting s, struct branch_id branch, struct till_id till)
{
	const char *value = NULL;

	if (till.v)
		value = setting_at(r, s, "till", till.v);
	if (!value && branch.v)
		value = setting_at(r, s, "branch", branch.v);
	return value ? value : setting_at(r, s, "company", r->shop.company.id);
}

static const char *setting_or_default(const struct reading *r, enum setting s, struct branch_id branch, struct till_id till)
{
	const char *value = setting_said(r, s, branch, till);

	return value ? value : setting_spec(s)->fallback;
}

static int64_t setting_in(const struct reading *r, enum setting s, struct branch_id branch, struct till_id till)
{
	const char *value = setting_said(r, s, branch, till);
	int64_t number;

	if (!value || !num_parse_int(value, &number))
		num_parse_int(setting_spec(s)->fallback, &number);
	return number;
}

/* ---- the reading ---- */

static instant earlier(instant a, instant b)
{
	if (a == INSTANT_NONE || b == INSTANT_NONE)
		return a == INSTANT_NONE ? b : a;
	return a < b ? a : b;
}

static struct error *read_goods_version(struct ctx *c, struct shop *shop)
{
	struct goods_row row;

	TRY(db_one(c->db, &goods_row, &row,
		"SELECT (SELECT number FROM version WHERE name = 'goods'), "
		"(SELECT MIN(valid_from) FROM price WHERE valid_from > ?), "
		"(SELECT MIN(valid_from) FROM tax_rate WHERE valid_from > ?)",
		ARGS(AT(c->now), AT(c->now))));
	shop->goods_version = row.version;
	shop->goods_until = earlier(row.price_begins, row.tax_begins);
	return NULL;
}

/* Both come by branch, so that each branch's are a run of them. */
static struct error *read_hours(struct ctx *c, struct branch *branches, size_t n)
{
	struct branch_hours *hours;
	struct branch_day *days;
	size_t hours_count, day_count;

	TRY(db_all(c->db, &hours_row, &hours, &hours_count,
		"SELECT branch_id, weekday, opens, closes FROM branch_hours ORDER BY branch_id, weekday, opens", NULL, 0));
	TRY(db_all(c->db, &day_row, &days, &day_count,
		"SELECT branch_id, day, opens, closes, note FROM branch_day WHERE day >= ? ORDER BY branch_id, day",
		ARGS(ON(c->now / DAY - DAYS_BEHIND))));
	for (size_t i = 0; i < n; i++) {
		struct branch *b = &branches[i];

		for (size_t k = 0; k < hours_count; k++)
			if (hours[k].branch.v == b->id.v && !b->hours_count++)
				b->hours = &hours[k];
		for (size_t k = 0; k < day_count; k++)
			if (days[k].branch.v == b->id.v && !b->day_count++)
				b->days = &days[k];
	}
	return NULL;
}

/* The first of them, up to one that was archived. */
static size_t in_use(const struct branch *branches, size_t n)
{
	size_t used = 0;

	while (used < n && !branches[used].archived)
		used++;
	return used;
}

static struct error *read_rows(struct ctx *c, struct reading *r)
{
	struct branch *branches;
	struct channel *channels;
	struct setting_row *settings;
	bool found;

	TRY(db_find(c->db, &company_row, &r->shop.company, &found,
		"SELECT c.id, c.name, c.legal_name, c.tax_number, c.country, c.currency, c.currency_exponent, c.lang, "
		"LOWER(HEX(m.hash)), m.width, m.height "
		"FROM company c LEFT JOIN media m ON m.id = c.logo_media_id ORDER BY c.id LIMIT 1", NULL, 0));
	if (!found)
		return error_text(ERR(c->arena, UNAVAILABLE, "shop.none"),
			N_("This shop has not been set up yet."), NULL);
	TRY(db_all(c->db, &branch_row, &branches, &r->shop.branch_ever_count,
		"SELECT b.id, b.code, b.name, b.address, b.phone, b.alert_email, b.zone, b.day_ends, b.price_list_id, "
		"(SELECT MIN(l.id) FROM location l WHERE l.branch_id = b.id AND l.kind = 'shelf'), b.pickup, b.archived_at IS NOT NULL "
		"FROM branch b ORDER BY b.archived_at IS NOT NULL, b.id", NULL, 0));
	r->shop.branch_count = in_use(branches, r->shop.branch_ever_count);
	TRY(db_all(c->db, &channel_row, &channels, &r->shop.channel_count,
		"SELECT id, kind, code, name, languages, price_list_id FROM sales_channel ORDER BY id", NULL, 0));
	TRY(db_all(c->db, &setting_row, &settings, &r->setting_count,
		"SELECT scope, scope_id, name, value FROM setting", NULL, 0));
	TRY(read_hours(c, branches, r->shop.branch_ever_count));
	TRY(read_goods_version(c, &r->shop));
	r->settings = settings;
	r->shop.demo = setting_in(r, SET_DEMO, (struct branch_id){ 0 }, (struct till_id){ 0 });
	r->shop.open = setting_in(r, SET_OPEN, (struct branch_id){ 0 }, (struct till_id){ 0 });
	r->shop.channels = channels;
	r->shop.branches = branches;
	for (size_t i = 0; i < r->shop.branch_ever_count; i++) {
		branches[i].zone = zone_find(branches[i].zone_name);
		branches[i].cash_step = setting_in(r, SET_CASH_STEP, branches[i].id, (struct till_id){ 0 });
		branches[i].scale_labels = setting_or_default(r, SET_SCALE_LABELS, branches[i].id, (struct till_id){ 0 });
		if (!branches[i].zone)
			return error_note(ERR(c->arena, INTERNAL, "shop.zone"), "branch %s: no zone %s",
				branches[i].code, branches[i].zone_name);
	}
	return NULL;
}

static void reading_drop(void *data)
{
	struct reading *r = data;

	if (--r->users == 0 && r->old)
		arena_free(r->arena);
}

void shop_forget(void)
{
	struct reading *r = kept.now;

	kept.now = NULL;
	if (!r)
		return;
	r->old = true;
	if (r->users == 0)
		arena_free(r->arena);
}

/* Rows go into an arena of the reading's own, errors into the request's. */
static struct error *reading_make(struct ctx *c)
{
	struct arena *a = arena_new();
	struct reading *r = ARENA_NEW(a, struct reading);
	struct error *e;

	r->arena = a;
	db_arena(c->db, a);
	e = read_rows(c, r);
	db_arena(c->db, c->arena);
	if (e) {
		if (e->arena == a)
			e = error_note(ERR(c->arena, e->kind, arena_strdup(c->arena, e->code)), "%s", error_line(c->arena, e));
		arena_free(a);
		return e;
	}
	r->read_at = clock_ticks();
	shop_forget();
	kept.now = r;
	return NULL;
}

static struct error *reading_get(struct ctx *c, struct reading **out)
{
	/* In a transaction nothing is read anew: the rows would be of two instants. */
	if (!kept.now || (clock_ticks() - kept.now->read_at > KEPT_FOR && !db_in_tx(c->db)))
		TRY(reading_make(c));
	kept.now->users++;
	arena_on_release(c->arena, reading_drop, kept.now);
	*out = kept.now;
	return NULL;
}

struct error *shop_get(struct ctx *c, const struct shop **out)
{
	struct reading *r;

	TRY(reading_get(c, &r));
	*out = &r->shop;
	return NULL;
}

struct error *setting_number(struct ctx *c, enum setting s, struct branch_id branch, struct till_id till, int64_t *out)
{
	struct reading *r;

	TRY(reading_get(c, &r));
	*out = setting_in(r, s, branch, till);
	return NULL;
}

struct error *setting_text(struct ctx *c, enum setting s, struct branch_id branch, const char **out)
{
	struct reading *r;

	TRY(reading_get(c, &r));
	*out = setting_or_default(r, s, branch, (struct till_id){ 0 });
	return NULL;
}

struct error *setting_at_place(struct ctx *c, enum setting s, struct setting_place at, struct setting_value *out)
{
	struct setting_place above = { .branch = at.till.v ? at.branch : (struct branch_id){ 0 } };
	const char *scope = at.till.v ? "till" : at.branch.v ? "branch" : "company";
	struct reading *r;

	TRY(reading_get(c, &r));
	out->own = setting_at(r, s, scope, at.till.v ? at.till.v : at.branch.v ? at.branch.v : r->shop.company.id) != NULL;
	out->value = setting_or_default(r, s, at.branch, at.till);
	out->above = at.branch.v ? setting_or_default(r, s, above.branch, above.till) : setting_spec(s)->fallback;
	return NULL;
}

const struct branch *shop_branch_ever(const struct shop *s, struct branch_id id)
{
	for (size_t i = 0; i < s->branch_ever_count; i++)
		if (s->branches[i].id.v == id.v)
			return &s->branches[i];
	return NULL;
}

const struct branch *shop_branch(const struct shop *s, struct branch_id id)
{
	const struct branch *b = shop_branch_ever(s, id);

	return b && !b->archived ? b : NULL;
}

const struct branch *shop_branch_by_code(const struct shop *s, const char *code)
{
	for (size_t i = 0; i < s->branch_count; i++)
		if (!strcmp(s->branches[i].code, code))
			return &s->branches[i];
	return NULL;
}

const struct channel *shop_channel(const struct shop *s, const char *kind)
{
	for (size_t i = 0; i < s->channel_count; i++)
		if (!strcmp(s->channels[i].kind, kind))
			return &s->channels[i];
	return NULL;
}

struct price_policy shop_policy(const struct branch *b)
{
	return (struct price_policy){ .tax_included = true, .cash_step = b->cash_step };
}
