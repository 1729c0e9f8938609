/* cmd_import.c: makolet import: goods and prices of a file into a branch. */
#include <errno.h>
#include <unistd.h>

#include "ctl/ctl.h"
#include "shop/import.h"

static struct error *run(struct ctl *c);

static const struct ctl_option options[] = {
	{ "profile", "NAME", "what kind of file it is: israel-prices" },
	{ "chain", "ID", "take the rows of this chain" },
	{ "store", "ID", "and of this store" },
	{ "branch", "CODE", "the branch that gets them" },
	{ "dry-run", NULL, "change nothing, say what would be done" },
	{ "rejects", "FILE", "write the rejected rows there: line, reason, barcode" },
	{ NULL, NULL, NULL },
};

const struct command cmd_import = {
	.name = "import", .help = "Takes goods and prices from a file",
	.words = "FILE", .options = options, .words_min = 1, .words_max = 1, .run = run,
	.about = "FILE is CSV, plain or gzip. Goods are known by their barcode; what is already so\n"
		 "is left alone, and a run that was stopped may simply be run again.\n",
};

struct report {
	FILE *rejects;			/* may be NULL */
	bool terminal;
	int64_t began;			/* clock_ticks() */
};

static void rejected(void *arg, int64_t line, enum import_reason why, const char *code, const char *detail)
{
	struct report *r = arg;

	if (r->rejects)
		fprintf(r->rejects, "%lld\t%s\t%s\t%s\n", (long long)line, import_reason_name(why), code ? code : "", detail ? detail : "");
}

static int64_t rate(const struct report *r, int64_t rows)
{
	int64_t spent = clock_ticks() - r->began;

	return spent > 0 ? rows * SECOND / spent : 0;
}

static void progress(void *arg, const struct import_counts *counts)
{
	struct report *r = arg;

	if (r->terminal)
		fprintf(stderr, "\r%lld rows, %lld a second ", (long long)counts->read, (long long)rate(r, counts->read));
}

static void print_counts(const struct import_counts *n, bool dry_run)
{
	printf("%lld rows read, %lld of other stores passed over%s\n", (long long)n->read, (long long)n->other,
		dry_run ? " (dry run: nothing was changed)" : "");
	printf("%lld taken: %lld new, %lld changed (%lld price, %lld text), %lld unchanged\n",
		(long long)(n->added + n->changed + n->unchanged), (long long)n->added, (long long)n->changed,
		(long long)n->repriced, (long long)n->retexted, (long long)n->unchanged);
	if (n->repeated)
		printf("%lld repeated word by word\n", (long long)n->repeated);
	printf("%lld rejected\n", (long long)n->rejected);
	for (int i = 0; i < IMPORT_REASONS; i++)
		if (n->reasons[i])
			printf("  %6lld %s: %s\n", (long long)n->reasons[i],
				import_reason_name((enum import_reason)i), import_reason_help((enum import_reason)i));
}

static struct error *import(struct ctl *ctl, struct ctx *c, const struct import_profile *profile, struct report *r)
{
	struct import_options o = {
		.chain = ctl_value(ctl, "chain"), .store = ctl_value(ctl, "store"), .dry_run = ctl_value(ctl, "dry-run"),
		.rejected = rejected, .progress = progress, .arg = r,
	};
	struct import_counts counts;
	const struct shop *shop;
	struct error *e;
	struct csv *csv;

	TRY(shop_get(c, &shop));
	o.branch = shop_branch_by_code(shop, ctl_value(ctl, "branch"));
	if (!o.branch)
		return ctl_wrong(ctl, "There is no branch %s.", ctl_value(ctl, "branch"));
	TRY(csv_open(c->arena, ctl->words[0], &(struct csv_format){ CHARSET_UTF8, profile->separator, 0 }, &csv));
	r->began = clock_ticks();
	e = import_run(c, profile, &o, csv, &counts);
	if (r->terminal)
		fprintf(stderr, "\r%lld rows, %lld a second\n", (long long)counts.read, (long long)rate(r, counts.read));
	print_counts(&counts, o.dry_run);
	return e;
}

static struct error *run(struct ctl *ctl)
{
	static const char *const needed[] = { "profile", "chain", "store", "branch" };
	const char *rejects = ctl_value(ctl, "rejects");
	struct report r = { .terminal = isatty(STDERR_FILENO) };
	const struct import_profile *profile;
	struct error *e;
	struct ctx c;

	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (!ctl_value(ctl, needed[i]))
			return ctl_wrong(ctl, "--%s is needed.", needed[i]);
	profile = import_profile_find(ctl_value(ctl, "profile"));
	if (!profile)
		return ctl_wrong(ctl, "There is no such profile; there is %s.", import_profile_names(ctl->arena));
	TRY(ctl_ctx(ctl, DB_COMMAND, &c));
	if (rejects && !(r.rejects = fopen(rejects, "w")))
		return ctl_wrong(ctl, "%s cannot be written: %s.", rejects, strerror(errno));
	e = import(ctl, &c, profile, &r);
	if (r.rejects && fclose(r.rejects) != 0 && !e)
		e = ctl_wrong(ctl, "%s could not be written: %s.", rejects, strerror(errno));
	return e;
}
