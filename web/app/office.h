/* office.h: what the office's pages have in common. */
#ifndef MAKOLET_APP_OFFICE_H
#define MAKOLET_APP_OFFICE_H

#include "app/page.h"
#include "shop/order.h"

/* Title and the entry of the menu that is current: "orders", "goods" ... */
void office_page(const struct request *r, struct data *d, const char *section, const char *title);
/* What failed and concerns no field: other. */
void office_errors(const struct request *r, struct data *d);

/* What staff call a stage of an order: "To pack". */
const char *office_stage(const struct request *r, const char *stage);
/* "Web", "Till" */
const char *office_channel(const struct request *r, const char *kind);
/* An instant as the clock of a branch shows it. */
const char *office_time(const struct request *r, struct branch_id branch, instant at);
const char *office_branch(const struct request *r, struct branch_id branch);
/* "1.25 kg"; pieces go without saying. */
const char *office_quantity(const struct request *r, int64_t quantity, const char *unit);

/* "kg", "piece": always in words. */
const char *office_unit(const struct request *r, const char *unit);
/* What a phone can dial: digits and a leading plus; "" for NULL. */
const char *office_dialled(struct arena *a, const char *phone);

/* One row of office/_orders.cs. */
void office_order_row(const struct request *r, struct data *d, const struct order *o);

#endif
