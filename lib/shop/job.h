/* job.h: work to do outside a transaction, kept in a table.
 *
 * job_add() runs inside the transaction whose effect needs it. `makolet work`
 * claims by a committed lease (FOR UPDATE SKIP LOCKED), does the work, marks
 * it. A runner that dies leaves a lease that ends; the job runs again, so a
 * job may run twice and must bear it.
 */
#ifndef MAKOLET_SHOP_JOB_H
#define MAKOLET_SHOP_JOB_H

#include "shop/ctx.h"

#define JOB_ATTEMPTS_MAX 12
#define JOB_KEPT (30 * DAY)	/* done ones, for whoever asks what was sent */
#define JOB_LEASE (2 * MINUTE)

struct job {
	struct job_id id;
	const char *kind;		/* "mail.confirmation": rows of web/ctl/cmd_work.c */
	struct order_id order;
	int64_t message;		/* that it carries: shop/order_message.h; 0: none */
	const char *recipient;		/* of a test mail; else NULL */
	int64_t attempts;		/* this one included */
	const char *lease;
};

/* Inside db_tx(). due: c->now for at once. */
struct error *job_add(struct ctx *c, const char *kind, struct order_id order, instant due);
/* The same with a message of the order; 0: none. */
struct error *job_add_message(struct ctx *c, const char *kind, struct order_id order, int64_t message, instant due);

/* ---- test mails ---- */

/* One that staff asked for, as the office shows it. */
struct mail_test {
	struct job_id id;
	const char *recipient, *state;	/* waiting, done, failed */
	const char *error;		/* of the last try; NULL: none failed */
	int64_t attempts;
	instant created_at, finished_at, due_at;
};

/* Needs settings.edit. The same UUID again is the same mail; LIMITED "limited"
 * beyond ten in an hour. */
struct error *mail_test_send(struct ctx *c, const char *recipient, const char *uuid);
/* The newest first. */
struct error *mail_tests(struct ctx *c, size_t limit, struct mail_test **out, size_t *n);
/* It was handed over: setting mail.tested. */
struct error *mail_test_passed(struct ctx *c);

/* ---- for the runner ---- */

/* The next that is due, leased to this caller. One whose runners died
 * JOB_ATTEMPTS_MAX times in the middle of it is `failed` and passed over. */
struct error *job_claim(struct ctx *c, bool *found, struct job *out);
/* CONFLICT "job.lost" when the lease has gone to another runner meanwhile. */
struct error *job_done(struct ctx *c, const struct job *j);
/* Tries again with growing pauses (1, 2, 4 … minutes, at most 6 hours); after
 * JOB_ATTEMPTS_MAX it is `failed` and stays visible. Work that is INVALID
 * itself (a mail refused for good) fails at once. CONFLICT "job.lost". */
struct error *job_failed(struct ctx *c, const struct job *j, const struct error *why);
/* Removes what was done long ago, a thousand at a time; failed ones stay. */
struct error *job_sweep(struct ctx *c);

#endif
