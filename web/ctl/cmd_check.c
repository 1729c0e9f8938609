/* cmd_check.c: makolet check: do the books agree? */
#include "ctl/ctl.h"
#include "shop/check.h"

static struct error *run(struct ctl *c);

static const struct ctl_option options[] = {
	{ "quiet", NULL, "name only what is broken" },
	{ NULL, NULL, NULL },
};

const struct command cmd_check = {
	.name = "check", .help = "Runs the invariants: stock, orders, documents, drawers, chains",
	.words = "", .options = options, .run = run,
	.about = "Prints a line for each with ok or FAILED, and the first row that breaks it. The status is 1 when\n"
		"one is broken. Changes nothing and may run while the shop is open.\n",
};

static void print(const struct check_result *r)
{
	printf("%-18s %s  %s\n", r->name, r->rows ? "FAILED" : "ok    ", r->must);
	if (r->rows)
		printf("%-18s %lld%s broken, the first: %s\n", "", (long long)r->rows, r->rows == CHECK_ROWS_MAX ? " or more" : "", r->first);
}

struct error *ctl_check(struct ctl *c, struct ctx *ctx, bool quiet)
{
	struct check_result *results;
	size_t n, broken = 0;

	TRY(check_run(ctx, arena_printf(c->arena, "%s/sql/check", ctx->conf->data_dir), &results, &n));
	for (size_t i = 0; i < n; i++) {
		broken += results[i].rows > 0;
		if (results[i].rows || !quiet)
			print(&results[i]);
	}
	if (!broken)
		return NULL;
	return error_text(ERR(c->arena, CONFLICT, "check.broken"), "The books do not agree: see above.", NULL);
}

static struct error *run(struct ctl *c)
{
	struct ctx ctx;

	TRY(ctl_ctx(c, DB_COMMAND, &ctx));
	return ctl_check(c, &ctx, ctl_value(c, "quiet"));
}
