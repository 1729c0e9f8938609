/* store_home.c: the front page, and the terms. */
#include "app/handlers.h"
#include "app/store.h"
#include "shop/item_cache.h"

#define SHELF 12

struct error *store_home(struct request *r, struct page *p)
{
	struct category none = { 0 };
	struct price_list_id list;
	struct item_page goods;

	TRY(store_price_list(r, &list));
	TRY(item_kept_list(r->ctx, lang_code(r->lang), list, (struct category_id){ 0 }, NULL, SHELF, &goods));
	TRY(store_categories(r, p->data, NULL, &none));
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
