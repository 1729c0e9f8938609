/* office_refund.c: goods come back: what and why, a look at what it comes to, the money. */
#include "app/office_refund.h"

#include "app/handlers.h"
#include "app/office.h"
#include "app/store.h"
#include "base/bytes.h"
#include "base/num.h"
#include "shop/refund.h"

/* Fields of the form, two a line. */
static const char *const quantities[] = { "q0", "q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "q10", "q11",
	"q12", "q13", "q14", "q15", "q16", "q17", "q18", "q19", "q20", "q21", "q22", "q23" };
static const char *const places[] = { "w0", "w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9", "w10", "w11",
	"w12", "w13", "w14", "w15", "w16", "w17", "w18", "w19", "w20", "w21", "w22", "w23" };
_Static_assert(sizeof(quantities) / sizeof(quantities[0]) == REFUND_FORM_LINES, "a name each");
_Static_assert(sizeof(places) / sizeof(places[0]) == REFUND_FORM_LINES, "a name each");

static struct order_id order_id(const struct request *r)
{
	return (struct order_id){ param_number(r, "id", 0) };
}

/* The form was sent: it shows what was typed. */
static bool sent(const struct request *r)
{
	return r->route->method == METHOD_POST;
}

static const char *typed(const struct request *r, const char *name)
{
	return sent(r) ? param_typed(r, name) : NULL;
}

/* The first of its lines on this page of the form. */
static size_t first_line(const struct request *r, const struct order *o)
{
	int64_t from = param_number(r, "first", 0);

	return from > 0 && from < (int64_t)o->count ? (size_t)from : 0;
}

/* ---- the form ---- */

/* Plain, as it is typed: "2", "1.25". */
static const char *plain(struct arena *a, int64_t quantity)
{
	char buf[NUM_FORMAT_SIZE];
	size_t n = strlen(num_format(buf, quantity, 3));

	while (buf[n - 1] == '0')
		buf[--n] = '\0';
	if (buf[n - 1] == '.')
		buf[--n] = '\0';
	return arena_strdup(a, buf);
}

static void fill_line(const struct request *r, struct data *page, const struct order_line *line, size_t i)
{
	struct arena *a = r->ctx->arena;
	struct data *d = data_add(page, "lines");
	int64_t left = line->quantity - line->returned;
	const char *wrong = data_get(page, arena_printf(a, "errors.field.%s", quantities[i]));

	data_int(d, "i", (int64_t)i);
	data_text(d, "name", line->name);
	data_price(d, "price", line->unit_price);
	if (line->returned)
		data_sentence(d, "sold", N_("{sold} sold, {back} taken back before"), "sold", office_quantity(r, line->quantity, line->unit),
			"back", office_quantity(r, line->returned, line->unit), NULL);
	else
		data_sentence(d, "sold", N_("{sold} sold"), "sold", office_quantity(r, line->quantity, line->unit), NULL);
	data_bool(d, "pieces", strcmp(line->unit, "piece") == 0);
	data_bool(d, "left", left > 0);
	data_sentence(d, "of_left", N_("of {left}"), "left", office_quantity(r, left, line->unit), NULL);
	data_text(d, "left_plain", plain(a, left));
	data_int(d, "quantity", line->quantity);
	data_int(d, "returned", line->returned);
	data_int(d, "amount", line->amount);
	data_text(d, "typed", sent(r) ? typed(r, quantities[i]) : param_given(r, "all") ? plain(a, left) : NULL);
	data_bool(d, "damaged", sent(r) && typed(r, places[i]) && strcmp(typed(r, places[i]), "damaged") == 0);
	data_text(d, "error", wrong ? wrong : data_get(page, arena_printf(a, "errors.field.line.%lld", (long long)line->line_no)));
}

static bool anything_left(const struct order *o)
{
	for (size_t i = 0; i < o->count; i++)
		if (o->lines[i].returned < o->lines[i].quantity)
			return true;
	return false;
}

static void fill_lines(const struct request *r, struct data *d, const struct order *o)
{
	size_t from = first_line(r, o), end = from + REFUND_FORM_LINES;
	struct arena *a = r->ctx->arena;

	for (size_t i = from; i < o->count && i < end; i++)
		fill_line(r, d, &o->lines[i], i - from);
	data_bool(d, "some_left", anything_left(o));
	data_int(d, "first", (int64_t)from);
	if (end < o->count)
		data_text(d, "next_page", arena_printf(a, "/office/orders/%lld/refund?first=%zu", (long long)o->id.v, end));
	if (from)
		data_text(d, "first_page", arena_printf(a, "/office/orders/%lld/refund", (long long)o->id.v));
	data_text(d, "all_page", arena_printf(a, "/office/orders/%lld/refund?first=%zu&all=1", (long long)o->id.v, from));
}

static struct error *fill_drawers(const struct request *r, struct data *d, const struct order *o)
{
	const char *chosen = typed(r, "drawer");
	struct drawer *drawers;
	size_t n;

	TRY(shift_drawers(r->ctx, o->branch, &drawers, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *x = data_add(d, "drawers");
		const char *id = arena_printf(r->ctx->arena, "%lld", (long long)drawers[i].till.v);

		data_text(x, "id", id);
		data_text(x, "name", drawers[i].name);
		data_bool(x, "chosen", n == 1 || (chosen && strcmp(chosen, id) == 0));
	}
	return NULL;
}

static struct error *fill_money(const struct request *r, struct data *d, const struct order *o)
{
	struct refund_left left;

	TRY(refund_left(r->ctx, o->id, &left));
	data_bool(d, "by_card", left.card);
	data_bool(d, "no_cash", left.card && left.amount == 0);
	data_money(d, "left.shown", left.amount);
	data_int(d, "left.amount", left.amount);
	data_int(d, "left.cash", left.cash);
	data_int(d, "cash_step", o->cash_step);
	data_text(d, "currency", o->currency);
	data_int(d, "exponent", o->currency_exponent);
	return NULL;
}

static void fill_order(const struct request *r, struct data *d, const struct order *o, const char *title)
{
	const char *code = order_code_shown(r->ctx->arena, o->code);

	data_int(d, "order.id", o->id.v);
	data_text(d, "order.code", code);
	office_page(r, d, "orders", arena_printf(r->ctx->arena, "%s · %s", title, code));
}

/* Nobody knows yet whether what was sent has counted, unless it was another's. */
static const char *form_uuid(const struct request *r)
{
	const char *uuid = sent(r) ? param_text(r, "uuid") : NULL;

	return uuid && !(r->errors && strcmp(r->errors->code, "key.reused") == 0) ? uuid : uuid_new(r->ctx->arena);
}

struct error *office_refund(struct request *r, struct page *p)
{
	struct data *d = p->data;
	struct order o;

	TRY(order_for_staff(r->ctx, order_id(r), &o));
	if (o.returns.v || strcmp(o.stage, "done")) {
		page_redirect(p, r->ctx->arena, "/office/orders/%lld", (long long)o.id.v);
		return NULL;
	}
	fill_order(r, d, &o, text(r->lang, N_("Take back and refund")));
	fill_lines(r, d, &o);
	TRY(fill_money(r, d, &o));
	TRY(fill_drawers(r, d, &o));
	data_text(d, "uuid", form_uuid(r));
	data_text(d, "reason", typed(r, "reason"));
	data_text(d, "page.script", "office_refund");
	office_errors(r, d);
	return NULL;
}

/* ---- what was sent ---- */

static struct error *read_form(const struct request *r, struct order *o, struct refund *out)
{
	struct refund_line *lines = ARENA_ARRAY(r->ctx->arena, REFUND_FORM_LINES, struct refund_line);
	size_t from;

	TRY(order_for_staff(r->ctx, order_id(r), o));
	from = first_line(r, o);
	*out = (struct refund){ .uuid = param_text(r, "uuid"), .order = o->id, .lines = lines, .till = { param_number(r, "drawer", 0) },
		.reason = param_text(r, "reason") };
	for (size_t i = 0; i < REFUND_FORM_LINES && from + i < o->count; i++) {
		const char *place = param_text(r, places[i]);
		int64_t quantity = param_number(r, quantities[i], 0);

		if (quantity)
			lines[out->count++] = (struct refund_line){ o->lines[from + i].line_no, quantity, place && strcmp(place, "damaged") == 0 };
	}
	return NULL;
}

/* ---- a look at it before the money goes ---- */

static void fill_field(const struct request *r, struct data *d, const char *name)
{
	struct data *field;

	if (!param_given(r, name))
		return;
	field = data_add(d, "again");
	data_text(field, "name", name);
	data_text(field, "value", param_typed(r, name));
}

/* Each field again, so that the same is sent, or changed. */
static void fill_again(const struct request *r, struct data *d)
{
	static const char *const others[] = { "uuid", "first", "drawer", "reason" };

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		fill_field(r, d, others[i]);
	for (size_t i = 0; i < REFUND_FORM_LINES; i++) {
		fill_field(r, d, quantities[i]);
		fill_field(r, d, places[i]);
	}
}

static void fill_sum(const struct request *r, struct data *d, const struct refund *in, const struct refund_sum *sum)
{
	for (size_t i = 0; i < sum->count; i++) {
		const struct order_line *l = &sum->lines[i];
		struct data *x = data_add(d, "lines");

		data_text(x, "name", l->name);
		data_text(x, "quantity", office_quantity(r, -l->quantity, l->unit));
		data_bool(x, "damaged", in->lines[i].damaged);
		data_money(x, "amount", -l->amount);
	}
	for (size_t i = 0; i < sum->total.tax_count; i++) {
		struct data *x = data_add(d, "taxes");

		data_rate(x, "rate", sum->total.taxes[i].rate);
		data_money(x, "tax", -sum->total.taxes[i].tax);
	}
	data_money(d, "sum.amount", sum->amount);
	data_money(d, "sum.cash", sum->cash);
	if (sum->cash != sum->amount)
		data_money(d, "sum.rounding", sum->cash - sum->amount);
}

static struct error *review(struct request *r, struct page *p, const struct order *o, const struct refund *in)
{
	struct refund_sum sum;
	struct data *d = p->data;

	TRY(refund_preview(r->ctx, in, &sum));
	fill_order(r, d, o, text(r->lang, N_("Take back and refund")));
	fill_sum(r, d, in, &sum);
	fill_again(r, d);
	TRY(fill_drawers(r, d, o));
	data_text(d, "reason", in->reason);
	p->template = "office/refund_review";
	return NULL;
}

struct error *office_refund_make(struct request *r, struct page *p)
{
	const char *step = param_text(r, "step"), *document;
	struct refund in;
	struct order o;

	if (strcmp(step, "change") == 0) {
		p->template = "office/refund";
		return office_refund(r, p);
	}
	TRY(read_form(r, &o, &in));
	if (strcmp(step, "review") == 0)
		return review(r, p, &o, &in);
	TRY(refund_make(r->ctx, &in, &document));
	page_redirect(p, r->ctx->arena, "/office/receipt/%s", document);
	return NULL;
}

/* ---- on the page of the order ---- */

static const char *receipt_address(const struct request *r, const char *token)
{
	return arena_printf(r->ctx->arena, "/office/receipt/%s", token);
}

static struct error *fill_was(struct request *r, struct data *d, const struct order *o)
{
	struct document_link note, receipt;
	struct order was;

	TRY(order_by_id(r->ctx, o->returns, &was));
	TRY(document_link_of_order(r->ctx, o->returns, &receipt));
	TRY(document_link_of_order(r->ctx, o->id, &note));
	data_int(d, "was.order", was.id.v);
	data_text(d, "was.code", order_code_shown(r->ctx->arena, was.code));
	data_text(d, "was.number", document_number(r->ctx->arena, receipt.series_code, receipt.number));
	data_text(d, "was.address", receipt_address(r, receipt.token));
	data_text(d, "was.note_number", document_number(r->ctx->arena, note.series_code, note.number));
	data_text(d, "was.note_address", receipt_address(r, note.token));
	data_money(d, "was.amount", -o->total);
	return NULL;
}

static struct error *fill_returns(struct request *r, struct data *d, const struct order *o)
{
	struct document_link receipt, *notes;
	size_t n;

	TRY(document_link_of_order(r->ctx, o->id, &receipt));
	TRY(document_credits(r->ctx, receipt.id, &notes, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *x = data_add(d, "returns");

		data_text(x, "number", document_number(r->ctx->arena, notes[i].series_code, notes[i].number));
		data_text(x, "address", receipt_address(r, notes[i].token));
		data_int(x, "order", notes[i].order.v);
		data_text(x, "issued_at", office_time(r, o->branch, notes[i].issued_at));
		data_money(x, "amount", -notes[i].total);
	}
	return NULL;
}

struct error *office_refund_of(struct request *r, struct data *d, const struct order *o)
{
	if (strcmp(o->stage, "done"))
		return NULL;
	if (o->returns.v)
		return fill_was(r, d, o);
	data_bool(d, "may_refund", ctx_may(r->ctx, MAY_ORDER_REFUND) && anything_left(o));
	return fill_returns(r, d, o);
}
