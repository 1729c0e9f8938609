/* audit.h: who changed what, kept for good. */
#ifndef MAKOLET_SHOP_AUDIT_H
#define MAKOLET_SHOP_AUDIT_H

#include <jansson.h>

#include "shop/ctx.h"

/* Inside db_tx(). action "price.set"; detail may be NULL, stays the caller's
 * (json_keep), holds no personal data and at most 1,000 bytes of JSON. */
struct error *audit_add(struct ctx *c, const char *action, const char *object_kind, int64_t object_id, json_t *detail);

#endif
