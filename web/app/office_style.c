/* office_style.c: the style page: every component in every state, made of the classes and
 * fragments of the real screens with goods and orders that nobody sold. */
#include "app/handlers.h"
#include "app/office.h"
#include "app/store.h"
#include "print/chart.h"

/* Words of tokens.css, tried against each other: text on its ground. */
static const struct { const char *ink, *ground; } pairs[] = {
	{ "ink", "paper" }, { "ink", "card" }, { "ink-soft", "paper" }, { "ink-soft", "card" }, { "accent", "paper" }, { "accent", "card" },
	{ "accent", "accent-soft" }, { "ink", "accent-soft" }, { "ink-soft", "accent-soft" }, { "accent-ink", "accent" },
	{ "accent-ink", "accent-hover" }, { "good", "card" }, { "good", "accent-soft" }, { "warn", "card" }, { "warn", "warn-soft" },
	{ "ink", "warn-soft" }, { "bad", "card" }, { "bad", "bad-soft" }, { "ink", "bad-soft" }, { "hero-ink", "hero" },
	{ "hero-button", "awning" }, { "slip-ink", "slip" }, { "slip-soft", "slip" },
};

static const char *const sizes[] = { "text-3xl", "text-2xl", "text-xl", "text-l", "text-m", "text-s" };
static const char *const spaces[] = { "space-1", "space-2", "space-3", "space-4", "space-5", "space-6", "space-7", "space-8" };

/* The symbols of static/img/icons.svg. */
static const char *const icons[] = { "alert", "audit", "bag", "box", "card", "cart", "check", "clock", "cross", "down", "gear", "globe",
	"help", "home", "info", "label", "leave", "lock", "menu", "offline", "order", "people", "phone", "picture", "pin", "plus", "print",
	"search", "staff", "stock", "swap", "tag", "till", "trash", "undo" };

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void fill_names(struct data *d, const char *path, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		data_text(data_add(d, path), "name", names[i]);
}

static void fill_pairs(struct data *d)
{
	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct data *pair = data_add(d, "pairs");

		data_text(pair, "ink", pairs[i].ink);
		data_text(pair, "ground", pairs[i].ground);
	}
}

/* ---- what the fragments are filled with ---- */

static void fill_orders(const struct request *r, struct data *d)
{
	static const char *const stages[] = { "placed", "ready", "done", "cancelled", "lapsed" };

	for (size_t i = 0; i < COUNT(stages); i++)
		office_order_row(r, data_add(d, "orders"), &(struct order){
			.id = { 1 }, .code = "0ABC1DEF", .channel = i == 2 ? "till" : "web", .stage = stages[i], .branch = r->shop->branches[0].id,
			.total = 2790 * (int64_t)(i + 1), .placed_at = r->ctx->now, .customer_name = i == 2 ? NULL : text(r->lang, N_("Customer")) });
}

/* One by the piece, one by weight, one that is not for sale. */
static void fill_goods(const struct request *r, struct data *d)
{
	static const struct item_card cards[] = {
		{ .slug = "a", .unit = "piece", .variants = 1, .price = 5900000, .maker = "", .item = { 2 } },
		{ .slug = "b", .unit = "kg", .variants = 1, .price = 14900000, .maker = "", .item = { 3 } },
		{ .slug = "c", .unit = "piece", .variants = 1, .price = PRICE_NONE, .maker = "", .item = { 5 } },
	};

	for (size_t i = 0; i < COUNT(cards); i++) {
		struct item_card card = cards[i];

		card.name = text(r->lang, N_("Goods"));
		store_listed(r, d, &card, i);
	}
}

static void fill_chart(const struct request *r, struct data *d)
{
	struct chart_bar bars[30];
	struct data *c = data_part(d, "chart");
	struct chart chart;

	for (int64_t i = 0; i < 30; i++)
		bars[i] = (struct chart_bar){ .lower = i % 7 == 6 ? 0 : 300000 + 40000 * (i % 6), .upper = i % 7 == 6 ? 0 : 40000 + 9000 * (i % 4) };
	chart_stack(r->ctx->arena, bars, 30, &chart);
	data_text(c, "box", arena_printf(r->ctx->arena, "0 0 %d %d", CHART_WIDTH, CHART_HEIGHT));
	data_text(c, "lower", chart.lower);
	data_text(c, "upper", chart.upper);
	data_money(c, "top", chart.top);
	data_money(c, "middle", chart.top / 2);
	data_money(c, "zero", 0);
	data_money(c, "web", chart.top);
	data_money(c, "till", chart.top);
	data_money(c, "total", 2 * chart.top);
}

static void fill_slip(const struct request *r, struct data *d)
{
	struct data *line = data_add(d, "lines"), *tax = data_add(d, "taxes"), *pay = data_add(d, "payments");

	data_text(d, "document.number", "1-000001");
	data_text(d, "document.title", text(r->lang, N_("Receipt")));
	data_text(d, "document.issued_at", office_time(r, r->shop->branches[0].id, r->ctx->now));
	data_money(d, "document.total", 1180);
	data_text(d, "branch.name", r->shop->branches[0].name);
	data_text(line, "name", text(r->lang, N_("Goods")));
	data_text(line, "count", store_count(r, 2000, "piece", 5900000));
	data_money(line, "amount", 1180);
	data_rate(tax, "rate", 1800);
	data_money(tax, "net", 1000);
	data_money(tax, "tax", 180);
	data_text(pay, "name", text(r->lang, N_("Cash")));
	data_money(pay, "tendered", 2000);
	data_money(pay, "change", 820);
}

struct error *office_style(struct request *r, struct page *p)
{
	struct data *d = p->data;

	office_page(r, d, "", text(r->lang, N_("Style")));
	data_text(d, "page.style", "style");
	data_text(d, "page.script", "style");
	data_text(d, "page.scheme", param_text(r, "scheme"));
	for (int i = 0; i < LANG_COUNT; i++) {
		struct data *tongue = data_add(d, "tongues");

		data_text(tongue, "code", lang_code((enum lang)i));
		data_text(tongue, "name", lang_name((enum lang)i));
	}
	fill_names(d, "sizes", sizes, COUNT(sizes));
	fill_names(d, "spaces", spaces, COUNT(spaces));
	fill_names(d, "icons", icons, COUNT(icons));
	fill_pairs(d);
	fill_orders(r, d);
	fill_goods(r, d);
	fill_chart(r, d);
	fill_slip(r, d);
	return NULL;
}
