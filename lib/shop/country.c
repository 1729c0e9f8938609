/* country.c: the table of countries, and prices by measure. */
#include "shop/country.h"

#include "base/error.h"
#include "base/num.h"

static const struct country countries[] = {
	{ "IL", N_("Tax invoice / receipt"), N_("Tax invoice"), N_("Credit tax invoice"), N_("Dealer no."), true },
	{ "PL", N_("Receipt"), N_("VAT invoice"), N_("Correcting invoice"), N_("NIP"), false },
	{ "FI", N_("Receipt"), N_("Invoice"), N_("Credit note"), N_("Business ID"), false },
	{ "", N_("Receipt"), N_("Invoice"), N_("Credit note"), N_("VAT no."), false },
};
#define COUNTRIES (sizeof(countries) / sizeof(countries[0]))

const struct country *country_find(const char *code)
{
	size_t i = 0;

	while (i < COUNTRIES - 1 && strcmp(countries[i].code, code) != 0)
		i++;
	return &countries[i];
}

const char *country_document(const struct country *country, const char *kind)
{
	if (strcmp(kind, "invoice") == 0)
		return country->invoice;
	if (strcmp(kind, "credit_note") == 0)
		return country->credit_note;
	return country->receipt;
}

/* ---- prices by measure ---- */

/* A unit of content, and how many of the small unit it is. */
struct measure {
	const char *unit;
	int64_t small;
	const char *small_unit, *large_unit;
};

static const struct measure measures[] = {
	{ "g", 1, "g", "kg" }, { "kg", 1000, "g", "kg" },
	{ "ml", 1, "ml", "l" }, { "l", 1000, "ml", "l" },
	{ "m", 0, "m", "m" }, { "piece", 0, "piece", "piece" },
};

static const struct measure *measure_find(const char *unit)
{
	for (size_t i = 0; unit && i < sizeof(measures) / sizeof(measures[0]); i++)
		if (strcmp(measures[i].unit, unit) == 0)
			return &measures[i];
	return NULL;
}

bool country_unit_price(const struct country *country, int64_t price, int64_t content, const char *content_unit,
	struct unit_price *out)
{
	const struct measure *m = measure_find(content_unit);
	struct unit_price u;
	int64_t small;

	if (!m || content <= 0 || price < 0)
		return false;
	if (m->small == 0) {
		small = content;
		u = (struct unit_price){ 0, QUANTITY_ONE, m->unit };
	} else if (country->per_hundred) {
		u = (struct unit_price){ 0, 100 * QUANTITY_ONE, m->small_unit };
		if (!num_mul_div(content, m->small, 1, &small))
			return false;
	} else {
		u = (struct unit_price){ 0, QUANTITY_ONE, m->large_unit };
		if (!num_mul_div(content, m->small, 1000, &small))
			return false;
	}
	if (small <= 0 || small == u.quantity || !num_mul_div(price, u.quantity, small, &u.price))
		return false;
	*out = u;
	return true;
}
