/* import.h: goods and prices of a file, put into a branch.
 *
 * A profile knows one kind of file: its headings and what a row means. To add
 * one: a file import_NAME.c with its `const struct import_profile`, a line in
 * the table of import.c, a test.
 *
 * Rows are taken in batches, each in one transaction, so that a run that was
 * killed leaves whole batches and is simply run again. A row is known by its
 * barcode: a GTIN names the same item in all branches, any other code and a
 * GTIN of restricted circulation belong to the branch alone. The price goes to
 * the branch's own price list, in force from c->now, and only where it differs
 * from that list's price. Name, maker, origin, content and discount follow the
 * file while the item has one variant and no other list prices it: what
 * several shops sell is not renamed by each in turn. What a known item is
 * counted in never changes: such a row is rejected.
 *
 * The same code twice in a run: the first counts. Were it the last, each run
 * would set both prices again.
 */
#ifndef MAKOLET_SHOP_IMPORT_H
#define MAKOLET_SHOP_IMPORT_H

#include "price/gtin.h"
#include "shop/csv.h"
#include "shop/shop.h"

enum import_reason {
#define REASON(constant, name, help) IMPORT_##constant,
#include "shop/import_reason.def"
#undef REASON
	IMPORT_REASONS
};
/* "bad_price", and a sentence. */
const char *import_reason_name(enum import_reason r);
const char *import_reason_help(enum import_reason r);

/* What a row says. Texts are tidied and fit their columns. */
struct import_goods {
	int64_t line;
	const char *code;		/* as it is stored */
	struct branch_id scope;		/* of the code; 0: everywhere */
	const char *lang, *name;
	const char *maker, *origin;	/* NULL: unknown */
	bool weighed;			/* counted in kg, else in pieces */
	int64_t content;		/* 0: unknown */
	const char *content_unit;
	int64_t price;			/* 1/10,000 minor, tax included */
	bool no_discount;
};

/* read = other + repeated + rejected + added + changed + unchanged. */
struct import_counts {
	int64_t read;			/* rows of the file, without its heading */
	int64_t other;			/* of another chain or store */
	int64_t added;			/* new goods */
	int64_t changed;		/* known goods with another price or text */
	int64_t repriced, retexted;	/* thereof; both may hold for one */
	int64_t unchanged;
	int64_t repeated;		/* the same row once more */
	int64_t rejected;
	int64_t reasons[IMPORT_REASONS];
};

struct import_options {
	const char *chain, *store;	/* rows of others are passed over */
	const struct branch *branch;
	bool dry_run;			/* says what it would do */
	/* Both may be NULL. detail may be NULL. */
	void (*rejected)(void *arg, int64_t line, enum import_reason why, const char *code, const char *detail);
	void (*progress)(void *arg, const struct import_counts *counts);
	void *arg;
};

enum import_verdict { ROW_TAKEN, ROW_OTHER, ROW_REJECTED };

struct import_profile {
	const char *name;
	const char *help;
	const char *lang;
	const char *currency;		/* ISO 4217: the company's must be the same */
	char separator;
	const char *const *headings;	/* up to NULL */
	size_t needed;			/* the first of them must be there */
	/* values: in the order of headings, "" for a column that is not there. */
	enum import_verdict (*row)(struct arena *a, const struct import_options *o, int decimals,
		const char *const *values, struct import_goods *out, enum import_reason *why);
};

/* NULL if there is none. */
const struct import_profile *import_profile_find(const char *name);
/* "israel-prices, ..." */
const char *import_profile_names(struct arena *a);

/* Outside db_tx(). INVALID "import.heading" when a needed column is missing,
 * "import.currency"; UNAVAILABLE "import.tax_class" without a tax class
 * `standard`, which new goods get (which goods have another rate is a rule
 * that the file does not tell). *counts says how far it came in any case. */
struct error *import_run(struct ctx *c, const struct import_profile *profile, const struct import_options *o,
	struct csv *csv, struct import_counts *counts);

/* For profiles: how a code is stored. False: *why. */
bool import_code(struct arena *a, const struct import_options *o, const char *code, struct import_goods *out, enum import_reason *why);

/* ---- import_goods.c, for import.c ---- */

struct import_target {
	const struct branch *branch;
	struct tax_class_id tax_class;
	bool dry_run;
};

enum import_effect { EFFECT_UNCHANGED, EFFECT_ADDED, EFFECT_CHANGED, EFFECT_OTHER_UNIT };

struct import_outcome {
	enum import_effect effect;
	bool repriced, retexted;
};

/* Takes n rows, no code twice, and says what each did. */
struct error *import_batch(struct ctx *c, const struct import_target *t, const struct import_goods *rows, size_t n,
	struct import_outcome *out);

#endif
