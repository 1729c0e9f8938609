/* init_trade.h: days of trade for the demo, made by the shop's own functions. */
#ifndef MAKOLET_SHOP_INIT_TRADE_H
#define MAKOLET_SHOP_INIT_TRADE_H

#include "shop/init.h"
#include "shop/shop.h"

/* The instant from which goods must be on the shelves and priced for `days` of
 * trade up to yesterday: a while before the first of them. */
instant trade_begins(const struct branch *b, instant now, int64_t days);
/* Deliveries, shifts, sales, returns and web orders of `days` up to the end of
 * yesterday, one till in each branch. Does nothing in a shop that has traded. */
struct error *trade_make(struct ctx *c, const struct demo_options *o);
/* Prices prepared, one set begun last night where there were days of trade, labels
 * that are wrong since, searches without a result (init_prices.c). Does nothing
 * where prices were prepared before. */
struct error *demo_prices(struct ctx *c, int64_t days);

#endif
