/* country.h: what differs by country: how documents are called, by what measure
 * goods are compared, and with what a shop there begins.
 *
 * To add a country: a row in country.c, its sentences in po/.
 */
#ifndef MAKOLET_SHOP_COUNTRY_H
#define MAKOLET_SHOP_COUNTRY_H

#include <stdbool.h>
#include <stdint.h>

#define COUNTRY_CLASSES 6
#define COUNTRY_RATES 4

/* A tax rate from a local date on, basis points. */
struct country_rate {
	int year, month, day;
	int64_t rate;
};

struct country_class {
	const char *code, *name;
	struct country_rate rates[COUNTRY_RATES];	/* up to year 0 */
};

/* Texts are keys of the translations. */
struct country {
	const char *code;		/* ISO 3166-1 */
	const char *name;		/* NULL for one without a row */
	const char *receipt, *invoice, *credit_note;
	const char *tax_number;		/* what stands before the company's number */
	int week_begins;		/* weekday, 0 = Sunday */
	bool per_hundred;		/* prices are compared by 100 g, not by the kilogram */

	/* With what a shop begins: rows that are its own from then on. NULL where
	 * none can be made. */
	const char *currency;
	int64_t exponent;		/* of the currency */
	const char *zone, *lang;
	const char *cash_step;		/* of the setting cash.step */
	struct country_class classes[COUNTRY_CLASSES];	/* up to code NULL */
};

/* Never NULL: a country without a row gets the usual names. */
const struct country *country_find(const char *code);
/* The name of a document by document.kind. */
const char *country_document(const struct country *country, const char *kind);

/* What goods cost by measure, so that packs of different size compare: by
 * kilogram and litre (Directive 98/6/EC, article 2b), in Israel by 100 g and
 * 100 ml. */
struct unit_price {
	int64_t price;			/* 1/10,000 minor unit, for `quantity` of `unit` */
	int64_t quantity;		/* thousandths: 1000 or 100000 */
	const char *unit;		/* kg, g, l, ml, m, piece */
};

/* price of a pack, its content in thousandths of content_unit (g, kg, ml, l,
 * m, piece). False when the content is unknown, of another unit, or one unit
 * already: then the price says it all. */
bool country_unit_price(const struct country *country, int64_t price, int64_t content, const char *content_unit,
	struct unit_price *out);

#endif
