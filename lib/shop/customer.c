/* customer.c: customers found, shown, changed and merged. */
#include "shop/customer.h"

#include <strings.h>

#include "base/bytes.h"
#include "base/json.h"
#include "base/str.h"
#include "base/utf8.h"
#include "shop/audit.h"
#include "shop/scope_sql.h"

#define COLUMNS "p.id, p.name, p.email, p.phone, p.lang, p.created_at, COALESCE(p.merged_into, 0), " \
	"(SELECT COUNT(*) FROM orders o WHERE o.customer_id = p.id AND " IN_SCOPE_SQL("o.branch_id") \
	" AND NOT EXISTS (SELECT 1 FROM order_line back WHERE back.order_id = o.id AND back.line_no = 1 AND back.returns_line_id IS NOT NULL)) "
/* Behind the conditions of a search: what the actor may see, a page of it. */
#define PAGE "AND p.anonymised_at IS NULL AND p.merged_into IS NULL AND (? = 0 OR p.id < ?) AND (? = 1 OR EXISTS (SELECT 1 FROM orders o " \
	"JOIN staff_branch s ON s.branch_id = o.branch_id WHERE o.customer_id = p.id AND s.staff_id = ?)) ORDER BY p.id DESC LIMIT ?"

static const struct db_column columns[] = {
	DB_COL(struct customer, id, INT), DB_COL(struct customer, name, TEXT), DB_COL(struct customer, email, TEXT),
	DB_COL(struct customer, phone, TEXT), DB_COL(struct customer, lang, TEXT), DB_COL(struct customer, created_at, TIME),
	DB_COL(struct customer, merged, INT), DB_COL(struct customer, orders, INT),
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

/* As they are stored to be found; NULL for none. */
static const char *digits_of(struct arena *a, const char *phone)
{
	struct str s;

	str_init(&s, a);
	for (; phone && *phone && s.len < 20; phone++)
		if (*phone >= '0' && *phone <= '9')
			str_addc(&s, *phone);
	return s.len ? s.p : NULL;
}

static struct error *none(struct ctx *c)
{
	return ERR(c->arena, NOT_FOUND, "customer.none");
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
	struct customer_id merged;
	bool found;

	TRY(ctx_need(c, MAY_CUSTOMER_VIEW));
	TRY(db_whole(c->db, &merged.v, 0, "SELECT merged_into FROM customer WHERE id = ?", ARGS(ID(id))));
	if (merged.v) {
		/* Whoever may not see that one may not know of this one. */
		TRY(customer_get(c, merged, out));
		*out = (struct customer){ .id = id, .merged = merged };
		return NULL;
	}
	TRY(db_find(c->db, &row, out, &found, "SELECT " COLUMNS "FROM customer p WHERE p.id = ? AND p.anonymised_at IS NULL", ARGS(IN_SCOPE(c), ID(id))));
	if (!found || (!out->orders && !c->actor.all_branches))
		return none(c);
	return NULL;
}

struct error *customer_alike(struct ctx *c, const struct customer *of, size_t limit, struct customer **out, size_t *n)
{
	const char *email = of->email ? utf8_fold(c->arena, of->email) : NULL, *phone = digits_of(c->arena, of->phone);

	TRY(ctx_need(c, MAY_CUSTOMER_VIEW));
	return db_all(c->db, &row, out, n,
		"SELECT " COLUMNS "FROM customer p JOIN (SELECT id FROM customer WHERE email_folded = ? AND LOWER(email) = LOWER(?) UNION SELECT id FROM customer WHERE phone_digits = ?) "
		"AS alike ON alike.id = p.id WHERE p.id <> ? " PAGE,
		ARGS(IN_SCOPE(c), T(email), T(of->email), T(phone), ID(of->id), I(0), I(0), IN_SCOPE(c), I((int64_t)limit)));
}

/* ---- changing a card ---- */

static bool given(const char *s)
{
	return s && *s;
}

struct change {
	struct ctx *c;
	const struct customer *in;
};

static struct error *change(struct db *db, void *arg)
{
	const struct customer *in = ((struct change *)arg)->in;
	struct ctx *c = ((struct change *)arg)->c;
	const char *email = given(in->email) ? in->email : NULL, *phone = given(in->phone) ? in->phone : NULL;
	int64_t changed;

	TRY(db_exec(db, &changed,
		"UPDATE customer SET name = ?, email = ?, email_folded = ?, phone = ?, phone_digits = ?, lang = ? "
		"WHERE id = ? AND merged_into IS NULL AND anonymised_at IS NULL",
		ARGS(T(in->name), T(email), T(email ? utf8_fold(c->arena, email) : NULL), T(phone), T(digits_of(c->arena, phone)), T(in->lang), ID(in->id))));
	return changed ? audit_add(c, "customer.changed", "customer", in->id.v, NULL) : none(c);
}

struct error *customer_change(struct ctx *c, const struct customer *in)
{
	struct error *all = NULL;
	struct customer was;

	TRY(ctx_need(c, MAY_CUSTOMER_EDIT));
	TRY(customer_get(c, in->id, &was));
	if (!given(in->name))
		all = error_text(error_field(ERR(c->arena, INVALID, "customer.name"), "name"), N_("Please give a name."), NULL);
	if (!given(in->email) && !given(in->phone))
		all = error_also(all, error_text(error_field(ERR(c->arena, INVALID, "customer.contact"), "email"),
			N_("Please give an e-mail address or a phone number."), NULL));
	return all ? all : db_tx(c->db, change, &(struct change){ c, in });
}

struct merge {
	struct ctx *c;
	struct customer_id from, into;
};

/* Both cards locked; neither was merged meanwhile. */
static struct error *lock_both(const struct merge *x)
{
	int64_t whole;

	TRY(db_whole(x->c->db, &whole, 0,
		"SELECT COUNT(*) FROM customer WHERE id IN (?, ?) AND merged_into IS NULL AND anonymised_at IS NULL FOR UPDATE",
		ARGS(ID(x->from), ID(x->into))));
	return whole == 2 ? NULL : none(x->c);
}

/* What was merged into the card before goes along, so that no address leads twice. */
static struct error *merge(struct db *db, void *arg)
{
	const struct merge *x = arg;
	struct ctx *c = x->c;
	int64_t orders;

	TRY(lock_both(x));
	TRY(db_exec(db, &orders, "UPDATE orders SET customer_id = ? WHERE customer_id = ?", ARGS(ID(x->into), ID(x->from))));
	TRY(db_exec(db, NULL, "UPDATE consent SET customer_id = ? WHERE customer_id = ?", ARGS(ID(x->into), ID(x->from))));
	TRY(db_exec(db, NULL,
		"UPDATE customer kept JOIN customer gone ON gone.id = ? SET "
		"kept.email_folded = COALESCE(kept.email_folded, gone.email_folded), kept.email = COALESCE(kept.email, gone.email), "
		"kept.phone_digits = COALESCE(kept.phone_digits, gone.phone_digits), kept.phone = COALESCE(kept.phone, gone.phone) WHERE kept.id = ?",
		ARGS(ID(x->from), ID(x->into))));
	TRY(db_exec(db, NULL, "UPDATE customer SET merged_into = ? WHERE id = ? OR merged_into = ?", ARGS(ID(x->into), ID(x->from), ID(x->from))));
	return audit_add(c, "customer.merged", "customer", x->into.v, json_keep(c->arena, json_pack("{s:I, s:I}",
		"from", (json_int_t)x->from.v, "orders", (json_int_t)orders)));
}

struct error *customer_merge(struct ctx *c, struct customer_id from, struct customer_id into)
{
	struct customer one, other;

	TRY(ctx_need(c, MAY_CUSTOMER_EDIT));
	TRY(customer_get(c, from, &one));
	TRY(customer_get(c, into, &other));
	if (from.v == into.v || one.merged.v || other.merged.v)
		return error_text(ERR(c->arena, CONFLICT, "customer.same"), N_("These are one card already."), NULL);
	return db_tx(c->db, merge, &(struct merge){ c, from, into });
}

/* ---- at the checkout ---- */

struct card {
	struct customer_id id;
	const char *name, *email;
};
static const struct db_column card_columns[] = {
	DB_COL(struct card, id, INT), DB_COL(struct card, name, TEXT), DB_COL(struct card, email, TEXT),
};
static const struct db_row card_row = DB_ROW(struct card, card_columns);

/* Those that may be it: folding makes e-mail addresses alike that are not the same.
 * Locked: a merge waits until the order hangs on the card, or has gone before. */
static struct error *cards_with(struct ctx *c, const char *email, const char *digits, struct card **out, size_t *n)
{
	if (email)
		return db_all(c->db, &card_row, out, n,
			"SELECT id, name, email FROM customer WHERE email_folded = ? AND phone_digits <=> ? AND merged_into IS NULL AND anonymised_at IS NULL "
			"ORDER BY id LIMIT 50 FOR UPDATE", ARGS(T(email), T(digits)));
	return db_all(c->db, &card_row, out, n,
		"SELECT id, name, email FROM customer WHERE phone_digits = ? AND email_folded IS NULL AND merged_into IS NULL AND anonymised_at IS NULL "
		"ORDER BY id LIMIT 50 FOR UPDATE", ARGS(T(digits)));
}

struct error *customer_at_checkout(struct ctx *c, const struct checkout *in, struct customer_id *out)
{
	const char *digits = digits_of(c->arena, in->phone), *email = given(in->email) ? utf8_fold(c->arena, in->email) : NULL;
	const char *name = utf8_fold(c->arena, in->name);
	struct card *cards;
	uint8_t salt[16];
	size_t n;

	TRY(cards_with(c, email, digits, &cards, &n));
	for (size_t i = 0; i < n; i++)
		if (!strcmp(utf8_fold(c->arena, cards[i].name), name) && (!email || !strcasecmp(cards[i].email, in->email))) {
			*out = cards[i].id;
			return NULL;
		}
	random_bytes(salt, sizeof salt);
	return db_insert(c->db, &out->v,
		"INSERT INTO customer (name, email, email_folded, phone, phone_digits, lang, salt, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		ARGS(T(in->name), T(email ? in->email : NULL), T(email), T(digits ? in->phone : NULL), T(digits), T(in->lang), B(salt, sizeof salt), AT(c->now)));
}
