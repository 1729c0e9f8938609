/* guess.h: how often who may try a log-in.
 *
 * Ten wrong tries in fifteen minutes by login and place together; whoever fails
 * at one place locks nobody out at another. By place alone 40, for one who tries
 * many logins; by login alone 100, for one who comes from many places. A right
 * try is none of them.
 */
#ifndef MAKOLET_APP_GUESS_H
#define MAKOLET_APP_GUESS_H

#include "app/request.h"

struct guess {
	const char *secret;	/* "password" or "pin": each is counted for itself */
	const char *login, *place;
};

/* Whence a request comes: its address; of IPv6 the network, whose owner has as
 * many addresses as he likes. */
const char *guess_place(const struct request *r);
/* Before the secret is looked at: counts; LIMITED when it was too often. */
struct error *guess_count(struct request *r, const struct guess *g);
/* The secret was right. */
struct error *guess_right(struct request *r, const struct guess *g);

#endif
