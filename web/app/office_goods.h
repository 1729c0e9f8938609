/* office_goods.h: what the list of goods and the editor call things. */
#ifndef MAKOLET_APP_OFFICE_GOODS_H
#define MAKOLET_APP_OFFICE_GOODS_H

#include "app/office.h"
#include "shop/item.h"

/* The prices that whoever works here looks at: of the branch asked for, else of
 * the first in scope, else of the web. */
struct error *office_price_list(const struct request *r, struct branch_id branch, struct price_list_id *out);
/* Choices of a select, as list.N (value, name, chosen). */
void office_choice(struct data *d, const char *list, const char *value, const char *name, bool chosen);
/* The kinds of goods that one can choose, and `chosen` whatever it is; NULL: none. */
void office_types(const struct request *r, struct data *d, const char *list, const char *chosen);
/* Classes with their rate now: "VAT (18%)". */
struct error *office_tax_classes(const struct request *r, struct data *d, const char *list, struct tax_class_id chosen);
/* The tree, each behind dashes that say how deep; value is the slug. *found is
 * the id of the chosen one, 0 for none. */
struct error *office_categories_choice(const struct request *r, struct data *d, const char *list, const char *slug,
	struct category_id *found);

#endif
