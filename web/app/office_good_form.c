/* office_good_form.c: what can be said of one of the goods, in every language:
 * the form, a new good, a copy, a good that is saved. */
#include "app/office_good.h"

#include "app/handlers.h"
#include "base/bytes.h"
#include "base/num.h"

static const char *const units[] = { "piece", "kg", "l", "m" };
static const char *const contents[] = { "g", "kg", "ml", "l", "m", "piece" };

/* ---- a field ---- */

static const struct error *error_at(const struct request *r, const char *name)
{
	for (const struct error *e = r->errors; e; e = e->also)
		if (e->field && strcmp(e->field, name) == 0)
			return e;
	return NULL;
}

bool office_good_again(const struct request *r)
{
	return r->errors && route_param(r->route, "name_en");
}

/* What was typed stays; but where only somebody else changed a field, theirs is
 * shown. The first that is wrong has the focus. */
static const char *fill(const struct request *r, struct data *page, struct data *f, const char *name, const char *value)
{
	const struct error *e = office_good_again(r) ? error_at(r, name) : NULL;

	if (office_good_again(r) && !(e && strcmp(e->code, "item.theirs") == 0))
		value = param_typed(r, name);
	data_text(f, "id", name);
	data_text(f, "value", value);
	if (e)
		data_text(f, "error", text_error(r->ctx->arena, r->lang, e));
	data_bool(f, "focus", e && !data_get(page, "focus"));
	if (e)
		data_text(page, "focus", name);
	return value;
}

static const char *fill_field(const struct request *r, struct data *d, const char *name, const char *value)
{
	return fill(r, d, data_part(d, arena_printf(r->ctx->arena, "f.%s", name)), name, value);
}

static const char *quantity_plain(struct arena *a, int64_t quantity)
{
	char buf[NUM_FORMAT_SIZE], *end;

	if (!quantity)
		return "";
	num_format(buf, quantity, 3);
	end = buf + strlen(buf);
	while (end[-1] == '0')
		*--end = '\0';
	if (end[-1] == '.')
		end[-1] = '\0';
	return arena_strdup(a, buf);
}

/* ---- the form ---- */

static void fill_lang(const struct request *r, struct data *d, const struct item_words *w, const char *own)
{
	struct arena *a = r->ctx->arena;
	struct data *l = data_add(d, "words");
	enum lang lang = LANG_EN;
	const char *name;

	lang_parse(w->lang, &lang);
	data_text(l, "code", w->lang);
	data_text(l, "language", lang_name(lang));
	data_text(l, "dir", lang_rtl(lang) ? "rtl" : "ltr");
	data_bool(l, "own", strcmp(w->lang, own) == 0);
	name = fill(r, d, data_part(l, "name"), arena_printf(a, "name_%s", w->lang), w->name);
	data_bool(l, "missing", !name || !*name);
	fill(r, d, data_part(l, "description"), arena_printf(a, "description_%s", w->lang), w->description);
}

static const char *category_slug(const struct category *all, size_t n, struct category_id id)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].id.v == id.v)
			return all[i].slug;
	return NULL;
}

static void fill_units(const struct request *r, struct data *d, const char *list, const char *const *from, size_t n, const char *chosen)
{
	for (size_t i = 0; i < n; i++)
		office_choice(d, list, from[i], office_unit(r, from[i]), chosen && strcmp(from[i], chosen) == 0);
}

static struct error *fill_choices(const struct request *r, struct data *d, const struct item_sheet *s)
{
	struct category_id found;
	struct category *all;
	const char *tax;
	int64_t class = 0;
	size_t n;

	TRY(category_all(r->ctx, lang_code(r->lang), &all, &n));
	TRY(office_categories_choice(r, d, "categories", fill_field(r, d, "category", category_slug(all, n, s->category)), &found));
	tax = fill_field(r, d, "tax", arena_printf(r->ctx->arena, "%lld", (long long)s->tax_class.v));
	if (tax)
		num_parse_int(tax, &class);
	TRY(office_tax_classes(r, d, "taxes", (struct tax_class_id){ class }));
	office_types(r, d, "types", fill_field(r, d, "type", s->type));
	fill_units(r, d, "units", units, sizeof(units) / sizeof(units[0]), fill_field(r, d, "unit", s->unit));
	fill_units(r, d, "contents", contents, sizeof(contents) / sizeof(contents[0]), fill_field(r, d, "content_unit", s->content_unit));
	return NULL;
}

static bool outdated(const struct request *r)
{
	for (const struct error *e = r->errors; e; e = e->also)
		if (strcmp(e->code, "item.theirs") == 0 || strcmp(e->code, "item.both") == 0)
			return true;
	return false;
}

struct error *office_good_form(const struct request *r, struct data *d, const struct item_sheet *s)
{
	bool again = office_good_again(r), late = again && outdated(r);

	for (size_t i = 0; i < s->word_count; i++)
		fill_lang(r, d, &s->words[i], s->lang);
	TRY(fill_choices(r, d, s));
	fill_field(r, d, "address", s->slug);
	fill_field(r, d, "maker", s->maker);
	fill_field(r, d, "origin", s->origin);
	fill_field(r, d, "label", s->label);
	fill_field(r, d, "sku", s->sku);
	fill_field(r, d, "content", quantity_plain(r->ctx->arena, s->content));
	data_bool(d, "no_discount", again ? param_typed(r, "no_discount") != NULL : s->no_discount);
	data_bool(d, "several", s->all > 1);
	data_bool(d, "late", late);
	data_bool(d, "wrong", again && !late);
	data_text(d, "seen", again && !late && s->variant.v ? param_typed(r, "seen") : item_sheet_seen(r->ctx->arena, s));
	return NULL;
}

/* ---- what was sent ---- */

void office_good_words(struct item_sheet *s)
{
	s->word_count = LANG_COUNT;
	for (int l = 0; l < LANG_COUNT; l++)
		s->words[l] = (struct item_words){ .lang = lang_code((enum lang)l) };
}

static const char *capitals(struct arena *a, const char *s)
{
	char *copy;

	if (!s)
		return NULL;
	copy = arena_strdup(a, s);
	for (char *p = copy; *p; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	return copy;
}

static struct error *read_category(const struct request *r, struct item_sheet *s)
{
	struct category *all;
	size_t n;

	if (!param_given(r, "category"))
		return NULL;
	TRY(category_all(r->ctx, lang_code(r->lang), &all, &n));
	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].slug, param_text(r, "category")) == 0) {
			s->category = all[i].id;
			return NULL;
		}
	return error_field(error_text(ERR(r->ctx->arena, INVALID, "item.invalid"), N_("Please choose one of the list."), NULL), "category");
}

static struct error *read_form(const struct request *r, struct item_sheet *s)
{
	const char *label = param_text(r, "label");

	*s = (struct item_sheet){
		.lang = r->shop->company.lang, .slug = param_text(r, "address"), .type = param_text(r, "type"), .unit = param_text(r, "unit"),
		.tax_class = { param_number(r, "tax", 0) }, .no_discount = param_given(r, "no_discount"), .maker = param_text(r, "maker"),
		.origin = capitals(r->ctx->arena, param_text(r, "origin")), .label = label ? label : "", .sku = param_text(r, "sku"),
		.content = param_number(r, "content", 0), .content_unit = param_text(r, "content_unit"),
	};
	office_good_words(s);
	for (size_t i = 0; i < s->word_count; i++) {
		s->words[i].name = param_text(r, arena_printf(r->ctx->arena, "name_%s", s->words[i].lang));
		s->words[i].description = param_text(r, arena_printf(r->ctx->arena, "description_%s", s->words[i].lang));
	}
	return read_category(r, s);
}

struct error *office_good_save(struct request *r, struct page *p)
{
	struct variant_id id = { param_number(r, "id", 0) };
	struct item_sheet sheet;

	TRY(read_form(r, &sheet));
	TRY(item_save(r->ctx, id, &sheet, param_text(r, "seen")));
	page_redirect(p, r->ctx->arena, "/office/goods/%lld?saved=1", (long long)id.v);
	return NULL;
}

/* ---- a new one ---- */

/* What most goods of a shop are, or all that can be taken over from another. */
static struct error *blank(const struct request *r, struct item_sheet *s, struct variant_id *from)
{
	struct tax_class *classes;
	size_t n;

	from->v = param_number(r, "copy", 0);
	*s = (struct item_sheet){ .type = "good", .unit = "piece", .label = "", .content_unit = "g" };
	office_good_words(s);
	if (from->v)
		TRY(item_sheet_read(r->ctx, *from, s));
	s->slug = s->sku = NULL;
	s->variant = (struct variant_id){ 0 };
	s->lang = r->shop->company.lang;
	if (from->v)
		return NULL;
	TRY(tax_classes(r->ctx, &classes, &n));
	if (n)
		s->tax_class = classes[0].id;
	return NULL;
}

struct error *office_good_new(struct request *r, struct page *p)
{
	bool again = office_good_again(r);
	struct variant_id from;
	struct item_sheet sheet;

	TRY(blank(r, &sheet, &from));
	TRY(office_good_form(r, p->data, &sheet));
	fill_field(r, p->data, "code", param_text(r, "code"));
	fill_field(r, p->data, "price", NULL);
	data_text(p->data, "uuid", again && param_text(r, "uuid") ? param_text(r, "uuid") : uuid_new(r->ctx->arena));
	if (from.v)
		data_int(p->data, "copy", from.v);
	TRY(office_code_owner(r, p->data, (struct variant_id){ 0 }));
	office_errors(r, p->data);
	office_page(r, p->data, "goods", text(r->lang, from.v ? N_("Copy of a good") : N_("New good")));
	return NULL;
}

struct error *office_good_make(struct request *r, struct page *p)
{
	struct item_making how = { .uuid = param_text(r, "uuid"), .barcode = param_text(r, "code"), .price = PRICE_NONE,
		.copy_of = { param_number(r, "copy", 0) } };
	struct item_sheet sheet;
	struct variant_id made;

	if (param_given(r, "price")) {
		how.price = param_number(r, "price", 0) * PRICE_PER_MINOR;
		TRY(office_price_list(r, (struct branch_id){ 0 }, &how.list));
	}
	TRY(read_form(r, &sheet));
	TRY(item_make(r->ctx, &sheet, &how, &made));
	page_redirect(p, r->ctx->arena, "/office/goods/%lld", (long long)made.v);
	return NULL;
}
