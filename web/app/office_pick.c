/* office_pick.c: an order is put into its box: the picker's page, on a phone or
 * with a scanner. */
#include "app/handlers.h"
#include "app/office.h"
#include "app/office_order.h"
#include "app/store.h"
#include "base/bytes.h"
#include "shop/order_pick.h"

void office_progress(const struct request *r, struct data *d, const struct order *o)
{
	int64_t picked = 0, missing = 0;
	struct arena *a = r->ctx->arena;

	for (size_t i = 0; i < o->count; i++) {
		picked += o->lines[i].picked == o->lines[i].quantity;
		missing += o->lines[i].missing > 0;
	}
	data_int(d, "lines", (int64_t)o->count);
	data_int(d, "picked", picked);
	data_sentence(d, "says", N_("{picked} of {lines} picked"), "picked", format_whole(a, r->lang, picked),
		"lines", format_whole(a, r->lang, (int64_t)o->count), NULL);
	data_bool(d, "whole", picked == (int64_t)o->count);
	if (missing)
		data_plural(d, "missing", N_("{n} line is missing"), "{n} lines are missing", missing);
}

/* ---- the page ---- */

static struct error *cards_of(struct request *r, const struct order *o, struct item_card **cards, size_t *n)
{
	struct variant_id *ids = ARENA_ARRAY(r->ctx->arena, o->count, struct variant_id);
	const struct branch *b = shop_branch(r->shop, o->branch);

	*n = 0;
	for (size_t i = 0; i < o->count; i++)
		ids[i] = o->lines[i].variant;
	return b ? item_variants(r->ctx, lang_code(r->lang), b->price_list, ids, o->count, cards, n) : NULL;
}

static const char *state_of(const struct order_line *l)
{
	return l->missing ? "missing" : l->picked == l->quantity ? "whole" : l->picked ? "part" : "open";
}

/* In the picker's language, not the shopper's, where the goods are still there. */
static const char *name_of(const struct request *r, const struct order_line *l, const struct item_card *card)
{
	return card ? order_line_name(r->ctx->arena, card) : l->name;
}

static void fill_line(const struct request *r, struct data *page, const struct order_line *l, const struct item_card *card)
{
	const char *typed = data_get(page, "typed.line");
	bool refused = typed && strcmp(typed, arena_printf(r->ctx->arena, "%lld", (long long)l->id.v)) == 0;
	struct data *d = data_add(page, "lines");

	data_int(d, "id", l->id.v);
	data_text(d, "name", name_of(r, l, card));
	data_text(d, "quantity", office_quantity(r, l->quantity, l->unit));
	data_bool(d, "several", l->quantity != 1000);
	data_text(d, "unit", store_unit(r, l->unit));
	data_text(d, "state", state_of(l));
	data_bool(d, "whole", l->picked == l->quantity);
	data_bool(d, "begun", l->picked || l->missing);
	data_bool(d, "weighed", strcmp(l->unit, "piece") != 0);
	if (l->picked && l->picked < l->quantity)
		data_sentence(d, "part", N_("{picked} of {quantity} in the box"), "picked", format_quantity(r->ctx->arena, r->lang, l->picked),
			"quantity", office_quantity(r, l->quantity, l->unit), NULL);
	if (l->missing)
		data_sentence(d, "missing", N_("{quantity} not found"), "quantity", office_quantity(r, l->missing, l->unit), NULL);
	data_bool(d, "refused", refused);
	data_text(d, "typed", refused ? data_get(page, "typed.quantity") : NULL);
	if (card) {
		store_tile(r, d, card);
		store_picture(r, data_part(d, "picture"), &card->picture);
		data_text(d, "picture.room", "72px");
	}
}

static void fill_scanned(const struct request *r, struct data *d, const struct order *o, const struct item_card *cards, size_t n)
{
	int64_t line = r->errors ? 0 : param_number(r, "scanned", 0);

	for (size_t i = 0; i < o->count; i++)
		if (o->lines[i].id.v == line)
			data_sentence(d, "scanned", N_("{name}: {picked} of {quantity} in the box."), "name",
				name_of(r, &o->lines[i], item_card_of(cards, n, o->lines[i].variant)), "picked", format_quantity(r->ctx->arena, r->lang, o->lines[i].picked),
				"quantity", office_quantity(r, o->lines[i].quantity, o->lines[i].unit), NULL);
}

struct error *office_order_picking(struct request *r, struct page *p)
{
	struct data *d = p->data;
	struct item_card *cards = NULL;
	struct order o;
	size_t n;

	TRY(order_for_staff(r->ctx, (struct order_id){ param_number(r, "id", 0) }, &o));
	if (strcmp(o.stage, "placed")) {
		page_redirect(p, r->ctx->arena, "/office/orders/%lld", (long long)o.id.v);
		return NULL;
	}
	office_order_row(r, data_part(d, "order"), &o);
	data_text(d, "order.note", o.note);
	office_promise(r, data_part(d, "promise"), o.branch, o.promised_at, true);
	office_progress(r, data_part(d, "progress"), &o);
	TRY(cards_of(r, &o, &cards, &n));
	for (size_t i = 0; i < o.count; i++)
		fill_line(r, d, &o.lines[i], item_card_of(cards, n, o.lines[i].variant));
	fill_scanned(r, d, &o, cards, n);
	/* Each scan is one: the next has a UUID of its own, whatever became of this. */
	data_text(d, "scan_uuid", uuid_new(r->ctx->arena));
	office_errors(r, d);
	data_text(d, "page.style", "orders");
	data_text(d, "page.script", "pick");
	office_page(r, d, "orders", text_fill(r->ctx->arena, text(r->lang, N_("Pick order {code}")),
		(const char *const[]){ "code", order_code_shown(r->ctx->arena, o.code), NULL }));
	return NULL;
}

/* ---- what is done there ---- */

struct error *office_order_pick(struct request *r, struct page *p)
{
	struct order_id id = { param_number(r, "id", 0) };
	struct order_line_id line = { param_number(r, "line", 0) };
	const char *what = param_text(r, "what");
	struct order o;

	if (strcmp(what, "missing") == 0) {
		TRY(order_pick_missing(r->ctx, id, line));
	} else if (strcmp(what, "all") == 0) {
		int64_t whole = 0;

		TRY(order_for_staff(r->ctx, id, &o));
		for (size_t i = 0; i < o.count; i++)
			if (o.lines[i].id.v == line.v)
				whole = o.lines[i].quantity;
		TRY(order_pick(r->ctx, id, line, whole));
	} else {
		TRY(order_pick(r->ctx, id, line, strcmp(what, "some") == 0 ? param_number(r, "quantity", -1) : 0));
	}
	page_redirect(p, r->ctx->arena, "/office/orders/%lld/pick#line-%lld", (long long)id.v, (long long)line.v);
	return NULL;
}

struct error *office_order_scan(struct request *r, struct page *p)
{
	int64_t id = param_number(r, "id", 0);
	struct order_line line = { .id = { 0 } };

	TRY(order_pick_scan(r->ctx, (struct order_id){ id }, param_text(r, "uuid"), param_text(r, "code"), &line));
	page_redirect(p, r->ctx->arena, "/office/orders/%lld/pick?scanned=%lld", (long long)id, (long long)line.id.v);
	return NULL;
}
