/* cmd_export.c: makolet export: goods, customers, orders or documents as CSV. */
#include <errno.h>

#include "ctl/ctl.h"
#include "shop/export.h"

static struct error *run(struct ctl *c);

static const struct ctl_option options[] = {
	{ "branch", "CODE", "of goods: whose prices and stock; of others: that branch alone" },
	{ "from", "DATE", "orders and documents from this day on" },
	{ "to", "DATE", "and up to this day, that day too" },
	{ "output", "FILE", "write there, not to the standard output" },
	{ NULL, NULL, NULL },
};

const struct command cmd_export = {
	.name = "export", .help = "Writes goods, customers, orders or documents as CSV",
	.words = "goods|customers|orders|documents", .options = options, .words_min = 1, .words_max = 1, .run = run,
	.about = "Goods come out as the profile makolet of makolet-import(1) reads them.\n",
};

static struct error *read_date(struct ctl *ctl, const char *option, int32_t fallback, int32_t *out)
{
	const char *said = ctl_value(ctl, option);

	*out = fallback;
	if (said && !date_parse(said, out))
		return ctl_wrong(ctl, "--%s is a date as 2026-08-10.", option);
	return NULL;
}

static struct error *find_branch(struct ctl *ctl, struct ctx *c, const struct export_kind *kind, const struct branch **out)
{
	const char *code = ctl_value(ctl, "branch");
	const struct shop *shop;

	TRY(shop_get(c, &shop));
	*out = code ? shop_branch_by_code(shop, code) : NULL;
	if (code && !*out)
		return ctl_wrong(ctl, "There is no branch %s.", code);
	/* Goods have the prices of one. */
	if (!code && !kind->dated)
		*out = &shop->branches[0];
	return NULL;
}

static struct error *write_to(struct ctl *ctl, struct ctx *c, const struct export_kind *kind, const struct export_range *range)
{
	const char *path = ctl_value(ctl, "output");
	FILE *to = path ? fopen(path, "we") : stdout;
	struct error *e;

	if (!to)
		return ctl_wrong(ctl, "%s cannot be written: %s.", path, strerror(errno));
	e = export_write(c, kind, range, to);
	if (path && fclose(to) != 0 && !e)
		e = ctl_wrong(ctl, "%s could not be written: %s.", path, strerror(errno));
	return e;
}

static struct error *run(struct ctl *ctl)
{
	const struct export_kind *kind = export_find(ctl->words[0]);
	struct export_range range;
	struct ctx c;

	if (!kind)
		return ctl_wrong(ctl, "There is no %s to export; there are goods, customers, orders and documents.", ctl->words[0]);
	TRY(read_date(ctl, "from", date_from_civil(2000, 1, 1), &range.from));
	TRY(read_date(ctl, "to", date_from_civil(9000, 1, 1), &range.to));
	TRY(ctl_ctx(ctl, DB_COMMAND, &c));
	TRY(find_branch(ctl, &c, kind, &range.branch));
	return write_to(ctl, &c, kind, &range);
}
