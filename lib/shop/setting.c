/* setting.c: the typed table of settings, and changing them in the office. */
#include "shop/setting.h"

#include "base/json.h"
#include "base/num.h"
#include "base/utf8.h"
#include "price/label.h"
#include "shop/audit.h"

static const struct setting_spec specs[SETTING_COUNT] = {
#define SETTING(constant, name, type, fallback, min, max, depth, label, help) \
	[SET_##constant] = { name, SETTING_##type, fallback, min, max, SETTING_##depth, label, help },
#include "shop/setting.def"
#undef SETTING
};

const struct setting_spec *setting_spec(enum setting s)
{
	return &specs[s];
}

bool setting_parse(const char *name, enum setting *out)
{
	for (int s = 0; s < SETTING_COUNT; s++)
		if (specs[s].depth != SETTING_HIDDEN && strcmp(specs[s].name, name) == 0) {
			*out = (enum setting)s;
			return true;
		}
	return false;
}

/* ---- what a value may be ---- */

static bool number_fits(const struct setting_spec *spec, const char *value)
{
	int64_t n;

	return num_parse_int(value, &n) && n >= spec->min && n <= spec->max;
}

static bool text_fits(const struct setting_spec *spec, const char *value)
{
	size_t n = strlen(value);

	return n <= SETTING_TEXT_MAX && utf8_valid(value, n) && (int64_t)utf8_length(value) >= spec->min
		&& (int64_t)utf8_length(value) <= spec->max;
}

/* Whether a mail gets there only a mail can tell. */
static bool email_fits(const char *value)
{
	const char *at = strchr(value, '@');

	return !*value || (at && at > value && at[1] && !strpbrk(value, " \t\r\n<>,;\""));
}

static bool value_fits(const struct setting_spec *spec, const char *value)
{
	switch (spec->type) {
	case SETTING_NUMBER: case SETTING_MONEY: case SETTING_FLAG:
		return number_fits(spec, value);
	case SETTING_TEXT:
		return text_fits(spec, value);
	case SETTING_EMAIL:
		return text_fits(spec, value) && email_fits(value);
	case SETTING_LABELS:
		return text_fits(spec, value) && label_patterns_right(value);
	}
	return false;
}

/* ---- changing ---- */

struct change {
	struct ctx *c;
	enum setting s;
	const char *scope;
	int64_t scope_id;
	const char *value;		/* NULL: as what is above */
};

struct error *setting_put(struct db *db, enum setting s, const char *scope, int64_t scope_id, const char *value)
{
	return db_exec(db, NULL,
		"INSERT INTO setting (scope, scope_id, name, value) VALUES (?, ?, ?, ?) "
		"ON DUPLICATE KEY UPDATE value = VALUES(value)",
		ARGS(T(scope), I(scope_id), T(specs[s].name), T(value)));
}

/* Addresses of people are in no ledger. */
static struct error *note(const struct change *w)
{
	json_t *detail = json_pack("{s:s s:s s:I}", "setting", specs[w->s].name, "scope", w->scope, "id", (json_int_t)w->scope_id);

	if (specs[w->s].type == SETTING_NUMBER || specs[w->s].type == SETTING_MONEY || specs[w->s].type == SETTING_FLAG)
		json_object_set_new(detail, "value", w->value ? json_string(w->value) : json_null());
	return audit_add(w->c, "setting.set", "setting", w->scope_id, json_keep(w->c->arena, detail));
}

static struct error *write(struct db *db, void *arg)
{
	const struct change *w = arg;

	if (w->value)
		TRY(setting_put(db, w->s, w->scope, w->scope_id, w->value));
	else
		TRY(db_exec(db, NULL, "DELETE FROM setting WHERE scope = ? AND scope_id = ? AND name = ?",
			ARGS(T(w->scope), I(w->scope_id), T(specs[w->s].name))));
	return note(w);
}

static struct error *no_place(struct ctx *c)
{
	return ERR(c->arena, NOT_FOUND, "setting.none");
}

/* A till is of the branch that it is said to be of. */
static struct error *place_find(struct change *w, const struct setting_place *at)
{
	int64_t found;

	if (at->till.v) {
		TRY(db_whole(w->c->db, &found, 0, "SELECT COUNT(*) FROM till WHERE id = ? AND branch_id = ? AND revoked_at IS NULL",
			ARGS(ID(at->till), ID(at->branch))));
		w->scope = "till";
		w->scope_id = at->till.v;
	} else {
		TRY(db_whole(w->c->db, &found, 0, "SELECT COUNT(*) FROM branch WHERE id = ? AND archived_at IS NULL", ARGS(ID(at->branch))));
		w->scope = "branch";
		w->scope_id = at->branch.v;
	}
	return found ? NULL : no_place(w->c);
}

static enum setting_depth depth_of(const struct setting_place *at)
{
	return at->till.v ? SETTING_TILL : at->branch.v ? SETTING_BRANCH : SETTING_COMPANY;
}

struct error *setting_change(struct ctx *c, enum setting s, struct setting_place at, const char *value)
{
	struct change w = { .c = c, .s = s, .value = value, .scope = "company" };

	if (specs[s].depth < depth_of(&at) || (at.till.v && !at.branch.v))
		return no_place(c);
	if (value && !value_fits(&specs[s], value))
		return error_field(error_text(ERR(c->arena, INVALID, "setting.value"), N_("This is not a valid value."), NULL), "value");
	if (at.branch.v) {
		TRY(ctx_need(c, MAY_BRANCH_EDIT));
		TRY(ctx_need_branch(c, at.branch));
		TRY(place_find(&w, &at));
	} else {
		TRY(ctx_need(c, MAY_SETTINGS_EDIT));
		TRY(db_whole(c->db, &w.scope_id, 0, "SELECT MIN(id) FROM company", NULL, 0));
	}
	TRY(db_tx(c->db, write, &w));
	shop_forget();
	return NULL;
}
