/* store_goods.c: the list of goods, and one of them with its variants. */
#include "app/handlers.h"
#include "app/store.h"
#include "base/num.h"
#include "shop/item_cache.h"
#include "shop/search.h"

#define PAGE 24
#define PRODUCT_ROOM "(min-width: 50rem) 34rem, 92vw"
#define FEW (5 * QUANTITY_ONE)	/* from here down the shopper is told how many are left */

/* ---- list ---- */

static const char *list_address(const struct request *r, const char *find, const char *category, const char *after)
{
	struct arena *a = r->ctx->arena;
	const char *names[] = { "find", "category", "after" };
	const char *values[] = { find, category, after };
	const char *mark = "?";
	struct str out;

	str_init(&out, a);
	str_addf(&out, "/%s/goods", lang_code(r->lang));
	for (size_t i = 0; i < 3; i++) {
		if (!values[i])
			continue;
		str_addf(&out, "%s%s=%s", mark, names[i], url_encode(a, values[i]));
		mark = "&";
	}
	return out.p;
}

static void fill_title(struct data *d, enum lang lang, const char *find, const struct category *category)
{
	if (find)
		data_sentence(d, "page.title", N_("Results for “{find}”"), "find", find, NULL);
	else
		data_text(d, "page.title", category->name ? category->name : text(lang, N_("All goods")));
}

static struct error *found(struct request *r, struct price_list_id list, const struct category *category, struct item_page *out)
{
	const char *find = param_text(r, "find"), *after = param_text(r, "after");

	TRY(item_list(r->ctx, lang_code(r->lang), list, category->id, find, after, PAGE, out));
	return out->count || after || category->id.v ? NULL : search_missed(r->ctx, find);
}

/* A former address of goods or of a category leads on for good; what never was
 * one stays as it is. */
static struct error *moved(struct request *r, struct page *p, const char *kind, const char *slug, struct error *none)
{
	const char *now, *query = *r->query ? arena_printf(r->ctx->arena, "?%s", r->query) : "";

	if (none->kind != NOT_FOUND || r->errors || !slug)
		return none;
	TRY(address_now(r->ctx, kind, slug, &now));
	if (!now)
		return none;
	if (strcmp(kind, "item") == 0)
		page_redirect(p, r->ctx->arena, "/%s/goods/%s%s", lang_code(r->lang), url_encode(r->ctx->arena, now), query);
	else
		page_redirect(p, r->ctx->arena, "%s", list_address(r, param_text(r, "find"), now, NULL));
	p->status = 301;
	return NULL;
}

struct error *store_goods(struct request *r, struct page *p)
{
	const char *find = param_text(r, "find"), *slug = param_text(r, "category"), *after = param_text(r, "after");
	struct category category = { 0 };
	struct price_list_id list;
	struct item_page goods;
	struct error *e;

	TRY(store_price_list(r, &list));
	e = store_categories(r, p->data, slug, &category);
	if (e)
		return moved(r, p, "category", slug, e);
	if (find)
		TRY(found(r, list, &category, &goods));
	else
		TRY(item_kept_list(r->ctx, lang_code(r->lang), list, category.id, after, PAGE, &goods));
	for (size_t i = 0; i < goods.count; i++)
		store_listed(r, p->data, &goods.cards[i], i);
	fill_title(p->data, r->lang, find, &category);
	data_text(p->data, "find", find);
	data_bool(p->data, "everything", !find && !slug);
	data_bool(p->data, "paging", after || goods.more);
	if (after)
		data_text(p->data, "first_page", list_address(r, find, slug, NULL));
	if (goods.more)
		data_text(p->data, "next_page", list_address(r, find, slug, goods.next));
	if (category.id.v)
		data_sentence(p->data, "page.description", N_("{category}: order here, collect in the shop, pay when you have the bag in your hand."),
			"category", category.name, NULL);
	data_bool(p->data, "page.noindex", find != NULL);
	data_text(p->data, "page.script", "cart_count");
	return NULL;
}

/* ---- one of them ---- */

struct goods {
	const struct item_card *cards;
	size_t count;
	bool buyable;
};

static void fill_promise(const struct request *r, struct data *d, const struct item_card *card, const struct stock_level *level)
{
	int64_t left = stock_free(level);
	const char *unit = store_unit(r, card->unit);
	const char *shown;

	if (left <= 0) {
		data_text(d, "level", "none");
		data_text(d, "promise", text(r->lang, level->carried ? N_("Sold out") : N_("Not sold in this branch")));
	} else if (left > FEW) {
		data_text(d, "level", "good");
		data_text(d, "promise", text(r->lang, N_("In stock")));
	} else {
		shown = format_quantity(r->ctx->arena, r->lang, left);
		data_text(d, "level", "few");
		data_sentence(d, "promise", N_("Only {left} left"), "left",
			*unit ? arena_printf(r->ctx->arena, "%s %s", shown, unit) : shown, NULL);
	}
}

/* What each branch where one can collect promises of each variant. */
static struct error *fill_promises(struct request *r, struct data **variants, struct goods *g)
{
	struct stock_level *levels;
	size_t n;

	TRY(stock_levels_of_item(r->ctx, g->cards[0].item, &levels, &n));
	for (size_t b = 0; b < r->shop->branch_count; b++) {
		const struct branch *branch = &r->shop->branches[b];

		if (!branch->pickup)
			continue;
		for (size_t i = 0; i < g->count; i++) {
			struct data *d = data_add(variants[i], "branches");
			struct stock_level level = stock_level_at(levels, n, branch->shelf, g->cards[i].variant);

			data_text(d, "name", branch->name);
			fill_promise(r, d, &g->cards[i], &level);
			g->buyable = g->buyable || (stock_free(&level) > 0 && g->cards[i].price != PRICE_NONE);
		}
	}
	return NULL;
}

static struct error *fill_variants(struct request *r, struct data *d, struct goods *g)
{
	struct data **variants = ARENA_ARRAY(r->ctx->arena, g->count, struct data *);
	int64_t chosen = param_number(r, "variant", 0);

	for (size_t i = 0; i < g->count; i++) {
		const struct item_card *card = &g->cards[i];

		if (!chosen && card->price != PRICE_NONE)
			chosen = card->variant.v;
		variants[i] = data_add(d, "variants");
		data_int(variants[i], "id", card->variant.v);
		data_text(variants[i], "label", card->label);
		data_bool(variants[i], "chosen", card->variant.v == chosen);
		store_price(r, variants[i], card);
	}
	return fill_promises(r, variants, g);
}

/* How much of it one takes: pieces, or a weight to type. */
static void fill_quantity(const struct request *r, struct data *good, const struct item_card *card)
{
	const char *unit = store_unit(r, card->unit);
	const char *typed = r->errors ? param_typed(r, "quantity") : NULL;

	data_text(good, "quantity", typed ? typed : "1");
	data_text(good, "least", *unit ? "0.001" : "1");
	data_text(good, "step", *unit ? "any" : "1");
	if (*unit)
		data_sentence(good, "quantity_label", N_("Quantity ({unit})"), "unit", unit, NULL);
	else
		data_text(good, "quantity_label", text(r->lang, N_("Quantity")));
}

/* All of the item's, the large one first. */
static struct error *fill_pictures(struct request *r, struct data *d, const struct item_card *card)
{
	const struct picture *pictures;
	size_t n;

	TRY(item_kept_pictures(r->ctx, lang_code(r->lang), card->item, &pictures, &n));
	for (size_t i = 0; i < n; i++) {
		const struct item_picture shown = { pictures[i].hash, pictures[i].type, pictures[i].width, pictures[i].height, pictures[i].alt };
		struct data *picture = data_add(d, "pictures");

		store_picture(r, picture, &shown);
		data_text(picture, "room", PRODUCT_ROOM);
		data_bool(picture, "lazy", i > 0);
	}
	return NULL;
}

struct error *store_product(struct request *r, struct page *p)
{
	struct data *good = data_part(p->data, "good");
	struct category category = { 0 };
	const char *description;
	struct price_list_id list;
	struct goods g = { 0 };
	struct error *e;

	TRY(store_price_list(r, &list));
	if (!param_text(r, "slug"))
		return ERR(r->ctx->arena, NOT_FOUND, "item.none");
	e = item_kept_by_slug(r->ctx, lang_code(r->lang), list, param_text(r, "slug"), &g.cards, &g.count, &description);
	if (e)
		return moved(r, p, "item", param_text(r, "slug"), e);
	category.id = g.cards[0].category;
	TRY(store_categories(r, p->data, NULL, &category));
	store_card(r, good, &g.cards[0]);
	TRY(fill_pictures(r, p->data, &g.cards[0]));
	fill_quantity(r, good, &g.cards[0]);
	TRY(fill_variants(r, p->data, &g));
	data_text(good, "description", description);
	data_text(p->data, "page.description", description && *description ? description : NULL);
	data_bool(good, "buyable", g.buyable);
	data_bool(p->data, "choices", g.count > 1);
	store_errors(r, p->data);
	data_text(p->data, "page.title", g.cards[0].name);
	data_text(p->data, "page.script", "cart_count");
	return NULL;
}
