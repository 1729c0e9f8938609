/* office_login.c: into the office with login and password, and out again. */
#include "app/guess.h"
#include "app/handlers.h"
#include "app/office.h"
#include "shop/staff.h"

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
	const struct guess guess = { "password", param_text(r, "login"), guess_place(r) };
	struct staff staff;

	TRY(guess_count(r, &guess));
	TRY(staff_log_in(r->ctx, guess.login, param_text(r, "password"), &staff));
	TRY(guess_right(r, &guess));
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
