/* office_prices.c: sets of prices that begin together: the list, one of them as it
 * is prepared and as it stands. */
#include "app/office_prices.h"

#include "app/handlers.h"
#include "app/office_goods.h"
#include "app/store.h"
#include "base/bytes.h"
#include "base/num.h"
#include "shop/hours.h"

#define SETS 50
#define LINES 50
#define FOUND 12
#define FOUND_VARIANTS 40

/* ---- words ---- */

static const struct {
	const char *shown, *stage;	/* class of the dot before it */
} states[] = {
	[PRICE_DRAFT] = { N_("Draft"), "placed" }, [PRICE_COMING] = { N_("Set for an hour"), "ready" },
	[PRICE_ACTIVE] = { N_("In force"), "done" }, [PRICE_CANCELLED] = { N_("Withdrawn"), "cancelled" },
};

const struct branch *office_prices_clock(const struct request *r, struct price_list_id list)
{
	const struct branch *first = NULL;

	for (size_t i = 0; i < r->shop->branch_count; i++) {
		const struct branch *b = &r->shop->branches[i];

		if (ctx_need_branch(r->ctx, b->id))
			continue;
		if (b->price_list.v == list.v)
			return b;
		if (!first)
			first = b;
	}
	return first ? first : &r->shop->branches[0];
}

/* Who sells by a list: "Web, Haifa". */
static const char *sellers(const struct request *r, struct price_list_id list)
{
	struct str out;

	str_init(&out, r->ctx->arena);
	for (size_t i = 0; i < r->shop->channel_count; i++)
		if (r->shop->channels[i].price_list.v == list.v && strcmp(r->shop->channels[i].kind, "web") == 0)
			str_addf(&out, "%s%s", out.len ? ", " : "", office_channel(r, "web"));
	for (size_t i = 0; i < r->shop->branch_count; i++)
		if (r->shop->branches[i].price_list.v == list.v)
			str_addf(&out, "%s%s", out.len ? ", " : "", r->shop->branches[i].name);
	return out.p;
}

static struct currency currency(const struct request *r)
{
	return (struct currency){ r->shop->company.currency, (int)r->shop->company.currency_exponent };
}

static const char *price_shown(const struct request *r, int64_t price)
{
	return price == PRICE_NONE ? NULL : format_price(r->ctx->arena, r->lang, currency(r), price);
}

/* What stands in a field, to be changed: a plain decimal. */
static const char *price_plain(const struct request *r, int64_t price)
{
	char buf[NUM_FORMAT_SIZE];

	return arena_strdup(r->ctx->arena, num_format(buf, (price + PRICE_PER_MINOR / 2) / PRICE_PER_MINOR, (int)r->shop->company.currency_exponent));
}

static void fill_set(const struct request *r, struct data *d, const struct price_change *x)
{
	const struct branch *clock = office_prices_clock(r, x->list);

	data_int(d, "id", x->id.v);
	data_text(d, "name", x->name);
	data_text(d, "state", price_change_state_name(x->state));
	data_text(d, "state_name", text(r->lang, x->state == PRICE_CANCELLED && x->set_at == INSTANT_NONE ? N_("Put aside") : states[x->state].shown));
	data_text(d, "stage", states[x->state].stage);
	data_text(d, "sellers", sellers(r, x->list));
	data_plural(d, "goods", N_("{n} good"), "{n} goods", x->lines);
	data_text(d, "starts_at", office_time(r, clock->id, x->starts_at));
	data_text(d, "made_by", x->made_by);
	data_text(d, "created_at", office_time(r, clock->id, x->created_at));
	data_text(d, "set_by", x->set_by);
	data_text(d, "set_at", office_time(r, clock->id, x->set_at));
	if (x->starts_at != INSTANT_NONE && hours_twice(clock, x->starts_at))
		data_bool(d, "twice", true);
}

static const char *form_uuid(const struct request *r)
{
	const char *uuid = r->errors && route_param(r->route, "uuid") ? param_text(r, "uuid") : NULL;

	return uuid && strcmp(r->errors->code, "key.reused") ? uuid : uuid_new(r->ctx->arena);
}

/* ---- the list ---- */

static struct error *fill_lists(const struct request *r, struct data *d)
{
	int64_t chosen = r->errors ? param_number(r, "list", 0) : 0;
	struct price_list_id own = { 0 };
	struct list_price *lists;
	size_t n;

	TRY(office_price_list(r, (struct branch_id){ 0 }, &own));
	TRY(price_lists(r->ctx, (struct variant_id){ 0 }, &lists, &n));
	for (size_t i = 0; i < n; i++) {
		const char *who = sellers(r, lists[i].list);

		office_choice(d, "lists", arena_printf(r->ctx->arena, "%lld", (long long)lists[i].list.v), *who ? who : lists[i].code,
			lists[i].list.v == (chosen ? chosen : own.v));
	}
	data_bool(d, "several_lists", n > 1);
	return NULL;
}

struct error *office_prices(struct request *r, struct page *p)
{
	const char *state = param_text(r, "state");
	int64_t before = param_number(r, "before", 0);
	struct price_change *sets;
	size_t n;

	TRY(price_change_list(r->ctx, price_change_state_parse(state), before, SETS + 1, &sets, &n));
	for (size_t i = 0; i < n && i < SETS; i++)
		fill_set(r, data_add(p->data, "sets"), &sets[i]);
	for (int s = PRICE_DRAFT; s <= PRICE_CANCELLED; s++) {
		const char *name = price_change_state_name((enum price_change_state)s);

		office_choice(p->data, "states", name, text(r->lang, states[s].shown), state && strcmp(state, name) == 0);
	}
	TRY(fill_lists(r, p->data));
	data_text(p->data, "state", state);
	data_text(p->data, "uuid", form_uuid(r));
	if (before)
		data_text(p->data, "first_page", state ? arena_printf(r->ctx->arena, "/office/prices?state=%s", state) : "/office/prices");
	if (n > SETS)
		data_text(p->data, "next_page", arena_printf(r->ctx->arena, "/office/prices?%s%s%sbefore=%lld", state ? "state=" : "",
			state ? state : "", state ? "&" : "", (long long)sets[SETS - 1].id.v));
	office_errors(r, p->data);
	data_text(p->data, "goods_tab", "prices");
	office_page(r, p->data, "goods", text(r->lang, N_("Prices prepared")));
	return NULL;
}

/* ---- one of them ---- */

/* Which of the forms on the page was refused: "hour", "rule", "line" ... */
static const char *refused_form(const struct request *r)
{
	const char *name = r->errors ? strrchr(r->route->name, '_') : NULL;

	return name ? name + 1 : NULL;
}

static bool refused(const struct request *r, const char *form)
{
	const char *name = refused_form(r);

	return name && strcmp(name, form) == 0;
}

static void fill_difference(const struct request *r, struct data *d, const struct price_change_line *line)
{
	int64_t by = line->price - line->before, rate = 0;

	if (line->before == PRICE_NONE)
		return;
	data_text(d, "direction", by > 0 ? "up" : by < 0 ? "down" : "same");
	if (!by)
		return;
	by = by < 0 ? -by : by;
	data_text(d, "difference", price_shown(r, by));
	if (line->before > 0 && num_mul_div(by, RATE_ONE, line->before, &rate) && rate <= 100 * RATE_ONE)
		data_rate(d, "percent", (rate + 5) / 10 * 10);
}

static void fill_line(const struct request *r, struct data *d, const struct price_change *x, const struct price_change_line *line)
{
	const struct branch *clock = office_prices_clock(r, x->list);
	const char *unit = store_unit(r, line->unit);
	bool again = refused(r, "line") && param_number(r, "variant", 0) == line->variant.v;

	data_int(d, "id", line->variant.v);
	data_text(d, "name", *line->label ? arena_printf(r->ctx->arena, "%s, %s", line->name, line->label) : line->name);
	data_text(d, "unit", *unit ? unit : NULL);
	data_bool(d, "archived", line->archived);
	data_text(d, "before", price_shown(r, line->before));
	data_text(d, "price", price_shown(r, line->price));
	data_text(d, "typed", again ? param_typed(r, "price") : price_plain(r, line->price));
	data_bool(d, "refused", again);
	fill_difference(r, d, line);
	if (x->state != PRICE_DRAFT && x->state != PRICE_CANCELLED && !line->written)
		data_text(d, "unwritten", line->price == line->before ? text(r->lang, N_("Was this price already")) : text(r->lang, N_("Replaced or taken back")));
	if (line->coming_from == INSTANT_NONE || x->state == PRICE_ACTIVE || x->state == PRICE_CANCELLED)
		return;
	data_text(d, "coming", price_shown(r, line->coming));
	data_text(d, "coming_from", office_time(r, clock->id, line->coming_from));
	if (line->coming_change.v) {
		data_int(d, "coming_set.id", line->coming_change.v);
		data_text(d, "coming_set.name", line->coming_name);
	}
}

static const char *set_address(const struct request *r, const struct price_change *x, bool conflicts, int64_t page)
{
	return arena_printf(r->ctx->arena, "/office/prices/%lld?%spage=%lld#lines", (long long)x->id.v, conflicts ? "only=conflicts&" : "",
		(long long)page);
}

static struct error *fill_lines(const struct request *r, struct data *d, const struct price_change *x)
{
	bool conflicts = param_text(r, "only") != NULL;
	int64_t page = param_number(r, "page", 1);
	struct price_change_line *lines;
	size_t n;

	TRY(price_change_lines(r->ctx, lang_code(r->lang), x, conflicts, (struct variant_id){ 0 }, (size_t)(page - 1) * LINES, LINES + 1, &lines, &n));
	for (size_t i = 0; i < n && i < LINES; i++)
		fill_line(r, data_add(d, "lines"), x, &lines[i]);
	data_bool(d, "only_conflicts", conflicts);
	data_int(d, "page_number", page);
	if (page > 1)
		data_text(d, "previous_page", set_address(r, x, conflicts, page - 1));
	if (n > LINES)
		data_text(d, "next_page", set_address(r, x, conflicts, page + 1));
	return NULL;
}

/* The good that was just taken in, or whose price was refused. */
static struct error *fill_good(const struct request *r, struct data *d, const struct price_change *x)
{
	struct variant_id good = { refused(r, "line") ? param_number(r, "variant", 0) : param_number(r, "good", 0) };
	struct price_change_line *lines;
	size_t n;

	if (!good.v || x->state != PRICE_DRAFT)
		return NULL;
	TRY(price_change_lines(r->ctx, lang_code(r->lang), x, false, good, 0, 1, &lines, &n));
	if (n)
		fill_line(r, data_part(d, "good"), x, &lines[0]);
	return NULL;
}

static struct error *fill_variants(const struct request *r, struct data *d, struct price_list_id list, const struct item_card *card, size_t *room)
{
	struct item_card *cards = NULL;
	const char *description;
	size_t n = 1;

	if (card->variants > 1)
		TRY(item_by_slug(r->ctx, lang_code(r->lang), list, card->slug, &cards, &n, &description));
	for (size_t i = 0; i < n && *room; i++, (*room)--) {
		const struct item_card *v = cards ? &cards[i] : card;
		struct data *f = data_add(d, "found");

		data_int(f, "id", v->variant.v);
		data_text(f, "name", order_line_name(r->ctx->arena, v));
		store_price(r, f, v);
	}
	return NULL;
}

static struct error *fill_found(const struct request *r, struct data *d, const struct price_change *x)
{
	const char *find = param_text(r, "find");
	size_t room = FOUND_VARIANTS;
	struct item_page goods;

	if (!find || x->state != PRICE_DRAFT || r->errors)
		return NULL;
	TRY(item_list(r->ctx, lang_code(r->lang), x->list, (struct category_id){ 0 }, find, NULL, FOUND, &goods));
	for (size_t i = 0; i < goods.count; i++)
		TRY(fill_variants(r, d, x->list, &goods.cards[i], &room));
	data_text(d, "find", find);
	data_bool(d, "found_none", !goods.count);
	return NULL;
}

static struct error *fill_sums(const struct request *r, struct data *d, const struct price_change *x)
{
	struct price_change_sums s;

	TRY(price_change_sum(r->ctx, x, &s));
	if (s.up)
		data_plural(d, "sums.up", N_("{n} rises"), "{n} rise", s.up);
	if (s.down)
		data_plural(d, "sums.down", N_("{n} falls"), "{n} fall", s.down);
	if (s.same)
		data_plural(d, "sums.same", N_("{n} stays as it is"), "{n} stay as they are", s.same);
	if (s.first)
		data_plural(d, "sums.first", N_("{n} gets its first price"), "{n} get their first price", s.first);
	if (s.conflicts && x->state == PRICE_DRAFT)
		data_plural(d, "conflicts", N_("{n} good has another price coming."), "{n} goods have another price coming.", s.conflicts);
	data_bool(d, "any", s.lines);
	return NULL;
}

/* What the rule did, as its redirect says. */
static void fill_ruled(const struct request *r, struct data *d)
{
	if (!param_given(r, "changed"))
		return;
	data_plural(d, "ruled.changed", N_("{n} good has a new price."), "{n} goods have a new price.", param_number(r, "changed", 0));
	if (param_number(r, "same", 0))
		data_plural(d, "ruled.same", N_("{n} keeps its price and was left out."), "{n} keep their price and were left out.", param_number(r, "same", 0));
	if (param_number(r, "unpriced", 0))
		data_plural(d, "ruled.unpriced", N_("{n} has no price to begin with, or none would be left; it was left out."),
			"{n} have no price to begin with, or none would be left; they were left out.", param_number(r, "unpriced", 0));
}

/* Tomorrow at seven, unless something was typed. */
static void fill_hour(const struct request *r, struct data *d, const struct branch *clock)
{
	struct civil now = zone_local(clock->zone, r->ctx->now);
	char date[16];
	bool again = refused(r, "hour");

	data_text(d, "hour.date", again ? param_typed(r, "date")
		: arena_strdup(r->ctx->arena, date_format(date, date_from_civil(now.year, now.month, now.day) + 1)));
	data_text(d, "hour.least", arena_strdup(r->ctx->arena, date_format(date, date_from_civil(now.year, now.month, now.day))));
	data_text(d, "hour.time", again ? param_typed(r, "time") : "07:00");
	data_bool(d, "hour.now", again && param_text(r, "when") && strcmp(param_text(r, "when"), "now") == 0);
	data_text(d, "hour.clock", clock->name);
}

/* A select of the rule, with what was chosen in a form that is shown again. */
static void fill_choices(const struct request *r, struct data *d, const char *list, const char *field, const struct office_word *words, size_t n)
{
	const char *chosen = refused(r, "rule") ? param_text(r, field) : NULL;

	for (size_t i = 0; i < n; i++)
		office_choice(d, list, words[i].name, text(r->lang, words[i].shown), chosen ? strcmp(chosen, words[i].name) == 0 : i == 0);
}

static struct error *fill_rule(const struct request *r, struct data *d)
{
	static const struct office_word how[] = {
		{ "percent_up", N_("Up by percent") }, { "percent_down", N_("Down by percent") }, { "amount_up", N_("Up by an amount") },
		{ "amount_down", N_("Down by an amount") }, { "keep", N_("Only round") },
	}, goods[] = { { "all", N_("Goods of the shop") }, { "inside", N_("Goods that are in this set") } };
	static const struct office_word endings[] = {
		{ "tenth", N_("to whole 0.10") }, { "ninety", N_("to end in .90") }, { "ninety_nine", N_("to end in .99") },
		{ "whole", N_("to whole 1.00") }, { "none", N_("to 0.01") },
	}, roundings[] = { { "nearest", N_("to the nearest, a half up") }, { "up", N_("always up") }, { "down", N_("always down") } };
	struct category_id category;

	fill_choices(r, d, "how", "how", how, sizeof(how) / sizeof(how[0]));
	fill_choices(r, d, "scope", "goods", goods, sizeof(goods) / sizeof(goods[0]));
	fill_choices(r, d, "endings", "ending", endings, sizeof(endings) / sizeof(endings[0]));
	fill_choices(r, d, "roundings", "rounding", roundings, sizeof(roundings) / sizeof(roundings[0]));
	return office_categories_choice(r, d, "categories", refused(r, "rule") ? param_text(r, "category") : NULL, &category);
}

struct error *office_prices_set(struct request *r, struct page *p)
{
	struct price_change x;

	TRY(price_change_get(r->ctx, (struct price_change_id){ param_number(r, "id", 0) }, &x));
	fill_set(r, data_part(p->data, "set"), &x);
	data_bool(p->data, "draft", x.state == PRICE_DRAFT);
	data_bool(p->data, "back_possible", x.state == PRICE_COMING);
	data_text(p->data, "refused", refused_form(r));
	TRY(fill_sums(r, p->data, &x));
	TRY(fill_lines(r, p->data, &x));
	TRY(fill_good(r, p->data, &x));
	TRY(fill_found(r, p->data, &x));
	if (x.state == PRICE_DRAFT) {
		fill_hour(r, p->data, office_prices_clock(r, x.list));
		TRY(fill_rule(r, p->data));
	}
	fill_ruled(r, p->data);
	data_text(p->data, "uuid", form_uuid(r));
	data_text(p->data, "copy_name", refused(r, "copy") ? param_typed(r, "name") : x.name);
	data_text(p->data, "new_name", refused(r, "name") ? param_typed(r, "name") : x.name);
	office_errors(r, p->data);
	data_text(p->data, "goods_tab", "prices");
	office_page(r, p->data, "goods", x.name);
	return NULL;
}
