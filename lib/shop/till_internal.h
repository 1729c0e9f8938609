/* till_internal.h: what till.c and sale.c share. Nobody else includes it. */
#ifndef MAKOLET_SHOP_TILL_INTERNAL_H
#define MAKOLET_SHOP_TILL_INTERNAL_H

#include "shop/till.h"

/* Inside db_tx(): the open shift of a till, both rows locked; CONFLICT "shift.none", also when the till was revoked. */
struct error *shift_lock(struct ctx *c, struct till_id till, struct shift_id *out);
struct error *shift_none(struct ctx *c);
/* Inside db_tx(): the movement alone; the shift's total is the caller's. */
struct error *cash_move(struct ctx *c, struct shift_id shift, const char *kind, int64_t amount, struct payment_id payment);

#endif
