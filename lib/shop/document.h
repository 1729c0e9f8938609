/* document.h: what is issued and never changes, and the journal it goes into.
 *
 * Numbers of a series have no gaps: they are drawn in the document's own
 * transaction under the lock of its chain. A journal entry is canonical bytes
 * (compact JSON, members in a fixed order, no personal data), their SHA-256,
 * and an Ed25519 signature over them; the bytes name the hash of the entry
 * before.
 */
#ifndef MAKOLET_SHOP_DOCUMENT_H
#define MAKOLET_SHOP_DOCUMENT_H

#include <jansson.h>

#include "shop/order.h"

struct document_line {
	int64_t line_no;
	const char *name, *unit;
	int64_t quantity, unit_price, amount, tax_rate, tax;
};

struct payment {
	struct payment_id id;
	const char *tender;		/* cash, card */
	int64_t amount;			/* settles of the order */
	int64_t rounding;		/* cash rounding: taken = amount + rounding */
	int64_t tendered;		/* handed over; change = tendered - taken */
};

/* A document as another one names it. */
struct document_link {
	struct document_id id;
	struct order_id order;
	const char *token, *series_code;
	int64_t number, total;
	instant issued_at;
};

struct document {
	struct document_id id;
	const char *token, *kind, *series_code, *lang;
	int64_t number;
	struct document_id credits;	/* of a credit note: the receipt whose goods it takes back */
	struct chain_id chain;
	int64_t seq;
	struct order_id order;
	struct branch_id branch;
	struct till_id till;
	int64_t business_date;
	instant issued_at;
	const char *currency;
	int64_t currency_exponent, tax_included;
	int64_t total, tax, rounding;
	const char *till_name, *staff_name;	/* may be NULL */
	struct document_line *lines;
	size_t line_count;
	struct price_tax *taxes;
	size_t tax_count;
	struct payment *payments;
	size_t payment_count;
};

/* What a receipt or a credit note is issued from; all of it stored already. */
struct issue {
	const struct order *order;	/* with its lines */
	const struct price_tax *taxes;
	size_t tax_count;
	const struct payment *payments;
	size_t payment_count;
	const struct branch *branch;
	const struct document_link *credits;	/* the receipt; then it is a credit note. NULL: a receipt */
	struct chain_id chain;
	struct till_id till;
	struct shift_id shift;
	int64_t business_date;		/* days since 1970 */
};
/* Inside db_tx(). *token: of the document's page. */
struct error *document_issue(struct ctx *c, const struct issue *in, const char **token);
/* NOT_FOUND "document.none". */
struct error *document_by_token(struct ctx *c, const char *token, struct document *out);
/* The document of an order, of a return its credit note; *found. */
struct error *document_of_order(struct ctx *c, struct order_id order, bool *found, const char **token);
/* The same as another one names it: out->id 0 where there is none. */
struct error *document_link_of_order(struct ctx *c, struct order_id order, struct document_link *out);
/* A document by its key, as another one names it. */
struct error *document_link(struct ctx *c, struct document_id id, struct document_link *out);
/* The credit notes that name a receipt, oldest first. */
struct error *document_credits(struct ctx *c, struct document_id receipt, struct document_link **out, size_t *n);
/* "T1-12" */
const char *document_number(struct arena *a, const char *series_code, int64_t number);

/* ---- journal (journal.c) ---- */

/* The server's signing key: state_dir/signing.key, 0600, made by `makolet init`,
 * which keeps one that is there. Read at its first use. */
struct error *signing_key_create(struct arena *a, const char *state_dir);
/* The key in hex, for a backup: UNAVAILABLE "signing_key" where there is none. */
struct error *signing_key_read(struct arena *a, const char *state_dir, const char **hex);
/* CONFLICT "backup.key" where state_dir has another key, INVALID for what is none. */
struct error *signing_key_fits(struct arena *a, const char *state_dir, const char *hex);
/* The key of a backup; one that is there stays. Its owner becomes state_dir's. */
struct error *signing_key_put(struct arena *a, const char *state_dir, const char *hex);

/* Inside db_tx(). A new chain with its receipt series, signed by the server. */
struct error *chain_open(struct ctx *c, struct branch_id branch, struct till_id till, const char *series_code, struct chain_id *out);
/* Inside db_tx(), after its last entry: nothing can be appended any more. */
struct error *chain_close(struct ctx *c, struct chain_id id);
/* Inside db_tx(). The branch's own chain, for what no till issues; opened with
 * its first document. Its credit notes are numbered "C" and the branch. */
struct error *chain_of_branch(struct ctx *c, struct branch_id branch, struct chain_id *out);
/* Inside db_tx(): appends an entry; `members` is the JSON of what happened. */
struct error *journal_append(struct ctx *c, struct chain_id chain, const char *kind, json_t *members, struct document_id document, int64_t *seq);

struct journal_fault {
	struct chain_id chain;
	int64_t seq;
	const char *what;		/* "hash", "link", "signature", "gap", "head", "key" */
};
/* Walks all chains; *n faults, the first of each chain. */
struct error *journal_verify(struct ctx *c, struct journal_fault **out, size_t *n, int64_t *entries);

#endif
