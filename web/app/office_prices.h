/* office_prices.h: what the pages of prepared prices and of labels share. */
#ifndef MAKOLET_APP_OFFICE_PRICES_H
#define MAKOLET_APP_OFFICE_PRICES_H

#include "app/office.h"
#include "shop/price_change.h"

/* A value of a select and its words, which are a key of the translations. */
struct office_word {
	const char *name, *shown;
};

/* By which branch's clock the prices of a list begin: the first that sells by it
 * and that whoever works here may see. */
const struct branch *office_prices_clock(const struct request *r, struct price_list_id list);

#endif
