/* cmd_migrate.c: makolet migrate: brings the database to this release's schema. */
#include "ctl/ctl.h"
#include "db/migrate.h"

static struct error *run(struct ctl *c);

static const struct ctl_option options[] = {
	{ "check", NULL, "change nothing; fails unless everything is applied" },
	{ NULL, NULL, NULL },
};

const struct command cmd_migrate = {
	.name = "migrate", .help = "Brings the database to this release's schema",
	.words = "", .options = options, .run = run,
	.about = "Uses the owner's account. A run that was killed goes on where it stopped.\n",
};

static void say(const char *file)
{
	printf("%s\n", file);
}

static struct error *migrate(struct ctl *c, struct db *db, const char *dir)
{
	int done = 0;

	if (ctl_value(c, "check"))
		return migrate_check(db, c->arena, dir);
	TRY(migrate_run(db, c->arena, dir, &done, say));
	printf("%d applied\n", done);
	return NULL;
}

static struct error *run(struct ctl *c)
{
	struct conf *conf;
	struct error *e;
	struct db *db;

	TRY(ctl_conf(c, &conf));
	db = db_new(conf, DB_OWNER);
	db_arena(db, c->arena);
	e = migrate(c, db, arena_printf(c->arena, "%s/sql/migrations", conf->data_dir));
	db_close(db);
	return e;
}
