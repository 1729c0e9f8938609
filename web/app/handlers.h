/* handlers.h: declares the handler of every row of routes.def. Each file of
 * handlers includes this and gets what a handler works with. */
#ifndef MAKOLET_APP_HANDLERS_H
#define MAKOLET_APP_HANDLERS_H

#include "app/page.h"

#define ROUTE(method, path, handler, ...) struct error *handler(struct request *r, struct page *p);
#include "app/routes.def"
#undef ROUTE

#endif
