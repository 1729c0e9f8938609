/* price_change_internal.h: what price_change.c and price_rule.c share. Nobody
 * else includes it. All inside db_tx(). */
#ifndef MAKOLET_SHOP_PRICE_CHANGE_INTERNAL_H
#define MAKOLET_SHOP_PRICE_CHANGE_INTERNAL_H

#include "shop/price_change.h"

/* CONFLICT "price_change.fixed" for one that is no draft. */
struct error *price_change_lock_draft(struct ctx *c, struct price_change_id id, struct price_change *out);
/* INVALID "price_change.many" when there are too many lines now. */
struct error *price_change_count(struct ctx *c, struct price_change_id id);

#endif
