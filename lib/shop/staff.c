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

static struct error *check_person(struct ctx *c, struct error *e, const char *name, const char *lang)
{
	if (!*name || utf8_length(name) > NAME_MAX_LENGTH)
		e = error_also(e, wrong(c, "name", N_("Please give a name of at most 190 characters.")));
	if (!lang_valid(lang))
		e = error_also(e, wrong(c, "lang", N_("This language is not known.")));
	return e;
}

static struct error *check_new(struct ctx *c, const struct staff_new *in)
{
	struct error *e = NULL;

	if (!login_valid(in->login))
		e = error_also(e, wrong(c, "login", N_("A login is up to 64 letters a to z, digits, dots and hyphens.")));
	e = check_person(c, e, in->name, in->lang);
	if (in->password)
		e = error_also(e, check_password(c, in->password));
	if (in->pin)
		e = error_also(e, check_pin(c, in->pin));
	return e;
}

/* ---- who may change whom ---- */

static const struct db_column branch_columns[] = { DB_COL(struct branch_id, v, INT) };
static const struct db_row branch_row = DB_ROW(struct branch_id, branch_columns);

struct error *staff_branches(struct ctx *c, struct staff_id id, struct branch_id **out, size_t *n)
{
	return db_all(c->db, &branch_row, out, n,
		"SELECT branch_id FROM staff_branch WHERE staff_id = ? ORDER BY branch_id", ARGS(ID(id)));
}

struct error *staff_may_owner(struct ctx *c, bool *out)
{
	int64_t owners = 1;

	if (c->actor.staff.v)
		TRY(db_whole(c->db, &owners, 0,
			"SELECT COUNT(*) FROM staff s JOIN role r ON r.id = s.role_id"
			" WHERE s.id = ? AND r.code = 'owner' AND s.archived_at IS NULL", ARGS(ID(c->actor.staff))));
	*out = owners > 0;
	return NULL;
}

static bool is_owner(const char *role)
{
	return strcmp(role, "owner") == 0;
}

static struct error *may_touch(struct ctx *c, const char *role)
{
	bool may = true;

	if (is_owner(role))
		TRY(staff_may_owner(c, &may));
	return may ? NULL : error_text(ERR(c->arena, DENIED, "staff.owner"),
		N_("Owners are added and changed by an owner alone."), NULL);
}

static bool unbound(const struct ctx *c)
{
	return !c->actor.staff.v || c->actor.all_branches;
}

static struct error *may_give(struct ctx *c, const struct branch_id *branches, size_t n)
{
	bool may = n > 0 || unbound(c);

	for (size_t i = 0; i < n; i++)
		if (!unbound(c) && ctx_need_branch(c, branches[i]))
			may = false;
	return may ? NULL : wrong(c, "branches", N_("You can give only the branches where you work yourself."));
}

/* The row of his role is locked with his own, so that of two owners who take
 * each other away one comes second and is refused. */
static struct error *hold(struct ctx *c, struct staff_id id, struct staff *out)
{
	struct branch_id *branches;
	size_t n;
	bool found;

	TRY(db_find(c->db, &staff_row, out, &found,
		"SELECT s.id, s.login, s.name, r.code, s.lang, s.all_branches FROM staff s JOIN role r ON r.id = s.role_id"
		" WHERE s.id = ? AND s.archived_at IS NULL FOR UPDATE", ARGS(ID(id))));
	if (!found)
		return ERR(c->arena, NOT_FOUND, "staff.none");
	if (!unbound(c) && id.v != c->actor.staff.v) {
		TRY(staff_branches(c, id, &branches, &n));
		if (out->all_branches || may_give(c, branches, n))
			return ERR(c->arena, NOT_FOUND, "staff.none");
	}
	return may_touch(c, out->role);
}

static struct error *need_other_owner(struct ctx *c, const struct staff *who)
{
	int64_t others = 1;

	if (is_owner(who->role))
		TRY(db_whole(c->db, &others, 0,
			"SELECT COUNT(*) FROM staff s JOIN role r ON r.id = s.role_id WHERE r.code = 'owner'"
			" AND s.archived_at IS NULL AND s.password_hash IS NOT NULL AND s.id <> ?", ARGS(ID(who->id))));
	return others ? NULL : error_text(ERR(c->arena, CONFLICT, "staff.last_owner"),
		N_("This is the last owner who can log in. Make somebody else an owner first."), NULL);
}

/* ---- adding ---- */

struct adding {
	struct ctx *c;
	const struct staff_new *in;
	const char *password_hash, *pin_hash;
	struct staff_id id;
};

static struct error *find_role(struct ctx *c, const char *code, int64_t *out)
{
	TRY(db_whole(c->db, out, 0, "SELECT id FROM role WHERE code = ?", ARGS(T(code))));
	return *out ? NULL : wrong(c, "role", N_("There is no such role."));
}

static struct error *insert_branches(struct ctx *c, struct staff_id id, const struct branch_id *branches, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct error *e = db_exec(c->db, NULL, "INSERT INTO staff_branch (staff_id, branch_id) VALUES (?, ?)",
			ARGS(ID(id), ID(branches[i])));

		if (e && e->kind == CONFLICT)
			return wrong(c, "branches", N_("There is no such branch, or it is named twice."));
		TRY(e);
	}
	return NULL;
}

static struct error *insert_staff(struct db *db, void *arg)
{
	struct adding *add = arg;
	const struct staff_new *in = add->in;
	struct ctx *c = add->c;
	struct error *e;
	int64_t role;

	TRY(find_role(c, in->role, &role));
	TRY(may_touch(c, in->role));
	e = db_insert(db, &add->id.v,
		"INSERT INTO staff (login, name, role_id, lang, password_hash, pin_hash, all_branches, created_at)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		ARGS(T(in->login), T(in->name), I(role), T(in->lang), T(add->password_hash), T(add->pin_hash),
			I(in->branch_count == 0), AT(c->now)));
	if (e && e->kind == CONFLICT)
		return error_field(error_text(ERR(c->arena, CONFLICT, "staff.taken"),
			N_("This login is taken."), NULL), "login");
	TRY(e);
	TRY(insert_branches(c, add->id, in->branches, in->branch_count));
	return audit_add(c, "staff.added", "staff", add->id.v,
		json_keep(c->arena, json_pack("{s:s}", "role", in->role)));
}

static struct staff_new tidy(struct ctx *c, const struct staff_new *in)
{
	struct staff_new tidied = *in;

	tidied.login = login_folded(c->arena, in->login);
	tidied.name = utf8_tidy(c->arena, in->name, false);
	return tidied;
}

struct error *staff_check(struct ctx *c, const struct staff_new *in)
{
	struct staff_new tidied = tidy(c, in);

	return check_new(c, &tidied);
}

struct error *staff_add(struct ctx *c, const struct staff_new *in, struct staff_id *out)
{
	struct staff_new tidied = tidy(c, in);
	struct adding add = { .c = c, .in = &tidied };

	TRY(error_also(check_new(c, &tidied), may_give(c, in->branches, in->branch_count)));
	if (in->password)
		TRY(secret_hash(c, in->password, &add.password_hash));
	if (in->pin)
		TRY(secret_hash(c, in->pin, &add.pin_hash));
	TRY(db_tx(c->db, insert_staff, &add));
	*out = add.id;
	return NULL;
}

/* ---- changing ---- */

struct changing {
	struct ctx *c;
	struct staff_id id;
	const char *hash;
	const struct staff_change *in;
};

/* Whoever is logged in with the old secret, or was archived, is so no longer. */
static struct error *out_everywhere(const struct changing *ch, const char *action)
{
	TRY(session_end_staff(ch->c, ch->id));
	return audit_add(ch->c, action, "staff", ch->id.v, NULL);
}

static struct error *write_password(struct db *db, void *arg)
{
	const struct changing *ch = arg;
	struct staff was;

	TRY(hold(ch->c, ch->id, &was));
	TRY(db_exec(db, NULL, "UPDATE staff SET password_hash = ? WHERE id = ?", ARGS(T(ch->hash), ID(ch->id))));
	return out_everywhere(ch, "staff.password");
}

static struct error *write_pin(struct db *db, void *arg)
{
	const struct changing *ch = arg;
	struct staff was;

	TRY(hold(ch->c, ch->id, &was));
	TRY(db_exec(db, NULL, "UPDATE staff SET pin_hash = ? WHERE id = ?", ARGS(T(ch->hash), ID(ch->id))));
	return out_everywhere(ch, "staff.pin");
}

static struct error *write_archived(struct db *db, void *arg)
{
	const struct changing *ch = arg;
	struct staff was;

	TRY(hold(ch->c, ch->id, &was));
	TRY(need_other_owner(ch->c, &was));
	TRY(db_exec(db, NULL, "UPDATE staff SET archived_at = ? WHERE id = ?", ARGS(AT(ch->c->now), ID(ch->id))));
	return out_everywhere(ch, "staff.archived");
}

static struct error *write_logged_out(struct db *db, void *arg)
{
	const struct changing *ch = arg;
	struct staff was;

	(void)db;
	TRY(hold(ch->c, ch->id, &was));
	return out_everywhere(ch, "staff.logged_out");
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

	if (id.v == c->actor.staff.v)
		return error_text(ERR(c->arena, CONFLICT, "staff.self"), N_("Nobody can archive himself."), NULL);
	return db_tx(c->db, write_archived, &ch);
}

struct error *staff_log_out(struct ctx *c, struct staff_id id)
{
	struct changing ch = { .c = c, .id = id };

	return db_tx(c->db, write_logged_out, &ch);
}

/* Ids; "all" for somebody of all branches. */
static json_t *scope_json(const struct branch_id *branches, size_t n)
{
	json_t *out = n ? json_array() : json_string("all");

	for (size_t i = 0; i < n; i++)
		json_array_append_new(out, json_integer(branches[i].v));
	return out;
}

static void note_text(json_t *before, json_t *after, const char *name, const char *was, const char *is)
{
	if (strcmp(was, is) == 0)
		return;
	json_object_set_new(before, name, json_string(was));
	json_object_set_new(after, name, json_string(is));
}

/* The ledger keeps no names of people: that one changed is all it says. */
static struct error *audit_change(struct ctx *c, const struct staff *was, const struct branch_id *had, size_t had_count,
	const struct staff_change *in)
{
	json_t *before = json_object(), *after = json_object();
	json_t *detail = json_keep(c->arena, json_pack("{s:o,s:o}", "before", before, "after", after));
	json_t *scope_was = json_keep(c->arena, scope_json(had, had_count));
	json_t *scope = json_keep(c->arena, scope_json(in->branches, in->branch_count));

	note_text(before, after, "role", was->role, in->role);
	note_text(before, after, "lang", was->lang, in->lang);
	if (!json_equal(scope_was, scope)) {
		json_object_set(before, "branches", scope_was);
		json_object_set(after, "branches", scope);
	}
	if (strcmp(was->name, in->name) != 0)
		json_object_set_new(after, "name", json_string("…"));
	return audit_add(c, "staff.changed", "staff", was->id.v, detail);
}

static struct error *write_change(struct db *db, void *arg)
{
	const struct changing *ch = arg;
	const struct staff_change *in = ch->in;
	struct ctx *c = ch->c;
	struct branch_id *had;
	struct staff was;
	size_t had_count;
	int64_t role;

	TRY(hold(c, ch->id, &was));
	TRY(find_role(c, in->role, &role));
	TRY(may_touch(c, in->role));
	if (!is_owner(in->role))
		TRY(need_other_owner(c, &was));
	TRY(staff_branches(c, ch->id, &had, &had_count));
	TRY(db_exec(db, NULL, "UPDATE staff SET name = ?, role_id = ?, lang = ?, all_branches = ? WHERE id = ?",
		ARGS(T(in->name), I(role), T(in->lang), I(in->branch_count == 0), ID(ch->id))));
	TRY(db_exec(db, NULL, "DELETE FROM staff_branch WHERE staff_id = ?", ARGS(ID(ch->id))));
	TRY(insert_branches(c, ch->id, in->branches, in->branch_count));
	return audit_change(c, &was, had, had_count, in);
}

struct error *staff_edit(struct ctx *c, struct staff_id id, const struct staff_change *in)
{
	struct staff_change tidied = *in;
	struct changing ch = { .c = c, .id = id, .in = &tidied };

	tidied.name = utf8_tidy(c->arena, in->name, false);
	TRY(error_also(check_person(c, NULL, tidied.name, in->lang), may_give(c, in->branches, in->branch_count)));
	return db_tx(c->db, write_change, &ch);
}

/* ---- lists ---- */

struct error *staff_all(struct ctx *c, struct staff **out, size_t *n)
{
	return db_all(c->db, &staff_row, out, n,
		"SELECT s.id, s.login, s.name, r.code, s.lang, s.all_branches"
		" FROM staff s JOIN role r ON r.id = s.role_id"
		" WHERE s.archived_at IS NULL ORDER BY s.login", NULL, 0);
}

static const struct db_column card_columns[] = {
	DB_COL(struct staff_card, staff.id, INT), DB_COL(struct staff_card, staff.login, TEXT),
	DB_COL(struct staff_card, staff.name, TEXT), DB_COL(struct staff_card, staff.role, TEXT),
	DB_COL(struct staff_card, staff.lang, TEXT), DB_COL(struct staff_card, staff.all_branches, BOOL),
	DB_COL(struct staff_card, branches, TEXT), DB_COL(struct staff_card, password, BOOL),
	DB_COL(struct staff_card, pin, BOOL), DB_COL(struct staff_card, sessions, INT),
	DB_COL(struct staff_card, seen_at, TIME),
};
static const struct db_row card_row = DB_ROW(struct staff_card, card_columns);

/* One, or all (id 0). Sessions are swept when they end: what somebody did
 * tells of him longer. */
static struct error *read_cards(struct ctx *c, struct staff_id id, struct staff_card **out, size_t *n)
{
	return db_all(c->db, &card_row, out, n,
		"SELECT s.id, s.login, s.name, r.code, s.lang, s.all_branches,"
		" (SELECT GROUP_CONCAT(b.name ORDER BY b.id SEPARATOR ', ') FROM staff_branch sb JOIN branch b ON b.id = sb.branch_id"
		" WHERE sb.staff_id = s.id AND NOT s.all_branches),"
		" s.password_hash IS NOT NULL, s.pin_hash IS NOT NULL,"
		" (SELECT COUNT(*) FROM session x WHERE x.staff_id = s.id AND x.expires_at > ?),"
		" NULLIF(GREATEST(COALESCE((SELECT MAX(x.seen_at) FROM session x WHERE x.staff_id = s.id), '1970-01-01'),"
		" COALESCE((SELECT a.happened_at FROM ledger.audit a WHERE a.staff_id = s.id ORDER BY a.id DESC LIMIT 1), '1970-01-01')),"
		" CAST('1970-01-01' AS DATETIME(6)))"
		" FROM staff s JOIN role r ON r.id = s.role_id"
		" WHERE s.archived_at IS NULL AND (? = 0 OR s.id = ?) AND (? OR s.id = ? OR (NOT s.all_branches AND NOT EXISTS"
		" (SELECT 1 FROM staff_branch b WHERE b.staff_id = s.id AND b.branch_id NOT IN"
		" (SELECT mine.branch_id FROM staff_branch mine WHERE mine.staff_id = ?))))"
		" ORDER BY s.login", ARGS(AT(c->now), ID(id), ID(id), I(unbound(c)), ID(c->actor.staff), ID(c->actor.staff)));
}

struct error *staff_cards(struct ctx *c, struct staff_card **out, size_t *n)
{
	return read_cards(c, (struct staff_id){ 0 }, out, n);
}

struct error *staff_card(struct ctx *c, struct staff_id id, struct staff_card *out)
{
	struct staff_card *cards;
	size_t n = 0;

	if (id.v)
		TRY(read_cards(c, id, &cards, &n));
	if (!n)
		return ERR(c->arena, NOT_FOUND, "staff.none");
	*out = cards[0];
	return NULL;
}

struct right {
	const char *role, *permission;
};

static const struct db_column right_columns[] = { DB_COL(struct right, role, TEXT), DB_COL(struct right, permission, TEXT) };
static const struct db_row right_row = DB_ROW(struct right, right_columns);

struct error *staff_roles(struct ctx *c, struct role **out, size_t *n)
{
	struct right *rights;
	struct role *roles;
	enum permission p;
	size_t count, used = 0;

	TRY(db_all(c->db, &right_row, &rights, &count,
		"SELECT r.code, p.permission FROM role r LEFT JOIN role_permission p ON p.role_id = r.id ORDER BY r.id", NULL, 0));
	roles = arena_alloc(c->arena, (count + 1) * sizeof(*roles));
	for (size_t i = 0; i < count; i++) {
		if (!used || strcmp(roles[used - 1].code, rights[i].role) != 0)
			roles[used++] = (struct role){ .code = rights[i].role };
		if (rights[i].permission && permission_parse(rights[i].permission, &p))
			roles[used - 1].permissions |= UINT64_C(1) << p;
	}
	*out = roles;
	*n = used;
	return NULL;
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
