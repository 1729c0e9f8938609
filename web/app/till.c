/* till.c: what the till's screens have in common. */
#include "app/till.h"

#include <stdlib.h>

struct error *till_here(const struct request *r, struct till *till, const struct branch **branch)
{
	TRY(till_find(r->ctx, r->ctx->actor.till, till));
	*branch = shop_branch(r->shop, till->branch);
	return *branch ? NULL : ERR(r->ctx->arena, NOT_FOUND, "branch.none");
}

void till_bar(const struct request *r, struct data *d, const struct till *till, const struct branch *branch)
{
	data_text(d, "till.name", till->name);
	data_text(d, "till.branch", branch->name);
	data_bool(d, "page.noindex", true);
	data_bool(d, "till.staff", r->ctx->actor.staff.v != 0);
}

void till_result(struct data *d, const struct shift_result *result)
{
	int64_t difference = result->cash_counted - result->cash_expected;

	data_plural(d, "result.sales", N_("{n} sale"), "{n} sales", result->sales_count);
	data_money(d, "result.amount", result->sales_amount);
	if (result->refunds_count) {
		data_plural(d, "result.returns", N_("{n} return"), "{n} returns", result->refunds_count);
		data_money(d, "result.refunded", result->refunds_amount);
	}
	if (result->rounding_amount)
		data_money(d, "result.rounding", result->rounding_amount);
	data_money(d, "result.expected", result->cash_expected);
	data_money(d, "result.counted", result->cash_counted);
	data_money(d, "result.difference", difference);
	data_money(d, "result.off", llabs(difference));
	data_text(d, "result.state", difference == 0 ? "right" : difference < 0 ? "short" : "over");
}

void till_sold(const struct request *r, struct page *p, const char *document, int64_t change)
{
	struct arena *a = r->ctx->arena;

	page_json(p, a, json_pack("{s:s, s:I}", "receipt", arena_printf(a, "/till/receipt/%s", document),
		"change", (json_int_t)change));
}
