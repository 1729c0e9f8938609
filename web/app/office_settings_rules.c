/* office_settings_rules.c: the settings of lib/shop/setting.def, of the shop, of
 * a branch, of a till: each a small form of its own, drawn from the table. */
#include "app/handlers.h"
#include "app/office_settings.h"
#include "app/param.h"
#include "base/num.h"
#include "shop/setting.h"
#include "shop/till.h"

#define NUMBER_DIGITS 12

static struct setting_place place_of(const struct request *r)
{
	return (struct setting_place){ { param_number(r, "branch", 0) }, { param_number(r, "till", 0) } };
}

static const char *address_of(const struct request *r, struct setting_place at)
{
	struct arena *a = r->ctx->arena;

	if (at.till.v)
		return arena_printf(a, "/office/settings/rules?branch=%lld&till=%lld", (long long)at.branch.v, (long long)at.till.v);
	if (at.branch.v)
		return arena_printf(a, "/office/settings/rules?branch=%lld", (long long)at.branch.v);
	return "/office/settings/rules";
}

static enum setting_depth depth_of(struct setting_place at)
{
	return at.till.v ? SETTING_TILL : at.branch.v ? SETTING_BRANCH : SETTING_COMPANY;
}

/* ---- the places ---- */

struct places {
	const struct request *r;
	struct data *data;
	struct setting_place here;
	bool found;			/* here is one of them */
};

static void add_place(struct places *all, struct setting_place at, const char *name)
{
	struct setting_place here = all->here;
	const struct request *r = all->r;
	struct data *o = data_add(all->data, "places");

	data_text(o, "href", address_of(r, at));
	data_text(o, "name", name);
	if (at.branch.v == here.branch.v && at.till.v == here.till.v)
		all->found = true;
	data_bool(o, "current", at.branch.v == here.branch.v && at.till.v == here.till.v);
	data_bool(o, "till", at.till.v != 0);
}

/* What one may not see does not exist. */
static struct error *fill_places(struct request *r, struct data *d, struct setting_place here)
{
	struct places all = { .r = r, .data = d, .here = here };
	struct till *tills;
	size_t n;

	TRY(till_all(r->ctx, &tills, &n));
	if (ctx_may(r->ctx, MAY_SETTINGS_EDIT))
		add_place(&all, (struct setting_place){ { 0 }, { 0 } }, text(r->lang, N_("The whole shop")));
	for (size_t i = 0; i < r->shop->branch_count; i++) {
		const struct branch *b = &r->shop->branches[i];

		if (ctx_need_branch(r->ctx, b->id))
			continue;
		add_place(&all, (struct setting_place){ b->id, { 0 } }, b->name);
		for (size_t k = 0; k < n; k++)
			if (tills[k].branch.v == b->id.v && tills[k].revoked_at == INSTANT_NONE)
				add_place(&all, (struct setting_place){ b->id, tills[k].id }, tills[k].name);
	}
	return all.found ? NULL : ERR(r->ctx->arena, NOT_FOUND, "setting.none");
}

/* ---- one setting ---- */

/* As it is typed. */
static const char *value_typed(const struct request *r, const struct setting_spec *spec, const char *value)
{
	char buf[NUM_FORMAT_SIZE];
	int64_t n;

	if (spec->type == SETTING_MONEY && num_parse_int(value, &n))
		return arena_strdup(r->ctx->arena, num_format(buf, n, (int)r->shop->company.currency_exponent));
	return value;
}

/* As it is read. */
static const char *value_shown(const struct request *r, const struct setting_spec *spec, const char *value)
{
	int64_t n;

	if (spec->type == SETTING_MONEY && num_parse_int(value, &n))
		return format_money(r->ctx->arena, r->lang,
			(struct currency){ r->shop->company.currency, (int)r->shop->company.currency_exponent }, n);
	if (spec->type == SETTING_FLAG)
		return text(r->lang, strcmp(value, "1") == 0 ? N_("Yes") : N_("No"));
	return *value ? value : text(r->lang, N_("nothing"));
}

static const char *const input_types[] = {
	[SETTING_NUMBER] = "number", [SETTING_MONEY] = "money", [SETTING_FLAG] = "flag", [SETTING_TEXT] = "text",
	[SETTING_EMAIL] = "email", [SETTING_LABELS] = "code",
};

static bool is_text(const struct setting_spec *spec)
{
	return spec->type == SETTING_TEXT || spec->type == SETTING_EMAIL || spec->type == SETTING_LABELS;
}

static void fill_setting(const struct request *r, struct data *d, const struct setting_spec *spec, const struct setting_value *v,
	struct setting_place at)
{
	const char *sent = r->errors ? param_typed(r, "setting") : NULL;
	bool again = sent && strcmp(sent, spec->name) == 0;

	data_text(d, "name", spec->name);
	data_text(d, "label", text(r->lang, spec->label));
	data_text(d, "help", text(r->lang, spec->help));
	data_text(d, "type", input_types[spec->type]);
	data_text(d, "value", again ? param_typed(r, "value") : value_typed(r, spec, v->value));
	data_bool(d, "on", strcmp(v->value, "1") == 0);
	data_bool(d, "own", v->own);
	data_bool(d, "again", again);
	data_int(d, "size", is_text(spec) ? spec->max : NUMBER_DIGITS);
	data_sentence(d, "above", depth_of(at) == SETTING_COMPANY ? N_("As delivered: {value}")
		: depth_of(at) == SETTING_BRANCH ? N_("As the shop: {value}") : N_("As the branch: {value}"),
		"value", value_shown(r, spec, v->above), NULL);
}

struct error *office_settings_rules(struct request *r, struct page *p)
{
	struct setting_place at = place_of(r);

	settings_page(r, p, text(r->lang, N_("Rules of the shop")));
	if (!at.branch.v && !ctx_may(r->ctx, MAY_SETTINGS_EDIT))
		for (size_t i = 0; i < r->shop->branch_count && !at.branch.v; i++)
			if (!ctx_need_branch(r->ctx, r->shop->branches[i].id))
				at.branch = r->shop->branches[i].id;
	TRY(fill_places(r, p->data, at));
	data_int(p->data, "branch", at.branch.v);
	data_int(p->data, "till", at.till.v);
	data_text(p->data, "currency", r->shop->company.currency);
	for (int s = 0; s < SETTING_COUNT; s++) {
		const struct setting_spec *spec = setting_spec((enum setting)s);
		struct setting_value v;

		if (spec->depth == SETTING_HIDDEN || spec->depth < depth_of(at))
			continue;
		TRY(setting_at_place(r->ctx, (enum setting)s, at, &v));
		fill_setting(r, data_add(p->data, "settings"), spec, &v, at);
	}
	return NULL;
}

/* ---- changing ---- */

/* The validators of parameters say what is wrong in the reader's language. */
static struct error *read_value(struct request *r, const struct setting_spec *spec, const char **out)
{
	static const enum param_kind kinds[] = {
		[SETTING_NUMBER] = PARAM_WHOLE, [SETTING_MONEY] = PARAM_MONEY, [SETTING_FLAG] = PARAM_CHOICE,
		[SETTING_TEXT] = PARAM_TEXT, [SETTING_EMAIL] = PARAM_EMAIL, [SETTING_LABELS] = PARAM_TEXT,
	};
	struct param_decl decl = { "value", kinds[spec->type], is_text(spec) && !spec->min ? OPTIONAL : REQUIRED, spec->min, spec->max, "0|1" };
	struct param value;

	TRY(param_check(r->ctx->arena, &decl, param_text(r, "value"), &value));
	*out = spec->type == SETTING_MONEY ? arena_printf(r->ctx->arena, "%lld", (long long)value.number) : value.given ? value.text : "";
	return NULL;
}

struct error *office_settings_rule(struct request *r, struct page *p)
{
	struct setting_place at = place_of(r);
	const char *value = NULL;
	enum setting s;

	if (!setting_parse(param_text(r, "setting"), &s))
		return ERR(r->ctx->arena, NOT_FOUND, "setting.none");
	if (!param_given(r, "inherit"))
		TRY(read_value(r, setting_spec(s), &value));
	TRY(setting_change(r->ctx, s, at, value));
	page_redirect(p, r->ctx->arena, "%s#%s", address_of(r, at), url_encode(r->ctx->arena, setting_spec(s)->name));
	return NULL;
}
