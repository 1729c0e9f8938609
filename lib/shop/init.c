/* init.c: the first rows of a shop, by country. */
#include "shop/init.h"

#include "base/utf8.h"
#include "db/dump.h"
#include "db/migrate.h"
#include "shop/branch.h"
#include "shop/company.h"
#include "shop/country.h"
#include "shop/document.h"
#include "shop/item.h"

/* ---- the input ---- */

static struct error *wrong(struct ctx *c, const char *field, const char *text)
{
	return error_field(error_text(ERR(c->arena, INVALID, "init.input"), text, NULL), field);
}

static bool text_fits(const char *s, size_t max)
{
	return s && *s && utf8_valid(s, strlen(s)) && utf8_length(s) <= max;
}

static struct branch_fields fields_of(const struct country *country, const struct init_branch *b)
{
	return (struct branch_fields){ .name = b->name, .code = b->code, .address = b->address, .phone = b->phone,
		.alert_email = b->alert_email, .zone = country->zone, .pickup = true, .own_prices = b->own_prices };
}

struct error *init_check(struct ctx *c, const struct init_shop *in)
{
	const struct country *country = country_find(in->country);
	struct error *bad = NULL;
	const char *number;

	if (!country->currency)
		return error_field(error_text(ERR(c->arena, INVALID, "init.country"),
			N_("A shop can be in IL, PL or FI."), NULL), "country");
	if (!text_fits(in->name, 190))
		bad = error_also(bad, wrong(c, "name", N_("The shop needs a name of at most 190 characters.")));
	if (in->legal_name && !text_fits(in->legal_name, 190))
		bad = error_also(bad, wrong(c, "legal-name", N_("The shop needs a name of at most 190 characters.")));
	bad = error_also(bad, company_tax_number(c, in->country, in->tax_number, &number));
	if (!in->branch_count)
		bad = error_also(bad, wrong(c, "branch", N_("The shop needs a branch.")));
	for (size_t i = 0; i < in->branch_count; i++) {
		struct branch_fields fields = fields_of(country, &in->branches[i]);

		bad = error_also(bad, branch_check(c, &fields));
	}
	return bad;
}

/* ---- the rows ---- */

struct making {
	struct ctx *c;
	const struct init_shop *in;
	const struct country *country;
	const char *tax_number, *languages;
	int64_t company, base_list;
};

static struct error *add_tax(struct making *m, const struct country_class *class)
{
	const struct zone *zone = zone_find(m->country->zone);
	struct db *db = m->c->db;
	int64_t id;

	if (!zone)
		return error_note(ERR(m->c->arena, INTERNAL, "shop.zone"), "no zone %s; is tzdata installed?", m->country->zone);
	TRY(db_insert(db, &id, "INSERT INTO tax_class (code, name) VALUES (?, ?)", ARGS(T(class->code), T(class->name))));
	for (const struct country_rate *r = class->rates; r < class->rates + COUNTRY_RATES && r->year; r++) {
		struct civil from = { .year = r->year, .month = r->month, .day = r->day };

		TRY(db_exec(db, NULL, "INSERT INTO tax_rate (tax_class_id, valid_from, rate) VALUES (?, ?, ?)",
			ARGS(I(id), AT(zone_instant(zone, &from)), I(r->rate))));
	}
	return NULL;
}

static struct error *add_branch(struct making *m, const struct init_branch *b)
{
	struct branch_fields fields = fields_of(m->country, b);
	struct branch_id id;

	TRY(branch_insert(m->c, &fields, &id));
	return hours_put_week(m->c, id, b->week, b->week_count);
}

/* The first of "he en". */
static const char *main_language(struct arena *a, const char *languages)
{
	return arena_strndup(a, languages, strcspn(languages, " "));
}

static struct error *add_channel(struct making *m, const char *kind)
{
	return db_exec(m->c->db, NULL,
		"INSERT INTO sales_channel (company_id, kind, code, name, languages, price_list_id) VALUES (?, ?, ?, ?, ?, ?)",
		ARGS(I(m->company), T(kind), T(kind), T(m->in->name),
		     T(m->languages), I(m->base_list)));
}

static struct error *make(struct db *db, void *arg)
{
	struct making *m = arg;
	const struct init_shop *in = m->in;
	int64_t there;

	TRY(db_whole(db, &there, 0, "SELECT COUNT(*) FROM company", NULL, 0));
	if (there)
		return error_text(ERR(m->c->arena, CONFLICT, "shop.exists"), N_("This database holds a shop already."), NULL);
	TRY(db_insert(db, &m->company,
		"INSERT INTO company (name, legal_name, tax_number, country, currency, currency_exponent, lang, created_at) "
		"VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		ARGS(T(in->name), T(in->legal_name ? in->legal_name : in->name), T(m->tax_number), T(in->country),
		     T(m->country->currency), I(m->country->exponent), T(main_language(m->c->arena, m->languages)), AT(m->c->now))));
	TRY(db_insert(db, &m->base_list, "INSERT INTO price_list (company_id, code, currency) VALUES (?, 'base', ?)",
		ARGS(I(m->company), T(m->country->currency))));
	for (size_t i = 0; i < COUNTRY_CLASSES && m->country->classes[i].code; i++)
		TRY(add_tax(m, &m->country->classes[i]));
	for (size_t i = 0; i < in->branch_count; i++)
		TRY(add_branch(m, &in->branches[i]));
	TRY(add_channel(m, "web"));
	TRY(add_channel(m, "till"));
	if (in->logo)
		TRY(company_put_logo(m->c, in->logo));
	TRY(item_changed(m->c));
	TRY(setting_put(db, SET_OPEN, "company", m->company, in->open ? "1" : "0"));
	return setting_put(db, SET_CASH_STEP, "company", m->company, m->country->cash_step);
}

struct error *init_shop(struct ctx *c, const struct init_shop *in)
{
	struct making m = { .c = c, .in = in, .country = country_find(in->country) };

	TRY(init_check(c, in));
	m.languages = in->languages ? in->languages : m.country->lang;
	TRY(company_tax_number(c, in->country, in->tax_number, &m.tax_number));
	TRY(signing_key_create(c->arena, c->conf->state_dir));
	TRY(db_tx(c->db, make, &m));
	shop_forget();
	return NULL;
}

/* ---- the demo goes ---- */

struct error *init_holds(struct ctx *c, enum init_holds *out)
{
	int64_t companies, demo;

	TRY(db_whole(c->db, &companies, 0, "SELECT COUNT(*) FROM company", NULL, 0));
	TRY(db_whole(c->db, &demo, 0, "SELECT COUNT(*) FROM setting WHERE scope = 'company' AND name = 'shop.demo' AND value = '1'", NULL, 0));
	*out = !companies ? INIT_NOTHING : demo ? INIT_DEMO : INIT_SHOP;
	return NULL;
}

static struct error *put_version(struct db *db, void *arg)
{
	const int64_t *number = arg;

	return db_exec(db, NULL, "INSERT INTO version (name, number) VALUES ('goods', ?)", ARGS(I(*number + 1)));
}

struct error *init_empty_demo(struct ctx *c, const char *migrations)
{
	enum init_holds holds;
	int64_t version;
	int done;

	TRY(init_holds(c, &holds));
	if (holds == INIT_SHOP)
		return error_text(ERR(c->arena, CONFLICT, "shop.exists"),
			N_("The shop in this database is not the demo: nothing was touched."), NULL);
	TRY(db_whole(c->db, &version, 0, "SELECT number FROM version WHERE name = 'goods'", NULL, 0));
	TRY(dump_drop(c->db, c->arena));
	TRY(migrate_run(c->db, c->arena, migrations, &done, NULL));
	shop_forget();
	return db_tx(c->db, put_version, &version);
}
