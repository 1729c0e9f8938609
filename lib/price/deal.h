/* deal.h: deals that compete for the same units, and how they are solved.
 * Private to lib/price.
 *
 * Units that are alike for all offers of a component are a type. Offers that
 * take each unit by itself, as many as there are, make a type's `plain` saving;
 * all others make sets, and a set gains what it saves more than its units do
 * plainly. A solution is the sets that gain most together.
 */
#ifndef MAKOLET_PRICE_DEAL_H
#define MAKOLET_PRICE_DEAL_H

#include "price/work.h"

struct deal_type {
	int64_t amount;		/* of one unit */
	int64_t measure;	/* thousandths of a measured one; 0: a piece */
	int64_t count, left;
	int64_t plain;
	uint32_t plain_offer;	/* a deal_offer, or NONE */
	uint32_t good_class;
	uint32_t form;		/* flags of its lines that parts ask for */
	uint32_t first_unit, unit_count;	/* in units */
};

struct deal_part {
	const struct rules_part *in;
	struct rules_span types;	/* of lists: those that it may be, dearest first */
	uint32_t done;			/* of ranked: so many of its types are used up */
	uint32_t zero;
};

/* A part's types by what they bring it. */
struct ranked { int64_t key; uint32_t type, zero; };


enum deal_kind {
	DEAL_PLAIN,	/* each unit, no limit */
	DEAL_UNITS,	/* each unit, limited */
	DEAL_SETS,
	DEAL_MEASURE,
};

struct deal_offer {
	struct offer *offer;
	struct deal_part *parts;
	uint32_t part_count;
	uint32_t kind;
	uint32_t active;
	int64_t sets_max;	/* by every limit */
	int64_t sets_left;
	int64_t spend_used;	/* its own units that count for its spend */
	int64_t spend_total;	/* of its spend selector, in the whole basket */
	uint32_t spend_inside;	/* some of its own units count for it */
	uint32_t zero;
};

struct pick { uint32_t part, type; int64_t count; };	/* part within the offer; count in one set */

/* The same set `times` over. */
struct batch {
	uint32_t offer;		/* a deal_offer */
	uint32_t first, count;	/* picks */
	uint32_t zero;
	int64_t times;
	int64_t saving;		/* of one set */
};

struct solution {
	struct batch *batches;
	struct pick *picks;
	uint32_t batch_count, pick_count;
	uint32_t batch_max, pick_max;
	uint32_t promotions;	/* how many it takes */
	int64_t value;		/* saved in all */
	uint32_t *plain;	/* what each type's other units get: a deal_offer or NONE */
	bool full;		/* no room was left for a set */
};

#define DEAL_BATCHES_MAX 16384u
#define DEAL_PICKS_MAX 65536u
#define DEAL_CELLS_MAX 65536u	/* offers x types that a search looks at */

struct component {
	struct engine *engine;
	struct deal_type *types;
	struct deal_offer *offers;
	struct deal_part *parts;
	uint32_t *lists;	/* types of parts */
	struct ranked *ranked;	/* the same, by key */
	uint32_t *units;	/* segments of types */
	uint32_t *marks;	/* of offers, scratch */
	uint32_t root;
	uint32_t type_count, offer_count, part_count, unit_count;
	uint32_t *class_parts;	/* sorted local parts of each class, then spends */
	struct rules_span *classes;
	struct solution best, now;
	bool cut;
};

/* The offers [first, end) whose component is `root`, and plain ones (NONE) on the
 * goods of it; with root NONE the plain ones alone, on all goods. */
struct scope {
	uint32_t first, end, root;
	const uint32_t *root_of_good;
	const uint32_t *best_plain;	/* of each good: the plain offer of the highest percentage, or NONE */
};

bool component_build(struct component *c, struct engine *e, const struct scope *scope);	/* deal_build.c */

/* deal_set.c: what a unit or a set saves. */
int64_t unit_saving(uint32_t benefit, int64_t value, const struct deal_type *t);
int64_t set_saving(const struct component *c, const struct deal_offer *o, const struct pick *picks, uint32_t count);
/* More than its units would save plainly. */
int64_t set_gain(const struct component *c, const struct deal_offer *o, const struct pick *picks, uint32_t count);
int64_t set_units(const struct deal_offer *o);	/* pieces in a set */
/* What n units of a type count for the offer's spend. */
int64_t spend_of(const struct component *c, const struct deal_offer *o, uint32_t type, int64_t n);
/* No unit that gets is dearer than a needed one which could change places with it. */
bool cheapest_gets(const struct component *c, const struct deal_offer *o, const struct pick *picks, uint32_t count);
bool part_takes(const struct component *c, const struct deal_offer *o, uint32_t part, uint32_t type);

/* deal_weight.c: by measure. Whole lines are taken, and out of their weight as
 * many whole sets as save something, the dearest by measure first; what is over
 * is at list price. Orders the picks so. */
int64_t weight_saving(const struct component *c, const struct deal_offer *o, struct pick *picks, uint32_t count, int64_t *sets);
/* Of the picks in their order, so much of the measure is in the sets. */
int64_t weight_taken(const struct deal_offer *o, int64_t sets);
/* What a part of a measured unit costs. */
int64_t weight_amount(const struct deal_type *t, int64_t measure);

/* deal_solution.c */
bool solution_take(struct component *c, struct solution *s, uint32_t units);
bool solution_add(struct solution *s, uint32_t offer, const struct pick *picks, uint32_t count, int64_t times, int64_t saving);
void solution_keep(struct component *c);	/* now becomes best when it is better */
void solution_start(struct component *c);	/* now: nothing but what is plain */

/* deal_next.c: sets one after the other, of what brings most. */
void rank_types(struct component *c, struct deal_offer *o);
/* The next set of what is left: its picks, NEED parts first; 0 when there is none. */
uint32_t next_set(struct component *c, struct deal_offer *o, struct pick *picks, uint32_t most);
/* How often the same set can be made of what is left, within every limit. */
int64_t set_times(struct component *c, const struct deal_offer *o, const struct pick *picks, uint32_t count);
/* Takes the sets out of what is left and into the solution that is made. */
bool set_take(struct component *c, struct deal_offer *o, const struct pick *picks, uint32_t count, int64_t times);

/* deal_closed.c: one offer that makes sets, exactly; false when its form is none of those. */
bool closed_solve(struct component *c, uint32_t offer);
/* deal_pool.c: one pool where the cheapest get, while its units save something
 * plainly; false when there are too many. */
bool pool_solve(struct component *c, struct deal_offer *o);
/* deal_greedy.c: the set that gains most next, of all or of each unit. */
void greedy_solve(struct component *c, bool each_unit);
/* deal_search.c: branch and bound, after both greedy ways. */
bool search_solve(struct component *c);
/* deal_solve.c: the best of a component, and its state where a group has one member active. */
bool component_solve(struct component *c);
bool deal_apply(struct component *c);	/* deal_apply.c: the best solution, on the segments */

#endif
