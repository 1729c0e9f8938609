/* layout.h: what templates/layout needs on every page of the store. */
#ifndef MAKOLET_APP_LAYOUT_H
#define MAKOLET_APP_LAYOUT_H

#include "app/request.h"

/* Languages with this page's address in each, and the branches. A page that
 * only answers a POST, or is none, leads to the front page of the language. */
void layout_data(const struct request *r, struct data *d);

#endif
