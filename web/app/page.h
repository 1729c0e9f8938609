/* page.h: the answer to one request.
 *
 * A handler fills p->data, or answers otherwise by one of the functions below,
 * and returns NULL. The dispatcher renders the row's template, sets the usual
 * headers (CSP without inline, nosniff, referrer policy, cache) and sends.
 *
 * In the data without the handler's doing: lang, dir, path, door, request_id,
 * csrf on private pages with a session, shop.name, .legal_name, .tax_number, .logo (src, width, height), shop.branches.N (name, address, phone, hours), shop.demo,
 * shop.opens_soon (the web takes no orders yet),
 * langs.N (code, name, href, current) in the store, static (prefix of the
 * assets), staff.name and may.RIGHT (may.order.view) for who is logged in; on a
 * form shown again errors.all.N, errors.field.NAME and typed.NAME.
 */
#ifndef MAKOLET_APP_PAGE_H
#define MAKOLET_APP_PAGE_H

#include <jansson.h>

#include "app/request.h"
#include "base/str.h"
#include "view/view.h"

struct page {
	int status;			/* 200 unless set */
	struct data *data;
	const char *template;		/* the row's; a handler may set another */
	const char *type;		/* of a body that is no template */
	struct str body;
	const char *location;		/* redirect */
	struct str headers;		/* further header lines, "\r\n" each */
	bool answered;			/* body or redirect set: no template */
	bool forever;			/* of a row with cache=public: the address names the content */
	const char *csp;		/* in place of the pages' own */
};

/* 303 to a path of our own that begins with "/"; printf-like. The values must
 * be safe in a path: ids, tokens, slugs through url_encode. */
void page_redirect(struct page *p, struct arena *a, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* application/json; the value is kept with the arena. */
void page_json(struct page *p, struct arena *a, json_t *value);
void page_bytes(struct page *p, const char *type, const void *bytes, size_t n);
void page_header(struct page *p, const char *name, const char *value);
/* hours, a sentence about today, and hours_note; nothing of a branch that keeps
 * no hours (page_hours.c). */
void page_hours(const struct request *r, struct data *d, const struct branch *b);
/* An instant as people say it: "today 14:30", "tomorrow 07:45", else weekday, date
 * and time; NULL for INSTANT_NONE. */
const char *page_when(const struct request *r, const struct zone *zone, instant at);
/* "Sunday"; 0 is Sunday. */
const char *page_weekday(const struct request *r, int weekday);
/* "07:00–13:00, 16:00–19:00" (page_hours.c). */
struct hours_span;
const char *page_spans(const struct request *r, const struct hours_span *spans, size_t n);
/* Percent-encodes one segment of a path (RFC 3986 unreserved stay). */
const char *url_encode(struct arena *a, const char *segment);
/* The same for a whole path: slashes stay. */
const char *url_encode_path(struct arena *a, const char *path);

/* ---- used by main.c, `makolet http` and the tests ---- */

struct app;		/* what lives as long as the process */

struct error *app_start(struct arena *a, const struct conf *conf, struct app **out);
void app_stop(struct app *app);
/* Answers carry a page's data as text in place of the template made of it. */
void app_show_data(struct app *app, bool show);

/* One request, whole: CGI variables as "NAME=value" strings up to NULL, the
 * body, and out comes the CGI response ("Status: 200 OK\r\n…\r\n\r\nbody").
 * Never fails: errors are pages. The arena is the caller's, reset after use. */
void app_serve(struct app *app, struct arena *a, const char *const *env, const void *body, size_t n, struct str *out);

#endif
