/* result.h: what a basket costs and why, as one flat buffer in the manner of rules.h.
 *
 * For every line: the sum of its runs is what is paid, allocations are list
 * minus paid, the taxes are the sums of the runs' taxes, and total is the sum
 * of the taxes' gross. Nothing paid is below zero but a return's.
 */
#ifndef MAKOLET_PRICE_RESULT_H
#define MAKOLET_PRICE_RESULT_H

#include "price/basket.h"

#define RESULT_MAGIC 0x31504b4du	/* "MKP1" */

enum pricing {
	PRICING_OK,
	PRICING_RULES,		/* the rules' buffer is none; `where` is the byte */
	PRICING_BASKET,		/* the basket's buffer is none; `where` is the byte */
	PRICING_PROMOTION,	/* a promotion makes no sense; `where` its place */
	PRICING_LINE,		/* a line does not; `where` its place */
	PRICING_TAX,		/* a line's tax class has no rate on that date; `where` the line */
	PRICING_OVERFLOW,	/* a sum beyond MONEY_MAX; `where` the line, or their count */
	PRICING_MEMORY,		/* less work memory than price_need() says */
	PRICING_TENDER,		/* `where` its place */
	PRICING_COUNT,
};

enum price_source { SOURCE_BASE, SOURCE_LIST, SOURCE_CONTRACT, SOURCE_OVERRIDE, SOURCE_LABEL };

struct result_line {
	int64_t price;		/* of a unit, before discounts */
	int64_t list_id;	/* where the price is from a list */
	int64_t list, paid, tax;	/* sums of its runs */
	uint32_t source;
	uint32_t zero;
	struct rules_span runs;
};

/* Equal units of a line: as many thousandths, each unit paid alike. A measured
 * or returned run is one amount. Units dearest first. */
struct result_run {
	int64_t quantity;
	int64_t list;		/* the whole run at list price */
	int64_t paid;		/* what is left of it; the tax within when it is included, else without */
	int64_t tax;
	uint32_t line;
	uint32_t rate;		/* its place in taxes */
	struct rules_span allocations;
};

enum allocation_kind { ALLOCATION_DEAL, ALLOCATION_REWARD, ALLOCATION_MEMBER, ALLOCATION_LINE, ALLOCATION_BASKET };

/* amount is off the whole run; 0 where the promotion needed these units. */
struct result_allocation {
	int64_t reason;		/* a promotion's id, a manual discount's reason, 0 for the member's percent */
	int64_t amount;
	uint32_t kind;
	uint32_t run;
};

struct result_tax { uint32_t kind, rate; int64_t gross, net, tax; };

enum tender_verdict { TENDER_TAKEN, TENDER_TOO_MUCH, TENDER_NOT_NEEDED };

struct result_tender {
	int64_t offered;	/* at home */
	int64_t taken;		/* towards what is to pay; what is over and not given back stays out */
	int64_t change;
	uint32_t verdict, zero;
};

/* So much more would give another set. */
struct result_hint {
	int64_t promotion;
	int64_t quantity;	/* missing of the part, thousandths; 0 when money is missing */
	int64_t amount;		/* missing of the spend */
	int64_t saving;		/* at least, with goods like the cheapest here that match */
	uint32_t part;		/* its place in the rules */
	uint32_t zero;
};

enum verdict_code {
	VERDICT_APPLIED,
	VERDICT_NOT_NOW,	/* outside its days or hours */
	VERDICT_COUPON,		/* its coupon was not shown */
	VERDICT_USED_UP,	/* its coupon, or this customer's share, is used up */
	VERDICT_CUSTOMER,	/* for groups the customer is not in */
	VERDICT_GOODS,		/* no discount on these goods */
	VERDICT_TOO_FEW,	/* not enough for a set */
	VERDICT_SPEND,		/* not enough spent elsewhere */
	VERDICT_EXCLUSIVE,	/* another of its group is applied */
	VERDICT_BETTER,		/* others save more on these goods, or stand before it */
	VERDICT_NO_SAVING,	/* nothing would be saved */
	VERDICT_SWITCHED_OFF,	/* boxes are off */
	VERDICT_UNKNOWN_COUPON,	/* no promotion knows this coupon; promotion is the coupon */
	VERDICT_COUNT,
};

struct result_verdict {
	int64_t promotion;
	int64_t saving;
	uint32_t code;
	uint32_t sets;
};

struct result {
	uint32_t magic, size;
	uint32_t status, where;	/* enum pricing; all that follows is 0 unless PRICING_OK */
	int64_t list;		/* all lines at list price */
	int64_t saved;		/* all allocations */
	int64_t net, tax, total;	/* total: to pay, tax within */
	int64_t tip;		/* beside the total, no turnover */
	int64_t cash_rounding;	/* of the part paid in cash; untaxed */
	int64_t open;		/* of total and tip still to pay after the tenders */
	int64_t cash_open;	/* the same, were it paid in cash */
	uint32_t exact;		/* 1: no search met its budget */
	uint32_t nodes;		/* of the searches */
	struct rules_span lines, runs, allocations, taxes, tenders, hints, verdicts;
};

_Static_assert(sizeof(struct result_line) == 56 && sizeof(struct result_run) == 48, "layout");
_Static_assert(sizeof(struct result_allocation) == 24 && sizeof(struct result_tax) == 32, "layout");
_Static_assert(sizeof(struct result_tender) == 32 && sizeof(struct result_hint) == 40 && sizeof(struct result_verdict) == 24, "layout");
_Static_assert(sizeof(struct result) == 152 && offsetof(struct result, lines) == 96, "layout");

#endif
