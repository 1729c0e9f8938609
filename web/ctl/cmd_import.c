/* cmd_import.c: makolet import: goods and prices of a file into a branch. */
#include <errno.h>
#include <unistd.h>

#include "ctl/ctl.h"
#include "ctl/import_report.h"
#include "shop/import_run.h"

static struct error *run(struct ctl *c);

static const struct ctl_option options[] = {
	{ "profile", "NAME", "what kind of file it is; a path for a profile of your own" },
	{ "branch", "CODE", "the branch that gets the goods; needed where there are several" },
	{ "chain", "ID", "take the rows of this chain" },
	{ "store", "ID", "and of this store" },
	{ "dry-run", NULL, "change nothing, say what would be done" },
	{ "retire", NULL, "take off goods of this source that are not in the file" },
	{ "retire-limit", "PERCENT", "but no more of them than that (30)" },
	{ "rejects", "FILE", "write the rejected rows there, as CSV: line, column, reason" },
	{ "profiles", NULL, "list the kinds of files there are" },
	{ "review", NULL, "list goods that a person should look at" },
	{ NULL, NULL, NULL },
};

const struct command cmd_import = {
	.name = "import", .help = "Takes goods and prices from a file",
	.words = "FILE", .options = options, .words_min = 0, .words_max = 1, .run = run,
	.about = "FILE is CSV, plain or gzip. What is already so is left alone, and a run that was\n"
		 "stopped may simply be run again. See makolet-import(1) for profiles.\n",
};

static struct error *list_profiles(struct ctx *c)
{
	const struct import_profile *const *all;
	size_t n;

	TRY(import_profile_all(c, &all, &n));
	for (size_t i = 0; i < n; i++)
		printf("%-16s %s\n", all[i]->name, all[i]->about);
	return NULL;
}

static struct error *list_questions(struct ctx *c)
{
	struct import_question *all;
	int64_t after = 0;
	size_t n;

	do {
		TRY(import_questions(c, after, 500, &all, &n));
		for (size_t i = 0; i < n; i++)
			printf("%-14s %-10s %s%s%s\n", all[i].reason, all[i].tax_class, all[i].name,
				all[i].detail ? ": " : "", all[i].detail ? all[i].detail : "");
		after = n ? all[n - 1].id : 0;
	} while (n == 500);
	return NULL;
}

static struct error *find_branch(struct ctl *ctl, struct ctx *c, const struct branch **out)
{
	const char *code = ctl_value(ctl, "branch");
	const struct shop *shop;

	TRY(shop_get(c, &shop));
	if (!code && shop->branch_count > 1)
		return ctl_wrong(ctl, "--branch is needed: there are several.");
	*out = code ? shop_branch_by_code(shop, code) : &shop->branches[0];
	return *out ? NULL : ctl_wrong(ctl, "There is no branch %s.", code);
}

static struct error *import(struct ctl *ctl, struct ctx *c, struct import_report *r)
{
	struct import_job job = { .file_name = ctl->words[0] };
	struct import_options *o = &job.options;
	struct import_counts counts;
	struct import_file file;
	struct error *e;

	if (strchr(ctl_value(ctl, "profile"), '/'))
		TRY(import_profile_file(c, ctl_value(ctl, "profile"), &job.profile));
	else
		TRY(import_profile_load(c, ctl_value(ctl, "profile"), &job.profile));
	*o = (struct import_options){ .chain = ctl_value(ctl, "chain"), .store = ctl_value(ctl, "store"),
		.dry_run = ctl_value(ctl, "dry-run"), .retire = ctl_value(ctl, "retire") };
	TRY(ctl_whole(ctl, "retire-limit", IMPORT_RETIRE_LIMIT, 1, 100, &o->retire_limit));
	TRY(find_branch(ctl, c, &o->branch));
	TRY(import_open(c, job.profile, ctl->words[0], &file));
	job.file = &file;
	import_report_start(r, &job);
	e = import_run_file(c, &job, &counts);
	import_report_end(r, &job, &counts);
	return e;
}

static struct error *run(struct ctl *ctl)
{
	const char *rejects = ctl_value(ctl, "rejects");
	struct import_report r = { .arena = ctl->arena, .terminal = isatty(STDERR_FILENO) };
	struct error *e;
	struct ctx c;

	TRY(ctl_ctx(ctl, DB_COMMAND, &c));
	r.c = &c;
	if (ctl_value(ctl, "profiles"))
		return list_profiles(&c);
	if (ctl_value(ctl, "review"))
		return list_questions(&c);
	if (!ctl_value(ctl, "profile") || !ctl->word_count)
		return ctl_wrong(ctl, "--profile and a file are needed.");
	if (rejects && !(r.rejects = fopen(rejects, "we")))
		return ctl_wrong(ctl, "%s cannot be written: %s.", rejects, strerror(errno));
	e = import(ctl, &c, &r);
	if (r.rejects && fclose(r.rejects) != 0 && !e)
		e = ctl_wrong(ctl, "%s could not be written: %s.", rejects, strerror(errno));
	return e;
}
