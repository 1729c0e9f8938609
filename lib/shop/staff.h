/* staff.h: who works here: logins, PINs, roles. */
#ifndef MAKOLET_SHOP_STAFF_H
#define MAKOLET_SHOP_STAFF_H

#include "shop/ctx.h"

struct staff {
	struct staff_id id;
	const char *login, *name, *role, *lang;
	bool all_branches;
};

struct staff_new {
	const char *login, *name, *role, *lang;
	const char *password;		/* NULL: no office login; at least 10 characters */
	const char *pin;		/* NULL: no till login; 4 to 8 digits */
	const struct branch_id *branches;	/* none: all */
	size_t branch_count;
};

struct staff_change {
	const char *name, *role, *lang;
	const struct branch_id *branches;	/* none: all */
	size_t branch_count;
};

/* A member as the office shows him. */
struct staff_card {
	struct staff staff;
	const char *branches;		/* names, by commas; NULL for one of all branches */
	bool password, pin;		/* has one */
	int64_t sessions;		/* where he is logged in now */
	instant seen_at;		/* the last that is known of him; INSTANT_NONE: nothing is */
};

struct role {
	const char *code;
	uint64_t permissions;		/* bit 1 << enum permission */
};

/* Argon2id (RFC 9106), 64 MiB, one at a time a machine by a lock on state_dir:
 * waits up to 5 seconds, then LIMITED "login.busy". */
struct error *secret_hash(struct ctx *c, const char *secret, const char **out);
struct error *secret_matches(struct ctx *c, const char *hash, const char *secret, bool *out);

/* Who adds or changes somebody:
 * - An owner is made and changed by owners alone: DENIED "staff.owner".
 * - Whoever works at some branches gives those alone (INVALID "branches"), and
 *   whoever works at others too does not exist for him.
 * - Nobody archives himself, and one owner with a password stays: CONFLICT
 *   "staff.self", "staff.last_owner".
 * A command of the machine acts as nobody and is bound by the last owner alone. */

/* INVALID by field, as staff_add() would say it; NULL. */
struct error *staff_check(struct ctx *c, const struct staff_new *in);
/* INVALID by field; CONFLICT "staff.taken". A login is stored in lower case. */
struct error *staff_add(struct ctx *c, const struct staff_new *in, struct staff_id *out);
struct error *staff_edit(struct ctx *c, struct staff_id id, const struct staff_change *in);
/* A new password or PIN, and archiving, log the person out everywhere.
 * NOT_FOUND "staff.none". */
struct error *staff_set_password(struct ctx *c, struct staff_id id, const char *password);
struct error *staff_set_pin(struct ctx *c, struct staff_id id, const char *pin);
struct error *staff_archive(struct ctx *c, struct staff_id id);
/* Logs the person out everywhere; enrolled tills stay so. */
struct error *staff_log_out(struct ctx *c, struct staff_id id);
/* Those who are not archived, by login. */
struct error *staff_all(struct ctx *c, struct staff **out, size_t *n);

/* Those whom the actor may see, by login. */
struct error *staff_cards(struct ctx *c, struct staff_card **out, size_t *n);
struct error *staff_card(struct ctx *c, struct staff_id id, struct staff_card *out);
/* The branches of one who does not work at all of them. */
struct error *staff_branches(struct ctx *c, struct staff_id id, struct branch_id **out, size_t *n);
/* Whether the actor may make and change owners. */
struct error *staff_may_owner(struct ctx *c, bool *out);
struct error *staff_roles(struct ctx *c, struct role **out, size_t *n);

/* Login and password. DENIED "login.wrong" for whatever is wrong, in the same
 * time. The caller limits the tries. */
struct error *staff_log_in(struct ctx *c, const char *login, const char *password, struct staff *out);
/* A cashier at a till: login and PIN (the till's screen offers the names of its branch). */
struct error *staff_log_in_pin(struct ctx *c, struct branch_id branch, const char *login, const char *pin, struct staff *out);
/* Those who may sell at a branch, for the till's login screen. */
struct error *staff_of_branch(struct ctx *c, struct branch_id branch, struct staff **out, size_t *n);

#endif
