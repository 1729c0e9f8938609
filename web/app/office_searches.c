/* office_searches.c: what shoppers looked for and did not find. */
#include "app/handlers.h"
#include "app/office.h"
#include "shop/search.h"

#define PAGE 50

struct error *office_searches(struct request *r, struct page *p)
{
	bool newest = param_text(r, "sort") && strcmp(param_text(r, "sort"), "newest") == 0;
	int64_t page = param_number(r, "page", 1);
	struct arena *a = r->ctx->arena;
	struct search_miss *misses;
	size_t n;

	TRY(search_misses(r->ctx, newest, (size_t)(page - 1) * PAGE, PAGE + 1, &misses, &n));
	for (size_t i = 0; i < n && i < PAGE; i++) {
		struct data *d = data_add(p->data, "misses");

		data_text(d, "query", misses[i].query);
		data_text(d, "find", arena_printf(a, "/office/goods?find=%s", url_encode(a, misses[i].query)));
		data_text(d, "times", format_whole(a, r->lang, misses[i].times));
		data_text(d, "last_at", office_time(r, (struct branch_id){ 0 }, misses[i].last_at));
	}
	data_bool(p->data, "newest", newest);
	if (page > 1)
		data_text(p->data, "first_page", newest ? "/office/searches?sort=newest" : "/office/searches");
	if (n > PAGE)
		data_text(p->data, "next_page", arena_printf(a, "/office/searches?sort=%s&page=%lld", newest ? "newest" : "often", (long long)page + 1));
	data_text(p->data, "goods_tab", "searches");
	office_page(r, p->data, "goods", text(r->lang, N_("Not found")));
	return NULL;
}

struct error *office_searches_forget(struct request *r, struct page *p)
{
	TRY(search_forget(r->ctx, param_text(r, "query")));
	page_redirect(p, r->ctx->arena, "/office/searches");
	return NULL;
}
