/* till.h: what the till's screens have in common.
 *
 * The page sends baskets as JSON: {"uuid": UUID, "lines": [{"variant": ID,
 * "quantity": THOUSANDTHS, "price": UNIT PRICE THAT IT SHOWED}, ...],
 * "tenders": [{"tender": "cash", "amount": MINOR UNITS}, ...]}.
 */
#ifndef MAKOLET_APP_TILL_H
#define MAKOLET_APP_TILL_H

#include "app/page.h"
#include "base/bytes.h"
#include "shop/staff.h"
#include "shop/till.h"

#define TILL_TENDERS_MAX 20
/* Bytes that a basket of SALE_LINES_MAX lines may take. */
#define TILL_BODY_MAX 65536

/* The till that asks, and where it stands. NOT_FOUND "till.none" when it was revoked. */
struct error *till_here(const struct request *r, struct till *till, const struct branch **branch);
/* till.name, till.branch for the bar on top of each screen. */
void till_bar(const struct request *r, struct data *d, const struct till *till, const struct branch *branch);

/* result.*: what a count came to (returns and refunded where goods came back). */
void till_result(struct data *d, const struct shift_result *result);

/* ---- baskets (till_basket.c) ---- */

struct basket {
	const char *uuid;
	struct sale_line *lines;
	size_t line_count;
	struct sale_tender *tenders;
	size_t tender_count;
};

/* Each INVALID "till.body" with the member as field. Amounts and quantities
 * are within what the domain takes; what they mean it checks itself. */
struct error *till_read_uuid(const struct request *r, const json_t *body, struct basket *b);
struct error *till_read_lines(const struct request *r, const json_t *body, struct basket *b);
struct error *till_read_tenders(const struct request *r, const json_t *body, struct basket *b);
/* SHA-256 of what the basket means, however it was spelled; `what` is the
 * order that is paid, or "" for a sale. */
void till_hash(const struct request *r, const struct basket *b, const char *what, uint8_t hash[SHA256_SIZE]);

/* Answers with what the sale came to: where its receipt is and the change. */
void till_sold(const struct request *r, struct page *p, const char *document, int64_t change);

#endif
