/* till_login.c: cashiers come and go by PIN; the till stays enrolled. */
#include "app/guess.h"
#include "app/handlers.h"
#include "app/till.h"
#include "base/utf8.h"

/* The initials of the first two words of a name: what a tile shows large. */
static const char *initials(struct arena *a, const char *name)
{
	const char *second = strchr(name, ' ');

	return arena_printf(a, "%s%s", utf8_cut(a, name, 1), second ? utf8_cut(a, second + 1, 1) : "");
}

static struct error *fill_staff(const struct request *r, struct data *d, const struct branch *branch)
{
	const char *chosen = r->errors ? param_text(r, "login") : NULL;
	struct staff *all;
	size_t n;

	TRY(staff_of_branch(r->ctx, branch->id, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *s = data_add(d, "people");

		data_text(s, "login", all[i].login);
		data_text(s, "name", all[i].name);
		data_text(s, "initials", initials(r->ctx->arena, all[i].name));
		data_int(s, "tint", all[i].id.v % 8);
		data_bool(s, "chosen", n == 1 || (chosen && strcmp(chosen, all[i].login) == 0));
	}
	return NULL;
}

struct error *till_login(struct request *r, struct page *p)
{
	const struct branch *branch;
	struct till till;

	TRY(till_here(r, &till, &branch));
	till_bar(r, p->data, &till, branch);
	TRY(fill_staff(r, p->data, branch));
	for (const struct error *e = r->errors; e; e = e->also)
		if (!e->field)
			data_text(p->data, "other", text_error(r->ctx->arena, r->lang, e));
	data_text(p->data, "page.title", text(r->lang, N_("Who is selling?")));
	data_text(p->data, "page.script", "till_login");
	return NULL;
}

static struct error *pin_wrong(struct error *e)
{
	e->kind = INVALID;
	error_text(e, N_("This PIN is not right."), NULL);
	return error_field(e, "pin");
}

struct error *till_login_pin(struct request *r, struct page *p)
{
	struct guess guess = { .secret = "pin", .login = param_text(r, "login") };
	const char *token;
	const struct branch *branch;
	struct till till;
	struct staff who;
	struct error *e;

	TRY(till_here(r, &till, &branch));
	guess.place = arena_printf(r->ctx->arena, "till %lld", (long long)till.id.v);
	TRY(guess_count(r, &guess));
	e = staff_log_in_pin(r->ctx, branch->id, guess.login, param_text(r, "pin"), &who);
	if (e)
		return e->kind == DENIED ? pin_wrong(e) : e;
	TRY(guess_right(r, &guess));
	TRY(session_log_in(r->ctx, r->session, who.id, &token));
	request_session_cookie(r, p, token);
	page_redirect(p, r->ctx->arena, "/till");
	return NULL;
}

struct error *till_logout(struct request *r, struct page *p)
{
	TRY(session_log_out(r->ctx, r->session));
	page_redirect(p, r->ctx->arena, "/till/login");
	return NULL;
}
