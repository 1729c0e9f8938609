/* session.c: cookies to people: the tables session, and of staff the rights. */
#include "shop/session.h"

#include "base/bytes.h"
#include "shop/cart.h"

#define ENROLMENT_LIFE (400 * DAY)
#define SEEN_EVERY MINUTE
#define SWEPT_AT_ONCE 1000

static const struct {
	const char *name;
	instant life;
} kinds[] = {
	[SESSION_STORE] = { "store", 60 * DAY },
	[SESSION_OFFICE] = { "office", 12 * HOUR },
	[SESSION_TILL] = { "till", 16 * HOUR },
};

static const struct db_column session_columns[] = {
	DB_COL(struct session, id, INT), DB_COL(struct session, csrf, TEXT),
	DB_COL(struct session, staff, INT), DB_COL(struct session, customer, INT),
	DB_COL(struct session, cart, INT), DB_COL(struct session, till, INT),
	DB_COL(struct session, seen_at, TIME),
};
static const struct db_row session_row = DB_ROW(struct session, session_columns);

static instant expiry(const struct ctx *c, const struct session *s)
{
	return c->now + (s->till.v ? ENROLMENT_LIFE : kinds[s->kind].life);
}

static void hash_token(uint8_t hash[SHA256_SIZE], const char *token)
{
	sha256(hash, token, strlen(token));
}

/* ---- finding ---- */

struct change {
	struct ctx *c;
	struct session *s;
	const char *token;	/* a new one, or NULL */
};

/* Whether the log-in is over is judged by the row as it is now: a request that
 * read it earlier must not bring back who has been logged out since. */
static struct error *write_seen(struct db *db, void *arg)
{
	struct change *ch = arg;

	return db_exec(db, NULL,
		"UPDATE session SET staff_id = IF(seen_at < ?, NULL, staff_id), seen_at = ?, expires_at = ? WHERE id = ?",
		ARGS(AT(ch->c->now - kinds[ch->s->kind].life), AT(ch->c->now), AT(expiry(ch->c, ch->s)), ID(ch->s->id)));
}

struct error *session_find(struct ctx *c, enum session_kind kind, const char *token, struct session *out)
{
	struct change ch = { c, out, NULL };
	uint8_t hash[SHA256_SIZE];
	bool found = false;

	if (!token_valid(token))
		return ERR(c->arena, NOT_FOUND, "session.none");
	hash_token(hash, token);
	TRY(db_find(c->db, &session_row, out, &found,
		"SELECT s.id, s.csrf, s.staff_id, s.customer_id, s.cart_id, t.id, s.seen_at"
		" FROM session s LEFT JOIN till t ON t.id = s.till_id AND t.revoked_at IS NULL"
		" WHERE s.token_hash = ? AND s.kind = ? AND s.expires_at > ?",
		ARGS(B(hash, sizeof(hash)), T(kinds[kind].name), AT(c->now))));
	if (!found)
		return ERR(c->arena, NOT_FOUND, "session.none");
	out->kind = kind;
	if (out->seen_at + kinds[kind].life < c->now)
		out->staff.v = 0;
	if (out->seen_at + SEEN_EVERY <= c->now) {
		TRY(db_tx(c->db, write_seen, &ch));
		out->seen_at = c->now;
	}
	return NULL;
}

/* ---- starting, logging in and out ---- */

static struct error *insert_session(struct db *db, void *arg)
{
	struct change *ch = arg;
	struct session *s = ch->s;
	uint8_t hash[SHA256_SIZE];

	hash_token(hash, ch->token);
	return db_insert(db, &s->id.v,
		"INSERT INTO session (token_hash, kind, csrf, created_at, seen_at, expires_at)"
		" VALUES (?, ?, ?, ?, ?, ?)",
		ARGS(B(hash, sizeof(hash)), T(kinds[s->kind].name), T(s->csrf),
			AT(ch->c->now), AT(ch->c->now), AT(expiry(ch->c, s))));
}

struct error *session_start(struct ctx *c, enum session_kind kind, struct session *out, const char **token)
{
	struct change ch = { c, out, token_new(c->arena) };

	*out = (struct session){ .kind = kind, .csrf = token_new(c->arena), .seen_at = c->now };
	TRY(db_tx(c->db, insert_session, &ch));
	*token = ch.token;
	return NULL;
}

static struct error *write_renewed(struct db *db, void *arg)
{
	struct change *ch = arg;
	struct session *s = ch->s;
	uint8_t hash[SHA256_SIZE];
	int64_t changed;

	hash_token(hash, ch->token);
	TRY(db_exec(db, &changed,
		"UPDATE session SET token_hash = ?, csrf = ?, staff_id = ?, till_id = ?, seen_at = ?, expires_at = ?"
		" WHERE id = ?",
		ARGS(B(hash, sizeof(hash)), T(s->csrf), ID_OR_NULL(s->staff), ID_OR_NULL(s->till),
			AT(ch->c->now), AT(expiry(ch->c, s)), ID(s->id))));
	return changed ? NULL : ERR(ch->c->arena, CONFLICT, "session.ended");
}

/* Who somebody is has changed: what was known of the old session opens nothing. */
static struct error *renew(struct ctx *c, struct session *s, const char **token)
{
	struct change ch = { c, s, token_new(c->arena) };

	s->csrf = token_new(c->arena);
	s->seen_at = c->now;
	TRY(db_tx(c->db, write_renewed, &ch));
	*token = ch.token;
	return NULL;
}

struct error *session_log_in(struct ctx *c, struct session *s, struct staff_id staff, const char **token)
{
	s->staff = staff;
	return renew(c, s, token);
}

struct error *session_enrol(struct ctx *c, struct session *s, struct till_id till, const char **token)
{
	s->staff.v = 0;
	s->till = till;
	return renew(c, s, token);
}

static struct error *write_logged_out(struct db *db, void *arg)
{
	struct change *ch = arg;

	return db_exec(db, NULL, "UPDATE session SET staff_id = NULL WHERE id = ?", ARGS(ID(ch->s->id)));
}

struct error *session_log_out(struct ctx *c, struct session *s)
{
	struct change ch = { c, s, NULL };

	s->staff.v = 0;
	return db_tx(c->db, write_logged_out, &ch);
}

static struct error *delete_session(struct db *db, void *arg)
{
	struct change *ch = arg;

	return db_exec(db, NULL, "DELETE FROM session WHERE id = ?", ARGS(ID(ch->s->id)));
}

struct error *session_end(struct ctx *c, struct session *s)
{
	struct change ch = { c, s, NULL };

	return db_tx(c->db, delete_session, &ch);
}

static struct error *write_cart(struct db *db, void *arg)
{
	struct change *ch = arg;

	return db_exec(db, NULL, "UPDATE session SET cart_id = ? WHERE id = ?",
		ARGS(ID_OR_NULL(ch->s->cart), ID(ch->s->id)));
}

struct error *session_set_cart(struct ctx *c, struct session *s, struct cart_id cart)
{
	struct change ch = { c, s, NULL };

	s->cart = cart;
	return db_in_tx(c->db) ? write_cart(c->db, &ch) : db_tx(c->db, write_cart, &ch);
}

struct error *session_end_staff(struct ctx *c, struct staff_id staff)
{
	return db_exec(c->db, NULL, "UPDATE session SET staff_id = NULL WHERE staff_id = ?", ARGS(ID(staff)));
}

struct sweep {
	struct ctx *c;
	int64_t deleted;
};

/* In pieces, so that no lock is held for long; all of them, so that visitors
 * who never come back cannot make the table grow. */
static struct error *delete_ended(struct db *db, void *arg)
{
	struct sweep *x = arg;

	TRY(cart_sweep(x->c));
	return db_exec(db, &x->deleted, "DELETE FROM session WHERE expires_at <= ? LIMIT ?",
		ARGS(AT(x->c->now), I(SWEPT_AT_ONCE)));
}

struct error *session_sweep(struct ctx *c)
{
	struct sweep x = { .c = c };

	do
		TRY(db_tx(c->db, delete_ended, &x));
	while (x.deleted == SWEPT_AT_ONCE);
	return NULL;
}

/* ---- the actor ---- */

struct member {
	const char *name, *lang;
	int64_t role;
	bool all_branches;
};

static const struct db_column member_columns[] = {
	DB_COL(struct member, name, TEXT), DB_COL(struct member, lang, TEXT), DB_COL(struct member, role, INT),
	DB_COL(struct member, all_branches, BOOL),
};
static const struct db_row member_row = DB_ROW(struct member, member_columns);

struct right {
	const char *name;
};

static const struct db_column right_columns[] = { DB_COL(struct right, name, TEXT) };
static const struct db_row right_row = DB_ROW(struct right, right_columns);

static const struct db_column branch_columns[] = { DB_COL(struct branch_id, v, INT) };
static const struct db_row branch_row = DB_ROW(struct branch_id, branch_columns);

/* A name that this release does not know belongs to another release. */
static struct error *read_rights(struct ctx *c, int64_t role, uint64_t *out)
{
	struct right *rights;
	enum permission p;
	size_t n;

	TRY(db_all(c->db, &right_row, &rights, &n,
		"SELECT permission FROM role_permission WHERE role_id = ?", ARGS(I(role))));
	for (size_t i = 0; i < n; i++)
		if (permission_parse(rights[i].name, &p))
			*out |= UINT64_C(1) << p;
	return NULL;
}

struct error *session_actor(struct ctx *c, const struct session *s)
{
	struct actor actor = { .staff = s->staff, .till = s->till };
	struct member member;
	struct branch_id *branches;
	bool found = false;

	TRY(db_find(c->db, &member_row, &member, &found,
		"SELECT name, lang, role_id, all_branches FROM staff WHERE id = ? AND archived_at IS NULL",
		ARGS(ID(s->staff))));
	if (!found)
		return ERR(c->arena, NOT_FOUND, "staff.none");
	TRY(read_rights(c, member.role, &actor.permissions));
	TRY(db_all(c->db, &branch_row, &branches, &actor.branch_count,
		"SELECT branch_id FROM staff_branch WHERE staff_id = ?", ARGS(ID(s->staff))));
	actor.name = member.name;
	actor.lang = member.lang;
	actor.all_branches = member.all_branches;
	actor.branches = branches;
	c->actor = actor;
	return NULL;
}
