/* office_receipt.c: a receipt or a credit note as the office shows and prints it. */
#include "app/handlers.h"
#include "app/office.h"
#include "shop/document.h"

struct error *office_receipt(struct request *r, struct page *p)
{
	struct document doc;

	TRY(document_by_token(r->ctx, param_text(r, "token"), &doc));
	TRY(ctx_need_branch(r->ctx, doc.branch));
	TRY(store_receipt(r, p));
	data_int(p->data, "order.id", doc.order.v);
	data_text(p->data, "section", "orders");
	data_text(p->data, "page.script", "till_receipt");
	return NULL;
}
