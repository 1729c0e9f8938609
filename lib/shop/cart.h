/* cart.h: what a shopper means to buy. Holds nothing of the stock. */
#ifndef MAKOLET_SHOP_CART_H
#define MAKOLET_SHOP_CART_H

#include "price/price.h"
#include "shop/item.h"

#define CART_LINES_MAX 200
#define CART_QUANTITY_MAX (INT64_C(9999) * 1000)

struct cart_line {
	struct cart_line_id id;
	struct item_card card;		/* today's name, price and tax */
	int64_t quantity;
	int64_t price_seen;		/* unit price at the last look */
	int64_t amount, tax;
	int64_t free;			/* at the branch asked for; STOCK_PLENTY */
	bool price_changed, short_of_stock, gone;
};

/* Invariant: total = sum of amounts, priced now by lib/price. Lines that are
 * gone (archived, without a price) count nothing. */
struct cart {
	struct cart_id id;
	const char *note;
	struct cart_line *lines;
	size_t count;
	struct price_total total;
	bool notice;			/* a line changed its price, is short or gone */
};

/* Lines in the order in which they were added. branch NULL: the best of the
 * pick-up branches counts for `free`. id 0: an empty cart. */
struct error *cart_get(struct ctx *c, const char *lang, struct cart_id id, const struct branch *branch, struct cart *out);
/* Number of lines, for the header. */
struct error *cart_count(struct ctx *c, struct cart_id id, int64_t *out);

/* Each its own transaction. A weighed good takes any quantity in thousandths,
 * others whole units: INVALID field "quantity". */
struct error *cart_new(struct ctx *c, struct cart_id *out);
struct error *cart_add(struct ctx *c, struct cart_id cart, struct variant_id variant, int64_t quantity);
/* quantity 0 removes. NOT_FOUND for a line of another cart. */
struct error *cart_set(struct ctx *c, struct cart_id cart, struct cart_line_id line, int64_t quantity);
struct error *cart_set_note(struct ctx *c, struct cart_id cart, const char *note);
/* Inside db_tx(), the cart's row locked: CONFLICT "checkout.changed" unless its
 * lines are those of `cart`. */
struct error *cart_unchanged(struct ctx *c, const struct cart *cart);
/* The shopper has seen today's prices. */
struct error *cart_accept_prices(struct ctx *c, struct cart_id cart);
/* Inside db_tx(): removes the carts of sessions that have ended. */
struct error *cart_sweep(struct ctx *c);

#endif
