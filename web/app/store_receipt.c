/* store_receipt.c: an issued document by its secret link, to read and to print. */
#include "app/handlers.h"
#include "app/store.h"
#include "shop/country.h"
#include "shop/document.h"

/* What a page needs of a document; its currency may not be the shop's of today. */
struct receipt {
	const struct request *r;
	const struct document *doc;
	struct data *data;
};

static const char *money(const struct receipt *x, int64_t amount)
{
	struct currency cur = { x->doc->currency, (int)x->doc->currency_exponent };

	return format_money(x->r->ctx->arena, x->r->lang, cur, amount);
}

static void fill_lines(const struct receipt *x)
{
	for (size_t i = 0; i < x->doc->line_count; i++) {
		const struct document_line *line = &x->doc->lines[i];
		struct data *l = data_add(x->data, "lines");

		data_text(l, "name", line->name);
		data_text(l, "count", store_count(x->r, line->quantity, line->unit, line->unit_price));
		data_text(l, "amount", money(x, line->amount));
	}
}

static void fill_taxes(const struct receipt *x)
{
	for (size_t i = 0; i < x->doc->tax_count; i++) {
		const struct price_tax *tax = &x->doc->taxes[i];
		struct data *t = data_add(x->data, "taxes");

		data_rate(t, "rate", tax->rate);
		data_text(t, "net", money(x, tax->gross - tax->tax));
		data_text(t, "tax", money(x, tax->tax));
	}
}

static void fill_payments(const struct receipt *x)
{
	for (size_t i = 0; i < x->doc->payment_count; i++) {
		const struct payment *pay = &x->doc->payments[i];
		struct data *d = data_add(x->data, "payments");
		int64_t change = pay->tendered - pay->amount - pay->rounding;

		data_text(d, "name", text(x->r->lang, strcmp(pay->tender, "cash") == 0 ? N_("Cash") : N_("Card")));
		data_text(d, "tendered", money(x, pay->tendered));
		if (change)
			data_text(d, "change", money(x, change));
	}
}

static void fill_head(const struct receipt *x, const struct branch *branch)
{
	const struct request *r = x->r;
	const struct document *doc = x->doc;
	struct data *d = data_part(x->data, "document");
	const char *title = country_document(country_find(r->shop->company.country), doc->kind);

	data_text(d, "title", text(r->lang, title));
	data_text(d, "number", document_number(r->ctx->arena, doc->series_code, doc->number));
	data_text(d, "issued_at", format_time(r->ctx->arena, r->lang, branch ? branch->zone : NULL, doc->issued_at));
	data_text(d, "total", money(x, doc->total));
	if (doc->rounding) {
		data_text(d, "rounding", money(x, doc->rounding));
		data_text(d, "paid", money(x, doc->total + doc->rounding));
	}
	if (doc->credits.v)
		data_text(d, "credit", money(x, -doc->total - doc->rounding));
	data_text(d, "till", doc->till_name);
	data_text(d, "staff", doc->staff_name);
	data_text(d, "qr", arena_printf(r->ctx->arena, "/%s/receipt/%s/qr.svg", lang_code(r->lang), doc->token));
	data_text(x->data, "page.title", arena_printf(r->ctx->arena, "%s %s", text(r->lang, title), data_get(d, "number")));
}

/* Another document as this one names it, at the door where this one is shown. */
static void fill_link(const struct receipt *x, struct data *d, const struct document_link *link, const char *kind)
{
	const struct request *r = x->r;
	enum door door = route_door(r->path);
	const char *top = door == DOOR_STORE ? lang_code(r->lang) : door_name(door);

	data_text(d, "title", text(r->lang, country_document(country_find(r->shop->company.country), kind)));
	data_text(d, "number", document_number(r->ctx->arena, link->series_code, link->number));
	data_text(d, "address", arena_printf(r->ctx->arena, "/%s/receipt/%s", top, link->token));
}

/* The receipt of a credit note, or the credit notes of a receipt. */
static struct error *fill_links(const struct receipt *x, const struct branch *branch)
{
	struct ctx *c = x->r->ctx;
	struct document_link one, *all;
	size_t n;

	if (x->doc->credits.v) {
		TRY(document_link(c, x->doc->credits, &one));
		fill_link(x, data_part(x->data, "credited"), &one, "receipt");
		return NULL;
	}
	TRY(document_credits(c, x->doc->id, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *d = data_add(x->data, "credits");

		fill_link(x, d, &all[i], "credit_note");
		data_text(d, "issued_at", format_time(c->arena, x->r->lang, branch ? branch->zone : NULL, all[i].issued_at));
		data_text(d, "total", money(x, all[i].total));
	}
	return NULL;
}

struct error *store_receipt(struct request *r, struct page *p)
{
	const struct branch *branch;
	struct document doc;
	struct receipt x = { r, &doc, p->data };

	TRY(document_by_token(r->ctx, param_text(r, "token"), &doc));
	branch = shop_branch_ever(r->shop, doc.branch);
	fill_head(&x, branch);
	fill_lines(&x);
	fill_taxes(&x);
	fill_payments(&x);
	TRY(fill_links(&x, branch));
	if (branch) {
		data_text(p->data, "branch.name", branch->name);
		data_text(p->data, "branch.address", branch->address);
	}
	data_text(p->data, "page.style", "receipt");
	data_bool(p->data, "page.noindex", true);
	page_header(p, "X-Robots-Tag", "noindex");
	return store_cart_count(r, p->data);
}

struct error *store_receipt_qr(struct request *r, struct page *p)
{
	struct document doc;

	TRY(document_by_token(r->ctx, param_text(r, "token"), &doc));
	return store_qr(r, p, arena_printf(r->ctx->arena, "/%s/receipt/%s", lang_code(r->lang), doc.token));
}
