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

/* Argon2id (RFC 9106), 64 MiB, one at a time a machine by a lock on state_dir:
 * waits up to 5 seconds, then LIMITED "login.busy". */
struct error *secret_hash(struct ctx *c, const char *secret, const char **out);
struct error *secret_matches(struct ctx *c, const char *hash, const char *secret, bool *out);

/* INVALID by field; CONFLICT "staff.taken". A login is stored in lower case. */
struct error *staff_add(struct ctx *c, const struct staff_new *in, struct staff_id *out);
/* A new password or PIN, and archiving, log the person out everywhere.
 * NOT_FOUND "staff.none". */
struct error *staff_set_password(struct ctx *c, struct staff_id id, const char *password);
struct error *staff_set_pin(struct ctx *c, struct staff_id id, const char *pin);
struct error *staff_archive(struct ctx *c, struct staff_id id);
/* Those who are not archived, by login. */
struct error *staff_all(struct ctx *c, struct staff **out, size_t *n);

/* Login and password. DENIED "login.wrong" for whatever is wrong, in the same
 * time. The caller limits the tries. */
struct error *staff_log_in(struct ctx *c, const char *login, const char *password, struct staff *out);
/* A cashier at a till: login and PIN (the till's screen offers the names of its branch). */
struct error *staff_log_in_pin(struct ctx *c, struct branch_id branch, const char *login, const char *pin, struct staff *out);
/* Those who may sell at a branch, for the till's login screen. */
struct error *staff_of_branch(struct ctx *c, struct branch_id branch, struct staff **out, size_t *n);

#endif
