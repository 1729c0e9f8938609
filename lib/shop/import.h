/* import.h: goods and prices of a file, put into a branch.
 *
 * A profile (import_profile.h) says what the file's columns mean. Rows are taken
 * in batches, each in one transaction, so that a run that was killed leaves
 * whole batches and is simply run again.
 *
 * A row is known by its profile's key: barcode, SKU, or item and label. A GTIN
 * names the same item in all branches, any other code and a GTIN of restricted
 * circulation belong to the branch alone. The price goes to the branch's own
 * price list, in force from c->now, and only where it differs from that list's
 * price. What came from one source (a profile, a chain's store, a branch) is
 * named by that source, and in its branch priced by it: another's rows of the
 * same goods are `kept` apart from the price in another branch. What no source
 * claims keeps its texts while another list prices it. What a known item is
 * counted in never changes: such a row is rejected. Stock in the file counts
 * for goods that are new to the branch, else they are `uncounted`.
 *
 * The same goods twice in a run: the first counts. Were it the last, each run
 * would set both prices again.
 */
#ifndef MAKOLET_SHOP_IMPORT_H
#define MAKOLET_SHOP_IMPORT_H

#include "price/gtin.h"
#include "shop/import_profile.h"
#include "shop/shop.h"

enum import_reason {
#define REASON(constant, name, help) IMPORT_##constant,
#include "shop/import_reason.def"
#undef REASON
	IMPORT_REASONS
};
/* "bad_price", and a sentence, marked for translation. */
const char *import_reason_name(enum import_reason r);
const char *import_reason_help(enum import_reason r);

#define IMPORT_CODES 8
#define IMPORT_TEXTS 5

/* How a code is stored. */
struct import_code {
	const char *code;
	struct branch_id scope;		/* 0: everywhere */
	int64_t pack;			/* thousandths */
};

struct import_text {
	const char *lang, *name;
	const char *description;	/* NULL: the file does not say; "" for none */
};

enum import_role {
	ROLE_GOODS,			/* an item with one variant */
	ROLE_ITEM,			/* an item whose variants are rows of their own */
	ROLE_VARIANT,			/* one of those */
	ROLE_BOTH,			/* a variant that says all of its item, too */
};

/* What a row says. Texts are tidied and fit their columns. NULL: it does not say. */
struct import_goods {
	int64_t line;
	const char *key;		/* as the file names it */
	enum import_role role;
	bool mark;			/* rejected, though not vanished: only noted as seen */
	const char *item;		/* slug of the item it belongs to */
	const char *sku, *label;	/* label "" for the only variant */
	struct import_code codes[IMPORT_CODES];
	size_t code_count;
	struct import_text texts[IMPORT_TEXTS];	/* the first is the item's own language */
	size_t text_count;
	const char *type, *unit;
	const char *maker, *origin;
	const char *category;		/* "Drinks > Juices" */
	struct category_id category_id;
	struct tax_class_id tax_class;
	bool tax_guessed;		/* by the rule that takes all others */
	const char *bad_code;		/* a barcode that cannot be taken */
	bool shared_code;		/* it is another row's */
	int64_t content;		/* 0: unknown */
	const char *content_unit;
	int64_t price;			/* 1/10,000 minor, tax included; PRICE_NONE: not said, as of a ROLE_ITEM */
	bool no_discount;
	int64_t stock;			/* thousandths; IMPORT_NO_STOCK */
	const char *policy;
};
#define IMPORT_NO_STOCK INT64_MIN

/* read = other + repeated + rejected + added + changed + unchanged + kept. */
struct import_counts {
	int64_t read;			/* rows of the file, without its heading */
	int64_t other;			/* of another chain or store */
	int64_t added;			/* new goods */
	int64_t changed;		/* known goods with another price or text */
	int64_t repriced, retexted;	/* thereof; both may hold for one */
	int64_t unchanged;
	int64_t kept;			/* goods that came from another source before */
	int64_t repeated;		/* the same row once more */
	int64_t rejected;
	int64_t reasons[IMPORT_REASONS];
	int64_t retired;		/* goods that vanished from the source */
	int64_t review;			/* new goods that a person should look at */
};

enum import_effect { EFFECT_UNCHANGED, EFFECT_ADDED, EFFECT_CHANGED, EFFECT_KEPT, EFFECT_OTHER_UNIT, EFFECT_RETIRED };

/* What becomes of goods, for a dry run to show. */
struct import_change {
	enum import_effect effect;
	const char *key, *name;
	const char *name_before;	/* where it is another one; else NULL */
	int64_t price, price_before;	/* PRICE_NONE: none; the same: not changed */
	bool retexted;
};

struct import_options {
	const char *chain, *store;	/* rows of others are passed over */
	const struct branch *branch;
	bool dry_run;			/* says what it would do */
	bool retire;			/* takes goods of this source off that are not in the file */
	int64_t retire_limit;		/* no more of them than so many in 100; 0: IMPORT_RETIRE_LIMIT */
	/* Each may be NULL. column and detail may be NULL. */
	void (*rejected)(void *arg, int64_t line, const char *column, enum import_reason why, const char *key, const char *detail);
	void (*changed)(void *arg, const struct import_change *change);
	struct error *(*progress)(void *arg, const struct import_counts *counts);
	void *arg;
};
#define IMPORT_RETIRE_LIMIT 30

/* A file that was looked through, and opened with what was found out. */
struct import_file {
	struct csv_file found;
	struct csv_format format;
	struct csv *csv;
};
/* Errors of csv_examine(). */
struct error *import_open(struct ctx *c, const struct import_profile *profile, const char *path, struct import_file *out);

/* Outside db_tx(), with all of its rows' effects under the id of a run (0 for a
 * dry run). INVALID "import.heading" when a needed column is missing,
 * "import.scope" when a chain or store is missing or makes no sense here,
 * "import.currency", "import.retire" when too much vanished (what the file holds
 * is taken, nothing retired); UNAVAILABLE "import.tax_class" without the class of the
 * last tax rule. *counts says how far it came in any case. */
struct error *import_rows(struct ctx *c, const struct import_profile *profile, const struct import_options *o, int64_t run,
	struct csv *csv, struct import_counts *counts);
/* import_rows() under a run of its own. */
struct error *import_run(struct ctx *c, const struct import_profile *profile, const struct import_options *o,
	struct csv *csv, struct import_counts *counts);
/* "chain/store"; "" where the profile takes all rows. */
const char *import_source_key(struct arena *a, const struct import_profile *profile, const struct import_options *o);

/* ---- between the files import*.c ---- */

struct import_class {
	struct tax_class_id id;
	const char *code;
};

struct import_target {
	const struct import_profile *profile;
	const char *source;
	const struct branch *branch;
	const struct import_class *classes;
	size_t class_count;
	int decimals;			/* of a price */
	bool dry_run;
	int64_t run;
	const bool *silent;		/* by enum import_field: neither profile nor file says anything of it */
};

/* import_row.c */
struct import_heading;
enum import_verdict { ROW_TAKEN, ROW_OTHER, ROW_REJECTED };
/* Why and where a row is rejected. */
struct import_fault {
	enum import_reason why;
	const char *column;		/* heading; NULL: the whole row */
	const char *detail;
};
struct error *import_heading(struct ctx *c, const struct import_target *t, const struct import_options *o,
	const struct csv_row *row, struct import_heading **out);
size_t import_heading_columns(const struct import_heading *h);
const bool *import_heading_silent(const struct import_heading *h);
/* out lives in a. A rejected row has out->key where it could be read. */
enum import_verdict import_row(struct arena *a, const struct import_heading *h, const struct csv_row *row,
	struct import_goods *out, struct import_fault *fault);

/* import_goods.c, import_write.c */
struct import_outcome {
	enum import_effect effect;
	bool repriced, retexted;
	int64_t review;			/* questions that it left */
	struct variant_id variant;	/* 0: none, as in a dry run of new goods */
	const char *name_before;
	int64_t price_before;
};
/* Takes n rows, no goods twice, and says what each did. */
struct error *import_batch(struct ctx *c, const struct import_target *t, struct import_goods *rows, size_t n,
	struct import_outcome *out);

/* import_retire.c: what was seen, and taking off what was not. */
struct import_seen;
struct import_seen *import_seen_new(struct arena *a);
void import_seen_add(struct import_seen *s, struct variant_id v);
struct error *import_retire(struct ctx *c, const struct import_target *t, const struct import_options *o,
	const struct import_seen *seen, struct import_counts *counts);

#endif
