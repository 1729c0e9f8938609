/* init_basket.h: who buys what in the demo's past; numbers drawn from a seed. */
#ifndef MAKOLET_SHOP_INIT_BASKET_H
#define MAKOLET_SHOP_INIT_BASKET_H

#include "shop/till.h"

#define TRADE_SEED UINT64_C(20260810)
#define BASKET_MAX 12

/* splitmix64: the same seed draws the same trade. */
struct random {
	uint64_t state;
};
int64_t random_below(struct random *r, int64_t n);		/* 0 to n - 1 */
int pick_weighted(struct random *r, const int *weights, int n);

/* One of the goods at one branch. */
struct shelf_good {
	struct variant_id variant;
	const char *type, *category;		/* slug of the uppermost category */
	const char *slug;
	int64_t usual, left;			/* what a full shelf holds, what lies there; thousandths */
	int64_t price;
	int32_t filled;				/* when it was delivered last; 0: at the beginning */
};

struct shelf {
	struct location_id location;
	struct shelf_good *goods;
	int *weights;				/* of this hour */
	size_t count;
};

struct error *shelf_read(struct ctx *c, const struct branch *b, struct shelf *out);
/* The morning's deliveries: what runs low is full again. The actor receives goods. */
struct error *shelf_fill(struct ctx *c, struct shelf *shelf);
/* One that somebody is in the middle of. */
struct error *shelf_begin_delivery(struct ctx *c, struct shelf *shelf);
/* What somebody buys at that time, taken off the shelf; 0 for nothing. */
size_t basket_pick(struct random *r, struct shelf *shelf, const struct civil *when, struct sale_line out[BASKET_MAX]);
/* Name, e-mail or phone, language and now and then a note. */
void shopper_pick(struct random *r, struct arena *a, struct checkout *out);

#endif
