/* office_prices_edit.c: a set of prices is made, filled, set for its hour and
 * taken back. */
#include "app/handlers.h"
#include "app/office_prices.h"
#include "base/num.h"
#include "shop/hours.h"

static struct price_change_id id_of(const struct request *r)
{
	return (struct price_change_id){ param_number(r, "id", 0) };
}

static struct error *to_set(struct request *r, struct page *p, struct price_change_id id)
{
	page_redirect(p, r->ctx->arena, "/office/prices/%lld", (long long)id.v);
	return NULL;
}

struct error *office_prices_new(struct request *r, struct page *p)
{
	struct price_change_id id;

	TRY(price_change_new(r->ctx, param_text(r, "uuid"), param_text(r, "name"), (struct price_list_id){ param_number(r, "list", 0) }, &id));
	return to_set(r, p, id);
}

struct error *office_prices_copy(struct request *r, struct page *p)
{
	struct price_change_id id;

	TRY(price_change_copy(r->ctx, param_text(r, "uuid"), id_of(r), param_text(r, "name"), &id));
	return to_set(r, p, id);
}

struct error *office_prices_name(struct request *r, struct page *p)
{
	TRY(price_change_rename(r->ctx, id_of(r), param_text(r, "name")));
	return to_set(r, p, id_of(r));
}

/* A code that is scanned goes in at once; words list what they find. No #place
 * in the address: a browser gives the focus to a field only where there is none. */
static struct error *scan(struct request *r, struct page *p, const char *typed)
{
	struct price_change x;
	struct item_card card;
	struct error *e;

	TRY(price_change_get(r->ctx, id_of(r), &x));
	e = item_scan(r->ctx, lang_code(r->lang), office_prices_clock(r, x.list), typed, &card);
	if (e && e->kind == NOT_FOUND) {
		page_redirect(p, r->ctx->arena, "/office/prices/%lld?find=%s", (long long)x.id.v, url_encode(r->ctx->arena, typed));
		return NULL;
	}
	TRY(e);
	TRY(price_change_take(r->ctx, x.id, card.variant));
	page_redirect(p, r->ctx->arena, "/office/prices/%lld?good=%lld", (long long)x.id.v, (long long)card.variant.v);
	return NULL;
}

struct error *office_prices_take(struct request *r, struct page *p)
{
	struct variant_id variant = { param_number(r, "variant", 0) };

	if (!variant.v)
		return param_text(r, "find") ? scan(r, p, param_text(r, "find")) : to_set(r, p, id_of(r));
	TRY(price_change_take(r->ctx, id_of(r), variant));
	page_redirect(p, r->ctx->arena, "/office/prices/%lld?good=%lld", (long long)id_of(r).v, (long long)variant.v);
	return NULL;
}

struct error *office_prices_line(struct request *r, struct page *p)
{
	struct variant_id variant = { param_number(r, "variant", 0) };
	int64_t page = param_number(r, "page", 0);

	if (param_given(r, "remove"))
		TRY(price_change_remove(r->ctx, id_of(r), variant));
	else if (param_given(r, "price"))
		TRY(price_change_put(r->ctx, id_of(r), variant, param_number(r, "price", 0) * PRICE_PER_MINOR));
	if (!page)
		return to_set(r, p, id_of(r));
	page_redirect(p, r->ctx->arena, "/office/prices/%lld?page=%lld#line-%lld", (long long)id_of(r).v, (long long)page, (long long)variant.v);
	return NULL;
}

/* Percent come with two decimals, as amounts do: 5.25 is 525 basis points. */
static struct price_rule rule_of(const struct request *r)
{
	static const struct {
		const char *name;
		int64_t step, ending;
	} endings[] = { { "none", 1, 0 }, { "tenth", 10, 0 }, { "ninety", 100, 90 }, { "ninety_nine", 100, 99 }, { "whole", 100, 0 } };
	const char *how = param_text(r, "how"), *rounding = param_text(r, "rounding");
	int64_t by = strcmp(how, "keep") == 0 ? 0 : param_number(r, "by", 0);
	struct price_rule rule = { .step = 1, .rounding = strcmp(rounding, "up") == 0 ? PRICE_UP : strcmp(rounding, "down") == 0 ? PRICE_DOWN : PRICE_NEAREST };

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (strcmp(endings[i].name, param_text(r, "ending")) == 0) {
			rule.step = endings[i].step;
			rule.ending = endings[i].ending;
		}
	by = strstr(how, "_down") ? -by : by;
	if (strncmp(how, "percent", 7) == 0)
		rule.percent = by;
	else
		rule.amount = by;
	return rule;
}

static struct error *category_of(const struct request *r, struct category_id *out)
{
	const char *slug = param_text(r, "category");
	struct category *all;
	size_t n;

	if (!slug)
		return NULL;
	TRY(category_all(r->ctx, lang_code(r->lang), &all, &n));
	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].slug, slug) == 0)
			*out = all[i].id;
	return out->v ? NULL : error_field(error_text(ERR(r->ctx->arena, INVALID, "category.none"), N_("There is no such category."), NULL), "category");
}

struct error *office_prices_rule(struct request *r, struct page *p)
{
	struct price_filter filter = { .find = param_text(r, "find"), .least = param_number(r, "least", -1), .most = param_number(r, "most", -1),
		.inside = strcmp(param_text(r, "goods"), "inside") == 0 };
	struct price_rule rule = rule_of(r);
	struct price_ruled done;

	TRY(category_of(r, &filter.category));
	if (!param_given(r, "by") && strcmp(param_text(r, "how"), "keep"))
		return error_field(error_text(ERR(r->ctx->arena, INVALID, "param.missing"), N_("Please fill this in."), NULL), "by");
	TRY(price_change_rule(r->ctx, id_of(r), &filter, &rule, &done));
	page_redirect(p, r->ctx->arena, "/office/prices/%lld?changed=%lld&same=%lld&unpriced=%lld#lines", (long long)id_of(r).v,
		(long long)done.changed, (long long)done.same, (long long)done.unpriced);
	return NULL;
}

struct error *office_prices_hour(struct request *r, struct page *p)
{
	struct price_change x;
	instant at = r->ctx->now;

	TRY(price_change_get(r->ctx, id_of(r), &x));
	if (strcmp(param_text(r, "when"), "at") == 0)
		TRY(hours_meant(r->ctx, office_prices_clock(r, x.list), param_text(r, "date"), param_text(r, "time"), &at));
	TRY(price_change_set(r->ctx, x.id, at, param_given(r, "replace")));
	return to_set(r, p, x.id);
}

struct error *office_prices_cancel(struct request *r, struct page *p)
{
	TRY(price_change_cancel(r->ctx, id_of(r)));
	return to_set(r, p, id_of(r));
}
