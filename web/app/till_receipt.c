/* till_receipt.c: a receipt as the cashier prints it: the shopper's page at the till's door. */
#include "app/handlers.h"
#include "app/till.h"

struct error *till_receipt(struct request *r, struct page *p)
{
	TRY(store_receipt(r, p));
	data_text(p->data, "page.script", "till_receipt");
	return NULL;
}
