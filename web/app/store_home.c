/* store_home.c: the front page, and the terms. */
#include "app/handlers.h"
#include "app/store.h"
#include "shop/item_cache.h"

#define SHELF 12
#define AISLES 12
#define STILL_LIFE 4

/* One of the goods, as the aisle's picture or in the still life on top. */
static void fill_picture(const struct request *r, struct data *d, const struct item_card *card, const char *room)
{
	store_tile(r, d, card);
	store_picture(r, data_part(d, "picture"), &card->picture);
	data_text(d, "picture.alt", "");
	data_text(d, "picture.room", room);
}

/* The newest of a category that has a picture, after so many others; NULL for none. */
static const struct item_card *pictured(const struct item_page *goods, size_t after)
{
	for (size_t i = 0; i < goods->count; i++)
		if (goods->cards[i].picture.hash && after-- == 0)
			return &goods->cards[i];
	return NULL;
}

/* The first categories, each with a picture; the still life on top of the page
 * shows what else is there. */
static struct error *fill_aisles(struct request *r, struct data *d, struct price_list_id list)
{
	const struct category *all;
	size_t n, aisles = 0, shown = 0;

	TRY(category_kept_all(r->ctx, lang_code(r->lang), &all, &n));
	for (size_t i = 0; i < n && aisles < AISLES; i++) {
		const struct item_card *first, *other;
		struct item_page goods;
		struct data *aisle;

		if (all[i].parent.v)
			continue;
		TRY(item_kept_list(r->ctx, lang_code(r->lang), list, all[i].id, NULL, SHELF, &goods));
		first = pictured(&goods, 0);
		other = pictured(&goods, 1);
		aisle = data_add(d, "aisles");
		aisles++;
		data_text(aisle, "href", url_encode(r->ctx->arena, all[i].slug));
		data_text(aisle, "name", all[i].name);
		if (first)
			fill_picture(r, aisle, first, "(min-width: 48em) 9rem, 30vw");
		if (other && shown < STILL_LIFE) {
			fill_picture(r, data_add(d, "still_life"), other, "(min-width: 56em) 13rem, 40vw");
			shown++;
		}
	}
	data_bool(d, "composed", shown == STILL_LIFE);
	return NULL;
}

struct error *store_home(struct request *r, struct page *p)
{
	struct price_list_id list;
	struct item_page goods;

	TRY(store_price_list(r, &list));
	TRY(item_kept_list(r->ctx, lang_code(r->lang), list, (struct category_id){ 0 }, NULL, SHELF, &goods));
	TRY(fill_aisles(r, p->data, list));
	for (size_t i = 0; i < goods.count; i++)
		store_listed(r, p->data, &goods.cards[i], i);
	data_text(p->data, "page.script", "cart_count");
	data_text(p->data, "page.description", text(r->lang,
		N_("Order here, collect in the shop, pay when you have the bag in your hand.")));
	return NULL;
}

struct error *store_terms(struct request *r, struct page *p)
{
	int64_t version;

	TRY(setting_number(r->ctx, SET_TERMS_VERSION, (struct branch_id){ 0 }, (struct till_id){ 0 }, &version));
	data_int(p->data, "terms.version", version);
	data_text(p->data, "page.title", text(r->lang, N_("Terms of sale")));
	data_text(p->data, "page.script", "cart_count");
	return NULL;
}
