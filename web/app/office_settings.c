/* office_settings.c: where settings begin, and the shop itself: names, tax
 * number, languages, logo. */
#include "app/office_settings.h"

#include "app/handlers.h"
#include "app/http_parse.h"
#include "app/picture.h"
#include "shop/company.h"
#include "shop/country.h"

void settings_page(const struct request *r, struct page *p, const char *title)
{
	office_page(r, p->data, "settings", title);
	office_errors(r, p->data);
}

static bool shown_again(const struct request *r, const char *field)
{
	return r->errors && route_param(r->route, field);
}

const char *settings_typed(const struct request *r, const char *field, const char *stands)
{
	return shown_again(r, field) ? param_typed(r, field) : stands;
}

bool settings_ticked(const struct request *r, const char *field, bool stands)
{
	return shown_again(r, field) ? param_typed(r, field) != NULL : stands;
}

/* ---- where they begin ---- */

struct error *office_settings(struct request *r, struct page *p)
{
	settings_page(r, p, text(r->lang, N_("Settings")));
	data_plural(p->data, "branch_count", N_("{n} branch"), "{n} branches", (int64_t)r->shop->branch_count);
	return NULL;
}

/* ---- the shop ---- */

/* In the order in which they are offered. */
static bool offered(const char *list, const char *code)
{
	const char *at = strstr(list, code);

	return at != NULL;
}

static void fill_langs(const struct request *r, struct data *d)
{
	const struct channel *web = shop_channel(r->shop, "web");
	const char *main = settings_typed(r, "main", r->shop->company.lang);

	for (int l = 0; l < LANG_COUNT; l++) {
		const char *code = lang_code((enum lang)l);
		struct data *o = data_add(d, "form.langs");

		data_text(o, "code", code);
		data_text(o, "name", lang_name((enum lang)l));
		data_bool(o, "main", main && strcmp(main, code) == 0);
		data_bool(o, "chosen", settings_ticked(r, code, web && offered(web->languages, code)));
	}
}

struct error *office_settings_shop(struct request *r, struct page *p)
{
	const struct company *company = &r->shop->company;
	const struct country *country = country_find(company->country);
	struct data *d = p->data;

	settings_page(r, p, text(r->lang, N_("The shop")));
	data_text(d, "form.name", settings_typed(r, "name", company->name));
	data_text(d, "form.legal_name", settings_typed(r, "legal_name", company->legal_name));
	data_text(d, "form.tax_number", settings_typed(r, "tax_number", company->tax_number));
	data_text(d, "form.tax_label", text(r->lang, country->tax_number));
	data_text(d, "form.country", country->name ? text(r->lang, country->name) : company->country);
	data_text(d, "form.currency", company->currency);
	fill_langs(r, d);
	return NULL;
}

struct error *office_settings_shop_save(struct request *r, struct page *p)
{
	struct company_change in = {
		.name = param_text(r, "name"), .legal_name = param_text(r, "legal_name"),
		.tax_number = param_text(r, "tax_number"), .lang = param_text(r, "main"),
	};
	struct str languages;

	str_init(&languages, r->ctx->arena);
	for (int l = 0; l < LANG_COUNT; l++)
		if (param_given(r, lang_code((enum lang)l)))
			str_addf(&languages, "%s%s", languages.len ? " " : "", lang_code((enum lang)l));
	in.languages = languages.p;
	TRY(company_edit(r->ctx, &in));
	page_redirect(p, r->ctx->arena, "/office/settings/shop");
	return NULL;
}

/* ---- the logo ---- */

struct error *office_settings_logo(struct request *r, struct page *p)
{
	size_t n;
	const struct http_file *files = param_files(r, "logo", &n);
	struct media_new logo;
	struct error *e = picture_probe(r->ctx, files[0].name, files[0].bytes, files[0].size, &logo);

	if (e)
		return e->kind == INVALID ? error_field(e, "logo") : e;
	TRY(company_set_logo(r->ctx, &logo));
	page_redirect(p, r->ctx->arena, "/office/settings/shop");
	return NULL;
}

struct error *office_settings_logo_remove(struct request *r, struct page *p)
{
	TRY(company_remove_logo(r->ctx));
	page_redirect(p, r->ctx->arena, "/office/settings/shop");
	return NULL;
}
