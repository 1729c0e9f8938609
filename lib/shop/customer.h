/* customer.h: who has bought under a name. All needs customer.view, changing a
 * card customer.edit; who sees some branches alone sees who ordered there. Those
 * made anonymous are none.
 *
 * A guest who gives what is on a card orders on that card: the e-mail address
 * and the phone number are just those of the card, one that was not given is not
 * there either, and the name is the same but for capitals and accents. Nothing
 * of the card is shown to him.
 *
 * Invariant (sql/check/customer_merged.sql): no order hangs on a card that was
 * merged into another, and that one was merged into none.
 */
#ifndef MAKOLET_SHOP_CUSTOMER_H
#define MAKOLET_SHOP_CUSTOMER_H

#include "shop/order.h"

#define CUSTOMER_NAME_MAX 100

struct customer {
	struct customer_id id;
	const char *name, *email, *phone, *lang;	/* email, phone may be NULL */
	instant created_at;
	int64_t orders;			/* in scope; what came back is none */
	struct customer_id merged;	/* into which; from customer_get() alone */
};

/* By the beginning of an e-mail address (with @), of a phone number (digits
 * alone, however they are grouped) or of the name; NULL: all. Newest first, those
 * older than `before` (0: from the newest). */
struct error *customer_list(struct ctx *c, const char *find, int64_t before, size_t limit, struct customer **out, size_t *n);
/* NOT_FOUND "customer.none". Of one that was merged the id and `merged` alone. */
struct error *customer_get(struct ctx *c, struct customer_id id, struct customer *out);
/* Other cards with the same e-mail address or the same phone number: possibly the same person. */
struct error *customer_alike(struct ctx *c, const struct customer *of, size_t limit, struct customer **out, size_t *n);

/* Name, e-mail, phone (may be NULL or "") and language; `in->id` says whose.
 * INVALID "customer.name" field "name", "customer.contact" field "email" when a
 * card would be left without both. Audited. */
struct error *customer_change(struct ctx *c, const struct customer *in);
/* The orders of one card follow to another, which keeps its name and language and
 * gets the e-mail and phone that it lacks. CONFLICT "customer.same". Audited. */
struct error *customer_merge(struct ctx *c, struct customer_id from, struct customer_id into);

/* Inside db_tx(): the card on which a checkout orders, an old one or a new one. */
struct error *customer_at_checkout(struct ctx *c, const struct checkout *in, struct customer_id *out);

#endif
