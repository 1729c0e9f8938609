/* health.c: "/health" for balancers and monitors: 200 when this worker can serve. */
#include "app/handlers.h"

#include "db/migrate.h"

struct error *health(struct request *r, struct page *p)
{
	static const char well[] = "ok\n";
	struct arena *a = r->ctx->arena;

	if (!db_alive(r->ctx->db))
		return ERR(a, UNAVAILABLE, "health.database");
	TRY(migrate_check(r->ctx->db, a, arena_printf(a, "%s/sql/migrations", r->ctx->conf->data_dir)));
	page_bytes(p, "text/plain; charset=utf-8", well, sizeof(well) - 1);
	return NULL;
}
