/* store_try.c: the demo's guided visit: codes to scan, who may log in, a tour.
 * A shop that is no demo has no such page. */
#include "app/handlers.h"
#include "app/store.h"
#include "price/gtin.h"
#include "print/barcode.h"
#include "shop/init.h"

static const char *const scanned[] = {
	"challah", "milk-3-1l", "country-loaf", "strawberry-jam", "apples", "cola-can", "enamel-mug", "wool-socks",
};

static struct error *demo_only(const struct request *r)
{
	return r->shop->demo ? NULL : ERR(r->ctx->arena, NOT_FOUND, "page.none");
}

/* The first variant's article number; NULL where it has none of 13 digits. */
static struct error *gtin_of(const struct request *r, const char *slug, struct item_card *card, const char **gtin)
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
		if (strlen(codes[i]) == GTIN_SIZE - 1 && strlen(gtin_shown(codes[i], shown)) == 13)
			*gtin = shown;
	return NULL;
}

static struct error *fill_codes(const struct request *r, struct data *d)
{
	for (size_t i = 0; i < sizeof(scanned) / sizeof(scanned[0]); i++) {
		struct item_card card;
		const char *gtin;
		struct error *e = gtin_of(r, scanned[i], &card, &gtin);
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
		data_text(code, "bars", arena_printf(r->ctx->arena, "/%s/try/%s/bars.svg", lang_code(r->lang), card.slug));
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
	TRY(gtin_of(r, param_text(r, "slug"), &card, &gtin));
	if (!gtin)
		return ERR(r->ctx->arena, NOT_FOUND, "barcode.none");
	str_init(&svg, r->ctx->arena);
	TRY(ean13_svg(r->ctx->arena, gtin, &svg));
	page_bytes(p, "image/svg+xml", svg.p, svg.len);
	return NULL;
}
