/* work_mail.h: the mails about orders, as jobs.
 *
 * How to add a mail: its two templates templates/mail/NAME.cs and
 * NAME_text.cs, a function here that fills them, a row in cmd_work.c.
 */
#ifndef MAKOLET_CTL_WORK_MAIL_H
#define MAKOLET_CTL_WORK_MAIL_H

#include "shop/job.h"

/* To the shopper, in the order's language: what was ordered, where it waits
 * and until when, the secret link. Nothing where he gave no address or the
 * order was given up meanwhile. */
struct error *mail_confirmation(struct ctx *c, const struct job *j);
/* To the branch's person in charge, in the company's language. */
struct error *mail_alert(struct ctx *c, const struct job *j);
/* To the shopper: the order was not collected in time. */
struct error *mail_lapsed(struct ctx *c, const struct job *j);
/* To the shopper: it can be collected; once, and nothing when it was meanwhile. */
struct error *mail_ready(struct ctx *c, const struct job *j);
/* To the shopper: staff cancelled it, and why. */
struct error *mail_cancelled(struct ctx *c, const struct job *j);
/* To the shopper: it is promised for another time. */
struct error *mail_promised(struct ctx *c, const struct job *j);
/* To the shopper: what staff wrote, and where to answer. */
struct error *mail_message(struct ctx *c, const struct job *j);
/* To whoever asked for it in the office, in the company's language. */
struct error *mail_test(struct ctx *c, const struct job *j);

#endif
