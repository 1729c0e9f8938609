/* till_enrol.c: a manager makes this device a till of a branch. */
#include "app/guess.h"
#include "app/handlers.h"
#include "app/till.h"

/* ---- the form ---- */

static void fill_branches(const struct request *r, struct data *d)
{
	int64_t chosen = r->errors ? param_number(r, "branch", 0) : 0;

	for (size_t i = 0; i < r->shop->branch_count; i++) {
		const struct branch *branch = &r->shop->branches[i];
		struct data *b = data_add(d, "branches");

		data_int(b, "id", branch->id.v);
		data_text(b, "name", branch->name);
		data_bool(b, "chosen", branch->id.v == chosen || r->shop->branch_count == 1);
	}
}

/* A device that is a till already says so: its series ends with it. */
static void fill_present(const struct request *r, struct data *d)
{
	const struct branch *branch;
	struct till till;

	if (r->ctx->actor.till.v && !till_here(r, &till, &branch))
		till_bar(r, d, &till, branch);
}

struct error *till_enrol_page(struct request *r, struct page *p)
{
	bool known;

	fill_present(r, p->data);
	TRY(request_office(r, &known));
	data_bool(p->data, "known", known && ctx_may(r->ctx, MAY_TILL_ENROL));
	fill_branches(r, p->data);
	for (const struct error *e = r->errors; e; e = e->also)
		if (!e->field)
			data_text(p->data, "other", text_error(r->ctx->arena, r->lang, e));
	data_text(p->data, "page.title", text(r->lang, N_("Set up a till")));
	data_bool(p->data, "page.noindex", true);
	return NULL;
}

/* ---- enrolling ---- */

static struct error *missing(struct request *r, const char *field)
{
	return error_field(error_text(ERR(r->ctx->arena, INVALID, "param.missing"), N_("Please fill this in."), NULL), field);
}

/* The manager of the form acts from here on. */
static struct error *log_in(struct request *r)
{
	const char *login = param_text(r, "login"), *password = param_text(r, "password");
	const struct guess guess = { "password", login, guess_place(r) };
	struct session as = { 0 };
	struct staff who;
	struct error *e;

	if (!login || !password)
		return missing(r, login ? "password" : "login");
	TRY(guess_count(r, &guess));
	e = staff_log_in(r->ctx, login, password, &who);
	if (e && e->kind == DENIED) {
		e->kind = INVALID;
		return error_field(e, "password");
	}
	TRY(e);
	TRY(guess_right(r, &guess));
	as.staff = who.id;
	return session_actor(r->ctx, &as);
}

struct error *till_enrol_device(struct request *r, struct page *p)
{
	struct branch_id branch = { param_number(r, "branch", 0) };
	struct till_id old = r->ctx->actor.till;	/* before the manager acts */
	struct till till;
	const char *token;
	bool known;

	if (!shop_branch(r->shop, branch))
		return error_field(error_text(ERR(r->ctx->arena, INVALID, "param.choice"), N_("Please choose one of the list."), NULL), "branch");
	TRY(request_office(r, &known));
	if (!known || !ctx_may(r->ctx, MAY_TILL_ENROL) || param_given(r, "login"))
		TRY(log_in(r));
	TRY(till_enrol(r->ctx, branch, param_text(r, "name"), old, &till));
	TRY(request_session(r, p));
	TRY(session_enrol(r->ctx, r->session, till.id, &token));
	request_session_cookie(r, p, token);
	page_redirect(p, r->ctx->arena, "/till/login");
	return NULL;
}
