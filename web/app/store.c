/* store.c: goods, prices and sums as data of the storefront's templates. */
#include "app/store.h"

#include "base/num.h"
#include "base/utf8.h"
#include "print/qr.h"
#include "shop/country.h"
#include "shop/item_cache.h"

#define CATEGORY_DEPTH 8
#define TINTS 8
#define SEEN_AT_FIRST 6
/* How wide a card is, for the browser that chooses a size. */
#define CARD_ROOM "(min-width: 60rem) 14rem, 45vw"
/* Where a name's first letter or digit stands, if anywhere. */
#define LETTER_WITHIN 8

static struct arena *arena(const struct request *r)
{
	return r->ctx->arena;
}

static struct currency currency(const struct request *r)
{
	return (struct currency){ r->shop->company.currency, (int)r->shop->company.currency_exponent };
}

struct error *store_price_list(const struct request *r, struct price_list_id *out)
{
	const struct channel *web = shop_channel(r->shop, "web");

	if (!web)
		return ERR(arena(r), UNAVAILABLE, "shop.no_web");
	*out = web->price_list;
	return NULL;
}

/* ---- goods ---- */

static const struct {
	const char *unit, *shown;
} units[] = {
	{ "kg", N_("kg") }, { "g", N_("g") }, { "l", N_("l") }, { "ml", N_("ml") }, { "m", N_("m") },
	{ "piece", N_("piece") },
};

static const char *unit_shown(const struct request *r, const char *unit)
{
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(units[i].unit, unit) == 0)
			return text(r->lang, units[i].shown);
	return unit;
}

const char *store_unit(const struct request *r, const char *unit)
{
	return strcmp(unit, "piece") == 0 ? "" : unit_shown(r, unit);
}

void store_tile(const struct request *r, struct data *d, const struct item_card *card)
{
	const char *begins = utf8_cut(arena(r), card->name, LETTER_WITHIN);
	const char *first = utf8_cut(arena(r), utf8_fold(arena(r), begins), 1);

	data_text(d, "letter", *first ? first : "·");
	data_int(d, "tint", card->item.v % TINTS);
}

/* Up to the first that is no smaller than the original: a size never grows. */
static void fill_sizes(const struct request *r, struct data *d, const struct item_picture *picture)
{
	static const int widths[] = MEDIA_WIDTHS;
	const size_t n = sizeof(widths) / sizeof(widths[0]);

	for (size_t i = 0; i < n; i++) {
		struct data *s = data_add(d, "sizes");
		bool last = i + 1 == n || widths[i] >= picture->width;

		data_text(s, "src", arena_printf(arena(r), "/media/%s/%d.webp", picture->hash, widths[i]));
		data_int(s, "width", widths[i] < picture->width ? widths[i] : picture->width);
		data_bool(s, "last", last);
		if (last)
			return;
	}
}

void store_picture(const struct request *r, struct data *d, const struct item_picture *picture)
{
	bool drawing;

	if (!picture->hash)
		return;
	drawing = strcmp(picture->type, MEDIA_DRAWING) == 0;
	data_text(d, "src", arena_printf(arena(r), "/media/%s/%s", picture->hash, drawing ? "drawing.svg" : "320.webp"));
	if (!drawing)
		fill_sizes(r, d, picture);
	data_int(d, "width", picture->width);
	data_int(d, "height", picture->height);
	data_text(d, "alt", picture->alt);
}

static void fill_unit_price(const struct request *r, struct data *d, const struct item_card *card)
{
	struct unit_price u;
	const char *unit;

	if (!country_unit_price(country_find(r->shop->company.country), card->price, card->content, card->content_unit, &u))
		return;
	unit = unit_shown(r, u.unit);
	if (u.quantity != QUANTITY_ONE)
		unit = arena_printf(arena(r), "%s %s", format_quantity(arena(r), r->lang, u.quantity), unit);
	data_text(d, "unit_price", arena_printf(arena(r), "%s / %s",
		format_money(arena(r), r->lang, currency(r), (u.price + PRICE_PER_MINOR / 2) / PRICE_PER_MINOR), unit));
}

void store_price(const struct request *r, struct data *d, const struct item_card *card)
{
	const char *unit = store_unit(r, card->unit);

	if (*unit)
		data_text(d, "unit", unit);
	if (card->content > 0 && card->content_unit)
		data_text(d, "content", arena_printf(arena(r), "%s %s",
			format_quantity(arena(r), r->lang, card->content), unit_shown(r, card->content_unit)));
	if (card->price == PRICE_NONE)
		return;
	data_price(d, "price", card->price);
	fill_unit_price(r, d, card);
}

void store_card(const struct request *r, struct data *d, const struct item_card *card)
{
	bool piece = strcmp(card->unit, "piece") == 0;

	data_text(d, "slug", card->slug);
	data_text(d, "href", url_encode(arena(r), card->slug));
	data_text(d, "name", card->name);
	data_text(d, "maker", card->maker);
	data_int(d, "variant", card->variant.v);
	data_bool(d, "quick", piece && card->variants == 1 && card->price != PRICE_NONE);
	data_sentence(d, "add", N_("Add {name} to the cart"), "name", card->name, NULL);
	store_tile(r, d, card);
	store_picture(r, data_part(d, "picture"), &card->picture);
	data_text(d, "picture.room", CARD_ROOM);
	store_price(r, d, card);
}

void store_listed(const struct request *r, struct data *page, const struct item_card *card, size_t place)
{
	struct data *d = data_add(page, "goods");

	store_card(r, d, card);
	/* The name stands beside it in the same link: once is enough to hear. */
	if (card->picture.alt && strcmp(card->picture.alt, card->name) == 0)
		data_text(d, "picture.alt", "");
	data_bool(d, "picture.lazy", place >= SEEN_AT_FIRST);
}

static void fill_category(const struct request *r, struct data *d, const struct category *category, const struct category *current)
{
	data_text(d, "slug", category->slug);
	data_text(d, "href", url_encode(arena(r), category->slug));
	data_text(d, "name", category->name);
	data_int(d, "tint", category->id.v % TINTS);
	data_bool(d, "current", category == current);
}

static const struct category *category_of(const struct category *all, size_t n, const char *slug, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (slug ? strcmp(slug, all[i].slug) == 0 : all[i].id.v == id)
			return &all[i];
	return NULL;
}

static bool has_below(const struct category *all, size_t n, const struct category *one)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].parent.v == one->id.v)
			return true;
	return false;
}

/* The way down to one, itself last; no deeper than a circle of parents allows. */
static const struct category *fill_crumbs(const struct request *r, struct data *d, const struct category *all, size_t n,
	const struct category *one)
{
	const struct category *way[CATEGORY_DEPTH];
	size_t depth = 0;

	for (const struct category *c = one; c && depth < CATEGORY_DEPTH; c = category_of(all, n, NULL, c->parent.v))
		way[depth++] = c;
	for (size_t i = depth; i > 0; i--)
		fill_category(r, data_add(d, "crumbs"), way[i - 1], one);
	return way[depth - 1];
}

struct error *store_categories(const struct request *r, struct data *d, const char *slug, struct category *chosen)
{
	const struct category *all, *one, *top = NULL;
	int64_t below = -1;
	size_t n;

	TRY(category_kept_all(r->ctx, lang_code(r->lang), &all, &n));
	one = category_of(all, n, slug, chosen->id.v);
	if (slug && !one)
		return ERR(arena(r), NOT_FOUND, "category.none");
	if (one) {
		*chosen = *one;
		top = fill_crumbs(r, d, all, n, one);
		below = has_below(all, n, one) ? one->id.v : one->parent.v ? one->parent.v : -1;
	}
	for (size_t i = 0; i < n; i++) {
		if (!all[i].parent.v) {
			struct data *first = data_add(d, "categories");

			fill_category(r, first, &all[i], one);
			data_bool(first, "open", &all[i] == top);
		} else if (all[i].parent.v == below) {
			fill_category(r, data_add(d, "below"), &all[i], one);
		}
	}
	return NULL;
}

/* ---- sums ---- */

const char *store_count(const struct request *r, int64_t quantity, const char *unit, int64_t unit_price)
{
	const char *shown = store_unit(r, unit);

	return arena_printf(arena(r), "%s%s%s × %s", format_quantity(arena(r), r->lang, quantity), *shown ? " " : "", shown,
		format_price(arena(r), r->lang, currency(r), unit_price));
}

void store_totals(const struct request *r, struct data *d, const struct price_total *total)
{
	data_money(d, "sum.total", total->total);
	for (size_t i = 0; i < total->tax_count; i++) {
		struct data *tax;

		if (!total->taxes[i].tax)
			continue;
		tax = data_add(d, "taxes");
		data_sentence(tax, "label", N_("of which VAT {rate}"), "rate",
			format_rate(arena(r), r->lang, total->taxes[i].rate), NULL);
		data_money(tax, "amount", total->taxes[i].tax);
	}
}

/* ---- the rest ---- */

void store_errors(const struct request *r, struct data *d)
{
	for (const struct error *e = r->errors; e; e = e->also)
		if (!e->field && !data_get(d, "other"))
			data_text(d, "other", text_error(arena(r), r->lang, e));
}

struct error *store_cart_count(const struct request *r, struct data *d)
{
	int64_t n = 0;

	if (r->session)
		TRY(cart_count(r->ctx, r->session->cart, &n));
	if (n)
		data_text(d, "cart.count", format_whole(arena(r), r->lang, n));
	return NULL;
}

struct error *store_qr(struct request *r, struct page *p, const char *path)
{
	struct str svg;

	str_init(&svg, arena(r));
	TRY(qr_svg(arena(r), arena_printf(arena(r), "%s%s", r->ctx->conf->shop_url, path), &svg));
	page_bytes(p, "image/svg+xml", svg.p, svg.len);
	return NULL;
}
