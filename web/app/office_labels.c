/* office_labels.c: shelf labels that are wrong, a print of them, and what was
 * printed. */
#include "app/handlers.h"
#include "app/office_goods.h"
#include "app/office_prices.h"
#include "app/store.h"
#include "base/bytes.h"
#include "base/num.h"
#include "base/str.h"
#include "price/gtin.h"
#include "print/barcode.h"
#include "shop/hours.h"
#include "shop/shelf_label.h"

#define PAGE 100
#define OBSOLETE 200
#define SETS 30

/* ---- which labels ---- */

static const char *const filters[] = { "branch", "date", "time", "show", "category", "prices", "variant" };
#define FILTERS (sizeof(filters) / sizeof(filters[0]))

/* The same labels at another page. */
static const char *address(const struct request *r, const char *path, int64_t page)
{
	struct arena *a = r->ctx->arena;
	struct str out;

	str_init(&out, a);
	str_addf(&out, "%s?", path);
	for (size_t i = 0; i < FILTERS; i++)
		if (param_given(r, filters[i]))
			str_addf(&out, "%s=%s&", filters[i], url_encode(a, param_text(r, filters[i])));
	str_addf(&out, "page=%lld", (long long)page);
	return out.p;
}

static struct error *branch_of(const struct request *r, const struct branch **out)
{
	struct branch_id asked = { param_number(r, "branch", 0) };

	for (size_t i = 0; i < r->shop->branch_count; i++) {
		*out = &r->shop->branches[i];
		if ((!asked.v || (*out)->id.v == asked.v) && !ctx_need_branch(r->ctx, (*out)->id))
			return NULL;
	}
	return ERR(r->ctx->arena, NOT_FOUND, "branch.none");
}

/* Now, or the hour asked for while it is still to come. */
static struct error *instant_of(const struct request *r, const struct branch *branch, instant *out)
{
	*out = r->ctx->now;
	if (!param_given(r, "date"))
		return NULL;
	TRY(hours_meant(r->ctx, branch, param_text(r, "date"), param_given(r, "time") ? param_text(r, "time") : "00:00", out));
	if (*out < r->ctx->now)
		*out = r->ctx->now;
	return NULL;
}

static struct error *filter_of(const struct request *r, struct data *d, struct label_filter *out)
{
	const char *show = param_text(r, "show");

	*out = (struct label_filter){ .change = { param_number(r, "prices", 0) }, .variant = { param_number(r, "variant", 0) } };
	out->all = out->variant.v || (show && strcmp(show, "all") == 0);
	out->at = r->ctx->now;
	TRY(branch_of(r, &out->branch));
	return office_categories_choice(r, d, "categories", param_text(r, "category"), &out->category);
}

/* ---- the list ---- */

static struct currency currency(const struct request *r)
{
	return (struct currency){ r->shop->company.currency, (int)r->shop->company.currency_exponent };
}

static void fill_row(const struct request *r, struct data *d, const struct label_filter *f, const struct shelf_label *l)
{
	const char *unit = store_unit(r, l->unit);

	data_int(d, "id", l->variant.v);
	data_text(d, "name", l->name);
	data_text(d, "category", l->category);
	data_text(d, "unit", *unit ? unit : NULL);
	data_price(d, "price", l->price);
	if (!l->was_name)
		return;
	data_text(d, "printed_at", office_time(r, f->branch->id, l->printed_at));
	if (l->was_price != l->price)
		data_price(d, "was_price", l->was_price);
	if (strcmp(l->was_name, l->name) != 0)
		data_text(d, "was_name", l->was_name);
	data_bool(d, "right", l->was_price == l->price && strcmp(l->was_name, l->name) == 0);
}

static struct error *fill_obsolete(const struct request *r, struct data *d, const struct label_filter *f)
{
	struct shelf_label *labels;
	struct str marks;
	size_t n;

	TRY(label_obsolete(r->ctx, f->branch, OBSOLETE, &labels, &n));
	str_init(&marks, r->ctx->arena);
	for (size_t i = 0; i < n; i++) {
		fill_row(r, data_add(d, "obsolete"), f, &labels[i]);
		str_addf(&marks, "%s%s", i ? " " : "", label_mark(r->ctx->arena, &labels[i]));
	}
	data_text(d, "obsolete_marks", marks.p);
	return NULL;
}

/* Branches, and sets of prices whose labels one may want: not the drafts. */
static struct error *fill_choices(const struct request *r, struct data *d, const struct label_filter *f)
{
	struct price_change *sets;
	size_t n = 0;

	for (size_t i = 0; i < r->shop->branch_count; i++) {
		const struct branch *b = &r->shop->branches[i];

		if (!ctx_need_branch(r->ctx, b->id))
			office_choice(d, "branches", arena_printf(r->ctx->arena, "%lld", (long long)b->id.v), b->name, b == f->branch);
	}
	if (ctx_may(r->ctx, MAY_GOODS_PRICE))
		TRY(price_change_list(r->ctx, 0, 0, SETS, &sets, &n));
	for (size_t i = 0; i < n; i++)
		if (sets[i].state == PRICE_COMING || sets[i].state == PRICE_ACTIVE)
			office_choice(d, "sets", arena_printf(r->ctx->arena, "%lld", (long long)sets[i].id.v),
				arena_printf(r->ctx->arena, "%s · %s", sets[i].name, office_time(r, f->branch->id, sets[i].starts_at)),
				sets[i].id.v == f->change.v);
	return NULL;
}

static void fill_said(const struct request *r, struct data *d)
{
	if (!param_given(r, "labels"))
		return;
	data_plural(d, "said", N_("{n} label is noted."), "{n} labels are noted.", param_number(r, "labels", 0));
	if (param_number(r, "outdated", 0))
		data_plural(d, "said_outdated", N_("{n} has changed since it was printed and stays in the list."),
			"{n} have changed since they were printed and stay in the list.", param_number(r, "outdated", 0));
}

static void fill_paging(const struct request *r, struct data *d, int64_t page, bool more)
{
	data_int(d, "page_number", page);
	if (page > 1)
		data_text(d, "previous_page", address(r, "/office/labels", page - 1));
	if (more)
		data_text(d, "next_page", address(r, "/office/labels", page + 1));
}

/* A date that is none is said at its field, above the labels of now. */
static void fill_when(struct request *r, struct data *d, struct label_filter *f)
{
	struct error *e = instant_of(r, f->branch, &f->at);

	if (e) {
		f->at = r->ctx->now;
		data_text(d, "when_error", text_error(r->ctx->arena, r->lang, e));
	} else if (f->at > r->ctx->now) {
		data_text(d, "when", office_time(r, f->branch->id, f->at));
		data_bool(d, "twice", hours_twice(f->branch, f->at));
	}
	data_text(d, "date", param_text(r, "date"));
	data_text(d, "time", param_text(r, "time"));
}

struct error *office_labels(struct request *r, struct page *p)
{
	int64_t page = param_number(r, "page", 1), count;
	struct label_filter filter;
	struct shelf_label *labels;
	size_t n;

	TRY(filter_of(r, p->data, &filter));
	fill_when(r, p->data, &filter);
	TRY(label_list(r->ctx, &filter, (size_t)(page - 1) * PAGE, PAGE + 1, &labels, &n));
	/* The last page tells itself how many there are: counting is to look at all goods again. */
	count = (page - 1) * PAGE + (int64_t)n;
	if (n > PAGE || (!n && page > 1))
		TRY(label_count(r->ctx, &filter, &count));
	for (size_t i = 0; i < n && i < PAGE; i++)
		fill_row(r, data_add(p->data, "labels"), &filter, &labels[i]);
	fill_paging(r, p->data, page, n > PAGE);
	TRY(fill_obsolete(r, p->data, &filter));
	TRY(fill_choices(r, p->data, &filter));
	fill_said(r, p->data);
	data_plural(p->data, "count", N_("{n} label"), "{n} labels", count);
	data_bool(p->data, "in_parts", count > LABELS_AT_ONCE);
	data_int(p->data, "at_once", LABELS_AT_ONCE);
	data_bool(p->data, "all", filter.all);
	data_bool(p->data, "filtered", filter.category.v || filter.change.v || filter.variant.v);
	data_int(p->data, "branch", filter.branch->id.v);
	data_text(p->data, "branch_name", filter.branch->name);
	if (filter.variant.v)
		data_int(p->data, "variant", filter.variant.v);
	if (filter.change.v)
		data_int(p->data, "prices", filter.change.v);
	data_text(p->data, "category", param_text(r, "category"));
	data_text(p->data, "uuid", uuid_new(r->ctx->arena));
	office_errors(r, p->data);
	data_text(p->data, "goods_tab", "labels");
	office_page(r, p->data, "goods", text(r->lang, N_("Shelf labels")));
	return NULL;
}

/* ---- on paper ---- */

static const struct {
	const char *name;
	size_t a_page;			/* labels */
} sizes[] = { { "sheet", 24 }, { "strip", 14 }, { "roll", 1 } };

static struct error *fill_bars(const struct request *r, struct data *d, const char *code)
{
	char shown[GTIN_SIZE];
	struct str path;

	if (!code)
		return NULL;
	if (strlen(code) == GTIN_SIZE - 1 && strlen(gtin_shown(code, shown)) == 13) {
		str_init(&path, r->ctx->arena);
		TRY(ean13_path(r->ctx->arena, shown, &path));
		data_text(d, "bars", path.p);
		code = arena_strdup(r->ctx->arena, shown);
	}
	data_text(d, "code", code);
	return NULL;
}

/* In the company's language, whoever prints: shoppers read it. */
static struct error *fill_label(const struct request *r, struct data *d, const struct label_filter *f, const struct shelf_label *l, enum lang lang)
{
	struct item_card card = { .price = l->price, .unit = l->unit, .content = l->content, .content_unit = l->content_unit };
	struct civil on = zone_local(f->branch->zone, f->at);
	struct request labelled = *r;

	labelled.lang = lang;
	store_price(&labelled, d, &card);
	data_text(d, "price", format_price(r->ctx->arena, lang, currency(r), l->price));
	data_text(d, "name", l->name);
	data_text(d, "maker", l->maker);
	data_text(d, "date", format_date(r->ctx->arena, lang, date_from_civil(on.year, on.month, on.day)));
	return fill_bars(r, d, l->code);
}

static size_t size_of(const struct request *r)
{
	const char *size = param_text(r, "size");

	for (size_t i = 0; size && i < sizeof(sizes) / sizeof(sizes[0]); i++)
		if (strcmp(size, sizes[i].name) == 0)
			return i;
	return 0;
}

/* Sheets of labels; the first begins behind those that are used up. */
static struct error *fill_sheets(const struct request *r, struct data *d, const struct label_filter *f, const struct shelf_label *labels, size_t n)
{
	size_t size = size_of(r), at = sizes[size].a_page > 1 ? (size_t)param_number(r, "used", 0) % sizes[size].a_page : 0;
	enum lang lang = r->lang;
	struct data *sheet = NULL;

	lang_parse(r->shop->company.lang, &lang);
	data_text(d, "size", sizes[size].name);
	data_text(d, "label_lang", lang_code(lang));
	data_text(d, "label_dir", lang_rtl(lang) ? "rtl" : "ltr");
	for (size_t i = 0; i < n; i++, at++) {
		if (!sheet || at % sizes[size].a_page == 0)
			sheet = data_add(d, "sheets");
		for (size_t blank = 0; i == 0 && blank < at; blank++)
			data_bool(data_add(sheet, "labels"), "blank", true);
		TRY(fill_label(r, data_add(sheet, "labels"), f, &labels[i], lang));
	}
	return NULL;
}

struct error *office_labels_print(struct request *r, struct page *p)
{
	int64_t page = param_number(r, "page", 1);
	struct label_filter filter;
	struct shelf_label *labels;
	struct str marks;
	size_t n;

	TRY(filter_of(r, p->data, &filter));
	TRY(instant_of(r, filter.branch, &filter.at));
	TRY(label_list(r->ctx, &filter, (size_t)(page - 1) * LABELS_AT_ONCE, LABELS_AT_ONCE, &labels, &n));
	TRY(fill_sheets(r, p->data, &filter, labels, n));
	str_init(&marks, r->ctx->arena);
	for (size_t i = 0; i < n; i++)
		str_addf(&marks, "%s%s", i ? " " : "", label_mark(r->ctx->arena, &labels[i]));
	data_text(p->data, "marks", marks.p);
	data_plural(p->data, "count", N_("{n} label"), "{n} labels", (int64_t)n);
	data_int(p->data, "branch", filter.branch->id.v);
	data_text(p->data, "branch_name", filter.branch->name);
	data_text(p->data, "date", param_text(r, "date"));
	data_text(p->data, "time", param_text(r, "time"));
	if (filter.at > r->ctx->now)
		data_text(p->data, "when", office_time(r, filter.branch->id, filter.at));
	data_text(p->data, "back", address(r, "/office/labels", 1));
	data_text(p->data, "uuid", uuid_new(r->ctx->arena));
	data_text(p->data, "page.script", "office_labels");
	data_text(p->data, "goods_tab", "labels");
	office_page(r, p->data, "goods", text(r->lang, N_("Print labels")));
	return NULL;
}

/* ---- what was done ---- */

static struct error *back(struct request *r, struct page *p, const struct branch *branch, const struct label_result *result)
{
	page_redirect(p, r->ctx->arena, "/office/labels?branch=%lld&labels=%lld&outdated=%lld", (long long)branch->id.v,
		(long long)result->labels, (long long)result->outdated);
	return NULL;
}

struct error *office_labels_printed(struct request *r, struct page *p)
{
	const struct branch *branch;
	struct label_result result;
	instant at;

	TRY(branch_of(r, &branch));
	TRY(instant_of(r, branch, &at));
	TRY(label_printed(r->ctx, param_text(r, "uuid"), branch, at, param_text(r, "marks"), &result));
	return back(r, p, branch, &result);
}

struct error *office_labels_removed(struct request *r, struct page *p)
{
	const struct branch *branch;
	struct label_result result;

	TRY(branch_of(r, &branch));
	TRY(label_removed(r->ctx, param_text(r, "uuid"), branch, param_text(r, "marks"), &result));
	return back(r, p, branch, &result);
}
