/* audit.c: the ledger of who changed what. */
#include "shop/audit.h"

#include "base/json.h"

struct error *audit_add(struct ctx *c, const char *action, const char *object_kind, int64_t object_id, json_t *detail)
{
	return db_exec(c->db, NULL,
		"INSERT INTO ledger.audit (staff_id, action, object_kind, object_id, detail, happened_at)"
		" VALUES (?, ?, ?, ?, ?, ?)",
		ARGS(ID_OR_NULL(c->actor.staff), T(action), T(object_kind), I(object_id),
			T(json_write(c->arena, detail)), AT(c->now)));
}
