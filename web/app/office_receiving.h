/* office_receiving.h: what the pages of deliveries have in common. */
#ifndef MAKOLET_APP_OFFICE_RECEIVING_H
#define MAKOLET_APP_OFFICE_RECEIVING_H

#include "app/office.h"
#include "shop/receiving.h"

/* Title, sheet and the tab that is current. */
void receiving_page(const struct request *r, struct data *d, const char *tab, const char *title);
/* state, state_name and stage (its dot) of a delivery. */
void receiving_state(const struct request *r, struct data *d, const char *state);
/* The date that a branch has now; the first branch's for 0. */
int32_t receiving_today(const struct request *r, struct branch_id branch);

#endif
