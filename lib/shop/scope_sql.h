/* scope_sql.h: rows of the branches that the actor may see, as a piece of SQL.
 *
 *	db_all(…, "SELECT … FROM till t WHERE " IN_SCOPE_SQL("t.branch_id"), ARGS(IN_SCOPE(c)))
 */
#ifndef MAKOLET_SHOP_SCOPE_SQL_H
#define MAKOLET_SHOP_SCOPE_SQL_H

#define IN_SCOPE_SQL(column) "(? = 1 OR " column " IN (SELECT branch_id FROM staff_branch WHERE staff_id = ?))"
/* Price lists: by the branches that sell by one; one that none does is seen by who sees all. */
#define PRICE_LIST_IN_SCOPE_SQL(column) \
	"(? = 1 OR EXISTS (SELECT 1 FROM branch b JOIN staff_branch z ON z.branch_id = b.id " \
	"WHERE b.price_list_id = " column " AND z.staff_id = ?))"
#define IN_SCOPE(c) I((c)->actor.all_branches), ID((c)->actor.staff)

#endif
