/* ctl.h: the commands of `makolet`.
 *
 * How to add a command: cmd_NAME.c with its `const struct command cmd_NAME`
 * on top (name, help, options, run), a line in the table in main.c, the file
 * in Makefile.am, man/makolet-NAME.1, its test. --help and the reading of
 * options come from the descriptor.
 */
#ifndef MAKOLET_CTL_CTL_H
#define MAKOLET_CTL_CTL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/error.h"
#include "db/db.h"
#include "shop/ctx.h"

/* An option "--name VALUE"; without `value` a flag. */
struct ctl_option {
	const char *name;
	const char *value;	/* its word in the help: "FILE"; NULL for a flag; with "..." behind
				   it may be given several times */
	const char *help;
};

/* What a command gets: its options read, its words counted. */
struct ctl {
	struct arena *arena;		/* of the run */
	const char *config;		/* --config; NULL for the usual place */
	const struct command *command;
	const char **values;		/* by the place of the option; NULL: not given, "" for a flag;
					   several by line ends */
	char **words;			/* what is no option */
	int word_count;
};

struct command {
	const char *name;
	const char *help;		/* one line, for `makolet help` */
	const char *words;		/* "FILE.csv" or "" for the usage line */
	const char *about;		/* further lines of --help, or NULL */
	const struct ctl_option *options;	/* up to a NULL name; may be NULL */
	int words_min, words_max;
	struct error *(*run)(struct ctl *c);
};

extern const struct command cmd_backup, cmd_check, cmd_export, cmd_http, cmd_import, cmd_init, cmd_journal, cmd_migrate, cmd_restore, cmd_routes, cmd_search, cmd_user, cmd_work;

/* Value of an option of the command: NULL when it was not given. */
const char *ctl_value(const struct ctl *c, const char *option);
/* The n-th (from 0) of one that may be given several times. */
const char *ctl_value_at(const struct ctl *c, const char *option, size_t n);
/* How many times it was given. */
size_t ctl_times(const struct ctl *c, const char *option);
/* The configuration of --config. */
struct error *ctl_conf(struct ctl *c, struct conf **out);
/* The shop for a command: connected when it is first used, closed at the end;
 * all branches, no rights. UNAVAILABLE "migrate.needed" for another schema. */
struct error *ctl_ctx(struct ctl *c, enum db_account account, struct ctx *out);
/* What `makolet check` and `makolet journal verify` do; CONFLICT when something is broken. */
struct error *ctl_check(struct ctl *c, struct ctx *ctx, bool quiet);
struct error *ctl_journal_verify(struct ctl *c, struct ctx *ctx);
/* A password or PIN (cmd_user.c): typed twice without showing it, or the first line of
 * the standard input. */
struct error *ctl_secret(struct ctl *c, const char *what, const char **out);
/* A whole number of an option; INVALID with the option's name unless in min..max. */
struct error *ctl_whole(struct ctl *c, const char *option, int64_t fallback, int64_t min, int64_t max, int64_t *out);
/* INVALID with a sentence for the person at the terminal. */
struct error *ctl_wrong(struct ctl *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
