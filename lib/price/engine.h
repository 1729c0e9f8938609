/* engine.h: the money engine: what a basket costs, by rules.
 *
 * The order of things, for each line:
 *  1. Its price: a contract's list, any other list, its base price; within one
 *     rank the lowest. All units of a variant in the basket reach a quantity
 *     break together. An override or a label's amount stands as it is.
 *  2. Deals: each unit is in one at most; priorities from high to low, within a
 *     priority the greatest saving.
 *  3. Rewards, 4. the member's percent: on units in no deal or in one that stacks.
 *  5. Manual discounts: a line's, then the basket's.
 *  6. Tax; then tenders, the tip and the rounding of cash.
 *
 * What a deal is worth. A percentage or a unit price is of each unit, halves up
 * for the customer; a weighed line is one unit, and a unit price or an amount is
 * for its measure. An amount or a total is for the units of its part, or of the
 * set, together, and shared over them by what they cost: largest remainder, ties
 * to the unit that stands first (the dearer type, then the smaller variant). In a
 * set no unit that gets is dearer than a needed one that could change places with
 * it. A set that saves no more than its units would plainly (by deals that take
 * each unit by itself) is not made. By weight, whole lines are taken; out of their
 * weight as many whole sets as save something, the dearest by weight first; what
 * is over is at list price and in no other deal. A unit that may be in no joint
 * price is in sets of one unit alone.
 *
 * A spend is reached by what lies outside the deal's own units, at list price, or,
 * where it says so, as it is paid after the deals: a deal that turns out to fall
 * short is left out and all is solved again, the last in priority first.
 *
 * Up to four rewards of one priority come in the order that saves most (ties: by
 * id); more of them one after the other, each time the one that saves most then. One that does not stack closes the units it is on for what follows.
 * The member's percent and manual percentages round once, on their sum, halves up.
 *
 * What is guaranteed: the result is the same for the lines in any order; a unit
 * is in one deal at most; lines, allocations, taxes and total agree; nothing
 * bought is paid below zero. Deals of one priority that compete for goods save
 * the most that is possible as long as the search stays within its budget
 * (SEARCH_NODES_MAX steps a basket, DEAL_CELLS_MAX offers times types, 256 choices
 * of members of exclusive groups; result.exact is 1). Beyond it, the best of what
 * the search had found and of two greedy ways: the set that gains most next, and
 * the set that gains most a unit next. Ties: fewer promotions, then what is found
 * first, by promotions' ids and dearer units. A deal is exact without a search
 * where nothing but plain ones compete with it and its parts match the same goods
 * or goods that none of the others does (deal_closed.c); sets over more than 1024
 * kinds of units are not made. Deals by weight that compete with others, and
 * spends as they are paid, are best within the way that is described here.
 */
#ifndef MAKOLET_PRICE_ENGINE_H
#define MAKOLET_PRICE_ENGINE_H

#include "price/result.h"

#define SEARCH_NODES_MAX 20000u	/* of all searches of a basket */

/* Whether any bytes (aligned to 8) are a basket; an enum pricing, the place in *where. */
uint32_t basket_check(const struct rules *rules, const void *buffer, size_t size, uint32_t *where);
/* Bytes of work memory that price_basket() needs for a checked basket. */
size_t price_need(const struct rules *rules, const struct basket *basket);
/* Checks and prices a basket by rules that rules_check() has passed. The result is
 * at the beginning of `work` (aligned to 8), in any case at least its head with
 * the status, which is returned as well; work_size >= sizeof(struct result). */
uint32_t price_basket(const struct rules *rules, const void *basket, size_t basket_size, void *work, size_t work_size);

#endif
