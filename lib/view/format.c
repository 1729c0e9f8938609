/* format.c: money, numbers, dates and times as people of each language read
 * them, after the Unicode CLDR. JavaScript's Intl gives the same strings (of
 * "en-GB" for English), except for the isolate around Hebrew money. */
#include "view/view.h"

#include "base/num.h"

#define NBSP "\u00a0"
#define LRM "\u200e"
#define RLM "\u200f"
#define RLI "\u2067"
#define PDI "\u2069"

struct locale {
	const char *group;
	const char *decimal;
	const char *minus;
	bool group_four;	/* money groups 1,234; else from 12 345 on */
	bool sign_first;	/* the currency stands before the number */
	const char *money_open, *money_gap, *money_close;
	const char *percent;
	const char *date;	/* d, m: numbers; M: the month's name; y: the year */
	const char *clock;	/* between date and hour */
	const char *hour_mark;
	const char *months[12];
	const char *symbols[8];	/* "ILS\0₪": the code, and what is shown */
};

static const struct locale locales[LANG_COUNT] = {
	[LANG_EN] = {
		.group = ",", .decimal = ".", .minus = "-", .group_four = true, .sign_first = true,
		.money_open = "", .money_gap = "", .money_close = "", .percent = "%",
		.date = "d M y", .clock = ", ", .hour_mark = ":",
		.months = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec" },
		.symbols = { "ILS\0₪", "EUR\0€", "USD\0$", "GBP\0£", "JPY\0¥" },
	},
	[LANG_HE] = {
		.group = ",", .decimal = ".", .minus = LRM "-", .group_four = true,
		.money_open = RLI RLM, .money_gap = NBSP RLM, .money_close = PDI, .percent = "%",
		.date = "d M y", .clock = ", ", .hour_mark = ":",
		.months = { "בינו׳", "בפבר׳", "במרץ", "באפר׳", "במאי", "ביוני",
			    "ביולי", "באוג׳", "בספט׳", "באוק׳", "בנוב׳", "בדצמ׳" },
		.symbols = { "ILS\0₪", "EUR\0€", "USD\0$", "GBP\0£", "JPY\0¥" },
	},
	[LANG_PL] = {
		.group = NBSP, .decimal = ",", .minus = "-",
		.money_open = "", .money_gap = NBSP, .money_close = "", .percent = "%",
		.date = "d M y", .clock = ", ", .hour_mark = ":",
		.months = { "sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru" },
		.symbols = { "PLN\0zł", "EUR\0€" },
	},
	[LANG_FI] = {
		.group = NBSP, .decimal = ",", .minus = "\u2212", .group_four = true,
		.money_open = "", .money_gap = NBSP, .money_close = "", .percent = NBSP "%",
		.date = "d.m.y", .clock = " klo ", .hour_mark = ".",
		.symbols = { "EUR\0€", "USD\0$", "GBP\0£", "JPY\0¥" },
	},
};

static const char *currency_symbol(const struct locale *l, const char *code)
{
	for (int i = 0; i < 8 && l->symbols[i]; i++)
		if (strcmp(l->symbols[i], code) == 0)
			return l->symbols[i] + strlen(code) + 1;
	return code;
}

/* The digits of a value in units of 10^-decimals, without its sign; zeros
 * behind the decimal mark are cut down to `least` places. */
static void add_number(struct str *out, const struct locale *l, int64_t value, int decimals, int least, size_t group_from)
{
	char digits[32];
	uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
	int n = snprintf(digits, sizeof(digits), "%0*llu", decimals + 1, (unsigned long long)size);
	size_t whole = (size_t)(n - decimals);

	for (size_t i = 0; i < whole; i++) {
		if (i && whole >= group_from && (whole - i) % 3 == 0)
			str_add(out, l->group);
		str_addc(out, digits[i]);
	}
	while (decimals > least && digits[whole + (size_t)decimals - 1] == '0')
		decimals--;
	if (decimals > 0) {
		str_add(out, l->decimal);
		str_addn(out, digits + whole, (size_t)decimals);
	}
}

static char *format_currency(struct arena *a, enum lang lang, struct currency cur, int64_t value, int decimals)
{
	const struct locale *l = &locales[lang];
	const char *symbol = currency_symbol(l, cur.code);
	struct str out;

	str_init(&out, a);
	str_add(&out, l->money_open);
	if (value < 0)
		str_add(&out, l->minus);
	if (l->sign_first) {
		str_add(&out, symbol);
		/* A sign touches the number, letters keep a distance. */
		str_add(&out, symbol == cur.code ? NBSP : "");
	}
	add_number(&out, l, value, decimals, cur.exponent, l->group_four ? 4 : 5);
	if (!l->sign_first) {
		str_add(&out, l->money_gap);
		str_add(&out, symbol);
	}
	str_add(&out, l->money_close);
	return out.p;
}

char *format_money(struct arena *a, enum lang lang, struct currency cur, int64_t amount)
{
	return format_currency(a, lang, cur, amount, cur.exponent);
}

char *format_price(struct arena *a, enum lang lang, struct currency cur, int64_t price)
{
	int64_t value = 0;

	/* Four decimals of the minor unit are stored, two are shown. */
	num_mul_div(price, 1, 100, &value);
	return format_currency(a, lang, cur, value, cur.exponent + 2);
}

static char *format_number(struct arena *a, enum lang lang, int64_t value, int decimals, const char *suffix)
{
	const struct locale *l = &locales[lang];
	struct str out;

	str_init(&out, a);
	if (value < 0)
		str_add(&out, l->minus);
	add_number(&out, l, value, decimals, 0, 5);
	str_add(&out, suffix);
	return out.p;
}

char *format_whole(struct arena *a, enum lang lang, int64_t n)
{
	return format_number(a, lang, n, 0, "");
}

char *format_quantity(struct arena *a, enum lang lang, int64_t quantity)
{
	return format_number(a, lang, quantity, 3, "");
}

char *format_rate(struct arena *a, enum lang lang, int64_t rate)
{
	return format_number(a, lang, rate, 2, locales[lang].percent);
}

static void add_date(struct str *out, const struct locale *l, int year, int month, int day)
{
	for (const char *p = l->date; *p; p++) {
		switch (*p) {
		case 'd': str_addf(out, "%d", day); break;
		case 'm': str_addf(out, "%d", month); break;
		case 'M': str_add(out, l->months[month - 1]); break;
		case 'y': str_addf(out, "%d", year); break;
		default: str_addc(out, *p);
		}
	}
}

char *format_date(struct arena *a, enum lang lang, int32_t date)
{
	struct str out;
	int year, month, day;

	str_init(&out, a);
	date_to_civil(date, &year, &month, &day);
	add_date(&out, &locales[lang], year, month, day);
	return out.p;
}

/* Finnish writes 9.05, the others 09:05. */
char *format_clock(struct arena *a, enum lang lang, int minutes)
{
	return arena_printf(a, lang == LANG_FI ? "%d%s%02d" : "%02d%s%02d", minutes / 60, locales[lang].hour_mark, minutes % 60);
}

char *format_time(struct arena *a, enum lang lang, const struct zone *zone, instant at)
{
	const struct locale *l = &locales[lang];
	struct civil c = zone_local(zone, at);
	struct str out;

	str_init(&out, a);
	add_date(&out, l, c.year, c.month, c.day);
	str_add(&out, l->clock);
	str_add(&out, format_clock(a, lang, c.hour * 60 + c.minute));
	return out.p;
}
