/* office_good.h: between the files of the editor of goods. */
#ifndef MAKOLET_APP_OFFICE_GOOD_H
#define MAKOLET_APP_OFFICE_GOOD_H

#include "app/office_goods.h"
#include "shop/item_edit.h"

/* The languages of a sheet that is to be read. */
void office_good_words(struct item_sheet *s);
/* True while the form of texts and facts is shown again. */
bool office_good_again(const struct request *r);
/* Fields as f.NAME (id, value, error, focus), words.N, the choices, seen. */
struct error *office_good_form(const struct request *r, struct data *d, const struct item_sheet *s);
/* Whose the code is that was refused: owner.id, owner.name. */
struct error *office_code_owner(const struct request *r, struct data *d, struct variant_id but);

#endif
