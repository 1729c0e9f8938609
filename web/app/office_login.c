/* office_login.c: into the office with login and password, and out again. */
#include "app/handlers.h"
#include "app/office.h"
#include "base/utf8.h"
#include "shop/limit.h"
#include "shop/staff.h"

/* Enough for slips of the fingers, too few for guessing. An address may be a
 * whole office behind one router. */
#define TRIES_LOGIN 10
#define TRIES_ADDRESS 40
#define WINDOW (15 * 60)

/* Where a link led before the log-in; our own pages alone. */
static const char *destination(const struct request *r)
{
	const char *to = param_text(r, "to");

	return to && strncmp(to, "/office/", 8) == 0 ? to : "/office";
}

struct error *office_login(struct request *r, struct page *p)
{
	if (r->ctx->actor.staff.v && !r->errors) {
		page_redirect(p, r->ctx->arena, "%s", url_encode_path(r->ctx->arena, destination(r)));
		return NULL;
	}
	office_page(r, p->data, "login", text(r->lang, N_("Log in to the office")));
	office_errors(r, p->data);
	data_text(p->data, "to", param_text(r, "to"));
	return NULL;
}

struct error *office_log_in(struct request *r, struct page *p)
{
	const char *login = param_text(r, "login"), *key = utf8_fold(r->ctx->arena, login);
	struct staff staff;

	TRY(request_limit(r, "office.address", r->ip ? r->ip : "", TRIES_ADDRESS, WINDOW));
	TRY(request_limit(r, "office.login", key, TRIES_LOGIN, WINDOW));
	TRY(staff_log_in(r->ctx, login, param_text(r, "password"), &staff));
	TRY(limit_forget(r->ctx, "office.login", key));
	TRY(request_log_in(r, p, staff.id));
	page_redirect(p, r->ctx->arena, "%s", url_encode_path(r->ctx->arena, destination(r)));
	return NULL;
}

struct error *office_log_out(struct request *r, struct page *p)
{
	TRY(session_end(r->ctx, r->session));
	request_session_drop(r, p);
	page_redirect(p, r->ctx->arena, "/office/login");
	return NULL;
}
