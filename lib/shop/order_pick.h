/* order_pick.h: what of an order lies in its box. Owns order_line.picked and
 * .missing, orders.picking.
 *
 * Invariants: picked + missing <= quantity (a CHECK); an order of the web that is
 * ready or done was picked whole (sql/check/order_picked.sql); only one that is
 * `placed` is being picked. Quantities are thousandths; what is sold by the piece
 * is picked in whole packs.
 *
 * All need order.pick and an order in the actor's scope, NOT_FOUND "order.none";
 * CONFLICT "order.stage" once it has moved on. Each is a transaction, audited.
 */
#ifndef MAKOLET_SHOP_ORDER_PICK_H
#define MAKOLET_SHOP_ORDER_PICK_H

#include "shop/order.h"

/* So much of a line lies in the box, 0: nothing any more; nothing of it is missing
 * then. INVALID "pick.quantity", field "quantity", for more than was ordered or a
 * part of a piece. NOT_FOUND "order.line". */
struct error *order_pick(struct ctx *c, struct order_id order, struct order_line_id line, int64_t picked);
/* The rest of a line could not be found. */
struct error *order_pick_missing(struct ctx *c, struct order_id order, struct order_line_id line);

/* A pack was scanned: it goes into the first line of its goods with room for it,
 * *out as it stands then; a scale's label, its weight, which may be a tenth more
 * than was ordered. The same UUID again adds nothing. With field "code":
 * INVALID "item.unknown_code", CONFLICT "pick.wrong" for goods that are not in
 * the order, "pick.over" when there is no room for it, "pick.weigh" for what
 * takes a scale and came without its label. */
struct error *order_pick_scan(struct ctx *c, struct order_id order, const char *uuid, const char *code, struct order_line *out);

/* ---- for the other modules, inside db_tx() ---- */

/* All that was not picked is in the box, as whoever packed it says. CONFLICT
 * "order.missing" when something could not be found. */
struct error *order_pick_rest(struct ctx *c, struct order_id order);

#endif
