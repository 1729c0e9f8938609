/* order_message.c: messages about an order, both ways. */
#include "shop/order_message.h"

#include "base/json.h"
#include "shop/audit.h"
#include "shop/job.h"
#include "shop/limit.h"
#include "shop/scope_sql.h"

static const struct db_column columns[] = {
	DB_COL(struct order_message, id, INT), DB_COL(struct order_message, kind, TEXT), DB_COL(struct order_message, body, TEXT),
	DB_COL(struct order_message, staff, TEXT), DB_COL(struct order_message, created_at, TIME),
	DB_COL(struct order_message, read_at, TIME),
};
static const struct db_row row = DB_ROW(struct order_message, columns);

/* ---- reading ---- */

struct error *order_messages(struct ctx *c, struct order_id order, bool for_staff, struct order_message **out, size_t *n)
{
	return db_all(c->db, &row, out, n,
		"SELECT * FROM (SELECT m.id, m.kind, m.body, s.name, m.created_at, m.read_at FROM order_message m "
		"LEFT JOIN staff s ON s.id = m.staff_id WHERE m.order_id = ? AND (? = 1 OR m.kind <> 'internal') "
		"ORDER BY m.id DESC LIMIT ?) AS newest ORDER BY id",
		ARGS(ID(order), I(for_staff), I(ORDER_MESSAGES_SHOWN)));
}

static const struct db_column unread_columns[] = {
	DB_COL(struct order_unread, order, INT), DB_COL(struct order_unread, code, TEXT),
	DB_COL(struct order_unread, customer_name, TEXT), DB_COL(struct order_unread, messages, INT),
	DB_COL(struct order_unread, since, TIME),
};
static const struct db_row unread_row = DB_ROW(struct order_unread, unread_columns);

struct error *order_unread(struct ctx *c, size_t limit, struct order_unread **out, size_t *n)
{
	TRY(ctx_need(c, MAY_ORDER_VIEW));
	return db_all(c->db, &unread_row, out, n,
		"SELECT o.id, o.code, cu.name, COUNT(*), MIN(m.created_at) AS since FROM order_message m JOIN orders o ON o.id = m.order_id "
		"LEFT JOIN customer cu ON cu.id = o.customer_id WHERE m.kind = 'from_customer' AND m.read_at IS NULL AND " IN_SCOPE_SQL("o.branch_id")
		" GROUP BY o.id, o.code, cu.name ORDER BY since, o.id LIMIT ?",
		ARGS(IN_SCOPE(c), I((int64_t)limit)));
}

static const struct db_column body_columns[] = { { DB_TEXT, 0 } };
static const struct db_row body_row = { sizeof(char *), body_columns, 1 };

struct error *order_message_body(struct ctx *c, int64_t id, const char **out)
{
	bool found;

	*out = NULL;
	return db_find(c->db, &body_row, out, &found, "SELECT body FROM order_message WHERE id = ?", ARGS(I(id)));
}

/* ---- writing ---- */

struct message {
	struct ctx *c;
	struct order_id order;
	const char *kind, *body, *uuid;
};

struct error *order_message_add(struct ctx *c, struct order_id order, const char *kind, const char *body, const char *uuid, int64_t *id)
{
	return db_insert(c->db, id,
		"INSERT INTO order_message (order_id, kind, body, staff_id, uuid, created_at) VALUES (?, ?, ?, ?, ?, ?)",
		ARGS(ID(order), T(kind), T(body), ID_OR_NULL(c->actor.staff), T(uuid), AT(c->now)));
}

static struct error *add(struct db *db, void *arg)
{
	const struct message *m = arg;
	struct ctx *c = m->c;
	int64_t id;

	(void)db;
	TRY(order_message_add(c, m->order, m->kind, m->body, m->uuid, &id));
	if (strcmp(m->kind, "from_customer") == 0)
		return NULL;
	if (strcmp(m->kind, "to_customer") == 0)
		TRY(job_add_message(c, "mail.message", m->order, id, c->now));
	return audit_add(c, "order.message", "order", m->order.v, json_keep(c->arena, json_pack("{s:s}", "kind", m->kind)));
}

/* Whether this very message is there already. */
static struct error *written_before(const struct message *m, bool *found)
{
	struct ctx *c = m->c;
	int64_t same;

	TRY(db_whole(c->db, &same, -1, "SELECT kind = ? AND body = ? FROM order_message WHERE order_id = ? AND uuid = ?",
		ARGS(T(m->kind), T(m->body), ID(m->order), T(m->uuid))));
	*found = same > 0;
	if (same)
		return NULL;
	return error_text(ERR(c->arena, CONFLICT, "key.reused"), N_("This was sent before with other content. Please start again."), NULL);
}

static struct error *write(struct message *m)
{
	struct error *e = db_tx(m->c->db, add, m);
	bool found;

	/* A twin was faster, or nobody knows whether the COMMIT arrived. */
	if (e && (e->kind == UNCERTAIN || strcmp(e->code, "db.duplicate") == 0)) {
		TRY(written_before(m, &found));
		return found ? NULL : e;
	}
	return e;
}

struct error *order_message_write(struct ctx *c, struct order_id order, const char *kind, const char *body, const char *uuid)
{
	struct message m = { c, order, kind, body, uuid };
	struct order o;
	bool found;

	TRY(ctx_need(c, MAY_ORDER_PICK));
	TRY(order_for_staff(c, order, &o));
	TRY(written_before(&m, &found));
	return found ? NULL : write(&m);
}

static struct error *too_many(struct ctx *c)
{
	return error_text(error_field(ERR(c->arena, LIMITED, "message.limit"), "body"),
		N_("You have written a lot. Please wait for our answer, or call us."), NULL);
}

struct error *order_message_answer(struct ctx *c, const char *token, const char *body, const char *uuid)
{
	struct message m = { .c = c, .kind = "from_customer", .body = body, .uuid = uuid };
	struct order o;
	int64_t written;
	struct error *e;
	bool found;

	TRY(order_by_token(c, token, &o));
	m.order = o.id;
	/* Staff who look at the page write at the office. */
	c->actor = (struct actor){ .staff = { 0 } };
	TRY(written_before(&m, &found));
	if (found)
		return NULL;
	e = limit_count(c, "order.message", arena_printf(c->arena, "%lld", (long long)o.id.v), ORDER_ANSWERS_HOURLY, 3600);
	if (e)
		return e->kind == LIMITED ? too_many(c) : e;
	TRY(db_whole(c->db, &written, 0, "SELECT COUNT(*) FROM order_message WHERE order_id = ? AND kind = 'from_customer'", ARGS(ID(o.id))));
	return written >= ORDER_ANSWERS_MAX ? too_many(c) : write(&m);
}

/* ---- read ---- */

struct seen {
	struct ctx *c;
	struct order_id order;
	int64_t newest;
};

static struct error *mark(struct db *db, void *arg)
{
	const struct seen *s = arg;

	return db_exec(db, NULL,
		"UPDATE order_message SET read_at = ? WHERE order_id = ? AND kind = 'from_customer' AND read_at IS NULL AND id <= ?",
		ARGS(AT(s->c->now), ID(s->order), I(s->newest)));
}

struct error *order_messages_read(struct ctx *c, struct order_id order, int64_t newest)
{
	struct seen s = { c, order, newest };

	return ctx_may(c, MAY_ORDER_PICK) ? db_tx(c->db, mark, &s) : NULL;
}
