/* company.c: what the owner changes of the shop itself. */
#include "shop/company.h"

#include "base/json.h"
#include "base/utf8.h"
#include "shop/audit.h"
#include "shop/tax_number.h"

#define NAME_MAX_LENGTH 190

struct work {
	struct ctx *c;
	const struct company_change *in;
	const struct media_new *logo;
	const char *tax_number, *languages;
};

static struct error *wrong(struct ctx *c, const char *field, const char *sentence)
{
	return error_field(error_text(ERR(c->arena, INVALID, "company.invalid"), sentence, NULL), field);
}

static bool name_fits(const char *s)
{
	return s && *s && utf8_valid(s, strlen(s)) && utf8_length(s) <= NAME_MAX_LENGTH;
}

static const struct {
	const char *country, *sentence;
} expected[] = {
	{ "IL", N_("This is no Israeli company or dealer number: nine digits, the last of them a check.") },
	{ "PL", N_("This is no NIP: ten digits, the last of them a check.") },
	{ "FI", N_("This is no Y-tunnus: seven digits, a hyphen and a check digit, as 0112038-9.") },
	{ "", N_("At most 32 characters.") },
};

struct error *company_tax_number(struct ctx *c, const char *country, const char *typed, const char **out)
{
	char *tidied = arena_alloc(c->arena, TAX_NUMBER_SIZE);
	size_t i = 0;

	*out = tidied;
	if (typed && tax_number_tidy(country, typed, tidied))
		return NULL;
	while (*expected[i].country && strcmp(expected[i].country, country) != 0)
		i++;
	return wrong(c, "tax_number", expected[i].sentence);
}

/* ---- names, number, languages ---- */

static bool listed(const char *list, const char *code)
{
	for (size_t n; *list; list += n + (list[n] == ' ')) {
		n = strcspn(list, " ");
		if (strlen(code) == n && memcmp(list, code, n) == 0)
			return true;
	}
	return false;
}

/* Only what differs is said, and no name: a dealer's own is personal. */
static json_t *changes(const struct company *now, const struct work *w)
{
	json_t *fields = json_array();
	const struct {
		const char *field, *before, *after;
	} all[] = {
		{ "name", now->name, w->in->name }, { "legal_name", now->legal_name, w->in->legal_name },
		{ "tax_number", now->tax_number, w->tax_number }, { "lang", now->lang, w->in->lang },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (strcmp(all[i].before, all[i].after) != 0)
			json_array_append_new(fields, json_string(all[i].field));
	return json_pack("{s:o s:s}", "changed", fields, "languages", w->languages);
}

static struct error *edit(struct db *db, void *arg)
{
	const struct work *w = arg;
	const struct company_change *in = w->in;
	const struct shop *shop;

	TRY(shop_get(w->c, &shop));
	TRY(db_exec(db, NULL, "UPDATE company SET name = ?, legal_name = ?, tax_number = ?, lang = ? WHERE id = ?",
		ARGS(T(in->name), T(in->legal_name), T(w->tax_number), T(in->lang), I(shop->company.id))));
	TRY(db_exec(db, NULL, "UPDATE sales_channel SET languages = ? WHERE kind = 'web'", ARGS(T(w->languages))));
	return audit_add(w->c, "shop.changed", "company", shop->company.id, json_keep(w->c->arena, changes(&shop->company, w)));
}

struct error *company_edit(struct ctx *c, const struct company_change *in)
{
	struct company_change all = *in;
	struct work w = { .c = c, .in = &all };
	struct error *bad = NULL, *e;
	const struct shop *shop;

	TRY(ctx_need(c, MAY_SETTINGS_EDIT));
	if (!all.legal_name || !*all.legal_name)
		all.legal_name = all.name;
	TRY(shop_get(c, &shop));
	if (!name_fits(all.name))
		bad = error_also(bad, wrong(c, "name", N_("The shop needs a name of at most 190 characters.")));
	else if (!name_fits(all.legal_name))
		bad = error_also(bad, wrong(c, "legal_name", N_("The shop needs a name of at most 190 characters.")));
	e = company_tax_number(c, shop->company.country, all.tax_number, &w.tax_number);
	if (e)
		bad = error_also(bad, e);
	if (bad)
		return bad;
	w.languages = listed(all.languages, all.lang) ? all.languages
		: arena_printf(c->arena, "%s%s%s", all.lang, *all.languages ? " " : "", all.languages);
	TRY(db_tx(c->db, edit, &w));
	shop_forget();
	return NULL;
}

/* ---- the logo ---- */

static struct error *forget_logo(struct ctx *c)
{
	int64_t media;

	TRY(db_whole(c->db, &media, 0, "SELECT logo_media_id FROM company ORDER BY id LIMIT 1 FOR UPDATE", NULL, 0));
	TRY(db_exec(c->db, NULL, "UPDATE company SET logo_media_id = NULL", NULL, 0));
	return media_drop(c, (struct media_id){ media });
}

struct error *company_put_logo(struct ctx *c, const struct media_new *in)
{
	struct media_id media;

	TRY(forget_logo(c));
	TRY(media_add(c, in, &media));
	return db_exec(c->db, NULL, "UPDATE company SET logo_media_id = ?", ARGS(ID(media)));
}

static struct error *note_logo(struct ctx *c, const char *action)
{
	int64_t company;

	TRY(db_whole(c->db, &company, 0, "SELECT MIN(id) FROM company", NULL, 0));
	return audit_add(c, action, "company", company, NULL);
}

static struct error *set_logo(struct db *db, void *arg)
{
	const struct work *w = arg;

	(void)db;
	TRY(company_put_logo(w->c, w->logo));
	return note_logo(w->c, "shop.logo");
}

struct error *company_set_logo(struct ctx *c, const struct media_new *in)
{
	struct work w = { .c = c, .logo = in };

	TRY(ctx_need(c, MAY_SETTINGS_EDIT));
	TRY(db_tx(c->db, set_logo, &w));
	shop_forget();
	return NULL;
}

static struct error *remove_logo(struct db *db, void *arg)
{
	const struct work *w = arg;

	(void)db;
	TRY(forget_logo(w->c));
	return note_logo(w->c, "shop.logo_removed");
}

struct error *company_remove_logo(struct ctx *c)
{
	struct work w = { .c = c };

	TRY(ctx_need(c, MAY_SETTINGS_EDIT));
	TRY(db_tx(c->db, remove_logo, &w));
	shop_forget();
	return NULL;
}
