/* session.h: what a cookie stands for.
 *
 * The cookie holds a random token; the table holds its SHA-256 alone, so that
 * a copy of the database opens no session. A session has its own csrf token.
 * kind separates the doors: a store cookie never opens the office.
 * Sessions end some time after they were last seen: store 60 days, office 12
 * hours, till 16 hours. The session of an enrolled till is its enrolment: there
 * the 16 hours end the staff member's log-in alone, the session stays for 400
 * days and its till until that is revoked. `seen_at` is written at most once a
 * minute.
 */
#ifndef MAKOLET_SHOP_SESSION_H
#define MAKOLET_SHOP_SESSION_H

#include "shop/ctx.h"

enum session_kind { SESSION_STORE = 1, SESSION_OFFICE, SESSION_TILL };

struct session {
	struct session_id id;
	enum session_kind kind;
	const char *csrf;
	struct staff_id staff;		/* office and till, once logged in */
	struct customer_id customer;
	struct cart_id cart;		/* store, once something was added */
	struct till_id till;		/* till */
	instant seen_at;
};

/* NOT_FOUND for an unknown, ended or revoked token or another kind. */
struct error *session_find(struct ctx *c, enum session_kind kind, const char *token, struct session *out);
/* Makes one; *token is for the cookie. */
struct error *session_start(struct ctx *c, enum session_kind kind, struct session *out, const char **token);
/* After a login: a new token and csrf in place of the old ones (no fixation). */
struct error *session_log_in(struct ctx *c, struct session *s, struct staff_id staff, const char **token);
/* Logs out of a till that stays enrolled: the session keeps its till alone. */
struct error *session_log_out(struct ctx *c, struct session *s);
struct error *session_end(struct ctx *c, struct session *s);
/* The session becomes the till's enrolment, with nobody logged in: new token and csrf. */
struct error *session_enrol(struct ctx *c, struct session *s, struct till_id till, const char **token);
struct error *session_set_cart(struct ctx *c, struct session *s, struct cart_id cart);
/* Fills c->actor from the staff member of the session: name, rights, branches.
 * NOT_FOUND when he has been archived. */
struct error *session_actor(struct ctx *c, const struct session *s);
/* Inside db_tx(): logs a staff member out everywhere; tills stay enrolled. */
struct error *session_end_staff(struct ctx *c, struct staff_id staff);
/* Removes what has ended, and the carts with it; a job. */
struct error *session_sweep(struct ctx *c);

#endif
