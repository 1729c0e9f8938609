/* ctx.c: what commands work with: a connection, the clock, nobody logged in. */
#include "ctl/ctl.h"
#include "db/migrate.h"

static void close_db(void *db)
{
	db_close(db);
}

struct error *ctl_ctx(struct ctl *c, enum db_account account, struct ctx *out)
{
	struct conf *conf;

	TRY(ctl_conf(c, &conf));
	*out = (struct ctx){ .arena = c->arena, .conf = conf, .now = clock_now(), .request_id = "" };
	out->actor.all_branches = true;
	out->db = db_new(conf, account);
	arena_on_release(c->arena, close_db, out->db);
	db_arena(out->db, c->arena);
	return migrate_check(out->db, c->arena, arena_printf(c->arena, "%s/sql/migrations", conf->data_dir));
}
