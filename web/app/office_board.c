/* office_board.c: what is to be done now: a column a stage, by promised time. */
#include "app/office.h"
#include "app/office_order.h"
#include "shop/order_board.h"

#define SOON HOUR

void office_promise(const struct request *r, struct data *d, struct branch_id branch, instant promised_at, bool waits)
{
	const struct branch *b = shop_branch(r->shop, branch);
	instant now = r->ctx->now;

	if (promised_at == INSTANT_NONE || !b)
		return;
	data_text(d, "when", page_when(r, b->zone, promised_at));
	if (!waits)
		return;
	data_bool(d, "late", promised_at < now);
	data_bool(d, "soon", promised_at >= now && promised_at < now + SOON);
	if (promised_at < now)
		data_text(d, "says", text(r->lang, N_("Overdue")));
	else if (promised_at < now + SOON)
		data_plural(d, "says", N_("in {n} minute"), "in {n} minutes", (promised_at - now + MINUTE - 1) / MINUTE);
}

static void fill_card(const struct request *r, struct data *d, enum board_column column, const struct board_card *card)
{
	bool waits = column == BOARD_NEW || column == BOARD_PICKING;

	data_int(d, "id", card->id.v);
	data_text(d, "code", order_code_shown(r->ctx->arena, card->code));
	data_text(d, "customer", card->customer_name);
	data_money(d, "total", card->total);
	if (!param_given(r, "branch"))
		data_text(d, "branch", office_branch(r, card->branch));
	data_plural(d, "goods", N_("{n} line"), "{n} lines", card->lines);
	if (column == BOARD_DONE)
		data_text(d, "promise.when", page_when(r, shop_branch(r->shop, card->branch)->zone, card->done_at));
	else
		office_promise(r, data_part(d, "promise"), card->branch, card->promised_at, waits);
	if (column == BOARD_PICKING) {
		data_int(d, "lines", card->lines);
		data_int(d, "picked", card->lines_picked);
		data_sentence(d, "progress", N_("{picked} of {lines} picked"), "picked", format_whole(r->ctx->arena, r->lang, card->lines_picked),
			"lines", format_whole(r->ctx->arena, r->lang, card->lines), NULL);
	}
	if (card->lines_missing)
		data_plural(d, "missing", N_("{n} line is missing"), "{n} lines are missing", card->lines_missing);
	if (card->unread)
		data_plural(d, "unread", N_("{n} new message"), "{n} new messages", card->unread);
	data_bool(d, "may_pick", waits && ctx_may(r->ctx, MAY_ORDER_PICK));
}

static const struct {
	const char *key, *name, *empty, *stage;
} columns[BOARD_COLUMNS] = {
	[BOARD_NEW] = { "new", N_("New orders"), N_("No new order."), "placed" },
	[BOARD_PICKING] = { "picking", N_("Being picked"), N_("Nobody is picking."), "placed" },
	[BOARD_READY] = { "ready", N_("Ready to collect"), N_("Nothing waits to be collected."), "ready" },
	[BOARD_DONE] = { "done", N_("Done today"), N_("Nothing has been collected yet today."), "done" },
};

static void fill_column(const struct request *r, struct data *d, const struct board *board, enum board_column k, struct branch_id branch)
{
	struct arena *a = r->ctx->arena;

	data_text(d, "key", columns[k].key);
	data_text(d, "name", text(r->lang, columns[k].name));
	data_text(d, "empty", text(r->lang, columns[k].empty));
	data_text(d, "all", format_whole(a, r->lang, board->columns[k].all));
	if (board->columns[k].late)
		data_plural(d, "late", N_("{n} overdue"), "{n} overdue", board->columns[k].late);
	for (size_t i = 0; i < board->columns[k].count; i++)
		fill_card(r, data_add(d, "cards"), k, &board->columns[k].cards[i]);
	if (board->columns[k].all > (int64_t)board->columns[k].count)
		data_text(d, "more", arena_printf(a, "/office/orders?stage=%s&channel=web%s", columns[k].stage,
			branch.v ? arena_printf(a, "&branch=%lld", (long long)branch.v) : ""));
}

struct error *office_board(struct request *r, struct page *p)
{
	struct branch_id branch = { param_number(r, "branch", 0) };
	struct data *d = p->data;
	struct board board;

	TRY(order_board(r->ctx, branch, &board));
	for (enum board_column k = 0; k < BOARD_COLUMNS; k++)
		fill_column(r, data_add(d, "board"), &board, k, branch);
	data_text(d, "as_of", office_time(r, branch, r->ctx->now));
	data_text(d, "page.style", "orders");
	data_text(d, "page.script", "board");
	office_page(r, d, "orders", text(r->lang, N_("Orders")));
	p->template = "office/board";
	return NULL;
}
