/* till_sale.c: a basket is quoted, held while it is paid, and sold. */
#include "app/handlers.h"
#include "app/till.h"
#include "base/json.h"
#include "base/num.h"

static struct error *card_part(const struct request *r, const json_t *body, int64_t total, int64_t *out)
{
	*out = 0;
	if (!json_object_get(body, "card"))
		return NULL;
	if (json_whole(body, "card", out) && *out >= 0 && *out <= total)
		return NULL;
	return error_field(error_text(ERR(r->ctx->arena, INVALID, "tender.over"),
		N_("A card cannot be charged more than is due."), NULL), "card");
}

/* "card": what a card pays of it already; the rounding is that of the rest. */
struct error *till_quote(struct request *r, struct page *p)
{
	const json_t *body = param_json(r, "body");
	const struct branch *branch;
	struct price_policy policy;
	struct basket b = { 0 };
	struct till till;
	struct quote quote;
	int64_t card;
	json_t *lines;

	TRY(till_here(r, &till, &branch));
	TRY(till_read_lines(r, body, &b));
	TRY(sale_quote(r->ctx, &till, lang_code(r->lang), b.lines, b.line_count, &quote));
	TRY(card_part(r, body, quote.total.total, &card));
	policy = shop_policy(branch);
	lines = json_array();
	for (size_t i = 0; i < quote.count; i++)
		json_array_append_new(lines, json_integer(quote.lines[i].amount));
	page_json(p, r->ctx->arena, json_pack("{s:o, s:I, s:I, s:I}", "amounts", lines, "total", (json_int_t)quote.total.total,
		"tax", (json_int_t)quote.total.tax, "rounding", (json_int_t)price_cash_rounding(&policy, quote.total.total - card)));
	return NULL;
}

static struct error *done(struct request *r, struct page *p)
{
	page_json(p, r->ctx->arena, json_pack("{s:b}", "done", 1));
	return NULL;
}

struct error *till_hold(struct request *r, struct page *p)
{
	const json_t *body = param_json(r, "body");
	const struct branch *branch;
	struct basket b = { 0 };
	struct till till;

	TRY(till_here(r, &till, &branch));
	TRY(till_read_uuid(r, body, &b));
	TRY(till_read_lines(r, body, &b));
	TRY(sale_hold(r->ctx, &till, b.uuid, lang_code(r->lang), b.lines, b.line_count));
	return done(r, p);
}

struct error *till_release(struct request *r, struct page *p)
{
	struct basket b = { 0 };

	TRY(till_read_uuid(r, param_json(r, "body"), &b));
	TRY(sale_release(r->ctx, b.uuid));
	return done(r, p);
}

/* The receipt is in the company's language, whatever the cashier works in. */
struct error *till_sale(struct request *r, struct page *p)
{
	const json_t *body = param_json(r, "body");
	const struct branch *branch;
	uint8_t hash[SHA256_SIZE];
	struct basket b = { 0 };
	const char *document;
	struct till till;
	int64_t change;

	TRY(till_here(r, &till, &branch));
	TRY(till_read_uuid(r, body, &b));
	TRY(till_read_lines(r, body, &b));
	TRY(till_read_tenders(r, body, &b));
	till_hash(r, &b, "", hash);
	TRY(sale_complete(r->ctx, &till, &(struct sale){ .uuid = b.uuid, .lang = r->shop->company.lang, .lines = b.lines,
		.line_count = b.line_count, .tenders = b.tenders, .tender_count = b.tender_count, .hash = hash }, &document, &change));
	till_sold(r, p, document, change);
	return NULL;
}
