/* office_staff.c: who works here: the list, one of them, adding and changing. */
#include "app/handlers.h"
#include "app/office.h"
#include "shop/staff.h"

/* Boxes of a form, one a branch; routes.def declares as many. */
static const char *const boxes[] = { "b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9", "b10", "b11", "b12", "b13", "b14", "b15" };
#define BOXES (sizeof(boxes) / sizeof(boxes[0]))

static const struct {
	const char *code, *shown;
} roles[] = {
	{ "owner", N_("Owner") }, { "manager", N_("Manager") }, { "cashier", N_("Cashier") },
	{ "stock", N_("Stock keeper") }, { "accountant", N_("Accountant") },
};

static const char *role_shown(const struct request *r, const char *code)
{
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (strcmp(roles[i].code, code) == 0)
			return text(r->lang, roles[i].shown);
	return code;
}

/* ---- the list ---- */

static void fill_card(const struct request *r, struct data *d, const struct staff_card *card)
{
	data_int(d, "id", card->staff.id.v);
	data_text(d, "login", card->staff.login);
	data_text(d, "name", card->staff.name);
	data_text(d, "role", role_shown(r, card->staff.role));
	data_text(d, "branches", card->staff.all_branches ? text(r->lang, N_("All branches")) : card->branches);
	data_bool(d, "password", card->password);
	data_bool(d, "pin", card->pin);
	data_time(d, "seen_at", card->seen_at);
	data_bool(d, "self", card->staff.id.v == r->ctx->actor.staff.v);
}

static struct error *fill_rights(const struct request *r, struct data *d)
{
	struct role *all;
	size_t n;

	TRY(staff_roles(r->ctx, &all, &n));
	for (size_t i = 0; i < n; i++)
		data_text(data_add(d, "roles"), "name", role_shown(r, all[i].code));
	for (int p = 0; p < PERMISSION_COUNT; p++) {
		struct data *row = data_add(d, "rights");

		data_text(row, "name", permission_name((enum permission)p));
		data_text(row, "help", text(r->lang, permission_help((enum permission)p)));
		for (size_t i = 0; i < n; i++) {
			struct data *cell = data_add(row, "cells");

			data_text(cell, "role", role_shown(r, all[i].code));
			data_bool(cell, "has", all[i].permissions >> p & 1);
		}
	}
	return NULL;
}

struct error *office_staff(struct request *r, struct page *p)
{
	struct staff_card *cards;
	size_t n;

	TRY(staff_cards(r->ctx, &cards, &n));
	for (size_t i = 0; i < n; i++)
		fill_card(r, data_add(p->data, "people"), &cards[i]);
	office_page(r, p->data, "staff", text(r->lang, N_("Staff")));
	return fill_rights(r, p->data);
}

/* ---- the form ---- */

static bool again(const struct request *r, const char *field)
{
	return r->errors && route_param(r->route, field);
}

static void fill_roles(struct request *r, struct data *d, const char *chosen, bool may_owner)
{
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		struct data *o;

		if (!may_owner && strcmp(roles[i].code, "owner") == 0)
			continue;
		o = data_add(d, "form.roles");
		data_text(o, "value", roles[i].code);
		data_text(o, "name", text(r->lang, roles[i].shown));
		data_bool(o, "chosen", strcmp(roles[i].code, chosen) == 0);
	}
}

static void fill_langs(struct data *d, const char *chosen)
{
	for (int l = 0; l < LANG_COUNT; l++) {
		struct data *o = data_add(d, "form.langs");

		data_text(o, "value", lang_code((enum lang)l));
		data_text(o, "name", lang_name((enum lang)l));
		data_bool(o, "chosen", strcmp(lang_code((enum lang)l), chosen) == 0);
	}
}

static bool works_at(const struct branch_id *branches, size_t n, struct branch_id branch)
{
	for (size_t i = 0; i < n; i++)
		if (branches[i].v == branch.v)
			return true;
	return false;
}

/* Only branches that the actor may give. */
static void fill_branches(struct request *r, struct data *d, const struct branch_id *had, size_t n)
{
	for (size_t i = 0; i < r->shop->branch_count && i < BOXES; i++) {
		const struct branch *b = &r->shop->branches[i];
		struct data *o;

		if (ctx_need_branch(r->ctx, b->id))
			continue;
		o = data_add(d, "form.branches");
		data_text(o, "field", boxes[i]);
		data_int(o, "id", b->id.v);
		data_text(o, "name", b->name);
		data_bool(o, "chosen", again(r, boxes[i]) ? param_typed(r, boxes[i]) != NULL : works_at(had, n, b->id));
	}
}

/* What was typed, or what stands. */
static struct error *fill_form(struct request *r, struct data *d, const struct staff *who, const struct branch_id *had, size_t n)
{
	const char *role = again(r, "role") && param_typed(r, "role") ? param_typed(r, "role") : who->role;
	const char *lang = again(r, "lang") && param_typed(r, "lang") ? param_typed(r, "lang") : who->lang;
	bool may_owner, all = again(r, "all") ? param_typed(r, "all") != NULL : who->all_branches;

	TRY(staff_may_owner(r->ctx, &may_owner));
	data_text(d, "form.name", again(r, "name") ? param_typed(r, "name") : who->name);
	data_bool(d, "form.all", all);
	data_bool(d, "form.may_all", r->ctx->actor.all_branches);
	fill_roles(r, d, role, may_owner);
	fill_langs(d, lang);
	fill_branches(r, d, had, n);
	office_errors(r, d);
	return NULL;
}

/* The branches ticked; none for all of them. */
static struct error *read_branches(struct request *r, struct branch_id *out, size_t *n)
{
	*n = 0;
	if (param_given(r, "all"))
		return NULL;
	for (size_t i = 0; i < BOXES; i++)
		if (param_given(r, boxes[i]))
			out[(*n)++].v = param_number(r, boxes[i], 0);
	return *n ? NULL : error_field(error_text(ERR(r->ctx->arena, INVALID, "staff.invalid"),
		N_("Please choose a branch, or all of them."), NULL), "branches");
}

/* ---- adding ---- */

struct error *office_staff_new(struct request *r, struct page *p)
{
	const struct staff blank = { .role = "cashier", .lang = r->shop->company.lang, .all_branches = r->ctx->actor.all_branches };

	office_page(r, p->data, "staff", text(r->lang, N_("Add somebody")));
	return fill_form(r, p->data, &blank, r->ctx->actor.branches, r->ctx->actor.branch_count);
}

struct error *office_staff_add(struct request *r, struct page *p)
{
	struct branch_id branches[BOXES];
	struct staff_new in = {
		.login = param_text(r, "login"), .name = param_text(r, "name"), .role = param_text(r, "role"),
		.lang = param_text(r, "lang"), .password = param_text(r, "password"), .pin = param_text(r, "pin"),
		.branches = branches,
	};
	struct staff_id id;

	TRY(read_branches(r, branches, &in.branch_count));
	TRY(staff_add(r->ctx, &in, &id));
	page_redirect(p, r->ctx->arena, "/office/staff/%lld", (long long)id.v);
	return NULL;
}

/* ---- one of them ---- */

static struct staff_id asked(const struct request *r)
{
	return (struct staff_id){ param_number(r, "id", 0) };
}

struct error *office_staff_member(struct request *r, struct page *p)
{
	struct branch_id *had;
	struct staff_card card;
	bool may_owner;
	size_t n;

	TRY(staff_card(r->ctx, asked(r), &card));
	TRY(staff_branches(r->ctx, card.staff.id, &had, &n));
	TRY(staff_may_owner(r->ctx, &may_owner));
	fill_card(r, data_part(p->data, "person"), &card);
	data_bool(p->data, "may_change", may_owner || strcmp(card.staff.role, "owner") != 0);
	if (card.sessions)
		data_plural(p->data, "person.sessions", N_("Logged in at {n} place"), "Logged in at {n} places", card.sessions);
	office_page(r, p->data, "staff", card.staff.name);
	return fill_form(r, p->data, &card.staff, had, n);
}

static struct error *back(struct request *r, struct page *p)
{
	page_redirect(p, r->ctx->arena, "/office/staff/%lld", (long long)asked(r).v);
	return NULL;
}

struct error *office_staff_edit(struct request *r, struct page *p)
{
	struct branch_id branches[BOXES];
	struct staff_change in = {
		.name = param_text(r, "name"), .role = param_text(r, "role"), .lang = param_text(r, "lang"), .branches = branches,
	};

	TRY(read_branches(r, branches, &in.branch_count));
	TRY(staff_edit(r->ctx, asked(r), &in));
	return back(r, p);
}

struct error *office_staff_password(struct request *r, struct page *p)
{
	TRY(staff_set_password(r->ctx, asked(r), param_text(r, "password")));
	return back(r, p);
}

struct error *office_staff_pin(struct request *r, struct page *p)
{
	TRY(staff_set_pin(r->ctx, asked(r), param_text(r, "pin")));
	return back(r, p);
}

struct error *office_staff_revoke(struct request *r, struct page *p)
{
	TRY(staff_log_out(r->ctx, asked(r)));
	return back(r, p);
}

struct error *office_staff_archive(struct request *r, struct page *p)
{
	TRY(staff_archive(r->ctx, asked(r)));
	page_redirect(p, r->ctx->arena, "/office/staff");
	return NULL;
}
