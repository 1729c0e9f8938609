/* layout.c: the store's header and footer as data. */
#include "app/layout.h"

#include "app/page.h"
#include "shop/country.h"

/* The path behind its language, spelled as an address again: "/goods/milk". */
static const char *path_rest(const struct request *r)
{
	struct arena *a = r->ctx->arena;
	const char *s = r->path + 1 + strcspn(r->path + 1, "/");
	struct str out;

	str_init(&out, a);
	while (*s == '/') {
		size_t n = strcspn(++s, "/");
		str_addf(&out, "/%s", url_encode(a, arena_strndup(a, s, n)));
		s += n;
	}
	return out.p;
}

static const char *address_in(const struct request *r, enum lang lang)
{
	struct arena *a = r->ctx->arena;

	if (!r->route || r->route->method != METHOD_GET || !route_param(r->route, "lang"))
		return arena_printf(a, "/%s/", lang_code(lang));
	return arena_printf(a, "/%s%s%s%s", lang_code(lang), path_rest(r), *r->query ? "?" : "", r->query);
}

static void fill_langs(const struct request *r, struct data *d)
{
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		struct data *l = data_add(d, "langs");

		data_text(l, "code", lang_code((enum lang)lang));
		data_text(l, "name", lang_name((enum lang)lang));
		data_text(l, "href", address_in(r, (enum lang)lang));
		data_bool(l, "current", (enum lang)lang == r->lang);
	}
}

static void fill_shop(const struct request *r, struct data *shop)
{
	const struct company *company = &r->shop->company;

	data_text(shop, "legal_name", company->legal_name);
	data_text(shop, "tax_label", text(r->lang, country_find(company->country)->tax_number));
	data_text(shop, "tax_number", company->tax_number);
	for (size_t i = 0; i < r->shop->branch_count; i++) {
		const struct branch *branch = &r->shop->branches[i];
		struct data *b = data_add(shop, "branches");

		data_text(b, "name", branch->name);
		data_text(b, "address", branch->address);
		if (*branch->phone)
			data_text(b, "phone", branch->phone);
	}
}

void layout_data(const struct request *r, struct data *d)
{
	fill_langs(r, d);
	if (r->shop)
		fill_shop(r, data_part(d, "shop"));
}
