/* cart.c: what a shopper means to buy, priced at every look. */
#include "shop/cart.h"

#include "base/num.h"
#include "shop/stock.h"

struct line_row {
	struct cart_line_id id;
	struct variant_id variant;
	int64_t quantity, price_seen;
	const char *note;		/* of the cart */
};
static const struct db_column line_columns[] = {
	DB_COL(struct line_row, id, INT), DB_COL(struct line_row, variant, INT),
	DB_COL(struct line_row, quantity, INT), DB_COL(struct line_row, price_seen, INT),
	DB_COL(struct line_row, note, TEXT),
};
static const struct db_row line_row = DB_ROW(struct line_row, line_columns);
#define LINES_OF_CART \
	"SELECT l.id, l.variant_id, l.quantity, l.price_seen, c.note " \
	"FROM cart_line l JOIN cart c ON c.id = l.cart_id WHERE l.cart_id = ? ORDER BY l.id"

/* ---- reading ---- */

/* The most that one pick-up branch (or the one asked for) can promise. */
static struct error *free_at(struct ctx *c, struct cart_id cart, const struct branch *branch, const struct variant_id *ids, size_t n, int64_t *most)
{
	struct stock_level *levels;
	const struct shop *shop;
	size_t count;

	TRY(shop_get(c, &shop));
	TRY(stock_levels_of_cart(c, cart, &levels, &count));
	for (size_t b = 0; b < shop->branch_count; b++) {
		if (branch ? shop->branches[b].id.v != branch->id.v : !shop->branches[b].pickup)
			continue;
		for (size_t i = 0; i < n; i++) {
			struct stock_level level = stock_level_at(levels, count, shop->branches[b].shelf, ids[i]);
			int64_t left = stock_free(&level);

			if (left > most[i])
				most[i] = left;
		}
	}
	return NULL;
}

static void line_fill(struct cart_line *l, const struct line_row *row, const struct item_card *card, int64_t left)
{
	l->id = row->id;
	l->quantity = row->quantity;
	l->price_seen = row->price_seen;
	l->free = left;
	if (card)
		l->card = *card;
	l->card.variant = row->variant;
	l->gone = !card || card->price == PRICE_NONE;
	l->price_changed = !l->gone && card->price != row->price_seen;
	l->short_of_stock = !l->gone && left < row->quantity;
}

static struct error *cart_price(struct ctx *c, const struct price_policy *policy, struct cart *cart)
{
	struct price_line *lines = ARENA_ARRAY(c->arena, cart->count, struct price_line);
	size_t n = 0;

	for (size_t i = 0; i < cart->count; i++)
		if (!cart->lines[i].gone)
			lines[n++] = (struct price_line){ .quantity = cart->lines[i].quantity,
				.unit_price = cart->lines[i].card.price, .tax_rate = cart->lines[i].card.tax_rate };
	if (price_document(policy, lines, n, &cart->total) != PRICE_OK)
		return error_text(ERR(c->arena, INVALID, "cart.too_large"), N_("This is more than one order can hold."), NULL);
	n = 0;
	for (size_t i = 0; i < cart->count; i++) {
		struct cart_line *l = &cart->lines[i];

		cart->notice = cart->notice || l->gone || l->price_changed || l->short_of_stock;
		if (!l->gone) {
			l->amount = lines[n].amount;
			l->tax = lines[n++].tax;
		}
	}
	return NULL;
}

struct error *cart_get(struct ctx *c, const char *lang, struct cart_id id, const struct branch *branch, struct cart *out)
{
	struct price_policy policy;
	const struct channel *web;
	const struct shop *shop;
	struct line_row *rows = NULL;
	struct item_card *cards;
	struct variant_id *ids;
	size_t n = 0, found;
	int64_t *most;

	*out = (struct cart){ .id = id };
	TRY(shop_get(c, &shop));
	web = shop_channel(shop, "web");
	if (id.v && web)
		TRY(db_all(c->db, &line_row, &rows, &n, LINES_OF_CART, ARGS(ID(id))));
	if (n == 0)
		return NULL;
	out->note = rows[0].note;
	ids = ARENA_ARRAY(c->arena, n, struct variant_id);
	most = ARENA_ARRAY(c->arena, n, int64_t);
	for (size_t i = 0; i < n; i++)
		ids[i] = rows[i].variant;
	TRY(item_variants(c, lang, web->price_list, ids, n, &cards, &found));
	TRY(free_at(c, id, branch, ids, n, most));
	out->lines = ARENA_ARRAY(c->arena, n, struct cart_line);
	out->count = n;
	for (size_t i = 0; i < n; i++)
		line_fill(&out->lines[i], &rows[i], item_card_of(cards, found, rows[i].variant), most[i]);
	policy = shop_policy(branch ? branch : &shop->branches[0]);
	return cart_price(c, &policy, out);
}

struct error *cart_count(struct ctx *c, struct cart_id id, int64_t *out)
{
	*out = 0;
	return id.v ? db_whole(c->db, out, 0, "SELECT COUNT(*) FROM cart_line WHERE cart_id = ?", ARGS(ID(id))) : NULL;
}

/* ---- changing ---- */

struct change {
	struct ctx *c;
	struct cart_id cart;
	struct cart_line_id line;
	struct variant_id variant;
	int64_t quantity, price;
	const char *note;
};

static struct error *touch(struct change *x)
{
	return db_exec(x->c->db, NULL, "UPDATE cart SET changed_at = ? WHERE id = ?", ARGS(AT(x->c->now), ID(x->cart)));
}

static struct error *new_cart(struct db *db, void *arg)
{
	struct change *x = arg;
	const struct shop *shop;

	TRY(shop_get(x->c, &shop));
	return db_insert(db, &x->cart.v, "INSERT INTO cart (channel_id, created_at, changed_at) VALUES (?, ?, ?)",
		ARGS(ID(shop_channel(shop, "web")->id), AT(x->c->now), AT(x->c->now)));
}

struct error *cart_new(struct ctx *c, struct cart_id *out)
{
	struct change x = { .c = c };

	TRY(db_tx(c->db, new_cart, &x));
	*out = x.cart;
	return NULL;
}

static struct error *quantity_fits(struct ctx *c, const struct item_card *card, int64_t quantity)
{
	if (quantity <= 0 || quantity > CART_QUANTITY_MAX)
		return error_text(error_field(ERR(c->arena, INVALID, "cart.quantity"), "quantity"),
			N_("Please give a quantity between {least} and {most}."), "least",
			!strcmp(card->unit, "piece") ? "1" : "0.001", "most", "9999", NULL);
	if (!strcmp(card->unit, "piece") && quantity % QUANTITY_ONE)
		return error_text(error_field(ERR(c->arena, INVALID, "cart.whole"), "quantity"),
			N_("{name} is sold by the piece."), "name", card->name, NULL);
	return NULL;
}

static struct error *card_for_sale(struct ctx *c, struct variant_id variant, struct item_card *out)
{
	const struct shop *shop;

	TRY(shop_get(c, &shop));
	TRY(item_variant(c, shop->company.lang, shop_channel(shop, "web")->price_list, variant, out));
	if (out->price == PRICE_NONE)
		return error_text(ERR(c->arena, INVALID, "item.no_price"), N_("This is not for sale at the moment."), NULL);
	return NULL;
}

static struct error *add(struct db *db, void *arg)
{
	struct change *x = arg;
	int64_t lines, quantity;

	TRY(touch(x));
	TRY(db_whole(db, &lines, 0, "SELECT COUNT(*) FROM cart_line WHERE cart_id = ? AND variant_id <> ?",
		ARGS(ID(x->cart), ID(x->variant))));
	TRY(db_whole(db, &quantity, 0, "SELECT quantity FROM cart_line WHERE cart_id = ? AND variant_id = ?",
		ARGS(ID(x->cart), ID(x->variant))));
	if (lines >= CART_LINES_MAX)
		return error_text(ERR(x->c->arena, INVALID, "cart.full"), N_("The cart is full: please order what is in it first."), NULL);
	if (quantity + x->quantity > CART_QUANTITY_MAX)
		return error_text(error_field(ERR(x->c->arena, INVALID, "cart.quantity"), "quantity"),
			N_("Please give a quantity between {least} and {most}."), "least", "1", "most", "9999", NULL);
	return db_exec(db, NULL,
		"INSERT INTO cart_line (cart_id, variant_id, quantity, price_seen) VALUES (?, ?, ?, ?) "
		"ON DUPLICATE KEY UPDATE quantity = quantity + VALUES(quantity)",
		ARGS(ID(x->cart), ID(x->variant), I(x->quantity), I(x->price)));
}

struct error *cart_add(struct ctx *c, struct cart_id cart, struct variant_id variant, int64_t quantity)
{
	struct change x = { .c = c, .cart = cart, .variant = variant, .quantity = quantity };
	struct item_card card;

	TRY(card_for_sale(c, variant, &card));
	TRY(quantity_fits(c, &card, quantity));
	x.price = card.price;
	return db_tx(c->db, add, &x);
}

static struct error *set(struct db *db, void *arg)
{
	struct change *x = arg;

	TRY(touch(x));
	if (x->quantity == 0)
		return db_exec(db, NULL, "DELETE FROM cart_line WHERE id = ? AND cart_id = ?", ARGS(ID(x->line), ID(x->cart)));
	return db_exec(db, NULL, "UPDATE cart_line SET quantity = ? WHERE id = ? AND cart_id = ?",
		ARGS(I(x->quantity), ID(x->line), ID(x->cart)));
}

struct error *cart_set(struct ctx *c, struct cart_id cart, struct cart_line_id line, int64_t quantity)
{
	struct change x = { .c = c, .cart = cart, .line = line, .quantity = quantity };
	struct item_card card;

	TRY(db_whole(c->db, &x.variant.v, 0, "SELECT variant_id FROM cart_line WHERE id = ? AND cart_id = ?",
		ARGS(ID(line), ID(cart))));
	if (!x.variant.v)
		return ERR(c->arena, NOT_FOUND, "cart.line");
	if (quantity != 0) {
		TRY(card_for_sale(c, x.variant, &card));
		TRY(quantity_fits(c, &card, quantity));
	}
	return db_tx(c->db, set, &x);
}

static struct error *set_note(struct db *db, void *arg)
{
	struct change *x = arg;

	return db_exec(db, NULL, "UPDATE cart SET note = ?, changed_at = ? WHERE id = ?",
		ARGS(T(x->note), AT(x->c->now), ID(x->cart)));
}

struct error *cart_set_note(struct ctx *c, struct cart_id cart, const char *note)
{
	struct change x = { .c = c, .cart = cart, .note = note };

	return db_tx(c->db, set_note, &x);
}

struct error *cart_unchanged(struct ctx *c, const struct cart *cart)
{
	struct line_row *rows;
	bool same;
	size_t n;

	TRY(db_all(c->db, &line_row, &rows, &n, LINES_OF_CART, ARGS(ID(cart->id))));
	same = n == cart->count;
	for (size_t i = 0; same && i < n; i++)
		same = rows[i].id.v == cart->lines[i].id.v && rows[i].quantity == cart->lines[i].quantity;
	return same ? NULL : error_text(ERR(c->arena, CONFLICT, "checkout.changed"),
		N_("The cart has changed since you looked. Please check it and order again."), NULL);
}

struct accept {
	struct ctx *c;
	const struct cart *cart;
};

static struct error *accept_prices(struct db *db, void *arg)
{
	struct accept *x = arg;

	for (size_t i = 0; i < x->cart->count; i++)
		if (x->cart->lines[i].gone)
			TRY(db_exec(db, NULL, "DELETE FROM cart_line WHERE id = ?", ARGS(ID(x->cart->lines[i].id))));
		else if (x->cart->lines[i].price_changed)
			TRY(db_exec(db, NULL, "UPDATE cart_line SET price_seen = ? WHERE id = ?",
				ARGS(I(x->cart->lines[i].card.price), ID(x->cart->lines[i].id))));
	return NULL;
}

struct error *cart_accept_prices(struct ctx *c, struct cart_id id)
{
	const struct shop *shop;
	struct cart cart;
	struct accept x = { .c = c, .cart = &cart };

	TRY(shop_get(c, &shop));
	TRY(cart_get(c, shop->company.lang, id, NULL, &cart));
	return db_tx(c->db, accept_prices, &x);
}

struct error *cart_sweep(struct ctx *c)
{
	return db_exec(c->db, NULL, "DELETE c FROM session s JOIN cart c ON c.id = s.cart_id WHERE s.expires_at <= ?", ARGS(AT(c->now)));
}
