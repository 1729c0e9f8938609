/* page.c: the answer: body, headers, and how they are sent. */
#include "app/serve.h"

#include <stdarg.h>

#include "base/json.h"
#include "shop/country.h"

#define CSP "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';" \
	" font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
#define HSTS_LIFE "31536000"

void page_init(struct page *p, struct arena *a)
{
	*p = (struct page){ .status = 200 };
	str_init(&p->body, a);
	str_init(&p->headers, a);
}

/* ---- addresses ---- */

static bool unreserved(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
		|| c == '-' || c == '.' || c == '_' || c == '~';
}

/* A list in Hebrew is made of these: no printf. */
const char *url_encode(struct arena *a, const char *segment)
{
	static const char hex[] = "0123456789ABCDEF";
	char *encoded = arena_array(a, strlen(segment) + 1, 3), *to = encoded;

	for (; *segment; segment++) {
		unsigned char c = (unsigned char)*segment;

		if (unreserved(*segment)) {
			*to++ = *segment;
			continue;
		}
		*to++ = '%';
		*to++ = hex[c >> 4];
		*to++ = hex[c & 15];
	}
	return encoded;
}

const char *url_encode_path(struct arena *a, const char *path)
{
	struct str s;

	str_init(&s, a);
	while (*path) {
		size_t n = strcspn(path, "/");
		str_add(&s, url_encode(a, arena_strndup(a, path, n)));
		if (path[n] == '/')
			str_addc(&s, '/');
		path += n + (path[n] == '/');
	}
	return s.p;
}

/* ---- the data that every page has ---- */

/* What follows the language in this page's address: "/goods/x?variant=2" of
 * "/he/goods/x?variant=2". A POST has no address to go back to. */
static const char *address_rest(const struct request *r)
{
	const char *rest = r->path + 1 + strcspn(r->path + 1, "/");

	if (!r->route || r->route->method != METHOD_GET || !route_param(r->route, "lang"))
		return "/";
	return arena_printf(r->ctx->arena, "%s%s%s", url_encode_path(r->ctx->arena, rest), *r->query ? "?" : "", r->query);
}

static void fill_langs(const struct request *r, struct data *d)
{
	const struct channel *web = shop_channel(r->shop, "web");
	const char *list = web ? web->languages : "";
	enum lang lang;

	for (size_t n; *list; list += n + (list[n] == ' ')) {
		n = strcspn(list, " ");
		const char *code = arena_strndup(r->ctx->arena, list, n);
		if (!lang_parse(code, &lang))
			continue;
		struct data *l = data_add(d, "langs");
		data_text(l, "code", code);
		data_text(l, "name", lang_name(lang));
		data_bool(l, "current", lang == r->lang);
		data_text(l, "href", arena_printf(r->ctx->arena, "/%s%s", code, address_rest(r)));
	}
}

/* At this width it is sharp wherever it stands. */
static void fill_logo(const struct request *r, struct data *d)
{
	const struct company *company = &r->shop->company;

	if (!company->logo)
		return;
	data_text(d, "logo.src", arena_printf(r->ctx->arena, "/media/%s/320.webp", company->logo));
	data_int(d, "logo.width", company->logo_width);
	data_int(d, "logo.height", company->logo_height);
}

static void fill_shop(const struct request *r, struct data *d)
{
	const struct shop *shop = r->shop;
	struct data *s = data_part(d, "shop");

	data_text(s, "name", shop->company.name);
	data_text(s, "legal_name", shop->company.legal_name);
	data_text(s, "tax_label", text(r->lang, country_find(shop->company.country)->tax_number));
	data_text(s, "tax_number", shop->company.tax_number);
	data_bool(s, "demo", shop->demo);
	data_bool(s, "opens_soon", !shop->open);
	fill_logo(r, s);
	for (size_t i = 0; i < shop->branch_count; i++) {
		struct data *b = data_add(s, "branches");
		data_text(b, "name", shop->branches[i].name);
		data_text(b, "address", shop->branches[i].address);
		data_text(b, "phone", shop->branches[i].phone);
		page_hours(r, b, &shop->branches[i]);
	}
}

struct data *page_data(const struct request *r)
{
	struct currency currency = { "", 2 };
	const struct zone *zone = NULL;
	enum door door = route_door(r->path);
	struct data *d;

	if (r->shop) {
		currency = (struct currency){ r->shop->company.currency, (int)r->shop->company.currency_exponent };
		zone = r->shop->branch_count ? r->shop->branches[0].zone : NULL;
	}
	d = data_new(r->ctx->arena, r->lang, currency, zone);
	data_text(d, "lang", lang_code(r->lang));
	data_text(d, "dir", lang_rtl(r->lang) ? "rtl" : "ltr");
	data_text(d, "path", r->path);
	data_text(d, "door", door_name(door));
	data_text(d, "request_id", r->ctx->request_id);
	if (r->shop)
		fill_shop(r, d);
	if (r->shop && door == DOOR_STORE)
		fill_langs(r, d);
	return d;
}

void page_person(const struct request *r, struct data *d)
{
	const struct actor *actor = &r->ctx->actor;

	if (r->session)
		data_text(d, "csrf", r->session->csrf);
	if (actor->staff.v)
		data_text(d, "staff.name", actor->name);
	for (int p = 0; p < PERMISSION_COUNT; p++)
		if (ctx_may(r->ctx, (enum permission)p))
			data_bool(d, arena_printf(r->ctx->arena, "may.%s", permission_name((enum permission)p)), true);
}

/* ---- what a handler answers ---- */

/* "//host" and "/\host" are other sites to a browser. */
static bool own_path(const char *path)
{
	return path[0] == '/' && path[1] != '/' && path[1] != '\\' && !strpbrk(path, "\r\n");
}

void page_redirect(struct page *p, struct arena *a, const char *format, ...)
{
	const char *path;
	va_list args;

	va_start(args, format);
	path = arena_vprintf(a, format, args);
	va_end(args);
	p->status = 303;
	p->location = own_path(path) ? path : "/";
	p->answered = true;
}

void page_bytes(struct page *p, const char *type, const void *bytes, size_t n)
{
	str_clear(&p->body);
	str_addn(&p->body, bytes, n);
	p->type = type;
	p->answered = true;
}

void page_json(struct page *p, struct arena *a, json_t *value)
{
	const char *text = json_write(a, json_keep(a, value));

	page_bytes(p, "application/json", text, strlen(text));
}

void page_header(struct page *p, const char *name, const char *value)
{
	if (!strpbrk(value, "\r\n"))
		str_addf(&p->headers, "%s: %s\r\n", name, value);
}

/* ---- sending ---- */

static const char *reason(int status)
{
	switch (status) {
	case 200: return "OK";
	case 302: return "Found";
	case 303: return "See Other";
	case 308: return "Permanent Redirect";
	case 400: return "Bad Request";
	case 403: return "Forbidden";
	case 404: return "Not Found";
	case 405: return "Method Not Allowed";
	case 409: return "Conflict";
	case 413: return "Content Too Large";
	case 415: return "Unsupported Media Type";
	case 422: return "Unprocessable Content";
	case 429: return "Too Many Requests";
	case 500: return "Internal Server Error";
	case 502: return "Bad Gateway";
	case 503: return "Service Unavailable";
	}
	return "Status";
}

/* Only a page that came out right may be kept by nginx. */
static bool kept(const struct request *r, const struct page *p)
{
	return r->route && r->route->cache == CACHE_PUBLIC && r->route->method == METHOD_GET && p->status == 200;
}

static void write_safety(const struct request *r, const struct page *p, struct str *out)
{
	str_addf(out, "Content-Security-Policy: %s%s\r\n", p->csp ? p->csp : CSP,
		route_door(r->path) == DOOR_TILL ? "; worker-src 'self'" : "");
	str_add(out, "Referrer-Policy: same-origin\r\nX-Content-Type-Options: nosniff\r\n");
	if (r->ctx->conf->https)
		str_add(out, "Strict-Transport-Security: max-age=" HSTS_LIFE "\r\n");
}

static void write_cache(const struct request *r, const struct page *p, struct str *out)
{
	if (kept(r, p) && p->forever)
		str_add(out, "Cache-Control: public, max-age=31536000, immutable\r\nX-Accel-Expires: 0\r\n");
	else if (kept(r, p))
		str_add(out, "Cache-Control: public, max-age=0\r\nX-Accel-Expires: 1\r\n");
	else
		str_add(out, "Cache-Control: private, no-store\r\nX-Accel-Expires: 0\r\nVary: Cookie\r\n");
}

void page_write(const struct request *r, const struct page *p, struct str *out)
{
	str_addf(out, "Status: %d %s\r\n", p->status, reason(p->status));
	if (p->location)
		str_addf(out, "Location: %s\r\n", p->location);
	if (p->body.len)
		str_addf(out, "Content-Type: %s\r\n", p->type ? p->type : "text/html; charset=utf-8");
	str_addf(out, "Content-Length: %zu\r\nX-Request-Id: %s\r\n", p->body.len, r->ctx->request_id);
	write_safety(r, p, out);
	write_cache(r, p, out);
	str_addn(out, p->headers.p, p->headers.len);
	str_add(out, "\r\n");
	if (!r->http->head)
		str_addn(out, p->body.p, p->body.len);
}
