/* office_order.h: parts of an order's page that stand in files of their own. */
#ifndef MAKOLET_APP_OFFICE_ORDER_H
#define MAKOLET_APP_OFFICE_ORDER_H

#include "app/page.h"
#include "shop/order.h"

/* How a promise stands: when ("14:30", "tomorrow 07:45"), late, soon (within the
 * hour), and says, the words for it. Nothing for INSTANT_NONE. `waits`: it is not
 * packed yet. */
void office_promise(const struct request *r, struct data *d, struct branch_id branch, instant promised_at, bool waits);
/* What was written about it, and the form to write; it counts as read then. */
struct error *office_thread(struct request *r, struct data *d, const struct order *o);
/* progress (lines, picked, share) and lines missing, of an order that is being picked. */
void office_progress(const struct request *r, struct data *d, const struct order *o);

/* The board, in place of the list. */
struct error *office_board(struct request *r, struct page *p);

#endif
