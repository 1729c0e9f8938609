/* basket.h: what is bought, by whom, when and how the document reckons, as one
 * flat buffer in the manner of rules.h.
 */
#ifndef MAKOLET_PRICE_BASKET_H
#define MAKOLET_PRICE_BASKET_H

#include "price/rules.h"

#define BASKET_MAGIC 0x31424b4du	/* "MKB1" */
#define BASKET_LINES_MAX 10000u
#define BASKET_FEW_MAX 1000u		/* of lists, groups, coupons, uses, tenders each */
#define BASKET_CATEGORIES_MAX 320000u	/* of all lines together */

#define BASKET_LINE_CATEGORIES_MAX 64u

enum basket_flags {
	BASKET_TAX_INCLUDED = 1,	/* in the prices; else it is added */
	BASKET_TAX_BY_LINE = 2,		/* rounded a line; else a rate on the document's sum, shared over the lines */
	BASKET_BOXES_OFF = 4,
	BASKET_KEEP_NET = 8,		/* a position changes what is paid, not what is left without tax; else the other way round */
	BASKET_FLAGS = 15,
};

enum manual_kind { MANUAL_NONE, MANUAL_PERCENT, MANUAL_AMOUNT, MANUAL_COUNT };

/* Basis points or minor units off; an amount over what may be discounted takes just that. */
struct basket_manual {
	int64_t value;
	int64_t reason;
	uint32_t kind, zero;
};

enum basket_line_flags {
	LINE_NO_DISCOUNT = 1,	/* price lists only: no deal, reward, member's percent, manual discount */
	LINE_NO_JOINT = 2,	/* in no set of more than this unit alone */
	LINE_DEPOSIT = 4,	/* as NO_DISCOUNT, and counts for no spend */
	LINE_MEASURE = 8,	/* weighed: the line is one unit, its quantity any number of thousandths */
	LINE_RETURN = 16,	/* empties taken back: a negative quantity, price and tax alone */
	LINE_OVERRIDE = 32,	/* `override` is the price: no list, deal, reward, member's percent */
	LINE_AMOUNT = 64,	/* `amount` is the line's whole price, as its label says */
	LINE_FLAGS = 127,
};

struct basket_line {
	int64_t variant, item, brand;	/* item and brand may be 0 */
	int64_t tax_class;
	int64_t quantity;
	int64_t price;			/* the base price of a unit */
	int64_t override;
	int64_t amount;
	struct basket_manual manual;
	uint32_t flags;
	uint32_t position;
	struct rules_span categories;	/* of the basket's: its own and all above it */
};

struct basket_list { int64_t list; uint32_t rank, zero; };	/* rank 0: a contract; 1: any other */
struct basket_coupon { int64_t coupon; uint32_t sets, zero; };	/* how many sets it may still give; 0: it is used up */
struct basket_use { int64_t promotion; uint32_t sets, zero; };	/* what is left of this customer's limit */

enum tender_flags {
	TENDER_CASH = 1,	/* rounded by the cash step */
	TENDER_CHANGE = 2,	/* gives change, in cash */
	TENDER_FLAGS = 3,
};

/* In the order they are handed over. */
struct basket_tender {
	int64_t amount;		/* in its own currency's minor units */
	int64_t rate_mul, rate_div;	/* 1 and 1 at home: amount * mul / div, down, in minor units here */
	uint32_t flags;
	uint32_t share_max;	/* of what is to pay, basis points */
	uint32_t excluded;	/* a selector of the rules: goods that it may not pay; counted from 1, 0: none */
	uint32_t zero;
};

struct basket {
	uint32_t magic, size;
	uint32_t flags;
	uint32_t member;	/* basis points off for this customer */
	int64_t instant;
	int32_t date;		/* local, as are the next two */
	uint32_t weekday;	/* 0 is Sunday */
	uint32_t minute;	/* of the day */
	uint32_t zero;
	int64_t cash_step;	/* minor units, halves away from zero; 0 or 1: none */
	int64_t tip;
	struct basket_manual manual;
	struct rules_span lines;	/* struct basket_line */
	struct rules_span categories;	/* int64_t; those of a line rise */
	struct rules_span lists;	/* struct basket_list */
	struct rules_span groups;	/* int64_t, rising: the customer's */
	struct rules_span coupons;	/* struct basket_coupon, by coupon */
	struct rules_span uses;		/* struct basket_use, by promotion */
	struct rules_span tenders;	/* struct basket_tender */
};

_Static_assert(sizeof(struct basket_manual) == 24, "layout");
_Static_assert(sizeof(struct basket_line) == 104 && offsetof(struct basket_line, flags) == 88, "layout");
_Static_assert(sizeof(struct basket_list) == 16 && sizeof(struct basket_coupon) == 16 && sizeof(struct basket_use) == 16, "layout");
_Static_assert(sizeof(struct basket_tender) == 40 && offsetof(struct basket_tender, flags) == 24, "layout");
_Static_assert(sizeof(struct basket) == 136 && offsetof(struct basket, cash_step) == 40 && offsetof(struct basket, lines) == 80, "layout");

#endif
