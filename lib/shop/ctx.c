/* ctx.c: what the actor may. */
#include "shop/ctx.h"

static const char *const names[PERMISSION_COUNT] = {
#define PERMISSION(constant, name, help) [MAY_##constant] = name,
#include "shop/permission.def"
#undef PERMISSION
};

static const char *const helps[PERMISSION_COUNT] = {
#define PERMISSION(constant, name, help) [MAY_##constant] = help,
#include "shop/permission.def"
#undef PERMISSION
};

_Static_assert(PERMISSION_COUNT <= 64, "actor.permissions has 64 bits");

bool ctx_may(const struct ctx *c, enum permission p)
{
	return p < PERMISSION_COUNT && (c->actor.permissions >> p & 1);
}

struct error *ctx_need(const struct ctx *c, enum permission p)
{
	if (ctx_may(c, p))
		return NULL;
	return error_note(ERR(c->arena, DENIED, "denied"), "needs %s", permission_name(p));
}

struct error *ctx_need_branch(const struct ctx *c, struct branch_id branch)
{
	if (c->actor.all_branches)
		return NULL;
	for (size_t i = 0; i < c->actor.branch_count; i++)
		if (c->actor.branches[i].v == branch.v)
			return NULL;
	return ERR(c->arena, NOT_FOUND, "branch.none");
}

const char *permission_name(enum permission p)
{
	return p < PERMISSION_COUNT ? names[p] : NULL;
}

const char *permission_help(enum permission p)
{
	return p < PERMISSION_COUNT ? helps[p] : NULL;
}

bool permission_parse(const char *name, enum permission *out)
{
	for (int p = 0; p < PERMISSION_COUNT; p++) {
		if (strcmp(names[p], name) == 0) {
			*out = (enum permission)p;
			return true;
		}
	}
	return false;
}
