/* init_own.h: one's own shop out of options and answers: for makolet init. */
#ifndef MAKOLET_CTL_INIT_OWN_H
#define MAKOLET_CTL_INIT_OWN_H

#include "ctl/ctl.h"

/* Asks on a terminal for what the options leave open, makes the shop and its
 * owner. With --replace-demo a database that holds the demo is emptied first,
 * once everything else is known to be right. */
struct error *init_own(struct ctl *c, struct ctx *ctx);

#endif
