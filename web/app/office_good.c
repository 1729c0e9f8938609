/* office_good.c: one of the goods: its prices, its stock. */
#include "app/handlers.h"
#include "app/office_goods.h"
#include "app/office_pictures.h"
#include "app/store.h"
#include "base/num.h"
#include "price/gtin.h"
#include "shop/stock.h"

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

static struct error *fill_prices(const struct request *r, struct data *d, struct variant_id variant)
{
	struct list_price *lists;
	size_t n;

	TRY(price_lists(r->ctx, variant, &lists, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *l = data_add(d, "prices");
		bool again = refused(r, "list", lists[i].list.v);

		data_int(l, "id", lists[i].list.v);
		data_text(l, "code", lists[i].code);
		fill_users(r, l, lists[i].list);
		if (lists[i].price != PRICE_NONE)
			data_price(l, "price", lists[i].price);
		data_text(l, "typed", again ? param_typed(r, "price") : plain_price(r, lists[i].price));
		data_bool(l, "refused", again);
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

static struct error *fill_places(const struct request *r, struct data *d, const struct item_card *card)
{
	struct stock_place *places;
	size_t n;

	TRY(stock_places(r->ctx, card->variant, &places, &n));
	for (size_t i = 0; i < n; i++)
		fill_place(r, data_add(d, "places"), &places[i], card->unit);
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

static struct error *fill_codes(const struct request *r, struct data *d, struct variant_id variant)
{
	const char *const *codes;
	size_t n;

	TRY(item_barcodes(r->ctx, variant, &codes, &n));
	for (size_t i = 0; i < n; i++)
		data_text(data_add(d, "codes"), "code", code_shown(r->ctx->arena, codes[i]));
	return NULL;
}

/* The other variants of the same item. */
static struct error *fill_variants(const struct request *r, struct data *d, struct price_list_id list, const struct item_card *card)
{
	struct item_card *cards;
	const char *description;
	size_t n;

	if (card->variants < 2)
		return NULL;
	TRY(item_by_slug(r->ctx, lang_code(r->lang), list, card->slug, &cards, &n, &description));
	for (size_t i = 0; i < n; i++) {
		struct data *v = data_add(d, "variants");

		data_int(v, "id", cards[i].variant.v);
		data_text(v, "label", cards[i].label);
		data_bool(v, "current", cards[i].variant.v == card->variant.v);
	}
	return NULL;
}

struct error *office_good(struct request *r, struct page *p)
{
	struct variant_id id = { param_number(r, "id", 0) };
	struct price_list_id list = { 0 };
	struct item_card card;

	TRY(office_price_list(r, (struct branch_id){ 0 }, &list));
	TRY(item_variant(r->ctx, lang_code(r->lang), list, id, &card));
	data_int(p->data, "good.id", id.v);
	data_text(p->data, "good.maker", card.maker);
	data_text(p->data, "good.address", arena_printf(r->ctx->arena, "/%s/goods/%s", lang_code(r->lang),
		url_encode(r->ctx->arena, card.slug)));
	data_rate(p->data, "good.tax_rate", card.tax_rate);
	store_price(r, data_part(p->data, "good"), &card);
	TRY(fill_variants(r, p->data, list, &card));
	TRY(fill_codes(r, p->data, id));
	TRY(fill_prices(r, p->data, id));
	TRY(fill_places(r, p->data, &card));
	TRY(office_pictures(r, p->data, card.item));
	office_errors(r, p->data);
	office_page(r, p->data, "goods", order_line_name(r->ctx->arena, &card));
	return NULL;
}

/* ---- changing ---- */

static struct error *back(struct request *r, struct page *p)
{
	page_redirect(p, r->ctx->arena, "/office/goods/%lld", (long long)param_number(r, "id", 0));
	return NULL;
}

struct error *office_good_price(struct request *r, struct page *p)
{
	TRY(price_put(r->ctx, (struct price_list_id){ param_number(r, "list", 0) },
		(struct variant_id){ param_number(r, "id", 0) }, param_number(r, "price", 0) * PRICE_PER_MINOR));
	return back(r, p);
}

struct error *office_good_stock(struct request *r, struct page *p)
{
	struct stock_adjustment in = {
		.location = { param_number(r, "location", 0) }, .variant = { param_number(r, "id", 0) },
		.counting = param_given(r, "counted"), .counted = param_number(r, "counted", 0), .note = param_text(r, "note"),
	};

	if (param_given(r, "policy"))
		stock_policy_parse(param_text(r, "policy"), &in.policy);
	TRY(stock_adjust(r->ctx, &in));
	return back(r, p);
}
