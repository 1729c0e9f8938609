/* company.h: the shop as its owner names it: names, tax number, languages, logo.
 * Changed in the office, audited; reading is shop/shop.h.
 */
#ifndef MAKOLET_SHOP_COMPANY_H
#define MAKOLET_SHOP_COMPANY_H

#include "shop/media.h"
#include "shop/shop.h"

#define LOGO_BYTES_MAX ((size_t)4 * 1024 * 1024)

struct company_change {
	const char *name, *legal_name;	/* legal_name "" or NULL: the name */
	const char *tax_number;		/* as typed; checked by the company's country */
	const char *lang;		/* the main one; the web has it whatever is in languages */
	const char *languages;		/* of the web, codes between blanks */
};

/* Needs settings.edit. INVALID by field (name, legal_name, tax_number). */
struct error *company_edit(struct ctx *c, const struct company_change *in);
/* Needs settings.edit. The bytes are a picture: the caller's word. */
struct error *company_set_logo(struct ctx *c, const struct media_new *in);
/* None afterwards; the original goes when no goods show it. */
struct error *company_remove_logo(struct ctx *c);

/* A tax number tidied, INVALID field "tax_number" with what its country expects. */
struct error *company_tax_number(struct ctx *c, const char *country, const char *typed, const char **out);
/* Inside db_tx(), nobody asked: for makolet init. */
struct error *company_put_logo(struct ctx *c, const struct media_new *in);

#endif
