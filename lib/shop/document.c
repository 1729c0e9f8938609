/* document.c: issuing a receipt or a credit note from an order, and reading it again. */
#include "shop/document.h"

#include "base/bytes.h"
#include "base/json.h"

/* ---- issuing ---- */

/* Stands for the customer in the journal, which holds no personal data: with
 * the salt erased nobody can tell any more who it was. */
static struct error *party_hash(struct ctx *c, struct customer_id customer, const char **out)
{
	struct { struct db_bytes salt; } row;
	static const struct db_column columns[] = { { DB_BYTES, 0 } };
	static const struct db_row salt_row = { sizeof row, columns, 1 };
	uint8_t hash[SHA256_SIZE], input[16 + 8];

	*out = NULL;
	if (!customer.v)
		return NULL;
	TRY(db_one(c->db, &salt_row, &row, "SELECT salt FROM customer WHERE id = ?", ARGS(ID(customer))));
	memcpy(input, row.salt.p, 16);
	memcpy(input + 16, &customer.v, 8);
	sha256(hash, input, sizeof input);
	*out = hex_encode(arena_alloc(c->arena, 2 * SHA256_SIZE + 1), hash, sizeof hash);
	return NULL;
}

static json_t *lines_json(const struct order *o)
{
	json_t *all = json_array();

	for (size_t i = 0; i < o->count; i++) {
		const struct order_line *l = &o->lines[i];

		json_array_append_new(all, json_pack("[I, s, I, s, I, I, I, I]", (json_int_t)l->line_no, l->name,
			(json_int_t)l->quantity, l->unit, (json_int_t)l->unit_price, (json_int_t)l->amount,
			(json_int_t)l->tax_rate, (json_int_t)l->tax));
	}
	return all;
}

static json_t *taxes_json(const struct issue *in)
{
	json_t *all = json_array();

	for (size_t i = 0; i < in->tax_count; i++)
		json_array_append_new(all, json_pack("[I, I, I]", (json_int_t)in->taxes[i].rate,
			(json_int_t)in->taxes[i].gross, (json_int_t)in->taxes[i].tax));
	return all;
}

static json_t *payments_json(const struct issue *in)
{
	json_t *all = json_array();

	for (size_t i = 0; i < in->payment_count; i++)
		json_array_append_new(all, json_pack("[s, I, I, I]", in->payments[i].tender, (json_int_t)in->payments[i].amount,
			(json_int_t)in->payments[i].rounding, (json_int_t)in->payments[i].tendered));
	return all;
}

/* What is signed: every figure of the document, in this order. */
static json_t *document_json(struct ctx *c, const struct issue *in, const struct document *d, const char *party)
{
	const char *credits = in->credits ? document_number(c->arena, in->credits->series_code, in->credits->number) : NULL;
	char day[16];

	return json_keep(c->arena, json_pack("{s:s, s:s, s:I, s:s*, s:s, s:I, s:I, s:I, s:I, s:s?, s:s, s:s, s:I, s:b, s:I, s:I, s:I, s:o, s:o, s:o}",
		"document", d->kind, "series", d->series_code, "number", (json_int_t)d->number, "credits", credits, "token", d->token,
		"order", (json_int_t)in->order->id.v, "till", (json_int_t)in->till.v, "shift", (json_int_t)in->shift.v,
		"staff", (json_int_t)c->actor.staff.v, "party", party,
		"business_date", date_format(day, (int32_t)in->business_date), "currency", in->order->currency,
		"exponent", (json_int_t)in->order->currency_exponent, "tax_included", (int)in->order->tax_included,
		"total", (json_int_t)d->total, "tax", (json_int_t)d->tax, "rounding", (json_int_t)d->rounding,
		"lines", lines_json(in->order), "taxes", taxes_json(in), "payments", payments_json(in)));
}

const char *document_number(struct arena *a, const char *series_code, int64_t number)
{
	return arena_printf(a, "%s-%lld", series_code, (long long)number);
}

static struct error *number_draw(struct ctx *c, const struct issue *in, struct document *d)
{
	static const struct db_column columns[] = {
		DB_COL(struct document, series_code, TEXT), DB_COL(struct document, number, INT),
	};
	static const struct db_row row = DB_ROW(struct document, columns);
	struct document drawn = { 0 };

	TRY(db_exec(c->db, NULL, "UPDATE series SET number = number + 1 WHERE chain_id = ? AND kind = ?", ARGS(ID(in->chain), T(d->kind))));
	TRY(db_one(c->db, &row, &drawn, "SELECT code, number FROM series WHERE chain_id = ? AND kind = ?", ARGS(ID(in->chain), T(d->kind))));
	d->series_code = drawn.series_code;
	d->number = drawn.number;
	return NULL;
}

static struct error *store_head(struct ctx *c, const struct issue *in, struct document *d)
{
	const struct order *o = in->order;

	return db_insert(c->db, &d->id.v,
		"INSERT INTO ledger.document (token, kind, chain_id, series_code, number, seq, order_id, credits_document_id, branch_id, till_id, shift_id, staff_id, "
		"business_date, issued_at, lang, currency, currency_exponent, tax_included, total, tax, rounding) "
		"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		ARGS(T(d->token), T(d->kind), ID(in->chain), T(d->series_code), I(d->number), I(d->seq), ID(o->id), ID_OR_NULL(d->credits),
			ID(o->branch), ID_OR_NULL(in->till), ID_OR_NULL(in->shift), ID_OR_NULL(c->actor.staff), ON(in->business_date), AT(c->now),
			T(o->lang), T(o->currency), I(o->currency_exponent), I(o->tax_included), I(d->total), I(d->tax), I(d->rounding)));
}

static struct error *store_parts(struct ctx *c, const struct issue *in, struct document_id id)
{
	for (size_t i = 0; i < in->order->count; i++) {
		const struct order_line *l = &in->order->lines[i];

		TRY(db_exec(c->db, NULL,
			"INSERT INTO ledger.document_line (document_id, line_no, order_line_id, name, quantity, unit, unit_price, amount, tax_rate, tax) "
			"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			ARGS(ID(id), I(l->line_no), ID(l->id), T(l->name), I(l->quantity), T(l->unit), I(l->unit_price),
				I(l->amount), I(l->tax_rate), I(l->tax))));
	}
	for (size_t i = 0; i < in->tax_count; i++)
		TRY(db_exec(c->db, NULL, "INSERT INTO ledger.document_tax (document_id, rate, gross, tax) VALUES (?, ?, ?, ?)",
			ARGS(ID(id), I(in->taxes[i].rate), I(in->taxes[i].gross), I(in->taxes[i].tax))));
	for (size_t i = 0; i < in->payment_count; i++) {
		const struct payment *p = &in->payments[i];

		TRY(db_exec(c->db, NULL,
			"INSERT INTO ledger.document_payment (document_id, line_no, payment_id, tender, amount, rounding, tendered) "
			"VALUES (?, ?, ?, ?, ?, ?, ?)",
			ARGS(ID(id), I((int64_t)i + 1), ID(p->id), T(p->tender), I(p->amount), I(p->rounding), I(p->tendered))));
	}
	return NULL;
}

struct error *document_issue(struct ctx *c, const struct issue *in, const char **token)
{
	struct document d = { .kind = "receipt", .token = token_new(c->arena), .total = in->order->total, .tax = in->order->tax };
	const char *party;

	if (in->credits) {
		d.kind = "credit_note";
		d.credits = in->credits->id;
	}
	for (size_t i = 0; i < in->payment_count; i++)
		d.rounding += in->payments[i].rounding;
	TRY(party_hash(c, in->order->customer, &party));
	/* The chain is locked before anything is numbered: entries of other kinds draw from it too. */
	TRY(db_whole(c->db, &d.seq, 0, "SELECT seq FROM chain WHERE id = ? FOR UPDATE", ARGS(ID(in->chain))));
	d.seq++;
	TRY(number_draw(c, in, &d));
	TRY(store_head(c, in, &d));
	TRY(store_parts(c, in, d.id));
	TRY(journal_append(c, in->chain, "document", document_json(c, in, &d, party), d.id, &d.seq));
	*token = d.token;
	return NULL;
}

/* ---- reading ---- */

static const struct db_column document_columns[] = {
	DB_COL(struct document, id, INT), DB_COL(struct document, token, TEXT), DB_COL(struct document, kind, TEXT),
	DB_COL(struct document, series_code, TEXT), DB_COL(struct document, number, INT), DB_COL(struct document, lang, TEXT),
	DB_COL(struct document, chain, INT), DB_COL(struct document, seq, INT), DB_COL(struct document, order, INT),
	DB_COL(struct document, credits, INT),
	DB_COL(struct document, branch, INT), DB_COL(struct document, till, INT), DB_COL(struct document, business_date, DATE),
	DB_COL(struct document, issued_at, TIME), DB_COL(struct document, currency, TEXT),
	DB_COL(struct document, currency_exponent, INT), DB_COL(struct document, tax_included, INT),
	DB_COL(struct document, total, INT), DB_COL(struct document, tax, INT), DB_COL(struct document, rounding, INT),
	DB_COL(struct document, till_name, TEXT), DB_COL(struct document, staff_name, TEXT),
};
static const struct db_row document_row = DB_ROW(struct document, document_columns);

static const struct db_column line_columns[] = {
	DB_COL(struct document_line, line_no, INT), DB_COL(struct document_line, name, TEXT), DB_COL(struct document_line, unit, TEXT),
	DB_COL(struct document_line, quantity, INT), DB_COL(struct document_line, unit_price, INT),
	DB_COL(struct document_line, amount, INT), DB_COL(struct document_line, tax_rate, INT), DB_COL(struct document_line, tax, INT),
};
static const struct db_row line_row = DB_ROW(struct document_line, line_columns);

static const struct db_column tax_columns[] = {
	DB_COL(struct price_tax, rate, INT), DB_COL(struct price_tax, gross, INT), DB_COL(struct price_tax, tax, INT),
};
static const struct db_row tax_row = DB_ROW(struct price_tax, tax_columns);

static const struct db_column payment_columns[] = {
	DB_COL(struct payment, id, INT), DB_COL(struct payment, tender, TEXT), DB_COL(struct payment, amount, INT),
	DB_COL(struct payment, rounding, INT), DB_COL(struct payment, tendered, INT),
};
static const struct db_row payment_row = DB_ROW(struct payment, payment_columns);

struct error *document_by_token(struct ctx *c, const char *token, struct document *out)
{
	bool found;

	TRY(db_find(c->db, &document_row, out, &found,
		"SELECT d.id, d.token, d.kind, d.series_code, d.number, d.lang, d.chain_id, d.seq, d.order_id, COALESCE(d.credits_document_id, 0), d.branch_id, "
		"COALESCE(d.till_id, 0), d.business_date, d.issued_at, d.currency, d.currency_exponent, d.tax_included, d.total, d.tax, d.rounding, "
		"t.name, s.name FROM ledger.document d LEFT JOIN till t ON t.id = d.till_id LEFT JOIN staff s ON s.id = d.staff_id "
		"WHERE d.token = ?", ARGS(T(token))));
	if (!found)
		return error_text(ERR(c->arena, NOT_FOUND, "document.none"), N_("There is no such receipt."), NULL);
	TRY(db_all(c->db, &line_row, &out->lines, &out->line_count,
		"SELECT line_no, name, unit, quantity, unit_price, amount, tax_rate, tax FROM ledger.document_line "
		"WHERE document_id = ? ORDER BY line_no", ARGS(ID(out->id))));
	TRY(db_all(c->db, &tax_row, &out->taxes, &out->tax_count,
		"SELECT rate, gross, tax FROM ledger.document_tax WHERE document_id = ? ORDER BY rate", ARGS(ID(out->id))));
	return db_all(c->db, &payment_row, &out->payments, &out->payment_count,
		"SELECT payment_id, tender, amount, rounding, tendered FROM ledger.document_payment WHERE document_id = ? ORDER BY line_no",
		ARGS(ID(out->id)));
}

/* ---- as others name it ---- */

static const struct db_column link_columns[] = {
	DB_COL(struct document_link, id, INT), DB_COL(struct document_link, order, INT), DB_COL(struct document_link, token, TEXT),
	DB_COL(struct document_link, series_code, TEXT), DB_COL(struct document_link, number, INT),
	DB_COL(struct document_link, total, INT), DB_COL(struct document_link, issued_at, TIME),
};
static const struct db_row link_row = DB_ROW(struct document_link, link_columns);
#define LINK_SQL "SELECT id, order_id, token, series_code, number, total, issued_at FROM ledger.document "

struct error *document_link_of_order(struct ctx *c, struct order_id order, struct document_link *out)
{
	bool found;

	*out = (struct document_link){ .number = 0 };
	return db_find(c->db, &link_row, out, &found, LINK_SQL "WHERE order_id = ? ORDER BY id LIMIT 1", ARGS(ID(order)));
}

struct error *document_of_order(struct ctx *c, struct order_id order, bool *found, const char **token)
{
	struct document_link link;

	TRY(document_link_of_order(c, order, &link));
	*found = link.id.v != 0;
	*token = link.token;
	return NULL;
}

struct error *document_link(struct ctx *c, struct document_id id, struct document_link *out)
{
	return db_one(c->db, &link_row, out, LINK_SQL "WHERE id = ?", ARGS(ID(id)));
}

struct error *document_credits(struct ctx *c, struct document_id receipt, struct document_link **out, size_t *n)
{
	return db_all(c->db, &link_row, out, n, LINK_SQL "WHERE credits_document_id = ? ORDER BY id", ARGS(ID(receipt)));
}
