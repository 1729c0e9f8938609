/* figures.h: the shop in a dozen numbers, for a monitor that asks every few
 * seconds: none of them reads more rows than are open, or a counter's. */
#ifndef MAKOLET_SHOP_FIGURES_H
#define MAKOLET_SHOP_FIGURES_H

#include "shop/ctx.h"

struct figures {
	int64_t jobs_waiting, jobs_failed;
	instant job_oldest;		/* when the longest waiting job was due; INSTANT_NONE */
	int64_t orders_placed, orders_ready;	/* open ones, by stage */
	int64_t orders_last_day;	/* placed in the last 24 hours, at both doors */
	int64_t sales, sales_amount;	/* at tills, ever; minor units */
	int64_t documents;		/* numbered, ever */
	int64_t shortfalls_open;
	int64_t chains, chain_entries;
	const char *currency;		/* of sales_amount; "" without a shop */
};

struct error *figures_get(struct ctx *c, struct figures *out);

#endif
