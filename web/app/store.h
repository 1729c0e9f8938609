/* store.h: what the storefront's pages have in common. */
#ifndef MAKOLET_APP_STORE_H
#define MAKOLET_APP_STORE_H

#include "app/page.h"
#include "shop/order.h"

/* The price list that the web sells by. UNAVAILABLE "shop.no_web". */
struct error *store_price_list(const struct request *r, struct price_list_id *out);

/* One of the goods as store/_card.cs shows it: slug, href, name, letter, tint, price ... */
void store_card(const struct request *r, struct data *d, const struct item_card *card);
/* The same as goods.N, the `place`-th on the page: pictures that nobody sees at
 * first wait. */
void store_listed(const struct request *r, struct data *page, const struct item_card *card, size_t place);
/* price, unit, content, unit_price of a variant. */
void store_price(const struct request *r, struct data *d, const struct item_card *card);
/* letter and tint of the tile that stands for a picture. */
void store_tile(const struct request *r, struct data *d, const struct item_card *card);
/* src, sizes.N (src, width, last), width, height, alt of a picture, for
 * store/_picture.cs; nothing where there is none. */
void store_picture(const struct request *r, struct data *d, const struct item_picture *picture);
/* "kg", in the page's language; "" for pieces, which go without saying. */
const char *store_unit(const struct request *r, const char *unit);

/* "2 × ₪5.90" */
const char *store_count(const struct request *r, int64_t quantity, const char *unit, int64_t unit_price);
/* sum.total and taxes.N (label, amount), for store/_totals.cs. */
void store_totals(const struct request *r, struct data *d, const struct price_total *total);

/* First-level categories as categories.N (open: the chosen one's), the way to
 * the chosen one as crumbs.N, what is below it, or beside it where nothing is,
 * as below.N; for store/_categories.cs and _crumbs.cs. Chosen by slug, NOT_FOUND
 * "category.none", and then in *chosen; slug NULL: by chosen->id, 0 for none. */
struct error *store_categories(const struct request *r, struct data *d, const char *slug, struct category *chosen);
/* What failed and concerns no field: other. */
void store_errors(const struct request *r, struct data *d);
/* Lines in the cart, for the header of a private page. */
struct error *store_cart_count(const struct request *r, struct data *d);

/* Answers with the QR code, as SVG, of a page of ours by its path. */
struct error *store_qr(struct request *r, struct page *p, const char *path);

#endif
