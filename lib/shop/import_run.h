/* import_run.h: runs of the import as rows: who, what file, how far; those that
 * were uploaded in the office and wait for `makolet work`; what a person should
 * look at afterwards. Owns import_run and import_review.
 */
#ifndef MAKOLET_SHOP_IMPORT_RUN_H
#define MAKOLET_SHOP_IMPORT_RUN_H

#include "shop/import.h"

struct import_record {
	int64_t id;
	const char *state;		/* waiting, running, done, failed */
	const char *profile, *source;
	struct branch_id branch;
	bool dry_run, retire;
	const char *file_name;
	const char *upload;		/* token of the uploaded file; NULL: from the command line */
	const char *staff;		/* name; NULL: the command line */
	int64_t lines_total;
	struct import_counts counts;	/* without reasons and review */
	struct error *why;		/* it failed; NULL: it did not */
	instant created_at, started_at, seen_at, ended_at;
};

/* ---- a run from the command line: import_rows() with its row ---- */

struct import_job {
	const struct import_profile *profile;
	struct import_options options;
	const char *file_name;		/* as people call it */
	const struct import_file *file;
};
/* A dry run leaves no row. progress is called as import_options has it. */
struct error *import_run_file(struct ctx *c, const struct import_job *job, struct import_counts *counts);

/* ---- in the office ---- */

struct import_upload {
	const char *profile, *chain, *store;	/* chain and store may be NULL */
	struct branch_id branch;
	bool dry_run, retire;
	const char *file_name;
	const void *bytes;
	size_t size;
};
#define IMPORT_UPLOAD_MAX (64 << 20)

/* Keeps the file in state_dir and the run as waiting. Needs goods.import and the
 * branch in scope; INVALID with a field. */
struct error *import_queue(struct ctx *c, const struct import_upload *u, int64_t *run);
/* The last 50 in scope, newest first; one; NOT_FOUND "import.none". */
struct error *import_recent(struct ctx *c, struct import_record **out, size_t *n);
struct error *import_find(struct ctx *c, int64_t id, struct import_record *out);
/* Path of what a run of the office left: IMPORT_REJECTS, IMPORT_CHANGES. */
#define IMPORT_REJECTS "rejects.csv"
#define IMPORT_CHANGES "changes.csv"
const char *import_left(struct ctx *c, const struct import_record *r, const char *what);

/* For `makolet work`: does one that waits, or whose runner has been silent for two
 * minutes (three times at most); *done false: there is none. What goes wrong with the
 * file stands in its row; an error is the runner's own. */
struct error *import_work(struct ctx *c, bool *done);
/* Removes uploads whose run ended a week ago. */
struct error *import_sweep(struct ctx *c);

/* ---- between import_run.c and import_queue.c ---- */

/* A run that has its row already, which a dry run keeps, too. */
struct error *import_run_again(struct ctx *c, const struct import_job *job, int64_t id, struct import_counts *counts);
struct error *import_run_failed(struct ctx *c, int64_t id, const struct error *why);
/* An error's code, sentence and values as the column error keeps them, and back. */
const char *import_why_write(struct arena *a, const struct error *e);
struct error *import_why_read(struct arena *a, const char *text);

/* ---- to look at ---- */

struct import_question {
	int64_t id;
	struct variant_id variant;
	const char *reason;		/* weighed, tax_class, bad_barcode, shared_barcode */
	const char *detail;		/* may be NULL */
	const char *name, *tax_class;
};
/* Open ones, oldest first, behind `after` (0: from the start), `limit` at most. */
struct error *import_questions(struct ctx *c, int64_t after, size_t limit, struct import_question **out, size_t *n);
struct error *import_question_count(struct ctx *c, int64_t *out);
/* Somebody looked at it. Needs goods.import. NOT_FOUND "import.question". */
struct error *import_question_settle(struct ctx *c, int64_t id);

#endif
