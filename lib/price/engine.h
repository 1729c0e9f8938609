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
 * What is guaranteed: the result is the same for the lines in any order; a unit
 * is in one deal at most; lines, allocations, taxes and total agree; nothing
 * bought is paid below zero. Deals of one priority that compete for goods save
 * the most that is possible as long as the search stays within
 * SEARCH_NODES_MAX steps (result.exact is 1); beyond it, the best of what the
 * search had found and of two greedy ways (the set that saves most next; the
 * set that saves most a unit next), never less than either. A deal that nothing
 * competes with is always exact.
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
