/* store_checkout.c: from the cart to an order to pay at pick-up, as a guest. */
#include <stdlib.h>

#include "app/handlers.h"
#include "app/store.h"
#include "base/bytes.h"

#define SEEN_SECONDS_MAX INT64_C(100000000000)

static struct cart_id cart_of(const struct request *r)
{
	return r->session ? r->session->cart : (struct cart_id){ 0 };
}

/* ---- the form ---- */

static struct error *fill_branches(const struct request *r, struct data *d)
{
	int64_t chosen = r->errors ? param_number(r, "branch", 0) : 0;
	struct str seen;
	size_t open = 0;

	for (size_t i = 0; i < r->shop->branch_count; i++)
		open += r->shop->branches[i].pickup;
	str_init(&seen, r->ctx->arena);
	for (size_t i = 0; i < r->shop->branch_count; i++) {
		const struct branch *branch = &r->shop->branches[i];
		struct data *b;
		instant at;

		if (!branch->pickup)
			continue;
		b = data_add(d, "branches");
		data_int(b, "id", branch->id.v);
		data_text(b, "name", branch->name);
		data_text(b, "address", branch->address);
		data_bool(b, "chosen", open == 1 || branch->id.v == chosen);
		TRY(order_promise(r->ctx, branch, &at));
		data_text(b, "promised", page_when(r, branch->zone, at));
		if (at != INSTANT_NONE)
			str_addf(&seen, "%lld=%lld ", (long long)branch->id.v, (long long)(at / SECOND));
	}
	data_text(d, "promised_seen", seen.p);
	return NULL;
}

static void fill_lines(const struct request *r, struct data *d, const struct cart *cart)
{
	for (size_t i = 0; i < cart->count; i++) {
		const struct cart_line *line = &cart->lines[i];
		struct data *l;

		if (line->gone)
			continue;
		l = data_add(d, "lines");
		data_text(l, "name", order_line_name(r->ctx->arena, &line->card));
		data_text(l, "count", store_count(r, line->quantity, line->card.unit, line->card.price));
		data_money(l, "amount", line->amount);
	}
	store_totals(r, d, &cart->total);
}

static void fill_errors(const struct request *r, struct data *d)
{
	for (const struct error *e = r->errors; e; e = e->also) {
		const char *sentence = text_error(r->ctx->arena, r->lang, e);

		if (e->kind == SHORTAGE)
			data_text(data_add(d, "shortages"), "text", sentence);
		else if (strcmp(e->code, "checkout.changed") == 0)
			data_text(d, "changed", sentence);
		else if (e->field)
			data_bool(d, "marked", true);
		else
			data_text(d, "other", sentence);
	}
}

/* The same form again keeps its UUID, so that a second press finds the first
 * order; one that was used for another order gets a new one. */
static const char *form_uuid(const struct request *r)
{
	const char *uuid = r->errors ? param_text(r, "uuid") : NULL;

	if (!uuid || strcmp(r->errors->code, "key.reused") == 0)
		return uuid_new(r->ctx->arena);
	return uuid;
}

static bool needs_a_look(const struct cart *cart)
{
	return cart->count == 0 || cart->notice;
}

static struct error *opens_soon(const struct request *r, struct page *p)
{
	p->template = "store/opens_soon";
	p->status = 409;
	data_text(p->data, "page.title", text(r->lang, N_("We open soon")));
	data_bool(p->data, "page.noindex", true);
	return store_cart_count(r, p->data);
}

struct error *store_checkout(struct request *r, struct page *p)
{
	struct data *d = p->data;
	struct cart cart;

	if (!r->shop->open)
		return opens_soon(r, p);
	TRY(cart_get(r->ctx, lang_code(r->lang), cart_of(r), NULL, &cart));
	if (cart.count == 0 || (!r->errors && needs_a_look(&cart))) {
		page_redirect(p, r->ctx->arena, "/%s/cart", lang_code(r->lang));
		return NULL;
	}
	TRY(fill_branches(r, d));
	fill_lines(r, d, &cart);
	fill_errors(r, d);
	data_text(d, "uuid", form_uuid(r));
	data_int(d, "total_seen", cart.total.total);
	if (!r->errors)
		data_text(d, "typed.note", cart.note);
	data_text(d, "cart.count", format_whole(r->ctx->arena, r->lang, (int64_t)cart.count));
	data_text(d, "page.title", text(r->lang, N_("Checkout")));
	data_bool(d, "page.noindex", true);
	return NULL;
}

/* ---- ordering ---- */

/* What the form said of the branch: "1=1786348800 2=1786352400", in seconds. What
 * is no such thing says nothing. */
static instant promised_seen(const struct request *r, struct branch_id branch)
{
	const char *s = param_text(r, "promised");

	for (const char *next; s; s = next) {
		char *end;
		long long id = strtoll(s, &end, 10), at = *end == '=' ? strtoll(end + 1, &end, 10) : 0;

		if (id == branch.v && at > 0 && at < SEEN_SECONDS_MAX)
			return at * SECOND;
		next = strchr(end, ' ');
		next = next ? next + 1 : NULL;
	}
	return INSTANT_NONE;
}

struct error *store_checkout_order(struct request *r, struct page *p)
{
	struct checkout in = {
		.uuid = param_text(r, "uuid"), .lang = lang_code(r->lang),
		.branch = shop_branch(r->shop, (struct branch_id){ param_number(r, "branch", 0) }),
		.name = param_text(r, "name"), .email = param_text(r, "email"), .phone = param_text(r, "phone"),
		.note = param_text(r, "note"), .terms = param_given(r, "terms"), .total_seen = param_number(r, "total", 0),
		.promised_seen = promised_seen(r, (struct branch_id){ param_number(r, "branch", 0) }),
	};
	const char *token;

	TRY(order_place(r->ctx, cart_of(r), &in, &token));
	page_redirect(p, r->ctx->arena, "/%s/order/%s", lang_code(r->lang), token);
	return NULL;
}
