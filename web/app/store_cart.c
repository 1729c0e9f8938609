/* store_cart.c: the cart, and each thing one can do to it. */
#include "app/handlers.h"
#include "app/store.h"
#include "base/json.h"
#include "base/num.h"

static struct cart_id cart_of(const struct request *r)
{
	return r->session ? r->session->cart : (struct cart_id){ 0 };
}

static struct error *back_to_cart(struct request *r, struct page *p)
{
	page_redirect(p, r->ctx->arena, "/%s/cart", lang_code(r->lang));
	return NULL;
}

/* ---- showing ---- */

static void say(struct data *d, const char *sentence)
{
	data_text(data_add(d, "notices"), "text", sentence);
}

/* Which line changed, and how. */
static void fill_notices(const struct request *r, struct data *d, const struct cart_line *line)
{
	struct arena *a = r->ctx->arena;
	struct currency cur = { r->shop->company.currency, (int)r->shop->company.currency_exponent };

	if (line->gone)
		say(d, text(r->lang, N_("No longer for sale.")));
	if (line->price_changed)
		say(d, text_fill(a, text(r->lang, N_("The price was {old} and is now {new}.")), (const char *const[]){
			"old", format_price(a, r->lang, cur, line->price_seen),
			"new", format_price(a, r->lang, cur, line->card.price), NULL }));
	if (line->short_of_stock && line->free <= 0)
		say(d, text(r->lang, N_("Sold out in the meantime.")));
	else if (line->short_of_stock)
		say(d, text_fill(a, text(r->lang, N_("Only {left} left")), (const char *const[]){
			"left", format_quantity(a, r->lang, line->free), NULL }));
}

/* As a field of numbers takes it: "2", "1.25". */
static const char *quantity_plain(char *buf, int64_t quantity)
{
	size_t n = strlen(num_format(buf, quantity, 3));

	while (buf[n - 1] == '0')
		buf[--n] = '\0';
	if (buf[n - 1] == '.')
		buf[n - 1] = '\0';
	return buf;
}

/* The line that a change was refused for keeps what was typed. */
static void fill_quantity(const struct request *r, struct data *page, struct data *d, const struct cart_line *line)
{
	const char *refused_line = data_get(page, "typed.line");
	bool refused = refused_line && strcmp(refused_line, data_get(d, "id")) == 0;
	const char *unit = store_unit(r, line->card.unit);
	char plain[NUM_FORMAT_SIZE];

	data_text(d, "typed", refused ? data_get(page, "typed.quantity") : quantity_plain(plain, line->quantity));
	data_text(d, "step", *unit ? "any" : "1");
	if (refused)
		data_text(d, "error", text_error(r->ctx->arena, r->lang, r->errors));
}

static void fill_line(const struct request *r, struct data *page, const struct cart_line *line)
{
	struct data *d = data_add(page, "lines");
	const char *name = order_line_name(r->ctx->arena, &line->card);

	data_int(d, "id", line->id.v);
	data_text(d, "name", name);
	data_text(d, "href", url_encode(r->ctx->arena, line->card.slug));
	data_bool(d, "gone", line->gone);
	data_money(d, "amount", line->amount);
	store_tile(r, d, &line->card);
	store_picture(r, data_part(d, "picture"), &line->card.picture);
	data_text(d, "picture.alt", "");
	data_text(d, "picture.room", "5rem");
	store_price(r, d, &line->card);
	fill_quantity(r, page, d, line);
	fill_notices(r, d, line);
	data_sentence(d, "quantity_label", N_("Quantity of {name}"), "name", name, NULL);
	data_sentence(d, "update", N_("Update the quantity of {name}"), "name", name, NULL);
	data_sentence(d, "remove", N_("Remove {name}"), "name", name, NULL);
}

/* What must be settled before one can order. */
static void fill_state(const struct request *r, struct data *d, const struct cart *cart)
{
	bool accept = false, missing = false;

	for (size_t i = 0; i < cart->count; i++) {
		accept = accept || cart->lines[i].gone || cart->lines[i].price_changed;
		missing = missing || cart->lines[i].short_of_stock;
	}
	data_bool(d, "cart.accept", accept);
	if (accept)
		data_text(d, "cart.blocked", text(r->lang, N_("Please accept the changes first.")));
	else if (missing)
		data_text(d, "cart.blocked", text(r->lang, N_("Please lower the quantities that are not there.")));
}

struct error *store_cart(struct request *r, struct page *p)
{
	struct data *d = p->data;
	struct cart cart;

	TRY(cart_get(r->ctx, lang_code(r->lang), cart_of(r), NULL, &cart));
	for (size_t i = 0; i < cart.count; i++)
		fill_line(r, d, &cart.lines[i]);
	if (cart.count)
		data_text(d, "cart.count", format_whole(r->ctx->arena, r->lang, (int64_t)cart.count));
	fill_state(r, d, &cart);
	store_totals(r, d, &cart.total);
	store_errors(r, d);
	data_text(d, "cart.note", data_get(d, "typed.note") ? data_get(d, "typed.note") : cart.note);
	data_bool(d, "cart.note_open", data_get(d, "cart.note") != NULL);
	data_text(d, "page.title", text(r->lang, N_("Your cart")));
	data_bool(d, "page.noindex", true);
	return NULL;
}

struct error *store_cart_number(struct request *r, struct page *p)
{
	int64_t n;

	TRY(cart_count(r->ctx, cart_of(r), &n));
	page_json(p, r->ctx->arena, json_pack("{s:I}", "count", (json_int_t)n));
	return NULL;
}

/* ---- changing ---- */

struct error *store_cart_add(struct request *r, struct page *p)
{
	struct variant_id variant = { param_number(r, "variant", 0) };
	struct cart_id cart;

	TRY(request_session(r, p));
	cart = r->session->cart;
	if (!cart.v) {
		TRY(cart_new(r->ctx, &cart));
		TRY(session_set_cart(r->ctx, r->session, cart));
	}
	TRY(cart_add(r->ctx, cart, variant, param_number(r, "quantity", 0)));
	return back_to_cart(r, p);
}

struct error *store_cart_line(struct request *r, struct page *p)
{
	struct cart_line_id line = { param_number(r, "line", 0) };

	if (param_given(r, "remove"))
		TRY(cart_set(r->ctx, cart_of(r), line, 0));
	else if (param_given(r, "quantity"))
		TRY(cart_set(r->ctx, cart_of(r), line, param_number(r, "quantity", 0)));
	return back_to_cart(r, p);
}

struct error *store_cart_note(struct request *r, struct page *p)
{
	if (cart_of(r).v)
		TRY(cart_set_note(r->ctx, cart_of(r), param_text(r, "note")));
	return back_to_cart(r, p);
}

struct error *store_cart_accept(struct request *r, struct page *p)
{
	if (cart_of(r).v)
		TRY(cart_accept_prices(r->ctx, cart_of(r)));
	return back_to_cart(r, p);
}
