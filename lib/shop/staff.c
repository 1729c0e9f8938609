/* staff.c: the people who work here: the tables staff and staff_branch. */
#include "shop/staff.h"

#include "base/json.h"
#include "base/utf8.h"
#include "shop/audit.h"
#include "shop/session.h"

#define PASSWORD_MIN 10
#define PASSWORD_MAX_BYTES 1000
#define PIN_MIN 4
#define PIN_MAX 8
#define LOGIN_MAX 64
#define NAME_MAX_LENGTH 190

/* A hash of nothing that anybody knows: what an unknown login is compared
 * with, so that its answer takes as long as that of a known one. Its
 * parameters are those of secret_hash(). */
static const char nobody_hash[] = "$argon2id$v=19$m=65536,t=2,p=1"
	"$bWFrb2xldC1ub2JvZHktMQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static const struct db_column staff_columns[] = {
	DB_COL(struct staff, id, INT), DB_COL(struct staff, login, TEXT), DB_COL(struct staff, name, TEXT),
	DB_COL(struct staff, role, TEXT), DB_COL(struct staff, lang, TEXT), DB_COL(struct staff, all_branches, BOOL),
};
static const struct db_row staff_row = DB_ROW(struct staff, staff_columns);

/* ---- what may be written ---- */

static struct error *wrong(struct ctx *c, const char *field, const char *sentence)
{
	return error_field(error_text(ERR(c->arena, INVALID, "staff.invalid"), sentence, NULL), field);
}

/* What is typed at a till and in a shell: no accents, no case. */
static bool login_valid(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789._-");

	return n > 0 && n <= LOGIN_MAX && !s[n];
}

static const char *login_folded(struct arena *a, const char *login)
{
	char *out = arena_strdup(a, login);

	for (char *p = out; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return out;
}

static bool lang_valid(const char *s)
{
	return s && strspn(s, "abcdefghijklmnopqrstuvwxyz") == 2 && !s[2];
}

static struct error *check_password(struct ctx *c, const char *password)
{
	if (!utf8_valid(password, strlen(password)) || strlen(password) > PASSWORD_MAX_BYTES)
		return wrong(c, "password", N_("This password cannot be used."));
	if (utf8_length(password) < PASSWORD_MIN)
		return wrong(c, "password", N_("A password needs at least 10 characters."));
	return NULL;
}

static struct error *check_pin(struct ctx *c, const char *pin)
{
	size_t n = strspn(pin, "0123456789");

	if (n < PIN_MIN || n > PIN_MAX || pin[n])
		return wrong(c, "pin", N_("A PIN is 4 to 8 digits."));
	return NULL;
}

static struct error *check_new(struct ctx *c, const struct staff_new *in)
{
	struct error *e = NULL;

	if (!login_valid(in->login))
		e = error_also(e, wrong(c, "login", N_("A login is up to 64 letters a to z, digits, dots and hyphens.")));
	if (!*in->name || utf8_length(in->name) > NAME_MAX_LENGTH)
		e = error_also(e, wrong(c, "name", N_("Please give a name of at most 190 characters.")));
	if (!lang_valid(in->lang))
		e = error_also(e, wrong(c, "lang", N_("This language is not known.")));
	if (in->password)
		e = error_also(e, check_password(c, in->password));
	if (in->pin)
		e = error_also(e, check_pin(c, in->pin));
	return e;
}

/* ---- adding and changing ---- */

struct adding {
	struct ctx *c;
	const struct staff_new *in;
	const char *password_hash, *pin_hash;
	struct staff_id id;
};

static struct error *insert_branch(struct adding *add, struct branch_id branch)
{
	struct error *e = db_exec(add->c->db, NULL, "INSERT INTO staff_branch (staff_id, branch_id) VALUES (?, ?)",
		ARGS(ID(add->id), ID(branch)));

	if (e && e->kind == CONFLICT)
		return wrong(add->c, "branches", N_("There is no such branch, or it is named twice."));
	return e;
}

static struct error *insert_staff(struct db *db, void *arg)
{
	struct adding *add = arg;
	const struct staff_new *in = add->in;
	struct ctx *c = add->c;
	struct error *e;
	int64_t role;

	TRY(db_whole(db, &role, 0, "SELECT id FROM role WHERE code = ?", ARGS(T(in->role))));
	if (!role)
		return wrong(c, "role", N_("There is no such role."));
	e = db_insert(db, &add->id.v,
		"INSERT INTO staff (login, name, role_id, lang, password_hash, pin_hash, all_branches, created_at)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		ARGS(T(in->login), T(in->name), I(role), T(in->lang), T(add->password_hash), T(add->pin_hash),
			I(in->branch_count == 0), AT(c->now)));
	if (e && e->kind == CONFLICT)
		return error_field(error_text(ERR(c->arena, CONFLICT, "staff.taken"),
			N_("This login is taken."), NULL), "login");
	if (e)
		return e;
	for (size_t i = 0; i < in->branch_count; i++)
		TRY(insert_branch(add, in->branches[i]));
	return audit_add(c, "staff.added", "staff", add->id.v,
		json_keep(c->arena, json_pack("{s:s}", "role", in->role)));
}

struct error *staff_add(struct ctx *c, const struct staff_new *in, struct staff_id *out)
{
	struct staff_new tidied = *in;
	struct adding add = { .c = c, .in = &tidied };

	tidied.login = login_folded(c->arena, in->login);
	tidied.name = utf8_tidy(c->arena, in->name, false);
	TRY(check_new(c, &tidied));
	if (in->password)
		TRY(secret_hash(c, in->password, &add.password_hash));
	if (in->pin)
		TRY(secret_hash(c, in->pin, &add.pin_hash));
	TRY(db_tx(c->db, insert_staff, &add));
	*out = add.id;
	return NULL;
}

struct changing {
	struct ctx *c;
	struct staff_id id;
	const char *hash;
};

/* Whoever is logged in with the old secret, or was archived, is so no longer. */
static struct error *changed_now(const struct changing *ch, int64_t changed, const char *action)
{
	if (!changed)
		return ERR(ch->c->arena, NOT_FOUND, "staff.none");
	TRY(session_end_staff(ch->c, ch->id));
	return audit_add(ch->c, action, "staff", ch->id.v, NULL);
}

static struct error *write_password(struct db *db, void *arg)
{
	const struct changing *ch = arg;
	int64_t changed;

	TRY(db_exec(db, &changed, "UPDATE staff SET password_hash = ? WHERE id = ? AND archived_at IS NULL",
		ARGS(T(ch->hash), ID(ch->id))));
	return changed_now(ch, changed, "staff.password");
}

static struct error *write_pin(struct db *db, void *arg)
{
	const struct changing *ch = arg;
	int64_t changed;

	TRY(db_exec(db, &changed, "UPDATE staff SET pin_hash = ? WHERE id = ? AND archived_at IS NULL",
		ARGS(T(ch->hash), ID(ch->id))));
	return changed_now(ch, changed, "staff.pin");
}

static struct error *write_archived(struct db *db, void *arg)
{
	const struct changing *ch = arg;
	int64_t changed;

	TRY(db_exec(db, &changed, "UPDATE staff SET archived_at = ? WHERE id = ? AND archived_at IS NULL",
		ARGS(AT(ch->c->now), ID(ch->id))));
	return changed_now(ch, changed, "staff.archived");
}

struct error *staff_set_password(struct ctx *c, struct staff_id id, const char *password)
{
	struct changing ch = { .c = c, .id = id };

	TRY(check_password(c, password));
	TRY(secret_hash(c, password, &ch.hash));
	return db_tx(c->db, write_password, &ch);
}

struct error *staff_set_pin(struct ctx *c, struct staff_id id, const char *pin)
{
	struct changing ch = { .c = c, .id = id };

	TRY(check_pin(c, pin));
	TRY(secret_hash(c, pin, &ch.hash));
	return db_tx(c->db, write_pin, &ch);
}

struct error *staff_archive(struct ctx *c, struct staff_id id)
{
	struct changing ch = { .c = c, .id = id };

	return db_tx(c->db, write_archived, &ch);
}

/* ---- lists ---- */

struct error *staff_all(struct ctx *c, struct staff **out, size_t *n)
{
	return db_all(c->db, &staff_row, out, n,
		"SELECT s.id, s.login, s.name, r.code, s.lang, s.all_branches"
		" FROM staff s JOIN role r ON r.id = s.role_id"
		" WHERE s.archived_at IS NULL ORDER BY s.login", NULL, 0);
}

struct error *staff_of_branch(struct ctx *c, struct branch_id branch, struct staff **out, size_t *n)
{
	return db_all(c->db, &staff_row, out, n,
		"SELECT s.id, s.login, s.name, r.code, s.lang, s.all_branches"
		" FROM staff s JOIN role r ON r.id = s.role_id"
		" JOIN role_permission p ON p.role_id = r.id AND p.permission = 'till.sell'"
		" WHERE s.archived_at IS NULL AND s.pin_hash IS NOT NULL AND (s.all_branches OR EXISTS"
		" (SELECT 1 FROM staff_branch b WHERE b.staff_id = s.id AND b.branch_id = ?))"
		" ORDER BY s.name, s.id", ARGS(ID(branch)));
}

/* ---- logging in ---- */

struct candidate {
	struct staff staff;
	const char *hash;
};

static const struct db_column candidate_columns[] = {
	DB_COL(struct candidate, staff.id, INT), DB_COL(struct candidate, staff.login, TEXT),
	DB_COL(struct candidate, staff.name, TEXT), DB_COL(struct candidate, staff.role, TEXT),
	DB_COL(struct candidate, staff.lang, TEXT), DB_COL(struct candidate, staff.all_branches, BOOL),
	DB_COL(struct candidate, hash, TEXT),
};
static const struct db_row candidate_row = DB_ROW(struct candidate, candidate_columns);

static struct error *prove(struct ctx *c, bool found, const struct candidate *who, const char *secret, struct staff *out)
{
	bool matches;

	TRY(secret_matches(c, found ? who->hash : nobody_hash, secret, &matches));
	if (!found || !matches)
		return error_text(ERR(c->arena, DENIED, "login.wrong"), N_("That login or secret is not right."), NULL);
	*out = who->staff;
	return NULL;
}

struct error *staff_log_in(struct ctx *c, const char *login, const char *password, struct staff *out)
{
	struct candidate who;
	bool found;

	TRY(db_find(c->db, &candidate_row, &who, &found,
		"SELECT s.id, s.login, s.name, r.code, s.lang, s.all_branches, s.password_hash"
		" FROM staff s JOIN role r ON r.id = s.role_id"
		" WHERE s.login = ? AND s.archived_at IS NULL AND s.password_hash IS NOT NULL",
		ARGS(T(login_folded(c->arena, login)))));
	return prove(c, found, &who, password, out);
}

struct error *staff_log_in_pin(struct ctx *c, struct branch_id branch, const char *login, const char *pin, struct staff *out)
{
	struct candidate who;
	bool found;

	TRY(db_find(c->db, &candidate_row, &who, &found,
		"SELECT s.id, s.login, s.name, r.code, s.lang, s.all_branches, s.pin_hash"
		" FROM staff s JOIN role r ON r.id = s.role_id"
		" JOIN role_permission p ON p.role_id = r.id AND p.permission = 'till.sell'"
		" WHERE s.login = ? AND s.archived_at IS NULL AND s.pin_hash IS NOT NULL AND (s.all_branches OR EXISTS"
		" (SELECT 1 FROM staff_branch b WHERE b.staff_id = s.id AND b.branch_id = ?))",
		ARGS(T(login_folded(c->arena, login)), ID(branch))));
	return prove(c, found, &who, pin, out);
}
