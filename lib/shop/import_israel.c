/* import_israel.c: the price files that Israel's food law makes chains publish,
 * as one CSV with Hebrew headings. */
#include "shop/import.h"

#include "base/num.h"
#include "base/utf8.h"

enum column { CHAIN, STORE, BARCODE, NAME, PRICE, NEEDED, MAKER = NEEDED, ORIGIN, CONTENT, CONTENT_UNIT, WEIGHED, DISCOUNT };

static const char *const headings[] = {
	[CHAIN] = "מזהה רשת", [STORE] = "מזהה חנות", [BARCODE] = "ברקוד", [NAME] = "שם מוצר",
	[PRICE] = "מחיר (₪)", [MAKER] = "יצרן", [ORIGIN] = "ארץ ייצור", [CONTENT] = "כמות",
	[CONTENT_UNIT] = "יחידת כמות", [WEIGHED] = "שקיל", [DISCOUNT] = "מותר הנחה", NULL,
};

/* As folded: without quotes, so that all ways to write ק"ג are one. */
static const struct {
	const char *said, *unit;
	int64_t per;			/* thousandths of unit in one */
} units[] = {
	{ "גרם", "g", 1000 }, { "גר", "g", 1000 }, { "גרמים", "g", 1000 },
	{ "קג", "kg", 1000 }, { "לקג", "kg", 1000 }, { "קילו", "kg", 1000 }, { "קילוגרם", "kg", 1000 }, { "קילוגרמים", "kg", 1000 },
	{ "מל", "ml", 1000 }, { "מיליליטר", "ml", 1000 }, { "מיליליטרים", "ml", 1000 },
	{ "ליטר", "l", 1000 }, { "לי", "l", 1000 }, { "ליטרים", "l", 1000 },
	{ "יח", "piece", 1000 }, { "יחידה", "piece", 1000 }, { "יחידות", "piece", 1000 },
	{ "מטר", "m", 1000 }, { "מטרים", "m", 1000 }, { "סמ", "m", 10 },
};

static void content_of(struct arena *a, const char *quantity, const char *unit, struct import_goods *out)
{
	const char *folded = utf8_fold(a, unit);
	int64_t count, content;

	if (!num_parse(quantity, 3, &count) || count <= 0)
		return;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (strcmp(units[i].said, folded) == 0 && num_mul_div(count, units[i].per, 1000, &content) && content > 0) {
			out->content = content;
			out->content_unit = units[i].unit;
		}
	}
}

/* A country as ISO 3166-1 has it; many files say UK. NULL: unknown. */
static const char *origin_of(struct arena *a, const char *said)
{
	char code[3] = "";

	for (int i = 0; i < 2; i++) {
		char c = said[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c < 'A' || c > 'Z')
			return NULL;
		code[i] = c;
	}
	if (said[2])
		return NULL;
	return strcmp(code, "UK") == 0 ? "GB" : arena_strdup(a, code);
}

static const char *maker_of(struct arena *a, const char *said)
{
	const char *maker = utf8_cut(a, utf8_tidy(a, said, false), 190);

	return *maker && strcmp(maker, "לא ידוע") != 0 ? maker : NULL;
}

static bool name_of(struct arena *a, const char *said, struct import_goods *out)
{
	if (!utf8_valid(said, strlen(said)))
		return false;
	out->name = utf8_cut(a, utf8_tidy(a, said, false), 250);
	return *out->name;
}

static enum import_verdict row(struct arena *a, const struct import_options *o, int decimals,
	const char *const *v, struct import_goods *out, enum import_reason *why)
{
	if (strcmp(v[CHAIN], o->chain) != 0 || strcmp(v[STORE], o->store) != 0)
		return ROW_OTHER;
	if (!import_code(a, o, v[BARCODE], out, why))
		return ROW_REJECTED;
	*why = IMPORT_NAME;
	if (!name_of(a, v[NAME], out))
		return ROW_REJECTED;
	*why = IMPORT_PRICE;
	if (!num_parse(v[PRICE], decimals, &out->price) || out->price <= 0)
		return ROW_REJECTED;
	out->lang = "he";
	out->maker = maker_of(a, v[MAKER]);
	out->origin = origin_of(a, v[ORIGIN]);
	out->weighed = strcmp(v[WEIGHED], "1") == 0;
	out->no_discount = strcmp(v[DISCOUNT], "0") == 0;
	/* Of weighed goods the column repeats what the price is for. */
	if (!out->weighed)
		content_of(a, v[CONTENT], v[CONTENT_UNIT], out);
	return ROW_TAKEN;
}

extern const struct import_profile import_israel;
const struct import_profile import_israel = {
	.name = "israel-prices", .help = "Israeli price transparency file, CSV with Hebrew headings",
	.lang = "he", .currency = "ILS", .separator = ',', .headings = headings, .needed = NEEDED, .row = row,
};
