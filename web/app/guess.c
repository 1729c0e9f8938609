/* guess.c: how often who may try a log-in. */
#include "app/guess.h"

#include <arpa/inet.h>

#include "base/utf8.h"
#include "shop/limit.h"

#define TRIES_BOTH 10
#define TRIES_PLACE 40
#define TRIES_LOGIN 100
#define WINDOW (15 * 60)

const char *guess_place(const struct request *r)
{
	const char *ip = r->ip ? r->ip : "";
	char network[INET6_ADDRSTRLEN];
	struct in6_addr address;

	if (inet_pton(AF_INET6, ip, &address) != 1)
		return ip;
	memset(address.s6_addr + 8, 0, 8);
	return arena_strdup(r->ctx->arena, inet_ntop(AF_INET6, &address, network, sizeof(network)));
}

struct keys {
	const char *both, *place, *login;	/* kinds of count */
	const char *login_key, *both_key;
};

static struct keys keys_of(struct arena *a, const struct guess *g)
{
	const char *login = utf8_fold(a, g->login);

	return (struct keys){
		.both = arena_printf(a, "%s.both", g->secret), .place = arena_printf(a, "%s.place", g->secret),
		.login = arena_printf(a, "%s.login", g->secret),
		.login_key = login, .both_key = arena_printf(a, "%s %s", g->place, login),
	};
}

/* The narrowest first: what it refuses does not count for the wider ones, so
 * that one place alone never uses up what a login has. */
struct error *guess_count(struct request *r, const struct guess *g)
{
	struct keys k = keys_of(r->ctx->arena, g);

	TRY(limit_count(r->ctx, k.both, k.both_key, TRIES_BOTH, WINDOW));
	TRY(limit_count(r->ctx, k.place, g->place, TRIES_PLACE, WINDOW));
	return limit_count(r->ctx, k.login, k.login_key, TRIES_LOGIN, WINDOW);
}

/* Who has proved himself is no guesser; but his place may have others in it. */
struct error *guess_right(struct request *r, const struct guess *g)
{
	struct keys k = keys_of(r->ctx->arena, g);

	TRY(limit_forget(r->ctx, k.both, k.both_key));
	TRY(limit_return(r->ctx, k.place, g->place));
	return limit_return(r->ctx, k.login, k.login_key);
}
