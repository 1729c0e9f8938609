/* till_order.c: a web order that waits is opened by its code or its QR, paid
 * into the shift and handed over. */
#include "app/handlers.h"
#include "app/store.h"
#include "app/till.h"
#include "base/json.h"
#include "base/num.h"

static struct error *find(const struct request *r, const struct branch *branch, struct order *o)
{
	if (param_given(r, "token"))
		TRY(order_by_token(r->ctx, param_text(r, "token"), o));
	else
		TRY(order_by_code(r->ctx, param_given(r, "code") ? param_text(r, "code") : "", o));
	if (o->branch.v != branch->id.v)
		return error_text(ERR(r->ctx->arena, CONFLICT, "order.branch"), N_("This order waits in another branch."), NULL);
	return NULL;
}

static json_t *lines_json(const struct request *r, const struct order *o)
{
	json_t *lines = json_array();

	for (size_t i = 0; i < o->count; i++) {
		const struct order_line *line = &o->lines[i];

		json_array_append_new(lines, json_pack("{s:s, s:s, s:I}", "name", line->name,
			"count", store_count(r, line->quantity, line->unit, line->unit_price), "amount", (json_int_t)line->amount));
	}
	return lines;
}

static bool waits(const struct order *o)
{
	return strcmp(o->stage, "placed") == 0 || strcmp(o->stage, "ready") == 0;
}

/* One that waits no longer says why instead. */
static struct error *check_waits(const struct request *r, const struct order *o)
{
	const char *why = strcmp(o->stage, "done") == 0 ? N_("This order has been paid and handed over already.")
		: strcmp(o->stage, "lapsed") == 0 ? N_("This order has lapsed: it was not collected in time.")
		: N_("This order was cancelled.");

	return waits(o) ? NULL : error_text(ERR(r->ctx->arena, CONFLICT, "order.stage"), why, NULL);
}

/* Nobody pays for what the packer could not find. */
static struct error *check_whole(const struct request *r, const struct order *o)
{
	for (size_t i = 0; i < o->count; i++)
		if (o->lines[i].missing)
			return error_text(ERR(r->ctx->arena, CONFLICT, "order.missing"),
				N_("{name} could not be found for this order. Look at it in the office first."), "name", o->lines[i].name, NULL);
	return NULL;
}

struct error *till_order(struct request *r, struct page *p)
{
	struct price_policy policy;
	const struct branch *branch;
	struct till till;
	struct order o;
	int64_t card;
	json_t *answer;

	TRY(till_here(r, &till, &branch));
	TRY(find(r, branch, &o));
	TRY(check_waits(r, &o));
	TRY(check_whole(r, &o));
	card = param_number(r, "card", 0);
	if (card > o.total)
		return error_field(error_text(ERR(r->ctx->arena, INVALID, "tender.over"),
			N_("A card cannot be charged more than is due."), NULL), "card");
	policy = (struct price_policy){ .tax_included = o.tax_included, .cash_step = o.cash_step };
	answer = json_pack("{s:s, s:s, s:s, s:b, s:I, s:I, s:o}", "token", o.token,
		"code", order_code_shown(r->ctx->arena, o.code), "name", o.customer_name ? o.customer_name : "",
		"ready", strcmp(o.stage, "ready") == 0, "total", (json_int_t)o.total,
		"rounding", (json_int_t)price_cash_rounding(&policy, o.total - card), "lines", lines_json(r, &o));
	if (o.note)
		json_object_set_new(answer, "note", json_string(o.note));
	page_json(p, r->ctx->arena, answer);
	return NULL;
}

struct error *till_order_pay(struct request *r, struct page *p)
{
	const json_t *body = param_json(r, "body");
	const struct branch *branch;
	const char *token, *document;
	uint8_t hash[SHA256_SIZE];
	struct basket b = { 0 };
	struct till till;
	struct order o;
	int64_t change;

	TRY(till_here(r, &till, &branch));
	TRY(till_read_uuid(r, body, &b));
	TRY(till_read_tenders(r, body, &b));
	if (!json_text(body, "order", &token) || !token_valid(token))
		return error_field(error_text(ERR(r->ctx->arena, INVALID, "till.body"), N_("This is not a valid value."), NULL), "order");
	TRY(order_by_token(r->ctx, token, &o));
	till_hash(r, &b, token, hash);
	TRY(sale_pay_order(r->ctx, &till, b.uuid, hash, o.id, b.tenders, b.tender_count, &document, &change));
	till_sold(r, p, document, change);
	return NULL;
}
