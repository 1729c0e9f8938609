/* office_day.c: a business day's documents as a file for the accountant. */
#include <stdlib.h>

#include "app/handlers.h"
#include "app/office.h"
#include "shop/day.h"

static struct error *date_asked(const struct request *r, const struct branch *b, int32_t *out)
{
	const char *said = param_text(r, "date");

	*out = business_date(b->zone, (int)b->day_ends, r->ctx->now);
	if (said && !date_parse(said, out))
		return error_field(error_text(ERR(r->ctx->arena, INVALID, "day.date"), N_("This is no date."), NULL), "date");
	return NULL;
}

struct error *office_day(struct request *r, struct page *p)
{
	const struct branch *b = shop_branch_ever(r->shop, (struct branch_id){ param_number(r, "branch", 0) });
	char *bytes = NULL, day[16];
	struct error *e;
	size_t n = 0;
	int32_t date;
	FILE *to;

	if (!b)
		return ERR(r->ctx->arena, NOT_FOUND, "branch.none");
	TRY(date_asked(r, b, &date));
	to = open_memstream(&bytes, &n);
	if (!to)
		return ERR(r->ctx->arena, UNAVAILABLE, "export.write");
	e = day_write(r->ctx, b, date, to);
	fclose(to);
	if (!e) {
		page_bytes(p, "text/csv; charset=utf-8", bytes, n);
		page_header(p, "Content-Disposition", arena_printf(r->ctx->arena, "attachment; filename=\"%s-%s.csv\"",
			url_encode(r->ctx->arena, b->code), date_format(day, date)));
	}
	free(bytes);
	return e;
}
