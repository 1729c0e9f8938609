/* order_board.h: what is to be done now, in columns by stage, each by the time
 * that was promised. Web orders alone: what is sold at a till is done at once.
 */
#ifndef MAKOLET_SHOP_ORDER_BOARD_H
#define MAKOLET_SHOP_ORDER_BOARD_H

#include "shop/order.h"

#define BOARD_CARDS 60		/* shown of a column */

enum board_column { BOARD_NEW, BOARD_PICKING, BOARD_READY, BOARD_DONE, BOARD_COLUMNS };

struct board_card {
	struct order_id id;
	const char *code, *customer_name;
	struct branch_id branch;
	int64_t total, paid;
	instant promised_at, done_at;	/* INSTANT_NONE */
	int64_t lines, lines_picked, lines_missing;
	int64_t unread;			/* answers of the shopper */
};

struct board {
	struct {
		struct board_card *cards;	/* BOARD_CARDS at most; the earliest promise first, done ones newest first */
		size_t count;
		int64_t all;			/* so many there are; of BOARD_DONE those of today */
		int64_t late;			/* promised for before now; BOARD_NEW and BOARD_PICKING */
	} columns[BOARD_COLUMNS];
};

/* Of one branch, 0: of all in the actor's scope. Needs order.view. */
struct error *order_board(struct ctx *c, struct branch_id branch, struct board *out);

#endif
