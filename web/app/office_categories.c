/* office_categories.c: the tree of categories: added, named, moved, archived. */
#include "app/handlers.h"
#include "app/office_goods.h"
#include "shop/category.h"

/* ---- the tree ---- */

struct tree {
	const struct category_row *all;
	size_t n;
	int64_t hidden;			/* it and all below it are left out; 0 */
};

static void fill_row(const struct request *r, struct data *d, const struct category_row *row, int depth)
{
	data_int(d, "id", row->id.v);
	data_text(d, "name", row->name);
	data_text(d, "slug", row->slug);
	data_text(d, "href", url_encode(r->ctx->arena, row->slug));
	data_int(d, "depth", depth);
	data_bool(d, "archived", row->archived);
	data_bool(d, "empty", !row->goods && !row->below);
	if (row->goods)
		data_plural(d, "goods", N_("{n} good"), "{n} goods", row->goods);
}

/* One level, then what is below each of it. */
static void fill_level(const struct request *r, struct data *d, const struct tree *t, int64_t parent, int depth)
{
	struct data *last = NULL;
	bool first = true;

	for (size_t i = 0; i < t->n; i++) {
		const struct category_row *row = &t->all[i];
		struct data *x;

		if (row->parent.v != parent || row->archived)
			continue;
		x = data_add(d, "tree");
		fill_row(r, x, row, depth);
		data_bool(x, "first", first);
		first = false;
		last = x;
		if (depth < CATEGORY_DEPTH)
			fill_level(r, d, t, row->id.v, depth + 1);
	}
	if (last)
		data_bool(last, "last", true);
}

static struct error *fill_tree(const struct request *r, struct data *d)
{
	struct category_row *all;
	struct tree t = { 0 };

	TRY(category_rows(r->ctx, lang_code(r->lang), &all, &t.n));
	t.all = all;
	fill_level(r, d, &t, 0, 0);
	for (size_t i = 0; i < t.n; i++)
		if (all[i].archived)
			fill_row(r, data_add(d, "archived"), &all[i], 0);
	return NULL;
}

/* ---- the form ---- */

static void fill_parents(const struct request *r, struct data *d, const struct tree *t, int64_t parent, int depth, const char *chosen)
{
	const char *indent = "";

	for (int k = 0; k < depth; k++)
		indent = arena_printf(r->ctx->arena, "%s\u2003", indent);
	for (size_t i = 0; i < t->n; i++) {
		const struct category_row *row = &t->all[i];

		if (row->parent.v != parent || row->archived || row->id.v == t->hidden)
			continue;
		office_choice(d, "parents", row->slug, arena_printf(r->ctx->arena, "%s%s", indent, row->name), chosen && strcmp(row->slug, chosen) == 0);
		if (depth + 2 < CATEGORY_DEPTH)
			fill_parents(r, d, t, row->id.v, depth + 1, chosen);
	}
}

/* The shop's own language first: its name must be there. */
static void languages(const struct request *r, struct category_name *names)
{
	size_t n = 0;

	names[n++].lang = r->shop->company.lang;
	for (int l = 0; l < LANG_COUNT && n < LANG_COUNT; l++)
		if (strcmp(lang_code((enum lang)l), r->shop->company.lang) != 0)
			names[n++].lang = lang_code((enum lang)l);
}

static void fill_name(const struct request *r, struct data *d, const struct category_name *name, bool own)
{
	const char *field = arena_printf(r->ctx->arena, "name_%s", name->lang);
	struct data *x = data_add(d, "names");
	enum lang lang = LANG_EN;

	lang_parse(name->lang, &lang);
	data_text(x, "field", field);
	data_text(x, "lang", name->lang);
	data_text(x, "language", lang_name(lang));
	data_text(x, "dir", lang_rtl(lang) ? "rtl" : "ltr");
	data_bool(x, "own", own);
	data_text(x, "value", r->errors && route_param(r->route, field) ? param_typed(r, field) : name->name);
	for (const struct error *e = r->errors; e; e = e->also)
		if (e->field && strcmp(e->field, field) == 0)
			data_text(x, "error", text_error(r->ctx->arena, r->lang, e));
}

/* row NULL: a new one. */
static struct error *fill_form(const struct request *r, struct data *d, const struct tree *t, const struct category_row *row)
{
	bool again = r->errors && route_param(r->route, "parent");
	struct category_name names[LANG_COUNT] = { { 0 } };
	const char *parent = again ? param_typed(r, "parent") : NULL;

	languages(r, names);
	if (row)
		TRY(category_names(r->ctx, row->id, names, LANG_COUNT));
	for (size_t i = 0; i < LANG_COUNT; i++)
		fill_name(r, d, &names[i], i == 0);
	for (size_t i = 0; row && !again && i < t->n; i++)
		if (t->all[i].id.v == row->parent.v)
			parent = t->all[i].slug;
	fill_parents(r, d, t, 0, 0, parent);
	data_text(d, "address", again ? param_typed(r, "address") : row ? row->slug : NULL);
	office_errors(r, d);
	return NULL;
}

struct error *office_categories(struct request *r, struct page *p)
{
	struct category_row *all;
	struct tree t = { 0 };

	TRY(category_rows(r->ctx, lang_code(r->lang), &all, &t.n));
	t.all = all;
	TRY(fill_tree(r, p->data));
	TRY(fill_form(r, p->data, &t, NULL));
	data_bool(p->data, "adding", r->errors && strcmp(r->route->name, "office_category_make") == 0);
	office_page(r, p->data, "goods", text(r->lang, N_("Categories")));
	return NULL;
}

struct error *office_category(struct request *r, struct page *p)
{
	struct category_row *all;
	struct tree t = { .hidden = param_number(r, "id", 0) };

	TRY(category_rows(r->ctx, lang_code(r->lang), &all, &t.n));
	t.all = all;
	for (size_t i = 0; i < t.n; i++)
		if (all[i].id.v == t.hidden) {
			fill_row(r, data_part(p->data, "category"), &all[i], 0);
			TRY(fill_form(r, p->data, &t, &all[i]));
			office_page(r, p->data, "goods", all[i].name);
			return NULL;
		}
	return ERR(r->ctx->arena, NOT_FOUND, "category.none");
}

/* ---- changing ---- */

static struct error *read_form(const struct request *r, struct category_name *names, struct category_sheet *out)
{
	const char *parent = param_text(r, "parent");
	struct category *all;
	size_t n;

	languages(r, names);
	for (size_t i = 0; i < LANG_COUNT; i++)
		names[i].name = param_text(r, arena_printf(r->ctx->arena, "name_%s", names[i].lang));
	*out = (struct category_sheet){ .slug = param_text(r, "address"), .names = names, .count = LANG_COUNT };
	if (!parent)
		return NULL;
	TRY(category_all(r->ctx, lang_code(r->lang), &all, &n));
	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].slug, parent) == 0) {
			out->parent = all[i].id;
			return NULL;
		}
	return error_field(error_text(ERR(r->ctx->arena, INVALID, "category.invalid"), N_("Please choose one of the list."), NULL), "parent");
}

static struct category_id asked(const struct request *r)
{
	return (struct category_id){ param_number(r, "id", 0) };
}

static struct error *back(struct request *r, struct page *p, struct category_id id)
{
	page_redirect(p, r->ctx->arena, "/office/categories#category-%lld", (long long)id.v);
	return NULL;
}

struct error *office_category_make(struct request *r, struct page *p)
{
	struct category_name names[LANG_COUNT] = { { 0 } };
	struct category_sheet sheet;
	struct category_id made;

	TRY(read_form(r, names, &sheet));
	TRY(category_make(r->ctx, &sheet, &made));
	return back(r, p, made);
}

struct error *office_category_save(struct request *r, struct page *p)
{
	struct category_name names[LANG_COUNT] = { { 0 } };
	struct category_sheet sheet;

	TRY(read_form(r, names, &sheet));
	TRY(category_save(r->ctx, asked(r), &sheet));
	return back(r, p, asked(r));
}

struct error *office_category_move(struct request *r, struct page *p)
{
	TRY(category_move(r->ctx, asked(r), strcmp(param_text(r, "to"), "front") == 0));
	return back(r, p, asked(r));
}

struct error *office_category_archive(struct request *r, struct page *p)
{
	TRY(category_archive(r->ctx, asked(r), strcmp(param_text(r, "to"), "archive") == 0));
	return back(r, p, asked(r));
}
