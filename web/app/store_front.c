/* store_front.c: "/" has no language: it sends on to the one that the browser asks for. */
#include "app/handlers.h"

struct error *store_front(struct request *r, struct page *p)
{
	page_redirect(p, r->ctx->arena, "/%s/", lang_code(r->lang));
	p->status = 302;
	page_header(p, "Vary", "Accept-Language");
	return NULL;
}
