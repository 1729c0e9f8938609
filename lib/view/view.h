/* view.h: templates, texts and formats: the only place that knows ClearSilver.
 *
 * A handler fills a page's data by dotted names and the template shows it.
 * Every value is escaped for HTML where it is shown. User text is a value,
 * never a name.
 *
 *	data_text(page, "item.name", item->name);
 *	data_money(page, "item.price", amount);
 *	struct data *line = data_add(page, "lines");	lines.0, lines.1 ...
 *	data_text(line, "name", ...);
 *
 * In a template: <?cs var:item.name ?>, <?cs each:line = lines ?>, and
 * <?cs var:t("Your cart is empty.") ?>. A sentence with places names values
 * of the page: t("Order {order.number} is ready."). How to add a template:
 * put the file under templates/, name it in routes.def, nothing else.
 */
#ifndef MAKOLET_VIEW_VIEW_H
#define MAKOLET_VIEW_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/str.h"

/* Languages in the order in which they are offered. */
enum lang { LANG_EN, LANG_HE, LANG_PL, LANG_FI, LANG_COUNT };
/* "en"; and back: false for others. */
const char *lang_code(enum lang lang);
bool lang_parse(const char *code, enum lang *out);
/* "English", "עברית" in the language itself. */
const char *lang_name(enum lang lang);
bool lang_rtl(enum lang lang);
/* The best of an Accept-Language header (RFC 9110 12.5.4); the fallback if none fits. */
enum lang lang_negotiate(const char *header, enum lang fallback);

/* ---- texts (view/text.c) ---- */

/* Reads DIR/locale/LANG.mo of every language. A missing or broken file is
 * UNAVAILABLE, except English, which is the key itself. */
struct error *text_load(struct arena *a, const char *data_dir);
/* The translation, or the key. */
const char *text(enum lang lang, const char *key);
/* The plural form for n (gettext Plural-Forms of the .mo; English n != 1). */
const char *text_plural(enum lang lang, const char *one, const char *many, int64_t n);
/* Fills {name} from name, value pairs up to NULL. An unknown place stays as written. */
char *text_fill(struct arena *a, const char *sentence, const char *const *args);
/* The user's sentence of an error, in his language. */
char *text_error(struct arena *a, enum lang lang, const struct error *e);

/* ---- formats (view/format.c): for people, by language ---- */

struct currency {
	const char *code;	/* ISO 4217 */
	int exponent;		/* minor units: 2 */
};
/* "€1,234.50", "1 234,50 €": CLDR's pattern of the language. In Hebrew a
 * right-to-left isolate (U+2067, U+2069) stands around it, so that number,
 * sign and minus stay in place whatever the text around them. */
char *format_money(struct arena *a, enum lang lang, struct currency cur, int64_t amount);
/* Unit price in 1/10,000 minor units, at most `exponent` + 2 decimals, zeros cut to the exponent. */
char *format_price(struct arena *a, enum lang lang, struct currency cur, int64_t price);
/* A count: digits, grouped above 9,999. */
char *format_whole(struct arena *a, enum lang lang, int64_t n);
/* Thousandths: "3", "1.25", "0,5"; grouping above 9,999. */
char *format_quantity(struct arena *a, enum lang lang, int64_t quantity);
/* Basis points: "18%", in Finnish "25,5 %". */
char *format_rate(struct arena *a, enum lang lang, int64_t rate);
/* "10 Aug 2026", "10.8.2026": English as Europe writes it (en-GB). */
char *format_date(struct arena *a, enum lang lang, int32_t date);
/* A time of day, in minutes past midnight: "07:00", in Finnish "7.00". */
char *format_clock(struct arena *a, enum lang lang, int minutes);
/* Date and time to the minute in the zone. */
char *format_time(struct arena *a, enum lang lang, const struct zone *zone, instant at);

/* ---- data of a page ---- */

struct data;

struct data *data_new(struct arena *a, enum lang lang, struct currency cur, const struct zone *zone);
void data_text(struct data *d, const char *name, const char *value);	/* NULL: leaves it unset */
void data_int(struct data *d, const char *name, int64_t value);
void data_bool(struct data *d, const char *name, bool value);		/* "1" or unset */
void data_money(struct data *d, const char *name, int64_t amount);
void data_price(struct data *d, const char *name, int64_t price);
void data_rate(struct data *d, const char *name, int64_t rate);
void data_time(struct data *d, const char *name, instant at);		/* INSTANT_NONE: unset */
void data_date(struct data *d, const char *name, int32_t date);
/* A translated sentence with places: data_sentence(d, "n", N_("{n} left"), "n", "3", NULL). */
void data_sentence(struct data *d, const char *name, const char *key, ...) __attribute__((sentinel));
void data_plural(struct data *d, const char *name, const char *one, const char *many, int64_t n);
/* The next element of a list: name.0, name.1 ... */
struct data *data_add(struct data *d, const char *name);
/* A part: name.*, made when it is not there. */
struct data *data_part(struct data *d, const char *name);
const char *data_get(struct data *d, const char *name);	/* NULL when unset */
enum lang data_lang(const struct data *d);
/* The whole tree as "a.b = value" lines, for `makolet http --data` and tests. */
char *data_dump(struct arena *a, struct data *d);

/* ---- templates (view/template.c) ---- */

/* Once a process. development: files are checked for changes at each use. */
struct error *template_init(struct arena *a, const char *data_dir, bool development);
/* Values that every page may use, kept for the life of the process (asset
 * prefix, shop url): template_global("static", "/static/3fa9c1"). */
void template_global(const char *name, const char *value);
/* Renders templates/NAME.cs ("store/product") with the data; appends to out.
 * A broken template is INTERNAL with the reason in its detail. */
struct error *template_render(const char *name, struct data *d, struct str *out);
/* Plain text (mails, receipts to text printers): no HTML escaping. */
struct error *template_render_text(const char *name, struct data *d, struct str *out);

#endif
