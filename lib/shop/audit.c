/* audit.c: the ledger of who changed what. */
#include "shop/audit.h"

#include "base/json.h"
#include "shop/staff.h"

struct error *audit_add(struct ctx *c, const char *action, const char *object_kind, int64_t object_id, json_t *detail)
{
	return db_exec(c->db, NULL,
		"INSERT INTO ledger.audit (staff_id, action, object_kind, object_id, detail, happened_at)"
		" VALUES (?, ?, ?, ?, ?, ?)",
		ARGS(ID_OR_NULL(c->actor.staff), T(action), T(object_kind), I(object_id),
			T(json_write(c->arena, detail)), AT(c->now)));
}

static const struct db_column entry_columns[] = {
	DB_COL(struct audit_entry, id, INT), DB_COL(struct audit_entry, staff, INT),
	DB_COL(struct audit_entry, staff_name, TEXT), DB_COL(struct audit_entry, action, TEXT),
	DB_COL(struct audit_entry, object_kind, TEXT), DB_COL(struct audit_entry, object_id, INT),
	DB_COL(struct audit_entry, detail, TEXT), DB_COL(struct audit_entry, happened_at, TIME),
};
static const struct db_row entry_row = DB_ROW(struct audit_entry, entry_columns);

struct error *audit_list(struct ctx *c, const struct audit_find *find, size_t limit,
	struct audit_entry **out, size_t *n, bool *more)
{
	bool all;

	TRY(staff_may_owner(c, &all));
	all = all || c->actor.all_branches;
	TRY(db_all(c->db, &entry_row, out, n,
		"SELECT a.id, a.staff_id, s.name, a.action, a.object_kind, a.object_id, a.detail, a.happened_at"
		" FROM ledger.audit a LEFT JOIN staff s ON s.id = a.staff_id"
		" WHERE (? = 0 OR a.id < ?) AND (? = 0 OR a.staff_id = ?) AND (? IS NULL OR a.action = ?)"
		" AND (? IS NULL OR a.object_kind = ?) AND (? = 0 OR a.object_id = ?)"
		" AND (? OR s.id = ? OR (NOT s.all_branches AND NOT EXISTS (SELECT 1 FROM staff_branch b"
		" WHERE b.staff_id = s.id AND b.branch_id NOT IN"
		" (SELECT mine.branch_id FROM staff_branch mine WHERE mine.staff_id = ?))))"
		" ORDER BY a.id DESC LIMIT ?",
		ARGS(I(find->before), I(find->before), ID(find->staff), ID(find->staff), T(find->action), T(find->action),
			T(find->object_kind), T(find->object_kind), I(find->object_id), I(find->object_id),
			I(all), ID(c->actor.staff), ID(c->actor.staff), I((int64_t)limit + 1))));
	*more = *n > limit;
	if (*more)
		*n = limit;
	return NULL;
}
