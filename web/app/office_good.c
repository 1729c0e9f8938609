/* office_good.c: one of the goods: its prices, stock, barcodes and variants. */
#include "app/office_good.h"

#include "app/handlers.h"
#include "app/office_pictures.h"
#include "app/store.h"
#include "base/num.h"
#include "price/gtin.h"
#include "shop/stock.h"

/* Prices that were, of one list. */
#define PAST_PRICES 20

/* ---- one of them ---- */

/* The row whose form was refused keeps what was typed in it. */
static bool refused(const struct request *r, const char *key, int64_t id)
{
	return r->errors && route_param(r->route, key) && param_number(r, key, 0) == id;
}

static void fill_users(const struct request *r, struct data *d, struct price_list_id list)
{
	for (size_t i = 0; i < r->shop->channel_count; i++)
		if (r->shop->channels[i].price_list.v == list.v)
			data_text(data_add(d, "users"), "name", office_channel(r, r->shop->channels[i].kind));
	for (size_t i = 0; i < r->shop->branch_count; i++)
		if (r->shop->branches[i].price_list.v == list.v)
			data_text(data_add(d, "users"), "name", r->shop->branches[i].name);
}

/* What stands in the field, to be changed: a plain decimal. */
static const char *plain_price(const struct request *r, int64_t price)
{
	char buf[NUM_FORMAT_SIZE];

	return price == PRICE_NONE ? "" : arena_strdup(r->ctx->arena,
		num_format(buf, (price + PRICE_PER_MINOR / 2) / PRICE_PER_MINOR, (int)r->shop->company.currency_exponent));
}

/* The clock by which a price list lives: of the first branch that sells by it. */
static const struct branch *list_branch(const struct request *r, struct price_list_id list)
{
	for (size_t i = 0; i < r->shop->branch_count; i++)
		if (r->shop->branches[i].price_list.v == list.v)
			return &r->shop->branches[i];
	return &r->shop->branches[0];
}

static const char *list_time(const struct request *r, struct price_list_id list, instant at)
{
	return format_time(r->ctx->arena, r->lang, list_branch(r, list)->zone, at);
}

static void fill_price(const struct request *r, struct data *d, int64_t price)
{
	if (price != PRICE_NONE)
		data_price(d, "price", price);
	else
		data_text(d, "price", text(r->lang, N_("no price")));
}

static struct error *fill_past(const struct request *r, struct data *d, struct price_list_id list, struct variant_id variant)
{
	struct past_price *past;
	int64_t lowest;
	instant begun;
	size_t n;

	TRY(price_past(r->ctx, list, variant, PAST_PRICES, &past, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *x = data_add(d, "past");

		fill_price(r, x, past[i].price);
		data_text(x, "from", list_time(r, list, past[i].from));
		data_text(x, "staff", past[i].staff_name);
	}
	TRY(price_lowest_before(r->ctx, list, variant, &lowest, &begun));
	if (lowest != PRICE_NONE) {
		data_price(d, "lowest", lowest);
		data_text(d, "begun", list_time(r, list, begun));
	}
	return NULL;
}

static void fill_coming(const struct request *r, struct data *d, const struct coming_price *all, size_t n, struct price_list_id list)
{
	for (size_t i = 0; i < n; i++) {
		struct data *x;

		if (all[i].list.v != list.v)
			continue;
		x = data_add(d, "coming");
		fill_price(r, x, all[i].price);
		data_text(x, "from", list_time(r, list, all[i].from));
		data_int(x, "at", all[i].from);
		data_text(x, "change", all[i].change_name);
	}
}

static struct error *fill_prices(const struct request *r, struct data *d, struct variant_id variant)
{
	struct coming_price *coming;
	struct list_price *lists;
	size_t n, n_coming;

	TRY(price_lists(r->ctx, variant, &lists, &n));
	TRY(price_coming(r->ctx, variant, &coming, &n_coming));
	for (size_t i = 0; i < n; i++) {
		struct data *l = data_add(d, "prices");
		bool again = refused(r, "list", lists[i].list.v) && route_param(r->route, "price");

		data_int(l, "id", lists[i].list.v);
		data_text(l, "code", lists[i].code);
		fill_users(r, l, lists[i].list);
		if (lists[i].price != PRICE_NONE)
			data_price(l, "price", lists[i].price);
		data_text(l, "typed", again ? param_typed(r, "price") : plain_price(r, lists[i].price));
		data_text(l, "starts", again ? param_typed(r, "starts") : NULL);
		data_bool(l, "refused", again);
		fill_coming(r, l, coming, n_coming, lists[i].list);
		TRY(fill_past(r, l, lists[i].list, variant));
	}
	return NULL;
}

static const struct {
	enum stock_policy policy;
	const char *shown;
} policies[] = {
	{ STOCK_UNCOUNTED, N_("Not counted") },
	{ STOCK_ALLOW, N_("Counted, sells below zero") },
	{ STOCK_WARN, N_("Counted, the web stops at zero") },
	{ STOCK_BLOCK, N_("Counted, web and till stop at zero") },
};

static void fill_policies(const struct request *r, struct data *d, const char *chosen)
{
	for (size_t i = 0; i < sizeof(policies) / sizeof(policies[0]); i++) {
		struct data *o = data_add(d, "policies");
		const char *name = stock_policy_name(policies[i].policy);

		data_text(o, "value", name);
		data_text(o, "name", text(r->lang, policies[i].shown));
		data_bool(o, "chosen", strcmp(name, chosen) == 0);
	}
}

static void fill_place(const struct request *r, struct data *d, const struct stock_place *place, const char *unit)
{
	const struct stock_level *level = &place->level;
	bool again = refused(r, "location", level->location.v);
	const char *policy = again && param_typed(r, "policy") ? param_typed(r, "policy") : stock_policy_name(level->policy);

	data_int(d, "id", level->location.v);
	data_text(d, "branch", office_branch(r, place->branch));
	data_text(d, "name", place->name);
	data_text(d, "on_hand", office_quantity(r, level->on_hand, unit));
	data_text(d, "reserved", office_quantity(r, level->reserved, unit));
	data_text(d, "left", office_quantity(r, level->on_hand - level->reserved, unit));
	data_bool(d, "carried", level->carried);
	data_bool(d, "counted", level->policy != STOCK_UNCOUNTED);
	data_bool(d, "out", level->policy != STOCK_UNCOUNTED && level->on_hand <= level->reserved);
	data_bool(d, "refused", again);
	if (again) {
		data_text(d, "typed", param_typed(r, "counted"));
		data_text(d, "note", param_typed(r, "note"));
	}
	fill_policies(r, d, policy);
}

static struct error *fill_places(const struct request *r, struct data *d, struct variant_id variant, const char *unit)
{
	struct stock_place *places;
	size_t n;

	TRY(stock_places(r->ctx, variant, &places, &n));
	for (size_t i = 0; i < n; i++)
		/* Where nothing damaged lies there is nothing to say of it. */
		if (places[i].level.carried || strcmp(places[i].kind, "damaged") != 0)
			fill_place(r, data_add(d, "places"), &places[i], unit);
	return NULL;
}

/* An in-store code is shown as it is. */
static const char *code_shown(struct arena *a, const char *code)
{
	char gtin[GTIN_SIZE];

	if (!gtin_normalise(code, gtin) || strcmp(code, gtin) != 0)
		return code;
	return gtin_shown(code, arena_alloc(a, GTIN_SIZE));
}

struct error *office_code_owner(const struct request *r, struct data *d, struct variant_id but)
{
	struct variant_id owner = { 0 };
	const char *name;

	for (const struct error *e = r->errors; e; e = e->also)
		if (strcmp(e->code, "barcode.taken") == 0)
			TRY(barcode_owner(r->ctx, param_typed(r, "code"), but, &owner, &name));
	if (!owner.v)
		return NULL;
	data_int(d, "owner.id", owner.v);
	data_text(d, "owner.name", name);
	return NULL;
}

static struct error *fill_codes(const struct request *r, struct data *d, struct variant_id variant, const char *unit)
{
	bool again = r->errors && route_param(r->route, "pack");
	struct barcode *codes;
	size_t n;

	TRY(barcodes_of(r->ctx, variant, &codes, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *x = data_add(d, "codes");

		data_text(x, "code", code_shown(r->ctx->arena, codes[i].code));
		data_text(x, "stored", codes[i].code);
		if (codes[i].pack_quantity != QUANTITY_ONE)
			data_sentence(x, "pack", N_("pack of {n}"), "n", office_quantity(r, codes[i].pack_quantity, unit), NULL);
		if (codes[i].branch.v) {
			data_int(x, "branch", codes[i].branch.v);
			data_text(x, "branch_name", office_branch(r, codes[i].branch));
		}
	}
	data_text(d, "new_code.value", again ? param_typed(r, "code") : NULL);
	data_text(d, "new_code.pack", again ? param_typed(r, "pack") : NULL);
	data_bool(d, "new_code.refused", again);
	return office_code_owner(r, d, variant);
}

static const char *variant_name(const struct request *r, const struct variant_row *v)
{
	return *v->label ? v->label : v->sku ? v->sku : text(r->lang, N_("without a name"));
}

static struct error *fill_variants(const struct request *r, struct data *d, const struct item_sheet *sheet)
{
	struct variant_row *rows;
	size_t n;

	TRY(variants_of(r->ctx, sheet->item, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *v = data_add(d, "variants");

		data_int(v, "id", rows[i].id.v);
		data_text(v, "label", variant_name(r, &rows[i]));
		data_text(v, "sku", rows[i].sku);
		data_bool(v, "archived", rows[i].archived);
		data_bool(v, "current", rows[i].id.v == sheet->variant.v);
		data_bool(v, "first", i == 0);
		data_bool(v, "last", i + 1 == (size_t)sheet->live);
	}
	data_bool(d, "several_variants", n > 1);
	data_bool(d, "new_variant", r->errors && strcmp(r->route->name, "office_good_variant") == 0);
	return NULL;
}

/* ---- the page ---- */

static const char *name_in(const struct item_sheet *s, const char *lang)
{
	for (size_t i = 0; i < s->word_count; i++)
		if (strcmp(s->words[i].lang, lang) == 0)
			return s->words[i].name;
	return NULL;
}

static const char *name_of(const struct request *r, const struct item_sheet *s)
{
	const char *name = name_in(s, lang_code(r->lang));

	if (!name)
		name = name_in(s, s->lang) ? name_in(s, s->lang) : s->slug;
	return *s->label ? arena_printf(r->ctx->arena, "%s, %s", name, s->label) : name;
}

/* What the shop says of it; nothing while it is archived. */
static struct error *fill_card(const struct request *r, struct data *d, const struct item_sheet *sheet)
{
	struct price_list_id list = { 0 };
	struct item_card card;

	if (sheet->archived || sheet->variant_archived)
		return NULL;
	TRY(office_price_list(r, (struct branch_id){ 0 }, &list));
	TRY(item_variant(r->ctx, lang_code(r->lang), list, sheet->variant, &card));
	data_text(d, "maker", card.maker);
	data_text(d, "address", arena_printf(r->ctx->arena, "/%s/goods/%s", lang_code(r->lang), url_encode(r->ctx->arena, card.slug)));
	data_rate(d, "tax_rate", card.tax_rate);
	store_price(r, d, &card);
	return NULL;
}

struct error *office_good(struct request *r, struct page *p)
{
	struct variant_id id = { param_number(r, "id", 0) };
	struct data *good = data_part(p->data, "good");
	struct item_sheet sheet;

	office_good_words(&sheet);
	TRY(item_sheet_read(r->ctx, id, &sheet));
	data_int(good, "id", id.v);
	data_bool(good, "archived", sheet.archived);
	data_bool(good, "variant_archived", sheet.variant_archived);
	if (strcmp(sheet.unit, "piece") != 0)
		data_text(good, "sold_by", office_unit(r, sheet.unit));
	TRY(fill_card(r, good, &sheet));
	TRY(office_good_form(r, p->data, &sheet));
	TRY(fill_variants(r, p->data, &sheet));
	TRY(fill_codes(r, p->data, id, sheet.unit));
	TRY(fill_prices(r, p->data, id));
	TRY(fill_places(r, p->data, id, sheet.unit));
	TRY(office_pictures(r, p->data, sheet.item));
	data_bool(p->data, "saved", !r->errors && param_given(r, "saved"));
	office_errors(r, p->data);
	office_page(r, p->data, "goods", name_of(r, &sheet));
	return NULL;
}

/* ---- changing ---- */

static struct variant_id asked(const struct request *r)
{
	return (struct variant_id){ param_number(r, "id", 0) };
}

static struct error *back(struct request *r, struct page *p, const char *section)
{
	page_redirect(p, r->ctx->arena, "/office/goods/%lld%s", (long long)asked(r).v, section);
	return NULL;
}

/* "2026-11-22T06:00", as browsers write it, by the clock of a branch. */
static bool read_time(const struct zone *zone, const char *typed, instant *out)
{
	struct civil at = { 0 };
	char end;

	if (sscanf(typed, "%4d-%2d-%2dT%2d:%2d%c", &at.year, &at.month, &at.day, &at.hour, &at.minute, &end) != 5)
		return false;
	if (at.year < 2000 || at.month < 1 || at.month > 12 || at.day < 1 || at.day > 31 || at.hour < 0 || at.hour > 23 || at.minute < 0 || at.minute > 59)
		return false;
	*out = zone_instant(zone, &at);
	return true;
}

struct error *office_good_price(struct request *r, struct page *p)
{
	struct price_list_id list = { param_number(r, "list", 0) };
	const char *starts = param_text(r, "starts");
	instant from = INSTANT_NONE;

	if (starts && !read_time(list_branch(r, list)->zone, starts, &from))
		return error_field(error_text(ERR(r->ctx->arena, INVALID, "price.starts"),
			N_("Please enter a day and an hour, such as 2026-12-01T06:00."), NULL), "from");
	TRY(price_put(r->ctx, list, asked(r), param_number(r, "price", 0) * PRICE_PER_MINOR, from));
	return back(r, p, "");
}

struct error *office_good_price_withdraw(struct request *r, struct page *p)
{
	TRY(price_withdraw(r->ctx, (struct price_list_id){ param_number(r, "list", 0) }, asked(r), param_number(r, "at", 0)));
	return back(r, p, "");
}

struct error *office_good_stock(struct request *r, struct page *p)
{
	struct stock_adjustment in = {
		.location = { param_number(r, "location", 0) }, .variant = asked(r),
		.counting = param_given(r, "counted"), .counted = param_number(r, "counted", 0), .note = param_text(r, "note"),
	};

	if (param_given(r, "policy"))
		stock_policy_parse(param_text(r, "policy"), &in.policy);
	TRY(stock_adjust(r->ctx, &in));
	return back(r, p, "");
}

struct error *office_good_barcode(struct request *r, struct page *p)
{
	TRY(barcode_put(r->ctx, asked(r), param_text(r, "code"), param_number(r, "pack", QUANTITY_ONE)));
	return back(r, p, "#codes");
}

struct error *office_good_barcode_remove(struct request *r, struct page *p)
{
	TRY(barcode_remove(r->ctx, asked(r), param_text(r, "code"), (struct branch_id){ param_number(r, "branch", 0) }));
	return back(r, p, "#codes");
}

struct error *office_good_variant(struct request *r, struct page *p)
{
	struct variant_id made;

	TRY(variant_make(r->ctx, asked(r), param_text(r, "label"), param_text(r, "sku"), &made));
	page_redirect(p, r->ctx->arena, "/office/goods/%lld", (long long)made.v);
	return NULL;
}

struct error *office_good_variant_move(struct request *r, struct page *p)
{
	TRY(variant_move(r->ctx, (struct variant_id){ param_number(r, "variant", 0) }, strcmp(param_text(r, "to"), "front") == 0));
	return back(r, p, "#variants");
}

struct error *office_good_variant_archive(struct request *r, struct page *p)
{
	TRY(variant_archive(r->ctx, asked(r), strcmp(param_text(r, "to"), "archive") == 0));
	return back(r, p, "");
}

struct error *office_good_archive(struct request *r, struct page *p)
{
	TRY(item_archive(r->ctx, asked(r), strcmp(param_text(r, "to"), "archive") == 0));
	return back(r, p, "");
}
