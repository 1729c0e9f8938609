/* receiving.h: goods that arrive: a delivery is opened, its goods are scanned,
 * and booking it moves the stock. Owns goods_receipt, goods_receipt_line,
 * goods_receipt_aside.
 *
 * Invariants (sql/check): every line of a booked delivery moved its stock once
 * and equally, no line of another moved any; quantity = packs * pack_quantity.
 *
 * What is open may be changed by everybody who may receive there; what is booked
 * or dropped never changes. A mistake found later is mended by a correction of
 * the stock that names the line. Lines are named by the UUID of whoever sent
 * them: the same again is the same line, and one that was removed stays removed
 * until it is counted again.
 *
 * Everything needs stock.receive and the delivery's branch in scope (NOT_FOUND
 * "receiving.none"); what changes it opens a transaction where none is.
 */
#ifndef MAKOLET_SHOP_RECEIVING_H
#define MAKOLET_SHOP_RECEIVING_H

#include "shop/item.h"
#include "shop/stock.h"

#define RECEIVING_PACKS_MAX INT64_C(100000000)		/* 100,000 pieces or boxes in a line */
#define RECEIVING_PACK_MAX INT64_C(10000000)		/* 10,000 in a box */
#define COST_NONE INT64_C(-1)
/* A cost that differs from the last by more than this is pointed out. */
#define COST_JUMP_RATE 2000

struct delivery {
	struct goods_receipt_id id;
	struct branch_id branch;
	struct location_id location;
	const char *location_name;
	const char *state;		/* open, booked, dropped */
	const char *supplier;
	const char *reference;		/* number of the delivery note; "" for none */
	const char *note;		/* NULL: none */
	const char *opened_by, *booked_by;	/* NULL: a command, nobody yet */
	instant opened_at, booked_at;
	int64_t lines;
	int64_t amount;			/* of the lines with a cost, minor units, without tax */
	int64_t uncosted;		/* lines without */
	int64_t aside;			/* codes that nobody knew */
};

struct delivery_line {
	struct goods_receipt_line_id id;
	const char *uuid;
	struct variant_id variant;
	const char *name;		/* with the variant's label */
	const char *unit;
	int64_t packs;			/* thousandths, as they were counted */
	int64_t pack_quantity;		/* thousandths in one: 1000 for single pieces */
	int64_t quantity;		/* thousandths */
	int64_t cost;			/* of one unit without tax, 1/10,000 minor; COST_NONE */
	int64_t amount;			/* minor units, rounded half up; 0 without a cost */
	int64_t previous;		/* what a unit cost in the delivery booked before; COST_NONE */
	int64_t expires_on;		/* DATE_NONE */
	const char *note;
	int64_t corrected;		/* thousandths, of corrections after booking */
	int64_t on_hand;		/* at the delivery's place now */
	bool counted;			/* false: nobody knows how much that is */
	int64_t box;			/* pack quantity of its smallest box code, thousandths; 0: none */
	const char *codes;		/* that name it in this pack, parted by blanks; NULL: none */
};

struct delivery_aside {
	const char *uuid, *code, *note;
	int64_t packs;
};

/* ---- opening ---- */

struct delivery_new {
	const char *uuid;		/* the same again is the same delivery */
	struct location_id location;	/* a shelf or a store room */
	const char *supplier;		/* 1 to 190 characters */
	const char *reference;		/* NULL: none; up to 64 */
	const char *note;		/* NULL: none; up to 500 */
	bool again;			/* although that note of that supplier is here already */
};
/* CONFLICT "receiving.again", field "reference", where a delivery that was not
 * dropped has the same number of the same supplier. Audited. */
struct error *receiving_open(struct ctx *c, const struct delivery_new *in, struct goods_receipt_id *out);
/* Suppliers so far, the last ones first, 50 at most. */
struct error *receiving_suppliers(struct ctx *c, const char *const **out, size_t *n);
/* Where goods may be received, in the actor's scope. */
struct error *receiving_places(struct ctx *c, struct stock_place **out, size_t *n);

/* ---- reading ---- */

struct delivery_filter {
	const char *state;		/* NULL: all */
	struct branch_id branch;	/* 0: all in scope */
	const char *find;		/* part of a supplier, or a delivery note's number; NULL */
	int64_t before;			/* older than this id */
	size_t limit;
};
struct error *receiving_list(struct ctx *c, const struct delivery_filter *f, struct delivery **out, size_t *n);
struct error *receiving_get(struct ctx *c, struct goods_receipt_id id, struct delivery *out);
/* In the order in which they were scanned; names in `lang`, else the item's own. */
struct error *receiving_lines(struct ctx *c, struct goods_receipt_id id, const char *lang, struct delivery_line **out, size_t *n);
struct error *receiving_asides(struct ctx *c, struct goods_receipt_id id, struct delivery_aside **out, size_t *n);

/* What was delivered of one of the goods, the last first: for the good's page.
 * Its last cost is the first that is not COST_NONE. */
struct delivered {
	struct goods_receipt_id delivery;
	struct branch_id branch;
	const char *supplier, *reference;
	instant booked_at;
	int64_t quantity, cost, expires_on;
};
struct error *receiving_of_variant(struct ctx *c, struct variant_id variant, size_t limit, struct delivered **out, size_t *n);

/* Booked lines whose date comes up to `until`, or went by within 60 days before
 * `today`, and that still lie there: the oldest are taken to be sold first, so
 * what is left is of those that last longest. At uncounted levels nobody knows,
 * so all are told. By date, 500 at most. */
struct expiring {
	struct goods_receipt_id delivery;
	struct variant_id variant;
	struct branch_id branch;
	const char *name, *unit, *supplier, *location_name;
	int64_t expires_on;
	int64_t left;			/* thousandths */
	bool counted;
};
struct error *receiving_expiring(struct ctx *c, const char *lang, struct branch_id branch, int32_t today, int32_t until,
	struct expiring **out, size_t *n);

/* ---- lines of an open delivery: CONFLICT "receiving.closed" for another ---- */

struct delivery_scan {
	const char *uuid;
	const char *code;		/* that was scanned, or NULL and */
	struct variant_id variant;
	int64_t packs;			/* it is so many; 0: not said, one */
	const char *learn;		/* code that names the variant from now on (needs goods.edit); NULL */
	int64_t learn_pack;		/* so many of it, thousandths */
};
/* Counts one of the goods: a new line, or so many of the line that there is. With
 * packs not said and the same good in the same pack here already in another line,
 * changes nothing and sets *there. *uuid is the line's. NOT_FOUND "item.unknown_code",
 * "item.none"; CONFLICT "barcode.taken" (field "learn"); INVALID field "packs". */
struct error *receiving_scan(struct ctx *c, struct goods_receipt_id id, const struct delivery_scan *in, const char **uuid, bool *there);

struct delivery_change {
	const char *uuid;
	int64_t packs, pack_quantity;
	int64_t cost;			/* COST_NONE */
	int64_t expires_on;		/* DATE_NONE */
	const char *note;		/* NULL: none; up to 200 */
};
/* NOT_FOUND "receiving.no_line"; INVALID at "packs", "pack" or "cost". */
struct error *receiving_change(struct ctx *c, struct goods_receipt_id id, const struct delivery_change *in);
struct error *receiving_remove(struct ctx *c, struct goods_receipt_id id, const char *uuid);
/* Sets a code aside that nobody knows; packs 0 takes it away again. */
struct error *receiving_aside(struct ctx *c, struct goods_receipt_id id, const struct delivery_aside *in);

/* ---- the end of it ---- */

/* Every line moves its stock. Booked already: nothing more happens. INVALID
 * "receiving.empty"; CONFLICT "receiving.closed" when it was dropped. Audited. */
struct error *receiving_book(struct ctx *c, struct goods_receipt_id id);
/* An open delivery is none after all. Audited. */
struct error *receiving_drop(struct ctx *c, struct goods_receipt_id id);
/* So many came of a booked line in truth: the difference becomes a correction of
 * the stock that names the line. Needs stock.adjust. Audited. */
struct error *receiving_mend(struct ctx *c, struct goods_receipt_id id, struct goods_receipt_line_id line, int64_t came, const char *note);

/* ---- what people type ---- */

enum cost_per { PER_PIECE, PER_BOX, PER_LINE };
/* A price of one, of a box or of the line (1/10,000 minor) as the cost of a unit,
 * rounded half up to 1/10,000 of a minor unit. False where it does not fit. */
bool receiving_unit_cost(int64_t typed, enum cost_per per, int64_t packs, int64_t pack_quantity, int64_t *out);
/* Short forms of a date on a label: "31.12" (the next one; up to 30 days ago),
 * "31.12.26", "311226", "31122026", "2026-12-31", and by month, the last day of
 * it: "1226", "12/26", "12.2026". Four digits that are no month and year within
 * 20 years are day and month. Years 2000 to 2099. */
bool receiving_expiry(const char *typed, int32_t today, int32_t *out);
/* By how much a cost differs from the last, basis points, when that is more than COST_JUMP_RATE; else 0. */
int64_t receiving_jump(int64_t cost, int64_t previous);

#endif
