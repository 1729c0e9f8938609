/* till_sell.c: the selling page, and the goods that it asks for. */
#include "app/handlers.h"
#include "app/store.h"
#include "app/till.h"
#include "base/json.h"
#include "shop/cash.h"

#define FOUND_MAX 12

struct error *till_sell(struct request *r, struct page *p)
{
	const struct cash *cash = cash_find(r->shop->company.currency);
	const struct branch *branch;
	struct shift shift;
	struct till till;
	bool open;

	TRY(till_here(r, &till, &branch));
	TRY(shift_current(r->ctx, till.id, &open, &shift));
	if (!open) {
		page_redirect(p, r->ctx->arena, "/till/shift/open");
		return NULL;
	}
	till_bar(r, p->data, &till, branch);
	data_int(p->data, "till.id", till.id.v);
	data_text(p->data, "currency", r->shop->company.currency);
	data_int(p->data, "exponent", r->shop->company.currency_exponent);
	for (size_t i = 0; i < cash_values(cash); i++)
		data_int(data_add(p->data, "cash"), "value", cash->values[i]);
	data_text(p->data, "page.title", text(r->lang, N_("Till")));
	data_text(p->data, "page.script", "till");
	return NULL;
}

/* ---- goods ---- */

static json_t *goods_json(const struct request *r, const struct item_card *card)
{
	json_t *o = json_pack("{s:I, s:s, s:s, s:s, s:b, s:I, s:b}", "variant", (json_int_t)card->variant.v,
		"name", order_line_name(r->ctx->arena, card), "unit", card->unit, "unit_shown", store_unit(r, card->unit),
		"weighed", strcmp(card->unit, "piece") != 0, "pack", (json_int_t)card->pack_quantity,
		"measured", card->measured);

	json_object_set_new(o, "price", card->price == PRICE_NONE ? json_null() : json_integer(card->price));
	return o;
}

static struct error *add_variants(struct request *r, const struct branch *branch, const struct item_card *card, json_t *out)
{
	const char *description;
	struct item_card *all;
	size_t n;

	if (card->variants == 1) {
		json_array_append_new(out, goods_json(r, card));
		return NULL;
	}
	TRY(item_by_slug(r->ctx, lang_code(r->lang), branch->price_list, card->slug, &all, &n, &description));
	for (size_t i = 0; i < n && json_array_size(out) < FOUND_MAX; i++)
		json_array_append_new(out, goods_json(r, &all[i]));
	return NULL;
}

static struct error *find(struct request *r, struct page *p, const struct branch *branch, const char *what)
{
	json_t *found = json_keep(r->ctx->arena, json_array());
	struct item_page list;

	TRY(item_list(r->ctx, lang_code(r->lang), branch->price_list, (struct category_id){ 0 }, what, NULL, FOUND_MAX, &list));
	for (size_t i = 0; i < list.count && json_array_size(found) < FOUND_MAX; i++)
		TRY(add_variants(r, branch, &list.cards[i], found));
	page_json(p, r->ctx->arena, json_pack("{s:O}", "found", found));
	return NULL;
}

struct error *till_goods(struct request *r, struct page *p)
{
	const struct branch *branch;
	struct item_card card;
	struct till till;

	TRY(till_here(r, &till, &branch));
	if (!param_given(r, "code"))
		return find(r, p, branch, param_text(r, "find"));
	TRY(item_scan(r->ctx, lang_code(r->lang), branch, param_text(r, "code"), &card));
	page_json(p, r->ctx->arena, json_pack("{s:o}", "goods", goods_json(r, &card)));
	return NULL;
}
