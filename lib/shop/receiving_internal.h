/* receiving_internal.h: what receiving.c and receiving_line.c share. Nobody else includes it. */
#ifndef MAKOLET_SHOP_RECEIVING_INTERNAL_H
#define MAKOLET_SHOP_RECEIVING_INTERNAL_H

#include "shop/receiving.h"

/* Of a line l, minor units; a line without a cost is NULL. */
#define AMOUNT_SQL "((CAST(l.cost AS DECIMAL(38,0)) * l.quantity + 5000000) DIV 10000000)"
/* The name of the item i in a language (?) or its own, with the label of the variant v. */
#define NAME_SQL "CONCAT(COALESCE((SELECT t.name FROM item_text t WHERE t.item_id = i.id AND t.lang = ?), " \
	"(SELECT o.name FROM item_text o WHERE o.item_id = i.id AND o.lang = i.lang), ''), " \
	"IF(v.label = '', '', CONCAT(', ', v.label)))"

enum delivery_state { DELIVERY_OPEN, DELIVERY_BOOKED, DELIVERY_DROPPED };

struct locked {
	struct goods_receipt_id id;
	struct branch_id branch;
	struct location_id location;
	enum delivery_state state;
};
/* Needs the right; inside db_tx(). The row is locked until its end, so nothing
 * comes between what is checked and what is booked. NOT_FOUND "receiving.none". */
struct error *receiving_lock(struct ctx *c, struct goods_receipt_id id, struct locked *out);
/* The same, CONFLICT "receiving.closed" unless it is open. */
struct error *receiving_lock_open(struct ctx *c, struct goods_receipt_id id, struct locked *out);
struct error *receiving_closed(struct ctx *c);
struct error *receiving_none(struct ctx *c);
/* In the transaction that there is, else in one of its own. */
struct error *receiving_tx(struct ctx *c, struct error *(*fn)(struct db *db, void *arg), void *arg);

#endif
