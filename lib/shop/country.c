/* country.c: the table of countries, and prices by measure. */
#include "shop/country.h"

#include "base/error.h"
#include "base/num.h"

static const struct country countries[] = {
	{
		.code = "IL", .name = N_("Israel"), .receipt = N_("Tax invoice / receipt"), .invoice = N_("Tax invoice"),
		.credit_note = N_("Credit tax invoice"), .tax_number = N_("Dealer no."), .per_hundred = true,
		.currency = "ILS", .exponent = 2, .zone = "Asia/Jerusalem", .lang = "he", .cash_step = "10",
		.classes = {
			{ "standard", "VAT", { { 2015, 10, 1, 1700 }, { 2025, 1, 1, 1800 } } },
			{ "zero", "Fresh fruit and vegetables", { { 2000, 1, 1, 0 } } },
		},
	}, {
		.code = "PL", .name = N_("Poland"), .receipt = N_("Receipt"), .invoice = N_("VAT invoice"),
		.credit_note = N_("Correcting invoice"), .tax_number = N_("NIP"), .week_begins = 1,
		.currency = "PLN", .exponent = 2, .zone = "Europe/Warsaw", .lang = "pl", .cash_step = "1",
		.classes = {
			{ "standard", "VAT 23 %", { { 2011, 1, 1, 2300 } } },
			{ "reduced", "VAT 8 %", { { 2011, 1, 1, 800 } } },
			{ "food", "VAT 5 %", { { 2011, 1, 1, 500 } } },
			{ "zero", "VAT 0 %", { { 2000, 1, 1, 0 } } },
			{ "exempt", "zw", { { 2000, 1, 1, 0 } } },
		},
	}, {
		.code = "FI", .name = N_("Finland"), .receipt = N_("Receipt"), .invoice = N_("Invoice"),
		.credit_note = N_("Credit note"), .tax_number = N_("Business ID"), .week_begins = 1,
		.currency = "EUR", .exponent = 2, .zone = "Europe/Helsinki", .lang = "fi", .cash_step = "5",
		.classes = {
			{ "standard", "ALV", { { 2013, 1, 1, 2400 }, { 2024, 9, 1, 2550 } } },
			{ "food", "ALV food, books, transport, medicine", { { 2013, 1, 1, 1400 }, { 2026, 1, 1, 1350 } } },
			{ "reduced", "ALV 10 %", { { 2013, 1, 1, 1000 } } },
			{ "zero", "ALV 0 %", { { 2000, 1, 1, 0 } } },
		},
	}, {
		.code = "", .receipt = N_("Receipt"), .invoice = N_("Invoice"),
		.credit_note = N_("Credit note"), .tax_number = N_("VAT no."), .week_begins = 1,
	},
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
