/* customer.c: customers found and shown. */
#include "shop/customer.h"

#include "base/str.h"
#include "base/utf8.h"
#include "shop/scope_sql.h"

#define COLUMNS "p.id, p.name, p.email, p.phone, p.lang, p.created_at, " \
	"(SELECT COUNT(*) FROM orders o WHERE o.customer_id = p.id AND " IN_SCOPE_SQL("o.branch_id") ") "
/* Behind the conditions of a search: what the actor may see, a page of it. */
#define PAGE "AND p.anonymised_at IS NULL AND (? = 0 OR p.id < ?) AND (? = 1 OR EXISTS (SELECT 1 FROM orders o " \
	"JOIN staff_branch s ON s.branch_id = o.branch_id WHERE o.customer_id = p.id AND s.staff_id = ?)) ORDER BY p.id DESC LIMIT ?"

static const struct db_column columns[] = {
	DB_COL(struct customer, id, INT), DB_COL(struct customer, name, TEXT), DB_COL(struct customer, email, TEXT),
	DB_COL(struct customer, phone, TEXT), DB_COL(struct customer, lang, TEXT), DB_COL(struct customer, created_at, TIME),
	DB_COL(struct customer, orders, INT),
};
static const struct db_row row = DB_ROW(struct customer, columns);

/* What LIKE takes for any text that begins so. */
static const char *beginning(struct arena *a, const char *typed)
{
	struct str s;

	str_init(&s, a);
	for (; *typed; typed++) {
		if (strchr("%_\\", *typed))
			str_addc(&s, '\\');
		str_addc(&s, *typed);
	}
	str_addc(&s, '%');
	return s.p;
}

/* Its digits when it can be nothing but a phone number; NULL. */
static const char *phone_digits(struct arena *a, const char *typed)
{
	struct str s;

	str_init(&s, a);
	for (; *typed; typed++) {
		if (*typed >= '0' && *typed <= '9')
			str_addc(&s, *typed);
		else if (!strchr("+-(). /", *typed))
			return NULL;
	}
	return s.len ? s.p : NULL;
}

struct error *customer_list(struct ctx *c, const char *find, int64_t before, size_t limit, struct customer **out, size_t *n)
{
	const char *digits = find ? phone_digits(c->arena, find) : NULL;

	TRY(ctx_need(c, MAY_CUSTOMER_VIEW));
	if (digits)
		return db_all(c->db, &row, out, n, "SELECT " COLUMNS "FROM customer p WHERE p.phone_digits LIKE ? " PAGE,
			ARGS(IN_SCOPE(c), T(beginning(c->arena, digits)), I(before), I(before), IN_SCOPE(c), I((int64_t)limit)));
	if (find && strchr(find, '@'))
		return db_all(c->db, &row, out, n, "SELECT " COLUMNS "FROM customer p WHERE p.email_folded LIKE ? " PAGE,
			ARGS(IN_SCOPE(c), T(beginning(c->arena, utf8_fold(c->arena, find))), I(before), I(before), IN_SCOPE(c), I((int64_t)limit)));
	if (find)
		return db_all(c->db, &row, out, n, "SELECT " COLUMNS "FROM customer p WHERE p.name LIKE ? " PAGE,
			ARGS(IN_SCOPE(c), T(beginning(c->arena, find)), I(before), I(before), IN_SCOPE(c), I((int64_t)limit)));
	return db_all(c->db, &row, out, n, "SELECT " COLUMNS "FROM customer p WHERE p.id > 0 " PAGE,
		ARGS(IN_SCOPE(c), I(before), I(before), IN_SCOPE(c), I((int64_t)limit)));
}

struct error *customer_get(struct ctx *c, struct customer_id id, struct customer *out)
{
	bool found;

	TRY(ctx_need(c, MAY_CUSTOMER_VIEW));
	TRY(db_find(c->db, &row, out, &found, "SELECT " COLUMNS "FROM customer p WHERE p.id = ? AND p.anonymised_at IS NULL", ARGS(IN_SCOPE(c), ID(id))));
	if (!found || (!out->orders && !c->actor.all_branches))
		return ERR(c->arena, NOT_FOUND, "customer.none");
	return NULL;
}
