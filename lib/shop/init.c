/* init.c: the first rows of a shop, by country. */
#include "shop/init.h"

#include "base/utf8.h"
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

static bool code_valid(const char *code)
{
	size_t n = strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

	return n > 0 && n <= 16 && !code[n];
}

static struct error *check(struct ctx *c, const struct init_shop *in)
{
	if (!country_find(in->country)->currency)
		return error_field(error_text(ERR(c->arena, INVALID, "init.country"),
			N_("A shop can be in IL, PL or FI."), NULL), "country");
	if (!text_fits(in->name, 190))
		return wrong(c, "name", N_("The shop needs a name of at most 190 characters."));
	if (!text_fits(in->tax_number, 32))
		return wrong(c, "tax-number", N_("The shop needs its tax number."));
	for (size_t i = 0; i < in->branch_count; i++) {
		if (!code_valid(in->branches[i].code))
			return wrong(c, "branch", N_("A branch's code is up to 16 capital letters, digits and hyphens."));
		if (!text_fits(in->branches[i].name, 190))
			return wrong(c, "branch-name", N_("The branch needs a name of at most 190 characters."));
	}
	return NULL;
}

/* ---- the rows ---- */

struct making {
	struct ctx *c;
	const struct init_shop *in;
	const struct country *country;
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

static struct error *add_list(struct making *m, const char *code, int64_t parent, int64_t *out)
{
	return db_insert(m->c->db, out,
		"INSERT INTO price_list (company_id, code, currency, parent_id) VALUES (?, ?, ?, ?)",
		ARGS(I(m->company), T(code), T(m->country->currency), parent ? I(parent) : NONE));
}

static struct error *add_branch(struct making *m, const struct init_branch *b)
{
	struct db *db = m->c->db;
	int64_t id, list = m->base_list;

	if (b->own_prices)
		TRY(add_list(m, b->code, m->base_list, &list));
	TRY(db_insert(db, &id,
		"INSERT INTO branch (company_id, code, name, address, phone, alert_email, zone, day_ends, price_list_id, pickup) "
		"VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, TRUE)",
		ARGS(I(m->company), T(b->code), T(b->name), T(b->address), T(b->phone), T(b->alert_email), T(m->country->zone), I(list))));
	return db_exec(db, NULL, "INSERT INTO location (branch_id, kind, name) VALUES (?, 'shelf', 'Shop floor')", ARGS(I(id)));
}

static struct error *add_channel(struct making *m, const char *kind)
{
	return db_exec(m->c->db, NULL,
		"INSERT INTO sales_channel (company_id, kind, code, name, languages, price_list_id) VALUES (?, ?, ?, ?, ?, ?)",
		ARGS(I(m->company), T(kind), T(kind), T(m->in->name),
		     T(m->in->languages ? m->in->languages : m->country->lang), I(m->base_list)));
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
		ARGS(T(in->name), T(in->legal_name ? in->legal_name : in->name), T(in->tax_number), T(in->country),
		     T(m->country->currency), I(m->country->exponent), T(m->country->lang), AT(m->c->now))));
	TRY(add_list(m, "base", 0, &m->base_list));
	for (size_t i = 0; i < COUNTRY_CLASSES && m->country->classes[i].code; i++)
		TRY(add_tax(m, &m->country->classes[i]));
	for (size_t i = 0; i < in->branch_count; i++)
		TRY(add_branch(m, &in->branches[i]));
	TRY(add_channel(m, "web"));
	TRY(add_channel(m, "till"));
	TRY(item_changed(m->c));
	return setting_put(db, SET_CASH_STEP, "company", m->company, m->country->cash_step);
}

struct error *init_shop(struct ctx *c, const struct init_shop *in)
{
	struct making m = { .c = c, .in = in };

	TRY(check(c, in));
	m.country = country_find(in->country);
	TRY(signing_key_create(c->arena, c->conf->state_dir));
	TRY(db_tx(c->db, make, &m));
	shop_forget();
	return NULL;
}
