/* ctx.h: who acts, when, on what connection: the first argument of every
 * function of the domain.
 */
#ifndef MAKOLET_SHOP_CTX_H
#define MAKOLET_SHOP_CTX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "db/db.h"
#include "shop/ids.h"

enum permission {
#define PERMISSION(constant, name, help) MAY_##constant,
#include "shop/permission.def"
#undef PERMISSION
	PERMISSION_COUNT,
	/* Not rights of a role but rows of routes.def: */
	MAY_PUBLIC,	/* anybody */
	MAY_STAFF,	/* any staff member who is logged in */
	MAY_TILL,	/* an enrolled till, nobody logged in yet */
};

/* Who acts. Nobody (a visitor, a job): staff.v == 0 and no permission. */
struct actor {
	struct staff_id staff;
	const char *name;
	const char *lang;		/* in which this person works, "he"; NULL for nobody */
	uint64_t permissions;		/* bit 1 << enum permission */
	bool all_branches;
	const struct branch_id *branches;	/* in scope unless all_branches */
	size_t branch_count;
	struct till_id till;		/* the enrolled till that the request comes from */
};

struct ctx {
	struct arena *arena;		/* of the request or job */
	struct db *db;
	const struct conf *conf;
	instant now;			/* of the request: one instant for all it writes */
	struct actor actor;
	const char *request_id;		/* "" outside requests */
};

bool ctx_may(const struct ctx *c, enum permission p);
/* DENIED, code "denied", unless the actor holds p. */
struct error *ctx_need(const struct ctx *c, enum permission p);
/* NOT_FOUND unless the branch is in the actor's scope: what one may not see does not exist. */
struct error *ctx_need_branch(const struct ctx *c, struct branch_id branch);
/* "order.view"; NULL for a value that is none. */
const char *permission_name(enum permission p);
/* "See orders", to be translated. */
const char *permission_help(enum permission p);
/* False for an unknown name. */
bool permission_parse(const char *name, enum permission *out);

#endif
