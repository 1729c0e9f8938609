/* proof.c: does this POST come from a page of ours? */
#include "app/serve.h"

#include "base/bytes.h"

static const char *scheme(const struct request *r)
{
	const char *sent = http_env(r->http, "REQUEST_SCHEME");

	if (sent && *sent)
		return sent;
	return http_env(r->http, "HTTPS") ? "https" : r->ctx->conf->https ? "https" : "http";
}

/* Our own: the shop's address, or the one that this request went to. */
static bool origin_own(const struct request *r, const char *origin)
{
	const char *host = request_header(r, "host");

	if (strcmp(origin, r->ctx->conf->shop_url) == 0)
		return true;
	return host && strcmp(origin, arena_printf(r->ctx->arena, "%s://%s", scheme(r), host)) == 0;
}

static bool foreign(const struct request *r)
{
	const char *site = request_header(r, "sec-fetch-site");
	const char *origin = request_header(r, "origin");

	if (site && (strcmp(site, "cross-site") == 0 || strcmp(site, "same-site") == 0))
		return true;
	return origin && !origin_own(r, origin);
}

static bool from_here(const struct request *r)
{
	const char *site = request_header(r, "sec-fetch-site");

	return request_header(r, "origin") || (site && strcmp(site, "same-origin") == 0);
}

static bool token_right(const struct request *r)
{
	const char *sent = request_header(r, "x-csrf-token");

	if (!sent)
		sent = http_value(r->http, "csrf");
	return sent && secret_equal(sent, r->session->csrf);
}

struct error *proof_check(const struct request *r)
{
	struct arena *a = r->ctx->arena;

	if (r->route->method != METHOD_POST || r->route->proof == PROOF_SIGNED)
		return NULL;
	if (foreign(r))
		return error_text(ERR(a, DENIED, "csrf.origin"),
			N_("This form was sent from another site."), NULL);
	/* A cookie whose session has ended is worth no more than none. */
	if (!r->session || token_right(r))
		return NULL;
	if (r->route->proof == PROOF_ORIGIN && from_here(r))
		return NULL;
	return error_text(ERR(a, DENIED, "csrf"),
		N_("This page was open for a long time. Please press the button once more."), NULL);
}
