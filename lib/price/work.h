/* work.h: what the parts of the engine share while a basket is priced. Private
 * to lib/price; engine.h is for everybody else.
 *
 * Lines stand in canonical order: by what they are, never by where they stood.
 * Each is a chain of segments of equal units; a discount splits segments, a
 * segment's discounts are a chain of gifts that splits share.
 */
#ifndef MAKOLET_PRICE_WORK_H
#define MAKOLET_PRICE_WORK_H

#include "price/engine.h"
#include "price/flat.h"

#define NONE UINT32_MAX
#define MINOR_IN_PRICE 10000
#define WHOLE 1000	/* a unit, in thousandths */

struct sale_line {
	const struct basket_line *in;
	uint32_t place;		/* in the basket */
	uint32_t good;		/* lines of one good are alike for every selector */
	uint32_t source;
	uint32_t tax;		/* its place in the rules' taxes */
	int64_t price, list_id, list;
	uint32_t first;		/* its segments */
};

/* count units alike: pieces, or one measured or returned quantity. */
struct segment {
	uint32_t line, next;
	int64_t count;
	int64_t quantity;	/* thousandths of one of them */
	int64_t list, paid;	/* of one of them */
	uint32_t gifts;
	uint32_t deal;		/* the offer that it is in, or NONE */
	uint32_t closed;	/* a deal or reward on it lets nothing follow */
	uint32_t zero;
};

/* Off one unit. */
struct gift {
	int64_t reason, amount;
	uint32_t kind, next;
};

/* A promotion that a good or a coupon of the basket has to do with. */
struct offer {
	const struct rules_promotion *promotion;
	const struct rules_part *parts;
	uint32_t place;		/* in the rules */
	uint32_t verdict;
	uint32_t sets_max;	/* by every limit there is */
	uint32_t sets;		/* given */
	uint32_t first_match, match_count;
	uint32_t open;		/* it may be had; what becomes of it is the verdict */
	uint32_t had_goods;	/* some units here may be in it */
	uint32_t banned;	/* its spend, as paid, was not reached */
	uint32_t component;	/* those that compete share the first one's place */
	int64_t saving;
};

/* A part of an offer and a good that it may be. */
struct match { uint32_t offer, part, good, zero; };

struct engine {
	const struct rules *rules;
	const struct basket *basket;
	char *memory;
	size_t used, size;
	uint32_t status, where;
	uint32_t line_count, good_count;
	struct sale_line *lines;	/* in canonical order */
	uint32_t *good_lines;		/* the first line of each good, and one more */
	struct segment *segments;
	struct gift *gifts;
	uint32_t segment_count, segment_max, gift_count, gift_max;
	struct offer *offers;		/* by priority, high first, then by place */
	struct match *matches;		/* those of an offer together, by good, then part */
	uint32_t offer_count, match_count;
	uint32_t nodes;
	bool cut;			/* a search met its budget */
};

/* Memory for n records, aligned to 8; NULL, and the status set, when it is not there. */
void *work_take(struct engine *e, size_t n, size_t record);
bool work_fail(struct engine *e, uint32_t status, uint32_t where);
/* What work_take() has given since `used` was noted may be used again. */
static inline void work_back(struct engine *e, size_t used) { e->used = used; }

/* A segment of the first n of i's units; i keeps the rest. NONE when memory ends. */
uint32_t segment_split(struct engine *e, uint32_t i, int64_t n);
/* Takes amount off each of i's units. */
bool segment_give(struct engine *e, uint32_t i, int64_t amount, uint32_t kind, int64_t reason);

bool lines_price(struct engine *e);	/* line.c: lines and list prices */
bool lines_cut(struct engine *e);	/* line.c: fresh segments of every line */
bool tax_find(struct engine *e, struct sale_line *l);	/* tax.c: the line's rate on the day */
bool tax_convert(const struct engine *e, const struct sale_line *l, int64_t *price);	/* for the line's position */
size_t match_bound(const struct rules *r, const struct basket *b);	/* match.c: at most so many matches */
bool offers_find(struct engine *e);	/* match.c: offers and matches, verdicts of those not to be had */
void offer_admit(struct engine *e, struct offer *o);	/* admit.c */
bool deals_apply(struct engine *e);	/* deal.c */
/* How much there is at most: spenders are promotions that want a spend. */
struct deals_size { uint64_t lines, units, segments, matches, offers, spenders; };
uint64_t deals_need(const struct deals_size *n);	/* bytes, at most */
/* Another of the offer's exclusive group is given. */
bool group_given(const struct engine *e, const struct offer *o);
bool spend_ban(struct engine *e);	/* spend.c: bans an applied deal whose spend, as paid, is not reached */
bool rewards_apply(struct engine *e);	/* reward.c */
/* reward.c: what goods of a promotion's spend cost, at list price or as it stands now. */
int64_t spend_now(const struct engine *e, const struct rules_promotion *p);
/* reward.c: what of a reward's spend is missing, and what it would save then. */
bool spend_hint(struct engine *e, const struct offer *o, struct result_hint *h);
bool manual_apply(struct engine *e);	/* manual.c: the member's percent, manual discounts */
bool result_write(struct engine *e);	/* report.c: into e->memory, over everything that it no longer needs */

/* Whether a selector matches a line. */
bool selector_matches(const struct engine *e, uint32_t selector, const struct basket_line *l);

#endif
