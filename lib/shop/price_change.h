/* price_change.h: prices prepared together, to begin at one instant in one list.
 *
 * Owns price_change, price_change_line. A draft is changed at will and changes
 * nothing. Setting it writes its rows of price, from one instant on, in one
 * transaction; until then it may be taken back, and its rows with it. What has
 * begun stays: what a price was is never changed.
 *
 * Everything here needs goods.price; a set of a list that the actor may not see
 * does not exist: NOT_FOUND "price_change.none". What changes a set that is no
 * draft is CONFLICT "price_change.fixed". Commands open a transaction of their own
 * and are audited.
 */
#ifndef MAKOLET_SHOP_PRICE_CHANGE_H
#define MAKOLET_SHOP_PRICE_CHANGE_H

#include "shop/item.h"

#define PRICE_CHANGE_LINES 10000
#define PRICE_CHANGE_NAME_MAX 100

enum price_change_state { PRICE_DRAFT = 1, PRICE_COMING, PRICE_ACTIVE, PRICE_CANCELLED };
/* "draft", "coming", "active", "cancelled"; parse: 0 for what is none, NULL too. */
const char *price_change_state_name(enum price_change_state state);
enum price_change_state price_change_state_parse(const char *name);

/* Invariant: starts_at is set in the states COMING and ACTIVE. A cancelled one
 * that was set before keeps it; one that was a draft has none. */
struct price_change {
	struct price_change_id id;
	const char *name;
	struct price_list_id list;
	enum price_change_state state;
	instant starts_at;		/* INSTANT_NONE: not set */
	const char *made_by, *set_by;	/* NULL: nobody known */
	instant created_at, set_at;
	int64_t lines;
};

/* What the lines do to the prices before. */
struct price_change_sums {
	int64_t lines, up, down, same;
	int64_t first;			/* had no price */
	int64_t conflicts;		/* another price of the same good comes in the list */
};

struct price_change_line {
	struct variant_id variant;
	const char *name, *label, *unit;
	bool archived;
	int64_t price;			/* the new one */
	int64_t before;			/* in force when it begins; of a draft, now. PRICE_NONE */
	bool written;			/* the set's own row of price stands */
	instant coming_from;		/* the next other price of the list; INSTANT_NONE */
	int64_t coming;
	struct price_change_id coming_change;	/* that prepared it; 0: none */
	const char *coming_name;
};

/* Newest first; state 0: any; before: ids below it, 0 for all. */
struct error *price_change_list(struct ctx *c, enum price_change_state state, int64_t before, size_t limit,
	struct price_change **out, size_t *n);
struct error *price_change_get(struct ctx *c, struct price_change_id id, struct price_change *out);
struct error *price_change_sum(struct ctx *c, const struct price_change *change, struct price_change_sums *out);
/* By name, from the `skip`-th; conflicts: those alone whose goods have another price coming.
 * variant: that line alone, 0 for all. */
struct error *price_change_lines(struct ctx *c, const char *lang, const struct price_change *change, bool conflicts,
	struct variant_id variant, size_t skip, size_t limit, struct price_change_line **out, size_t *n);

/* ---- preparing ---- */

/* The same UUID again gives the same set; CONFLICT "key.reused" with another name or list. */
struct error *price_change_new(struct ctx *c, const char *uuid, const char *name, struct price_list_id list,
	struct price_change_id *out);
/* A draft with the lines of another set, of any state, under a name. */
struct error *price_change_copy(struct ctx *c, const char *uuid, struct price_change_id from, const char *name,
	struct price_change_id *out);
struct error *price_change_rename(struct ctx *c, struct price_change_id id, const char *name);
/* Takes a good in at its price in force (0 without one); one that is in stays as it is.
 * NOT_FOUND "item.none". INVALID "price_change.many" beyond PRICE_CHANGE_LINES. */
struct error *price_change_take(struct ctx *c, struct price_change_id id, struct variant_id variant);
/* The new price of a good, which is taken in if it was not. */
struct error *price_change_put(struct ctx *c, struct price_change_id id, struct variant_id variant, int64_t price);
struct error *price_change_remove(struct ctx *c, struct price_change_id id, struct variant_id variant);

/* ---- by a rule ---- */

enum price_rounding { PRICE_NEAREST = 1, PRICE_UP, PRICE_DOWN };

/* price in force * (1 + percent) + amount, rounded to ending + k * step. */
struct price_rule {
	int64_t percent;		/* basis points, either sign */
	int64_t amount;			/* minor units, either sign */
	int64_t step, ending;		/* minor units; step 1, ending 0: to whole minor units */
	enum price_rounding rounding;	/* nearest: a half goes up */
};
/* In whole numbers, exactly. False where nothing is left to ask. What would be
 * rounded to nothing becomes the smallest price of that ending. */
bool price_rule_apply(const struct price_rule *rule, int64_t price, int64_t *out);

/* Which goods. Deposits and gift cards are taken one by one alone. */
struct price_filter {
	struct category_id category;	/* and all below it; 0: any */
	const char *find;		/* as search_find(), SEARCHED at most; NULL: any */
	int64_t least, most;		/* price in force, minor units; -1: without end */
	bool inside;			/* of the goods that are in the set */
};
struct price_ruled {
	int64_t changed;		/* lines written */
	int64_t same;			/* left out: the rule leaves the price as it is */
	int64_t unpriced;		/* left out: without a price, or nothing would be left of it */
};
struct error *price_change_rule(struct ctx *c, struct price_change_id id, const struct price_filter *filter,
	const struct price_rule *rule, struct price_ruled *out);

/* ---- the hour ---- */

/* From `at` on, c->now for at once. The same instant again does nothing,
 * nor does at once for what has begun. INVALID
 * "price_change.empty", "price_change.past" and "price_change.far" (field "date");
 * CONFLICT "price_change.conflict" (field "replace") where another price of one of
 * the goods comes in the list, unless `replace` takes those back. */
struct error *price_change_set(struct ctx *c, struct price_change_id id, instant at, bool replace);
/* A draft is put aside; of a set one the coming rows go. CONFLICT
 * "price_change.begun" for one that has begun. Again: does nothing. */
struct error *price_change_cancel(struct ctx *c, struct price_change_id id);

#endif
