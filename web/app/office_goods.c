/* office_goods.c: the list of goods, its filters, and what list and editor call
 * things. */
#include "app/office_goods.h"

#include "app/handlers.h"
#include "app/store.h"
#include "shop/item_find.h"
#include "shop/stock.h"

#define PAGE 50
#define THUMB_ROOM "3rem"
#define INDENT "\u2003"			/* an em of space: how deep a category is */
#define DEPTH_MAX 8

/* ---- words ---- */

static const struct {
	const char *name, *shown;
	bool offered;			/* what the shop cannot sell yet is shown, not chosen */
} types[] = {
	{ "good", N_("Goods by the piece"), true }, { "weighed", N_("Goods by weight or measure"), true }, { "service", N_("Service"), true },
	{ "digital", N_("Digital goods"), true }, { "deposit", N_("Deposit"), true }, { "event", N_("Event"), false },
	{ "gift_card", N_("Gift card"), false }, { "bundle", N_("Bundle"), false },
};

void office_choice(struct data *d, const char *list, const char *value, const char *name, bool chosen)
{
	struct data *o = data_add(d, list);

	data_text(o, "value", value);
	data_text(o, "name", name);
	data_bool(o, "chosen", chosen);
}

void office_types(const struct request *r, struct data *d, const char *list, const char *chosen)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		bool is = chosen && strcmp(types[i].name, chosen) == 0;

		if (types[i].offered || is)
			office_choice(d, list, types[i].name, text(r->lang, types[i].shown), is);
	}
}

struct error *office_tax_classes(const struct request *r, struct data *d, const char *list, struct tax_class_id chosen)
{
	struct tax_class *classes;
	size_t n;

	TRY(tax_classes(r->ctx, &classes, &n));
	for (size_t i = 0; i < n; i++)
		office_choice(d, list, arena_printf(r->ctx->arena, "%lld", (long long)classes[i].id.v),
			arena_printf(r->ctx->arena, "%s · %s", classes[i].name, format_rate(r->ctx->arena, r->lang, classes[i].rate)),
			classes[i].id.v == chosen.v);
	return NULL;
}

struct tree {
	const struct category *all;
	size_t n;
	const char *slug;
	struct category_id found;
};

static void add_below(const struct request *r, struct data *d, const char *list, struct tree *t, int64_t parent, int depth)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct category *c = &t->all[i];
		bool chosen = t->slug && strcmp(c->slug, t->slug) == 0;
		const char *indent = "";

		if (c->parent.v != parent)
			continue;
		if (chosen)
			t->found = c->id;
		for (int k = 0; k < depth; k++)
			indent = arena_printf(r->ctx->arena, "%s%s", indent, INDENT);
		office_choice(d, list, c->slug, arena_printf(r->ctx->arena, "%s%s", indent, c->name), chosen);
		if (depth < DEPTH_MAX)
			add_below(r, d, list, t, c->id.v, depth + 1);
	}
}

struct error *office_categories_choice(const struct request *r, struct data *d, const char *list, const char *slug,
	struct category_id *found)
{
	struct tree t = { .slug = slug };
	struct category *all;

	TRY(category_all(r->ctx, lang_code(r->lang), &all, &t.n));
	t.all = all;
	add_below(r, d, list, &t, 0, 0);
	*found = t.found;
	return NULL;
}

struct error *office_price_list(const struct request *r, struct branch_id branch, struct price_list_id *out)
{
	for (size_t i = 0; i < r->shop->branch_count; i++)
		if ((!branch.v || r->shop->branches[i].id.v == branch.v) && !ctx_need_branch(r->ctx, r->shop->branches[i].id)) {
			*out = r->shop->branches[i].price_list;
			return NULL;
		}
	return branch.v ? ERR(r->ctx->arena, NOT_FOUND, "branch.none") : store_price_list(r, out);
}

/* ---- filters ---- */

static const struct {
	const char *name, *shown;
	enum item_state state;
} states[] = {
	{ "sale", N_("On sale"), ITEM_ON_SALE }, { "priceless", N_("Without a price"), ITEM_NO_PRICE },
	{ "pictureless", N_("Without a picture"), ITEM_NO_PICTURE }, { "codeless", N_("Without a barcode"), ITEM_NO_BARCODE },
	{ "untranslated", N_("A language is missing"), ITEM_NO_TEXT }, { "review", N_("To look at after an import"), ITEM_TO_REVIEW },
	{ "zero", N_("Nothing left"), ITEM_AT_ZERO }, { "negative", N_("Below zero"), ITEM_BELOW_ZERO }, { "archived", N_("Archived"), ITEM_ARCHIVED },
};

static const struct {
	const char *name, *shown;
} orders[ITEM_ORDERS] = {
	[ORDER_NAME] = { "name", N_("By name") }, [ORDER_NEWEST] = { "newest", N_("Newest first") },
	[ORDER_CHEAPEST] = { "cheapest", N_("Lowest price first") }, [ORDER_DEAREST] = { "dearest", N_("Highest price first") },
};

static const char *const filters[] = { "find", "category", "type", "tax", "state", "branch", "sort" };
#define FILTERS (sizeof(filters) / sizeof(filters[0]))

/* The same list, without one of its filters (NULL: with all), behind a page. */
static const char *address(const struct request *r, const char *without, const char *after)
{
	struct arena *a = r->ctx->arena;
	const char *mark = "?";
	struct str out;

	str_init(&out, a);
	str_add(&out, "/office/goods");
	for (size_t i = 0; i < FILTERS; i++) {
		if (!param_given(r, filters[i]) || (without && strcmp(filters[i], without) == 0))
			continue;
		str_addf(&out, "%s%s=%s", mark, filters[i], url_encode(a, param_typed(r, filters[i])));
		mark = "&";
	}
	if (after)
		str_addf(&out, "%safter=%s", mark, url_encode(a, after));
	return out.p;
}

/* Filters that are set, each with the list without it. */
static void fill_set(const struct request *r, struct data *d, const char *name, const char *list)
{
	struct arena *a = r->ctx->arena;
	struct data *set;

	if (!param_given(r, name))
		return;
	set = data_add(d, "set");
	data_text(set, "without", address(r, name, NULL));
	for (int i = 0; data_get(d, arena_printf(a, "%s.%d.value", list, i)); i++)
		if (data_get(d, arena_printf(a, "%s.%d.chosen", list, i)))
			data_text(set, "name", data_get(d, arena_printf(a, "%s.%d.name", list, i)));
}

static void fill_states(const struct request *r, struct data *d, struct item_filter *f)
{
	const char *state = param_text(r, "state"), *sort = param_text(r, "sort");

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		bool chosen = state && strcmp(state, states[i].name) == 0;

		if (chosen)
			f->state = states[i].state;
		office_choice(d, "states", states[i].name, text(r->lang, states[i].shown), chosen);
	}
	for (size_t i = 0; i < ITEM_ORDERS; i++) {
		bool chosen = sort && strcmp(sort, orders[i].name) == 0;

		if (chosen)
			f->order = (enum item_order)i;
		office_choice(d, "sorts", orders[i].name, text(r->lang, orders[i].shown), chosen);
	}
}

static void fill_branches(const struct request *r, struct data *d, struct branch_id chosen)
{
	for (size_t i = 0; i < r->shop->branch_count; i++) {
		const struct branch *b = &r->shop->branches[i];

		if (!ctx_need_branch(r->ctx, b->id))
			office_choice(d, "branches", arena_printf(r->ctx->arena, "%lld", (long long)b->id.v), b->name, b->id.v == chosen.v);
	}
}

static struct error *fill_filters(const struct request *r, struct data *d, struct item_filter *f)
{
	*f = (struct item_filter){
		.find = param_text(r, "find"), .type = param_text(r, "type"), .tax_class = { param_number(r, "tax", 0) },
		.branch = { param_number(r, "branch", 0) }, .languages = LANG_COUNT,
	};
	TRY(office_categories_choice(r, d, "categories", param_text(r, "category"), &f->category));
	if (param_given(r, "category") && !f->category.v)
		return ERR(r->ctx->arena, NOT_FOUND, "category.none");
	TRY(office_tax_classes(r, d, "taxes", f->tax_class));
	office_types(r, d, "types", f->type);
	fill_states(r, d, f);
	fill_branches(r, d, f->branch);
	fill_set(r, d, "category", "categories");
	fill_set(r, d, "type", "types");
	fill_set(r, d, "tax", "taxes");
	fill_set(r, d, "state", "states");
	fill_set(r, d, "branch", "branches");
	data_text(d, "find", f->find);
	return NULL;
}

/* ---- rows ---- */

static void fill_row(const struct request *r, struct data *d, const struct item_found *row)
{
	const struct item_card *card = &row->card;
	const char *name = card->variants > 1 ? card->name : order_line_name(r->ctx->arena, card);

	data_int(d, "id", card->variant.v);
	data_text(d, "name", name);
	data_text(d, "maker", card->maker);
	data_bool(d, "archived", row->archived);
	if (card->variants > 1)
		data_plural(d, "variants", N_("{n} variant"), "{n} variants", card->variants);
	if (row->languages < LANG_COUNT)
		data_sentence(d, "languages", N_("{n} of {all} languages"), "n", format_whole(r->ctx->arena, r->lang, row->languages),
			"all", format_whole(r->ctx->arena, r->lang, LANG_COUNT), NULL);
	store_price(r, d, card);
	store_tile(r, d, card);
	store_picture(r, data_part(d, "picture"), &card->picture);
	/* The name stands beside it. */
	data_text(d, "picture.alt", "");
	data_text(d, "picture.room", THUMB_ROOM);
	data_bool(d, "picture.lazy", true);
	if (row->free == STOCK_PLENTY)
		return;
	data_text(d, "on_hand", office_quantity(r, row->free, card->unit));
	data_bool(d, "out", row->free <= 0);
}

static void fill_total(const struct request *r, struct data *d, int64_t total)
{
	if (total > ITEM_TOTAL_MAX)
		data_sentence(d, "total", N_("More than {n} goods"), "n", format_whole(r->ctx->arena, r->lang, ITEM_TOTAL_MAX), NULL);
	else if (total > 0)
		data_plural(d, "total", N_("{n} good"), "{n} goods", total);
}

struct error *office_goods(struct request *r, struct page *p)
{
	const char *after = param_text(r, "after");
	struct price_list_id list = { 0 };
	struct item_found_page goods;
	struct item_filter filter;

	TRY(fill_filters(r, p->data, &filter));
	TRY(office_price_list(r, filter.branch, &list));
	TRY(item_find(r->ctx, lang_code(r->lang), list, &filter, after, PAGE, &goods));
	for (size_t i = 0; i < goods.count; i++)
		fill_row(r, data_add(p->data, "goods"), &goods.rows[i]);
	fill_total(r, p->data, goods.total);
	if (after)
		data_text(p->data, "first_page", address(r, NULL, NULL));
	if (goods.next)
		data_text(p->data, "next_page", address(r, NULL, goods.next));
	data_text(p->data, "page.script", "office_goods");
	office_page(r, p->data, "goods", text(r->lang, N_("Goods")));
	return NULL;
}
