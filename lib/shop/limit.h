/* limit.h: counts tries at what is worth guessing, for all workers together.
 *
 * A window begins with the first try and lasts `seconds`; the key (an address,
 * a login) is stored as a hash alone. Never called inside a transaction: a try
 * counts even when what it tried is rolled back.
 */
#ifndef MAKOLET_SHOP_LIMIT_H
#define MAKOLET_SHOP_LIMIT_H

#include "shop/ctx.h"

/* LIMITED, code "limited", when `key` has had more than `limit` tries in the
 * window. `what` is at most 32 letters: "login", "pin", "order". */
struct error *limit_count(struct ctx *c, const char *what, const char *key, int limit, int seconds);
/* Forgets the tries of a key: who has proved himself is no guesser. */
struct error *limit_forget(struct ctx *c, const char *what, const char *key);
/* Takes one try back: it was right, which says nothing of the others. */
struct error *limit_return(struct ctx *c, const char *what, const char *key);
/* Removes windows that began over a day ago; a job. */
struct error *limit_sweep(struct ctx *c);

#endif
