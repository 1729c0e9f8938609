/* till_basket.c: reads the baskets that the till's page sends. */
#include "app/till.h"
#include "base/json.h"
#include "base/num.h"

static struct error *bad(const struct request *r, const char *field)
{
	return error_field(error_text(ERR(r->ctx->arena, INVALID, "till.body"), N_("This is not a valid value."), NULL), field);
}

static bool whole_within(const json_t *object, const char *name, int64_t min, int64_t max, int64_t *out)
{
	return json_whole(object, name, out) && *out >= min && *out <= max;
}

struct error *till_read_uuid(const struct request *r, const json_t *body, struct basket *b)
{
	if (!json_text(body, "uuid", &b->uuid) || !uuid_valid(b->uuid))
		return bad(r, "uuid");
	return NULL;
}

static bool read_line(const json_t *in, struct sale_line *out)
{
	return whole_within(in, "variant", 1, INT64_MAX, &out->variant.v)
		&& whole_within(in, "quantity", 1, CART_QUANTITY_MAX, &out->quantity)
		&& whole_within(in, "price", 0, NUM_MAX * PRICE_PER_MINOR, &out->unit_price);
}

struct error *till_read_lines(const struct request *r, const json_t *body, struct basket *b)
{
	const json_t *lines = json_object_get(body, "lines");

	b->line_count = json_array_size(lines);
	if (!json_is_array(lines) || b->line_count > SALE_LINES_MAX)
		return bad(r, "lines");
	b->lines = ARENA_ARRAY(r->ctx->arena, b->line_count + 1, struct sale_line);
	for (size_t i = 0; i < b->line_count; i++)
		if (!read_line(json_array_get(lines, i), &b->lines[i]))
			return bad(r, arena_printf(r->ctx->arena, "line.%zu", i));
	return NULL;
}

static bool read_tender(const json_t *in, struct sale_tender *out)
{
	return json_text(in, "tender", &out->tender) && strlen(out->tender) <= 16
		&& whole_within(in, "amount", 1, NUM_MAX, &out->tendered);
}

struct error *till_read_tenders(const struct request *r, const json_t *body, struct basket *b)
{
	const json_t *tenders = json_object_get(body, "tenders");

	b->tender_count = json_array_size(tenders);
	if (!json_is_array(tenders) || b->tender_count > TILL_TENDERS_MAX)
		return bad(r, "tenders");
	b->tenders = ARENA_ARRAY(r->ctx->arena, b->tender_count + 1, struct sale_tender);
	for (size_t i = 0; i < b->tender_count; i++)
		if (!read_tender(json_array_get(tenders, i), &b->tenders[i]))
			return bad(r, "tenders");
	return NULL;
}

void till_hash(const struct request *r, const struct basket *b, const char *what, uint8_t hash[SHA256_SIZE])
{
	struct arena *a = r->ctx->arena;
	json_t *lines = json_array(), *tenders = json_array();
	const char *canonical;

	for (size_t i = 0; i < b->line_count; i++)
		json_array_append_new(lines, json_pack("[I, I, I]", (json_int_t)b->lines[i].variant.v,
			(json_int_t)b->lines[i].quantity, (json_int_t)b->lines[i].unit_price));
	for (size_t i = 0; i < b->tender_count; i++)
		json_array_append_new(tenders, json_pack("[s, I]", b->tenders[i].tender, (json_int_t)b->tenders[i].tendered));
	canonical = json_write(a, json_keep(a, json_pack("{s:s, s:o, s:o}", "order", what, "lines", lines, "tenders", tenders)));
	sha256(hash, canonical, strlen(canonical));
}
