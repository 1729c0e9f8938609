/* customer.h: who has bought under a name. All needs customer.view; who sees
 * some branches alone sees who ordered there. Those made anonymous are none.
 */
#ifndef MAKOLET_SHOP_CUSTOMER_H
#define MAKOLET_SHOP_CUSTOMER_H

#include "shop/order.h"

struct customer {
	struct customer_id id;
	const char *name, *email, *phone, *lang;	/* email, phone may be NULL */
	instant created_at;
	int64_t orders;			/* in scope */
};

/* By the beginning of an e-mail address (with @), of a phone number (digits
 * alone, however they are grouped) or of the name; NULL: all. Newest first, those
 * older than `before` (0: from the newest). */
struct error *customer_list(struct ctx *c, const char *find, int64_t before, size_t limit, struct customer **out, size_t *n);
/* NOT_FOUND "customer.none". */
struct error *customer_get(struct ctx *c, struct customer_id id, struct customer *out);

#endif
