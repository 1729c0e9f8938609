/* office_refund.h: what the page of an order shows of its returns. */
#ifndef MAKOLET_APP_OFFICE_REFUND_H
#define MAKOLET_APP_OFFICE_REFUND_H

#include "app/page.h"
#include "shop/order.h"

/* Lines of an order that one form takes back; routes.def declares as many. */
#define REFUND_FORM_LINES 24

/* For office/_returns.cs: may_refund, returns.N (number, address, order, code,
 * issued_at, amount); of a return itself was (order, code, number, address) and note_address. */
struct error *office_refund_of(struct request *r, struct data *d, const struct order *o);

#endif
