/* office_delivery.c: one delivery: its goods scanned on a phone, booked, mended. */
#include <ctype.h>

#include "app/handlers.h"
#include "app/office_receiving.h"
#include "app/store.h"
#include "base/bytes.h"
#include "base/num.h"

#define FOUND_MAX 8
/* Of a unit cost: 1/10,000 of a minor unit. */
#define COST_DECIMALS(r) ((int)(r)->shop->company.currency_exponent + 4)
#define CARD_ROOM "8rem"

struct shown {
	const struct request *r;
	struct delivery delivery;
	const struct branch *branch;
	int32_t today;
	const char *at;			/* UUID of the line that is large; NULL */
	const struct item_card *cards;
	size_t card_count;
};

/* ---- numbers as they are typed ---- */

static const char *trimmed(const struct request *r, int64_t value, int decimals, int least)
{
	char buf[NUM_FORMAT_SIZE];
	size_t n = strlen(num_format(buf, value, decimals)), keep = n - (size_t)(decimals - least);

	while (n > keep && buf[n - 1] == '0')
		n--;
	if (buf[n - 1] == '.')
		n--;
	return arena_strndup(r->ctx->arena, buf, n);
}

static const char *plain_quantity(const struct request *r, int64_t quantity)
{
	return trimmed(r, quantity, 3, 0);
}

static const char *plain_cost(const struct request *r, int64_t cost)
{
	return trimmed(r, cost, COST_DECIMALS(r), (int)r->shop->company.currency_exponent);
}

static const char *plain_date(const struct request *r, int64_t date)
{
	int y, m, d;

	date_to_civil((int32_t)date, &y, &m, &d);
	return arena_printf(r->ctx->arena, "%02d.%02d.%d", d, m, y);
}

/* ---- a line ---- */

/* "3 × 12 = 36", "36", "1.25 kg" */
static const char *count_shown(const struct request *r, const struct delivery_line *l)
{
	struct arena *a = r->ctx->arena;

	if (l->pack_quantity == QUANTITY_ONE)
		return office_quantity(r, l->quantity, l->unit);
	return arena_printf(a, "%s × %s = %s", format_quantity(a, r->lang, l->packs), format_quantity(a, r->lang, l->pack_quantity),
		office_quantity(r, l->quantity, l->unit));
}

/* What a box of so many costs. */
static int64_t box_cost(int64_t cost, int64_t pack_quantity)
{
	int64_t out;

	return num_mul_div(cost, pack_quantity, QUANTITY_ONE, &out) ? out : 0;
}

static void fill_cost(const struct request *r, struct data *d, const struct delivery_line *l)
{
	int64_t jump = receiving_jump(l->cost, l->previous);

	if (l->previous != COST_NONE)
		data_price(d, "previous", l->previous);
	if (l->cost == COST_NONE)
		return;
	data_price(d, "cost", l->cost);
	data_money(d, "amount", l->amount);
	if (l->pack_quantity != QUANTITY_ONE)
		data_price(d, "box_cost", box_cost(l->cost, l->pack_quantity));
	data_bool(d, "dearer", jump > 0);
	data_bool(d, "cheaper", jump < 0);
	if (jump)
		data_text(d, "jump", format_rate(r->ctx->arena, r->lang, (jump > 0 ? jump : -jump) / 100 * 100));
}

static void fill_line(const struct shown *s, struct data *d, const struct delivery_line *l)
{
	const struct item_card *card = item_card_of(s->cards, s->card_count, l->variant);
	const struct request *r = s->r;

	data_int(d, "id", l->id.v);
	data_text(d, "uuid", l->uuid);
	data_int(d, "variant", l->variant.v);
	data_text(d, "name", l->name);
	data_text(d, "codes", l->codes);
	data_text(d, "packs", plain_quantity(r, l->packs));
	data_bool(d, "boxed", l->pack_quantity != QUANTITY_ONE);
	data_text(d, "count", count_shown(r, l));
	data_text(d, "quantity", office_quantity(r, l->quantity, l->unit));
	data_text(d, "note", l->note);
	if (l->corrected)
		data_sentence(d, "stands", N_("in truth {quantity}"), "quantity", office_quantity(r, l->quantity + l->corrected, l->unit), NULL);
	data_text(d, "came", plain_quantity(r, l->quantity + l->corrected));
	fill_cost(r, d, l);
	if (l->expires_on != DATE_NONE) {
		data_date(d, "expires", (int32_t)l->expires_on);
		data_bool(d, "expired", l->expires_on < s->today);
	}
	if (!card)
		return;
	store_tile(r, d, card);
	store_picture(r, data_part(d, "picture"), &card->picture);
	data_text(d, "picture.room", CARD_ROOM);
	data_text(d, "picture.alt", "");
}

/* ---- the line that is large, with its form ---- */

/* What was typed and refused stays; else what stands in the line. */
static void fill_typed(const struct shown *s, struct data *d, const struct delivery_line *l)
{
	const struct request *r = s->r;
	bool again = r->errors && route_param(r->route, "cost") && param_typed(r, "packs");
	bool boxed = l->pack_quantity != QUANTITY_ONE;
	int64_t more = !again && param_given(r, "more") ? QUANTITY_ONE : 0;
	const char *per = again ? param_typed(r, "per") : "piece";

	data_bool(d, "once_more", more);
	data_text(d, "typed_packs", again ? param_typed(r, "packs") : plain_quantity(r, l->packs + more));
	data_text(d, "typed_pack", again ? param_typed(r, "pack") : boxed || l->box ? plain_quantity(r, boxed ? l->pack_quantity : l->box) : NULL);
	data_bool(d, "in_boxes", again ? param_typed(r, "in") && strcmp(param_typed(r, "in"), "boxes") == 0 : boxed);
	data_text(d, "typed_cost", again ? param_typed(r, "cost") : l->cost == COST_NONE ? NULL : plain_cost(r, l->cost));
	data_text(d, "per", per ? per : "piece");
	data_text(d, "typed_expires", again ? param_typed(r, "expires") : l->expires_on == DATE_NONE ? NULL : plain_date(r, l->expires_on));
	data_text(d, "typed_note", again ? param_typed(r, "note") : l->note);
}

static void fill_last(const struct shown *s, struct data *d, const struct delivery_line *l)
{
	const struct request *r = s->r;
	const char *unit = store_unit(r, l->unit);

	fill_line(s, d, l);
	fill_typed(s, d, l);
	data_bool(d, "pieces", !*unit);
	data_text(d, "unit", unit);
	data_text(d, "on_shelf", l->counted ? office_quantity(r, l->on_hand, l->unit) : NULL);
	data_bool(d, "scanned", !r->errors && param_given(r, "scanned"));
	data_text(d, "sound", data_get(d, "dearer") || data_get(d, "expired") ? "attention" : "accepted");
}

/* ---- lines ---- */

static struct error *read_cards(struct shown *s, const struct delivery_line *lines, size_t n)
{
	struct variant_id *ids = ARENA_ARRAY(s->r->ctx->arena, n, struct variant_id);
	struct item_card *cards;

	for (size_t i = 0; i < n; i++)
		ids[i] = lines[i].variant;
	TRY(item_variants(s->r->ctx, lang_code(s->r->lang), s->branch->price_list, ids, n, &cards, &s->card_count));
	s->cards = cards;
	return NULL;
}

/* Of all its lines together. */
static void fill_sums(const struct shown *s, struct data *d, const struct delivery_line *lines, size_t n)
{
	int64_t pieces = 0;

	for (size_t i = 0; i < n; i++)
		pieces += strcmp(lines[i].unit, "piece") == 0 ? lines[i].quantity : 0;
	data_plural(d, "sum.lines", N_("{n} line"), "{n} lines", (int64_t)n);
	data_text(d, "sum.count", format_whole(s->r->ctx->arena, s->r->lang, (int64_t)n));
	data_text(d, "sum.pieces", !pieces ? NULL : format_quantity(s->r->ctx->arena, s->r->lang, pieces));
	data_money(d, "sum.amount", s->delivery.amount);
	if (s->delivery.uncosted)
		data_plural(d, "sum.uncosted", N_("{n} line has no cost yet."), "{n} lines have no cost yet.", s->delivery.uncosted);
}

static struct error *fill_lines(struct shown *s, struct data *d)
{
	struct delivery_line *lines;
	size_t n;

	TRY(receiving_lines(s->r->ctx, s->delivery.id, lang_code(s->r->lang), &lines, &n));
	TRY(read_cards(s, lines, n));
	/* The last one scanned stands on top. */
	for (size_t i = n; i > 0; i--) {
		struct data *l = data_add(d, "lines");

		fill_line(s, l, &lines[i - 1]);
		data_bool(l, "current", s->at && strcmp(s->at, lines[i - 1].uuid) == 0);
		if (data_get(l, "current"))
			fill_last(s, data_part(d, "last"), &lines[i - 1]);
	}
	fill_sums(s, d, lines, n);
	return NULL;
}

static struct error *fill_asides(struct shown *s, struct data *d)
{
	struct delivery_aside *asides;
	struct arena *a = s->r->ctx->arena;
	size_t n;

	TRY(receiving_asides(s->r->ctx, s->delivery.id, &asides, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *x = data_add(d, "asides");

		data_text(x, "uuid", asides[i].uuid);
		data_text(x, "code", asides[i].code);
		data_text(x, "note", asides[i].note);
		data_text(x, "packs", format_quantity(a, s->r->lang, asides[i].packs));
		data_text(x, "href", arena_printf(a, "/office/receiving/%lld?code=%s", (long long)s->delivery.id.v, url_encode(a, asides[i].code)));
	}
	return NULL;
}

/* ---- a code that nobody knows, a name that is looked for ---- */

static bool wordy(const char *text)
{
	for (; *text; text++)
		if (!isdigit((unsigned char)*text) && !ispunct((unsigned char)*text) && *text != ' ')
			return true;
	return false;
}

static struct error *fill_found(struct shown *s, struct data *d, const char *find)
{
	const struct request *r = s->r;
	struct item_page list;

	data_text(d, "asked.find", find);
	TRY(item_list(r->ctx, lang_code(r->lang), s->branch->price_list, (struct category_id){ 0 }, find, NULL, FOUND_MAX, &list));
	for (size_t i = 0; i < list.count; i++) {
		struct data *f = data_add(d, "found");
		struct item_card *all;
		const char *description;
		size_t n = 0;

		data_int(f, "variant", list.cards[i].variant.v);
		data_text(f, "name", order_line_name(r->ctx->arena, &list.cards[i]));
		data_text(f, "maker", list.cards[i].maker);
		data_text(f, "uuid", uuid_new(r->ctx->arena));
		store_price(r, f, &list.cards[i]);
		store_tile(r, f, &list.cards[i]);
		if (list.cards[i].variants > 1)
			TRY(item_by_slug(r->ctx, lang_code(r->lang), s->branch->price_list, list.cards[i].slug, &all, &n, &description));
		for (size_t k = 0; k < n; k++) {
			struct data *v = data_add(f, "variants");

			data_int(v, "id", all[k].variant.v);
			data_text(v, "label", all[k].label);
		}
	}
	return NULL;
}

static struct error *fill_asked(struct shown *s, struct data *d)
{
	const struct request *r = s->r;
	const char *code = param_text(r, "code"), *find = param_text(r, "find");

	if (r->errors)
		return NULL;
	data_bool(d, "asked.any", code || find);
	if (code && strlen(code) <= 64) {
		data_text(d, "asked.code", code);
		data_text(d, "asked.new_good", arena_printf(r->ctx->arena, "/office/goods/new?code=%s", url_encode(r->ctx->arena, code)));
		data_text(d, "asked.uuid", uuid_new(r->ctx->arena));
	}
	if (!find && code && wordy(code))
		find = code;
	return find ? fill_found(s, d, find) : NULL;
}

/* ---- the page ---- */

static void fill_head(const struct shown *s, struct data *d)
{
	const struct delivery *x = &s->delivery;
	const struct request *r = s->r;

	data_int(d, "delivery.id", x->id.v);
	data_text(d, "delivery.supplier", x->supplier);
	if (*x->reference)
		data_text(d, "delivery.reference", x->reference);
	data_text(d, "delivery.note", x->note);
	data_text(d, "delivery.place", arena_printf(r->ctx->arena, "%s · %s", office_branch(r, x->branch), x->location_name));
	data_text(d, "delivery.opened_at", office_time(r, x->branch, x->opened_at));
	data_text(d, "delivery.opened_by", x->opened_by);
	data_text(d, "delivery.booked_at", office_time(r, x->branch, x->booked_at));
	data_text(d, "delivery.booked_by", x->booked_by);
	receiving_state(r, data_part(d, "delivery"), x->state);
	data_text(d, "uuid", uuid_new(r->ctx->arena));
}

/* The line whose form was refused, or that the address names. */
static const char *line_at(const struct request *r)
{
	if (r->errors && route_param(r->route, "uuid"))
		return param_typed(r, "uuid");
	return r->errors ? NULL : param_text(r, "at");
}

struct error *office_delivery(struct request *r, struct page *p)
{
	struct shown s = { .r = r };

	TRY(receiving_get(r->ctx, (struct goods_receipt_id){ param_number(r, "id", 0) }, &s.delivery));
	s.branch = shop_branch_ever(r->shop, s.delivery.branch);
	if (!s.branch)
		s.branch = &r->shop->branches[0];
	s.today = receiving_today(r, s.delivery.branch);
	s.at = line_at(r);
	fill_head(&s, p->data);
	TRY(fill_lines(&s, p->data));
	TRY(fill_asides(&s, p->data));
	TRY(fill_asked(&s, p->data));
	office_errors(r, p->data);
	if (r->errors && route_param(r->route, "row"))
		data_text(p->data, "mending", param_typed(r, "row"));
	receiving_page(r, p->data, "delivery", s.delivery.supplier);
	data_text(p->data, "page.script", "receiving");
	if (strcmp(s.delivery.state, "open"))
		p->template = "office/delivery_closed";
	return NULL;
}

/* ---- scanning ---- */

static struct goods_receipt_id id_of(const struct request *r)
{
	return (struct goods_receipt_id){ param_number(r, "id", 0) };
}

static struct error *back(struct request *r, struct page *p, const char *query)
{
	page_redirect(p, r->ctx->arena, "/office/receiving/%lld%s", (long long)id_of(r).v, query);
	return NULL;
}

struct error *office_delivery_scan(struct request *r, struct page *p)
{
	struct arena *a = r->ctx->arena;
	struct delivery_scan in = { .uuid = param_text(r, "uuid"), .code = param_text(r, "code"), .variant = { param_number(r, "variant", 0) },
		.packs = param_number(r, "packs", 0), .learn = param_text(r, "learn"), .learn_pack = param_number(r, "pack", QUANTITY_ONE) };
	const char *uuid;
	struct error *e;
	bool there;

	e = receiving_scan(r->ctx, id_of(r), &in, &uuid, &there);
	if (e && e->kind == NOT_FOUND && strcmp(e->code, "item.unknown_code") == 0)
		return back(r, p, arena_printf(a, "?code=%s#answers", url_encode(a, in.code)));
	TRY(e);
	return back(r, p, arena_printf(a, "?at=%s&%s=1#last", uuid, there ? "more" : "scanned"));
}

/* ---- changing a line ---- */

static struct error *bad(const struct request *r, const char *field, const char *sentence)
{
	return error_field(error_text(ERR(r->ctx->arena, INVALID, "receiving.typed"), sentence, NULL), field);
}

static enum cost_per per_of(const struct request *r)
{
	const char *per = param_text(r, "per");

	return !per || strcmp(per, "piece") == 0 ? PER_PIECE : strcmp(per, "box") == 0 ? PER_BOX : PER_LINE;
}

static struct error *read_change(const struct request *r, struct delivery_change *out)
{
	const char *in = param_text(r, "in"), *cost = param_text(r, "cost"), *expires = param_text(r, "expires"), *step = param_text(r, "step");
	struct error *wrong = NULL;
	struct delivery delivery;
	int64_t typed;
	int32_t date;

	TRY(receiving_get(r->ctx, id_of(r), &delivery));
	*out = (struct delivery_change){ .uuid = param_text(r, "uuid"), .packs = param_number(r, "packs", 0),
		.pack_quantity = in && strcmp(in, "boxes") == 0 ? param_number(r, "pack", 0) : QUANTITY_ONE,
		.cost = COST_NONE, .expires_on = DATE_NONE, .note = param_text(r, "note") };
	if (step)
		out->packs += strcmp(step, "more") == 0 ? QUANTITY_ONE : -QUANTITY_ONE;
	if (out->pack_quantity <= 0)
		wrong = bad(r, "pack", N_("Please say how many are in a box."));
	else if (cost && (!num_parse(cost, COST_DECIMALS(r), &typed) || typed < 0
		|| !receiving_unit_cost(typed, per_of(r), out->packs > 0 ? out->packs : QUANTITY_ONE, out->pack_quantity, &out->cost)))
		wrong = bad(r, "cost", N_("Please enter an amount, such as 12.50."));
	if (expires && !receiving_expiry(expires, receiving_today(r, delivery.branch), &date))
		wrong = error_also(wrong, bad(r, "expires", N_("Please type a date, such as 31.12 or 1226.")));
	else if (expires)
		out->expires_on = date;
	return wrong;
}

struct error *office_delivery_line(struct request *r, struct page *p)
{
	struct delivery_change in;

	TRY(read_change(r, &in));
	/* One less than one is none. */
	if (in.packs <= 0) {
		TRY(receiving_remove(r->ctx, id_of(r), in.uuid));
		return back(r, p, "");
	}
	TRY(receiving_change(r->ctx, id_of(r), &in));
	return back(r, p, arena_printf(r->ctx->arena, "?at=%s#last", in.uuid));
}

struct error *office_delivery_remove(struct request *r, struct page *p)
{
	TRY(receiving_remove(r->ctx, id_of(r), param_text(r, "uuid")));
	return back(r, p, "");
}

struct error *office_delivery_aside(struct request *r, struct page *p)
{
	struct delivery_aside in = { .uuid = param_text(r, "uuid"), .code = param_text(r, "aside"), .packs = param_number(r, "packs", 0),
		.note = param_text(r, "note") };

	TRY(receiving_aside(r->ctx, id_of(r), &in));
	return back(r, p, "");
}

/* ---- the end of it ---- */

struct error *office_delivery_book(struct request *r, struct page *p)
{
	TRY(receiving_book(r->ctx, id_of(r)));
	return back(r, p, "");
}

struct error *office_delivery_drop(struct request *r, struct page *p)
{
	TRY(receiving_drop(r->ctx, id_of(r)));
	page_redirect(p, r->ctx->arena, "/office/receiving");
	return NULL;
}

struct error *office_delivery_mend(struct request *r, struct page *p)
{
	TRY(receiving_mend(r->ctx, id_of(r), (struct goods_receipt_line_id){ param_number(r, "row", 0) }, param_number(r, "came", 0),
		param_text(r, "note")));
	return back(r, p, "");
}
