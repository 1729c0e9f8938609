/* stock.h: what lies where, and who has it promised.
 *
 * Invariants (sql/check): on_hand = sum of ledger.stock_move, reserved = sum
 * of live stock_hold rows, both of the same location and variant.
 *
 * The floor stands in the UPDATE that takes, never in a read before it. Rows
 * are taken in the order of variant ids, all lines or none. What holds, lets go
 * and sells runs inside db_tx(); the others open a transaction where none is.
 *
 * Policies: uncounted and allow never refuse; warn and block refuse the web;
 * at the till block refuses before tender, warn does not. A sale that is paid
 * always stands: what it takes beyond the free stock leaves the newest hold
 * short and becomes a row of shortfall.
 */
#ifndef MAKOLET_SHOP_STOCK_H
#define MAKOLET_SHOP_STOCK_H

#include "shop/ctx.h"

struct stock_need {
	struct variant_id variant;
	int64_t quantity;		/* > 0, thousandths */
	const char *name;		/* for the sentence of a shortage */
	struct order_line_id order_line; /* for the ledger */
};

enum stock_policy { STOCK_UNCOUNTED = 1, STOCK_ALLOW, STOCK_WARN, STOCK_BLOCK };
const char *stock_policy_name(enum stock_policy p);
bool stock_policy_parse(const char *name, enum stock_policy *out);

struct stock_level {
	struct location_id location;
	struct variant_id variant;
	int64_t on_hand, reserved, floor;
	enum stock_policy policy;
	bool carried;			/* false: never stocked there, uncounted with zeros: the web does
					   not promise it from there, a till sells what is in the hand */
};
/* What the web may still promise: STOCK_PLENTY when it is not limited, else >= 0. */
#define STOCK_PLENTY INT64_MAX
int64_t stock_free(const struct stock_level *level);

/* Levels of all variants of an item, or of what is in a cart, at every place
 * where they are carried; and one of them, `carried` false where they are not. */
struct error *stock_levels_of_item(struct ctx *c, struct item_id item, struct stock_level **out, size_t *n);
struct error *stock_levels_of_cart(struct ctx *c, struct cart_id cart, struct stock_level **out, size_t *n);
struct stock_level stock_level_at(const struct stock_level *levels, size_t n, struct location_id location, struct variant_id variant);

/* Holds for a web order. SHORTAGE "stock.short", one error a line, field "line.N"
 * (N = index), naming what is left. */
struct error *stock_hold_order(struct ctx *c, struct location_id location, struct order_id order, instant until, struct stock_need *needs, size_t n);
/* Holds for a till's basket before tender, named by the sale's UUID; lines under
 * `block` are held or refused with SHORTAGE, others are not held. Again with the
 * same UUID: the former hold is given back first. */
struct error *stock_hold_basket(struct ctx *c, struct location_id location, const char *uuid, instant until, struct stock_need *needs, size_t n);
/* Gives back what a basket or an order holds. */
struct error *stock_release_basket(struct ctx *c, const char *uuid);
struct error *stock_release_order(struct ctx *c, struct order_id order);
/* A paid sale: takes from on_hand whatever the policy, spends the holds of its
 * basket (uuid) or, when uuid is NULL, of the order; records what it leaves short. */
struct error *stock_sell(struct ctx *c, struct location_id location, struct order_id order, const char *uuid, struct stock_need *needs, size_t n);
/* Goods that came back, inside db_tx(): on_hand grows, each a move of its line. */
struct error *stock_return(struct ctx *c, struct location_id location, const struct stock_need *needs, size_t n);
/* Inside db_tx(). Where a branch keeps what cannot be sold; made where it has no such place. */
struct error *stock_damaged_place(struct ctx *c, struct branch_id branch, struct location_id *out);
/* Lets the holds of till baskets go that are due; *expired counts the baskets. */
struct error *stock_expire(struct ctx *c, int64_t *expired);

/* Sets the counted quantity of a variant: the difference becomes a move. Both
 * carry the variant there from then on; what they take from the newest holds
 * becomes rows of shortfall without a sale. Audited. */
struct error *stock_correct(struct ctx *c, struct location_id location, struct variant_id variant, int64_t counted, const char *note);
struct error *stock_set_policy(struct ctx *c, struct location_id location, struct variant_id variant, enum stock_policy policy);

/* What a delivery brought: a line of it. */
struct stock_arrival {
	struct variant_id variant;
	int64_t quantity;		/* thousandths */
	struct goods_receipt_line_id line;	/* for the ledger */
};
/* Inside db_tx(), in the order of variants, quantities > 0: it lies there from
 * now on, a move of reason 'receipt' a line. A place that never carried a
 * variant carries it from then on and begins counted, policy warn: what came is
 * all that lies there. A level that is uncounted stays so: nobody knows what
 * lay there before, so the sum is no count until somebody counts. What web
 * orders were short of is filled first, the oldest hold before the others. */
struct error *stock_receive(struct ctx *c, struct location_id location, const struct stock_arrival *arrivals, size_t n);
/* Inside db_tx(): more (or, below zero, less) came than a booked line said. A
 * correction that names the line; what it takes from promises it leaves short. */
struct error *stock_receive_mend(struct ctx *c, struct location_id location, const struct stock_arrival *difference, const char *note);

/* A place of a branch in the actor's scope, and what lies there of a variant. */
struct stock_place {
	struct branch_id branch;
	const char *kind, *name;	/* shelf, store_room ...; as the owner calls it */
	struct stock_level level;
};
struct error *stock_places(struct ctx *c, struct variant_id variant, struct stock_place **out, size_t *n);

struct stock_adjustment {
	struct location_id location;
	struct variant_id variant;
	bool counting;			/* `counted` was counted there */
	int64_t counted;
	enum stock_policy policy;	/* 0: as it is */
	const char *note;		/* may be NULL */
};
/* A count, a policy or both by a staff member. Needs stock.adjust; NOT_FOUND
 * for a place out of scope or an unknown variant; INVALID field "counted". */
struct error *stock_adjust(struct ctx *c, const struct stock_adjustment *a);

/* What sales left short, oldest first, 500 at most, and settling one. Both for
 * branches in the actor's scope alone. */
struct shortfall {
	int64_t id;
	struct order_id sale, short_order;
	const char *sale_code;			/* NULL: a count or a policy took it */
	const char *short_code;			/* NULL: sold below zero */
	const char *name;
	int64_t quantity;			/* still missing */
	instant created_at;
};
struct error *shortfall_open(struct ctx *c, struct branch_id branch, struct shortfall **out, size_t *n);
struct error *shortfall_settle(struct ctx *c, int64_t id);

#endif
