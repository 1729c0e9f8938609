/* rules.h: what prices are made from, as one flat buffer: promotions, tax rates
 * by date, price lists. Built once for a state of the catalogue, checked once,
 * and the same bytes in the server and in the till.
 *
 * Little-endian; no pointers. A section is a span: its offset from the buffer's
 * beginning (a multiple of 8) and its count of records. Sections
 * stand in the order of the head and do not overlap. Other spans count records
 * of a section. Money in minor units, unit prices in 1/10,000 of one,
 * quantities in thousandths, percentages in basis points, instants in seconds
 * since 1970 UTC, dates in days since 1970. An id is above 0; 0 says none.
 */
#ifndef MAKOLET_PRICE_RULES_H
#define MAKOLET_PRICE_RULES_H

#include <stddef.h>
#include <stdint.h>

#define RULES_MAGIC 0x31524b4du	/* "MKR1" */
#define RULES_PROMOTIONS_MAX 65536u
#define RULES_PARTS_MAX 8u		/* of one promotion */
#define RULES_SIZE_MAX (256u << 20)
#define MONEY_MAX 1000000000000000	/* 10^15, exact in a script's numbers; any amount, either sign */
#define PRICE_MAX 10000000000000	/* a unit price, 10^9 minor units */
#define QUANTITY_MAX 1000000000	/* 10^6 units in a line or part */
#define RATE_ONE 10000		/* 100 % */

struct rules_span { uint32_t at, count; };

struct rules {
	uint32_t magic, size;	/* of the whole buffer */
	struct rules_span promotions;	/* struct rules_promotion, by id */
	struct rules_span parts;	/* struct rules_part: those of a promotion together, promotions in order */
	struct rules_span selectors;	/* struct rules_selector */
	struct rules_span terms;	/* struct rules_term, by kind and id within each span */
	struct rules_span groups;	/* int64_t: customer groups, rising within a promotion */
	struct rules_span index;	/* struct rules_entry, by kind, id, part: which parts a term leads to */
	struct rules_span taxes;	/* struct rules_tax, by class, position, from */
	struct rules_span prices;	/* struct rules_price, by variant, list, quantity */
};

enum rules_layer {
	LAYER_DEAL,	/* consumes units: each unit is in one deal at most */
	LAYER_REWARD,	/* on what is left to pay after the deals: basket coupons, spend and get */
};

enum rules_benefit {
	BENEFIT_NONE,
	BENEFIT_PERCENT,	/* value: basis points off, of each unit, halves up */
	BENEFIT_AMOUNT,		/* value: minor units off the part or the set; never below zero */
	BENEFIT_TOTAL,		/* value: minor units for the part or the set */
	BENEFIT_UNIT_PRICE,	/* value: 1/10,000 minor unit a whole unit */
	BENEFIT_COUNT,
};

enum rules_promotion_flags {
	PROMOTION_STACKS = 1,		/* rewards and the member's percent may follow on its units */
	PROMOTION_BOX = 2,		/* a box price: off where the policy switches boxes off */
	PROMOTION_SPEND_PAID = 4,	/* the spend counts what is paid, not list prices */
	PROMOTION_PER_SPEND = 8,	/* a reward: once for every whole `spend` */
	PROMOTION_FLAGS = 15,
};

/* A deal takes sets: each part's quantity of units that its selector matches.
 * `benefit` is for the set as a whole and needs parts that have none. Within a
 * set no unit that gets (GET) is dearer than one that is needed (NEED) and could
 * stand in its place: the cheapest is free. A reward has one part, its scope. */
struct rules_promotion {
	int64_t id;
	int64_t from, until;	/* from <= now < until */
	int64_t coupon;		/* that must be shown */
	int64_t value;		/* of benefit */
	int64_t spend;		/* at least so much of spend_selector outside this promotion's own units */
	int64_t units_max;	/* thousandths of units it may take in a basket; 0: any */
	uint32_t sets_max;	/* in a basket; 0: any */
	int32_t priority;	/* high first */
	uint32_t exclusive;	/* of those that share this number, one at most in a basket; 0: none */
	uint32_t flags;
	uint32_t layer;
	uint32_t benefit;
	uint32_t weekdays;	/* bit 0 is Sunday; of the day that the window begins in */
	uint32_t minute_from, minute_until;	/* of the local day, from <= now < until; from > until: over midnight; equal: all day */
	uint32_t spend_selector;
	struct rules_span parts, groups;	/* groups: the customer is in one of them; none: everybody */
};

enum rules_role { ROLE_NEED, ROLE_GET, ROLE_COUNT };
enum rules_part_flags { PART_MEASURE = 1 };	/* counts what is weighed, by its measure; else whole pieces */

/* quantity 0: each unit by itself, pieces and weighed lines, alone in its promotion. */
struct rules_part {
	uint32_t promotion;	/* its place in promotions */
	uint32_t selector;
	uint32_t role;
	uint32_t benefit;	/* with role GET */
	int64_t value;
	int64_t quantity;
	uint32_t flags, zero;
};

enum rules_term_kind { TERM_ALL, TERM_VARIANT, TERM_ITEM, TERM_CATEGORY, TERM_BRAND, TERM_COUNT };

/* What any term of `include` matches, but nothing that a term of `exclude` does.
 * TERM_ALL (id 0) matches every line; a category also what lies below it. */
struct rules_selector { struct rules_span include, exclude; };
struct rules_term { uint32_t kind, zero; int64_t id; };
struct rules_entry { uint32_t kind, part; int64_t id; };

enum rules_tax_kind { TAX_STANDARD, TAX_ZERO, TAX_EXEMPT, TAX_OUTSIDE, TAX_COUNT };

/* From a date on; the latest that has begun counts. Position 0 is the usual one,
 * and stands in where a class says nothing for a position. */
struct rules_tax {
	int64_t class_id;
	int32_t from;
	uint32_t position;	/* eating in, taking away, export: numbers of the shop's */
	uint32_t kind;
	uint32_t rate;		/* 0 but for TAX_STANDARD */
};

struct rules_price {
	int64_t variant, list;
	int64_t quantity;	/* from so much of the variant in the basket */
	int64_t price;
};

/* What rules_write() lays out. Spans in the records count records of these arrays;
 * a part's `promotion` is filled in, the index is built, terms are sorted. The
 * caller has promotions, taxes and prices in their order. */
struct rules_source {
	const struct rules_promotion *promotions;
	const struct rules_part *parts;
	const struct rules_selector *selectors;
	const struct rules_term *terms;
	const int64_t *groups;
	const struct rules_tax *taxes;
	const struct rules_price *prices;
	uint32_t promotion_count, part_count, selector_count, term_count, group_count, tax_count, price_count;
};

/* How many bytes rules_write() needs; 0 when it would be more than RULES_SIZE_MAX
 * or a part names no selector, a selector no terms. */
size_t rules_size(const struct rules_source *s);
/* Into a buffer of that size, aligned to 8. Says nothing about sense: rules_check() does. */
void rules_write(const struct rules_source *s, void *buffer);
/* Whether any bytes (aligned to 8) are rules: an enum pricing, the place in *where. */
uint32_t rules_check(const void *buffer, size_t size, uint32_t *where);

_Static_assert(sizeof(struct rules_span) == 8 && sizeof(struct rules) == 72, "layout");
_Static_assert(offsetof(struct rules, prices) == 64, "layout");
_Static_assert(sizeof(struct rules_promotion) == 112 && offsetof(struct rules_promotion, sets_max) == 56, "layout");
_Static_assert(offsetof(struct rules_promotion, minute_from) == 84 && offsetof(struct rules_promotion, parts) == 96, "layout");
_Static_assert(sizeof(struct rules_part) == 40 && offsetof(struct rules_part, value) == 16, "layout");
_Static_assert(sizeof(struct rules_selector) == 16 && sizeof(struct rules_term) == 16 && sizeof(struct rules_entry) == 16, "layout");
_Static_assert(sizeof(struct rules_tax) == 24 && sizeof(struct rules_price) == 32, "layout");
_Static_assert(offsetof(struct rules_tax, kind) == 16, "layout");

#endif
