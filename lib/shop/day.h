/* day.h: a business day of one branch for its accountant, as CSV
 * (shop/csv_write.h): a row a document, with what it holds at each rate of tax
 * that the day knows (gross_18, tax_18 …) and what was taken by each tender,
 * rounding of cash included there and shown by itself. What a credit note gives
 * back is below zero, and `credits` names its receipt. Amounts are decimals of
 * the document's currency.
 */
#ifndef MAKOLET_SHOP_DAY_H
#define MAKOLET_SHOP_DAY_H

#include <stdio.h>

#include "shop/shop.h"

/* Needs report.view and the branch in scope. UNAVAILABLE "export.write" when
 * the file cannot take it. */
struct error *day_write(struct ctx *c, const struct branch *branch, int32_t date, FILE *to);

#endif
