/* store_try.c: the demo's guided visit: codes to scan, who may log in, a tour.
 * A shop that is no demo has no such page. */
#include "app/handlers.h"
#include "app/store.h"
#include "price/label.h"
#include "print/barcode.h"
#include "shop/init.h"

static const struct {
	const char *slug;
	int64_t weight;			/* of a label from the scale, thousandths; 0: the number on the pack */
} scanned[] = {
	{ "challah", 0 }, { "milk-3-1l", 0 }, { "country-loaf", 0 }, { "strawberry-jam", 0 }, { "apples", 1284 }, { "tomatoes", 765 },
	{ "cola-can", 0 }, { "enamel-mug", 0 }, { "wool-socks", 0 },
};

static struct error *demo_only(const struct request *r)
{
	return r->shop->demo ? NULL : ERR(r->ctx->arena, NOT_FOUND, "page.none");
}

/* A number of 13 digits, as it stands on the pack or as a scale prints it. */
static bool shown_as(const struct request *r, const char *code, int64_t weight, char out[GTIN_SIZE])
{
	if (weight)
		return label_write(r->shop->branches[0].scale_labels, code, weight, out);
	return strlen(code) == GTIN_SIZE - 1 && strlen(gtin_shown(code, out)) == 13;
}

/* The first variant's bars; *gtin NULL where it has none. */
static struct error *gtin_of(const struct request *r, const char *slug, int64_t weight, struct item_card *card, const char **gtin)
{
	struct price_list_id list;
	struct item_card *variants;
	const char *const *codes, *description;
	char *shown = arena_alloc(r->ctx->arena, GTIN_SIZE);
	size_t n;

	*gtin = NULL;
	TRY(store_price_list(r, &list));
	TRY(item_by_slug(r->ctx, lang_code(r->lang), list, slug, &variants, &n, &description));
	*card = variants[0];
	TRY(item_barcodes(r->ctx, card->variant, &codes, &n));
	for (size_t i = 0; i < n && !*gtin; i++)
		if (shown_as(r, codes[i], weight, shown))
			*gtin = shown;
	return NULL;
}

static struct error *fill_codes(const struct request *r, struct data *d)
{
	for (size_t i = 0; i < sizeof(scanned) / sizeof(scanned[0]); i++) {
		struct item_card card;
		const char *gtin;
		int64_t weight = scanned[i].weight;
		struct error *e = gtin_of(r, scanned[i].slug, weight, &card, &gtin);
		struct data *code;

		/* The owner of a demo may have taken it off the shelf. */
		if (e && e->kind == NOT_FOUND)
			continue;
		TRY(e);
		if (!gtin)
			continue;
		code = data_add(d, "codes");
		store_card(r, code, &card);
		data_text(code, "gtin", gtin);
		data_text(code, "bars", arena_printf(r->ctx->arena, "/%s/try/%s/bars.svg%s", lang_code(r->lang), card.slug,
			weight ? arena_printf(r->ctx->arena, "?weight=%lld", (long long)weight) : ""));
		if (weight)
			data_sentence(code, "weight", N_("{weight} kg by the scale"), "weight",
				format_quantity(r->ctx->arena, r->lang, weight), NULL);
	}
	return NULL;
}

static void fill_people(struct data *d)
{
	size_t n;
	const struct init_login *logins = init_demo_logins(&n);

	for (size_t i = 0; i < n; i++) {
		struct data *l = data_add(d, "people");

		data_text(l, "login", logins[i].login);
		data_text(l, "password", logins[i].password);
		data_text(l, "pin", logins[i].pin);
	}
}

struct error *store_try(struct request *r, struct page *p)
{
	TRY(demo_only(r));
	TRY(fill_codes(r, p->data));
	fill_people(p->data);
	data_text(p->data, "page.title", text(r->lang, N_("Try it")));
	data_text(p->data, "page.script", "cart_count");
	data_text(p->data, "page.style", "try");
	data_bool(p->data, "page.noindex", true);
	return NULL;
}

struct error *store_try_bars(struct request *r, struct page *p)
{
	struct item_card card;
	const char *gtin;
	struct str svg;

	TRY(demo_only(r));
	TRY(gtin_of(r, param_text(r, "slug"), param_number(r, "weight", 0), &card, &gtin));
	if (!gtin)
		return ERR(r->ctx->arena, NOT_FOUND, "barcode.none");
	str_init(&svg, r->ctx->arena);
	TRY(ean13_svg(r->ctx->arena, gtin, &svg));
	page_bytes(p, "image/svg+xml", svg.p, svg.len);
	return NULL;
}
