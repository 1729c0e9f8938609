/* cmd_restore.c: makolet restore: a backup into an empty database. */
#include "base/clock.h"
#include "ctl/ctl.h"
#include "shop/backup.h"

static struct error *run(struct ctl *c);

static const struct ctl_option options[] = {
	{ "show", NULL, "say what FILE holds and whether it is whole; change nothing" },
	{ NULL, NULL, NULL },
};

const struct command cmd_restore = {
	.name = "restore", .help = "Reads a backup into an empty database",
	.words = "FILE", .words_min = 1, .words_max = 1, .options = options, .run = run,
	.about = "Uses the owner's account. Puts the signing key into state_dir and ends with the checks of\n"
		"`makolet check` and `makolet journal verify`. Killed, it leaves a database without a shop.\n",
};

static void print(const struct backup *b)
{
	printf("%s, backed up at %s by release %s, schema %lld: %zu tables, %lld rows\n", b->shop, b->made_at, b->release,
		(long long)b->schema, b->sums.count, (long long)b->sums.rows);
}

static struct error *show(struct ctl *c)
{
	struct backup b;

	TRY(backup_read(c->arena, c->words[0], &b));
	print(&b);
	for (size_t i = 0; i < b.sums.count; i++)
		printf("%10lld %s\n", (long long)b.sums.tables[i].rows, b.sums.tables[i].name);
	printf("\nIts configuration, without passwords:\n\n%s", b.configuration);
	return NULL;
}

static struct error *restore(struct ctl *c, struct ctx *ctx)
{
	struct backup b;

	TRY(backup_restore(ctx, c->words[0], &b));
	print(&b);
	TRY(ctl_check(c, ctx, true));
	return ctl_journal_verify(c, ctx);
}

static struct error *run(struct ctl *c)
{
	struct ctx ctx = { .arena = c->arena, .now = clock_now(), .request_id = "" };
	struct conf *conf;
	struct error *e;

	if (ctl_value(c, "show"))
		return show(c);
	TRY(ctl_conf(c, &conf));
	ctx.conf = conf;
	ctx.actor.all_branches = true;
	ctx.db = db_new(conf, DB_OWNER);
	db_arena(ctx.db, c->arena);
	e = restore(c, &ctx);
	db_close(ctx.db);
	return e;
}
