/* shelf_label.h: what the labels on a branch's shelves say, and what they should.
 *
 * Owns shelf_label, label_print. A label says the name of the goods, in the
 * company's language, and the price of the branch's list. It is wrong where
 * either differs from what it will be at the instant asked for, or where none was
 * printed yet. Nothing is written by looking: whoever has printed says so.
 *
 * Everything here needs goods.label and the branch in the actor's scope.
 */
#ifndef MAKOLET_SHOP_SHELF_LABEL_H
#define MAKOLET_SHOP_SHELF_LABEL_H

#include "shop/price_change.h"

/* Labels of one print: 20 sheets of 24. */
#define LABELS_AT_ONCE 480
/* Bytes of label_mark(). */
#define LABEL_MARK_MAX 28

struct shelf_label {
	struct variant_id variant;
	const char *name;		/* as order_line_name() */
	int64_t price;			/* at the instant asked for */
	const char *unit, *maker;	/* maker may be NULL */
	int64_t content;		/* thousandths; 0: unknown */
	const char *content_unit, *category;	/* may be NULL */
	const char *code;		/* a barcode of one piece, as stored; NULL: none */
	const char *was_name;		/* what stands on the shelf; NULL: nothing was printed */
	int64_t was_price;
	instant printed_at, true_from;	/* printed for later: not wrong before that */
	instant at;			/* that was asked for */
};

struct label_filter {
	const struct branch *branch;
	instant at;			/* as it is then: c->now or later */
	bool all;			/* right ones too */
	struct category_id category;	/* and those below; 0: any */
	struct price_change_id change;	/* goods of that set of prices; 0: any */
	struct variant_id variant;	/* that one; 0: any */
};

/* Goods that the branch carries and sells, in the order of a walk along the
 * shelves: by category, then name. */
struct error *label_list(struct ctx *c, const struct label_filter *filter, size_t skip, size_t limit,
	struct shelf_label **out, size_t *n);
struct error *label_count(struct ctx *c, const struct label_filter *filter, int64_t *out);
/* Labels of goods that are archived, without a price or not carried any more: to be
 * taken off the shelf. name and price as printed. */
struct error *label_obsolete(struct ctx *c, const struct branch *branch, size_t limit, struct shelf_label **out, size_t *n);

/* What was printed, to be said again by whoever printed: "7-1a2b3c4d". */
const char *label_mark(struct arena *a, const struct shelf_label *label);

struct label_result {
	int64_t labels;			/* that stand on the shelf now, as far as we know */
	int64_t outdated;		/* printed, but name or price has changed since: they stay listed */
};
/* The marks, parted by blanks, of labels printed for the instant `at`: true ones
 * are written down. The same UUID again gives the first answer. INVALID
 * "label.marks". */
struct error *label_printed(struct ctx *c, const char *uuid, const struct branch *branch, instant at, const char *marks,
	struct label_result *out);
/* The marks of obsolete ones that were taken off the shelf. */
struct error *label_removed(struct ctx *c, const char *uuid, const struct branch *branch, const char *marks,
	struct label_result *out);

#endif
